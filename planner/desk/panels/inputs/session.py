"""The plan's tables while they are edited: what follows each edit, saving, and starting over."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from planner.analysis.compare import Comparison, compare
from planner.desk.panels.inputs.editor import TableEditor
from planner.desk.panels.inputs.edits import PlanEdits
from planner.desk.panels.inputs.kept import KeptFile
from planner.desk.panels.inputs.merge import put_on_top, their_changes
from planner.editing.cell_changes import CellChange
from planner.editing.checked import Checked
from planner.editing.draft import Draft, EditError, open_draft
from planner.editing.kept_draft import draft_of_json, json_of_draft
from planner.plan.problems.problem import PlanError
from planner.plan.read import read_plan
from planner.plan.what_if.scenarios import BASE, scenario_of
from planner.views.board.problem_table import problem_table
from planner.views.format.counts import how_many

if TYPE_CHECKING:
    from planner.desk.workbench import Workbench
    from planner.plan.plan import Plan


class EditSession:
    """The draft that is edited on the desk.

    Parameters
    ----------
    bench : Workbench
        The desk, whose answer follows the edits.
    desk : Path, optional
        Folder in which edits are kept until they are saved.

    Attributes
    ----------
    editor : TableEditor or None
        The table that is open; None where the plan's files cannot be read at all.
    refused : str
        Why they cannot, as HTML.
    offered : Draft or None
        Edits of a time before, until somebody keeps or drops them.
    since : str
        When those were made.
    """

    def __init__(self, bench: Workbench, desk: Path | None = None) -> None:
        self.bench = bench
        self.refused = ""
        self.editor: TableEditor | None = None
        self._seen: tuple[object, object] = (None, None)
        self._followed = True
        self.offered: Draft | None = None
        self.since = ""
        self._kept = KeptFile(desk)
        self._offer()

    def _offer(self) -> None:
        """Look for edits of a time before."""
        kept = self._kept.read()
        if kept is None:
            return
        try:
            found = draft_of_json(
                self.bench.path, kept.text, allow_difference=self.bench.allow_difference
            )
        except PlanError:
            return
        except EditError as error:
            self.bench.notice(str(error))
            return
        if found.changes:
            self.offered, self.since = found, kept.since
            count = how_many(len(found.changes), "unsaved change")
            them = "it" if len(found.changes) == 1 else "them"
            self.bench.notice(
                f"You have {count} from {self.since}. The Inputs tab asks whether to keep {them}."
            )

    def begin(self) -> TableEditor | None:
        """The editor, made when it is needed first, and again when the files were read again."""
        plan, problems = self._seen
        is_same = plan is self.bench.plan and problems is self.bench.problems
        if self.editor is None or not (is_same or self.changes):
            self._read()
        if self.editor is not None and not self.editor.edits.is_checked:
            self.bench.later(self._catch_up)  # reading the tables takes longer than typing may wait
        return self.editor

    def _note_seen(self) -> None:
        """Remember what the desk shows: another tab may have the files read again."""
        self._seen = self.bench.plan, self.bench.problems

    def _read(self, opened: str = "") -> None:
        """Open the plan's files; the table that is open stays open."""
        opened = self.editor.name if self.editor else opened
        try:
            self._edit(self._opened(), opened)
            self.refused = ""
        except PlanError as error:
            self.editor, self.refused = None, problem_table(error.problems).html
        self._note_seen()

    def _opened(self) -> Draft:
        """The plan's files as they are now."""
        return open_draft(self.bench.path, allow_difference=self.bench.allow_difference)

    def _edit(self, draft: Draft, opened: str = "", done: str = "") -> None:
        self.editor = TableEditor(PlanEdits(draft, done))
        if opened:
            self.editor.open(opened)

    @property
    def notes(self) -> Sequence[str]:
        """What else saving does, such as to the results of formulas."""
        return self.editor.edits.draft.notes if self.editor else ()

    @property
    def changes(self) -> Sequence[CellChange]:
        """What is not saved yet."""
        return self.editor.edits.draft.changes if self.editor else ()

    def follow(self) -> None:
        """After an edit: it is kept, and once the tables are read, the answer on top follows."""
        self._followed = False
        self.bench.later(self._catch_up)
        if self.editor is not None and self.changes:
            self._kept.write(json_of_draft(self.editor.edits.draft))
        else:
            self._kept.drop()

    def _catch_up(self) -> None:
        """Read the tables as they are now, and let the answer follow if anything was edited."""
        if self.editor is None:
            return
        checked = self.editor.edits.check()
        if self._followed:
            return
        self._followed = True
        count = len(self.changes)
        if checked.plan is not None:
            self.bench.use_plan(checked.plan, unsaved=unsaved_words(count))
        elif self.bench.plan is not None:
            self.bench.unsaved = unsaved_words(count, to_fix(checked))
        else:
            self.bench.problems = checked.problems
        self._note_seen()

    def save(self, *, over_changed: bool = False) -> str:
        """Write the edits, read the files again, and say what was saved.

        Raises
        ------
        ChangedMeanwhile
            If a file is another than was read, and may not be overwritten.
        OSError
            If a file cannot be written.
        """
        if self.editor is None:
            return ""
        count = len(self.changes)
        draft = self.editor.edits.draft
        draft.save(over_changed=over_changed)
        self._kept.drop()
        self.bench.reload()
        self._note_seen()
        said = f"Saved {how_many(count, 'change')} to {self.bench.path.name}."
        if self.bench.plan is None:
            problems = sum(problem.blocks for problem in self.bench.problems)
            return (
                f"{said} The plan cannot be calculated until {how_many(problems, 'problem')} in it "
                f"{'is' if problems == 1 else 'are'} fixed."
            )
        return said

    def start_over(self) -> None:
        """Drop what is not saved, and read the files again."""
        self._kept.drop()
        self.offered = None
        opened, self.editor = self.editor.name if self.editor else "", None
        self.bench.reload()
        self._read(opened)

    def keep_offered(self) -> None:
        """Go on with the edits of a time before."""
        if self.offered is not None:
            self._edit(self.offered, done=f"the changes from {self.since}")
            self.offered = None
            self._note_seen()
            self.follow()

    def merge(self) -> tuple[CellChange, ...]:
        """Read the files again and put the edits on top; edits that no longer fit are returned."""
        if self.editor is None:
            return ()
        fresh = self._opened()
        with fresh.together():
            left = tuple(put_on_top(fresh, self.editor.edits.draft))
        done = "putting your changes on top" if fresh.changes else ""
        self._edit(fresh, self.editor.name, done)
        self.follow()
        return left

    def reloaded(self) -> tuple[CellChange, ...]:
        """Put edits on top of files that were read again; edits that no longer fit are returned."""
        if self.editor is None or not self.changes:
            return ()
        try:
            now = self._opened().read.place.files
        except PlanError:
            return ()
        if now != self.editor.edits.draft.read.place.files:
            return self.merge()
        self.follow()
        return ()

    def theirs(self) -> tuple[CellChange, ...]:
        """What somebody else changed in the files since they were read."""
        try:
            theirs = self._opened().rows
        except PlanError:
            return ()
        return their_changes(self.editor.edits.draft.read.rows, theirs) if self.editor else ()

    def answers_now(self) -> tuple[Comparison | None, Comparison | None, int]:
        """The answer as saved and with the edits; None where there is none, and why not."""
        checked = self.editor.edits.check() if self.editor else Checked(None)
        edited = self._answer(checked.plan)
        try:
            saved = read_plan(self.bench.path, allow_difference=self.bench.allow_difference)
        except PlanError:
            return None, edited, to_fix(checked)
        return self._answer(saved), edited, to_fix(checked)

    def _answer(self, plan: Plan | None) -> Comparison | None:
        if plan is None:
            return None
        start = self.bench.what_if.start
        try:
            return compare(plan, [scenario_of(plan, start)])
        except PlanError:  # the edits removed the scenario
            return compare(plan, [BASE])


def to_fix(checked: Checked) -> int:
    """How many problems stop the plan."""
    return sum(problem.blocks for problem in checked.problems)


def unsaved_words(count: int, problems: int = 0) -> str:
    """What the plan on the desk has that its files do not have.

    Parameters
    ----------
    count : int
        How many changes are not saved.
    problems : int
        How many problems of the edited tables stop it; the answer is then of before.

    Examples
    --------
    >>> unsaved_words(1), unsaved_words(0)
    ('With 1 change that is not saved yet.', '')
    >>> print(unsaved_words(3, 2))
    The last answer that could be calculated. Fix 2 problems in Inputs to see your 3 changes in it.
    """
    if not count:
        return ""
    if problems:
        what = "change" if count == 1 else f"{count:,} changes"
        return (
            f"The last answer that could be calculated. Fix {how_many(problems, 'problem')} in "
            f"Inputs to see your {what} in it."
        )
    return f"With {how_many(count, 'change')} that {'is' if count == 1 else 'are'} not saved yet."
