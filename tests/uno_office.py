"""Used by LibreOffice's own Python: the LibreOffice that listens on a pipe."""

import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

__all__ = ["PropertyValue", "context", "desktop"]


def context(pipe: str):  # type: ignore[no-untyped-def]
    """The services of the LibreOffice; waits for it to start."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
    for _ in range(600):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.1)
    raise SystemExit("LibreOffice does not answer")


def desktop(pipe: str):  # type: ignore[no-untyped-def]
    """What opens documents."""
    return context(pipe).ServiceManager.createInstance("com.sun.star.frame.Desktop")
