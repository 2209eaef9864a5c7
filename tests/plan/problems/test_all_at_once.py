"""Everything that is wrong with a plan is reported in the first round.

Faults are planted in the small plan, one cell each. What several of them say together is what each
says alone: none hides another, and none makes another one look like more than it is.
"""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest

from planner.plan.reading.drafts import Draft
from planner.plan.tables import TABLES, Table
from tests.plan.problems.test_problems import problems_of
from tests.tiny_plan import TINY, PlanWriter, write_tiny

HOW_MANY = int(os.environ.get("PLANNER_EXAMPLES", "0")) or 12

#: Rows of the small plan that some of the faults need.
MORE = {
    "options": "name,scenario,earliest_year,felt_by,reversible,service_points,excludes,needs\n"
    "wait,stretch,,students,yes,2,,\ndrop,levy-fails,,voters,no,1,wait,\n",
    "changes": "name,table,changes,field,how,value,from_year\n"
    "Carts,devices,Labs,unit_price,set,500,FY2029\n"
    "Raises,staffing,Technician,salary,add,1000,FY2029\n",
}

#: Table, name of the row, column, and what is typed there.
Fault = tuple[str, str, str, str]
FAULTS: tuple[Fault, ...] = (
    # Cells that cannot be read.
    ("district", "staff", "value", "many"),
    ("district", "first_year", "value", "soon"),
    ("district", "reserve_opening_balance", "value", ""),
    ("enrollment", "Elm", "students", "4OO"),
    ("history", "births", "students", "?"),
    ("devices", "Chromebooks", "unit_price", "TBD"),
    ("devices", "Laptops", "category", "staff laptops"),
    ("devices", "Labs", "replacement", "sometimes"),
    ("inventory", "Laptops", "units", "11O"),
    ("repair", "Repair shop", "who", "somebody"),
    ("repair", "Student crew", "repair_by_age", "6; 8"),
    ("licenses", "Typing", "basis", "seat"),
    ("licenses", "Wifi", "price", "thirty"),
    ("security", "Penetration test", "consortium_share_rate", "a quarter"),
    ("staffing", "Help desk", "outsourced_price", "9500O"),
    ("training", "Workshops", "hours", "six"),
    ("privacy", "Privacy officer", "salary", ""),
    ("network", "Access points", "next_replacement", "29?"),
    ("incidents", "Ransomware", "days_high", "two weeks"),
    ("funding", "Levy", "kind", "tax"),
    ("funding", "General fund", "amount", "$25O,000"),
    ("eligibility", "Levy", "may_pay", "perhaps"),
    ("assumptions", "device_price_growth_rate", "value", "4"),
    ("scenarios", "stretch", "value", "one"),
    ("scenarios", "levy-fails", "table", "fundings"),
    ("ranges", "Prices", "shape", "round"),
    ("options", "wait", "service_points", "some"),
    ("actuals", "Reading", "amount", "17.400,00"),
    ("ledger", "2230-650 Software", "category", "apps"),
    ("changes", "Carts", "value", "five"),
    ("changes", "Raises", "from_year", "2O29"),
    # Cells that name something that is not there, or contradict another cell.
    ("devices", "Chromebooks", "serves", "pupils"),
    ("devices", "Laptops", "loss_rate", ""),
    ("inventory", "Labs", "name", "Lab"),
    ("inventory", "Laptops", "bought", "FY2031"),
    ("repair", "Student crew", "fleet", "Chromebook"),
    ("licenses", "Typing", "units", ""),
    ("licenses", "Reading", "next_renewal", ""),
    ("training", "Phishing", "serves", "K-8"),
    ("incidents", "Ransomware", "insurance", "Insurer"),
    ("incidents", "Ransomware", "days_low", "30"),
    ("funding", "Levy", "pays_for", "device_refresh, software_licenses"),
    ("funding", "State grant", "pays_for", "managed_security; softwre_licenses"),
    ("funding", "E-Rate", "amount", "5"),
    ("eligibility", "Levy", "name", "Levvy"),
    ("scenarios", "levy-fails", "changes", "Levies"),
    ("scenarios", "stretch", "field", "useful_live"),
    ("ranges", "Raises", "changes", "wages"),
    ("ranges", "Raises", "moves_with", "Price"),
    ("changes", "Carts", "changes", "Lab carts"),
    ("changes", "Raises", "value", "-900,000"),
    ("options", "wait", "scenario", "strech"),
    ("options", "drop", "excludes", "waits"),
)


#: Faults that show only against a cell which another fault makes unreadable.
AGAINST: dict[Fault, tuple[str, str]] = {
    ("inventory", "Laptops", "bought", "FY2031"): ("district", "first_year"),
    ("changes", "Raises", "value", "-900,000"): ("district", "first_year"),
}
#: Faults in one row, neither of which depends on the other.
IN_ONE_ROW: tuple[tuple[Fault, Fault], ...] = (
    (("inventory", "Labs", "units", "4O"), ("inventory", "Labs", "name", "Lab")),
    (("devices", "Chromebooks", "serves", "pupils"), ("devices", "Chromebooks", "unit_price", "?")),
    (("training", "Phishing", "serves", "K-8"), ("training", "Phishing", "every_years", "yearly")),
    (("repair", "Student crew", "fleet", "Chrome"), ("repair", "Student crew", "hourly_wage", "?")),
    (
        ("funding", "Levy", "pays_for", "device_refresh, network"),
        ("funding", "Levy", "amount", "l"),
    ),
    (("funding", "Levy", "pays_for", "devices"), ("funding", "Levy", "end_date", "13/13/2028")),
    (
        ("scenarios", "levy-fails", "changes", "Levies"),
        ("scenarios", "levy-fails", "value", "soon"),
    ),
    (("ranges", "Prices", "changes", "inflation"), ("ranges", "Prices", "high", "five")),
    (("ranges", "Prices", "low", "one"), ("ranges", "Prices", "high", "five")),
    (("options", "wait", "scenario", "strech"), ("options", "wait", "reversible", "maybe")),
    (("incidents", "Ransomware", "insurance", "I"), ("incidents", "Ransomware", "loss_low", "?")),
)


def _tables(faults: Iterable[Fault]) -> dict[str, str]:
    """Tables of the small plan with faults typed into them."""
    texts = {**TINY, **MORE}
    tables = {name: list(csv.reader(io.StringIO(text))) for name, text in texts.items()}
    for table, name, column, typed in faults:
        header, *rows = tables[table]
        place = header.index(column)
        row = next(row for row in rows if row[0] == name)
        row.extend([""] * (place + 1 - len(row)))
        row[place] = typed
    out = {}
    for name, rows in tables.items():
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows(rows)
        out[name] = text.getvalue()
    return out


def said_of(*faults: Fault) -> frozenset[tuple[object, ...]]:
    """What is wrong with the small plan once the faults are in it."""
    # A fault that renames its row is typed last.
    in_order = sorted(faults, key=lambda fault: fault[2] == "name")
    with TemporaryDirectory() as place:
        folder = write_tiny(Path(place) / "plan", **_tables(in_order))
        return frozenset(p.identity for p in problems_of(folder) if p.blocks)


alone = cache(said_of)


def in_words(said: Iterable[tuple[object, ...]]) -> list[str]:
    return sorted(map(str, said))


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: " ".join(fault[:3]))
def test_each_fault_is_reported(fault: Fault) -> None:
    said = alone(fault)
    assert said
    table, _, column, _ = fault
    places = {(identity[1], identity[3]) for identity in said}
    assert any(file == f"{table}.csv" for file, _ in places), in_words(said)
    assert table == "district" or any(at == column for _, at in places), in_words(said)


@pytest.mark.parametrize("seed", range(HOW_MANY))
def test_faults_of_different_rows_say_together_what_each_says_alone(seed: int) -> None:
    random = Random(seed)
    chosen: dict[tuple[str, str], Fault] = {}
    for fault in random.sample(FAULTS, k=random.choice((2, 3, 6, 12))):
        chosen.setdefault(fault[:2], fault)
    chosen = {place: fault for place, fault in chosen.items() if AGAINST.get(fault) not in chosen}
    together = said_of(*chosen.values())
    expected = frozenset(said for fault in chosen.values() for said in alone(fault))
    assert in_words(together) == in_words(expected), list(chosen.values())


@pytest.mark.parametrize("faults", IN_ONE_ROW, ids=lambda faults: " ".join(faults[0][:2]))
def test_faults_of_one_row_say_together_what_each_says_alone(faults: tuple[Fault, Fault]) -> None:
    assert in_words(said_of(*faults)) == in_words(alone(faults[0]) | alone(faults[1]))


def test_kind_of_cost_as_pages_call_it_is_told_by_its_name() -> None:
    with TemporaryDirectory() as place:
        fault = ("funding", "Levy", "pays_for", "Sign-in protection")
        found = problems_of(write_tiny(Path(place) / "plan", **_tables([fault])))
    (problem,) = [problem for problem in found if problem.blocks]
    assert str(problem).endswith('the name of a cost row. Did you mean "identity"?')


def test_wrong_change_of_a_scenario_hides_no_other(tiny: PlanWriter) -> None:
    header = "name,title,choice,table,changes,field,how,value,from_year"
    wrong = "cut,Cut,,funding,Levies,amount,set,soon,"
    too_long = "cut,,,devices,Laptops,useful_life_years,multiply,100,"
    codes = {}
    for rows in ((wrong,), (too_long,), (wrong, too_long)):
        folder = tiny("-".join(map(str, map(len, rows))), scenarios="\n".join([header, *rows, ""]))
        codes[rows] = {(p.code, p.column) for p in problems_of(folder)}
    assert codes[wrong,] == {("P50", "changes"), ("P11", "value")}
    assert codes[too_long,] == {("P57", "value")}
    assert codes[wrong, too_long] == codes[wrong,] | codes[too_long,]


def test_names_with_commas_between_them_are_told_how_to_type_them() -> None:
    with TemporaryDirectory() as place:
        fault = ("funding", "Levy", "pays_for", "device_refresh, software_licenses")
        found = problems_of(write_tiny(Path(place) / "plan", **_tables([fault])))
    (problem,) = [problem for problem in found if problem.blocks]
    assert "Put semicolons between the names: device_refresh; software_licenses." in str(problem)


@pytest.mark.parametrize("missing", [None, "", "setting,amount\nstaff,100\n", "x" * 50])
def test_settings_that_cannot_be_read_hide_no_other_fault(missing: str | None) -> None:
    faults = [("inventory", "Labs", "name", "Lab"), ("repair", "Student crew", "fleet", "Chrome")]
    with TemporaryDirectory() as place:
        tables = {**_tables(faults), "district": missing}
        found = problems_of(write_tiny(Path(place) / "plan", **tables))
    assert "district.csv" in {problem.file for problem in found}
    others = {problem.identity for problem in found if problem.file != "district.csv"}
    assert others == alone(faults[0]) | alone(faults[1])


def test_missing_table_hides_its_names_and_nothing_else() -> None:
    faults = [("funding", "Levy", "pays_for", "device_refresh, training"),
              ("training", "Phishing", "serves", "K-8")]  # fmt: skip
    with TemporaryDirectory() as place:
        tables = {**_tables(faults), "security": "", "history": None}
        found = problems_of(write_tiny(Path(place) / "plan", **tables))
    assert {p.code for p in found if p.blocks} == {"P04", "P63"}  # May pay may name a service
    with TemporaryDirectory() as place:
        tables = {**_tables(faults), "ledger": "", "history": None}
        found = problems_of(write_tiny(Path(place) / "plan", **tables))
    assert {p.code for p in found if p.blocks} == {"P04", "P36", "P63"}


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_row_of_which_nothing_could_be_read_can_be_filled(table: Table) -> None:
    place = {} if table.shape == "form" else {"file": table.file, "row": 2}
    draft = Draft(table.model, {}, tuple(table.columns), place)
    assert draft.rounds > 1
    assert all(draft.filled(number) is not None for number in range(draft.rounds))
