"""What a chart says and draws, before it is known how: words, rows and the table behind it.

The page makes it again, by the same functions, for what a reader tries out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from planner.fiscal import fiscal_year_label
from planner.views.format.drawn_names import drawn_name
from planner.views.format.markup import dollar_row, table
from planner.views.format.money import dollars, nearest

Rows: TypeAlias = list[dict[str, Any]]

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Drawn:
    """A chart without its shape.

    Attributes
    ----------
    title, finding, description : str
        What it shows, the one sentence to take away, and the text for who does not see it.
    parts : list of str
        What its bars are made of, in the order of its legend; empty without such bars.
    datasets : dict of str to list of dict
        What is drawn, by the names that its shape uses.
    table_html : str
        The numbers behind it.
    """

    title: str
    finding: str
    description: str
    parts: list[str]
    datasets: dict[str, Rows]
    table_html: str


def thousands(amount: float) -> float:
    """Thousands of dollars, as the axis counts them, to ten cents.

    >>> thousands(1234.567), thousands(-500)
    (1.2346, -0.5)
    """
    return nearest(amount / 1000, 10_000) / 10_000


def letters(names: Iterable[str]) -> dict[str, str]:
    """A letter for each name, by which a mark is found in the legend without its color.

    >>> letters(["General fund", "Levy"])
    {'General fund': 'A', 'Levy': 'B'}
    """
    return {name: ALPHABET[place : place + 1] for place, name in enumerate(names)}


def stacked_rows(parts: dict[str, list[float]], years: Sequence[int]) -> Rows:
    """Bars by year with one part on top of the other; a part is named where it is largest.

    Its letter or its name stands at its middle, ``at``.
    """
    rows: Rows = []
    base = [0.0 for _ in years]
    key = letters(parts)
    for name, amounts in parts.items():
        largest = amounts.index(max(amounts))
        for place, amount in enumerate(amounts):
            if amount == 0:
                continue
            low = base[place]
            base[place] = low + amount
            rows.append(
                {
                    "year": fiscal_year_label(years[place]),
                    "part": drawn_name(name),
                    "from": thousands(low),
                    "to": thousands(low + amount),
                    "at": thousands(low + amount / 2),
                    "amount": dollars(amount),
                    "key": key[name],
                    "word": f"{key[name]} {name}" if place == largest else key[name],
                }
            )
    return rows


def amounts_table(
    caption: str, parts: dict[str, list[int]], total: list[int], years: Sequence[int]
) -> str:
    """Parts by year in whole dollars, and the total they add up to."""
    rows = [dollar_row(name, amounts) for name, amounts in parts.items()]
    rows.append(dollar_row("Total", total, "total"))
    return table(caption, ["Part", *(fiscal_year_label(year) for year in years)], rows)
