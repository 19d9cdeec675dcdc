"""Used by LibreOffice's own Python: connects a script to the LibreOffice on a pipe and runs it."""

import os
import sys
import time
import traceback

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

__all__ = ["HIDDEN", "PropertyValue", "desktop", "run"]

HIDDEN = PropertyValue(Name="Hidden", Value=True)


def run(main) -> None:  # type: ignore[no-untyped-def]
    """Calls `main(context, *arguments)` with the command line `PIPE ARGUMENT…`, and exits.

    `context` holds the services of the LibreOffice. The process exits without Python's own
    teardown: there pyuno can crash after the work is done.
    """
    code = 0
    try:
        main(_context(sys.argv[1]), *sys.argv[2:])
    except BaseException:
        traceback.print_exc()
        code = 1
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def _context(pipe: str):  # type: ignore[no-untyped-def]
    """Connects to the LibreOffice; waits up to a minute for it to listen."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
    for _ in range(600):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.1)
    raise ConnectionError("LibreOffice does not answer")


def desktop(context):  # type: ignore[no-untyped-def]
    """What opens documents."""
    return context.ServiceManager.createInstance("com.sun.star.frame.Desktop")
