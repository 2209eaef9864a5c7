"""Small districts: counted in the region's totals and not named, unless the office says so.

In a district of few students, one row of cost is one person's pay, and a count of students is
enough to tell which district it is. So a picture that goes to others has no row for it: no name,
number, plan, source, explanation or amount of its own, only the region's totals.

Left out: what can be found by taking the named districts from the region's totals, which is one
district's amounts where only one is small; and plans that could not be read, whose size nobody
knows, which the office must find by their names to have them fixed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from planner.analysis.roll_up.ending import PREPAID, kind_of
from planner.analysis.roll_up.measures import Measure
from planner.analysis.roll_up.roll_up import PlanFailure, PlanNote, RollUp
from planner.analysis.roll_up.standing import DistrictStanding, EndingSource

#: Students below which a district is not named (ours). Reports of results by group of students hold
#: back groups below 5 to 30 students, most often 10 (39 states; NCES, Statistical Methods for
#: Protecting Personally Identifiable Information in Aggregate Reporting, SLDS Technical Brief 3,
#: NCES 2011-603, 2010). A district's technology office is about 1 in 100 of its size.
NAMED_FROM = 100
IN_TOTALS = "It is counted in the region's totals only."
NOT_PROJECTED = "It could not be projected; show small districts by name to see what to fix."
NOT_SHOWN = "Named only where small districts are."


def with_small_districts_unnamed(found: RollUp, students: float = NAMED_FROM) -> RollUp:
    """The same picture without rows, names and amounts of small districts.

    Parameters
    ----------
    found : RollUp
        Many districts in one picture.
    students : float
        Districts with fewer in the first year of their plan, or in any scenario, are not named
        [students].

    Returns
    -------
    RollUp
        Small districts are in its ``unnamed`` and in the region's totals; a remark each says so.
    """
    small = {one.plan: one for one in found.standings if one.students < students}
    if not small:
        return found
    labels = _labels(list(small.values()), students)
    patterns = {plan: _pattern(one) for plan, one in small.items()}
    return replace(
        found,
        standings=tuple(one for one in found.standings if one.plan not in small),
        unnamed=(
            *found.unnamed,
            *(_unnamed(one, labels[one.plan]) for one in found.standings if one.plan in small),
        ),
        failures=tuple(_failure(one, labels) for one in found.failures),
        left_out=tuple(_note(one, patterns, labels) for one in found.left_out),
        remarks=(
            *(one for one in found.remarks if not _names_one(one, patterns)),
            *(PlanNote(label, IN_TOTALS) for label in labels.values()),
        ),
    )


def _labels(small: Sequence[DistrictStanding], students: float) -> dict[str, str]:
    """What each is called, numbered by state in the order of size, so that no name shows in it."""
    counts: dict[str, int] = {}
    labels = {}
    for one in sorted(small, key=lambda standing: -standing.students):
        counts[one.state] = counts.get(one.state, 0) + 1
        place = f", {one.state}" if one.state else ""
        label = f"District with fewer than {students:,.0f} students{place} ({counts[one.state]})"
        labels[one.plan] = label
    return labels


def _unnamed(standing: DistrictStanding, label: str) -> DistrictStanding:
    """What the region's totals need of a district, and nothing that it has typed as text."""
    return replace(
        standing,
        plan=label,
        district=label,
        nces_id="",
        digest="",
        title=standing.scenario,
        measures=dict.fromkeys(standing.measures, Measure()),
        ending=tuple(_source(one) for one in standing.ending),
        cost_by_line={},
        explanations={},
        investments=(),
    )


def _source(source: EndingSource) -> EndingSource:
    """Money that ends, of the same kind and without its name; prepayments have none."""
    kind = kind_of(source)
    name = "" if kind == PREPAID else f"{kind}, name not shown"
    return EndingSource(name, source.kind, source.covered)


def _failure(failure: PlanFailure, labels: Mapping[str, str]) -> PlanFailure:
    if failure.plan not in labels:
        return failure
    return PlanFailure(labels[failure.plan], failure.scenario, NOT_PROJECTED)


def _pattern(standing: DistrictStanding) -> re.Pattern[str]:
    """The name of a plan or of its district, as a word of its own.

    On the first line, which is the name of a folder, in capitals or not: ``ELM_old`` is of Elm.
    """
    names = "|".join(re.escape(name) for name in (standing.plan, standing.district) if name)
    word = rf"(?<![^\W_])(?:{names})(?![^\W_])"
    return re.compile(rf"\A(?i:[^\n]*{word})|{word}")


def _note(
    note: PlanNote, patterns: Mapping[str, re.Pattern[str]], labels: Mapping[str, str]
) -> PlanNote:
    """A note of a folder or copy; that of a small district does not say whose it is."""
    named = _names_one(note, patterns)
    return PlanNote(f"A copy or folder of: {labels[named]}", NOT_SHOWN) if named else note


def _names_one(note: PlanNote, patterns: Mapping[str, re.Pattern[str]]) -> str:
    """Name of a small district's plan that a note speaks of; blank if it speaks of none."""
    said = f"{' '.join(note.plan.splitlines())}\n{note.why}"
    return next((plan for plan, pattern in patterns.items() if pattern.search(said)), "")
