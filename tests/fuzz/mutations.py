"""Accidents of typing and saving, each with what was meant by it.

Every one takes a draft and changes it; they can be put one on top of the other. Those that change
what is meant change it in both pictures of the draft alike.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from copy import deepcopy
from random import Random

from planner.plan.reading.headings import heading, is_personal
from planner.plan.tables import DRIVERS, TABLES
from planner.plan.tables.column import Column
from tests.fuzz.drafts import Draft
from tests.fuzz.forms import NO_VALUE, ODD_TEXT, other_value, same_value

Mutation = Callable[[Draft, Random], None]

FREE = ("source", "note", "title")
NUMBERS = ("number", "money", "rate", "fiscal_year", "start_date", "end_date", "rates", "yes_no")


def column_of(table: str, row: list[str], header: list[str], place: int) -> Column | None:
    """What the column of a cell means; nothing where anything may be typed."""
    if table == "district":
        return TABLES[table].columns.get(row[0]) if header[place] == "value" else None
    if table == "assumptions" and header[place] == "value" and row[0] in DRIVERS:
        return DRIVERS[row[0]]
    return TABLES[table].columns.get(header[place])


def some_cell(draft: Draft, random: Random, *, filled: bool = True) -> tuple[str, int, int]:
    """Table, row and place of a cell with a meaning."""
    for _ in range(1000):
        table = draft.some_table(random)
        rows = draft.shown[table]
        if len(rows) < 2 or len(draft.meant[table]) != len(rows):
            continue
        number = random.randrange(1, len(rows))
        place = random.randrange(len(rows[number]))
        header = draft.meant[table][0]
        if (
            place >= len(header)
            or header[place] in FREE
            or len(draft.meant[table][number]) <= place
        ):
            continue
        column = column_of(table, draft.meant[table][number], header, place)
        cell = (table, number, place)
        if column and cell not in draft.touched and (not filled or rows[number][place]):
            draft.touched.add(cell)
            return cell
    raise AssertionError(draft.told)


def _column(draft: Draft, table: str, number: int, place: int) -> Column:
    rows = draft.meant[table]
    column = column_of(table, rows[number], rows[0], place)
    assert column is not None
    return column


def same_value_typed_otherwise(draft: Draft, random: Random) -> None:
    table, number, place = some_cell(draft, random)
    old = draft.meant[table][number][place]
    new = same_value(_column(draft, table, number, place), old, random)
    if new is not None:
        draft.shown[table][number][place] = new
        draft.say(table, number, draft.meant[table][0][place], f"{old!r} typed as {new!r}")


def another_value(draft: Draft, random: Random) -> None:
    table, number, place = some_cell(draft, random)
    new = other_value(
        _column(draft, table, number, place), draft.meant[table][number][place], random
    )
    if new is not None:
        draft.shown[table][number][place] = draft.meant[table][number][place] = new
        draft.say(table, number, draft.meant[table][0][place], f"is {new!r}")


def another_value_and_form(draft: Draft, random: Random) -> None:
    table, number, place = some_cell(draft, random)
    column = _column(draft, table, number, place)
    new = other_value(column, draft.meant[table][number][place], random)
    if new is None:
        return
    form = same_value(column, new, random) or new
    draft.meant[table][number][place], draft.shown[table][number][place] = new, form
    draft.say(table, number, draft.meant[table][0][place], f"is {new!r} typed as {form!r}")


def no_value(draft: Draft, random: Random) -> None:
    table, number, place = some_cell(draft, random, filled=random.random() < 0.7)
    column = _column(draft, table, number, place)
    if column.kind not in (*NUMBERS, "choice"):
        return
    new = random.choice(NO_VALUE)
    draft.shown[table][number][place] = new
    draft.must_tell = True
    draft.say(table, number, draft.meant[table][0][place], f"holds {new[:50]!r}")


def two_texts(draft: Draft, random: Random) -> None:
    """A second number on another line of the cell, or behind a tab."""
    table, number, place = some_cell(draft, random)
    if _column(draft, table, number, place).kind not in NUMBERS[:6]:
        return
    old, other = draft.meant[table][number][place], random.choice(["500", "1", "25%", "1/1/2030"])
    between = random.choice(["\n", "\r\n", "\t", "\n ", "\v", "\u2028"])
    draft.shown[table][number][place] = random.choice(
        [old + between + other, other + between + old]
    )
    draft.must_tell = True
    draft.say(table, number, draft.meant[table][0][place], f"{old!r} and {other!r} in one cell")


def odd_text(draft: Draft, random: Random) -> None:
    table, number, place = some_cell(draft, random)
    new = random.choice(ODD_TEXT)
    draft.shown[table][number][place] = new
    draft.must_tell = True
    draft.say(table, number, draft.meant[table][0][place], f"holds {new[:50]!r}")


def blank_cell(draft: Draft, random: Random) -> None:
    table, number, place = some_cell(draft, random)
    draft.shown[table][number][place] = draft.meant[table][number][place] = ""
    draft.say(table, number, draft.meant[table][0][place], "is blank")


def cells_swapped(draft: Draft, random: Random) -> None:
    table, number, place = some_cell(draft, random)
    other = random.randrange(len(draft.meant[table][0]))
    if (table, number, other) in draft.touched or other >= len(draft.meant[table][number]):
        return
    draft.touched.add((table, number, other))
    for rows in (draft.meant[table], draft.shown[table]):
        rows[number][place], rows[number][other] = rows[number][other], rows[number][place]
    draft.say(table, number, "cells", place, other, "swapped")


def row_shifted(draft: Draft, random: Random) -> None:
    table, number, place = some_cell(draft, random)
    right = random.random() < 0.5
    for rows in (draft.meant[table], draft.shown[table]):
        if right:
            rows[number].insert(place, "")
        else:
            rows[number].pop(place)
    draft.say(table, number, "shifted", "right" if right else "left", "at", place)


def row_deleted(draft: Draft, random: Random) -> None:
    table, number, _ = some_cell(draft, random)
    draft.meant[table].pop(number)
    draft.shown[table].pop(number)
    draft.say(table, number, "deleted")


def rows_shuffled(draft: Draft, random: Random) -> None:
    table, _, _ = some_cell(draft, random)
    order = list(range(1, len(draft.meant[table])))
    random.shuffle(order)
    for rows in (draft.meant, draft.shown):
        rows[table] = [rows[table][0], *(rows[table][n] for n in order)]
    draft.say(table, "shuffled")


def row_twice(draft: Draft, random: Random) -> None:
    table, number, _ = some_cell(draft, random)
    if table == "assumptions" and not draft.meant[table][number][1]:
        return
    draft.meant[table].insert(number, list(draft.meant[table][number]))
    draft.shown[table].insert(number, list(draft.shown[table][number]))
    draft.must_tell = table != "scenarios"
    draft.say(table, number, "twice")


def row_remarked(draft: Draft, random: Random) -> None:
    """A row whose name begins with the sign of a remark, such as ``#1 Chromebooks``."""
    table, number, _ = some_cell(draft, random)
    if table == "district":
        return
    draft.shown[table][number][0] = f"#1 {draft.shown[table][number][0]}"
    draft.must_tell |= table != "assumptions" or bool(draft.meant[table][number][1])
    draft.say(table, number, "begins with #")


def total_row(draft: Draft, random: Random) -> None:
    table, _, _ = some_cell(draft, random)
    if table == "district":
        return
    last = draft.shown[table][-1]
    word = random.choice(["Total", "TOTAL", "Grand total", "Sub-total", "Sum", "Total:", "Totals"])
    cells = [cell if cell[:1].isdigit() or cell[:1] == "$" else "" for cell in last[1:]]
    draft.shown[table].append([word, *cells])
    draft.must_tell = True
    draft.say(table, "has a row", word)


def rows_for_the_eye(draft: Draft, random: Random) -> None:
    """Blank rows, remarks, titles above, a notice below: none of them counts."""
    table = draft.some_table(random)
    rows = draft.shown[table]
    width = len(rows[0])
    kind = random.choice(["blank", "commas", "remark", "title", "group heading", "remark below"])
    place = random.randrange(1, len(rows) + 1)
    added = {
        "blank": (place, []),
        "commas": (place, [""] * width),
        "remark": (place, ["# checked in May", *[""] * (width - 1)]),
        "title": (0, ["Technology plan of the district"]),
        "group heading": (0, ["", "", "Money, in dollars", *[""] * max(0, width - 3)]),
        "remark below": (len(rows), ["# the end"]),
    }[kind]
    if len(draft.meant[table]) == len(rows) and added[0] not in (0, len(rows)):
        draft.meant[table].insert(added[0], [])
    rows.insert(*added)
    draft.say(table, kind, "at", added[0])


def header_again(draft: Draft, random: Random) -> None:
    table, number, _ = some_cell(draft, random)
    draft.shown[table].insert(number, list(draft.shown[table][0]))
    draft.must_tell = number > 1
    draft.say(table, "column names again in row", number)


def header_missing(draft: Draft, random: Random) -> None:
    table, _, _ = some_cell(draft, random)
    draft.shown[table].pop(0)
    draft.must_tell = True
    draft.say(table, "without column names")


def columns_moved(draft: Draft, random: Random) -> None:
    table = draft.some_table(random)
    width = len(draft.shown[table][0])
    if any(len(row) != width for row in draft.shown[table] if row):
        return
    order = list(range(width))
    random.shuffle(order)
    draft.shown[table] = [[row[n] for n in order] if row else row for row in draft.shown[table]]
    draft.say(table, "columns in order", order)


def column_renamed(draft: Draft, random: Random) -> None:
    """Another way to write the same name, a slip, or a name that is none of ours."""
    table = draft.some_table(random)
    if draft.shown[table][0] != draft.meant[table][0]:
        return
    place = random.randrange(len(draft.shown[table][0]))
    old = draft.shown[table][0][place]
    letters = list(old)
    if len(letters) > 2:
        letters.pop(random.randrange(len(letters)))
    kind = random.choice(["capitals", "words", "spaces", "slip", "other", "blank", "copy"])
    others = [name for name in draft.shown[table][0] if name != old]
    new = {
        "capitals": old.upper(),
        "words": heading(TABLES[table], old),
        "spaces": f" {old.replace('_', ' ')} ",
        "slip": "".join(letters),
        "other": random.choice(["Student ID", "E-mail", "Total", "Amount ($)", "42", "x"]),
        "blank": "",
        "copy": random.choice(others),
    }[kind]
    held = any(len(row) > place and row[place] for row in draft.shown[table][1:])
    draft.shown[table][0][place] = new
    if kind in ("slip", "other", "blank", "copy") and new not in (old, "") and new != old:
        draft.must_tell = True
    if kind == "blank" and held:
        draft.must_tell = True
    draft.say(table, "column", old, "called", repr(new))


def column_dropped(draft: Draft, random: Random) -> None:
    table, _, place = some_cell(draft, random)
    if draft.shown[table][0] != draft.meant[table][0]:
        return
    for rows in (draft.meant[table], draft.shown[table]):
        for row in rows:
            if len(row) > place:
                row.pop(place)
    draft.say(table, "without column", place)


def column_added(draft: Draft, random: Random) -> None:
    table = draft.some_table(random)
    rows = draft.shown[table]
    name = random.choice(["Extra", "Student name", "email", "FY2028", "Total", "", "Notes 2"])
    place = random.randrange(len(rows[0]) + 1)
    if any(len(row) < place for row in rows):
        return
    for number, row in enumerate(rows):
        row.insert(place, name if number == 0 else "12")
    draft.must_tell = True
    assert name != "email" or is_personal(name)
    draft.say(table, "has a column", repr(name), "at", place)


def saved_otherwise(draft: Draft, random: Random) -> None:
    """Encodings, separators, ends of lines, quotation marks."""
    table = draft.some_table(random)
    dialect = draft.dialect(table)
    kind = random.choice(["encoding", "separator", "line_end", "quoting", "sep=", "after"])
    if kind == "encoding":
        dialect.encoding = random.choice(
            ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "latin-1", "utf-32"]
        )
        dialect.encoding = random.choice([dialect.encoding, "utf-32-le", "cp037"])
        text = " ".join(cell for row in draft.shown[table] for cell in row)
        if text.encode(dialect.encoding, "replace").decode(dialect.encoding) != text:
            dialect.encoding = "utf-8"
    elif kind == "separator":
        dialect.separator = random.choice([";", "\t", "|", ":", " "])
    elif kind == "line_end":
        dialect.line_end = random.choice(["\r\n", "\r", "\n\n", "\r\r\n"])
    elif kind == "quoting":
        dialect.quoting = random.choice([csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC])
    elif kind == "sep=":
        dialect.before = f"sep={dialect.separator}{dialect.line_end}"
    else:
        dialect.after = random.choice(["\n\n\n", ",,,\n" * 50, "\x1a", " \n \n"])
    draft.say(table, kind, dialect)


def file_called_otherwise(draft: Draft, random: Random) -> None:
    table = draft.some_table(random)
    name = TABLES[table].file
    kind = random.choice(["capitals", "both", "gone", "copy", "text"])
    if kind == "capitals":
        draft.dialect(table).file = random.choice([name.upper(), name.title()])
    elif kind == "both":
        draft.extra[name.title()] = b"name,units\nOther,5\n"
        draft.must_tell = True
    elif kind == "gone":
        draft.shown.pop(table)
        draft.meant.pop(table)
    elif kind == "copy":
        draft.extra[f"{table} (1).csv"] = b"name,units\nOther,5\n"
        draft.must_tell = True
    else:
        draft.shown.pop(table)
        draft.extra[f"{table}.txt"] = b"name,units\nOther,5\n"
        draft.must_tell = True
    draft.say(table, "file", kind)


def tables_exchanged(draft: Draft, random: Random) -> None:
    one, other = draft.some_table(random), draft.some_table(random)
    if one == other:
        return
    draft.shown[one], draft.shown[other] = deepcopy(draft.shown[other]), deepcopy(draft.shown[one])
    draft.must_tell = True
    draft.say(one, other, "exchanged")


#: Those that leave every cell in its place, so that several can be put one on top of the other.
OF_CELLS: tuple[Mutation, ...] = (
    same_value_typed_otherwise,
    same_value_typed_otherwise,
    same_value_typed_otherwise,
    another_value,
    another_value_and_form,
    another_value_and_form,
    no_value,
    no_value,
    two_texts,
    odd_text,
    blank_cell,
    cells_swapped,
)
OF_ROWS: tuple[Mutation, ...] = (
    row_shifted,
    row_deleted,
    rows_shuffled,
    row_twice,
    row_remarked,
    total_row,
    rows_for_the_eye,
    rows_for_the_eye,
    header_again,
    header_missing,
)
OF_COLUMNS: tuple[Mutation, ...] = (columns_moved, column_renamed, column_dropped, column_added)
OF_FILES: tuple[Mutation, ...] = (
    saved_otherwise,
    saved_otherwise,
    file_called_otherwise,
    tables_exchanged,
)
ALL: tuple[Mutation, ...] = (*OF_CELLS, *OF_ROWS, *OF_COLUMNS, *OF_FILES)
