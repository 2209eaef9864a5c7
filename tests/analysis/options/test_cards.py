"""Cards and sets of a plan small enough to work out by hand.

A technician costs $100,000 a year and reading software $10,000; the general fund pays $80,000. Of
$45,000 in reserve $15,000 are left after a year; then $15,000 and $30,000 are unfunded. Policy asks
for a tenth of the cost. So $56,000 is missing at the start, and $30,000 in the last year.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import pytest

from planner.analysis.effect import cash
from planner.analysis.options.cards import OptionCard, single_effects
from planner.analysis.options.study import OptionStudy, options
from planner.plan.plan import Plan
from planner.plan.what_if.options import open_options, option_scenario
from planner.plan.what_if.scenarios import BASE, Scenario
from tests.analysis.options.option_plan import change, option
from tests.small_plan import LAPTOPS, READING, TECHNICIAN, small_plan


def district(*rows: dict[str, Any], **tables: Any) -> Plan:  # noqa: ANN401
    """The plan of the page, with options."""
    return small_plan(
        **{
            "district": {"reserve_opening_balance": 45_000},
            "staffing": [TECHNICIAN],
            "licenses": [{**READING, "price": 10_000}],
            "funding": [
                {
                    "name": "General fund",
                    "kind": "general_fund",
                    "unspent": "reserve",
                    "amount": 80_000,
                }
            ],
            "scenarios": [
                change("fewer", "staffing", "Technician", "fte", "multiply", "0.7"),
                change("drop", "licenses", "Reading", "active", "set", "no"),
                change("more", "funding", "General fund", "amount", "add", "20000"),
                change("dear", "licenses", "Reading", "price", "set", "12000"),
            ],
            "options": rows,
            **tables,
        }
    )


@cache
def study() -> OptionStudy:
    return options(
        district(
            option("fewer", 40, excludes=("drop",)),
            option("drop", 1),
            option("more", 2.5, needs=("drop",)),
            option("dear", 1, earliest_year=2028, excludes=("drop", "fewer")),
        )
    )


def cards() -> dict[str, OptionCard]:
    return {card.option.name: card for card in study().cards}


def test_sets_are_measured_as_by_hand() -> None:
    found = study()
    names = [found.names(place) for place in range(len(found.masks))]
    assert names == [(), ("fewer",), ("drop",), ("drop", "more"), ("dear",)]
    assert found.left_out == 16 - 5
    measures = found.measures
    assert measures.cost == pytest.approx([330_000, 240_000, 300_000, 300_000, 334_000])
    assert measures.position == pytest.approx([-45_000, 45_000, -15_000, 45_000, -49_000])
    assert measures.unfunded_in_all == pytest.approx([45_000, 0, 15_000, 0, 49_000])
    assert measures.short == pytest.approx([56_000, 0, 25_000, 0, 60_200])
    assert measures.structural_balance_last == pytest.approx([-30_000, 0, -20_000, 0, -32_000])
    assert measures.years_under.tolist() == [2, 0, 2, 0, 2]
    assert measures.points.tolist() == [0, 40, 1, 3.5, 1]
    assert measures.size.tolist() == [0, 1, 1, 2, 1]
    assert measures.gap == pytest.approx([86_000, 0, 45_000, 0, 92_200])
    assert measures.closes.tolist() == [False, True, False, True, False]
    assert found.closing.tolist() == [3, 1]
    assert found.frontier.tolist() == [0, 2, 3]
    assert found.best == 3
    assert found.waiting == pytest.approx(30_000)


@pytest.mark.parametrize(
    ("name", "by_year", "structural", "share", "waiting", "in_closing"),
    [
        ("fewer", [30_000, 30_000, 30_000], 30_000, 1.0, 30_000, 1),
        ("drop", [10_000, 10_000, 10_000], 10_000, (86 - 45) / 86, 10_000, 1),
        ("more", [20_000, 20_000, 20_000], 20_000, 45 / 86, 20_000, 1),
        ("dear", [0, -2000, -2000], -2000, (86 - 92.2) / 86, -2000, 0),
    ],
)
def test_a_card_says_what_the_option_does_by_hand(
    name: str,
    by_year: list[float],
    structural: float,
    share: float,
    waiting: float,
    in_closing: int,
) -> None:
    """An option that needs another is measured on top of it."""
    card = cards()[name]
    assert card.title == name
    assert card.by_year == pytest.approx(by_year, abs=1e-5)
    assert cash(card.effect) == pytest.approx(sum(by_year))
    of_revenue = name == "more"
    lasting = (card.effect.saved_for_good, card.effect.revenue_for_good)
    assert lasting == pytest.approx((0, structural) if of_revenue else (structural, 0))
    assert card.positions == pytest.approx(structural / 100_000)
    assert card.structural == pytest.approx(structural)
    assert card.share_of_gap == pytest.approx(share)
    assert card.waiting == pytest.approx(waiting)
    assert (card.in_closing, card.closing) == (in_closing, 2)


def test_cards_come_by_what_closes_the_gap_for_good_and_say_the_order_in_cash() -> None:
    """A larger allocation in the last year alone does most for good and least in cash."""
    plan = district(
        option("drop", 1),
        option("late", 1),
        option("fewer", 1),
        scenarios=[
            change("fewer", "staffing", "Technician", "fte", "multiply", "0.7"),
            change("drop", "licenses", "Reading", "active", "set", "no"),
            {
                **change("late", "funding", "General fund", "amount", "add", "50000"),
                "from_year": 2029,
            },
        ],
    )
    found = [(card.option.name, card.cash_rank) for card in options(plan).cards]
    assert found == [("late", 2), ("fewer", 1), ("drop", 3)]


def test_what_gets_through_the_plan_alone_is_the_cheapest_that_does() -> None:
    """With $145,000 in reserve half of the reading software's cost is enough, for three years."""
    rows = (option("drop", 1), option("fewer", 4))
    rich = options(district(*rows, district={"reserve_opening_balance": 90_000}))
    assert rich.stopgap is not None
    assert rich.names(rich.stopgap) == ("drop",)
    assert rich.names(rich.best) == ("fewer",)
    through = options(district(*rows, district={"reserve_opening_balance": 145_000}))
    assert through.stopgap is None  # no option is needed for it
    poor = options(district(option("fewer", 4)))
    assert poor.stopgap is None  # what gets through closes the gap, too


def with_the_best(found: OptionStudy) -> dict[str, tuple[bool, int | None]]:
    """Whether each option is in the best set, and what it saves there to the dollar."""
    return {
        card.option.name: (
            card.in_best,
            None if card.beside_best is None else round(card.beside_best),
        )
        for card in found.cards
    }


def test_with_the_best_set_an_option_is_added_or_removed_where_that_may_be() -> None:
    assert with_the_best(study()) == {
        "fewer": (False, None),  # excludes one that is in it
        "drop": (True, None),  # another in it needs it
        "more": (True, 60_000),
        "dear": (False, None),
    }
    free = options(district(option("fewer", 4), option("dear", 1)))
    assert with_the_best(free) == {"fewer": (True, 90_000), "dear": (False, -6000)}


def test_an_option_of_all_closing_sets_is_indispensable_and_one_of_none_is_never_in() -> None:
    found = {name: (card.indispensable, card.never) for name, card in cards().items()}
    assert found["fewer"] == (False, False)
    assert found["dear"] == (False, True)
    barred = options(district(option("fewer", 4), option("dear", 1, excludes=("fewer",)))).cards
    assert [(card.closing, card.never) for card in barred] == [(1, False), (1, True)]
    [only] = options(district(option("fewer", 4))).cards
    assert (only.indispensable, only.never) == (True, False)
    [none] = options(district(option("drop", 4))).cards
    assert (none.indispensable, none.never, none.closing) == (False, False, 0)


@pytest.mark.parametrize(
    ("by_year", "structural", "nothing"),
    [
        ([0.0, 0.99, -0.99], 0.99, True),
        ([0.0, 1.0, -1.0], 0.0, False),
        ([0.0, 0.0, 0.0], 1.0, False),
        ([0.0, 0.0, 0.0], -1.0, False),
    ],
)
def test_less_than_a_dollar_is_nothing(
    by_year: list[float], structural: float, nothing: bool
) -> None:
    card = replace(cards()["drop"], by_year=np.array(by_year), structural=structural)
    moved = replace(card, effect=replace(card.effect, moved=-1.0))
    assert not moved.changes_nothing
    assert card.changes_nothing is nothing


def test_without_a_gap_there_is_no_share_of_it() -> None:
    plan = district(
        option("dear", 1),
        funding=[
            {
                "name": "General fund",
                "kind": "general_fund",
                "unspent": "reserve",
                "amount": 120_000,
            }
        ],
    )
    [card] = options(plan).cards
    assert card.share_of_gap is None


def test_of_a_gap_of_a_dollar_there_is_a_share() -> None:
    def share(missing: float) -> float | None:
        fund = {
            "name": "General fund",
            "kind": "general_fund",
            "unspent": "reserve",
            "amount": 110_000 - missing,
        }
        [card] = options(district(option("drop", 1), funding=[fund])).cards
        return card.share_of_gap

    assert share(1.0) == pytest.approx(1.0)
    assert share(0.5) is None


def test_positions_are_those_of_the_districts_own_people() -> None:
    """Two technicians at $100,000, half a position at $60,000; a contractor does not count."""
    people = [
        {"name": "Technician", "fte": 2, "salary": 80_000, "benefits_rate": 0.25},
        {"name": "Clerk", "fte": 0.5, "salary": 50_000, "benefits_rate": 0.2},
        {
            "name": "Contractor",
            "fte": 3,
            "salary": 80_000,
            "benefits_rate": 0.25,
            "delivery": "outsourced",
            "outsourced_price": 1000,
        },
        {"name": "Gone", "fte": 9, "salary": 9, "benefits_rate": 0.0, "active": False},
    ]
    [card] = options(district(option("drop", 1), staffing=people)).cards
    assert card.positions == pytest.approx(10_000 / (230_000 / 2.5))
    [none] = options(district(option("drop", 1), staffing=[])).cards
    assert none.positions is None


def test_a_change_of_words_cannot_wait_and_neither_can_a_set_with_it() -> None:
    """Laptops for $30,000 are due in FY2028; bought evenly, $10,000 a year is just there."""
    found = options(
        district(
            option("level", 1),
            option("fewer", 40),
            district={"reserve_policy_rate": 0.0},
            licenses=[],
            funding=[
                {
                    "name": "General fund",
                    "kind": "general_fund",
                    "unspent": "reserve",
                    "amount": 110_000,
                }
            ],
            devices=[LAPTOPS],
            inventory=[{"name": "Laptops", "bought": 2025, "units": 30}],
            scenarios=[
                change("level", "devices", "Laptops", "replacement", "set", "even"),
                change("fewer", "staffing", "Technician", "fte", "multiply", "0.7"),
            ],
        )
    )
    fewer, level = found.cards
    assert found.names(found.best) == ("level",)
    assert (level.waiting, found.waiting) == (None, None)
    assert fewer.waiting == pytest.approx(30_000)


def test_what_is_needed_is_needed_however_far() -> None:
    """Dear needs more, which needs drop: dear is measured on top of both."""
    found = options(
        district(
            option("drop", 1),
            option("more", 2, needs=("drop",)),
            option("fewer", 9, needs=("more",)),
        )
    )
    card = found.cards[0]
    assert card.option.name == "fewer"
    assert cash(card.effect) == pytest.approx(90_000)
    assert card.share_of_gap == pytest.approx(0.0)  # the two it needs have closed it
    assert card.by_year == pytest.approx([30_000] * 3)


def test_waiting_with_the_best_set_costs_what_is_lost_at_the_end() -> None:
    """Without reading software $15,000 are unfunded at the end; a year later, $25,000."""
    assert options(district(option("drop", 1))).waiting == pytest.approx(10_000)


def test_single_effects_are_what_is_lacking_by_year_and_in_the_last() -> None:
    """Reserve less unfunded less policy of each year; revenue less cost of the last."""
    plan = district(option("fewer", 4), option("drop", 1))
    scenarios = [option_scenario(plan, row) for row in open_options(plan)]
    found = single_effects(plan, Scenario(BASE), scenarios)
    assert found.lacking == pytest.approx([-4000, 26_000, 56_000, 30_000])
    assert found.effect[:, 0] == pytest.approx([33_000, 63_000, 93_000, 30_000])
    assert found.effect[:, 1] == pytest.approx([11_000, 21_000, 31_000, 10_000])


def test_sets_are_called_by_the_titles_of_their_options() -> None:
    plan = district(option("fewer", 40), option("drop", 1, title="No reading software"))
    found = options(plan)
    titles = {found.names(place): found.titles(place) for place in range(len(found.masks))}
    assert titles == {
        (): (),
        ("fewer",): ("fewer",),
        ("drop",): ("No reading software",),
        ("fewer", "drop"): ("fewer", "No reading software"),
    }


def test_what_is_proved_of_the_best_set() -> None:
    """All sets: always. A search: where the best closes the gap and no cheaper one is unseen."""
    closing, open_gap = study(), options(district(option("drop", 1)))
    assert (closing.proved, open_gap.proved) == (True, True)
    assert float(closing.measures.points[closing.best]) == 3.5
    assert replace(closing, proved_to=3.5).proved
    assert not replace(closing, proved_to=3.4).proved
    assert not replace(open_gap, proved_to=5.0).proved


def test_what_is_left_out_is_not_counted_in_a_search() -> None:
    found = options(district(option("fewer", 2), option("drop", 1)), most=1)
    assert (found.exact, found.left_out) == (False, -1)
