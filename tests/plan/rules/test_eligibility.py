"""What a source may pay: its row, the packaged table, and the district's own word."""

from __future__ import annotations

from typing import Any

import pytest

from planner.plan.rules.eligibility import eligibility_of, is_infrastructure, may_pay
from planner.reference.accounts import accounts, funding_rules
from planner.reference.eligibility import eligible_kinds
from tests.small_plan import small_plan


def pays(kind: str, category: str, *pays_for: str, says: str = "") -> bool:
    """Whether a source may pay a row called ``Thing`` of a kind of cost."""
    source: dict[str, Any] = {"name": "Source", "kind": kind, "amount": 1, "pays_for": pays_for}
    said = [{"name": "Source", "category": category, "may_pay": says}] if says else []
    plan = small_plan(funding=[source], eligibility=said)
    return may_pay(plan, plan.funding[0], category, "Thing")


@pytest.mark.parametrize(
    ("kind", "category", "pays_for", "may"),
    [
        # The general fund pays everything, or what it names.
        ("general_fund", "insurance", (), True),
        ("general_fund", "insurance", ("all",), True),
        ("general_fund", "insurance", ("staffing",), False),
        ("general_fund", "insurance", ("staffing", "Thing"), True),
        # Title II-A pays training of teachers and no device, named or not.
        ("title_ii_a", "teacher_training", (), True),
        ("title_ii_a", "student_devices", ("student_devices",), False),
        # A condition counts as met only where the district names the cost itself.
        ("title_iv_a", "student_devices", (), False),
        ("title_iv_a", "student_devices", ("all",), False),
        ("title_iv_a", "student_devices", ("student_devices",), True),
        ("title_iv_a", "student_devices", ("device_refresh",), True),
        ("title_iv_a", "student_devices", ("Thing",), True),
        ("capital", "student_devices", (), False),
        ("capital", "switches", (), True),
    ],
)
def test_source_pays_what_its_row_and_its_kind_allow(
    kind: str, category: str, pays_for: tuple[str, ...], may: bool
) -> None:
    assert pays(kind, category, *pays_for) is may


def test_word_of_the_district_goes_before_the_packaged_table() -> None:
    assert pays("title_ii_a", "student_devices", says="yes")
    assert not pays("general_fund", "insurance", says="no")
    # A condition that the district answers needs no naming.
    assert pays("title_iv_a", "student_devices", says="yes")
    assert not pays("title_iv_a", "student_devices", "student_devices", says="no")
    # The row still says what it is for.
    assert not pays("title_ii_a", "student_devices", "training", says="yes")


def test_every_kind_of_money_but_erate_has_an_answer_for_every_kind_of_cost() -> None:
    assert set(eligible_kinds()) == set(funding_rules()) - {"erate"}
    for kind in eligible_kinds():
        plan = small_plan(funding=[{"name": "Source", "kind": kind, "amount": 1}])
        found = {eligibility_of(plan, plan.funding[0], category) for category in accounts()}
        assert found <= {"yes", "no", "conditional"}


def test_infrastructure_is_devices_equipment_software_and_platforms() -> None:
    assert all(is_infrastructure(c) for c in ("student_devices", "switches", "off_campus_access"))
    assert not any(is_infrastructure(c) for c in ("teacher_training", "monitoring", "insurance"))
