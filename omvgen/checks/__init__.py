"""Checks: rules over a plan, one topic a file.

A rule is a small pure function that yields findings, and is named after what it finds.
The names of its parameters are its inputs: `subjects` says which inputs there are for
each scope (the plan, a section, an answer, …), and a rule runs once for every subject
of the widest scope that has all of its inputs. Codes and words are in the catalogue.
"""

from __future__ import annotations

from functools import cache

from omvgen.checks.brackets import RULES as BRACKETS
from omvgen.checks.completeness import RULES as COMPLETENESS
from omvgen.checks.dates import RULES as DATES
from omvgen.checks.document import RULES as DOCUMENT
from omvgen.checks.law import RULES as LAW
from omvgen.checks.left_in import RULES as LEFT_IN
from omvgen.checks.personal import RULES as PERSONAL
from omvgen.checks.public import RULES as PUBLIC
from omvgen.checks.requests import RULES as REQUESTS
from omvgen.checks.schema import RULES as SCHEMA
from omvgen.checks.secrecy import RULES as SECRECY
from omvgen.checks.spread import RULES as SPREAD
from omvgen.checks.subjects import SCOPES, Rule, Scope
from omvgen.checks.tables import RULES as TABLES
from omvgen.checks.unfinished import RULES as UNFINISHED
from omvgen.findings.model import Finding
from omvgen.form.form import Form
from omvgen.plan.plan import Plan

RULES: tuple[Rule, ...] = (
    *SCHEMA,
    *COMPLETENESS,
    *UNFINISHED,
    *LEFT_IN,
    *LAW,
    *SPREAD,
    *SECRECY,
    *PUBLIC,
    *BRACKETS,
    *PERSONAL,
    *TABLES,
    *DATES,
    *DOCUMENT,
    *REQUESTS,
)


def check(plan: Plan, form: Form) -> tuple[Finding, ...]:
    """All findings of the plan, each with its `place`, in no particular order."""
    found: list[Finding] = []
    for scope, rules in _by_scope():
        for subject in scope.subjects(plan, form):
            for rule, names in rules:
                found.extend(rule(*map(subject.__getitem__, names)))
    return tuple(found)


@cache
def _by_scope() -> tuple[tuple[Scope, tuple[tuple[Rule, tuple[str, ...]], ...]], ...]:
    """The rules of each scope, each with the names of its inputs in their order."""
    return tuple(
        (scope, tuple((rule, _inputs(rule)) for rule in RULES if _scope(rule) is scope))
        for scope in SCOPES
    )


def _scope(rule: Rule) -> Scope:
    return next(scope for scope in SCOPES if scope.inputs.issuperset(_inputs(rule)))


def _inputs(rule: Rule) -> tuple[str, ...]:
    return rule.__code__.co_varnames[: rule.__code__.co_argcount]
