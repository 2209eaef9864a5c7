"""Which costs a source may pay: its kind, what the district says of it, what it is for."""

from __future__ import annotations

from planner.reference.accounts import accounts
from planner.reference.eligibility import eligibility
from planner.rulebook.inputs import Cells, Tables


def may_pay(tables: Tables, source: Cells, cost_row: Cells) -> bool:
    """Whether a source (E-Rate excepted) may pay a row of cost."""
    wanted = source["pays_for"]
    category = cost_row["category"]
    names = (cost_row["name"], category, accounts()[category].line)
    named = any(name in wanted for name in names)
    status = ruling(tables, source, category)
    if status == "conditional":  # the district vouches for the condition by naming it
        return named
    return status == "yes" and (not wanted or "all" in wanted or named)


def ruling(tables: Tables, source: Cells, category: str) -> str:
    """Yes, no or conditional: what the district typed of this source, or the rule of its kind."""
    for row in tables.rows["eligibility"]:
        if row["active"] and (row["name"], row["category"]) == (source["name"], category):
            return str(row["may_pay"])
    return str(eligibility(source["kind"], category).status)


def is_infrastructure(cost_row: Cells) -> bool:
    """Whether a cost counts against the limit on infrastructure: devices, software, platforms."""
    return bool(eligibility("title_iv_a", cost_row["category"]).note == "C3")
