"""Programs that omvgen starts: which of them it may be, and how they end with all they started.

The folder of the workbooks may be shared, and Windows would look for a program in the working
folder first: what lies there is never started.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from shutil import which
from typing import Any


def on_path(name: str, path: str | None) -> str | None:
    """The program of that name in a folder of the search path, never in the working folder.

    A `name` with a folder is the program that it names. None when there is none.
    """
    found = which(name, path=path)
    return found if found and (os.path.isabs(found) or os.path.dirname(name)) else None


def end(process: subprocess.Popen[Any], *, kill: bool = False) -> None:
    """Ends the process, begun with `start_new_session`, with all that it has started.

    It may clear up before it ends, unless it is to be killed; Windows always kills.
    """
    if sys.platform == "win32":
        taskkill = os.path.join(os.environ.get("SYSTEMROOT", "C:\\Windows"), "System32", "taskkill")
        tree = [f"{taskkill}.exe", "/F", "/T", "/PID", str(process.pid)]
        subprocess.run(tree, capture_output=True, check=False)
        process.kill()  # where there is no taskkill
    else:
        os.killpg(process.pid, signal.SIGKILL if kill else signal.SIGTERM)
