"""Title IV-A's shares for its three purposes, as the law has them on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from planner.reference.facts import fact_on

_OTHER_PURPOSES = ("title_iv_a_well_rounded_least_rate", "title_iv_a_safe_and_healthy_least_rate")


@dataclass(frozen=True)
class TitleIvAShares:
    """How much of an allocation may go to technology.

    Attributes
    ----------
    shares_from : float
        Allocation from which a district must spend shares on the other two purposes [USD].
    technology_rate : float
        Greatest share for technology where that holds: what the other two leave [share].
    infrastructure_rate : float
        Greatest share of the technology money for infrastructure [share].
    """

    shares_from: float
    technology_rate: float
    infrastructure_rate: float


@cache
def title_iv_a_shares(day: date) -> TitleIvAShares:
    """Shares of Title IV-A that hold on a day; their sources are in the table of facts.

    Parameters
    ----------
    day : date
        First day of the allocation's year [date].

    Examples
    --------
    >>> title_iv_a_shares(date(2026, 7, 1))
    TitleIvAShares(shares_from=30000.0, technology_rate=0.6, infrastructure_rate=0.15)
    """
    return TitleIvAShares(
        shares_from=fact_on("title_iv_a_share_rules_from", day).value,
        technology_rate=1.0 - sum(fact_on(name, day).value for name in _OTHER_PURPOSES),
        infrastructure_rate=fact_on("title_iv_a_infrastructure_limit_rate", day).value,
    )
