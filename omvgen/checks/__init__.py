"""Checks: what there is to say of a plan, one topic a file.

A rule is a small pure function that yields findings. The names of its
parameters say what it looks at; `subjects` knows what each scope of the plan
offers under which names, and a rule is run for every subject of the widest
scope that offers all it asks for. Codes and words are in the catalogue.
"""

from __future__ import annotations

from omvgen.checks import completeness, dates, document, personal, public, schema, secrecy, tables
from omvgen.checks.subjects import SCOPES, Rule, Scope
from omvgen.findings.model import Finding
from omvgen.form.form import Form
from omvgen.plan.plan import Plan

TOPICS = (schema, completeness, secrecy, public, personal, tables, dates, document)
RULES: tuple[Rule, ...] = tuple(rule for topic in TOPICS for rule in topic.RULES)


def check(plan: Plan, form: Form) -> tuple[Finding, ...]:
    """All findings of the plan, each with its `place`, in no particular order."""
    found: list[Finding] = []
    for scope in SCOPES:
        rules = [(rule, _parameters(rule)) for rule in RULES if _scope(rule) is scope]
        for subject in scope.subjects(plan, form):
            for rule, names in rules:
                found.extend(rule(**{name: subject[name] for name in names}))
    return tuple(found)


def _scope(rule: Rule) -> Scope:
    return next(scope for scope in SCOPES if scope.offers.issuperset(_parameters(rule)))


def _parameters(rule: Rule) -> tuple[str, ...]:
    return rule.__code__.co_varnames[: rule.__code__.co_argcount]
