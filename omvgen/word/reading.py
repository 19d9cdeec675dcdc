"""What a document in Word, or in a format that becomes one, says of a form's plan."""

from __future__ import annotations

from pathlib import Path

from omvgen.form.form import Form
from omvgen.package import read_whole
from omvgen.word.converting import as_docx
from omvgen.word.document_reading import DocumentReading
from omvgen.word.own import read_own
from omvgen.word.placing.place import place
from omvgen.word.source_text import read_source


def read_document(path: Path, form: Form, *, author: str | None = None) -> DocumentReading:
    """What the document says, by its controls when omvgen built it, else by its words.

    `author` is the only one whose tracked changes are accepted, None for all of them. Raises
    `ReadError` (OMV199, OMV770–OMV773).
    """
    source = read_source(as_docx(read_whole(path), path.name), path.name, author=author)
    own = read_own(source, form)
    return place(source, form) if own is None else own
