"""Which costs a source may pay: its kind, what the district says of it, what it is for."""

from __future__ import annotations

from planner.rulebook.inputs import Cells, Tables

#: Rows of cost that each source may pay.
Payable = dict[str, list[str]]


def payable_by_year(tables: dict[int, Tables], rows: dict[str, Cells]) -> dict[int, Payable]:
    """Rows that each source (E-Rate excepted) may pay, by year: only what is typed changes it."""
    found: dict[int, Payable] = {}
    for year, now in tables.items():
        before = tables.get(year - 1)
        if before is not None and before.rows["eligibility"] == now.rows["eligibility"]:
            found[year] = found[year - 1]
            continue
        found[year] = {
            source["name"]: [line for line, row in rows.items() if may_pay(now, source, row)]
            for source in now.rows["funding"]
            if source["kind"] != "erate"
        }
    return found


def may_pay(tables: Tables, source: Cells, cost_row: Cells) -> bool:
    """Whether a source (E-Rate excepted) may pay a row of cost."""
    wanted = source["pays_for"]
    named = is_named(cost_row, wanted)
    status = ruling(tables, source, cost_row)
    if status == "conditional":  # the district vouches for the condition by naming it
        return named
    return status == "yes" and (not wanted or "all" in wanted or named)


def is_named(cost_row: Cells, wanted: list[str]) -> bool:
    """Whether a row of cost is one of some names: its own, its category's, or its line's."""
    names = (cost_row["name"], cost_row["category"], cost_row["account"]["line"])
    return any(name in wanted for name in names)


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
