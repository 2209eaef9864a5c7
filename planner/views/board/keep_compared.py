"""What falls and what comes back under other scenarios: a few names on the page, all in full."""

from __future__ import annotations

from collections.abc import Sequence

from planner.analysis.compare import Comparison
from planner.analysis.effect import A_DOLLAR
from planner.analysis.keep.comparison import KeepChange, RowChange, keep_change, keeps_the_same
from planner.analysis.keep.verdict import Verdict
from planner.fiscal import fiscal_year_label
from planner.views.board.keep_words import first_of, verdict_words
from planner.views.format.counts import how_many
from planner.views.format.markup import Block, bullets, joined, paragraphs
from planner.views.format.money import about, dollars

#: Rows that the page names for each scenario.
NAMES_IN_SHORT = 2


def keep_compared(comparison: Comparison) -> Block:
    """What falls and what comes back under each other scenario, a sentence each."""
    if not comparison.others:
        return paragraphs("No other scenario is compared here.")
    changes = _changes(comparison)
    lead = paragraphs(
        f"Compared with {comparison.main.title}, a row that falls is unfunded sooner or by more; "
        f"one that comes back, later or by less."
    )
    said = [change_words(change) for change in changes if not keeps_the_same(change)]
    same = [change.title for change in changes if keeps_the_same(change)]
    if same:
        said.append(f"The same rows are kept: {'; '.join(same)}.")
    return joined(lead, bullets(said))


def keep_changes_in_full(comparison: Comparison) -> Block:
    """Every row that falls or comes back, with both verdicts and what is unfunded."""
    blocks: list[Block] = []
    for change in _changes(comparison):
        blocks.append(paragraphs(change_words(change)))
        rows = [row_words(row) for row in (*change.falls, *change.comes_back)]
        blocks += [bullets(rows)] if rows else []
    return joined(*blocks)


def _changes(comparison: Comparison) -> list[KeepChange]:
    main = comparison.main.figures
    return [keep_change(main, other.figures) for other in comparison.others]


def change_words(change: KeepChange) -> str:
    """What falls, comes back, is left out and is added in one scenario, the first few by name.

    Parameters
    ----------
    change : KeepChange
        Another scenario against the main one.
    """
    return f"{change.title}: {'; '.join(_parts(change))}."


def row_words(row: RowChange) -> str:
    """One row in both scenarios.

    Parameters
    ----------
    row : RowChange
        A row whose verdict is another one.
    """
    unfunded = f"{dollars(row.after.unfunded)} unfunded instead of {dollars(row.before.unfunded)}"
    before, after = verdict_words(row.before), verdict_words(row.after)
    return f"{row.before.line.name}: {after}, instead of {before}; {unfunded}."


def _parts(change: KeepChange) -> list[str]:
    if keeps_the_same(change):
        return [_same_rows(change)]
    falls = [row.after for row in change.falls]
    back = [row.after for row in change.comes_back]
    out, new = change.left_out, change.added
    said: list[str] = []
    if falls:
        said.append(f"{_rows(len(falls), 'falls', 'fall')}: {_names(falls)}")
    if back:
        said.append(f"{_rows(len(back), 'comes', 'come')} back: {_names(back)}")
    if out:
        said.append(f"{_rows(len(out), 'is', 'are')} left out: {_names(out, when=False)}")
    if new:
        said.append(f"{_rows(len(new), 'is', 'are')} new: {_names(new)}")
    return said


def _same_rows(change: KeepChange) -> str:
    if abs(change.more_unfunded) <= A_DOLLAR:
        return "the same rows are kept"
    more_or_less = "more" if change.more_unfunded > 0 else "less"
    return f"the same rows are kept, with {about(change.more_unfunded)} {more_or_less} unfunded"


def _rows(count: int, one: str, several: str) -> str:
    return f"{how_many(count, 'row')} {one if count == 1 else several}"


def _names(verdicts: Sequence[Verdict], *, when: bool = True) -> str:
    names = [
        f"{verdict.line.name} ({_since(verdict)})" if when else verdict.line.name
        for verdict in verdicts
    ]
    return first_of(names, NAMES_IN_SHORT)


def _since(verdict: Verdict) -> str:
    first = verdict.first_short
    return f"short from {fiscal_year_label(first)}" if first else "in full"
