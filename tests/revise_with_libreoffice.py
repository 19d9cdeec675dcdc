"""Run by LibreOffice's own Python: accepts or rejects all tracked changes of documents.

    python3 revise_with_libreoffice.py PIPE (Accept|Reject FILE TEXT)…

Writes the text of each document after that, with the numbers of headings and lists.
"""

import sys
from pathlib import Path

from uno_office import PropertyValue, context


def main(pipe: str, *steps: str) -> None:
    services = context(pipe).ServiceManager
    desktop = services.createInstance("com.sun.star.frame.Desktop")
    dispatcher = services.createInstance("com.sun.star.frame.DispatchHelper")
    hidden = PropertyValue(Name="Hidden", Value=True)
    as_text = PropertyValue(Name="FilterName", Value="Text (encoded)")
    encoded = PropertyValue(Name="FilterOptions", Value="UTF8")
    for command, file, target in zip(steps[::3], steps[1::3], steps[2::3], strict=True):
        document = desktop.loadComponentFromURL(Path(file).as_uri(), "_blank", 0, (hidden,))
        frame = document.CurrentController.Frame
        dispatcher.executeDispatch(frame, f".uno:{command}AllTrackedChanges", "", 0, ())
        document.storeToURL(Path(target).as_uri(), (as_text, encoded))
        document.close(True)


main(*sys.argv[1:])
