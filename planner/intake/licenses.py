"""A list of licenses as rows of licenses.csv: seats bought, seats in use, price, next renewal.

Taken when renewals are due, from the list of the purchasing office or of a program that counts
sign-ins. Products that the plan knows by the same name are brought up to date, the others are
added, and nothing is taken out. Left out are vendors' contacts, keys and notes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from planner.fiscal import fiscal_year_label
from planner.intake.days import fiscal_year_of
from planner.intake.exports import Export, ExportRow
from planner.intake.intake import (
    Intake,
    Options,
    count_of,
    dollars,
    not_too_many,
    shown_number,
    source_of,
)
from planner.plan.cells.read_cell import CellError, read_number
from planner.plan.plan import Plan
from planner.plan.problems.problem import Problem
from planner.plan.tables import LicenseRow
from planner.reference.accounts import accounts, categories_in

#: How far price by seat and total may differ before it is said [share].
_ROUNDING = 0.01
_LONGEST_TERM = 20
_MOST_NAMED = 5
_LONGEST_NAME = 120
#: What a plan says of people or devices stays; the list only knows seats.
_OF_PEOPLE = ("student", "staff", "device")


@dataclass(frozen=True)
class _Product:
    """One row of the list, read."""

    row: int
    name: str
    units: float | None
    used: float | None
    unit_price: float | None
    total: float | None
    term: int | None
    renewal: int | None
    category: str


def read_licenses(export: Export, plan: Plan, options: Options) -> Intake:
    """Rows of licenses for the products of a list.

    Parameters
    ----------
    export : Export
        The list.
    plan : Plan
        The plan; products it knows keep what the list does not say.
    options : Options
        Kind of cost of products that are new.

    Returns
    -------
    Intake
        With a question where the kind or the meaning of a price is not certain.
    """
    problems: list[Problem] = []
    if options.category and options.category not in categories_in("licenses"):
        facts = {"value": options.category, "expected": ", ".join(categories_in("licenses"))}
        problems.append(Problem("P16", "--category", facts={**facts, "nearest": ""}))
    products = [_read(export, row, plan, options, problems) for row in export.rows]
    told = [f"{count_of(len(export.rows), 'row')} of licenses read."]
    known = {row.name.lower(): row for row in plan.licenses}
    source = source_of("License list", options.as_of or export.as_of)
    rows: list[dict[str, str]] = []
    nameless = sum(not product.name for product in products)
    if nameless:
        told.append(f"{count_of(nameless, 'row')} left out that name no product.")
    for product in _named_once([product for product in products if product.name], told):
        old = known.get(product.name.lower())
        cells = _cells(product, old, plan.district.first_year, told)
        if cells:
            rows.append({"name": old.name if old else product.name, **cells, "source": source})
    problems += _without_a_kind(export, rows, known)
    problems += _without_a_price(export, rows, known)
    if not rows and not problems:
        problems.append(Problem("W40", export.file))
    return Intake(
        "licenses", export.file, "licenses", tuple(rows), told=tuple(told),
        problems=not_too_many(problems),
    )  # fmt: skip


def _read(
    export: Export, row: ExportRow, plan: Plan, options: Options, problems: list[Problem]
) -> _Product:
    def number(field: str) -> float | None:
        if not row[field] or row[field].lower() in ("n/a", "-", "unlimited", "site"):
            return None
        try:
            found = read_number(row[field])
        except CellError:
            found = -1.0
        if found < 0:
            problems.append(export.problem("P85", row.number, field))
            return None
        return found

    units, unit_price, total = number("units"), number("unit_price"), number("yearly_total")
    total = number("total") if total is None else total
    bare = number("price")
    if unit_price is None and total is None and bare is not None:
        if units is None or units == 1:
            total = bare
        else:
            heading = export.headings["price"][0]
            facts = {"value": heading, "one": f"{heading} per seat", "all": f"Annual {heading}"}
            problems.append(export.problem("P89", row.number, "price", **facts))
    if unit_price is not None and total is not None and units is not None:
        expected = unit_price * units
        if abs(expected - total) > max(1.0, _ROUNDING * total):
            facts = {"value": dollars(expected), "total": dollars(total)}
            problems.append(export.problem("W44", row.number, "total", **facts))
    term = number("term_years")
    whole = term is not None and term.is_integer() and 1 <= term <= _LONGEST_TERM
    if term is not None and not whole:
        problems.append(export.problem("P85", row.number, "term_years"))
    return _Product(
        row.number, row["name"][:_LONGEST_NAME], units, number("units_used"), unit_price, total,
        int(term) if term is not None and whole else None,
        _renewal(export, row, plan.district.fiscal_year_start_month, problems),
        _category(row["category"]) or options.category,
    )  # fmt: skip


def _renewal(
    export: Export, row: ExportRow, start_month: int, problems: list[Problem]
) -> int | None:
    """First fiscal year at the renewed price: that of the renewal, or of the day after the end."""
    for field, days in (("renewal", 0), ("expires", 1)):
        day = export.day(row, field, at_end=field == "expires") if row[field] else None
        if row[field] and day is None and row[field].lower() not in ("n/a", "-", "none"):
            problems.append(export.problem("P84", row.number, field))
        if day is not None:
            return fiscal_year_of(day + timedelta(days=days), start_month)
    return None


def _category(text: str) -> str:
    """Kind of cost, if the list calls it as the plan does."""
    word = text.lower().replace(" ", "_").replace("-", "_")
    labels = {accounts()[name].label.lower(): name for name in categories_in("licenses")}
    return word if word in categories_in("licenses") else labels.get(text.lower(), "")


def _named_once(products: list[_Product], told: list[str]) -> list[_Product]:
    """Products by name; several rows of one product are added up."""
    by_name: dict[str, list[_Product]] = {}
    for product in products:
        by_name.setdefault(product.name.lower(), []).append(product)
    found = [same[0] if len(same) == 1 else _together(same) for same in by_name.values()]
    more = [same[0].name for same in by_name.values() if len(same) > 1]
    if more:
        named = ", ".join(more[:_MOST_NAMED])
        told.append(
            f"Rows of one product were added up for {count_of(len(more), 'product')}: {named}."
        )
    return found


def _together(same: list[_Product]) -> _Product:
    """Rows of one product as one: seats and totals added, the earliest renewal."""
    first = same[0]

    def added(values: list[float | None]) -> float | None:
        there = [value for value in values if value is not None]
        return sum(there) if there else None

    totals = [
        p.total if p.total is not None
        else p.unit_price * p.units if p.unit_price is not None and p.units is not None
        else None
        for p in same
    ]  # fmt: skip
    prices = {p.unit_price for p in same}
    renewals = [p.renewal for p in same if p.renewal is not None]
    return _Product(
        first.row, first.name, added([p.units for p in same]), added([p.used for p in same]),
        first.unit_price if len(prices) == 1 else None, added(totals), first.term,
        min(renewals, default=None), first.category,
    )  # fmt: skip


def _cells(
    product: _Product, old: LicenseRow | None, first_year: int, told: list[str]
) -> dict[str, str]:
    """Cells of the row: what the list says, and nothing of what it does not."""
    cells: dict[str, str] = {}
    if old is None and product.category:
        cells["category"] = product.category
    of_people = old is not None and old.basis in _OF_PEOPLE
    if of_people:
        if product.unit_price is not None:
            cells["price"] = shown_number(product.unit_price)
        told.append(f"{product.name} stays paid per {old.basis if old else ''}, as the plan says.")
    else:
        cells |= _priced(product)
    flat = cells.get("basis", old.basis if old else "") == "flat"
    if product.used is not None and not flat:
        cells["units_used"] = shown_number(product.used)
    term = product.term or (old.term_years if old else 1)
    if product.renewal is not None:
        renewal = product.renewal
        while renewal < first_year:  # renewed since: the next one that the plan can see
            renewal += term
        cells["next_renewal"] = fiscal_year_label(renewal)
        if product.term is not None:
            cells["term_years"] = str(product.term)
    elif product.term == 1:
        cells["term_years"] = "1"
    elif product.term is not None:
        told.append(f"{product.name}: its term is left out, because no renewal is given.")
    return cells


def _priced(product: _Product) -> dict[str, str]:
    """Price by the seat where seats are known, otherwise one price for all."""
    if product.units:
        cells = {"basis": "unit", "units": shown_number(product.units)}
        if product.total is not None:  # what is really paid
            exact = product.unit_price is not None and (
                abs(product.unit_price * product.units - product.total) <= 1.0
            )
            price = product.unit_price if exact else product.total / product.units
            return {**cells, "price": shown_number(price or 0.0)}
        if product.unit_price is not None:
            return {**cells, "price": shown_number(product.unit_price)}
        return cells
    if product.total is not None:
        return {"basis": "flat", "price": shown_number(product.total)}
    return {}


def _without_a_kind(
    export: Export, rows: list[dict[str, str]], known: dict[str, LicenseRow]
) -> list[Problem]:
    new = [row for row in rows if row["name"].lower() not in known and "category" not in row]
    if not new:
        return []
    named = ", ".join(row["name"] for row in new[:_MOST_NAMED])
    more = len(new) - _MOST_NAMED
    names = named + (f" and {count_of(more, 'other')}" if more > 0 else "")
    facts = {"names": names, "expected": ", ".join(categories_in("licenses"))}
    return [Problem("P87", export.file, facts=facts)]


def _without_a_price(
    export: Export, rows: list[dict[str, str]], known: dict[str, LicenseRow]
) -> list[Problem]:
    """New products without a price are asked about, not taken in at nothing."""
    new = [row for row in rows if row["name"].lower() not in known]
    if all("price" in row for row in new):
        return []
    named = ", ".join([row["name"] for row in new if "price" not in row][:_MOST_NAMED])
    for row in [row for row in new if "price" not in row]:
        rows.remove(row)
    return [Problem("W45", export.file, facts={"names": named})]
