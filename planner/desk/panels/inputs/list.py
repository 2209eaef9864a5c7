"""The plan's tables by what they are for, with their rows and what is wrong in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from planner.desk.live.controls import choice
from planner.plan.tables import TABLES
from planner.plan.tables.roster import Role, tables_for
from planner.views.format.counts import how_many
from planner.views.format.markup import text_of

#: Headings of the list, and the roles of the tables below each.
GROUPS: Mapping[str, tuple[Role, ...]] = {
    "The district": ("settings", "people", "history"),
    "What costs money": ("cost", "stock", "risk"),
    "Money": ("money", "eligibility"),
    "Growth and changes": ("drivers", "changes"),
    "What if": ("scenarios", "options", "ranges"),
    "For your office": ("office",),
    "The base year": ("base_year",),
}


@dataclass(frozen=True)
class TableCount:
    """How much there is in a table: rows, problems to fix, warnings."""

    rows: int = 0
    to_fix: int = 0
    warnings: int = 0

    @property
    def words(self) -> str:
        """The counts in words.

        >>> TableCount(12, 1, 2).words, TableCount().words
        ('12 rows, 1 to fix, 2 warnings', 'empty')
        """
        parts = [how_many(self.rows, "row")] if self.rows else ["empty"]
        if self.to_fix:
            parts.append(f"{self.to_fix} to fix")
        if self.warnings:
            parts.append(how_many(self.warnings, "warning"))
        return ", ".join(parts)


def table_title(name: str) -> str:
    """What a table is called on the desk: as its sheet in the workbook.

    >>> table_title("devices")
    'Devices'
    """
    return name.capitalize()


def table_list(counts: Mapping[str, TableCount], opened: str) -> str:
    """Buttons that open the tables, by what the tables are for; a choice where there is no room.

    Parameters
    ----------
    counts : mapping
        Table -> what is in it.
    opened : str
        The table that is open.
    """
    groups = "".join(
        f'<div class="group"><h3>{text_of(title)}</h3><ul>'
        f"{''.join(_button(name, counts[name], opened) for name in tables_for(*roles))}</ul></div>"
        for title, roles in GROUPS.items()
    )
    named = {name: f"{table_title(name)}: {counts[name].words}" for name in TABLES}
    jump = choice("inputs.open", "inputs-table", "Table", named, opened)
    return f'<p class="jump">{jump}</p><div class="groups">{groups}</div>'


def _button(name: str, count: TableCount, opened: str) -> str:
    current = ' aria-current="true"' if name == opened else ""
    flag = ' class="to-fix"' if count.to_fix else ""
    return (
        f'<li><button type="button" id="inputs-open-{name}" data-do="inputs.open" '
        f'data-table="{name}"{current}{flag}><span class="name">{table_title(name)}</span> '
        f'<span class="about">{text_of(TABLES[name].about)}</span> '
        f'<span class="count">{text_of(count.words)}</span></button></li>'
    )
