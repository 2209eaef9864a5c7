"""What to fix before every district is counted: one list, as the plans' problems are worded."""

from __future__ import annotations

from collections.abc import Sequence

from planner.analysis.roll_up.roll_up import PlanNote, RollUp
from planner.views.format.counts import how_many
from planner.views.format.markup import Block, bullets, joined, text_of


def to_fix(roll_up: RollUp) -> Block:
    """Plans that could not be projected, each with its problems; then what was left out, and why.

    Nothing is shown where there is neither.
    """
    parts = [_failures(roll_up)] if roll_up.failures else []
    if roll_up.left_out:
        count = how_many(len(roll_up.left_out), "folder or copy", "folders and copies")
        parts.append(_notes(f"Left out: {count}", roll_up.left_out))
    if roll_up.remarks:
        parts.append(_notes("What to know about plans that are counted", roll_up.remarks))
    return joined(*parts)


def _failures(roll_up: RollUp) -> Block:
    """One list, in which problems that stop several scenarios of a plan are listed once."""
    by_problems: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for one in roll_up.failures:
        by_problems.setdefault((one.plan, one.problems), []).append(one.scenario)
    head = f"What to fix first: {how_many(len({plan for plan, _ in by_problems}), 'plan')}"
    items, lines = [], [head]
    for (plan, problems), scenarios in by_problems.items():
        about = ", ".join([plan, *(scenario for scenario in scenarios if scenario)])
        listed = "".join(f"<li>{text_of(line)}</li>" for line in problems)
        items.append(f"<li><p><strong>{text_of(about)}</strong></p><ul>{listed}</ul></li>")
        lines += [about, *(f"- {line}" for line in problems)]
    html = f'<h2>{text_of(head)}</h2><ol class="roll-up-fix">{"".join(items)}</ol>'
    return Block(html, "\n".join(lines))


def _notes(head: str, notes: Sequence[PlanNote]) -> Block:
    listed = bullets([f"{one.plan}: {one.why}" for one in notes])
    return Block(f"<p><strong>{text_of(head)}</strong></p>{listed.html}", f"{head}\n{listed.text}")
