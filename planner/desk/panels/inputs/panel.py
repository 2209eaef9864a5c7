"""The tab with the plan's inputs: every table, edited in place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from planner.atomic_files import why_not_written
from planner.desk.live.events import Event
from planner.desk.live.sheet import Shown
from planner.desk.panels.inputs import saving as asks
from planner.desk.panels.inputs.editor import Done, TableEditor
from planner.desk.panels.inputs.page import InputsPage
from planner.desk.panels.inputs.session import EditSession
from planner.desk.panels.panel import Panel
from planner.editing.draft import EditError
from planner.editing.saving import ChangedMeanwhile

if TYPE_CHECKING:
    from planner.desk.workbench import Workbench

NO_CHANGES = "Nothing was changed, so there is nothing to save."
_LAYOUT = (
    '<div data-region="question"></div>'
    '<div class="planner-inputs"><nav aria-label="Tables of the plan" data-region="tables"></nav>'
    '<div class="planner-inputs-open"><div data-region="bar"></div>'
    '<div data-region="problems"></div><div class="planner-hints" data-region="hints"></div>'
    '<div data-region="grid"></div><div data-region="names"></div>'
    '<div data-region="below"></div></div></div>'
)


class InputsPanel(Panel):
    """Every table of the plan, edited in place, and saved to where it came from.

    Parameters
    ----------
    bench : Workbench
        The desk.
    desk : Path, optional
        Folder in which edits are kept until they are saved; the one that the notebook runs in if
        left out.
    """

    name = "inputs"
    title = "Inputs"
    needs_plan = False

    def __init__(self, bench: Workbench, desk: Path | None = None) -> None:
        super().__init__(bench)
        self._session = EditSession(bench, desk)
        self._page = InputsPage(bench.path)
        self._question = ""
        self._note = ""

    def layout(self) -> str:
        """Tables to the left, the one that is open to the right; questions above both."""
        return _LAYOUT

    def regions(self) -> Mapping[str, Shown]:
        """What is open now, each row a region of its own."""
        session = self._session
        if session.offered is not None:
            return {"question": asks.ask_to_keep(session.offered.changes, session.since)}
        editor = session.begin()
        if editor is None:
            return {"question": session.refused}
        shown = self._page.regions(editor, len(session.changes), self._note)
        return {"question": self._question, **shown}

    def at(self, **where: str) -> None:
        """Go to a table, or to a cell of it: ``table``, ``row`` (number or name), ``column``."""
        editor = None if self._session.offered else self._session.begin()
        if editor is None:
            return
        if where.get("table"):
            editor.open(where["table"])
        if where.get("row") or where.get("column"):
            self._tell(editor.lead_to(where.get("row", ""), where.get("column", "")))

    def reloaded(self) -> None:
        """Edits that are not saved go on top of what was read, on whichever tab it was asked."""
        left = self._session.reloaded()
        if left:
            self._question = asks.told_after_merge(left, len(self._session.changes))

    def heed(self, event: Event) -> None:
        """Do what a control asks; a question that was open is closed by anything else."""
        self._note = ""
        answers = self._answers()
        if event.action in answers:
            answers[event.action]()
            return
        editor = None if self._session.offered else self._session.begin()
        if editor is None:
            return
        self._question = ""
        try:
            self._tell(self._edit(editor, event))
        except EditError as error:
            self._refuse(str(error))
        if not editor.edits.is_checked:
            self._session.follow()

    def _answers(self) -> Mapping[str, Callable[[], None]]:
        """What asks a question, or answers one."""
        return {
            "difference": self._ask_to_save,
            "save": self._save,
            "overwrite": lambda: self._save(over_changed=True),
            "merge": self._merge,
            "reload": self._ask_to_reload,
            "drop": self._start_over,
            "keep": self._session.keep_offered,
            "go_on": self._go_on,
        }

    def _edit(self, editor: TableEditor, event: Event) -> Done:
        """Do what a control of the table asks."""
        key, column = event.fields.get("row", ""), event.fields.get("column", "")
        does: Mapping[str, Callable[[], Done]] = {
            "open": lambda: editor.open(event.fields.get("table", event.value)),
            "page": lambda: editor.turn_to(event.fields.get("first", "")),
            "columns": editor.fold_or_unfold,
            "go": lambda: editor.go(key, column),
            "type": lambda: editor.type(key, column, event.value),
            "paste": lambda: self._paste(editor, key, column, event.value),
            "add": editor.add,
            "copy": lambda: editor.copy(key),
            "remove": lambda: editor.remove(key),
            "undo": editor.undo,
            "redo": editor.redo,
        }
        return does[event.action]() if event.action in does else Done()

    def _paste(self, editor: TableEditor, row: str, column: str, text: str) -> Done:
        done, refused = editor.paste(row, column, text)
        if refused:
            self._refuse(refused)
        return done

    def _refuse(self, why: str) -> None:
        """Say why something that was asked was not done, above the table too."""
        self._note = why
        self.bench.say(why)

    def _tell(self, done: Done) -> None:
        if done.said:
            self.bench.say(done.said)
        if done.focus:
            self.bench.sheet.focus(done.focus)

    def _ask_to_save(self) -> None:
        changes = self._session.changes
        if not changes:
            self.bench.notice(NO_CHANGES)
            return
        notes = self._session.notes
        self._question = asks.ask_to_save(changes, notes, *self._session.answers_now())
        self.bench.sheet.focus(asks.SAVE)

    def _save(self, *, over_changed: bool = False) -> None:
        self._question = ""
        if not self._session.changes:
            self.bench.notice(NO_CHANGES)
            return
        try:
            self.bench.notice(self._session.save(over_changed=over_changed), done=True)
        except ChangedMeanwhile as changed:
            theirs, count = self._session.theirs(), len(self._session.changes)
            self._question = asks.ask_about_theirs(str(changed), theirs, count)
            self.bench.sheet.focus(asks.MERGE)
        except OSError as error:
            self.bench.notice(f"{why_not_written(error).rstrip('.')}. Your changes are still here.")

    def _ask_to_reload(self) -> None:
        count = len(self._session.changes)
        if not count:
            self._start_over()
            return
        self._question = asks.ask_to_reload(count)
        self.bench.sheet.focus(asks.RELOAD)

    def _start_over(self) -> None:
        self._question = ""
        self._session.start_over()
        self.bench.notice(f"{self.bench.path.name} was read again.", done=True)

    def _merge(self) -> None:
        left = self._session.merge()
        self._question = asks.told_after_merge(left, len(self._session.changes))
        self.bench.sheet.focus("inputs-save")

    def _go_on(self) -> None:
        self._question = ""
        self.bench.sheet.focus("inputs-save")
