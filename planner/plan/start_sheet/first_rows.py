"""Rows of a plan's first tables, made from the answers to the fifteen questions.

Runs when a workbook with answers on its Start sheet is read. What is assumed is written into the
note of each row. Left out: rows for which an answer is missing; nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from planner.plan.cells.read_cell import CellError, clean, read_cell
from planner.plan.reading.folder_or_workbook import START_FILE
from planner.plan.reading.records import Record, Records
from planner.plan.start_sheet.questions import QUESTIONS
from planner.plan.tables import TABLES
from planner.plan.tables.column import bounds_of
from planner.reference.defaults import default_value

SOURCE = "Start sheet"
FLEET = "Student devices"

_PRICE_DRIVERS = (
    "device_price_growth_rate",
    "license_price_growth_rate",
    "security_price_growth_rate",
)
#: Cells of the rows made here that hold an answer; all others are assumed.
_ANSWERED = {
    "district": ("first_year", "staff", "reserve_opening_balance"),
    "enrollment": ("students",),
    "devices": ("unit_price", "loss_rate"),
    "licenses": ("price",),
    "security": ("price",),
    "staffing": ("fte", "salary"),
    "funding": ("amount",),
    "assumptions": ("value",),
}


def is_answer(table: str, row: str, field: str) -> bool:
    """Whether a cell made from the Start sheet holds an answer, rather than what is assumed.

    Parameters
    ----------
    table, row, field : str
        Table, name of the row, and column.

    Examples
    --------
    >>> is_answer("devices", "Student devices", "unit_price"), is_answer("inventory", "", "units")
    (True, False)
    """
    if row in _PRICE_DRIVERS[1:]:  # one answer is used for all of them
        return False
    return field in _ANSWERED.get(table, ())


def rows_from(answers: Mapping[str, str], lines: Mapping[str, int]) -> dict[str, Records]:
    """Rows made from the answers, by table.

    Parameters
    ----------
    answers : mapping
        Question -> answer as typed.
    lines : mapping
        Question -> its row in the Start sheet; each record carries the row of its question.

    Returns
    -------
    dict
        Table -> records with the table's field names, typed in the file of the answers; tables
        without a row are left out.

    Examples
    --------
    >>> rows = rows_from({"students": "480"}, {"students": 7})["enrollment"].rows
    >>> rows[0].number, rows[0].cells["name"], rows[0].cells["students"]
    (7, 'All schools', '480')
    """
    asked = {name: clean(answers.get(name)) for name in QUESTIONS}
    made = {
        "district": _settings(asked),
        "enrollment": _enrollment(asked),
        "devices": _devices(asked),
        "inventory": _inventory(asked),
        "licenses": _service(asked, "licenses", "All software", "instructional_software"),
        "security": _service(asked, "security", "All cybersecurity services", "monitoring"),
        "staffing": _staffing(asked),
        "funding": _funding(asked),
        "assumptions": _assumptions(asked),
    }
    found: dict[str, Records] = {}
    for table, rows in made.items():
        records = tuple(Record(lines.get(name, 0), cells, file=START_FILE) for name, cells in rows)
        if records:
            found[table] = Records(tuple(records[0].cells), 0, records)
    return found


#: A row that comes from one question: the question, and the cells of the row.
_Rows = Iterator[tuple[str, dict[str, str]]]


def _settings(asked: Mapping[str, str]) -> _Rows:
    """Settings of the district; a note says which one the Start sheet does not ask for."""

    def setting(name: str, value: str, note: str = "") -> dict[str, str]:
        return {"setting": name, "value": value, "source": SOURCE, "note": note}

    for name, question in (
        ("name", "name"),
        ("first_year", "first_year"),
        ("staff", "staff"),
        ("reserve_opening_balance", "reserve"),
    ):
        if asked[question]:
            yield question, setting(name, asked[question])
    if any(asked.values()):
        note = "Not asked on the Start sheet: no policy is assumed until one is typed in District"
        yield "reserve", setting("reserve_policy_rate", "0%", note)


def _row(table: str, note: str = "", **cells: str) -> dict[str, str]:
    """Cells of a row, in the order of the table's columns."""
    filled = {**cells, "source": SOURCE, "note": note}
    return {name: filled[name] for name in TABLES[table].columns if name in filled}


def _enrollment(asked: Mapping[str, str]) -> _Rows:
    if asked["students"]:
        note = "All schools and grades together"
        yield "students", _row("enrollment", note, name="All schools", students=asked["students"])


def _devices(asked: Mapping[str, str]) -> _Rows:
    answers = {"unit_price": "device_price", "loss_rate": "device_loss_rate"}
    cells = {field: asked[question] for field, question in answers.items()}
    if all(cells.values()):
        cells |= {"name": FLEET, "category": "student_devices", "serves": "students"}
        note = (
            "Assumed: one device for each student; spares and useful life are the public figures "
            "of the Sources sheet"
        )
        yield _to_fix("devices", cells, answers), _row("devices", note, **cells)


def _to_fix(table: str, cells: Mapping[str, str], answers: Mapping[str, str]) -> str:
    """Question to point to for a row made from several answers: the first that cannot be read."""
    wrong = (q for field, q in answers.items() if _number(table, field, cells[field]) is None)
    return next(wrong, next(iter(answers.values())))


def _inventory(asked: Mapping[str, str]) -> _Rows:
    """Devices in service as if the same number had been bought every year.

    So the first year buys as many as the following ones, and there is no peak that nobody typed.
    Of what was bought k years ago (1 - loss)^k is left; the oldest are due in the first year.
    """
    students = _number("enrollment", "students", asked["students"])
    loss = _number("devices", "loss_rate", asked["device_loss_rate"])
    first = _number("district", "first_year", asked["first_year"])
    if not asked["device_price"] or students is None or loss is None or first is None:
        return
    life = int(default_value("useful_life_years"))
    needed = students * (1.0 + default_value("spares_rate"))
    left = [(1.0 - loss) ** age for age in range(life + 1)]
    bought = needed / sum(left[:life])
    for age in range(life, 0, -1):
        units = round(bought * left[age])
        if units:
            note = (
                "Assumed: the same number was bought every year, so every year buys the same number"
            )
            cells = {"name": FLEET, "bought": f"FY{int(first) - age}", "units": str(units)}
            yield "students", _row("inventory", note, **cells)


def _number(table: str, field: str, typed: str) -> float | None:
    """An answer as a number within bounds; None if it is not one, which the reader reports."""
    try:
        value = read_cell(TABLES[table].columns[field], typed) if typed else None
    except CellError:
        return None
    low, high = bounds_of(TABLES[table].model, field)
    if not isinstance(value, (int, float)):
        return None
    within = (low is None or value >= low) and (high is None or value <= high)
    return float(value) if within else None


def _service(asked: Mapping[str, str], table: str, name: str, category: str) -> _Rows:
    if asked[table]:
        note = "Assumed: one contract for everything, renewed every year"
        cells = {"name": name, "category": category, "basis": "flat", "price": asked[table]}
        yield table, _row(table, note, **cells)


def _staffing(asked: Mapping[str, str]) -> _Rows:
    answers = {"fte": "fte", "salary": "pay_and_benefits"}
    cells = {field: asked[question] for field, question in answers.items()}
    if all(cells.values()):
        cells |= {"name": "Technology staff", "benefits_rate": "0%"}
        note = "The salary includes benefits, so no benefits are added to it"
        yield _to_fix("staffing", cells, answers), _row("staffing", note, **cells)


def _funding(asked: Mapping[str, str]) -> _Rows:
    if asked["allocation"]:
        note = (
            "Assumed: the only money for technology other than the reserve; it grows as answered, "
            "whatever the number of students"
        )
        cells = {"kind": "general_fund", "amount": asked["allocation"], "follows_students": "no"}
        yield "allocation", _row("funding", note, name="General fund", **cells)


def _assumptions(asked: Mapping[str, str]) -> _Rows:
    drivers = [("enrollment_growth_rate", "enrollment_growth_rate", "")]
    note = "Assumed: prices of devices, licenses and cybersecurity rise at the same rate"
    drivers += [(driver, "price_growth_rate", note) for driver in _PRICE_DRIVERS]
    drivers.append(("general_fund_growth_rate", "allocation_growth_rate", ""))
    for driver, question, said in drivers:
        if asked[question]:
            yield question, _row("assumptions", said, name=driver, value=asked[question])
