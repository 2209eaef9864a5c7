"""What a column means: its unit, how its cells are read, its default and its slider.

A column is declared once, on the row model that holds it. The reader, the checks, the blank
templates, the documentation and the sliders all ask here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Literal, get_args

from pydantic import BaseModel

from planner.fiscal import fiscal_year_label
from planner.reference.defaults import Default, defaults

Kind = Literal[
    "text",
    "choice",
    "list",
    "rates",
    "yes_no",
    "number",
    "money",
    "rate",
    "fiscal_year",
    "start_date",
    "end_date",
    "day",
]

#: What an amount grows with, from the plan's first year on; nothing where it does not grow.
GrowsWith = Literal[
    "", "own prices", "contract", "salary", "insurance", "wages", "other prices", "revenue"
]

#: Kinds that the engine turns into numbers, which may differ from case to case.
NUMERIC_KINDS: frozenset[str] = frozenset(
    {"yes_no", "number", "money", "rate", "fiscal_year", "start_date", "end_date"}
)


@dataclass(frozen=True)
class Column:
    """Meaning of one column, in a business officer's words.

    Attributes
    ----------
    label : str
        Heading in plain words.
    kind : str
        How a cell is read: money, rate (3% or 0.03), fiscal year, date, and so on.
    unit : str
        Unit shown next to the heading.
    help : str
        One sentence: what to type.
    example : str
        What goes into the example row of a blank template.
    choices : tuple of str
        Allowed words of a choice.
    labels : tuple of str
        The same choices as a drop-down shows them, where the words alone do not explain them.
    public_default : str
        Name of the sourced default in ``reference/defaults.csv``, used for a blank cell.
    blank_means : str
        What a blank cell means, where that is not a public default.
    slider : tuple of float
        Lowest, highest and step of the slider that moves it, if it has one.
    grows_with : str
        What an amount grows with, if it does: an amount that a change states from a year on is in
        dollars of that year.
    """

    label: str
    kind: Kind
    help: str
    unit: str = ""
    example: str = ""
    choices: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    public_default: str = ""
    blank_means: str = ""
    slider: tuple[float, float, float] | None = None
    grows_with: GrowsWith = ""

    @property
    def numeric(self) -> bool:
        """Whether the engine calculates with it."""
        return self.kind in NUMERIC_KINDS

    @property
    def shown_choices(self) -> tuple[str, ...]:
        """Allowed words of a choice as a person reads them; any of them may be typed."""
        return self.labels or self.choices

    @property
    def what_to_type(self) -> str:
        """What goes into a blank cell: the allowed words, or what the column means."""
        if self.choices:
            return "one of: " + ", ".join(self.shown_choices)
        first = self.help[:1].lower() + self.help[1:]
        return first + (f", for example {self.example}" if self.example else "")

    @property
    def default(self) -> Default | None:
        """The sourced default, if there is one."""
        return defaults()[self.public_default] if self.public_default else None


@cache
def columns_of(model: type[BaseModel]) -> dict[str, Column]:
    """Columns of a row model by field name, in the order of the template."""
    found: dict[str, Column] = {}
    for name, field in model.model_fields.items():
        column = next((m for m in field.metadata if isinstance(m, Column)), None)
        if column is not None:
            found[name] = column
    return found


@cache
def bounds_of(model: type[BaseModel], field: str) -> tuple[float | None, float | None]:
    """Smallest and largest value of a numeric column, or of each rate in a list of rates."""
    low: float | None = None
    high: float | None = None
    info = model.model_fields[field]
    each = [limit for item in get_args(info.annotation) for limit in _metadata(item)]
    for limit in _constraints([*info.metadata, *each]):
        low = next((float(v) for v in (getattr(limit, "ge", None),) if v is not None), low)
        high = next((float(v) for v in (getattr(limit, "le", None),) if v is not None), high)
    return low, high


def _metadata(item: Any) -> list[Any]:  # noqa: ANN401  a type, perhaps with bounds
    """Bounds of the items of a list, one level down."""
    found: list[Any] = []
    for limit in getattr(item, "__metadata__", ()):
        found.extend(getattr(limit, "metadata", [limit]))
    return found


def _constraints(metadata: list[Any]) -> list[Any]:
    return [limit for limit in metadata if not isinstance(limit, Column)]


def is_required(model: type[BaseModel], field: str) -> bool:
    """Whether a blank cell is refused."""
    return model.model_fields[field].is_required()


def show_limit(column: Column, limit: float | None) -> str:
    """A bound as it would be typed.

    >>> show_limit(Column("Spares", "rate", ""), 1.0)
    '100%'
    """
    if limit is None:
        return "not limited"
    if column.kind in ("rate", "rates"):
        return f"{limit:.0%}"
    return f"{limit:,.0f}" if column.kind in ("money", "number") else f"{limit:.0f}"


def show_day(day: date) -> str:
    """A date as it would be typed.

    >>> show_day(date(2027, 6, 30))
    '6/30/2027'
    """
    return f"{day.month}/{day.day}/{day.year}"


def show_value(column: Column, value: object) -> str:
    """A value as it would be typed.

    >>> show_value(Column("Spares", "rate", ""), 0.05)
    '5%'
    """
    if isinstance(value, date):
        return show_day(value)
    if column.kind == "rates" and isinstance(value, tuple):
        return "; ".join(f"{rate * 100:.10g}%" for rate in value)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return "; ".join(value) if isinstance(value, tuple) else str(value)
    if column.kind == "fiscal_year":
        return fiscal_year_label(int(value))
    return f"{value * 100:.10g}%" if column.kind == "rate" else f"{value:,.10g}"
