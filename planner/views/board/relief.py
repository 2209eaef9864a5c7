"""What began on relief money, in words: what it costs, who pays it now, what is not covered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planner.analysis.answers import Answers
from planner.analysis.compare import Comparison
from planner.analysis.relief import BeganOnRelief, began_on_relief
from planner.fiscal import fiscal_year_label
from planner.plan.cells.listed import listed
from planner.projection.yearly_totals import A_CENT
from planner.views.format.counts import how_many
from planner.views.format.footed_amounts import unfunded_by_row
from planner.views.format.markup import Block, TableRow, bullets, joined, paragraphs, table_block
from planner.views.format.money import about, dollars, foot, percent, whole

TITLE = "What began on relief money"
#: Kinds of money as headings of columns, and in a sentence.
_HEADINGS = {
    "recurring": "Recurring money",
    "one_time": "One-time money",
    "reserve": "Reserve",
    "prepaid": "Prepaid",
    "unfunded": "Unfunded",
}
_ORIGINS = {"esser": "ESSER", "other_one_time": "other one-time money"}
#: Sources that a sentence names, and rows that the table names: the section is read by a board.
_SOURCES_NAMED, _ROWS_NAMED = 3, 6


def began_on(comparison: Comparison) -> Block:
    """The section on what relief money began; nothing at all where no row began on it."""
    found = began_on_relief(comparison.main)
    if found is None:
        return Block("", "")
    heading = Block(f"<h2>{TITLE}</h2>", TITLE)
    lead = paragraphs(f"{_began(found)} {_covered(found)}")
    return joined(heading, lead, bullets(list(_details(found))))


def began_on_rows(comparison: Comparison) -> Block:
    """The rows that relief money began, for the appendix; nothing at all where there are none."""
    found = began_on_relief(comparison.main)
    return Block("", "") if found is None else _table(comparison.main, found)


def _began(found: BeganOnRelief) -> str:
    """How many rows began on which money, and what they are."""
    counts = {
        name: sum(began_on == origin for began_on in found.origins)
        for origin, name in _ORIGINS.items()
    }
    first, *more = [(name, count) for name, count in counts.items() if count]
    began = f"{first[1]} of {how_many(found.all_rows, 'budget row')} began on {first[0]}"
    began += "".join(f" and {count} on {name}" for name, count in more)
    fte = sum(size for _, size in found.positions)
    parts = [f"{about(found.yearly)} a year"] if found.yearly > A_CENT else []
    parts += [f"{fte:.1f} positions"] if found.positions else []
    parts += [how_many(len(found.products), "product")] if found.products else []
    return f"{began}: {listed(parts)}." if parts else f"{began}."


def _covered(found: BeganOnRelief) -> str:
    """What recurring money pays now, and what nobody pays from which year on."""
    need, year = float(found.need_now.sum()), fiscal_year_label(found.year)
    recurring = float(found.paid_now["recurring"].sum())
    share = min(max(round(recurring / need, 2), 0.01), 0.99)
    some = "none" if recurring < A_CENT else percent(share)
    part = "all" if need - recurring < A_CENT else some
    their = "its" if len(found.rows) == 1 else "their"
    unfunded = float(found.unfunded.sum())
    if found.first_unfunded is None:
        rest = f"none of it is unfunded through {fiscal_year_label(found.years[-1])}"
    else:
        years = int((found.unfunded > A_CENT).any(axis=0).sum())
        when = "in" if years == 1 else "starting in"
        rest = f"{about(unfunded)} is unfunded {when} {fiscal_year_label(found.first_unfunded)}"
    return f"Recurring money pays {part} of {their} cost in {year}; {rest}."


def _details(found: BeganOnRelief) -> Iterator[str]:
    """Positions, products, and the largest sources, by name."""
    if found.positions:
        named = [f"{name} ({size:.1f})" for name, size in found.positions]
        yield f"Positions (FTE): {'; '.join(named)}."
    if found.products:
        yield f"Products and services: {'; '.join(found.products)}."
    if found.sources_now:
        named = [f"{name} ({about(paid)})" for name, paid in found.sources_now[:_SOURCES_NAMED]]
        rest = found.sources_now[_SOURCES_NAMED:]
        if rest:
            others = about(sum(paid for _, paid in rest))
            named.append(f"{how_many(len(rest), 'other source')} ({others})")
        yield f"Paid in {fiscal_year_label(found.year)} by {listed(named)}."


def _table(main: Answers, found: BeganOnRelief) -> Block:
    """Row by row: cost, who pays it now, and what is not covered, from when on."""
    year, last = fiscal_year_label(found.year), fiscal_year_label(found.years[-1])
    kinds = [kind for kind, paid in found.paid_now.items() if (paid > A_CENT).any()]
    need = whole(float(found.need_now.sum()))
    totals = foot([float(found.paid_now[kind].sum()) for kind in kinds], need)
    columns = [
        foot([float(x) for x in found.paid_now[kind]], total)
        for kind, total in zip(kinds, totals, strict=True)
    ]
    by_row = unfunded_by_row(main.figures)
    columns.append([sum(by_row.get(row.place, [])) for row in found.rows])
    every = range(len(found.rows))
    named, others = _largest(found, columns[-1])
    body = [_row(found, found.rows[place].line.name, [place], columns) for place in named]
    if others:
        body.append(_row(found, how_many(len(others), "other row"), others, columns))
    body.append(_row(found, "Total", every, columns, "total"))
    headings = ["Row", f"Cost in {year}", *(_HEADINGS[kind] for kind in kinds)]
    headings += [f"Unfunded through {last}", "First unfunded"]
    headings += ["Began on"] if _several_origins(found) else []
    caption = f"{TITLE}, and who pays it in {year}, in dollars"
    return table_block(caption, headings, body)


def _largest(found: BeganOnRelief, unfunded: Sequence[int]) -> tuple[list[int], list[int]]:
    """Places of the rows that the table names, in the order of the budget, and of the others."""
    by_size = sorted(
        range(len(found.rows)), key=lambda place: (-unfunded[place], -found.rows[place].yearly)
    )
    return sorted(by_size[:_ROWS_NAMED]), by_size[_ROWS_NAMED:]


def _row(
    found: BeganOnRelief,
    name: str,
    places: Sequence[int],
    columns: Sequence[Sequence[int]],
    style: str = "",
) -> TableRow:
    """One row of cost, or several as one: who pays it now, and from when it is unfunded."""
    *paid, unfunded = [sum(column[place] for place in places) for column in columns]
    short = (found.unfunded[list(places)] > A_CENT).any(axis=0)
    first = fiscal_year_label(found.years[int(short.argmax())]) if short.any() else ""
    cells = [*map(dollars, (sum(paid), *paid, unfunded)), first]
    if _several_origins(found):
        origins = {found.origins[place] for place in places}
        cells.append(_ORIGINS[origins.pop()] if len(origins) == 1 else "")
    return TableRow(name, cells, style)


def _several_origins(found: BeganOnRelief) -> bool:
    return len(set(found.origins)) > 1
