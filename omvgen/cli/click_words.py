"""Click's own words ("Usage", "Missing argument") in the language of our messages.

Click translates them with the functions of the standard library's `gettext`, which
look at the environment: a language of the process, for all its threads. Each module
of click holds these functions under the names `_` and `ngettext`; they are replaced
there by functions that look at `omvgen.locale`. Where no language of ours is in use,
such as in another program of the same process, they do what they did before.
"""

from __future__ import annotations

import gettext
import sys

from omvgen import locale


def _translated(message: str) -> str:
    translations = locale.catalogue()
    return translations.gettext(message) if translations else gettext.gettext(message)


def _translated_plural(one: str, many: str, n: int) -> str:
    translations = locale.catalogue()
    plural = translations.ngettext if translations else gettext.ngettext
    return plural(one, many, n)


def translate_click() -> None:
    """Makes click's modules that are loaded ask our catalogues."""
    for name, module in tuple(sys.modules.items()):
        if name.partition(".")[0] == "click":
            names = vars(module)
            if names.get("_") is gettext.gettext:
                names["_"] = _translated
            if names.get("ngettext") is gettext.ngettext:
                names["ngettext"] = _translated_plural
