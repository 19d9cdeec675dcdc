"""Follows renamed questions to the ids that they have in the form."""

from __future__ import annotations

from dataclasses import replace

from omvgen.form.form import Form
from omvgen.plan.plan import Answer, Plan


def with_current_ids(plan: Plan, form: Form) -> Plan:
    """The plan with its renamed questions under the ids that they have in the form.

    An answer stays under its former id where the new one has an answer as well.
    """
    answers: dict[str, Answer] = {}
    for id_, answer in plan.answers.items():
        current = form.current_ids.get(id_, id_)
        taken = current in plan.answers or current in answers
        answers[id_ if taken else current] = answer
    return replace(plan, answers=answers)
