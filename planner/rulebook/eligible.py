"""Which costs a source may pay: its kind, what the district says of it, what it is for."""

from __future__ import annotations

from planner.rulebook.inputs import Cells, Tables


def may_pay(tables: Tables, source: Cells, cost_row: Cells) -> bool:
    """Whether a source (E-Rate excepted) may pay a row of cost."""
    wanted = source["pays_for"]
    names = (cost_row["name"], cost_row["category"], cost_row["account"]["line"])
    named = any(name in wanted for name in names)
    status = ruling(tables, source, cost_row)
    if status == "conditional":  # the district vouches for the condition by naming it
        return named
    return status == "yes" and (not wanted or "all" in wanted or named)


def ruling(tables: Tables, source: Cells, cost_row: Cells) -> str:
    """Yes, no or conditional: what the district typed of this source, or the rule of its kind."""
    for row in tables.rows["eligibility"]:
        is_asked = row["name"] == source["name"] and row["category"] == cost_row["category"]
        if row["active"] and is_asked:
            return str(row["may_pay"])
    return str(cost_row["rulings"][source["kind"]]["status"])


def is_infrastructure(cost_row: Cells) -> bool:
    """Whether a cost counts against the limit on infrastructure: devices, software, platforms."""
    return bool(cost_row["rulings"]["title_iv_a"]["note"] == "C3")
