"""What districts and scenarios are called where many of them are on one page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from planner.analysis.roll_up.roll_up import RollUp
from planner.views.format.markup import text_of

#: Pages of districts, by plan and scenario: their addresses, seen from the page of all.
Decks = Mapping[tuple[str, str], str]
NO_DECKS: Decks = {}


def district_names(roll_up: RollUp, *, with_state: bool = True) -> dict[str, str]:
    """What each plan's district is called, by name of the plan.

    Two plans of districts with one name are told apart by the names of the plans.

    Parameters
    ----------
    roll_up : RollUp
        Many districts.
    with_state : bool
        Whether the state is named too, where no column names it [yes or no].
    """
    called = {one.plan: (one.district or one.plan, one.state) for one in roll_up.standings}
    count = Counter(called.values())
    found = {}
    for plan, (name, state) in called.items():
        place = f"{name}, {state}" if state and with_state else name
        found[plan] = f"{place} ({plan})" if count[name, state] > 1 else place
    return found


def scenario_titles(roll_up: RollUp) -> dict[str, str]:
    """What each scenario is called: by the title that most districts give it."""
    found = {}
    for scenario in roll_up.scenarios:
        there = [one for one in roll_up.standings if one.scenario == scenario]
        own = Counter(one.title for one in there if not one.stands_in)
        found[scenario] = own.most_common(1)[0][0] if own else scenario
    return found


def linked(name: str, address: str) -> str:
    """A name that leads to the district's own page, where there is one [HTML]."""
    shown = text_of(name)
    return f'<a href="{text_of(address)}">{shown}</a>' if address else shown
