"""The pieces of the board page that are words and key figures."""

from __future__ import annotations

import numpy as np

from planner.analysis.answers import A_CENT, Answers
from planner.analysis.compare import Comparison
from planner.views.board.assumptions import horizon_words
from planner.views.board.decisions import choices, decisions
from planner.views.board.sentences import (
    cliff_sentence,
    one_time_sentence,
    restore_sentence,
    scenario_sentence,
    starts_without_reserve,
    unfunded_sentence,
    year_name,
)
from planner.views.board.votes import answer_with_votes
from planner.views.format.markup import Block, bullets, paragraphs, text_of
from planner.views.format.masthead import masthead_block
from planner.views.format.money import about

TITLE = "Technology funding: what we can keep, how we pay for it, and for how long"


def masthead(comparison: Comparison) -> Block:
    """District, title, years and scenario."""
    line = f"{horizon_words(comparison)}. Scenario: {comparison.main.title}."
    return masthead_block(comparison.plan.district, TITLE, line)


def headline(comparison: Comparison) -> Block:
    """The answer first, then what is behind it."""
    main = comparison.main
    lead = paragraphs(answer_with_votes(comparison), style="planner-answer")
    rest = [unfunded_sentence(main), cliff_sentence(main), one_time_sentence(main)]
    restore = restore_sentence(main)
    body = paragraphs(" ".join([*rest, *([restore] if restore else [])]))
    return Block(lead.html + body.html, f"{lead.text}\n{body.text}")


def key_figures(comparison: Comparison) -> Block:
    """Six figures to take away."""
    cards = list(_cards(comparison))
    html = "".join(
        f'<li><span class="label">{text_of(label)}</span> '
        f'<span class="value">{text_of(value)}</span> '
        f'<span class="note">{text_of(note)}</span></li>'
        for label, value, note in cards
    )
    text = "\n".join(f"{label}: {value} ({note})" for label, value, note in cards)
    return Block(f'<ul class="planner-cards">{html}</ul>', text)


def _cards(comparison: Comparison) -> list[tuple[str, str, str]]:
    main = comparison.main
    first, last = year_name(main.years[0]), year_name(main.years[-1])
    gap = float(main.structural_balance.min())
    worst = year_name(main.years[int(np.argmin(main.structural_balance))])
    cards = [
        (
            "Structural gap" if gap < -A_CENT else "Structural balance",
            about(gap),
            f"at its widest, in {worst}" if gap < -A_CENT else f"at its lowest, in {worst}",
        ),
        (
            "Reserve used up",
            _used_up(main),
            f"below policy starting in {year_name(main.first_under_policy)}"
            if main.first_under_policy
            else "never below policy",
        ),
        (
            "Unfunded",
            about(float(main.unfunded.sum())),
            f"total, {horizon_words(comparison)}",
        ),
    ]
    if main.cliff:
        cards.append(
            (
                "Funding cliff",
                about(main.cliff.size),
                f"drop in money that ends in {year_name(main.cliff.year)}",
            )
        )
    if not np.isnan(main.cost_per_student[0]):
        later = f"; {about(float(main.cost_per_student[-1]))} in {last}" if last != first else ""
        detail = f"sustained, in {first}{later}. {_cash_per_student(main)}"
        cards.append(("Cost per student", about(float(main.cost_per_student[0])), detail))
    if main.base_to_restore.max() > A_CENT:
        cards.append(
            (
                "Base budget to restore",
                about(float(main.base_to_restore.max())),
                "a year that one-time money replaced",
            )
        )
    return cards


def _cash_per_student(main: Answers) -> str:
    """What is paid per student: the least and the most of any year."""
    low, high = (about(float(of(main.cash_cost_per_student))) for of in (np.min, np.max))
    return f"Cash cost {low}" if low == high else f"Cash cost {low} to {high} by year"


def _used_up(main: Answers) -> str:
    if main.first_empty is None:
        return f"not through {year_name(main.years[-1])}"
    if starts_without_reserve(main):
        return "no reserve at the start"
    return year_name(main.first_empty)


def what_we_ask(comparison: Comparison) -> Block:
    """Decisions for the board."""
    found = list(decisions(comparison))
    if not found:
        return paragraphs(
            "No decision is needed now: recurring revenue covers the plan, and the reserve stays "
            "at or above policy."
        )
    return bullets(found, style="planner-decisions", numbered=True)


def open_choices(comparison: Comparison) -> Block:
    """Choices the district can make, and what each would change."""
    found = list(choices(comparison))
    if not found:
        return paragraphs("None of the scenarios compared here is a choice the district can make.")
    return bullets(found)


def what_if(comparison: Comparison) -> Block:
    """What each other scenario would change, a sentence each."""
    if not comparison.others:
        return paragraphs("No other scenario is compared here.")
    return bullets([scenario_sentence(other, comparison.main) for other in comparison.others])


def caveats(_comparison: Comparison) -> Block:
    """What the numbers are not."""
    return paragraphs(
        "This is neither a budget nor a prediction: it shows what happens if the assumptions "
        "hold. Amounts are nominal dollars, in whole dollars in tables and rounded in sentences. "
        "The structural balance counts device refresh at its sustainable annual cost, which is "
        "what it takes each year to keep every device within its useful life; the forecast "
        "counts what is bought each year. Cyber incidents are shown outside the budget and are "
        "not part of it.",
        style="planner-note",
    )


def provenance(comparison: Comparison, version: str, prepared: str) -> Block:
    """Where the page comes from, so that it can be made again."""
    plan = comparison.plan
    facts = {
        "Plan": plan.name,
        "Fingerprint of the tables": plan.digest,
        "Scenarios": ", ".join(scenario.name for scenario in comparison.scenarios),
        "Planner version": version,
        "Prepared": prepared,
    }
    html = "".join(f"<dt>{text_of(k)}</dt><dd>{text_of(v)}</dd>" for k, v in facts.items())
    return Block(
        f'<dl class="planner-provenance">{html}</dl>',
        "\n".join(f"{k}: {v}" for k, v in facts.items()),
    )
