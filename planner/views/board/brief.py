"""The brief: what the board page says, on one printed sheet."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import accumulate

from planner.analysis.compare import Comparison
from planner.analysis.decisions.decision import Decision
from planner.analysis.decisions.facts import decisions
from planner.analysis.keep.verdict import Kept, Verdict, kept
from planner.fiscal import fiscal_year_label
from planner.plan.cells.moments import long_date
from planner.plan.what_if.options import option_scenario
from planner.projection.project import Projection
from planner.views.board import board
from planner.views.board.decisions import what_words
from planner.views.board.keep_words import (
    UNRANKED,
    first_of,
    keep_sentences,
    priority_name,
    verdict_words,
)
from planner.views.board.tables import years_of
from planner.views.board.votes import answer_with_votes
from planner.views.format.counts import how_many
from planner.views.format.footed_amounts import (
    RESERVE,
    UNFUNDED,
    FootedAmounts,
    footed_amounts,
    unfunded_by_row,
)
from planner.views.format.markup import (
    Block,
    TableRow,
    bullets,
    joined,
    paragraphs,
    table_block,
    text_of,
)
from planner.views.format.masthead import prepared_on
from planner.views.format.money import dollars, foot

TITLE = "Technology funding on one page"
#: Letters in a line of print of each part. What has no room is counted, and the board page has it.
_ANSWER_LETTERS, _KEEP_LETTERS, _ROWS_LETTERS, _VOTE_LETTERS = 100, 56, 44, 118
_SCENARIO_LETTERS = 44
#: Lines that the answer, what is kept and the decisions share, lines of rows that are not kept, and
#: lines of scenarios; an item of a list takes half a line more than its words, a row of a table a
#: bit more than a line.
_UPPER_LINES, _KEEP_LINES, _SCENARIO_LINES, _BETWEEN, _ROW = 30, 8, 6, 0.5, 1.15
#: Rows of one verdict that are named, and years of which the amounts are shown.
_NAMES, _YEARS = 4, 12


def masthead(comparison: Comparison) -> Block:
    """District, title, years and scenario."""
    return board.masthead(comparison, TITLE)


def sheet(comparison: Comparison, version: str, prepared: str) -> Block:
    """All of the sheet below its head.

    Parameters
    ----------
    comparison : Comparison
        Scenarios; the first is the one it is about.
    version, prepared : str
        Version of the planner, and the day the sheet was made.
    """
    answer, found = answer_with_votes(comparison.figures), kept(comparison.main.figures)
    last = fiscal_year_label(comparison.main.years[-1])
    room = _UPPER_LINES - _lines(answer, _ANSWER_LETTERS) - _kept_lines(found)
    room -= len(comparison.main.years) > _YEARS
    what_if = _titled(f"What if: each scenario through {last}", _scenarios(comparison))
    parts = (
        _part("answer", _answer(answer, comparison)),
        _part("keep", _titled("What we can keep", _keep(comparison, found))),
        _part("vote", _titled("What to vote on", _votes(comparison, room))),
        _part("pays", _titled("Who pays the cost of each year", _who_pays(comparison))),
        _part("scenarios", what_if),
        _part("origin", _provenance(comparison, version, prepared)),
    )
    whole = joined(*parts)
    return Block(f'<div class="planner-brief">{whole.html}</div>', whole.text)


def _part(name: str, block: Block) -> Block:
    return Block(f'<section class="brief-{name}">{block.html}</section>', block.text)


def _titled(title: str, block: Block) -> Block:
    """A part with its heading; a heading with an anchor is no entry of a table of contents."""
    anchor = title.partition(":")[0].lower().replace(" ", "-")
    heading = Block(f'<h2 id="brief-{anchor}">{text_of(title)}</h2>', title)
    return joined(heading, block)


def _answer(answer: str, comparison: Comparison) -> Block:
    return joined(paragraphs(answer, style="planner-answer"), board.key_figures(comparison.figures))


def _keep(comparison: Comparison, found: Kept) -> Block:
    """How much is kept by priority, and the rows that are not."""
    if not found.verdicts:
        return paragraphs("No row of the plan costs anything.")
    lead, named = paragraphs(keep_sentences(found)[0]), list(_not_kept(found))
    table = _by_priority(comparison, found)
    return joined(lead, table, *([bullets(named)] if named else []))


def _kept_lines(found: Kept) -> int:
    """Lines of print of the sentence and the table on what is kept."""
    if not found.verdicts:
        return 1
    rows = 2 + len(found.priorities) + (len(found.priorities) > 1)
    said = _lines(keep_sentences(found)[0], _KEEP_LETTERS)
    return max(said + math.ceil(rows * _ROW), _KEEP_LINES)


def _lines(text: str, letters: int) -> int:
    """Lines of print that a text takes."""
    return max(math.ceil(len(text) / letters), 1)


def _that_fit(texts: Sequence[str], room: float, letters: int, between: float = 0.0) -> int:
    """How many of some texts fit into so many lines of print."""
    taken = accumulate(_lines(text, letters) + between for text in texts)
    return sum(until <= room for until in taken)


def _not_kept(found: Kept) -> Iterator[str]:
    """Rows that are not kept in full, those of one priority and verdict together."""
    short = [row for row in found.verdicts if row.first_short]
    short.sort(key=lambda row: (row.line.priority, -row.severity, -row.unfunded))
    names: dict[str, list[str]] = {}
    for row in short:
        words = verdict_words(row)
        if len(found.priorities) > 1:
            words = f"{priority_name(row.line.priority)}, {words}"
        names.setdefault(f"{words[:1].upper()}{words[1:]}", []).append(row.line.name)
    said = [f"{words}: {first_of(of_words, _NAMES)}." for words, of_words in names.items()]
    shown = _that_fit(said, _kept_lines(found) - 1, _ROWS_LETTERS)
    yield from said[:shown]
    if rest := sum(len(of_words) for of_words in list(names.values())[shown:]):
        rows = how_many(rest, "more row" if shown else "row")
        yield f"{rows} not paid in full: see the board page."


def _by_priority(comparison: Comparison, found: Kept) -> Block:
    """Rows by priority and by what becomes of them, with their whole dollars."""
    short = unfunded_by_row(comparison.main.figures)
    costs = foot([row.yearly if row.line.recurring else 0.0 for row in found.verdicts])
    yearly = dict(zip((row.place for row in found.verdicts), costs, strict=True))

    def row_of(name: str, rows: list[Verdict], style: str = "") -> TableRow:
        kinds = [row.kind for row in rows]
        cells = [
            f"{len(rows)}",
            dollars(sum(yearly[row.place] for row in rows)),
            f"{sum(kind in ('kept', 'leaning') for kind in kinds)}",
            f"{sum(kind in ('restored', 'in_part') for kind in kinds)}",
            f"{sum(kind in ('ends', 'not_funded') for kind in kinds)}",
            dollars(sum(sum(short.get(row.place, [])) for row in rows)),
        ]
        return TableRow(name, cells, style)

    several = len(found.priorities) > 1
    body = [
        row_of(
            priority_name(priority) if several else UNRANKED,
            [row for row in found.verdicts if row.line.priority == priority],
        )
        for priority in found.priorities
    ]
    if several:
        body.append(row_of(UNRANKED, found.verdicts, "total"))
    headings = ["Priority", "Rows", "Cost a year", "Kept", "In part", "Not kept", "Unfunded"]
    last = fiscal_year_label(comparison.main.years[-1])
    return table_block(f"Rows of cost by priority, through {last}", headings, body)


def _who_pays(comparison: Comparison) -> Block:
    """Cost of each year by kind of money, the same dollars as in every other table."""
    main = comparison.main
    amounts = footed_amounts(main.figures)
    every = [
        *((name, by_year, "") for name, by_year in _by_kind(main.projection, amounts)),
        ("Cost", amounts.cost, "total"),
        ("Reserve, year end", amounts.ending, ""),
    ]
    rows = [
        TableRow(name, [dollars(x) for x in years[:_YEARS]], style) for name, years, style in every
    ]
    caption = "Cost of each year by the money that pays it, in dollars"
    table = table_block(caption, ["Paid by", *years_of(main)[:_YEARS]], rows)
    if len(main.years) <= _YEARS:
        return table
    more = f"The first {_YEARS} of {len(main.years)} years; the board page has all of them."
    return joined(table, paragraphs(more, style="planner-note"))


def _by_kind(projection: Projection, amounts: FootedAmounts) -> Iterator[tuple[str, list[int]]]:
    """Whole dollars of each year by kind of money; they add up to the cost."""
    recurring = {fund.name for fund in projection.funds if fund.recurring}
    kinds: dict[str, list[str]] = {"Recurring revenue": [], "One-time money": []}
    for name in amounts.by_payer:
        if name in (RESERVE, UNFUNDED):
            kinds[name] = [name]
        else:
            kinds["Recurring revenue" if name in recurring else "One-time money"].append(name)
    for kind in ("Recurring revenue", "One-time money", RESERVE, UNFUNDED):
        names = kinds.get(kind, [])
        each = [amounts.by_payer[name] for name in names]
        yield kind, [sum(year) for year in zip([0] * len(amounts.cost), *each, strict=True)]


def _votes(comparison: Comparison, room: float) -> Block:
    """The decisions that have room: what, by when, and what staff recommends."""
    found = [_decision(comparison, decision) for decision in decisions(comparison)]
    if not found:
        return paragraphs("No decision is needed now.")
    shown = found[: _that_fit(found, room, _VOTE_LETTERS, _BETWEEN)]
    numbered = bullets(shown, style="planner-decisions", numbered=True)
    if not (rest := len(found) - len(shown)):
        return numbered
    more = f"{how_many(rest, 'more decision')}: see the board page."
    return joined(numbered, paragraphs(more, style="planner-note"))


def _decision(comparison: Comparison, decision: Decision) -> str:
    day = decision.due.day
    said = [what_words(comparison, decision)]
    said += [f"By {long_date(day)}."] if day else []
    if decision.recommended:
        titles = (option_scenario(comparison.plan, row).title for row in decision.recommended)
        said.append(f"Staff recommends: {'; '.join(titles)}.")
    return " ".join(said)


def _scenarios(comparison: Comparison) -> Block:
    """Each scenario in one line: what it leaves unfunded, and what is left in the reserve."""
    titles = [found.title for found in comparison.answers]
    shown = _that_fit(titles, _SCENARIO_LINES, _SCENARIO_LETTERS)
    rows = []
    for found in comparison.answers[:shown]:
        amounts = footed_amounts(found.figures)
        cells = (
            sum(amounts.cost),
            sum(amounts.unfunded),
            amounts.structural_balance[-1],
            amounts.ending[-1],
        )
        rows.append(TableRow(found.title, [dollars(cell) for cell in cells]))
    last = fiscal_year_label(comparison.main.years[-1])
    headings = ["Scenario", "Cost", "Unfunded", f"Balance {last}", f"Reserve {last}"]
    caption = f"Cost and unfunded cost through {last}, structural balance and reserve in {last}"
    table = table_block(f"{caption}, in dollars", headings, rows)
    rest = len(comparison.answers) - len(rows)
    if not rest:
        return table
    more = f"{how_many(rest, 'more scenario')}: see the board page."
    return joined(table, paragraphs(more, style="planner-note"))


def _provenance(comparison: Comparison, version: str, prepared: str) -> Block:
    plan = comparison.plan
    made = f", {prepared_on(prepared)}" if prepared else ""
    return paragraphs(
        f"Plan {plan.name}, fingerprint of the tables {plan.digest}, planner {version}{made}. Not "
        "a prediction: what happens if the assumptions hold. The board page has every table.",
        style="planner-note",
    )
