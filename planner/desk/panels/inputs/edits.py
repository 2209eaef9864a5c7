"""What somebody does to the tables, one step at a time, each with a name for undoing it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from planner.editing.checked import Checked
from planner.editing.draft import Draft, EditError


class PlanEdits:
    """A draft, and the steps in which it was made.

    Parameters
    ----------
    draft : Draft
        The tables as typed.
    done : str
        What was done to them in one step before, if anything was.

    Attributes
    ----------
    checked : Checked
        What the tables said when they were last read, which takes longer than typing may wait.
    is_checked : bool
        Whether that is what they say now.
    """

    def __init__(self, draft: Draft, done: str = "") -> None:
        self.draft = draft
        self.checked = Checked(None)
        self.is_checked = False
        self._done = [done] if done else []
        self._undone: list[str] = []

    def check(self) -> Checked:
        """Read the tables as they are now."""
        self.checked, self.is_checked = self.draft.check(), True
        return self.checked

    @property
    def undoes(self) -> str:
        """What *Undo* would undo, in words; blank where there is nothing."""
        return self._done[-1] if self._done else ""

    @property
    def redoes(self) -> str:
        """What *Redo* would do again, in words; blank where there is nothing."""
        return self._undone[-1] if self._undone else ""

    @contextmanager
    def step(self, table: str, name: str) -> Iterator[Draft]:
        """Everything done to a table within is undone at once, under a name.

        Parameters
        ----------
        table : str
            The table.
        name : str
            What the step does, as it follows the word *Undo*.

        Yields
        ------
        Draft
            What is edited.

        Raises
        ------
        EditError
            If a part of it is not possible; then nothing of it is done.
        """
        before = self.draft.tables[table].rows
        try:
            with self.draft.together():
                yield self.draft
        except EditError:  # half a paste is no paste
            while self.draft.tables[table].rows is not before and self.draft.undo():
                pass
            self._undone.clear()
            raise
        if self.draft.tables[table].rows is not before:
            self._done.append(name)
            self._undone.clear()
            self.is_checked = False

    def undo(self) -> str:
        """Undo the last step, and say what it was."""
        return self._move(self._done, self._undone, self.draft.undo)

    def redo(self) -> str:
        """Do again what was undone last, and say what it is."""
        return self._move(self._undone, self._done, self.draft.redo)

    def _move(self, taken: list[str], put: list[str], change: Callable[[], bool]) -> str:
        if not taken or not change():
            return ""
        put.append(taken.pop())
        self.is_checked = False
        return put[-1]
