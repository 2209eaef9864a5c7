"""What the district can keep: every row of cost by priority, who pays it, and until when."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from planner.analysis.figures import BoardFigures, Figures, RowFigures
from planner.analysis.keep.comparison import kept_change
from planner.analysis.keep.verdict import Kept, Verdict, kept
from planner.analysis.keep.who_pays import PAYERS, Paid, who_pays
from planner.fiscal import fiscal_year_label
from planner.projection.yearly_totals import A_CENT
from planner.rulebook.sums import total
from planner.views.board.decisions import fund_in_sentence
from planner.views.board.keep_words import (
    UNRANKED,
    first_of,
    keep_sentences,
    outcome,
    priority_name,
    verdict_words,
    words_of_several,
)
from planner.views.format.counts import how_many
from planner.views.format.footed_amounts import unfunded_by_row
from planner.views.format.markup import Block, TableRow, joined, paragraphs, text_of, text_table
from planner.views.format.money import dollars, foot
from planner.views.format.year_strip import (
    LETTERS,
    legend_html,
    strip_colors,
    strip_html,
    strip_letters,
)

#: Rows of a priority that are short and named one by one; the others are gathered by what becomes
#: of them.
ROWS_SHOWN = 5
#: Lines of a priority for rows that lean on other money in the same years.
LINES_THAT_LEAN = 3
#: Rows that a line of several names.
NAMES_IN_LINE = 2
NO_COST = "No row of the plan costs anything."
_HEADINGS = ("Row", "Years", "Until when", "Unfunded", "Cost")
#: HTML of the name of a row of cost.
NameOfRow = Callable[[RowFigures], str]


@dataclass(frozen=True)
class _Line:
    """A line of the section: one row of cost, or several of which the same becomes."""

    name: str
    rows: str
    verdict: str
    stands_for: list[RowFigures]
    yearly: int
    once: int
    unfunded: int
    paid: Paid


def what_we_keep(
    board: BoardFigures, *, every_row: bool = False, named: NameOfRow | None = None
) -> Block:
    """The answer in a sentence or two, then the rows by priority.

    Rows that are kept through the last year on recurring money are one line for each priority,
    unless every row is asked for. ``named`` gives the HTML of a row's name, where it is not the
    name alone: the desk makes it lead to where the row is typed.
    """
    found = kept(board.main)
    if not found.verdicts:
        return paragraphs(NO_COST)
    sentences = [*keep_sentences(found), *_without_votes(board, found)]
    lead = paragraphs(*sentences)
    if every_row:
        return joined(lead, keep_in_full(board, named=named))
    groups = [(name, _short(rows)) for name, rows in _groups(board.main, found)]
    caption = "Who pays, by priority" if len(groups) > 1 else "Who pays"
    return joined(lead, _table(found, groups, caption, named))


def _without_votes(board: BoardFigures, found: Kept) -> list[str]:
    """How much of it hangs on votes that are still to come: recurring money until it fails."""
    other = board.without_votes
    if other is None:
        return []
    names = [fund_in_sentence(name) for name in board.votes]
    falls = kept_change(found, kept(other), other.scenario, other.title).falls
    count = f"{how_many(len(falls), 'row')} {'is' if len(falls) == 1 else 'are'}"
    return [
        f"Recurring money includes {first_of(names)}, which voters have not passed. Without "
        f"{'it' if len(names) == 1 else 'them'}, {count if falls else 'no row is'} unfunded "
        f"sooner or by more."
    ]


def keep_in_full(board: BoardFigures, *, named: NameOfRow | None = None) -> Block:
    """Every row of cost with its verdict, for the appendix."""
    found = kept(board.main)
    if not found.verdicts:
        return paragraphs(NO_COST)
    groups = [(name, [_line(row) for row in rows]) for name, rows in _groups(board.main, found)]
    return _table(found, groups, "Every row and who pays it", named)


@dataclass(frozen=True)
class _Row:
    """A verdict with its whole dollars."""

    verdict: Verdict
    cost: int
    unfunded: int


def _groups(main: Figures, found: Kept) -> list[tuple[str, list[_Row]]]:
    """Rows by priority, the worst verdict first; whole dollars foot over all rows."""
    costs = foot([verdict.yearly for verdict in found.verdicts])
    unfunded = unfunded_by_row(main)
    rows = [
        _Row(verdict, cost, _sum(unfunded.get(verdict.place, [])))
        for verdict, cost in zip(found.verdicts, costs, strict=True)
    ]
    worst_first = sorted(
        rows, key=lambda r: (-r.verdict.severity, -r.verdict.unfunded, -r.verdict.yearly)
    )
    return [
        (
            UNRANKED if len(found.priorities) == 1 else priority_name(priority),
            [row for row in worst_first if row.verdict.line.priority == priority],
        )
        for priority in found.priorities
    ]


def _sum(whole_dollars: Sequence[int]) -> int:
    return int(total(whole_dollars))


def _short(rows: Sequence[_Row]) -> list[_Line]:
    """The rows that a board must see one by one, and the others by what becomes of them."""
    short = [row for row in rows if row.verdict.first_short]
    leaning = _by([row for row in rows if row.verdict.kind == "leaning"], verdict_words)
    plain = _by([row for row in rows if row.verdict.kind == "kept"], outcome)
    most_first = sorted(leaning, key=lambda several: -len(several))
    leads = most_first[:LINES_THAT_LEAN]
    others = [row for several in most_first[LINES_THAT_LEAN:] for row in several]
    gathered = [
        *_by(short[ROWS_SHOWN:], outcome),
        *leads,
        *([others] if others else []),
        *plain,
    ]
    more = "more rows" if short else "rows"
    lines = [_line(row) for row in short[:ROWS_SHOWN]]
    for several in gathered:
        if len(several) == 1:
            lines.append(_line(several[0]))
        else:
            words = words_of_several([row.verdict for row in several])
            lines.append(_gathered(f"{len(several)} {more}", words, several))
    return lines


def _by(rows: Sequence[_Row], words: Callable[[Verdict], str]) -> list[list[_Row]]:
    """Rows of which the same is said, together."""
    gathered: dict[str, list[_Row]] = {}
    for row in rows:
        gathered.setdefault(words(row.verdict), []).append(row)
    return list(gathered.values())


def _line(row: _Row) -> _Line:
    return _gathered(row.verdict.line.name, verdict_words(row.verdict), [row])


def _gathered(name: str, words: str, rows: Sequence[_Row]) -> _Line:
    """A line of one or several rows; of several the largest are named."""
    by_size = sorted(rows, key=lambda row: -row.verdict.yearly)
    names = [row.verdict.line.name for row in by_size]
    lines = [row.verdict.line for row in rows]
    return _Line(
        name,
        first_of(names, NAMES_IN_LINE) if len(rows) > 1 else "",
        words,
        lines,
        yearly=_sum([row.cost for row in rows if row.verdict.line.recurring]),
        once=_sum([row.cost for row in rows if not row.verdict.line.recurring]),
        unfunded=_sum([row.unfunded for row in rows]),
        paid=who_pays(lines),
    )


def _cost(line: _Line) -> str:
    """What it costs a year, and what it costs once."""
    once = f"{dollars(line.once)} once"
    if line.once and not line.yearly:
        return once
    yearly = f"{dollars(line.yearly)} a year"
    return f"{yearly} and {once}" if line.once else yearly


def _table(
    found: Kept, groups: Sequence[tuple[str, list[_Line]]], caption: str, named: NameOfRow | None
) -> Block:
    years = found.years
    first, last = fiscal_year_label(years[0]), fiscal_year_label(years[-1])
    every = [line for _, lines in groups for line in lines]
    lines = [row for line in every for row in line.stands_for]
    whole = _Line(
        "Total",
        "",
        "",
        lines,
        yearly=_sum([line.yearly for line in every]),
        once=_sum([line.once for line in every]),
        unfunded=_sum([line.unfunded for line in every]),
        paid=who_pays(lines),
    )
    note = (
        f"A bar for each year, {first} to {last}: who pays, and in what shares; an empty year has "
        f"no bill. Cost a year is the sustainable annual cost in {first}, or in the row's first "
        f"year."
    )
    if found.without_cost:
        are = "is" if found.without_cost == 1 else "are"
        left_out = how_many(found.without_cost, "row costs", "rows cost")
        note += f" {left_out} nothing in any of these years and {are} left out."
    html = _html(found, groups, whole, caption, named)
    text = _text(groups, whole, caption)
    explained = paragraphs(note, style="planner-note")
    return Block(html + explained.html, f"{text}\n{explained.text}")


def _html(
    found: Kept,
    groups: Sequence[tuple[str, list[_Line]]],
    whole: _Line,
    caption: str,
    named: NameOfRow | None,
) -> str:
    years = found.years
    each = [who_pays([row]) for row in found.rows]
    occurring = [kind for kind in PAYERS if any(max(paid[kind]) > A_CENT for paid in each)]
    head = "".join(
        f'<th role="columnheader" scope="col">{text_of(name)}</th>' for name in _HEADINGS
    )
    scale = "".join(f"<span>{fiscal_year_label(year)}</span>" for year in (years[0], years[-1]))
    bodies = [
        f'<tbody role="rowgroup"><tr role="row" class="group">'
        f'<th role="rowheader" scope="rowgroup">{text_of(name)}</th>'
        f'<td role="cell" class="scale" aria-hidden="true"><div>{scale}</div></td>'
        f'<td role="cell" colspan="3"></td></tr>'
        f"{''.join(_html_row(line, years, named) for line in lines)}</tbody>"
        for name, lines in groups
    ]
    end = f'<tbody role="rowgroup">{_html_row(whole, years, None, "total")}</tbody>'
    return (
        f'<div class="planner-keep" style="{strip_colors()}">{legend_html(occurring)}'
        f'<table role="table"><caption>{text_of(caption)}</caption>'
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead>{"".join(bodies)}{end}'
        f"</table></div>"
    )


def _html_row(line: _Line, years: Sequence[int], named: NameOfRow | None, style: str = "") -> str:
    is_one = len(line.stands_for) == 1 and not style
    name = text_of(line.name) if named is None or not is_one else named(line.stands_for[0])
    strip = strip_html(line.paid, years)
    unfunded = dollars(line.unfunded)
    attribute = f' class="{style}"' if style else ""
    rows = f' <span class="rows">{text_of(line.rows)}</span>' if line.rows else ""
    some = " negative" if line.unfunded else " zero"
    return (
        f'<tr role="row"{attribute}>'
        f'<th role="rowheader" scope="row">{name}{rows}</th>'
        f'<td role="cell" class="years">{strip}</td>'
        f'<td role="cell" class="verdict">{text_of(line.verdict)}</td>'
        f'<td role="cell" class="unfunded-amount{some}">{unfunded}</td>'
        f'<td role="cell" class="cost">{_cost(line)}</td></tr>'
    )


def _text(groups: Sequence[tuple[str, list[_Line]]], whole: _Line, caption: str) -> str:
    every = [line for _, lines in groups for line in lines]
    width = max(len(line.verdict) for line in every)
    rows: list[TableRow] = []
    for name, lines in [*groups, ("", [whole])]:
        if name:
            rows.append(TableRow(name, []))
        for line in lines:
            letters = strip_letters(line.paid)
            cells = [letters, line.verdict.ljust(width), dollars(line.unfunded), _cost(line)]
            rows.append(TableRow(line.name, cells))
    left = [_HEADINGS[0], _HEADINGS[1], _HEADINGS[2].ljust(width), *_HEADINGS[3:]]
    return f"{caption}\n{LETTERS}\n{text_table(left, rows)}"
