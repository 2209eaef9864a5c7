"""What to vote on, by when, and what staff recommends, from the district's own numbers."""

from __future__ import annotations

from collections.abc import Iterator

from planner.analysis.compare import Comparison
from planner.analysis.decisions.dates import Due
from planner.analysis.decisions.decision import Decision
from planner.analysis.decisions.facts import decisions
from planner.analysis.decisions.recommended import Recommendation, recommendation
from planner.analysis.effect import for_good, scenario_effect
from planner.fiscal import fiscal_year_label
from planner.plan.cells.moments import long_date
from planner.plan.tables.options import OptionRow
from planner.plan.what_if.options import open_options, option_scenario
from planner.reference.accounts import funding_rules
from planner.views.board.concern_words import capital
from planner.views.board.effect_words import cash_words, cost_change, lasting_words
from planner.views.board.sentences import lasting_effect
from planner.views.format.counts import how_many
from planner.views.format.markup import Block, bullets, joined, paragraphs, text_of
from planner.views.format.money import about, percent

#: Money on which the district, its voters or its families decide; others award theirs.
_APPROVED = ("general_fund", "local_levy", "capital", "fees")


def decision_list(comparison: Comparison) -> Block:
    """Every decision of the board: what, by when, and what staff recommends."""
    found, advice = decisions(comparison), recommendation(comparison)
    if not found:
        return paragraphs(
            "No decision is needed now: recurring revenue covers the plan, and the reserve stays "
            "at or above policy."
        )
    items = [_item(comparison, decision, advice) for decision in found]
    html = "".join(f"<li>{item.html}</li>" for item in items)
    text = "\n".join("- " + item.text.replace("\n", "\n  ") for item in items)
    listed = Block(f'<ol class="planner-decisions">{html}</ol>', text)
    return joined(listed, paragraphs(_together(comparison, advice)))


def _item(comparison: Comparison, decision: Decision, advice: Recommendation | None) -> Block:
    """One decision: the fact and the question, the day, what staff recommends."""
    fact, question = _fact_and_question(comparison, decision)
    when = due_words(comparison, decision.due)
    day = long_date(decision.due.day) if decision.due.day else ""
    bold = f"<strong>{day}</strong>" if day else ""
    html = (
        f"<p>{text_of(fact)} <strong>{text_of(question)}</strong></p>"
        f"<p>By when: {bold}{text_of(when.removeprefix(day))}</p>"
    )
    staff = _staff(comparison, decision, advice)
    plain = [f"{fact} {question}", f"By when: {when}", *filter(None, [staff.text])]
    return Block(html + staff.html, "\n".join(plain))


def _staff(comparison: Comparison, decision: Decision, advice: Recommendation | None) -> Block:
    """What staff recommends for a decision; nothing where no option answers it."""
    lines = [
        f"{_title(comparison, row)}{_does(comparison, row, advice)}" for row in decision.recommended
    ]
    if len(lines) == 1:
        return paragraphs(f"Staff recommends: {lines[0]}")
    if lines:
        lead, marked = paragraphs("Staff recommends:"), bullets(lines)
        return Block(lead.html + marked.html, f"{lead.text}\n{marked.text}")
    if decision.options and advice is not None:
        titles = "; ".join(_title(comparison, row) for row in decision.options)
        return paragraphs(f"Staff recommends none of the options that answer it: {titles}.")
    return Block("", "")


def _title(comparison: Comparison, option: OptionRow) -> str:
    """How the page calls an option."""
    return option_scenario(comparison.plan, option).title


def _does(comparison: Comparison, option: OptionRow, advice: Recommendation | None) -> str:
    """What a recommended option does for good and over the plan, as on its card."""
    vote = f" Vote by {long_date(option.decide_by)}." if option.decide_by else ""
    if advice is None:
        return f".{vote}"
    effect = advice.effects[advice.options.index(option)]
    years = comparison.main.years
    lasting, cash = lasting_words(effect, years), cash_words(effect, years)
    return f": {lasting}; through {fiscal_year_label(years[-1])}, {cash}.{vote}"


def _together(comparison: Comparison, advice: Recommendation | None) -> str:
    """What all recommended options do together, or which cell staff marks them in."""
    if not open_options(comparison.plan):
        return "The plan lists no options (table options), so staff can recommend none here."
    if advice is None:
        if any(row.recommended for row in open_options(comparison.plan)):
            return "The tables do not allow the recommended options in this scenario."
        return "Staff has not marked a recommendation (column recommended in the table options)."
    last, count = fiscal_year_label(comparison.main.years[-1]), len(advice.options)
    who = (
        "The recommended option leaves"
        if count == 1
        else f"Together, the {count} recommended options leave"
    )
    them = "it" if count == 1 else "them"
    if max(*advice.unfunded, *advice.gap) < 1:
        return (
            f"With {them} and without {them}, nothing is unfunded through {last}, and there is no "
            f"structural gap in {last}."
        )
    before, after = (about(x) if x >= 1 else "nothing" for x in advice.unfunded)
    gap_before, gap_after = (f"{about(x)} a year" if x >= 1 else "none" for x in advice.gap)
    gap = "no structural gap" if gap_after == "none" else f"a structural gap of {gap_after}"
    return (
        f"{who} {after} unfunded through {last} (without {them}: {before}) and {gap} in {last} "
        f"(without {them}: {gap_before})."
    )


def what_words(comparison: Comparison, decision: Decision) -> str:
    """The fact behind a decision, and the question to the board."""
    return " ".join(_fact_and_question(comparison, decision))


def _fact_and_question(comparison: Comparison, decision: Decision) -> tuple[str, str]:
    """The fact behind a decision, in a sentence or two, and what the board is asked."""
    match decision.kind:
        case "gap":
            return _gap(decision, comparison)
        case "reserve":
            fact = (
                f"The technology reserve ends below the board's policy {_in_years(decision.years)}"
                f", by up to {about(decision.amount, 'up')}."
            )
            return fact, "Does the board accept that, and how is the reserve rebuilt?"
        case "restore":
            fact = (
                f"The board cut {about(decision.amount)} a year from the local budget while "
                "one-time money paid. It is to be restored starting in "
                f"{fiscal_year_label(decision.years[0])}."
            )
            return fact, "Does the board restore it?"
        case "vote" | "award":
            return _to_come(decision, comparison)
        case "ends":
            until = (
                f"ends on {long_date(decision.ends_on)}"
                if decision.ends_on
                else f"pays nothing after {fiscal_year_label(decision.years[-1])}"
            )
            name = fund_in_sentence(decision.subject)
            fact = (
                f"{capital(name)}{_comma(name)} pays up to "
                f"{about(decision.amount, 'up')} in a year and {until}."
            )
            return fact, "What replaces it?"
        case "renewal":
            fact = (
                f"The contract for {decision.subject}{_comma(decision.subject)} is up for renewal "
                f"in {fiscal_year_label(decision.years[0])}, for "
                f"{how_many(decision.term_years, 'year')} at {about(decision.amount)} a year."
            )
            return fact, "Is it renewed?"
        case "option":
            return f"{_title(comparison, decision.options[0])}.", "Does the board approve it?"


def _gap(decision: Decision, comparison: Comparison) -> tuple[str, str]:
    """Recurring money that falls short, unfunded cost, or both: one decision."""
    years = [year for year, _ in decision.unfunded]
    total = about(sum(amount for _, amount in decision.unfunded))
    unfunded = f"{total} is unfunded {_in_years(years)}" if years else ""
    if not decision.yearly:
        fact = f"{unfunded}, although recurring revenue covers the sustainable annual cost."
        return fact, "Is it paid for, spread out, or postponed?"
    fact = (
        f"Recurring revenue falls short of the sustainable annual cost "
        f"{_in_years(decision.years)}, by up to {about(decision.amount, 'up')} a year"
    )
    return f"{fact}{'; ' if unfunded else ''}{unfunded}.", "How does the district close the gap?"


def _to_come(decision: Decision, comparison: Comparison) -> tuple[str, str]:
    """Money that the plan counts on and that voters or others have yet to approve."""
    row = next(row for row in comparison.plan.funding if row.name == decision.subject)
    name, first = fund_in_sentence(decision.subject), fiscal_year_label(decision.years[0])
    every = "every second year" if row.award == "two_years" else "a year"
    money = (
        f"{about(decision.amount)} {every} from {name}, starting in {first}"
        if decision.yearly
        else f"a single payment of {about(decision.amount)} in {first} from {name}"
    )
    fact = f"The plan counts on {money}."
    if decision.replaces:
        *others, last = (fund_in_sentence(one) for one in decision.replaces)
        ended = " and ".join([*(f"{name}{_comma(name)}" for name in others), last])
        ends = "the first of which ends" if others else "which ends"
        end = f", {ends} on {long_date(decision.ends_on)}" if decision.ends_on else ""
        fact = f"{fact} It replaces {ended}{end}."
    if decision.chance is not None:
        fact = f"{fact} The district puts the chance of approval at {percent(decision.chance)}."
    if decision.kind == "vote":
        return fact, "Do voters approve it?"
    own = funding_rules()[row.kind].line in _APPROVED
    return fact, "Is it approved?" if own else "Is it awarded?"


def due_words(comparison: Comparison, due: Due) -> str:
    """The day of a decision and where it comes from; without a day, which cell to fill."""
    day = long_date(due.day) if due.day else ""
    year = fiscal_year_label(due.year)
    match due.reason:
        case "typed":
            return f"{day}."
        case "adoption":
            return f"{day}, when the budget for {year} is adopted."
        case "before_year":
            late = (
                " If it has passed, the next meeting."
                if due.year == comparison.main.years[0]
                else ""
            )
            return (
                f"{day}, the last day before {year} begins; the day of adoption is not given "
                f"({due.cell}).{late}"
            )
        case "before_start":
            return (
                f"{day}, the day before the money starts; the day of the decision is not given "
                f"({due.cell})."
            )
        case "ends":
            return f"{day}, when the money ends."
        case "notice":
            return f"{day}, the last day to give notice before the new term."
        case "before_term":
            return f"{day}, the day before the new term; days of notice are not given ({due.cell})."
        case "adopted":
            return f"the next meeting; the budget for {year} has been adopted."
        case "not_given":
            return f"no date is given; type one in {due.cell}."


def _in_years(years: list[int] | tuple[int, ...]) -> str:
    """Years in a sentence: one, a span, or some of a span."""
    first, last = fiscal_year_label(years[0]), fiscal_year_label(years[-1])
    if len(years) == 1:
        return f"in {first}"
    if years[-1] - years[0] + 1 == len(years):
        return f"from {first} through {last}"
    return f"in {len(years)} years from {first} through {last}"


def _comma(name: str) -> str:
    """What sets off a name that has a comma of its own."""
    return "," if "," in name else ""


def fund_in_sentence(name: str) -> str:
    """A source as a sentence names it: with *the* before a common noun, without before a title.

    >>> fund_in_sentence("State device grant"), fund_in_sentence("Title II-A, training")
    ('the State device grant', 'Title II-A, training')
    """
    last_word = name.partition(",")[0].split(" ")[-1]
    is_common_noun = last_word.lower() == last_word and last_word.upper() != last_word
    return f"the {name}" if is_common_noun else name


def choices(comparison: Comparison) -> Iterator[str]:
    """Scenarios that the district can choose, the one that does most for good first."""
    main = comparison.main
    open_choices = [
        (scenario_effect(main.figures, other.figures), other)
        for other in comparison.others
        if other.projection.scenarios[0].choice
    ]
    for found, other in sorted(open_choices, key=lambda choice: -round(for_good(choice[0]))):
        more = float(other.cost.sum() - main.cost.sum())
        unfunded = float(other.unfunded.sum())
        cash = cost_change(found, more, main.years) or "does not change the cost"
        rest = f"{about(unfunded)} unfunded" if unfunded >= 1 else "nothing unfunded"
        span = f"over {how_many(len(main.years), 'year')}"
        lasting = lasting_effect(other.figures, main.figures)
        yield f"{other.title}: {lasting}; {span} it {cash} and leaves {rest}."
