"""Who pays what, by hand: one small plan for each sentence of docs/model.md.

The slow model and the engine could share a misreading; these numbers were worked out on paper.
Every plan runs FY2027 to FY2029 from July, and costs 1,200 a year unless it says otherwise.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from planner.analysis.answers import answers
from planner.projection.ledger import UNFUNDED, ledger
from planner.projection.project import Projection, project
from tests.small_plan import small_plan


def service(name: str, price: float = 1200.0, **more: Any) -> dict[str, Any]:  # noqa: ANN401
    """A license at a flat price."""
    fixed = {"name": name, "category": "instructional_software", "basis": "flat", "price": price}
    return {**fixed, **more}


def source(name: str, kind: str, amount: float, **more: Any) -> dict[str, Any]:  # noqa: ANN401
    """A source of money that may pay everything."""
    return {"name": name, "kind": kind, "amount": amount, "pays_for": ("all",), **more}


def ledger_of(*funding: dict[str, Any], reserve: float = 0.0, **more: Any) -> Projection:  # noqa: ANN401
    """The projection of a plan with some sources."""
    tables: dict[str, Any] = {"licenses": [service("Reading")], **more}
    return project(
        small_plan(district={"reserve_opening_balance": reserve}, funding=funding, **tables)
    )


def paid(projection: Projection, name: str) -> list[float]:
    """What a source pays of all rows, year by year."""
    place = [fund.name for fund in projection.funds].index(name)
    return [float(x) for x in projection.funding.paid[place, :, :, 0].sum(axis=0)]


def flow(projection: Projection, what: str, name: str) -> list[float]:
    """What a source receives, carries, lets lapse or moves to the reserve, year by year."""
    place = [fund.name for fund in projection.funds].index(name)
    return [float(x) for x in getattr(projection.funding, what)[place, :, 0]]


def total(projection: Projection, what: str) -> list[float]:
    """What the reserve pays or nobody can pay, year by year."""
    return [float(x) for x in getattr(projection.funding, what)[:, :, 0].sum(axis=0)]


def test_levy_pays_before_the_general_fund_and_the_rest_is_unfunded() -> None:
    found = ledger_of(
        source("General fund", "general_fund", 300), source("Levy", "local_levy", 700)
    )
    assert paid(found, "Levy") == [700, 700, 700]
    assert paid(found, "General fund") == [300, 300, 300]
    assert total(found, "unfunded") == [200, 200, 200]


def test_order_typed_goes_before_what_is_usual() -> None:
    found = ledger_of(
        source("Levy", "local_levy", 700), source("General fund", "general_fund", 900, order=0)
    )
    assert paid(found, "General fund") == [900, 900, 900]
    assert paid(found, "Levy") == [300, 300, 300]


def test_of_equals_the_one_that_ends_first_pays_first() -> None:
    found = ledger_of(
        source("Long levy", "local_levy", 1200),
        source("Short levy", "local_levy", 1200, end_date=date(2028, 6, 30)),
    )
    assert paid(found, "Short levy") == [1200, 1200, 0]
    assert paid(found, "Long levy") == [0, 0, 1200]


def test_of_equals_that_end_together_the_upper_row_pays_first() -> None:
    found = ledger_of(source("Upper", "local_levy", 1000), source("Lower", "local_levy", 1000))
    assert (paid(found, "Upper")[0], paid(found, "Lower")[0]) == (1000, 200)


def test_source_that_ends_in_september_pays_a_quarter_of_each_row() -> None:
    """Three of the twelve months from July; the award is larger than that, and lapses."""
    found = ledger_of(source("Award", "grant", 5000, end_date=date(2026, 9, 30)))
    assert paid(found, "Award") == [300, 0, 0]
    assert flow(found, "lapsed", "Award") == [4700, 0, 0]


def test_source_that_cannot_pay_all_gives_every_row_the_same_share() -> None:
    """400 for rows of 1,200 and 400: a quarter of each."""
    found = ledger_of(
        source("General fund", "general_fund", 400),
        licenses=[service("Reading", 1200), service("Maths", 400)],
    )
    by_row = found.by_line(found.funding.paid)[0, :, 0, 0]
    assert by_row.tolist() == pytest.approx([300, 100])


def test_award_given_once_carries_until_it_ends() -> None:
    """3,000 in FY2027 pay 1,200, 1,200 and, in the half year that is left, 600."""
    found = ledger_of(source("Award", "grant", 3000, end_date=date(2028, 12, 31)))
    assert flow(found, "received", "Award") == [3000, 0, 0]
    assert flow(found, "carried", "Award") == [1800, 600, 0]
    assert paid(found, "Award") == [1200, 1200, 600]
    assert flow(found, "lapsed", "Award") == [0, 0, 0]


def test_yearly_grant_lapses_what_it_does_not_use() -> None:
    found = ledger_of(source("Grant", "grant", 1500, award="yearly"))
    assert flow(found, "lapsed", "Grant") == [300, 300, 300]
    assert flow(found, "carried", "Grant") == [0, 0, 0]


def test_carryover_is_limited_to_a_share_of_the_year_s_amount() -> None:
    """2,000 a year at most 15% carried: 300 of the 800 left, 500 lapse."""
    found = ledger_of(
        source("Title I", "grant", 2000, award="yearly", unspent="carry", carry_limit_rate=0.15)
    )
    assert flow(found, "carried", "Title I") == pytest.approx([300, 300, 300])
    assert flow(found, "lapsed", "Title I") == pytest.approx([500, 800, 800])


def test_levy_keeps_what_was_collected_and_spends_it_after_it_has_ended() -> None:
    found = ledger_of(source("Levy", "local_levy", 2000, end_date=date(2027, 6, 30)))
    assert flow(found, "received", "Levy") == [2000, 0, 0]
    assert paid(found, "Levy") == [1200, 800, 0]
    assert total(found, "unfunded") == [0, 400, 1200]


def test_money_that_keeps_has_no_carry_limit() -> None:
    """The limit belongs to money that carries; a levy's money stays with the levy."""
    found = ledger_of(
        source("Levy", "local_levy", 2000, end_date=date(2027, 6, 30), carry_limit_rate=0.1)
    )
    assert paid(found, "Levy") == [1200, 800, 0]


def test_general_fund_fills_the_reserve_and_the_reserve_pays_last() -> None:
    """Prices of 1,200 that grow by half from FY2028: 1,200, 1,800, 2,700.

    2027: 1,500 - 1,200 = 300 into a reserve of 900, which ends at 1,200. 2028: the reserve pays
    300. 2029: 1,200 are missing and 900 there, so 300 are unfunded.
    """
    found = ledger_of(
        source("General fund", "general_fund", 1500, unspent="reserve"),
        reserve=900,
        licenses=[service("Reading", renewal_increase_rate=0.5)],
    )
    assert flow(found, "to_reserve", "General fund") == [300, 0, 0]
    assert total(found, "reserve_paid") == [0, 300, 900]
    assert [float(x) for x in found.funding.reserve[:, 0]] == [1200, 900, 0]
    assert total(found, "unfunded") == [0, 0, 300]


def test_what_the_general_fund_does_not_spend_lapses_unless_the_board_commits_it() -> None:
    found = ledger_of(source("General fund", "general_fund", 1500), licenses=[service("Reading")])
    assert flow(found, "lapsed", "General fund") == [300, 300, 300]
    assert flow(found, "to_reserve", "General fund") == [0, 0, 0]
    assert [float(x) for x in found.funding.reserve[:, 0]] == [0, 0, 0]


def test_money_moved_to_the_reserve_pays_in_the_same_year_what_its_source_could_not() -> None:
    """1,000 for maths only; 400 are left and pay a license by way of the reserve."""
    found = ledger_of(
        source("General fund", "general_fund", 1000, pays_for=("Maths",), unspent="reserve"),
        licenses=[service("Maths", 600), service("Reading", 1200)],
    )
    assert total(found, "reserve_paid") == [400, 400, 400]
    assert total(found, "unfunded") == [800, 800, 800]


def test_erate_pays_its_discount_and_the_levy_pays_of_what_is_left() -> None:
    """80% of 1,000 for internet access; the levy may pay nothing else and needs only 200."""
    found = ledger_of(
        {"name": "E-Rate", "kind": "erate"},
        source("Levy", "local_levy", 500, pays_for=("internet_access",)),
        licenses=[service("Internet", 1000, category="internet_access"), service("Reading", 600)],
    )
    assert paid(found, "E-Rate") == [800, 800, 800]
    assert paid(found, "Levy") == [200, 200, 200]
    assert flow(found, "received", "E-Rate") == [800, 800, 800]


def test_erate_for_half_a_year_pays_the_discount_on_half_the_cost() -> None:
    found = ledger_of(
        {"name": "E-Rate", "kind": "erate", "end_date": date(2026, 12, 31)},
        licenses=[service("Internet", 1000, category="internet_access")],
    )
    assert paid(found, "E-Rate") == [400, 0, 0]


@pytest.mark.parametrize(("active", "budget"), [(True, 331_925), (False, 372_360)])
def test_school_that_is_left_out_does_not_count_toward_ten(active: bool, budget: float) -> None:
    """Ten schools: nine of 100 students (the floor of $30,175 each) and one of 500.

    School by school the budget is 9 x 30,175 + 500 x 201.57 = 372,360. With an eleventh school
    of one student it is the better of 1,401 x 201.57 = 282,400 and 11 x 30,175 = 331,925.
    """
    schools = [{"name": f"School {n}", "students": 100} for n in range(9)]
    plan = small_plan(
        district={"years": 1},
        enrollment=[
            *schools,
            {"name": "Large", "students": 500},
            {"name": "Eleventh", "students": 1, "active": active},
        ],
        licenses=[service("Wi-Fi", 900_000, category="network_software")],
        funding=[{"name": "E-Rate", "kind": "erate"}],
    )
    assert float(project(plan).funding.received.sum()) == pytest.approx(0.8 * budget, rel=1e-12)


def title(kind: str, amount: float, **more: Any) -> dict[str, Any]:  # noqa: ANN401
    """A federal title that vouches for the one product of the plan."""
    return source("Title", kind, amount, **{"pays_for": ("Reading",), **more})


@pytest.mark.parametrize(("allocation", "second"), [(50_000, 3_400), (49_999, 3_600)])
def test_title_i_a_carries_15_percent_and_a_small_district_all(
    allocation: float, second: float
) -> None:
    """2,000 a year, of which FY2027 takes 400 and FY2028 all it can get.

    Of the 1,600 left over, July to September of FY2028 take 1,100 (a quarter of 4,400); then 300
    are carried (15% of 2,000), or all; 2,000 more come in FY2028.
    """
    rows = [
        service("Reading", 400, end_date=date(2027, 6, 30)),
        service("Maths", 4_400, start_date=date(2027, 7, 1)),
    ]
    money = title("title_i_a", 2_000, allocation=allocation, pays_for=("Reading", "Maths"))
    found = paid(ledger_of(money, licenses=rows), "Title")
    assert found[0] == pytest.approx(400)
    assert found[1] == pytest.approx(second)


@pytest.mark.parametrize(
    ("allocation", "most"), [(100_000, 60_000), (29_999, 29_999), (None, 70_000)]
)
def test_title_iv_a_counts_at_most_60_percent_for_technology(
    allocation: float | None, most: float
) -> None:
    """70,000 typed of 100,000: 60,000 count, of which 15% may pay software."""
    money = title("title_iv_a", 70_000, allocation=allocation, unspent="lapse")
    projection = ledger_of(money, licenses=[service("Reading", 500_000)])
    assert projection.funding.received[0, :, 0] == pytest.approx([most] * 3)
    assert paid(projection, "Title") == pytest.approx([0.15 * most] * 3)


def test_what_floating_point_leaves_of_a_sum_is_neither_unfunded_nor_a_row() -> None:
    """0.1 + 0.2 is 0.30000000000000004 to a computer; $0.30 pays for it."""
    two = [service("A", 0.1), service("B", 0.2)]
    for found in (
        ledger_of(source("General fund", "general_fund", 0.3), licenses=two),
        ledger_of(licenses=two, reserve=0.9),
    ):
        assert total(found, "unfunded") == [0, 0, 0]
        rows = ledger(found)
        assert (rows.loc[rows["side"] != "reserve", "amount"] > 0.09).all()
        assert answers(found).first_unfunded is None


def test_cent_that_nobody_pays_is_unfunded() -> None:
    found = ledger_of(source("General fund", "general_fund", 1199.99))
    assert total(found, "unfunded") == pytest.approx([0.01, 0.01, 0.01])
    assert (ledger(found)["source"] == UNFUNDED).sum() == 3
