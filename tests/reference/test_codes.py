"""Accounting codes: the chart of accounts uses known ones, each state has one for every cost."""

from __future__ import annotations

import pytest

from planner.reference.accounts import accounts
from planner.reference.codes import state_code, states_with_codes
from planner.reference.tables import reference_table
from tests.published import published_table

#: Codes of the NCES accounting handbook, by code.
NCES = {row["code"]: row for row in published_table("nces_codes")}


@pytest.mark.parametrize("category", accounts())
def test_codes_of_the_chart_have_titles(category: str) -> None:
    account = accounts()[category]
    assert NCES[account.nces_function]["kind"] == "function"
    for code in account.nces_object.split("/"):
        assert NCES[code]["kind"] == "object"


@pytest.mark.parametrize(
    ("categories", "function"),
    [
        # Exhibit A-1 of the 2009 edition: what students use is instruction.
        (("student_devices", "classroom_devices", "instructional_software"), "1000"),
        (("student_training", "off_campus_access"), "1000"),
        (("support_technicians", "device_repair", "staff_devices"), "2230"),
        (("administrative_software", "monitoring", "technology_staff"), "2580"),
        (("teacher_training",), "2213"),
        (("staff_training",), "2570"),
    ],
)
def test_functions_are_those_of_the_handbook(categories: tuple[str, ...], function: str) -> None:
    assert {accounts()[category].nces_function for category in categories} == {function}


def test_functions_have_four_digits_and_objects_three() -> None:
    digits = {"function": 4, "object": 3}
    assert all(len(code) == digits[row["kind"]] for code, row in NCES.items())
    assert all(row["title"] and row["source"] for row in NCES.values())


@pytest.mark.parametrize("state", states_with_codes())
def test_a_state_has_a_code_for_every_cost(state: str) -> None:
    for category in accounts():
        found = state_code(state, category)
        assert found is not None, category
        assert found.code
        assert found.label


@pytest.mark.parametrize("state", states_with_codes())
def test_one_code_has_one_label(state: str) -> None:
    rows = [row for row in reference_table("state_codes") if row["state"] == state]
    assert len(rows) == len(accounts())
    assert len({(row["code"], row["label"]) for row in rows}) == len({row["code"] for row in rows})


def test_ohio_and_washington_are_not_checked_against_their_manuals() -> None:
    for row in reference_table("state_codes"):
        if row["state"] != "CA":
            assert row["verified"] == "no"
            assert "not checked" in row["source"]


def test_look_ups() -> None:
    found = state_code(" ca ", "membership")
    assert found is not None
    assert (found.code, found.label, found.verified) == ("5300", "Dues and memberships", True)
    assert state_code("TX", "membership") is None
    with pytest.raises(ValueError, match="'stadium' is not a kind of cost"):
        state_code("CA", "stadium")
