"""Ways in which plans that many hands typed are broken, one for each kind of mistake."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

#: Tables by name: rows by column, or bytes that are no table.
Tables: TypeAlias = dict[str, Any]


def no_district(tables: Tables) -> None:
    """The table that every plan has was not sent."""
    del tables["district"]


def price_in_words(tables: Tables) -> None:
    """A price that nobody has asked for yet."""
    tables["devices"][0]["unit_price"] = "ask vendor"


def rate_over_one(tables: Tables) -> None:
    """A rate that cannot be."""
    tables["devices"][-1]["loss_rate"] = "140%"


def fleet_misspelled(tables: Tables) -> None:
    """Devices in service of a fleet that there is not."""
    tables["inventory"][0]["name"] = "Cromebooks"


def driver_missing(tables: Tables) -> None:
    """A driver without default was left out."""
    tables["assumptions"] = tables["assumptions"][1:]


def source_twice(tables: Tables) -> None:
    """Two sources of one name."""
    tables["funding"].append(dict(tables["funding"][0]))


def heading_misspelled(tables: Tables) -> None:
    """A column that no table has."""
    for row in tables["licenses"]:
        row["prise"] = row.pop("price")


def not_text(tables: Tables) -> None:
    """A file of another program under the name of a table."""
    tables["staffing"] = b"\x89PNG\r\n\x1a\n\x00\x00\x00\x00"


def nobody_enrolled(tables: Tables) -> None:
    """Students were never typed."""
    for row in tables["enrollment"]:
        row["students"] = "TBD"


def scenario_of_nothing(tables: Tables) -> None:
    """A scenario changes a row that there is not."""
    tables["scenarios"][0]["changes"] = "Levy of another district"


WAYS: tuple[Callable[[Tables], None], ...] = (
    no_district,
    price_in_words,
    rate_over_one,
    fleet_misspelled,
    driver_missing,
    source_twice,
    heading_misspelled,
    not_text,
    nobody_enrolled,
    scenario_of_nothing,
)
