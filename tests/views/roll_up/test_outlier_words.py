"""The sentence of every kind of outlier, word for word."""

from __future__ import annotations

import pytest

from planner.analysis.roll_up.outliers import Outlier
from planner.views.roll_up.outlier_words import outlier_words

DEVICES, STAFF = ("device_refresh", 412.0), ("staffing", 99.5)


@pytest.mark.parametrize(
    ("outlier", "says"),
    [
        (
            Outlier("elm", "cost_per_student", 812, 260, 9.0, (DEVICES, STAFF), 41),
            "Cost per student is $812 a year, 3.1 times the median of the 41 districts nearest in "
            "size ($260). Most of the difference: devices, $412 more; technology staff, $100 more.",
        ),
        (
            Outlier("elm", "cost_per_student", 156, 260, -4.0, (("network", -120.0),), 8),
            "Cost per student is $156 a year, 60% of the median of all 8 districts ($260). Most of "
            "the difference: network and internet, $120 less.",
        ),
        (
            Outlier("elm", "devices_per_student", 0.343, 0.259, 4.3, (("network", 0.4),), 40),
            "Devices bought per student are 0.34 a year, 1.3 times the median of all 40 districts "
            "(0.26). Most of the difference: network and internet, under $1 more.",
        ),
        (
            Outlier("elm", "devices_per_student", 0.343, 0.0, 4.3, (), 40),
            "Devices bought per student are 0.34 a year, above the median of all 40 districts "
            "(0.00).",
        ),
        (
            Outlier("elm", "balance_share", -0.12, 0.52, -4.0, (("recurring_revenue", -181.0),), 9),
            "The structural balance is -12% of sustainable annual cost, below the median of all 9 "
            "districts (52%). Most of the difference: recurring revenue, $181 less.",
        ),
        (
            Outlier("elm", "balance_share", 0.9, 0.1, 4.0, (("sustained_cost", -0.4),), 9),
            "The structural balance is 90% of sustainable annual cost, above the median of all 9 "
            "districts (10%). Most of the difference: sustainable annual cost, under $1 less.",
        ),
    ],
)
def test_the_sentence_says_how_far_from_whom_and_why(outlier: Outlier, says: str) -> None:
    assert outlier_words(outlier) == says
