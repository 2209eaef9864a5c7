"""A screen as the command asks for it: one model plan, a table of districts, draws, peers."""

from __future__ import annotations

from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from planner.analysis.simulation.draw_variations import drawn_variations
from planner.analysis.simulation.simulate import draw_all
from planner.arrays import Places
from planner.districts.f33 import Survey, f33_survey, read_districts
from planner.districts.peers import nearest_peers
from planner.districts.scaled_model import compared_model
from planner.districts.screen import Screen, screen
from planner.plan.plan import Plan
from planner.plan.what_if.ranges import uncertain_inputs
from planner.plan.what_if.scenarios import BASE, Scenario

#: Draws unless asked otherwise: the first multiple of 16 from a hundred on.
DRAWS = 112


@dataclass(frozen=True)
class Screened:
    """A screen, the districts that are shown of it, and the peers of every district.

    Attributes
    ----------
    screen : Screen
        What became of every district of the table.
    state : str
        The state that is shown; blank for all districts.
    places : ndarray of int
        Places of the districts shown.
    peers : ndarray of int, shape (district, peer)
        Peers of every district of the table, -1 where there is none.
    """

    screen: Screen
    state: str
    places: Places
    peers: Places


def screened(
    plan: Plan,
    survey: Survey,
    state: str = "",
    draws: int = DRAWS,
    seed: int = 1,
    *,
    pool: Executor | None = None,
) -> Screened:
    """Screen all districts of a table; those of one state are shown, with peers from everywhere.

    Parameters
    ----------
    plan : Plan
        The model, as typed.
    survey : Survey
        The districts.
    state : str
        Two letters; blank for all districts.
    draws : int
        Number of draws of the model's ranges, a multiple of 16.
    seed : int
        The same seed gives the same draws.
    pool : Executor, optional
        Processes that share the work.

    Raises
    ------
    ValueError
        If the table has no district in the state, or the model cannot be scaled.
    """
    places = survey.places_in(state)
    if not len(places):
        known = ", ".join(sorted(set(filter(None, survey.words["state"])))) or "none"
        msg = f'there is no district in "{state}"; states are: {known}'
        raise ValueError(msg)
    model = compared_model(plan)
    inputs = uncertain_inputs(model)
    if not any(one.active for one in inputs):
        found = screen(model, survey, pool=pool)
    else:
        drawn = draw_all(model, inputs, draws, seed)
        moved = drawn_variations(model, Scenario(BASE), inputs, drawn)
        found = screen(model, survey, moved, draws, pool=pool)
    return Screened(found, state, places, nearest_peers(survey, ~np.isnan(found.spending)))


def districts_of(file: Path | None, year: int | None, first_year: int) -> Survey:
    """The table that is asked for: the packaged survey, or one's own.

    Parameters
    ----------
    file : Path or None
        A table of one's own.
    year : int or None
        The fiscal year of its dollars; the model's first year if left out.
    first_year : int
        That year.

    Raises
    ------
    ValueError
        If a year is given for the survey, which has its own.
    """
    if file is not None:
        return read_districts(file, year or first_year)
    if year is not None:
        msg = "the packaged survey is of FY2022; --year is for a table of your own (--districts)"
        raise ValueError(msg)
    return f33_survey()
