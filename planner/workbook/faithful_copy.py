"""A workbook opened to be written again under another name, with everything it says.

Formulas keep their saved results, which the workbook library drops. What the library cannot keep
is lost in the copy: pictures, shapes, macros. A copy that would read differently is not made.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile

from planner.spreadsheets.cell_names import area_of
from planner.spreadsheets.grid import Grid, UnreadableError
from planner.spreadsheets.safe_package import ODD, Package, open_package, walk
from planner.spreadsheets.workbook_file import read_workbook

if TYPE_CHECKING:
    from openpyxl import Workbook

#: Most cells in merged areas and under links, each of which the library builds.
_MOST_IN_AREAS = 100_000
_AREAS = ("mergeCell", "hyperlink")
_TRUE = ("1", "true")
#: A cell with a formula as the library writes it: without a result.
_FORMULA = re.compile(
    rb'<c r="(?P<cell>[A-Z]+[0-9]+)"(?P<style>(?: s="[0-9]+")?)>'
    rb"(?P<formula><f(?:\s[^>]*)?(?:/>|>[^<]*</f>))<v\s*(?:/>|></v>)</c>"
)
NO_COPY = (
    "it cannot be copied unchanged. Open it in Excel, save it as Excel Workbook (.xlsx), "
    "and try again"
)


@dataclass(frozen=True)
class _Result:
    """Result of a formula as it was saved: its kind and its text."""

    kind: str
    text: str


@dataclass(frozen=True)
class Copied:
    """A workbook on its way to a copy.

    Attributes
    ----------
    book : Workbook
        The workbook, to be changed; its cells hold formulas, not results.
    grids : dict
        Sheet as its tab calls it -> its lines, as they are read.
    """

    book: Workbook
    grids: Mapping[str, Grid]
    results: Mapping[str, Mapping[str, _Result]]


def open_copied(path: Path) -> Copied:
    """Open a workbook to write it again.

    Parameters
    ----------
    path : Path
        The workbook, which is not changed.

    Returns
    -------
    Copied

    Raises
    ------
    UnreadableError
        If it is not safe to open, or the workbook library cannot open it.
    """
    from openpyxl.reader.excel import ExcelReader  # 0.25 s, and only this command needs it

    grids = read_workbook(path)
    package = open_package(path)
    stale = _refuse_what_grows(package)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the docstring above says what is lost
            reader = ExcelReader(io.BytesIO(path.read_bytes()), rich_text=True)
            reader.read()
            parts = {sheet.name: relation.target for sheet, relation in reader.parser.find_sheets()}
    except Exception:
        # Whatever the library fails on in a file that we could read: there is no copy.
        raise UnreadableError(NO_COPY) from None
    book: Workbook = reader.wb
    if book.calculation:  # Excel would calculate every result again, so no saved one counts
        book.calculation.fullCalcOnLoad = stale
    results = {name: _results_of(package.part(parts[name])) for name in grids if name in parts}
    return Copied(book, grids, results)


def _refuse_what_grows(package: Package) -> bool:
    """Unpack every part within our bounds; say whether results of formulas are out of date."""
    cells, stale = 0, False

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal cells, stale
        if name in _AREAS and ":" in attributes.get("ref", ""):
            first_row, first, last_row, last = area_of(attributes["ref"])
            cells += (last_row - first_row + 1) * (last - first + 1)
        elif name == "calcPr":
            stale = attributes.get("fullCalcOnLoad") in _TRUE

    for name in package:
        content = package.part(name)
        if name.endswith((".xml", ".rels")):
            walk(content, start)
        if cells > _MOST_IN_AREAS:
            raise UnreadableError(ODD)
    return stale


def _results_of(part: bytes) -> dict[str, _Result]:
    """Saved results of the formulas of a sheet, by cell."""
    found: dict[str, _Result] = {}
    cell, kind, formula, said = "", "", False, [""]

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal cell, kind, formula
        if name == "c":
            cell, kind, formula = attributes.get("r", ""), attributes.get("t", "n"), False
        elif name == "f":
            formula = True
        elif name == "v":
            said[:] = []

    def end(name: str) -> None:
        if name == "v" and formula:
            found[cell] = _Result(kind, "".join(said))

    walk(part, start, end, lambda text: said.append(text))
    return found


def bytes_of(copied: Copied, ours: str) -> bytes:
    """The copy's file.

    Parameters
    ----------
    copied : Copied
        The workbook, changed.
    ours : str
        The sheet that was added, and is not read.

    Returns
    -------
    bytes

    Raises
    ------
    UnreadableError
        If the copy would not read as the workbook does.
    """
    book = copied.book
    saved, out = io.BytesIO(), io.BytesIO()
    try:
        book.save(saved)
    except Exception:
        raise UnreadableError(NO_COPY) from None
    results = {
        sheet.path.lstrip("/"): copied.results.get(sheet.title, {}) for sheet in book.worksheets
    }
    with ZipFile(saved) as written, ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name in written.namelist():
            part = written.read(name)
            archive.writestr(name, _with_results(part, results.get(name, {})))
    content = out.getvalue()
    if _without(_read(content), ours) != _without(copied.grids, ours):
        raise UnreadableError(NO_COPY)
    return content


def _with_results(part: bytes, results: Mapping[str, _Result]) -> bytes:
    if not results:
        return part

    def filled(match: re.Match[bytes]) -> bytes:
        result = results.get(match["cell"].decode())
        if result is None:
            return match[0]
        kind = "" if result.kind == "n" else f' t="{result.kind}"'
        before = b'<c r="' + match["cell"] + b'"' + match["style"] + kind.encode() + b">"
        return before + match["formula"] + f"<v>{escape(result.text)}</v></c>".encode()

    return _FORMULA.sub(filled, part)


def _read(content: bytes) -> dict[str, Grid]:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "copy.xlsx"
        file.write_bytes(content)
        return read_workbook(file)


def _without(grids: Mapping[str, Grid], ours: str) -> dict[str, Grid]:
    return {name: grid for name, grid in grids.items() if name != ours}
