"""Packs: all that is handed over of a plan in one zip, whole or public."""

from __future__ import annotations

from omvgen.packing.pack import Pack as Pack
from omvgen.packing.pack import pack as pack
