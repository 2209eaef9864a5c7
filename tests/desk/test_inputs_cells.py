"""A cell on the desk: its label, its words, what it says where it is blank, and what is escaped."""

from __future__ import annotations

import re

import pytest

from planner.desk.panels.inputs.cells import (
    Cell,
    blank_words,
    cell_input,
    choices_of,
    what_to_type,
)
from planner.plan.problems.problem import Problem
from planner.plan.tables import TABLES
from planner.plan.tables.column import Column

DEVICES = TABLES["devices"].columns


def cell(column: str, text: str, *, table: str = "devices", **more: object) -> str:
    settings: dict[str, object] = {
        "id": "inputs-x",
        "label": "Price, Chromebooks",
        "column": column,
        "meaning": TABLES[table].columns[column],
        "text": text,
        "needed": False,
        "explained": "inputs-help-x",
        **more,
    }
    return cell_input(Cell(**settings), 'data-row="1" data-column="x"')  # type: ignore[arg-type]


def options_of(html: str) -> list[tuple[str, str, bool]]:
    found = re.findall(r'<option value="([^"]*)"( selected)?>([^<]*)</option>', html)
    return [(value, shown, bool(selected)) for value, selected, shown in found]


def test_a_number_is_a_text_input_with_a_label_and_what_to_type() -> None:
    assert cell("unit_price", "$1,200.00", needed=True) == (
        '<input type="text" id="inputs-x" class="planner-cell figure" data-do="inputs.type" '
        'data-row="1" data-column="x" aria-label="Price, Chromebooks" '
        'aria-describedby="inputs-help-x" aria-required="true" value="$1,200.00" '
        'placeholder="needed, such as 350" autocomplete="off" spellcheck="false">'
    )


def test_what_a_district_typed_is_escaped() -> None:
    html = cell("note", '"><script>alert(1)</script>', label="Note, <b>")
    assert "<script>" not in html
    assert "<b>" not in html
    assert 'value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"' in html


def test_a_problem_flags_the_cell_and_a_warning_does_not_make_it_wrong() -> None:
    wrong = cell("unit_price", "cheap", said=(Problem("P11", "devices.csv"),))
    assert 'aria-invalid="true"' in wrong
    assert 'aria-describedby="inputs-help-x inputs-x-said"' in wrong
    unusual = cell("unit_price", "1.200", said=(Problem("W22", "devices.csv"),))
    assert "aria-invalid" not in unusual
    assert "to-check" in unusual


def test_a_choice_is_in_plain_words_and_the_blank_one_says_what_it_means() -> None:
    found = options_of(cell("priority", "1"))
    assert found[0] == ("", "blank: 2 should keep", False)
    assert found[1] == ("1 must keep", "1 must keep", True)
    assert len(found) == 10


def test_kinds_of_cost_are_called_as_on_the_pages() -> None:
    found = options_of(cell("category", "student_devices", needed=True))
    assert found[0] == ("", "choose one", False)
    assert ("student_devices", "Student devices", True) in found


def test_kinds_of_money_are_called_as_on_the_pages() -> None:
    found = options_of(cell("kind", "title_iv_a", table="funding", needed=True))
    assert ("title_iv_a", "Title IV-A", True) in found


def test_a_word_that_is_no_choice_is_kept_as_typed() -> None:
    found = options_of(cell("category", "Studnt devices", needed=True))
    assert found[1] == ("Studnt devices", "&quot;Studnt devices&quot; as typed", True)
    assert sum(selected for _, _, selected in found) == 1


@pytest.mark.parametrize(("text", "chosen"), [("Y", "yes"), ("FALSE", "no"), ("", "")])
def test_yes_or_no_is_a_choice_with_its_default(text: str, chosen: str) -> None:
    found = options_of(cell("active", text))
    assert [value for value, _, selected in found if selected] == [chosen]
    assert [shown for _, shown, _ in found] == ["blank: yes", "yes", "no"]


def test_a_choice_that_is_yes_or_no_in_words() -> None:
    assert choices_of(TABLES["licenses"].columns["recurring"]) == (("yes", "yes"), ("no", "no"))


def test_a_public_figure_is_said_with_its_source() -> None:
    spares = DEVICES["spares_rate"]
    assert blank_words(spares, needed=False) == "blank: 5%"
    assert what_to_type(spares, needed=False) == (
        "Loaners kept in addition to those in use, such as 5%. Unit: share of devices in use. "
        "Blank: 5% (Project RED / FCC 1:1 cost model: 5% loaner devices (FCC DOC-313315A2), "
        "2012-03)."
    )


@pytest.mark.parametrize(
    ("column", "needed", "words", "told"),
    [
        (Column("A", "number", "How many"), False, "may be blank", "How many. May be blank."),
        (Column("A", "number", "How many"), True, "needed", "How many. Needed."),
        (
            Column("A", "day", "Day.", blank_means="today"),
            False,
            "blank: today",
            "Day. Blank: today.",
        ),
    ],
)
def test_other_blank_cells(column: Column, needed: bool, words: str, told: str) -> None:
    assert blank_words(column, needed=needed) == words
    assert what_to_type(column, needed=needed) == told


def test_names_of_other_tables_are_suggested() -> None:
    html = cell("name", "", table="inventory", names="inputs-names-devices")
    assert ' list="inputs-names-devices"' in html
