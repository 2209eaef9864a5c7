"""What the board is asked to decide, from the district's own numbers."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from planner.analysis.answers import A_CENT, Answers
from planner.analysis.compare import Comparison
from planner.analysis.effect import scenario_effect
from planner.views.board.effect_words import lasting_words, moved_clause
from planner.views.board.sentences import year_name
from planner.views.format.counts import how_many
from planner.views.format.money import about, percent


def decisions(comparison: Comparison) -> Iterator[str]:
    """One sentence for each decision: the gap, money to secure, money that ends, the reserve."""
    main = comparison.main
    yield from _gap(main)
    yield from _peaks(main)
    yield from _restore(main)
    yield from _counted_on(main)
    yield from _ending(main)
    yield from _reserve(main)


def _gap(main: Answers) -> Iterator[str]:
    if main.first_structural_gap is not None:
        place = main.years.index(main.first_structural_gap)
        yield (
            f"How to close a structural gap of {about(float(main.structural_balance[place]))} a "
            f"year starting in {year_name(main.first_structural_gap)}: with more recurring "
            f"revenue, lower cost, or both."
        )


def _peaks(main: Answers) -> Iterator[str]:
    """Unfunded cost in a plan that holds on average: purchases that come all at once."""
    if main.first_structural_gap is None and main.first_unfunded is not None:
        yield (
            f"How to pay for, spread out, or postpone {about(float(main.unfunded.sum()))} that is "
            f"unfunded starting in {year_name(main.first_unfunded)}, although recurring revenue "
            f"covers the sustainable annual cost."
        )


def _restore(main: Answers) -> Iterator[str]:
    restore = main.base_to_restore
    if restore.max() > A_CENT:
        first = main.years[int(np.argmax(restore > A_CENT))]
        yield (
            f"Whether to restore {about(float(restore.max()))} a year of local budget that "
            f"one-time money replaced; it is due starting in {year_name(first)}."
        )


def _counted_on(main: Answers) -> Iterator[str]:
    """Money the plan counts on that does not come yet."""
    for s, fund in enumerate(main.projection.funds):
        received = main.projection.funding.received[s, :, 0]
        if fund.kind == "erate" or received[0] > A_CENT or received.max() < A_CENT:
            continue
        first = main.years[int(np.argmax(received > A_CENT))]
        per_year = " a year" if fund.award == "yearly" else ""
        chance = main.projection.plan.funding[s].renewal_probability
        said = (
            f" The district puts the chance of approval at {percent(chance)}."
            if chance is not None
            else ""
        )
        yield (
            f"How to secure {fund_in_sentence(fund.name)}: the plan counts on "
            f"{about(float(received.max()))}{per_year} starting in {year_name(first)}.{said}"
        )


def _ending(main: Answers) -> Iterator[str]:
    """Money that pays cost in the first years and none in the last."""
    for s, fund in enumerate(main.projection.funds):
        paid = main.projection.funding.paid[s, :, :, 0].sum(axis=0)
        received = main.projection.funding.received[s, :, 0]
        if fund.kind == "erate" or paid.max() < 1 or paid[-1] > A_CENT or received[-1] > A_CENT:
            continue
        last = main.years[int(np.flatnonzero(paid > A_CENT)[-1])]
        yield (
            f"What replaces {fund_in_sentence(fund.name)}{',' if ',' in fund.name else ''} when "
            f"it ends: it pays up to {about(float(paid.max()))} in a year, and nothing after "
            f"{year_name(last)}."
        )


def fund_in_sentence(name: str) -> str:
    """A source as a sentence names it: with *the* before a common noun, without before a title.

    >>> fund_in_sentence("State device grant"), fund_in_sentence("Title II-A, training")
    ('the State device grant', 'Title II-A, training')
    """
    last_word = name.partition(",")[0].rpartition(" ")[2]
    return f"the {name}" if last_word.islower() else name


def choices(comparison: Comparison) -> Iterator[str]:
    """Scenarios that the district can choose, the one that does most for good first."""
    main = comparison.main
    open_choices = [
        (scenario_effect(main, other), other)
        for other in comparison.others
        if other.projection.scenarios[0].choice
    ]
    for found, other in sorted(open_choices, key=lambda choice: -round(choice[0].for_good)):
        saved = float(main.total_cost.sum() - other.total_cost.sum())
        unfunded = float(other.unfunded.sum())
        cash = "does not change the cost"
        if abs(saved) >= 1:
            more_or_less = "less" if saved > 0 else "more"
            cash = f"costs {about(saved)} {more_or_less}{moved_clause(found, main.years)}"
        rest = f"{about(unfunded)} unfunded" if unfunded >= 1 else "nothing unfunded"
        span = f"over {how_many(len(main.years), 'year')}"
        lasting = lasting_words(found, main.years)
        yield f"{other.title}: {lasting}; {span} it {cash} and leaves {rest}."


def _reserve(main: Answers) -> Iterator[str]:
    if main.first_under_policy is not None:
        yield (
            f"Whether to let the reserve fall below policy starting in "
            f"{year_name(main.first_under_policy)}; using it for recurring cost requires a plan "
            f"to replace it."
        )
