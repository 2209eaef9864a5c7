"""Fees: who takes part, who is waived, who pays."""

from __future__ import annotations

import numpy as np
import pytest

from planner.revenue.fees import fee_revenue


def fees(
    people: float = 1000.0,
    fee: float = 50.0,
    uptake: float = 1.0,
    waived: float = 0.0,
    unpaid: float = 0.0,
    index: float = 1.0,
    share: float = 1.0,
) -> float:
    parts = (np.array(part) for part in (people, fee, uptake, waived, unpaid, index, share))
    return float(fee_revenue(*parts))


def test_kingsport() -> None:
    # 2016, $50: 60% paid, 32% waived, 8% unpaid.
    assert fees(waived=0.32, unpaid=0.08) == pytest.approx(0.60 * 1000 * 50)


def test_waived_and_unpaid_are_shares_of_those_who_take_part() -> None:
    assert fees(uptake=0.5, waived=0.32, unpaid=0.08) == pytest.approx(15_000)


def test_fee_of_everyone_who_pays() -> None:
    assert fees() == 50_000


def test_fee_grows_and_is_charged_for_part_of_a_year() -> None:
    assert fees(index=1.1, share=0.5) == pytest.approx(27_500)


@pytest.mark.parametrize("nothing", ["people", "fee", "uptake", "share"])
def test_nothing_in_nothing_out(nothing: str) -> None:
    assert fees(**{nothing: 0.0}) == 0


def test_more_waived_and_unpaid_than_there_are_is_nothing_and_not_less() -> None:
    assert fees(waived=0.7, unpaid=0.5) == 0


def test_waivers_never_bring_more() -> None:
    amounts = [fees(waived=waived, unpaid=0.1) for waived in np.linspace(0, 1, 11)]
    assert amounts == sorted(amounts, reverse=True)
