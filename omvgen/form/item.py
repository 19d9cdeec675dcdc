"""FormItem: what questions, fields and columns share, and which texts answer them."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any, assert_never

from omvgen.form import spelling
from omvgen.form.formats import FORMATS, TextFormat
from omvgen.form.kinds import AnswerKind, Choices, Comparison, Text
from omvgen.patterns import pattern

Json = dict[str, Any]

_BETWEEN_CHOICES = pattern(r"[;\n]")
_BULLET = pattern(r"\A\s*(?:[-–—•*]\s+|[\uf021-\uf0ff]\s*)")


class FormItem:
    """The base of `Question` and `Column`: something that a text of a certain kind answers."""

    kind: AnswerKind
    format: str | None
    choices: tuple[str, ...]
    details: bool = False
    help: str = ""
    role: str | None = None

    @property
    def is_version(self) -> bool:
        """Whether the text is a version, such as `2.0`, or begins with one."""
        return self.role == "version" or self.format == "version"

    @property
    def text_format(self) -> TextFormat | None:
        """The format that the text must have: the item's own, or that of its kind."""
        return FORMATS.get(self.format or self.kind.traits.format)

    @property
    def exact(self) -> bool:
        """Whether the text is one value: its formatting says nothing."""
        return self.format is not None or self.kind.traits.text is Text.EXACT

    @property
    def takes_several(self) -> bool:
        """Whether an answer may name several choices of the list."""
        return self.kind.traits.choices is Choices.SEVERAL

    @property
    def compared(self) -> Comparison:
        """How the answer is compared. Where details follow a choice, by its wording."""
        return Comparison.WORDING if self.details else self.kind.traits.compared

    def holds(self, text: str) -> bool:
        """Whether the text is a valid answer. An empty one is."""
        if not text:
            return True
        match self.kind.traits.choices:
            case Choices.NONE:
                return self.text_format is None or self.text_format.holds(text)
            case Choices.ONE:
                choice = text.partition("\n")[0] if self.details else text
                return choice in self.choices or (self.details and not choice)
            case Choices.SEVERAL:
                chosen = text.split("\n")
                return set(chosen) <= set(self.choices) and len(set(chosen)) == len(chosen)
            case other:
                assert_never(other)

    def spelled(self, text: str) -> str:
        """One form for all spellings of a value: equal for texts that are the same value."""
        return self.text_format.spelling(text) if self.text_format else spelling.value(text)

    def schema(self) -> Json:
        """The JSON Schema of the text in a plan as JSON. It says the same as `holds`."""
        match self.kind.traits.choices:
            case Choices.NONE:
                name = self.format or self.kind.traits.format
                return {"type": "string"} | ({"format": name} if name in FORMATS else {})
            case Choices.ONE if self.details:
                return {"type": "string", "pattern": _choice_with_details(self.choices)}
            case Choices.ONE:
                return {"enum": ["", *self.choices]}
            case Choices.SEVERAL:
                items = {"enum": list(self.choices)}
                return {"type": "array", "items": items, "uniqueItems": True}
            case other:
                assert_never(other)

    def canonical(self, text: str) -> str:
        """The text in the form in which a plan holds it.

        Several choices stand one a line, each once, in the order of the form's list. A text
        with anything else in it stays as it was typed: splitting it could separate the
        marks of a secret passage from what they enclose.
        """
        if not self.takes_several:
            return text
        chosen = named_choices(text)
        if not set(chosen) <= set(self.choices):
            return text
        return "\n".join(choice for choice in self.choices if choice in chosen)

    def on_one_line(self, text: str) -> str:
        """The text for a place of one line: several choices separated by `;`."""
        return "; ".join(text.split("\n")) if self.takes_several else text


def named_choices(text: str) -> tuple[str, ...]:
    """The choices that a text names, one a line or separated by `;`, without list marks."""
    parts = (_BULLET.sub("", part).strip() for part in _BETWEEN_CHOICES.split(text))
    return tuple(part for part in parts if part)


def named_twice(text: str) -> tuple[str, ...]:
    """The choices that a text names more than once, each once."""
    return tuple(name for name, times in Counter(named_choices(text)).items() if times > 1)


def _choice_with_details(choices: tuple[str, ...]) -> str:
    literal = (re.sub(r"[\\^$.|?*+()\[\]{}]", r"\\\g<0>", choice) for choice in choices)
    return rf"^({'|'.join(literal)})?(\n[\s\S]*)?$"
