"""The details by topic, the same as on the board page, for the command line."""

from __future__ import annotations

from planner.analysis.compare import Comparison
from planner.views.detail import contracts, devices, erate, money_rules, security
from planner.views.format.markup import Block, joined

TOPICS = ("devices", "contracts", "money", "erate", "security")


def detail_block(comparison: Comparison, topic: str, cap: float | None = None) -> Block:
    """Everything the page says on one topic.

    Parameters
    ----------
    comparison : Comparison
        The scenario, the main one of the comparison.
    topic : str
        One of ``TOPICS``.
    cap : float, optional
        Most to spend on devices in a year, where the topic is devices [USD].
    """
    if topic == "devices":
        return joined(
            devices.spreading(comparison, cap),
            devices.past_their_time(comparison),
            devices.repair_and_support(comparison),
        )
    if topic == "contracts":
        return joined(
            contracts.unused(comparison),
            contracts.renewals(comparison),
            contracts.long_term(comparison),
        )
    if topic == "money":
        return joined(
            money_rules.order_of_money(comparison),
            money_rules.federal_rules(comparison),
        )
    if topic == "erate":
        return erate.at_a_glance(comparison)
    return security.risk(comparison)
