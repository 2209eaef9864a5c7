"""The fingerprint of a plan: the same for the same tables, another for any other."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.plan.problems.problem import PlanError
from planner.plan.read import read_plan
from tests.tiny_plan import TINY, PlanWriter, write_tiny


def test_digest_is_the_same_wherever_the_tables_lie_and_however_their_lines_end(
    tiny: PlanWriter,
) -> None:
    plain = read_plan(tiny())
    windows = {name: text.replace("\n", "\r\n") for name, text in TINY.items()}
    assert read_plan(tiny("Another folder", **windows)).digest == plain.digest
    assert read_plan(tiny(), name="other").digest == plain.digest
    assert len(plain.digest) == 64


def test_digest_looks_at_what_was_typed_not_at_how(tiny: PlanWriter) -> None:
    typed = TINY["devices"].replace("350", '"$350.00"').replace("4%", "0.04")
    assert read_plan(tiny(devices=f"# ours\n\n{typed}")).digest == read_plan(tiny()).digest


CELLS = [
    (table, number, place)
    for table, text in TINY.items()
    for number, line in enumerate(text.splitlines())
    for place, cell in enumerate(line.split(","))
    if number
    and cell
    and '"' not in line
    and not (table == "district" and place == 0)  # the name of a setting
]


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The fingerprint of the plan as it is."""
    return read_plan(write_tiny(tmp_path_factory.mktemp("before"))).digest


@pytest.mark.parametrize(("table", "number", "place"), CELLS)
def test_any_value_typed_differently_gives_another_digest(
    table: str, number: int, place: int, before: str, tmp_path: Path
) -> None:
    """Every cell of every table in turn, changed the least that its kind of value allows."""
    lines = TINY[table].splitlines()
    cells = lines[number].split(",")
    cells[place] = other(cells[place])
    lines[number] = ",".join(cells)
    try:
        after = read_plan(write_tiny(tmp_path / "after", **{table: "\n".join(lines)}))
    except PlanError:
        return  # a name that others refer to
    assert after.digest != before


def other(cell: str) -> str:
    """A value of the same kind that differs a little."""
    words = {
        "yes": "no",
        "once": "yearly",
        "rural": "urban",
        "flat": "staff",
        "staff": "flat",
        "general_fund": "local_levy",
        "local_levy": "general_fund",
    }
    if cell.startswith("FY"):
        return f"FY{int(cell[2:]) - 1}"
    if cell.endswith("%"):  # of several rates, the last
        before, between, last = cell.rpartition("; ")
        return f"{before}{between}{float(last[:-1]) + 0.5}%"
    if "/" in cell:
        return cell.replace("/30/", "/29/").replace("/31/", "/30/")
    if cell.isdigit():
        return str(int(cell) + 1)
    return words.get(cell, f"{cell} x")


@pytest.mark.parametrize(
    ("table", "old", "new"),
    [
        ("district", "staff,100,,", "staff,100,payroll,"),
        ("district", "years,4,ours,", "years,4,,"),
        ("staffing", "Technician,2,60000,,", "Technician,2,60000,61.31%,"),
        ("enrollment", "Elm,,K-5,400,", "Elm,Elm,K-5,400,"),
    ],
)
def test_source_named_or_default_typed_out_gives_another_digest(
    table: str, old: str, new: str, before: str, tiny: PlanWriter
) -> None:
    """What the page says of the plan changes with them, so the fingerprint does."""
    assert read_plan(tiny(**{table: TINY[table].replace(old, new)})).digest != before
