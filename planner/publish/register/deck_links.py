"""Which board page of a folder of runs shows what a row of the picture of all districts says."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from planner.analysis.roll_up.standing import DistrictStanding
from planner.publish.register.register import read_register
from planner.publish.register.registered_deck import MADE, RegisteredDeck, main_scenario


def deck_links(output: Path, standings: Iterable[DistrictStanding]) -> dict[tuple[str, str], Path]:
    """The newest board page of each district and scenario that is of the same tables.

    Parameters
    ----------
    output : Path
        Folder of all runs, with its register.
    standings : iterable of DistrictStanding
        Districts in scenarios, each by the fingerprint of its plan.

    Returns
    -------
    dict of tuple of (str, str) to Path
        Plan and scenario -> the page; without those that have none.

    Examples
    --------
    >>> deck_links(Path("nowhere"), [])
    {}
    """
    newest: dict[tuple[str, str], RegisteredDeck] = {}
    for deck in read_register(output):
        shown = (deck.digest, main_scenario(deck.scenario))
        if deck.outcome in MADE and (shown not in newest or _age(deck) >= _age(newest[shown])):
            newest[shown] = deck
    pages = (
        (one, output / newest[one.digest, one.scenario].page)
        for one in standings
        if (one.digest, one.scenario) in newest
    )
    return {(one.plan, one.scenario): page for one, page in pages if page.is_file()}


def _age(deck: RegisteredDeck) -> tuple[bool, datetime]:
    """Pages of the usual title come before those that a table named, then the newest."""
    return not deck.title, datetime.fromisoformat(deck.started)
