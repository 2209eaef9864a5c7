"""The tab on what can be kept: every row of cost by priority, who pays it, and what changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from planner.analysis.compare import Comparison
from planner.analysis.figures import RowFigures
from planner.desk.live.controls import button, disclosure
from planner.desk.live.events import Event
from planner.desk.live.sheet import Shown
from planner.desk.panels.moved_levers import MovedLevers
from planner.desk.panels.panel import Panel
from planner.projection.expenses.cost_rows import CostRow
from planner.views.board.keep import NameOfRow, keep_in_full, what_we_keep
from planner.views.board.keep_compared import keep_changes_in_full, keep_compared
from planner.views.board.relief import began_on
from planner.views.format.markup import text_of

if TYPE_CHECKING:
    from planner.desk.workbench import Workbench

NOTHING_MOVED = (
    "Move a lever, or switch on an option in Decide: what falls and what comes back is listed here."
)
WHERE_TYPED = "Select the name of a row to go to where it is entered."


class KeepPanel(Panel):
    """What can be kept, and what the levers do to it."""

    name = "keep"
    title = "Keep"

    def __init__(self, bench: Workbench) -> None:
        super().__init__(bench)
        self._levers = MovedLevers(bench)

    def layout(self) -> str:
        """Levers, what they changed, the rows by priority, and every row, folded."""
        return (
            "<h2>What can be kept</h2>"
            '<section aria-label="Levers" data-region="levers"></section>'
            '<section data-region="changed"></section>'
            '<div data-region="kept"></div>'
            '<div data-region="every"></div>'
            '<div data-region="relief"></div>'
        )

    def regions(self) -> Mapping[str, Shown]:
        """Each part for what is tried out."""
        comparison = self.bench.comparison
        found, lines = comparison.figures, comparison.main.projection.lines
        short = what_we_keep(found, named=_leads_to_its_row("short", lines))
        every = keep_in_full(found, named=_leads_to_its_row("every", lines))
        where = f'<p class="planner-note">{WHERE_TYPED}</p>'
        return {
            "levers": self._levers.html(),
            "changed": self._changed(comparison),
            "kept": short.html + where,
            "every": disclosure("keep-every-row", "Every row and who pays it", every.html),
            "relief": began_on(comparison).html,
        }

    def heed(self, event: Event) -> None:
        """Go to where a row is entered."""
        if event.action == "row":
            self.bench.open("inputs", table=event.fields["table"], row=event.fields["row"])

    def _changed(self, comparison: Comparison) -> str:
        """What falls and what comes back against the scenario that was started from."""
        if not self.bench.what_if.is_moved:
            return f'<p class="planner-note">{text_of(NOTHING_MOVED)}</p>'
        from_start = comparison.about(comparison.others[0])
        rows = disclosure(
            "keep-rows-changed",
            "Each row that changed, before and after",
            keep_changes_in_full(from_start).html,
        )
        return f"<h3>What your changes do</h3>{keep_compared(from_start).html}{rows}"


def _leads_to_its_row(part: str, lines: Sequence[CostRow]) -> NameOfRow:
    """Names of rows as buttons that lead to where they are typed; ids are those of one table."""
    typed_in = {(line.table, line.name): line.row for line in lines}

    def named(row: RowFigures) -> str:
        fields = {"table": row.table, "row": row.name}
        key = f"keep-{part}-{row.table}-{typed_in[row.table, row.name]}"
        return button("keep.row", row.name, fields, key=key, style="link")

    return named
