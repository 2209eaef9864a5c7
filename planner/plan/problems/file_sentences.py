"""Sentences about the form of a text file: its separators, its comments, its end.

Part of ``sentences.SENTENCES``.
"""

from __future__ import annotations

#: Code -> sentence of what only warns, in the order of the codes.
FILE_WARNINGS: dict[str, str] = {
    "W36": (
        '"{value}" is read as thousands, although this file has semicolons between its cells. If '
        "its comma is a decimal comma, type a decimal point."
    ),
    "W37": (
        "rows that begin with # are not read, but these look like items: {value}. Remove the # "
        "where a row should count."
    ),
    "W38": (
        "the file ends in the middle of the row, as if it had been cut off. Check the last rows, "
        "and save the file again."
    ),
    "W39": (
        "rows have one cell more or fewer than the others: {value}. Check that none of their "
        "cells slipped into the next column."
    ),
    "W90": (
        'the file ends with "{value}" and no end of line, unlike the other tables. Check that '
        "nothing is missing there."
    ),
}
