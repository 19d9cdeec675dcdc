"""Reference documents as different programs and people make them, built here, none copied."""

from __future__ import annotations

import io
from functools import cache

import docx as python_docx
from helpers_document import docx, full_plan

from omvgen.package import unzip_package, zip_package
from omvgen.writers.docx.signature import signature_picture


@cache
def own_styles() -> bytes:
    """A reference as Word makes it: other styles, a header and a footer of its own, old text."""
    document = python_docx.Document()
    document.add_paragraph("Vanha teksti", style="Heading 1")
    document.sections[0].header.paragraphs[0].text = "VIRASTO"
    document.sections[0].footer.paragraphs[0].text = "PL 1"
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def finnish_ids(data: bytes) -> bytes:
    """The same as a Finnish Word saves it: local ids under English names."""
    parts = unzip_package(data)
    for old, new in ((b'"Heading1"', b'"Otsikko1"'), (b'"BodyText"', b'"Leipteksti"')):
        parts = {
            name: body.replace(b"=" + old, b"=" + new) if name.endswith(".xml") else body
            for name, body in parts.items()
        }
    return zip_package(parts)


def as_template(data: bytes) -> bytes:
    parts = unzip_package(data)
    types = parts["[Content_Types].xml"].replace(
        b"wordprocessingml.document.main", b"wordprocessingml.template.main"
    )
    return zip_package(parts | {"[Content_Types].xml": types})


def bare() -> bytes:
    """The least that is a Word document: no styles, no settings, no numbering, no page."""
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    return zip_package(
        {
            "[Content_Types].xml": f"""<Types xmlns="{package}/content-types">
                <Default Extension="xml" ContentType="{main}"/>
                <Default Extension="rels"
                  ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
                </Types>""".encode(),
            "_rels/.rels": f"""<Relationships xmlns="{package}/relationships">
                <Relationship Id="r1" Type="{office}/officeDocument" Target="d.xml"/>
                </Relationships>""".encode(),
            "d.xml": f'<w:document xmlns:w="{w}"><w:body><w:p/></w:body></w:document>'.encode(),
        }
    )


def with_custom_property(data: bytes, name: str, value: str) -> bytes:
    """The same with a property of its own, as case management systems add them."""
    office = "http://schemas.openxmlformats.org/officeDocument/2006"
    parts = unzip_package(data)
    parts["docProps/custom.xml"] = f"""<Properties xmlns="{office}/custom-properties"
        xmlns:t="{office}/docPropsVTypes"><property name="{name}" pid="2"
        fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}"><t:lpwstr>{value}</t:lpwstr></property>
        </Properties>""".encode()
    for part, end, more in (
        (
            "[Content_Types].xml",
            b"</Types>",
            b'<Override PartName="/docProps/custom.xml" ContentType="application/'
            b'vnd.openxmlformats-officedocument.custom-properties+xml"/>',
        ),
        (
            "_rels/.rels",
            b"</Relationships>",
            f'<Relationship Id="omat" Type="{office}/relationships/custom-properties" '
            'Target="docProps/custom.xml"/>'.encode(),
        ),
    ):
        parts[part] = parts[part].replace(end, more + end)
    return zip_package(parts)


REMAINS = "Salainen jäänne"


def with_remains(data: bytes) -> bytes:
    """The same with what a document carries unseen: comments, pictures, links, names, orders."""
    document = python_docx.Document(io.BytesIO(data))
    run = document.add_paragraph().add_run()
    run.add_picture(io.BytesIO(signature_picture()))
    document.add_comment(run, REMAINS, REMAINS)
    office = "http://schemas.openxmlformats.org/officeDocument/2006"
    document.part.relate_to(f"https://{REMAINS}/", f"{office}/relationships/hyperlink", True)
    for key in ("keywords", "comments", "category"):
        setattr(document.core_properties, key, REMAINS)
    buffer = io.BytesIO()
    document.save(buffer)
    parts = unzip_package(buffer.getvalue())
    parts["docProps/app.xml"] = f"""<Properties xmlns="{office}/extended-properties">
        <Manager>{REMAINS}</Manager><Company>{REMAINS}</Company></Properties>""".encode()
    settings, stop = parts["word/settings.xml"], b"<w:defaultTabStop"
    assert stop in settings
    parts["word/settings.xml"] = settings.replace(
        stop,
        f"""<w:attachedTemplate xmlns:r="{office}/relationships" r:id="rId1"/><w:trackRevisions/>
        <w:documentProtection w:edit="readOnly" w:enforcement="1"/>""".encode()
        + stop,
    )
    parts["word/_rels/settings.xml.rels"] = f"""<Relationships
        xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship
        Id="rId1" Type="{office}/relationships/attachedTemplate" TargetMode="External"
        Target="file:///{REMAINS}.dotx"/></Relationships>""".encode()
    return zip_package(parts)


REFERENCES = {
    "Word": own_styles(),
    "Finnish Word": finnish_ids(own_styles()),
    "template": as_template(own_styles()),
    "ours again": docx(full_plan(), draft=True),
    "bare": bare(),
}
