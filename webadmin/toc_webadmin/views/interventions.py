"""The interventions that can be delivered: what they are called, and whom they reach."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from toc_core.db.theory import ElementRow
from toc_core.theory import Count, Countable, Programme, Role, Stage
from toc_webadmin.sessions import current_session


def stored_interventions(programme_id: int | None) -> Sequence[ElementRow]:
    """Return the interventions of a programme, in the order of the theory."""
    statement = (
        select(ElementRow)
        .where(ElementRow.programme_id == programme_id, ElementRow.stage == Stage.INTERVENTION)
        .order_by(ElementRow.id)
    )
    return current_session().scalars(statement).all()


def intervention_name(programme: Programme, row: ElementRow) -> str:
    """Return what an intervention is called; of two with one name, the level too."""
    levels = {level.code: level.label for level in programme.levels}
    same = [e for e in programme.of_stage(Stage.INTERVENTION) if e.label == row.label]
    level = next((levels.get(e.level or "") for e in same if e.code == row.code), None)
    return f"{row.label} ({level})" if level and len(same) > 1 else row.label


def role_reached(theory: Programme, code: str) -> Role:
    """Return whom an intervention reaches: the role that is counted on its level, else pupils."""
    level = next((e.level for e in theory.elements if e.code == code), None)
    counts = (i.measure for i in theory.all_indicators() if isinstance(i.measure, Count))
    roles = (
        count.roles[0]
        for count in counts
        if count.of is Countable.PARTICIPANTS and count.roles and count.level == level
    )
    return next(roles, Role.PUPIL)
