"""The message and the exit code of a command that ended with an exception."""

from __future__ import annotations

import contextlib
import errno
import io
import os
import sys
from typing import TypeGuard

import click

from omvgen.cli.common import program_fault, say, show_refusal
from omvgen.errors import OmvgenError
from omvgen.findings.codes import Code
from omvgen.findings.model import Finding
from omvgen.findings.reasons import os_reason
from omvgen.locale import tr, visible

# The reader of a pipe has ended, as in `omvgen diff … | head`: the code that shells use, 128
# and the number of the signal. Neither 0 nor 1: these say something of the plan.
_READER_GONE = 128 + 13
# On Windows a closed pipe is EINVAL.
_GONE = {errno.EPIPE, errno.EINVAL}


def open_what_is_closed() -> None:
    """Replaces streams that were closed from the start, as by `>&-`: Python has None for them.

    Writing a result then fails with a message; messages themselves are dropped.
    """
    if sys.stdout is None:
        sys.stdout = os.fdopen(os.open(os.devnull, os.O_RDONLY), "w")
    if sys.stderr is None:
        sys.stderr = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w")


def code_of(error: BaseException, *, debug: bool) -> int:
    """Shows why the command ended and returns its exit code."""
    # Click ends the process when a pipe's reader has gone, and when a shell has been answered.
    if isinstance(error, SystemExit):
        code = _READER_GONE if error.code else 0
    elif _is_of_a_stream(error) and error.errno in _GONE:
        code = _READER_GONE
    else:
        code = 2
        with contextlib.suppress(OSError):  # stderr may be what cannot be written
            _show(error, debug=debug)
    _drop_what_is_unwritten()
    return code


def _show(error: BaseException, *, debug: bool) -> None:
    if isinstance(error, click.ClickException):
        shown = io.StringIO()
        error.show(shown)
        say(visible(shown.getvalue().rstrip("\n")))  # it may name a file
    elif isinstance(error, (click.Abort, KeyboardInterrupt)):
        say(tr("Keskeytetty."))
    elif isinstance(error, OmvgenError):
        show_refusal(error.finding)
    elif isinstance(error, (MemoryError, RecursionError)) and not debug:
        show_refusal(Finding(Code.OUT_OF_MEMORY))
    elif debug:
        from traceback import print_exception

        print_exception(error)
    elif _is_of_a_stream(error):
        say(tr("Tulostetta ei voitu kirjoittaa: {reason}.", reason=os_reason(error)))
    else:
        say(program_fault())


def _is_of_a_stream(error: BaseException) -> TypeGuard[OSError]:
    """Whether stdout or stderr failed: every other error of the system names a file."""
    return isinstance(error, OSError) and error.filename is None


def _drop_what_is_unwritten() -> None:
    """Drops what a stream could not take: Python would try again at exit, and end with 120."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
