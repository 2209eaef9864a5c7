"""What may come of a plan with an accident in it, and whether it did.

Either the reader refuses the plan in sentences; or it reads just what was meant; or it reads on
and warns of the place. A plan that reads as something else in silence is a finding, and so are a
traceback, work without end, and signs that a plain console cannot show.
"""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from planner.plan.plan import Plan
from planner.plan.problems.problem import PlanError
from planner.plan.read import read_plan
from planner.plan.tables.roster import ROW_TABLES
from planner.projection.project import project
from tests.any_machine import Calls, counted
from tests.fuzz.drafts import Draft, write_meant, write_shown

#: Three times what any accident has taken so far [calls].
MOST_CALLS = 5_000_000
#: Readings of what was meant that are kept at a time.
MOST_KEPT = 20

#: Table, number of the row, column -> what was read.
Content = dict[tuple[str, int, str], Any]


@dataclass(frozen=True)
class Reading:
    """What came of a plan: its content, or that it was refused; its warnings; the work it was."""

    content: Content | None
    warnings: frozenset[str]
    calls: int
    sentences: tuple[str, ...] = ()


def content_of(plan: Plan) -> Content:
    """Everything that was typed, where it was typed left out."""
    found: Content = {
        ("district", 0, name): value
        for name, value in plan.district.model_dump(mode="json", exclude_unset=True).items()
    }
    for table in ROW_TABLES:
        for number, row in enumerate(plan.rows(table)):
            cells = row.model_dump(mode="json", exclude_unset=True)
            found |= {(table, number, name): value for name, value in cells.items()}
    return found


def read(path: Path, *, carry_forward: bool = False, count: bool = True) -> Reading:
    """Read a plan, and project it if asked; its calls are counted, which takes time."""
    try:
        with counted() if count else nullcontext(Calls()) as calls:
            plan = read_plan(path)
            if carry_forward:
                for scenario in plan.scenario_names[:4]:
                    project(plan, scenario)
    except PlanError as error:
        sentences = tuple(str(problem) for problem in error.problems)
        assert any(problem.blocks for problem in error.problems), "refused without a reason"
        assert all(sentence.isprintable() for sentence in sentences), sentences
        return Reading(None, frozenset(), calls.number, sentences)
    # A warning without its row: rows move when something is added above them.
    warnings = frozenset(f"{w.code} {w.file} {w.column} {w.message}" for w in plan.warnings)
    sentences = tuple(str(warning) for warning in plan.warnings)
    return Reading(content_of(plan), warnings, calls.number, sentences)


def differences(one: Content, other: Content) -> list[str]:
    keys = [key for key in {**one, **other} if one.get(key) != other.get(key)]
    return [f"{key}: {one.get(key)!r} became {other.get(key)!r}"[:300] for key in keys][:5]


def read_as_meant(draft: Draft, folder: Path) -> Reading:
    """What a draft should read as; most accidents leave that as it is, and it is read once."""
    meant = repr(draft.meant)
    if meant not in _meant:
        if len(_meant) > MOST_KEPT:
            _meant.clear()
        _meant[meant] = read(write_meant(draft, folder), count=False)
    return _meant[meant]


_meant: dict[str, Reading] = {}


def judge(draft: Draft, folder: Path, *, carry_forward: bool = False) -> str:
    """A finding in words, or nothing."""
    shown = read(write_shown(draft, folder / "shown"), carry_forward=carry_forward)
    return verdict(draft, shown, read_as_meant(draft, folder / "meant"))


def verdict(draft: Draft, shown: Reading, meant: Reading) -> str:
    """Hold what was read against what was meant."""
    if shown.calls > MOST_CALLS:
        return f"took {shown.calls:,} calls"
    if shown.content is None:
        return ""
    if shown.warnings - meant.warnings:
        return ""  # told; the plan goes on
    if draft.must_tell:
        return "nothing was said"
    if meant.content is None:
        return f"read, though what is meant is refused: {meant.sentences[:2]}"
    found = differences(meant.content, shown.content)
    return f"read in silence as something else: {found}" if found else ""


def judged(draft: Draft, *, carry_forward: bool = False) -> str:
    """A finding with what was done, a traceback among them, or nothing."""
    with TemporaryDirectory() as folder:
        try:
            found = judge(draft, Path(folder), carry_forward=carry_forward)
        except Exception as error:
            found = f"{type(error).__name__}: {error}"[:600]
    return f"{'; '.join(draft.told)[:600]}: {found}" if found else ""
