"""A workbook whose Start sheet somebody filled in and saved."""

from __future__ import annotations

import io
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from openpyxl import load_workbook

from planner.plan.start_sheet.questions import QUESTIONS
from planner.workbook.new_workbook import blank_workbook


def answered_workbook(path: Path, answers: Mapping[str, str]) -> Path:
    """The blank workbook with answers to its questions, as text."""
    path.write_bytes(_answered(tuple(answers.items())))
    return path


@cache
def _answered(answered: tuple[tuple[str, str], ...]) -> bytes:
    """The same as bytes, which openpyxl takes half a second to write."""
    answers, written = dict(answered), io.BytesIO()
    book = load_workbook(io.BytesIO(blank_workbook()))
    names = {question.ask: name for name, question in QUESTIONS.items()}
    for row in book["Start"].iter_rows():
        name = names.get(str(row[0].value), "")
        if answers.get(name):
            row[1].value = answers[name]
    book.save(written)
    return written.getvalue()
