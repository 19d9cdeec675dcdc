"""Run by LibreOffice's own Python: accepts or rejects all tracked changes of documents.

    python3 revise_with_libreoffice.py PIPE (Accept|Reject FILE TEXT)…

Writes the text of each document after that, with the numbers of headings and lists.
"""

from pathlib import Path

from uno_office import HIDDEN, PropertyValue, desktop, run


def main(context, *steps: str) -> None:  # type: ignore[no-untyped-def]
    office = desktop(context)
    dispatcher = context.ServiceManager.createInstance("com.sun.star.frame.DispatchHelper")
    as_text = PropertyValue(Name="FilterName", Value="Text (encoded)")
    encoded = PropertyValue(Name="FilterOptions", Value="UTF8")
    for command, file, target in zip(steps[::3], steps[1::3], steps[2::3], strict=True):
        document = office.loadComponentFromURL(Path(file).as_uri(), "_blank", 0, (HIDDEN,))
        frame = document.CurrentController.Frame
        dispatcher.executeDispatch(frame, f".uno:{command}AllTrackedChanges", "", 0, ())
        document.storeToURL(Path(target).as_uri(), (as_text, encoded))
        document.close(True)


run(main)
