"""A simulation in words, tables and fans: the same numbers everywhere, and what they mean."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from planner.analysis.simulation.incident_losses import incident_losses
from planner.analysis.simulation.simulate import Simulation, simulate
from planner.packaged import example
from planner.plan.read import read_plan
from planner.views.charts.fan import balance_fan, cost_fan, reserve_fan, unfunded_fan
from planner.views.documents.simulation import simulation_document
from planner.views.format.money import dollars
from planner.views.questions.incident_losses import incidents_block
from planner.views.questions.simulation import (
    chances_table,
    headline,
    masthead,
    method_note,
    ranges_table,
    scenarios_table,
)

FANS = (reserve_fan, unfunded_fan, cost_fan, balance_fan)


@cache
def simulation(name: str = "prairie-view") -> Simulation:
    return simulate(read_plan(example(name)), 512, 3, ["base", "levy-fails"])


def test_headline_says_how_long_the_reserve_lasts_and_how_low_it_ends() -> None:
    text = headline(simulation()).text
    assert "The reserve stays at or above policy through FY2029 in" in text
    assert "In the worst tenth of futures, unfunded cost is $" in text
    assert "What money that ends covers drops most in FY2029" in text


def test_where_nothing_is_uncertain_the_words_say_so() -> None:
    certain = simulate(read_plan(example("altoona-wi")), 64)
    assert "in every future" in headline(certain).text
    for block in (ranges_table(certain), method_note(certain)):
        assert "every future is the projection" in block.text


def test_seed_draws_and_standard_error_are_told() -> None:
    found = simulation()
    assert "512 futures, seed 3" in masthead(found).text
    note = method_note(found).text
    assert "seed 3" in note
    assert "standard error of a chance is at most" in note
    assert "the district's own judgment" in note


@pytest.mark.parametrize("fan", FANS)
def test_fan_has_its_numbers_beside_it_and_words_for_who_cannot_see_it(fan: object) -> None:
    figure = fan(simulation())  # type: ignore[operator]
    wide, narrow = figure.datasets["wide"], figure.datasets["narrow"]
    for outer, middle, inner in zip(wide, figure.datasets["middle"], narrow, strict=True):
        assert outer["from"] <= inner["from"] <= middle["at"] <= inner["to"] <= outer["to"]
        assert middle["amount"] in figure.table_html
    assert figure.finding in figure.description
    assert "band" in figure.description
    assert figure.svg.startswith("<svg")


def test_table_of_chances_has_every_year() -> None:
    block = chances_table(simulation())
    assert block.html.count('<th scope="col">') == 1 + len(simulation().years)
    assert "100%" in block.text


def test_scenarios_are_told_against_the_first_in_the_same_futures() -> None:
    found = simulation()
    text = scenarios_table(found).text
    base, fails = found.outcomes
    apart = fails.yearly["unfunded"].sum(axis=0) - base.yearly["unfunded"].sum(axis=0)
    assert dollars(float(np.quantile(apart, 0.95))) in text
    assert "The levy is not renewed" in text


def test_ranges_are_told_with_their_sources() -> None:
    text = ranges_table(simulation()).text
    assert "40% chance: not approved" in text
    assert "add -1.5% to 1.5%, most likely 0% (PERT distribution), drawn again each year" in text
    assert "correlated with Other prices (0.5)" in text
    assert "15% chance: multiply by 0.5" in text
    assert "BLS CPI-U" in text


def test_incidents_are_outside_the_budget_and_claim_no_return() -> None:
    plan = simulation().plan
    text = incidents_block(incident_losses(plan, 512), 8, 512).text
    assert "No return on investment is claimed" in text
    assert "Chance that a year's loss exceeds it" in text
    assert "No incident is described" in incidents_block((), 8, 512).text


@pytest.mark.parametrize(("loss", "told"), [(1.0, True), (0.99, False)])
def test_losses_are_told_from_a_dollar_on(loss: float, told: bool) -> None:
    [found] = incident_losses(simulation().plan, 512)
    first = incidents_block([replace(found, horizon=np.array([loss]))], 8, 512).text
    assert ("are $1 or more" in first) is told


def test_document_is_plain_json_with_everything() -> None:
    found = simulation()
    document = simulation_document(found, incident_losses(found.plan, 512), "1")
    again = json.loads(json.dumps(document, allow_nan=False))
    assert again == document
    assert [s["name"] for s in document["scenarios"]] == ["base", "levy-fails"]
    assert len(document["scenarios"][0]["reserve"]["quantiles"]) == len(document["levels"])
