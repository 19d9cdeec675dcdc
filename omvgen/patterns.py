"""Regular expressions that are compiled when they are first used.

Compiling one takes from a tenth of a millisecond to several, and a command uses half of
those that its modules have (docs/performance.md).
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast


def pattern(expression: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Returns what `re.compile` would, which it compiles on first use.

    Only functions of `re` that take a compiled pattern do not take it: call its methods.
    A fault of the expression is raised on first use; tests/test_patterns.py compiles all.
    """
    return cast("re.Pattern[AnyStr]", _Pattern(expression, flags))


class _Pattern:
    """Takes over each attribute of the compiled pattern when somebody asks for it."""

    def __init__(self, expression: Any, flags: int) -> None:
        self._given = expression, flags

    def __getattr__(self, name: str) -> Any:
        value = getattr(re.compile(*self._given), name)
        setattr(self, name, value)  # from now on it is found without this function
        return value
