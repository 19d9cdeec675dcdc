"""What is taken as following a schema follows it for jsonschema too, whatever the schema."""

from __future__ import annotations

from typing import Any

from helpers_template import small_form
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker
from strategies import plans

from omvgen.checks.conforming import plainly_follows
from omvgen.plan.as_json import plain_schema
from omvgen.plan.plan import Plan

SMALL = small_form()
FORMATS = {"year": lambda text: not isinstance(text, str) or text.isdigit()}
_WORDS = st.sampled_from(["", "a", "b", "2026", "Kyllä"])
_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(0, 2) | _WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_WORDS, inner, max_size=3),
    max_leaves=6,
)
_SCHEMAS = st.recursive(
    st.fixed_dictionaries(
        {},
        optional={
            "type": st.sampled_from(["object", "array", "string", "integer", "null"]),
            "const": _WORDS | st.integers(0, 2),
            "enum": st.lists(_WORDS, min_size=1, max_size=3),
            "format": st.sampled_from(["year", "unknown"]),
            "pattern": st.sampled_from(["^a?$", "2"]),
            "required": st.lists(_WORDS, max_size=2, unique=True),
            "minLength": st.integers(0, 2),
            "title": st.just("a title"),
        },
    ),
    lambda inner: st.fixed_dictionaries(
        {},
        optional={
            "type": st.sampled_from(["object", "array"]),
            "items": inner,
            "properties": st.dictionaries(_WORDS, inner, max_size=3),
            "additionalProperties": st.just(False) | inner,
            "not": inner,
        },
    ),
    max_leaves=4,
)


def is_valid(value: Any, schema: Any) -> bool:
    formats = FormatChecker(formats=())
    for name, holds in FORMATS.items():
        formats.checks(name)(holds)
    return bool(Draft202012Validator(schema, format_checker=formats).is_valid(value))


@given(_VALUES, _SCHEMAS)
def test_what_plainly_follows_is_valid(value: Any, schema: Any) -> None:
    if plainly_follows(value, schema, FORMATS):
        assert is_valid(value, schema)


@given(plans(SMALL))
def test_a_plan_in_order_is_known_without_jsonschema(plan: Plan) -> None:
    """The schemas of plans use nothing that would have to be left to jsonschema."""
    from omvgen.checks.schema import FORMATS, plain_json

    data, schema = plain_json(plan), plain_schema(SMALL)
    formats = FormatChecker(formats=())
    for name, holds in FORMATS.items():
        formats.checks(name)(holds)
    validator = Draft202012Validator(schema, format_checker=formats)
    assert plainly_follows(data, schema, FORMATS) == validator.is_valid(data)
