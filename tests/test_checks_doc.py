"""The catalogue of findings is whole, its codes are the ones in use, and its page is fresh."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from importlib import import_module

import pytest
from helpers_source import MODULES, ROOT, SCRIPTS, Node, nodes, run_script

from omvgen.findings.catalogue import RULES, TOPICS
from omvgen.findings.codes import Code
from omvgen.findings.model import WORKBOOK_WORDS

CODE = re.compile(r"OMV\d{3}")


def code_that_makes_findings(kind: type[Node]) -> Iterator[Node]:
    for file in MODULES:
        if file.parent.name != "catalogue" and file.name != "codes.py":
            yield from nodes(file, kind)


def code_of(node: ast.AST) -> str | None:
    """The code that stands there, by its name or as a string of its own."""
    match node:
        case ast.Attribute(value=ast.Name(id="Code"), attr=name):
            return Code[name].value
        case ast.Constant(value=str(text)) if CODE.fullmatch(text):
            return text
    return None


def codes_in_use() -> set[str]:
    """Every code that stands in the code that makes findings."""
    named = (*code_that_makes_findings(ast.Attribute), *code_that_makes_findings(ast.Constant))
    return {code for node in named if (code := code_of(node))}


def values_in_use() -> Iterator[tuple[str, set[str]]]:
    """The code and the names of the values of each finding that has both written out."""
    for node in code_that_makes_findings(ast.Call):
        match node:
            case ast.Call(func=ast.Name(id="Finding"), args=[first, *more]) if code := code_of(
                first
            ):
                named = [keyword.value for keyword in node.keywords if keyword.arg == "values"]
                match [*named, *more[1:]]:
                    case []:
                        yield code, set()
                    case [ast.Dict(keys=keys)] if all(isinstance(k, ast.Constant) for k in keys):
                        yield code, {ast.literal_eval(key) for key in keys if key}


def test_the_page_of_checks_says_what_the_catalogue_says() -> None:
    assert run_script("checks_doc.py", "--check") == (0, "")


def test_the_page_has_every_code_once() -> None:
    page = (ROOT / "docs" / "checks.md").read_text("utf-8")
    assert re.findall(r"^### (OMV\d{3}) ", page, re.MULTILINE) == sorted(RULES)


def test_a_value_that_has_no_example_yet_is_told_with_where_it_goes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.syspath_prepend(SCRIPTS)
    checks_doc, examples = import_module("checks_doc"), import_module("checks_examples")
    monkeypatch.delitem(examples.VALUES, "piece")
    with pytest.raises(SystemExit, match=r"scripts/checks_examples\.py: piece"):
        checks_doc.document()


def test_the_codes_of_the_guides_examples_are_free() -> None:
    """Whoever copies an example finds no other rule under its code."""
    page = (ROOT / "docs" / "extending.md").read_text("utf-8")
    codes = set(re.findall(r'"(OMV\d{3})"', page))
    assert len(codes) == 2
    assert not codes & RULES.keys(), "raise the code of the example in docs/extending.md"


def test_every_code_has_its_words_and_is_used() -> None:
    assert set(Code) - RULES.keys() == set(), "named, but not in the catalogue"
    used = codes_in_use()
    assert used - RULES.keys() == set(), "used, but not in the catalogue"
    assert RULES.keys() - used == set(), "in the catalogue, but never used"


def test_no_code_has_two_names_and_each_stands_in_its_order() -> None:
    assert len(Code.__members__) == len(Code)
    assert list(Code) == sorted(Code)


def test_codes_are_called_by_their_names() -> None:
    bare = [
        f"{file.relative_to(ROOT)}:{node.lineno}"
        for file in MODULES
        if file.name != "codes.py"
        for node in nodes(file, ast.Constant)
        if code_of(node)
    ]
    assert bare == []


def test_a_finding_brings_the_values_that_its_words_name_and_no_others() -> None:
    found = list(values_in_use())
    assert len(found) > 50
    for code, values in found:
        words = RULES[code].message + RULES[code].remedy
        named = set(re.findall(r"{(\w+)}", words)) - {"cell", "sheet", *WORKBOOK_WORDS}
        assert named == values - {"cell", "sheet"}, code


@pytest.mark.parametrize("code", RULES)
def test_every_rule_says_what_is_wrong_and_what_to_do(code: str) -> None:
    rule = RULES[code]
    assert rule.title
    assert rule.title[-1] != "."
    assert rule.message
    assert rule.remedy
    if rule.why:
        assert rule.why.endswith(".")


def test_each_code_is_the_code_of_one_rule() -> None:
    assert sum(map(len, TOPICS)) == len(RULES)
