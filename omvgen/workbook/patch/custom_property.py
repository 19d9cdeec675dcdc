"""A custom document property of a workbook that is patched."""

from __future__ import annotations

from lxml import etree

from omvgen.package import open_package, with_parts
from omvgen.seals import custom_part
from omvgen.workbook import layout
from omvgen.workbook.patch.parts import Parts, as_bytes

_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VALUES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # of user-defined properties
_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"


def put_property(parts: Parts, name: str, value: str) -> None:
    """Sets the property, in a part of its own when the workbook has none. Raises `Unreadable`."""
    part = custom_part(parts.package)
    if part in parts.package:
        _set(parts.edit(part), name, value)
    else:
        root = etree.Element(f"{{{_PROPERTIES}}}Properties", nsmap={None: _PROPERTIES})
        _set(root, name, value)
        part = parts.add("docProps/custom{}.xml", as_bytes(root), _CONTENT_TYPE)
        parts.relate("", "custom-properties", part)


def with_base(data: bytes, fingerprint: str) -> bytes:
    """The workbook with the fingerprint of its plan, by which its copies name their ancestor."""
    parts = Parts(open_package(data))
    put_property(parts, layout.BASE_PROPERTY, fingerprint)
    return with_parts(data, parts.changed())


def _set(root: etree._Element, name: str, value: str) -> None:
    for old in [element for element in root if element.get("name") == name]:
        root.remove(old)
    taken = [int(pid) for element in root if (pid := element.get("pid", "")).isdecimal()]
    element = etree.SubElement(root, f"{{{_PROPERTIES}}}property", nsmap={"vt": _VALUES})
    element.set("fmtid", _FORMAT)
    element.set("pid", str(max(taken, default=1) + 1))  # 0 and 1 are reserved
    element.set("name", name)
    etree.SubElement(element, f"{{{_VALUES}}}lpwstr").text = value
