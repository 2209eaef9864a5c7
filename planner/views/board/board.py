"""The pieces of the board page that are words and key figures."""

from __future__ import annotations

from planner.analysis.compare import Comparison
from planner.analysis.figures import BoardFigures
from planner.views.board.assumptions import horizon_words
from planner.views.board.decisions import choices
from planner.views.board.key_figures import key_figures as key_figures
from planner.views.board.sentences import (
    cliff_sentence,
    largest_unfunded_sentence,
    one_time_sentence,
    restore_sentence,
    scenario_sentence,
)
from planner.views.board.votes import parts_with_votes
from planner.views.format.markup import Block, bullets, paragraphs, text_of
from planner.views.format.masthead import masthead_block, prepared_on

TITLE = "Technology funding: what we can keep, how we pay for it, and for how long"


def masthead(comparison: Comparison, title: str = TITLE, notice: str = "") -> Block:
    """District, title, years and scenario, and what a reader must know first."""
    line = f"{horizon_words(comparison)}. Scenario: {comparison.main.title}. {notice}"
    return masthead_block(comparison.plan, title, line.strip())


def headline(board: BoardFigures) -> Block:
    """The answer first, then what is behind it."""
    main = board.main
    answer, *more = parts_with_votes(board)
    lead = paragraphs(answer, style="planner-answer")
    restore = restore_sentence(main)
    rest = [largest_unfunded_sentence(main), cliff_sentence(main), restore, one_time_sentence(main)]
    body = paragraphs(*more, " ".join([said for said in rest if said]))
    return Block(lead.html + body.html, f"{lead.text}\n{body.text}")


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
    main = comparison.main.figures
    return bullets([scenario_sentence(other.figures, main) for other in comparison.others])


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
        "Prepared": prepared_on(prepared),
    }
    html = "".join(f"<dt>{text_of(k)}</dt><dd>{text_of(v)}</dd>" for k, v in facts.items())
    return Block(
        f'<dl class="planner-provenance">{html}</dl>',
        "\n".join(f"{k}: {v}" for k, v in facts.items()),
    )
