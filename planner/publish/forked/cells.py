"""Cells run in this process, and what a kernel would show of them.

IPython runs the code. What it shows (printed text, results, displays, errors) is collected in the
order in which it appears, as a notebook keeps it.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from typing import Any, TextIO, cast

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from nbformat import NotebookNode
from nbformat.v4 import new_output
from traitlets import Type
from traitlets.config import Config

from planner.publish.forked.messages import CellRun

#: Text that a carriage return takes back: a progress bar draws over itself.
_DRAWN_OVER = re.compile(r"^.*\r(?=[^\n])", re.MULTILINE)


class Shown:
    """What a cell shows, in order.

    Attributes
    ----------
    outputs : list of NotebookNode
        What it shows.
    names : list of str
        Name of each output under which it may be changed, blank for none.
    changed : dict of str to NotebookNode
        What displays show now that were changed, by their names.
    """

    def __init__(self) -> None:
        self.of_next_cell()

    def of_next_cell(self) -> None:
        """Begin a new cell."""
        self.outputs: list[NotebookNode] = []
        self.names: list[str] = []
        self.changed: dict[str, NotebookNode] = {}
        self._clears = False

    def add(self, output: NotebookNode, name: str = "") -> None:
        """Show something more."""
        if self._clears:
            self.clear(wait=False)
        self.outputs.append(output)
        self.names.append(name)

    def print(self, stream: str, text: str) -> None:
        """Show text, with what was printed to the same stream before."""
        if not self._clears:
            for output in self.outputs:
                if output.output_type == "stream" and output.name == stream:
                    output["text"] = _DRAWN_OVER.sub("", output["text"] + text)
                    return
        self.add(new_output("stream", name=stream, text=_DRAWN_OVER.sub("", text)))

    def change(self, name: str, data: dict[str, Any], metadata: dict[str, Any]) -> None:
        """Change what is shown under a name; as in a kernel, in earlier cells too."""
        now = new_output("display_data", data=data, metadata=metadata)
        self.changed[name] = now
        for output, its_name in zip(self.outputs, self.names, strict=True):
            if its_name == name:
                output.update(data=now.data, metadata=now.metadata)

    def clear(self, wait: bool) -> None:
        """Take everything away, at once or when the next thing is shown."""
        self._clears = wait
        if not wait:
            self.outputs.clear()
            self.names.clear()


class _Stream(io.TextIOBase):
    """A stream of text of which every piece is shown."""

    def __init__(self, name: str, shown: Shown) -> None:
        self._name, self._shown = name, shown

    def write(self, text: str) -> int:
        """Show text."""
        if text:
            self._shown.print(self._name, text)
        return len(text)

    def writable(self) -> bool:
        """It may be written to."""
        return True


class _Publisher(DisplayPublisher):
    """Displays: ``display(...)``, updates of them, and ``clear_output()``."""

    shown: Shown

    def publish(  # type: ignore[override]  # its other arguments are of other front ends
        self,
        data: dict[str, Any],
        metadata: dict[str, Any] | None = None,
        *,
        transient: dict[str, Any] | None = None,
        update: bool = False,
        **_others: object,
    ) -> None:
        """Show a display, or change one that is shown."""
        name = (transient or {}).get("display_id", "")
        if update:
            self.shown.change(name, data, metadata or {})
        else:
            self.shown.add(new_output("display_data", data=data, metadata=metadata or {}), name)

    def clear_output(self, wait: bool = False) -> None:
        """Take away what the cell has shown."""
        self.shown.clear(wait)


class _Results(DisplayHook):
    """The value of a cell's last line."""

    shown: Shown

    def write_output_prompt(self) -> None:
        """The number is in the output."""

    def write_format_data(
        self, format_dict: dict[str, Any], md_dict: dict[str, Any] | None = None
    ) -> None:
        """Show the value in every format it has."""
        if format_dict:
            words = {"data": format_dict, "metadata": md_dict or {}}
            count = self.prompt_count
            self.shown.add(new_output("execute_result", **words, execution_count=count))

    def finish_displayhook(self) -> None:
        """No line follows."""


class _Shell(InteractiveShell):
    """IPython without a terminal, a history or a profile of the user's."""

    displayhook_class = Type(_Results)
    display_pub_class = Type(_Publisher)

    def attach(self, shown: Shown) -> None:
        """Show everything there."""
        cast("_Results", self.displayhook).shown = shown
        cast("_Publisher", self.display_pub).shown = shown
        self._shown = shown

    def _showtraceback(
        self, etype: type[BaseException], evalue: BaseException, stb: list[str]
    ) -> None:
        words = {"ename": etype.__name__, "evalue": str(evalue), "traceback": stb}
        self._shown.add(new_output("error", **words))


class Cells:
    """The cells of one notebook, run one after another in this process."""

    def __init__(self) -> None:
        self._shown = Shown()
        quiet = Config(HistoryManager={"enabled": False})
        self._shell = _Shell.instance(config=quiet)
        self._shell.attach(self._shown)

    def run(self, source: str) -> CellRun:
        """Run a cell and tell what it showed.

        Parameters
        ----------
        source : str
            Code, as in the notebook.
        """
        self._shown.of_next_cell()
        number = self._shell.execution_count
        with _streams(self._shown):
            result = self._shell.run_cell(source, store_history=True)
        error = result.error_before_exec or result.error_in_exec
        words = error and (type(error).__name__, str(error))
        shown = self._shown
        _print_before_warnings(shown.outputs)
        return CellRun(number, shown.outputs, shown.names, shown.changed, words)


@contextmanager
def _streams(shown: Shown) -> Iterator[None]:
    """What is printed is shown."""
    before = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = (cast("TextIO", _Stream(name, shown)) for name in ("stdout", "stderr"))
    try:
        yield
    finally:
        sys.stdout, sys.stderr = before


def _print_before_warnings(outputs: list[NotebookNode]) -> None:
    """Printed text before warnings where they meet, as nbclient leaves them."""
    kinds = [output.get("name", "") for output in outputs]
    for place, pair in enumerate(pairwise(kinds)):
        if pair == ("stderr", "stdout"):
            outputs[place], outputs[place + 1] = outputs[place + 1], outputs[place]
            return
