"""The small plan as somebody types it into a workbook of their own, to be changed by a test."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from planner.plan.problems.problem import PlanError, Problem
from planner.plan.read import read_plan
from tests.tiny_plan import TINY, Content

#: Name under which tests save the workbook.
NAME = "plan.xlsx"


def typed_book(**tables: Content) -> Workbook:
    """Each table of the small plan on a sheet, field names as headings, every cell as text."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, text in {**TINY, **tables}.items():
        if not isinstance(text, str):
            continue
        sheet = book.create_sheet(name.capitalize())
        for line in csv.reader(io.StringIO(text)):
            sheet.append([cell or None for cell in line])
    return book


def saved(book: Workbook, folder: Path) -> Path:
    """The workbook in a file."""
    path = folder / NAME
    book.save(path)
    return path


def typed_workbook(folder: Path) -> Path:
    """The small plan in a file, as it is saved by :func:`saved`: made once, and copied."""
    path = folder / NAME
    path.write_bytes(_typed_workbook())
    return path


@cache
def _typed_workbook() -> bytes:
    file = io.BytesIO()
    typed_book().save(file)
    return file.getvalue()


def problems_of(path: Path, *, allow_difference: bool = False) -> list[Problem]:
    """What the planner says about a workbook: problems, or warnings where there are none."""
    try:
        return list(read_plan(path, allow_difference=allow_difference).warnings)
    except PlanError as error:
        return list(error.problems)


def sentences_of(path: Path) -> list[str]:
    """The same as printed."""
    return [str(problem) for problem in problems_of(path)]


def column_of(sheet: Worksheet, heading: str, row: int = 1) -> int:
    """Place of a heading, from 1."""
    return [cell.value for cell in sheet[row]].index(heading) + 1


def with_results(path: Path, results: Mapping[str, str]) -> Path:
    """The workbook as Excel saves it: formulas with their results, nothing left to compute.

    Results by formula, without its equals sign.
    """
    with ZipFile(path) as archive:
        parts = {name: archive.read(name).decode("utf-8") for name in archive.namelist()}
    for name, part in parts.items():
        if name.startswith("xl/worksheets/sheet"):
            for formula, result in results.items():
                kind = "" if re.fullmatch(r"[-0-9.]+", result) else ' t="str"'
                part = re.sub(
                    rf'(<c r="\w+"(?: s="\d+")?)>(<f>{re.escape(formula)}</f>)<v ?/>',
                    rf"\g<1>{kind}>\g<2><v>{result}</v>",
                    part,
                )
        parts[name] = part
    book = re.sub(r' fullCalcOnLoad="1"', "", parts["xl/workbook.xml"])
    parts["xl/workbook.xml"] = book
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return path
