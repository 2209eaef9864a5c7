"""The verdict on a row of cost, in words: until when it is kept, on which money, and what is not.

A year is named by what still holds in it: *kept through FY2030, not funded from FY2031*. *Kept
until FY2031* would leave open whether FY2031 is still paid.
"""

from __future__ import annotations

from collections.abc import Sequence

from planner.analysis.keep.verdict import FULL, NOTHING, PART, Kept, Run, Verdict
from planner.fiscal import fiscal_year_label
from planner.plan.cells.listed import listed
from planner.rulebook.sums import total
from planner.views.format.counts import how_many
from planner.views.format.money import about

#: Priorities as headings; further ones are called by their number.
PRIORITY_NAMES = {1: "Must keep", 2: "Should keep", 3: "Could go"}
#: Heading of all rows where none is ranked above another.
UNRANKED = "All rows"
_RANKED_ROWS = {1: "must-keep", 2: "should-keep", 3: "could-go"}
_OTHER_MONEY_NAMES = {
    "one_time": "one-time money",
    "reserve": "the reserve",
    "prepaid": "prepayments",
}
_STATE_NAMES = {FULL: "kept", PART: "in part", NOTHING: "not funded"}
_PAID_NAMES = {FULL: "paid", PART: "paid in part", NOTHING: "not funded"}
#: A sentence tells no more changes than this.
_MOST_RUNS = 3


def priority_name(priority: int) -> str:
    """A priority in words.

    >>> priority_name(1), priority_name(4)
    ('Must keep', 'Priority 4')
    """
    return PRIORITY_NAMES.get(priority, f"Priority {priority}")


def keep_sentences(found: Kept) -> list[str]:
    """The answer: how much is kept in full, what is short, and which of it must be kept.

    Parameters
    ----------
    found : Kept
        Verdicts of one scenario; at least one.
    """
    short = [verdict for verdict in found.verdicts if verdict.first_short]
    said = [_how_many_kept(found, short)]
    if short:
        said = [f"{said[0]} {_short_words(found, short)}"]
    if len(found.priorities) > 1:
        said.append(_first_priority(found))
    elif short:
        said.append(
            "No row is ranked above another, so rows that the same money may pay share what is "
            "missing evenly. To keep the most important rows in full, give them priority 1 (must "
            "keep), and others 2 (should keep) or 3 (could go)."
        )
    return said


def _how_many_kept(found: Kept, short: Sequence[Verdict]) -> str:
    """How many rows are kept in full, and what they cost a year."""
    last = fiscal_year_label(found.years[-1])
    full = [verdict for verdict in found.verdicts if not verdict.first_short]
    leaning = len([verdict for verdict in full if verdict.kind == "leaning"])
    count = how_many(len(found.verdicts), "budget row")
    if not full:
        which = f"None of the {count} is" if len(short) > 1 else "The only budget row is not"
        return f"{which} kept in full through {last}."
    cost = f"{about(_a_year(full))} of {about(_a_year(found.verdicts))} a year"
    which = f"All {count} are" if not short else f"{len(full)} of {count} {_are(len(full))}"
    money = f" ({cost})" if short else ""
    leans = f"{leaning} of them {'leans' if leaning == 1 else 'lean'}"
    if leaning == len(full):
        leans = "it leans" if leaning == 1 else "all of them lean"
    others = f"; {leans} on one-time money, prepayments, or the reserve in some years"
    return f"{which} kept in full through {last}{money}{others if leaning else ''}."


def _short_words(found: Kept, short: Sequence[Verdict]) -> str:
    """What is unfunded of the other rows, and from when."""
    years = [run.first for verdict in short for run in verdict.runs if run.state != FULL]
    amount = about(total(verdict.unfunded for verdict in short))
    rows = how_many(len(short), "row") if len(short) > 1 else "row"
    which = f"the other {rows}" if len(short) < len(found.verdicts) else f"the {rows}"
    return f"{amount} of {which} is unfunded, starting in {fiscal_year_label(min(years))}."


def _first_priority(found: Kept) -> str:
    """Which rows of the first priority are not kept in full, and from when."""
    first = found.priorities[0]
    own = [verdict for verdict in found.verdicts if verdict.line.priority == first]
    rows = f"{_RANKED_ROWS[first]} row" if first in _RANKED_ROWS else f"row of priority {first}"
    several = rows.replace("row", "rows")
    short = [(verdict.first_short, verdict) for verdict in own if verdict.first_short]
    if not short:
        return f"Every {rows} is kept in full." if len(own) > 1 else f"The {rows} is kept in full."
    soonest = sorted(short, key=lambda row: (row[0], -row[1].unfunded))
    named = [f"{verdict.line.name} (from {fiscal_year_label(year)})" for year, verdict in soonest]
    count = how_many(len(own), rows, several)
    which = f"All {count}" if len(short) == len(own) > 1 else f"{len(short)} of {count}"
    return f"{which} {'falls' if len(short) == 1 else 'fall'} short: {first_of(named)}."


def _a_year(verdicts: Sequence[Verdict]) -> float:
    return total(verdict.yearly for verdict in verdicts if verdict.line.recurring)


def _are(count: int) -> str:
    return "is" if count == 1 else "are"


def first_of(names: Sequence[str], most: int = 4) -> str:
    """Names as a list; beyond a few only how many more there are, and never just one.

    >>> first_of(["a", "b", "c"], 2), first_of(["a", "b", "c", "d", "e"], 3)
    ('a, b, and c', 'a, b, c, and 2 more')
    """
    if len(names) <= most + 1:
        return listed(names)
    return f"{', '.join(names[:most])}, and {len(names) - most} more"


def outcome(verdict: Verdict) -> str:
    """What becomes of a row, with less than its verdict says: rows of one outcome are one line."""
    if verdict.kind == "leaning":
        return "kept, leaning on other money in some years"
    if verdict.kind == "kept" and not verdict.line.recurring:
        return "paid in full"
    if verdict.kind == "kept" and verdict.states[-1][0] < verdict.plan_ends:
        return "kept through the last year of each on recurring money"
    if verdict.kind in ("kept", "not_funded"):
        return verdict_words(verdict)
    return "not paid in full"


def words_of_several(verdicts: Sequence[Verdict]) -> str:
    """What becomes of several rows of one outcome, and from when on where it is not kept.

    Parameters
    ----------
    verdicts : sequence of Verdict
        At least one.
    """
    each = [verdict_words(verdict) for verdict in verdicts]
    if all(words == each[0] for words in each):
        return each[0]
    first = [verdict.first_short for verdict in verdicts if verdict.first_short]
    since = f", the first from {fiscal_year_label(min(first))}" if first else ""
    return f"{outcome(verdicts[0])}{since}"


def verdict_words(verdict: Verdict) -> str:
    """What becomes of a row, without the row's name.

    Parameters
    ----------
    verdict : Verdict
        One row's verdict.

    Examples
    --------
    >>> from planner.analysis.answers import answers
    >>> from planner.analysis.keep.verdict import kept
    >>> from planner.packaged import example
    >>> from planner.plan.read import read_plan
    >>> from planner.projection.project import project
    >>> found = kept(answers(project(read_plan(example("prairie-view")))).figures)
    >>> verdict_words(found.verdicts[0]).split()[0] in ("kept", "in", "not", "paid")
    True
    """
    if not verdict.line.recurring:
        return _one_time(verdict)
    runs = verdict.runs
    if len(runs) == 1 and runs[0].state == FULL:
        last = runs[0].last
        ends = "" if last == verdict.plan_ends else ", its last year,"
        leaning = _leaning(verdict)
        on = f"{'' if ends else ','} {leaning}" if leaning else " on recurring money"
        return f"kept through {fiscal_year_label(last)}{ends}{on}"
    if len(runs) > _MOST_RUNS:
        return _counted(runs)
    return ", ".join(_changes(runs))


def _changes(runs: Sequence[Run]) -> list[str]:
    """Each change of what is paid; that a row was kept before it is short again needs no word."""
    said: list[str] = []
    told: list[str] = []
    for number, run in enumerate(runs):
        again = " again" if run.state in told else ""
        told.append(run.state)
        if number == 0 and run.state == FULL:
            if runs[-1].state != FULL:
                said.append(f"kept through {fiscal_year_label(run.last)}")
            continue
        to_the_end = number == len(runs) - 1 and (number > 0 or run.years > 1)
        said.append(f"{_STATE_NAMES[run.state]}{again} {_when(run, to_the_end=to_the_end)}")
    return said


def _when(run: Run, *, to_the_end: bool) -> str:
    """A run's years; of one that the row or the plan ends with only the first."""
    if to_the_end:
        return f"from {fiscal_year_label(run.first)}"
    return _span(run.first, run.last)


def _span(first: int, last: int) -> str:
    """Years one after the other: one or two by name, more from the first through the last."""
    if last - first < 2:
        return f"in {_years([first] if first == last else [first, last])}"
    return f"from {fiscal_year_label(first)} through {fiscal_year_label(last)}"


def _counted(runs: Sequence[Run]) -> str:
    """A row that changes often: in how many of its years it is kept, in part, not funded."""
    counts = [
        (name, _years_in([run for run in runs if run.state == state]))
        for state, name in _STATE_NAMES.items()
    ]
    said = [f"{name} in {count}" for name, count in counts if count]
    return f"{said[0]} of its {how_many(_years_in(runs), 'year')}, {' and '.join(said[1:])}"


def _years_in(runs: Sequence[Run]) -> int:
    return int(total(run.years for run in runs))


def _leaning(verdict: Verdict) -> str:
    """Which other money pays some of a row that is kept, and in which years."""
    if not verdict.leaning:
        return ""
    some = [kind for _, kinds in verdict.leaning for kind in kinds]
    money = listed([name for kind, name in _OTHER_MONEY_NAMES.items() if kind in some])
    years = [year for year, _ in verdict.leaning]
    return f"leaning on {money} {_leaning_when(years, verdict)}"


def _leaning_when(years: Sequence[int], verdict: Verdict) -> str:
    due = verdict.due
    first, last = due.index(years[0]), due.index(years[-1])
    if last - first + 1 != len(years):
        of_all = "its" if len(due) == len(verdict.states) else "the"
        bills = "" if of_all == "its" else " with a bill"
        return f"in {len(years)} of {of_all} {how_many(len(due), 'year')}{bills}"
    if len(years) > 1 and years[-1] == due[-1]:
        return f"from {fiscal_year_label(years[0])}"
    return _span(years[0], years[-1])


def _one_time(verdict: Verdict) -> str:
    """A one-time cost is paid or not; it is not kept."""
    by_state: dict[str, list[int]] = {}
    for year, state in verdict.states:
        by_state.setdefault(state, []).append(year)
    return ", ".join(
        f"{_PAID_NAMES[state]} in {_years(years)}" for state, years in by_state.items()
    )


def _years(years: Sequence[int]) -> str:
    """A few years by name, more of them by their number."""
    if len(years) <= _MOST_RUNS:
        return listed([fiscal_year_label(year) for year in years])
    return how_many(len(years), "year")
