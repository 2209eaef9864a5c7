"""Eligibility: every kind of cost has its row, every condition its note, every rule its source."""

from __future__ import annotations

import pytest

from planner.reference.accounts import accounts, funding_rules
from planner.reference.eligibility import (
    PAYS_ANYTHING,
    eligibility,
    eligibility_notes,
    eligibility_rules,
    eligible_kinds,
    read_across,
)
from planner.reference.tables import reference_table

#: Conditions that concern E-Rate, whose eligibility stands in the chart of accounts.
OF_ERATE_ONLY = {"C8", "C13"}
CELLS = [(kind, category) for kind in eligible_kinds() for category in accounts()]


def test_every_kind_of_cost_has_one_row() -> None:
    rows = [row["category"] for row in reference_table("eligibility")]
    assert rows == list(accounts())


def test_every_kind_of_money_but_erate_has_a_column_and_a_rule() -> None:
    assert set(eligible_kinds()) == set(funding_rules()) - {"erate"}
    assert list(eligibility_rules()) == list(eligible_kinds())


def test_every_cell_answers() -> None:
    for kind, category in CELLS:
        found = eligibility(kind, category)
        assert found.status in ("yes", "no", "conditional")
        assert bool(found.note) == bool(found.condition) == (found.status == "conditional")
        assert found.source


def test_every_condition_has_its_note_and_every_note_its_cell() -> None:
    used = {eligibility(kind, category).note for kind, category in CELLS} - {""}
    assert {f"C{number}" for number in range(1, 14)} <= set(eligibility_notes())
    assert used == set(eligibility_notes()) - OF_ERATE_ONLY
    assert all(note.text.endswith(".") for note in eligibility_notes().values())


@pytest.mark.parametrize("kind", PAYS_ANYTHING)
def test_money_without_a_rule_of_its_own_pays_everything(kind: str) -> None:
    assert {eligibility(kind, category).status for category in accounts()} == {"yes"}


@pytest.mark.parametrize(
    ("kind", "category", "status", "note"),
    [
        ("cyber_pilot", "monitoring", "yes", ""),
        ("cyber_pilot", "firewall_basic", "no", ""),  # E-Rate pays it: no double funding
        ("cyber_pilot", "firewall_advanced", "yes", ""),
        ("title_i_a", "student_devices", "conditional", "C1"),
        ("title_ii_a", "student_devices", "no", ""),
        ("title_ii_a", "instructional_technology_staff", "conditional", "C11"),
        ("title_iii_a", "student_devices", "conditional", "C2"),
        ("title_iv_a", "access_points", "conditional", "C3"),
        ("title_iv_a", "instructional_technology_staff", "conditional", "C16"),
        ("title_iv_a", "network_maintenance", "no", ""),
        ("idea_b", "internet_access", "no", ""),
        ("capital", "device_repair", "no", ""),
        ("capital", "device_protection", "conditional", "C7"),
        ("capital_levy", "instructional_software", "yes", ""),
        ("fees", "student_devices", "conditional", "C6"),
        ("fees", "device_repair", "yes", ""),
        ("fees", "staff_devices", "no", ""),
    ],
)
def test_cells_say_what_the_rules_say(kind: str, category: str, status: str, note: str) -> None:
    found = eligibility(kind, category)
    assert (found.status, found.note) == (status, note)


def test_only_money_without_a_rule_and_local_money_insures() -> None:
    paying = [kind for kind in eligible_kinds() if eligibility(kind, "insurance").status != "no"]
    assert paying == list(PAYS_ANYTHING)


def test_what_no_rule_names_is_unverified() -> None:
    assert set(read_across()) <= set(accounts())
    for category in read_across():
        for kind in set(eligible_kinds()) - set(PAYS_ANYTHING):
            assert not eligibility(kind, category).verified
    assert eligibility("general_fund", "backup").verified
    assert eligibility("cyber_pilot", "monitoring").verified


def test_an_unverified_note_makes_its_cell_unverified() -> None:
    assert eligibility("title_iv_a", "switches").verified
    assert not eligibility("title_iv_a", "monitoring").verified  # C9: practice varies


def test_what_is_unknown_is_named() -> None:
    with pytest.raises(ValueError, match="'bake_sale' is not a kind of money"):
        eligibility("bake_sale", "insurance")
    with pytest.raises(ValueError, match="'erate' is not a kind of money"):
        eligibility("erate", "switches")
    with pytest.raises(ValueError, match="'stadium' is not a kind of cost"):
        eligibility("fees", "stadium")
    with pytest.raises(ValueError, match="'category' is not a kind of money"):
        eligibility("category", "switches")
