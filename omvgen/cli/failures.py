"""When a command cannot be done: what is said of it, and the process's exit code."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from typing import TypeGuard

import click

from omvgen.cli.common import program_fault, say, show_refusal
from omvgen.errors import OmvgenError
from omvgen.findings.reasons import os_reason
from omvgen.locale import tr

# What a shell says of any program whose reader has gone, as that of `omvgen diff … | head`
# has: 128 and the number of the signal. Not 0, which says that the plan is in order, nor 1.
_READER_GONE = 128 + 13
# Windows has no name of its own for it.
_GONE = {errno.EPIPE, errno.EINVAL}


def open_what_is_closed() -> None:
    """Python has None for a stream that was closed from the start, as by `>&-`.

    That a result cannot be written is said; of messages nobody wants to know.
    """
    if sys.stdout is None:
        sys.stdout = os.fdopen(os.open(os.devnull, os.O_RDONLY), "w")
    if sys.stderr is None:
        sys.stderr = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w")


def code_of(error: BaseException, *, debug: bool) -> int:
    """The exit code of a command that ended so; the person has been told why."""
    # Click ends the process when a pipe's reader has gone, and when a shell has been answered.
    if isinstance(error, SystemExit):
        code = _READER_GONE if error.code else 0
    elif _is_of_a_stream(error) and error.errno in _GONE:
        code = _READER_GONE
    else:
        code = 2
        with contextlib.suppress(OSError):  # stderr may be what cannot be written
            _tell(error, debug=debug)
    _let_go()
    return code


def _tell(error: BaseException, *, debug: bool) -> None:
    if isinstance(error, click.ClickException):
        error.show()
    elif isinstance(error, (click.Abort, KeyboardInterrupt)):
        say(tr("Keskeytetty."))
    elif isinstance(error, OmvgenError):
        show_refusal(error.finding)
    elif debug:
        from traceback import print_exception

        print_exception(error)
    elif _is_of_a_stream(error):
        say(tr("Tulostetta ei voitu kirjoittaa: {reason}.", reason=os_reason(error)))
    else:
        say(program_fault())


def _is_of_a_stream(error: BaseException) -> TypeGuard[OSError]:
    """Whether it is of stdout or stderr: any other error of the system names a file."""
    return isinstance(error, OSError) and error.filename is None


def _let_go() -> None:
    """What a stream could not take is dropped: Python would try again, and end with 120."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
