"""The chart of accounts: which budget line a kind of cost belongs to, and who may pay it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from planner.reference.tables import reference_table


@dataclass(frozen=True)
class Account:
    """One category of technology cost.

    Attributes
    ----------
    category : str
        Name typed in the tables, such as ``student_devices``.
    line : str
        Budget line, such as ``device_refresh``: the name of the file with its formula.
    table : str
        Table it is typed in.
    erate_category : str
        ``category_one``, ``category_two`` or ``none``.
    nces_function, nces_object : str
        Codes of the NCES accounting handbook of 2009; states differ. Technology that students
        use is instruction, 1000 (Exhibit A-1); 2230 supports instruction, 2580 the offices.
    liability : str
        What a long contract for it usually is in the financial statements: ``subscription``,
        the right to use software (GASB 96); ``lease``, of equipment (GASB 87); ``none``, such as
        a service, which conveys neither.
    """

    category: str
    line: str
    table: str
    label: str
    erate_category: str
    nces_function: str
    nces_object: str
    liability: str


@dataclass(frozen=True)
class FundingRule:
    """What is usual for one kind of funding; a row of the plan can override it."""

    kind: str
    line: str
    label: str
    recurring: bool
    award: str
    unspent: str
    order: int
    growth_driver: str
    available_months: float | None
    carry_limit_rate: float | None
    carry_limit_months: float | None
    carry_exempt_below: float | None
    infrastructure_limit_rate: float | None
    basis: str


LINE_LABELS = {
    "device_refresh": "Devices",
    "device_repair": "Device repair",
    "software_licenses": "Software licenses",
    "managed_security": "Cybersecurity",
    "staffing": "Technology staff",
    "training": "Training",
    "data_privacy": "Data privacy",
    "network": "Network and internet",
}


@cache
def accounts() -> dict[str, Account]:
    """Every category of cost, in the order of the chart.

    >>> accounts()["firewall_basic"].erate_category
    'category_two'
    """
    return {
        row["category"]: Account(
            category=row["category"],
            line=row["line"],
            table=row["table"],
            label=row["label"],
            erate_category=row["erate_category"],
            nces_function=row["nces_function"],
            nces_object=row["nces_object"],
            liability=row["liability"],
        )
        for row in reference_table("chart_of_accounts")
    }


def categories_in(table: str) -> tuple[str, ...]:
    """Categories that are typed in one table.

    >>> categories_in("network")
    ('switches', 'access_points', 'cabling', 'power_backup')
    """
    return tuple(account.category for account in accounts().values() if account.table == table)


def _number(text: str) -> float | None:
    return float(text) if text else None


@cache
def funding_rules() -> dict[str, FundingRule]:
    """What is usual for each kind of funding."""
    return {
        row["kind"]: FundingRule(
            kind=row["kind"],
            line=row["line"],
            label=row["label"],
            recurring=row["recurring"] == "yes",
            award=row["award"],
            unspent=row["unspent"],
            order=int(row["order"]),
            growth_driver=row["growth_driver"],
            available_months=_number(row["available_months"]),
            carry_limit_rate=_number(row["carry_limit_rate"]),
            carry_limit_months=_number(row["carry_limit_months"]),
            carry_exempt_below=_number(row["carry_exempt_below"]),
            infrastructure_limit_rate=_number(row["infrastructure_limit_rate"]),
            basis=row["basis"],
        )
        for row in reference_table("funding_rules")
    }
