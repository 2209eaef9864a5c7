"""Answers typed into the Start sheet: found, checked for gaps, and combined with the tables.

Runs when a workbook is read. What the district typed into a table replaces the answers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from planner.plan.cells.read_cell import clean
from planner.plan.reading.folder_or_workbook import ANSWER
from planner.plan.reading.headings import NOT_READ, setting_names
from planner.plan.reading.records import Record, Records, plain
from planner.plan.start_sheet.questions import QUESTIONS
from planner.spreadsheets.grid import Grid, Line

#: The sheet of the questions.
SHEET = "Start"

#: Question -> where the tables answer it: a setting, assumptions, or any row of a table.
_PLACES: dict[str, tuple[str, tuple[str, ...]]] = {
    "name": ("district", ("name",)),
    "first_year": ("district", ("first_year",)),
    "staff": ("district", ("staff",)),
    "reserve": ("district", ("reserve_opening_balance",)),
    "students": ("enrollment", ()),
    "device_price": ("devices", ()),
    "device_loss_rate": ("devices", ()),
    "fte": ("staffing", ()),
    "pay_and_benefits": ("staffing", ()),
    "allocation": ("funding", ()),
    "enrollment_growth_rate": ("assumptions", ("enrollment_growth_rate",)),
    "price_growth_rate": (
        "assumptions",
        ("device_price_growth_rate", "license_price_growth_rate", "security_price_growth_rate"),
    ),
    "allocation_growth_rate": ("assumptions", ("general_fund_growth_rate",)),
}

#: Question about a table -> the column that says the same, in rows of which kind; no column
#: where rows say it in other terms.
_COLUMNS = {
    "students": ("enrollment", "students", ""),
    "device_price": ("devices", "unit_price", "student_devices"),
    "device_loss_rate": ("devices", "loss_rate", "student_devices"),
    "licenses": ("licenses", "", ""),
    "security": ("security", "", ""),
    "fte": ("staffing", "fte", ""),
    "pay_and_benefits": ("staffing", "", ""),
    "allocation": ("funding", "amount", "general_fund"),
}

#: Tables that name each other's rows, so both come from the answers or neither does.
GO_TOGETHER = ("devices", "inventory")


@dataclass(frozen=True)
class Answers:
    """What was typed into the Start sheet.

    Attributes
    ----------
    typed : dict
        Question -> answer as typed, blank ones left out.
    lines : dict
        Question -> its row in the sheet.
    unknown : tuple of Line
        Rows that answer something else, such as a question whose words were changed.
    """

    typed: Mapping[str, str]
    lines: Mapping[str, int]
    unknown: tuple[Line, ...] = ()


def answers_of(grid: Grid) -> Answers:
    """Answers of a Start sheet.

    Parameters
    ----------
    grid : Grid
        The sheet: a question in the first column, its answer in the second.

    Examples
    --------
    >>> sheet = Grid((Line(5, ("How many people work for the district?", "620")),))
    >>> answers_of(sheet).typed, answers_of(sheet).lines
    ({'staff': '620'}, {'staff': 5})
    """
    names = {_plain(question.ask): name for name, question in QUESTIONS.items()}
    typed: dict[str, str] = {}
    lines: dict[str, int] = {}
    unknown = []
    for line in grid.lines:
        asked, answer = (clean(cell) for cell in (*line.cells, "", "")[:2])
        name = names.get(_plain(asked))
        if name is None or name in lines:
            if answer and answer != ANSWER:
                unknown.append(line)
            continue
        lines[name] = line.number
        if answer:
            typed[name] = answer
    return Answers(typed, lines, tuple(unknown))


def _plain(text: str) -> str:
    return clean(text).casefold().rstrip("?")


def missing(answers: Mapping[str, str], own: Mapping[str, Records] | None = None) -> dict[str, str]:
    """Questions that still need an answer, and why.

    Parameters
    ----------
    answers : mapping
        Question -> answer as typed.
    own : mapping, optional
        Table -> its records as typed in its sheet; what they hold need not be answered.

    Returns
    -------
    dict
        Question -> reason; empty if the Start sheet is not used at all.

    Examples
    --------
    >>> typed = {name: "1" for name in QUESTIONS if name != "device_loss_rate"}
    >>> missing(typed)
    {'device_loss_rate': '"What does one student device cost?" is answered'}
    """
    given = {name for name, answer in answers.items() if answer}
    found: dict[str, str] = {}
    if not given:
        return found
    for name, question in QUESTIONS.items():
        if name in given or _said(name, own or {}):
            continue
        if question.required:
            found[name] = "the first chart needs it"
        elif question.companion in given:
            found[name] = f'"{QUESTIONS[question.companion].ask}" is answered'
    return found


def _said(question: str, own: Mapping[str, Records]) -> bool:
    """Whether the tables themselves answer a question."""
    table, names = _PLACES.get(question, ("", ()))
    rows = own[table].rows if table in own else ()
    if not names:
        return bool(rows)
    valued = {_called(table, row) for row in rows if row.cells.get("value")}
    return valued.issuperset(names if table == "district" else map(plain, names))


def typed_instead(question: str, own: Mapping[str, Records]) -> tuple[str, tuple[str, ...]]:
    """Where the tables replace an answer, and what is typed there.

    Parameters
    ----------
    question : str
        The question.
    own : mapping
        Table -> its records as typed in its sheet.

    Returns
    -------
    tuple
        The table, and its cells that say what the question asks; no table if the answer counts.

    Examples
    --------
    >>> typed = Records(("setting", "value"), 1, (Record(2, {"setting": "staff", "value": "60"}),))
    >>> typed_instead("staff", {"district": typed})
    ('district', ('60',))
    """
    if question in _COLUMNS:
        table, column, kind = _COLUMNS[question]
        filled = [name for name in _together(table) if name in own and own[name].rows]
        rows = own[table].rows if table in filled else ()
        cells = (row.cells.get(column, "") for row in rows if _is_of(row, kind))
        return next(iter(filled), ""), tuple(filter(None, cells))
    table, names = _PLACES[question]
    wanted = names if table == "district" else [*map(plain, names)]
    rows = own[table].rows if table in own else ()
    typed = tuple(row.cells["value"] for row in rows if _called(table, row) in wanted
                  and _replaces(row))  # fmt: skip
    return (table if typed else ""), typed


def _is_of(row: Record, kind: str) -> bool:
    """Whether a row is of a kind of cost or of money, however it is written."""
    said = {plain(row.cells.get(name, "")) for name in ("category", "kind")}
    return not kind or plain(kind) in said


def _together(table: str) -> tuple[str, ...]:
    return GO_TOGETHER if table in GO_TOGETHER else (table,)


def _replaces(row: Record) -> bool:
    """Whether a setting or an assumption that was typed counts from the first year on."""
    return bool(row.cells.get("value")) and not row.cells.get("from_year")


def asked_of(question: str) -> tuple[str, ...]:
    """Settings and assumptions that a question asks for.

    >>> asked_of("reserve")
    ('reserve_opening_balance',)
    """
    return _PLACES.get(question, ("", ()))[1]


def says_nothing(own: Mapping[str, Records]) -> bool:
    """Whether the tables are as blank as in a new workbook.

    Parameters
    ----------
    own : mapping
        Table -> its records as typed in its sheet.

    Examples
    --------
    >>> blank = Record(3, {"name": "wage_growth_rate", "value": "", "what to type": "such as 3%"})
    >>> says_nothing({"assumptions": Records(("name", "value"), 1, (blank,))})
    True
    """
    given = {"district": ("setting",), "assumptions": ("name",)}
    for table, records in own.items():
        given_columns = (*given.get(table, ()), *NOT_READ)
        for row in records.rows:
            if table not in given or row.uncalculated:
                return False
            if any(cell for column, cell in row.cells.items() if column not in given_columns):
                return False
    return True


def joined(own: Mapping[str, Records], start: Mapping[str, Records]) -> dict[str, Records]:
    """Tables of a workbook: the district's own rows, or the answers where it typed none.

    Parameters
    ----------
    own : mapping
        Table -> its records as typed in its sheet.
    start : mapping
        Table -> records made from the answers by ``rows_from``.

    Returns
    -------
    dict
        Table -> records; a row made from answers says so by its file. A setting or an assumption
        that is typed replaces the answer; so does a table with any row.

    Examples
    --------
    >>> from planner.plan.start_sheet.first_rows import rows_from
    >>> made = rows_from({"licenses": "9"}, {})
    >>> typed = Records(("name", "price"), 1, (Record(3, {"name": "Reading", "price": "20"}),))
    >>> joined({"licenses": typed}, made)["licenses"].rows[0].number
    3
    """
    found = dict(own)
    for table, made in start.items():
        typed = own.get(table, Records((), 0, ()))
        if table in ("district", "assumptions"):
            rows = _one_of_each(table, typed.rows, made.rows)
        else:
            together = [own[name].rows for name in _together(table) if name in own]
            rows = typed.rows if any(together) else made.rows
        more = tuple(name for name in made.header if name not in typed.header)
        found[table] = replace(typed, header=(*typed.header, *more), rows=rows)
    return found


def _one_of_each(
    table: str, typed: tuple[Record, ...], made: tuple[Record, ...]
) -> tuple[Record, ...]:
    """Typed rows that have a value, and made rows for the names that have none."""
    valued = {_called(table, record) for record in typed if _replaces(record)}
    used = [record for record in made if _called(table, record) not in valued]
    names = {_called(table, record) for record in used}
    kept = [r for r in typed if r.cells.get("value") or _called(table, r) not in names]
    return (*kept, *used)


def _called(table: str, record: Record) -> str:
    """Setting or assumption of a row, however it is written."""
    if table == "district":
        said = plain(record.cells.get("setting", ""))
        return setting_names(table).get(said, said)
    return plain(record.cells.get("name", ""))
