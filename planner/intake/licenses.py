"""A license list as rows of licenses.csv: seats bought, seats in use, price, next renewal.

Imported when renewals are due, from the purchasing office's list or a program that counts
sign-ins. Products that the plan has under the same name are updated, the others are added, and
nothing is removed. Vendor contacts, license keys and notes are skipped.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from planner.fiscal import fiscal_year_label
from planner.intake.days import fiscal_year_of
from planner.intake.exports import Export, ExportRow
from planner.intake.intake import (
    Intake,
    Options,
    count_of,
    dollars,
    first_few,
    not_too_many,
    number_text,
    source_of,
)
from planner.intake.license_credits import credit_told, totals_that_disagree
from planner.intake.license_prices import prices, seats, term_years
from planner.plan.cells.read_cell import as_word
from planner.plan.plan import Plan
from planner.plan.problems.problem import Problem
from planner.plan.tables import LicenseRow
from planner.reference.accounts import accounts, categories_in

_MOST_NAMED = 5
_LONGEST_NAME = 120
#: What the plan prices per person or device stays so; the list only knows seats.
_PER_PERSON = ("student", "staff", "device")


@dataclass(frozen=True)
class _Product:
    """One product of the list."""

    name: str
    units: float | None
    used: float | None
    unit_price: float | None
    total: float | None
    term: int | None
    renewal: int | None
    category: str
    credit: float
    row: int


def read_licenses(export: Export, plan: Plan, options: Options) -> Intake:
    """Rows of licenses for the products of a list.

    Parameters
    ----------
    export : Export
        The list.
    plan : Plan
        The plan; its products keep what the list does not say.
    options : Options
        Kind of cost for new products.

    Returns
    -------
    Intake
        With a question if a kind of cost or the meaning of a price is not certain.
    """
    problems: list[Problem] = []
    if options.category and options.category not in categories_in("licenses"):
        facts = {"value": options.category, "expected": ", ".join(categories_in("licenses"))}
        problems.append(Problem("P16", "--category", facts={**facts, "nearest": ""}))
    products = [_read(export, row, plan, options, problems) for row in export.rows]
    summary = [f"Read {count_of(len(export.rows), 'license row')}.", *export.not_read]
    known = {row.name.lower(): row for row in plan.licenses}
    source = source_of("License list", options.as_of or export.as_of)
    rows: list[dict[str, str]] = []
    nameless = [product for product in products if not product.name]
    if nameless:
        summary.append(f"Skipped {count_of(len(nameless), 'row')} with no product name.")
    named = _one_per_name([product for product in products if product.name], summary)
    problems += _credits(export, [*nameless, *named], known, summary)
    for product in named:
        old = known.get(product.name.lower())
        cells = _cells(product, old, plan.district.first_year, summary)
        if cells:
            rows.append({"name": old.name if old else product.name, **cells, "source": source})
    new = [row for row in rows if row["name"].lower() not in known]
    problems += _without_a_kind(export, new)
    problems += _without_a_price(export, new, rows)
    if not rows and not problems:
        problems.append(Problem("W40", export.file))
    return Intake(
        "licenses", export.file, "licenses", tuple(rows), summary=tuple(summary),
        problems=not_too_many(problems),
    )  # fmt: skip


def _read(
    export: Export, row: ExportRow, plan: Plan, options: Options, problems: list[Problem]
) -> _Product:
    units, used = seats(export, row, problems)
    term = term_years(export, row, problems)
    unit_price, total = prices(export, row, units, term, problems)
    return _Product(
        name=row["name"][:_LONGEST_NAME],
        units=units,
        used=used,
        unit_price=unit_price,
        total=total,
        term=term,
        renewal=_renewal(export, row, plan.district.fiscal_year_start_month, problems),
        category=_category(row["category"]) or options.category,
        credit=min(total or 0.0, 0.0),
        row=row.number,
    )


def _renewal(
    export: Export, row: ExportRow, start_month: int, problems: list[Problem]
) -> int | None:
    """First fiscal year at the renewed price: of the renewal date, or of the day after the end."""
    for field, days in (("renewal", 0), ("expires", 1)):
        day = export.day(row, field, at_end=field == "expires")
        if row[field] and day is None and row[field].lower() not in ("n/a", "-", "none"):
            problems.append(export.problem("P84", row.number, field))
        if day is not None:
            return fiscal_year_of(day + timedelta(days=days), start_month)
    return None


def _credits(
    export: Export,
    products: list[_Product],
    known: dict[str, LicenseRow],
    summary: list[str],
) -> list[Problem]:
    """What to say of credits, which do not change a price per person or device."""
    found: list[Problem] = []
    for product in products:
        old = known.get(product.name.lower())
        if product.credit and old is not None and old.basis in _PER_PERSON:
            summary.append(
                f"{product.name}: the credit of {dollars(-product.credit)} is not used, because "
                f"the plan prices it per {old.basis}."
            )
        elif product.credit:
            net = product.total or 0.0
            found.append(credit_told(export, product.name, product.row, product.credit, net))
    disagree = totals_that_disagree(export)
    return [*(problem for problem in found if problem.blocks or not disagree), *disagree]


def _category(text: str) -> str:
    """Kind of cost, if the list names it as the plan does."""
    word = as_word(text)
    labels = {accounts()[name].label.lower(): name for name in categories_in("licenses")}
    return word if word in categories_in("licenses") else labels.get(text.lower(), "")


def _one_per_name(products: list[_Product], summary: list[str]) -> list[_Product]:
    """Products by name; the rows of one product are added up."""
    by_name: dict[str, list[_Product]] = {}
    for product in products:
        by_name.setdefault(product.name.lower(), []).append(product)
    repeated = [rows[0].name for rows in by_name.values() if len(rows) > 1]
    if repeated:
        count = count_of(len(repeated), "product")
        summary.append(
            f"Added up the rows of {count} listed more than once: "
            f"{first_few(repeated, _MOST_NAMED)}."
        )
    return [_added_up(rows) for rows in by_name.values()]


def _added_up(rows: list[_Product]) -> _Product:
    """Rows of one product as one: seats and totals added, the earliest renewal."""
    first = rows[0]

    def added(values: list[float | None]) -> float | None:
        known = [value for value in values if value is not None]
        return sum(known) if known else None

    totals = [
        p.total if p.total is not None
        else p.unit_price * p.units if p.unit_price is not None and p.units is not None
        else None
        for p in rows
    ]  # fmt: skip
    renewals = [p.renewal for p in rows if p.renewal is not None]
    unit_prices = {p.unit_price for p in rows if not p.credit}
    return replace(
        first,
        units=added([p.units for p in rows]),
        used=added([p.used for p in rows]),
        unit_price=unit_prices.pop() if len(unit_prices) == 1 else None,
        total=added(totals),
        renewal=min(renewals, default=None),
        credit=sum(p.credit for p in rows),
        row=next((p.row for p in rows if p.credit), first.row),
    )


def _cells(
    product: _Product, old: LicenseRow | None, first_year: int, summary: list[str]
) -> dict[str, str]:
    """Cells of the row, only those that the list fills."""
    cells: dict[str, str] = {}
    if old is None and product.category:
        cells["category"] = product.category
    if old is not None and old.basis in _PER_PERSON:
        if product.unit_price is not None:
            cells["price"] = number_text(product.unit_price)
        summary.append(f"{product.name} is still priced per {old.basis}, as in the plan.")
    else:
        cells |= _priced(product)
    flat = cells.get("basis", old.basis if old else "") == "flat"
    if product.used is not None and not flat:
        cells["units_used"] = number_text(product.used)
    term = product.term or (old.term_years if old else 1)
    if product.renewal is not None:
        renewal = product.renewal
        while renewal < first_year:  # renewed since: the next renewal in the plan's years
            renewal += term
        cells["next_renewal"] = fiscal_year_label(renewal)
        if product.term is not None:
            cells["term_years"] = str(product.term)
    elif product.term == 1:
        cells["term_years"] = "1"
    elif product.term is not None:
        summary.append(
            f"{product.name}: the term is not used, because the list has no renewal date."
        )
    return cells


def _priced(product: _Product) -> dict[str, str]:
    """Price per seat if the number of seats is known, otherwise one flat price."""
    if product.units:
        cells = {"basis": "unit", "units": number_text(product.units)}
        if product.total is not None:  # what is actually paid
            exact = (
                product.unit_price is not None
                and not product.credit
                and abs(product.unit_price * product.units - product.total) <= 1.0
            )
            price = product.unit_price if exact else product.total / product.units
            return {**cells, "price": number_text(price or 0.0)}
        return cells
    if product.total is not None:
        return {"basis": "flat", "price": number_text(product.total)}
    return {}


def _without_a_kind(export: Export, new: list[dict[str, str]]) -> list[Problem]:
    """A question about new products with no kind of cost."""
    names = [row["name"] for row in new if "category" not in row]
    if not names:
        return []
    expected = ", ".join(categories_in("licenses"))
    facts = {"names": first_few(names, _MOST_NAMED), "expected": expected}
    return [Problem("P87", export.file, facts=facts)]


def _without_a_price(
    export: Export, new: list[dict[str, str]], rows: list[dict[str, str]]
) -> list[Problem]:
    """A warning about new products without a price, which are not added to the plan."""
    unpriced = [row for row in new if "price" not in row]
    if not unpriced:
        return []
    for row in unpriced:
        rows.remove(row)
    names = first_few([row["name"] for row in unpriced], _MOST_NAMED)
    return [Problem("W45", export.file, facts={"names": names})]
