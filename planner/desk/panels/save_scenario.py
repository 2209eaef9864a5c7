"""Save what is tried out as a scenario of the plan: asked, shown row by row, then written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal

from planner.atomic_files import why_not_written
from planner.desk.live.controls import button, switch, text_input
from planner.desk.live.events import Event
from planner.desk.what_if import WhatIf
from planner.editing.draft import Draft, EditError, open_draft
from planner.editing.new_scenario import add_scenario, scenario_name
from planner.editing.saving import ChangedMeanwhile
from planner.plan.plan import Plan
from planner.plan.problems.problem import PlanError
from planner.plan.tables import TABLES
from planner.views.board.concern_words import capital
from planner.views.format.markup import TableRow, table, text_of

if TYPE_CHECKING:
    from planner.desk.workbench import Workbench

NO_TITLE = "Type a title: it is what the board page calls the scenario."
UNSAVED = "Save or undo what was changed on the Inputs tab first. {unsaved}"
SAVED = "{saved} {title} is now one of the plan's scenarios, and what the levers start from."
WILL_BE_ADDED = "These rows will be added to {where}. Nothing is written yet."
#: What the form asks: name, label, and what to type.
_ASKED = (
    ("title", "Title", "What the board page calls it, such as: Levy at $1.2 million."),
    ("name", "Short name", "Small letters and hyphens; made from the title if left blank."),
    ("who", "Who", "Who made it; kept as the source of its rows."),
    ("why", "Why", "A note for anyone who reads it later."),
)
_TABLE = "scenarios"


class SaveScenario:
    """The form, the rows that it makes, and writing them into the plan.

    Parameters
    ----------
    bench : Workbench
        The plan, and what is tried out on it.
    panel : str
        The tab it is on; its actions there begin with ``save``.
    choice : bool
        Whether what is tried out there is usually a choice of the district.
    """

    def __init__(self, bench: Workbench, panel: str, *, choice: bool = False) -> None:
        self.bench, self.panel = bench, panel
        self._step: Literal["", "ask", "show", "changed"] = ""
        self._usual = {"choice": "yes"} if choice else {}
        self._typed: Mapping[str, str] = self._usual
        self._wrong = ""
        self._of: WhatIf | None = None
        self._draft: Draft | None = None
        self._rows: tuple[str, ...] = ()

    def heed(self, event: Event) -> None:
        """Ask, show the rows, write them, or close."""
        self._wrong = ""
        if event.action == "save":
            self.open()
        elif event.action == "save-close":
            self._step, self._typed = "", self._usual
        elif event.action == "save-show":
            self._typed = event.fields
            self._show()
        elif event.action == "save-again":
            self._show()
        elif event.action == "save-change":
            self._step = "ask"
        elif event.action == "save-write":
            self._write(over_changed=event.fields.get("over") == "yes")

    def open(self) -> None:
        """Show the form, and bring the keyboard to it."""
        self._step = "ask"
        self.bench.sheet.focus(self._key("title"))

    def html(self) -> str:
        """The form, or the rows; nothing before it is asked for."""
        if not self._step or not self.bench.what_if.is_moved:
            return ""
        if self._step == "ask" or self._of != self.bench.what_if:
            return self._form()
        return f'<div class="planner-form"><h3>Save as scenario</h3>{self._shown()}</div>'

    def _form(self) -> str:
        inputs = "".join(
            text_input(
                "",
                self._key(name),
                label,
                self._typed.get(name, ""),
                hint=hint,
                wrong=self._wrong if name == self._wrong_at else "",
                name=name,
            )
            for name, label, hint in _ASKED
        )
        chosen = switch(
            "",
            self._key("choice"),
            "The district can choose it; otherwise it is something that may happen",
            on=self._typed.get("choice") == "yes",
            name="choice",
        )
        return (
            f'<form class="planner-form" data-do="{self.panel}.save-show">'
            f"<h3>Save as scenario</h3>{inputs}<div>{chosen}</div>"
            f'<div><button type="submit" id="{self._key("show")}" class="planner-main">'
            f"Show the rows</button> {self._button('close', 'Cancel')}</div></form>"
        )

    @property
    def _wrong_at(self) -> str:
        """Which input a refusal is about: the short name only if one was typed."""
        return "name" if self._typed.get("name") else "title"

    def _shown(self) -> str:
        cancel = self._button("close", "Cancel")
        wrong = f'<p class="planner-wrong">{text_of(self._wrong)}</p>' if self._wrong else ""
        if self._step == "changed":
            again = self._button("again", "Read it again", style="main")
            anyway = self._button("write", "Save anyway", {"over": "yes"})
            return f"{wrong}<div>{again} {anyway} {cancel}</div>"
        where = self.bench.comparison.plan.shown(TABLES[_TABLE].file)
        said = f"<p>{text_of(WILL_BE_ADDED.format(where=where))}</p>"
        write = self._button("write", "Write these rows", style="main")
        change = self._button("change", "Change")
        return f"{said}{self._rows_html()}{wrong}<div>{write} {change} {cancel}</div>"

    def _rows_html(self) -> str:
        """The rows next to each other, without columns that are all blank."""
        typed = [self._drawn.tables[_TABLE].row(row).cells for row in self._rows]
        rows = [
            TableRow(column.label, [row.get(name, "") for row in typed])
            for name, column in TABLES[_TABLE].columns.items()
            if any(row.get(name) for row in typed)
        ]
        numbered = (f"Row {place}" for place in range(1, len(typed) + 1))
        return table("New rows", ["Column", *numbered], rows, words=True)

    @property
    def _drawn(self) -> Draft:
        assert self._draft is not None  # made before rows are shown
        return self._draft

    def _show(self) -> None:
        """Make the rows from the plan's files as they are now; a refusal stays at the form."""
        self._step, plan, what_if = "ask", self.bench.comparison.plan, self.bench.what_if
        title = self._typed.get("title", "").strip()
        if self.bench.unsaved or not title:
            unsaved = UNSAVED.format(unsaved=self.bench.unsaved)
            self._refuse(unsaved if self.bench.unsaved else NO_TITLE)
            return
        includes, changes = what_if.to_save(plan)
        try:
            draft = open_draft(self.bench.path, allow_difference=self.bench.allow_difference)
            self._rows = add_scenario(
                draft,
                self._name(plan, title),
                title,
                self._typed.get("why", "").strip(),
                changes,
                who=self._typed.get("who", "").strip(),
                includes=includes,
                choice=self._typed.get("choice") == "yes",
            )
            problems = draft.check().problems
        except EditError as error:
            self._refuse(str(error))
        except PlanError as error:
            self._refuse(" ".join(capital(problem.message) for problem in error.problems))
        else:
            blocking = [capital(problem.message) for problem in problems if problem.blocks]
            if blocking:
                self._refuse(" ".join(blocking))
                return
            self._step, self._of, self._draft = "show", what_if, draft
            self.bench.sheet.focus(self._key("write"))

    def _refuse(self, sentence: str) -> None:
        self._wrong = sentence
        self.bench.say(sentence)

    def _name(self, plan: Plan, title: str) -> str:
        return self._typed.get("name", "").strip() or scenario_name(title, plan.scenario_names)

    def _write(self, *, over_changed: bool) -> None:
        """Write the rows, read the plan again, and start from the new scenario."""
        if self._step not in ("show", "changed") or self._of != self.bench.what_if:
            return
        name = self._drawn.tables[_TABLE].row(self._rows[0]).cells["name"]
        title = self._typed["title"].strip()
        try:
            saved = self._drawn.save(over_changed=over_changed)
        except ChangedMeanwhile as changed:
            self._step = "changed"
            self._refuse(str(changed))
            return
        except EditError as error:
            self._refuse(str(error))
            return
        except OSError as error:
            self._refuse(why_not_written(error))
            return
        self._step, self._typed = "", self._usual
        self.bench.reload()
        self.bench.ask(WhatIf(name))
        self.bench.notice(SAVED.format(saved=saved.sentence, title=title), done=True)

    def _key(self, part: str) -> str:
        return f"{self.panel}-save-{part}"

    def _button(
        self, action: str, label: str, fields: Mapping[str, str] | None = None, style: str = ""
    ) -> str:
        key = self._key("-".join([action, *(fields or {})]))
        return button(f"{self.panel}.save-{action}", label, fields, key=key, style=style)
