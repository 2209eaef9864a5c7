"""What was asked for, each a ratio to something measured in the same part of results.json."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Results = Mapping[str, Mapping[str, Any]]

#: When and with what each part was measured; every other key of results.json is a part.
MEASURED = "measured"

DRAWS, OPTIONS = "10,000 draws, every driver uncertain", "every set of options"
STATE, SLIDER, LONGER, OTHERS = "districts of a state", "a slider", "longer plans", "other ways"
DESK, DECKS, QUESTIONS, FASTER = "the desk", "decks", "questions", "times as fast as plain loops"
WHAT_IF = "what if on the board page"


@dataclass(frozen=True)
class Asked:
    """One thing that was asked for.

    Attributes
    ----------
    what : str
        In words.
    section, key : str
        Where it is in results.json: a ratio to something measured in the same part.
    limit : float
        Least ratio where more is better (``times as fast``), most where less is.
    unit : str
        ``times as fast``, ``times``, or nothing for a power.
    """

    what: str
    section: str
    key: str
    limit: float
    unit: str

    def row(self, results: Results) -> str:
        """The row of the table."""
        value = results.get(self.section, {}).get(self.key)
        at_least = self.unit == "times as fast"
        found, met = "not measured", ""
        if value is not None:
            found = shown(float(value))
            met = "yes" if (value >= self.limit if at_least else value <= self.limit) else "**no**"
        word = "at least" if at_least else "at most"
        cells = (self.what, f"{word} {self.limit:,g} {self.unit}".strip(), found, met)
        return f"| {' | '.join(cells)} |"


ASKED = (
    Asked("10,000 draws against plain loops", DRAWS, FASTER, 450, "times as fast"),
    Asked("10,000 draws against the limit of memory", DRAWS, "times the memory limit", 15, "times"),
    Asked(
        "slider to chart data, one case, against plain loops",
        *(SLIDER, f"{FASTER}, one case, any lever, to chart data", 5, "times as fast"),
    ),
    Asked(
        "slider, money alone, one case",
        *(SLIDER, f"{FASTER}, one case, money alone", 5, "times as fast"),
    ),
    Asked(
        "slider, money alone, 4,096 held draws",
        *(SLIDER, f"{FASTER}, 4,096 held draws, money alone", 7_000, "times as fast"),
    ),
    Asked(
        "slider, the slowest of eight levers, 4,096 held draws",
        *(SLIDER, f"{FASTER}, 4,096 held draws, the slowest lever", 7_000, "times as fast"),
    ),
    Asked(
        "goal seek, money lever, 4,096 held draws",
        *(QUESTIONS, f"{FASTER}, goal seek, money lever, 4,096 held draws", 2_050),
        "times as fast",
    ),
    Asked("16,384 sets of options", OPTIONS, FASTER, 410, "times as fast"),
    Asked(
        "cost of a draw grows as rows to the power, all rows different",
        *(LONGER, "grows as rows to the power, copies that differ in every rate", 0.7, ""),
    ),
    Asked(
        "the same, rows that differ in price",
        *(LONGER, "grows as rows to the power, copies that differ in price", 0.7, ""),
    ),
    Asked(
        "memory besides results, 10,000 draws, against the drawn numbers",
        *("memory", "times the drawn numbers, 100 rows, 10,000 draws", 4.19, "times"),
    ),
    Asked(
        "13,500 districts x 100 draws, from the table's text",
        *(STATE, f"{FASTER}, one process", 980, "times as fast"),
    ),
    Asked(
        "13,500 plans of their own x 100 draws",
        *(STATE, f"{FASTER}, plans of their own", 980, "times as fast"),
    ),
    Asked(
        "planner screen: 13,500 districts x 112 draws, the survey read",
        *(STATE, "screen: times as fast as plain loops", 1_500, "times as fast"),
    ),
    Asked(
        "two processes against one",
        *(STATE, "times faster on two processes", 1.8, "times as fast"),
    ),
    Asked(
        "20 board pages in a batch against papermill and nbconvert",
        *(DECKS, "times as fast as papermill and nbconvert", 12, "times as fast"),
    ),
    Asked(
        "the same, two workers against one", DECKS, "two workers against one", 1.6, "times as fast"
    ),
    Asked(
        "one worker and its warm process, memory after 500 decks against that after 8",
        *(DECKS, "times as much memory after 500 decks", 1.1, "times"),
    ),
    Asked("board page with what-if, in megabytes", WHAT_IF, "megabytes of the page", 1.3, ""),
    Asked(
        "making it, against a page without it", WHAT_IF, "times the work to make it", 1.05, "times"
    ),
    Asked(
        "calculating a what-if of money, against everything again",
        *(WHAT_IF, "times everything again, to calculate a move of money", 1, "times"),
    ),
)


def shown(value: float) -> str:
    """A number with three figures that count.

    >>> shown(1347.6), shown(20.454), shown(0.352)
    ('1,348', '20.5', '0.352')
    """
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.3g}"
