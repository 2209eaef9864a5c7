"""A card for each option, in the district's own numbers."""

from __future__ import annotations

from collections.abc import Iterator

from planner.analysis.effect import A_DOLLAR, cash
from planner.analysis.options.cards import OptionCard
from planner.analysis.options.study import OptionStudy
from planner.fiscal import fiscal_year_label
from planner.views.board.effect_words import cash_words, lasting_words
from planner.views.format.markup import (
    Block,
    TableRow,
    joined,
    paragraphs,
    table,
    table_block,
)
from planner.views.format.money import about, dollars, percent
from planner.views.questions.gap_words import points_of
from planner.views.questions.options import NONE_TYPED


def ranking(study: OptionStudy) -> Block:
    """The options in two orders: what closes the gap for good, and what gets through the plan."""
    if not study.options:
        return paragraphs(NONE_TYPED)
    first, last = (fiscal_year_label(study.plan.years[k]) for k in (0, -1))
    caption = (
        f"Options ranked by what closes the gap for good (a year, in {first} dollars) and by what "
        f"gets through the plan (cash through {last})"
    )
    headings = ["Option", "Savings a year", "Revenue a year", "Rank for good"]
    headings += [f"Cash through {last}", f"Rank through {last}"]
    rows = [
        TableRow(
            card.title,
            [
                dollars(card.effect.saved_for_good),
                dollars(card.effect.revenue_for_good),
                str(place),
                dollars(cash(card.effect)),
                str(card.cash_rank),
            ],
        )
        for place, card in enumerate(study.cards, start=1)
    ]
    return table_block(caption, headings, rows)


def cards(study: OptionStudy) -> Block:
    """A card for each option."""
    if not study.options:
        return paragraphs(NONE_TYPED)
    return joined(*(_card(study, card) for card in study.cards))


def card_of(study: OptionStudy, name: str) -> Block:
    """The card of one option.

    Parameters
    ----------
    study : OptionStudy
        The options of a plan.
    name : str
        Name of the option.
    """
    return _card(study, next(card for card in study.cards if card.option.name == name))


def _card(study: OptionStudy, card: OptionCard) -> Block:
    lines = list(_card_lines(study, card))
    rows = [TableRow(heading, [words]) for heading, words in lines]
    name = f"{card.title} ({card.option.name})" if card.title != card.option.name else card.title
    width = max(len(heading) for heading, _ in lines)
    text = "\n".join([name, *(f"  {heading.ljust(width)}  {words}" for heading, words in lines)])
    return Block(table(name, ["Figure", "In this district"], rows, words=True), text)


def _card_lines(study: OptionStudy, card: OptionCard) -> Iterator[tuple[str, str]]:
    """Headings and words of one card."""
    row, years = card.option, study.plan.years
    first = max(row.earliest_year or years[0], years[0])
    if card.changes_nothing:
        yield "On its own", "no effect on the money in this plan"
    else:
        lasting = lasting_words(card.effect, years)
        yield "A year, once in place", f"{lasting}{_in_positions(card)}"
        yield f"Through {fiscal_year_label(years[-1])}", cash_words(card.effect, years)
        yield f"Structural balance {fiscal_year_label(years[-1])}", _better(card.structural)
    if card.share_of_gap is not None:
        yield "Share of the gap", _share(card.share_of_gap)
    yield "With the best combination", _with_best(card)
    yield "Used to close the gap", _in_closing(card)
    yield "A year's delay", _delay(card)
    yield "Earliest year", fiscal_year_label(first)
    yield "Felt by", row.felt_by
    yield "Service lost", points_of(row.service_points)
    yield "Reversible", row.reversible
    if row.excludes:
        yield "Excludes", "; ".join(row.excludes)
    if row.needs:
        yield "Needs", "; ".join(row.needs)


def _counts(amount: float) -> bool:
    return abs(amount) >= A_DOLLAR


def _better(amount: float) -> str:
    if not _counts(amount):
        return "no change"
    return f"{about(amount)} {'better' if amount > 0 else 'worse'}"


def _in_positions(card: OptionCard) -> str:
    if card.positions is None or abs(card.positions) < 0.05:
        return ""
    return f", equal to {abs(card.positions):.1f} positions at average pay"


def _share(share: float) -> str:
    if share < -0.005:
        return f"widens it by {percent(round(-share, 2))}"
    return f"closes {percent(round(share, 2))}" if share >= 0.005 else "closes none of it"


def _with_best(card: OptionCard) -> str:
    if card.beside_best is None:
        return "needed by other options in it" if card.in_best else "cannot be added to it"
    return f"{_better(card.beside_best)} {'as part of it' if card.in_best else 'if added to it'}"


def _in_closing(card: OptionCard) -> str:
    if not card.closing:
        return "no combination closes the gap"
    if card.never:
        return f"in no combination that closes it, of {card.closing:,}"
    if card.indispensable:
        return f"in every combination that closes it, {card.closing:,} in all"
    return f"in {card.in_closing:,} of the {card.closing:,} combinations that close it"


def _delay(card: OptionCard) -> str:
    if card.waiting is None:
        return "not calculated, because the change applies to every year"
    return _better(-card.waiting)
