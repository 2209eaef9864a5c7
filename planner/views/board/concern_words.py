"""A short sentence for each thing that should worry a board, with its years and its amount."""

from __future__ import annotations

from collections.abc import Sequence

from planner.analysis.cash_and_structural import Reason, reasons_apart
from planner.analysis.concerns import (
    Concern,
    ConcernKind,
    concerns_of,
    reserve_held_money,
)
from planner.analysis.figures import Figures, first_unfunded
from planner.fiscal import fiscal_year_label
from planner.rulebook.sums import total
from planner.views.format.footed_amounts import footed_amounts
from planner.views.format.money import about, percent

#: Gaps of two years that differ by more than this share are both told.
_DIFFERS_BY = 0.1
#: Why a year has more cash than an average one, and why it has less.
_AHEAD: dict[Reason, str] = {
    "devices": "fewer devices than usual are due",
    "purchases": "fewer purchases other than devices are due than usual",
    "prepaid": "some of its cost was paid in advance",
    "one_time": "one-time money comes in",
    "other_money": "more revenue comes in than in an average year",
}
_BEHIND: dict[Reason, str] = {
    "devices": "more devices than usual are due",
    "purchases": "more purchases other than devices are due than usual",
    "projects": "it pays for one-time projects",
    "other_money": "less revenue comes in than in an average year",
}


def years_words(years: Sequence[int]) -> str:
    """Fiscal years in a sentence, with *in* or *from ... through*.

    >>> years_words([2027]), years_words([2027, 2028]), years_words([2028, 2029, 2030])
    ('in FY2027', 'in FY2027 and FY2028', 'from FY2028 through FY2030')
    >>> years_words([2027, 2031]), years_words([2027, 2029, 2034])
    ('in FY2027 and FY2031', 'in 3 years from FY2027 through FY2034')
    """
    first, last = fiscal_year_label(years[0]), fiscal_year_label(years[-1])
    if len(years) == 1:
        return f"in {first}"
    if len(years) == 2:
        return f"in {first} and {last}"
    if len(years) < years[-1] - years[0] + 1:
        return f"in {len(years)} years from {first} through {last}"
    return f"from {first} through {last}"


def years_cell(years: Sequence[int]) -> str:
    """Fiscal years in a cell of a table.

    >>> years_cell([]), years_cell([2027]), years_cell([2028, 2029, 2030]), years_cell([2027, 2029])
    ('never', 'FY2027', 'FY2028 to FY2030', '2 years from FY2027')
    """
    if not years:
        return "never"
    first, last = fiscal_year_label(years[0]), fiscal_year_label(years[-1])
    if len(years) < years[-1] - years[0] + 1:
        return f"{len(years)} years from {first}"
    return first if len(years) == 1 else f"{first} to {last}"


def used_up_cell(found: Figures) -> str:
    """When the reserve is used up, in a cell of a table; not if it never held money."""
    if never_held_reserve(found):
        return "no reserve"
    empty = by_kind(found).get("reserve_used_up")
    return fiscal_year_label(empty.first) if empty else "never"


def shortfall_words(found: Figures) -> str:
    """Cost of this year or next that is unfunded, and when the district recovers; or nothing."""
    concerns = by_kind(found)
    short, later = concerns.get("unfunded_soon"), concerns.get("unfunded_later")
    if short is None:
        return ""
    reserve = (
        ", and there is no technology reserve to draw on"
        if never_held_reserve(found)
        else " even after spending its whole technology reserve"
    )
    several = len(short.years) > 1
    said = (
        f"{capital(years_words(short.years))} the district is {_unfunded(found, short)} short"
        f"{' in total' if several else ''}{reserve}"
        f"{'' if several else because(found, short.first)}."
    )
    if short.last == found.years[-1]:
        return said
    again = (
        f", but is {_unfunded(found, later)} short again {years_words(later.years)}"
        if later
        else ""
    )
    recovers = short.last + 1
    after = _policy_after(found, recovers)
    return f"{said} It recovers from {fiscal_year_label(recovers)}{again}{after}."


def _policy_after(found: Figures, recovers: int) -> str:
    """When a reserve that was spent is at policy again; nothing where there never was one."""
    below = by_kind(found).get("below_policy")
    if never_held_reserve(found) or below is None:
        return ""
    last = fiscal_year_label(found.years[-1])
    at_policy = [y for y in found.years if y >= recovers and y not in below.years]
    if not at_policy:
        return f"; the reserve is below policy through {last}"
    again = at_policy[0]
    below_again = [year for year in below.years if year > again]
    if below_again:
        until = below_again[0] - 1
        held = f"from {fiscal_year_label(again)} through {fiscal_year_label(until)}"
        held = f"only in {fiscal_year_label(again)}" if again == until else f"only {held}"
        return f"; the reserve is then at or above policy {held}"
    if again == recovers:
        return ", with the reserve at or above policy again"
    return f"; the reserve is at or above policy again from {fiscal_year_label(again)}"


def reserve_words(found: Figures, *, explained: bool = True) -> str:
    """A reserve that is used up or below policy, and what is unfunded later; or nothing."""
    concerns = by_kind(found)
    low = concerns.get("reserve_used_up") or concerns.get("below_policy")
    later = concerns.get("unfunded_later")
    if low is None and later is None:
        return ""
    never = never_held_reserve(found)
    why = because(found, low.first) if low and not never else ""
    said = capital(reserve_clause(found, explained=explained, why=why))
    if later is None:
        return f"{said}."
    unpaid, when = _unfunded(found, later), years_words(later.years)
    if why or never or low is None or later.first != low.first or not later.unbroken:
        return f"{said}; {unpaid} is unfunded {when}{because(found, later.first) if never else ''}."
    through = f" through {fiscal_year_label(later.last)}" if len(later.years) > 1 else ""
    return f"{said}, leaving {unpaid} unfunded{through}."


def reserve_clause(found: Figures, *, explained: bool = False, why: str = "") -> str:
    """What becomes of the technology reserve, as a part of a sentence.

    With ``explained`` it says which share of a year's cost the board's policy asks for; ``why``
    is a clause that gives the cause.
    """
    concerns = by_kind(found)
    share = f" ({percent(policy_rate(found))} of a year's cost)" if explained else ""
    empty, below = concerns.get("reserve_used_up"), concerns.get("below_policy")
    if never_held_reserve(found):
        if first_unfunded(found) is not None:
            return "there is no technology reserve to draw on"
        asks = f"; policy asks for one{share}" if explained and below else ""
        return f"there is no technology reserve{asks}"
    if empty is None:
        if below is not None:
            return f"the technology reserve is below policy{share} {_low_years(found, below, why)}"
        kept = "stays at or above policy" if policy_rate(found) else "lasts"
        return f"the technology reserve {kept}"
    falls = ""
    if below is not None and below.first < empty.first:
        falls = f"falls below policy{share} in {fiscal_year_label(below.first)} and "
    gone = f"is used up in {fiscal_year_label(empty.first)}{why}"
    return f"the technology reserve {falls}{gone}{_back(found, below) if below else ''}"


def _low_years(found: Figures, below: Concern, why: str) -> str:
    """In which years the reserve is below policy, and when it is above again."""
    only = len(below.years) == 1 and below.last < found.years[-1]
    back = " only" if only else _back(found, below)
    return f"{years_words(below.years)}{f'{back}{why}' if only else f'{why}{back}'}"


def _back(found: Figures, below: Concern) -> str:
    if below.last == found.years[-1]:
        return ""
    return f", and is at or above policy again from {fiscal_year_label(below.last + 1)}"


def gap_words(found: Figures, after: str = "") -> str:
    """Whether recurring revenue covers the sustainable annual cost, and by how much not.

    Where the first year of a gap, or of the plan, has cash although there is a gap, or the other
    way round, it says why in the same breath, unless what is said before it (``after``) has.
    """
    gap = by_kind(found).get("structural_gap")
    years = [found.years[0]]
    if gap and gap.first > years[0]:
        years.append(gap.first)
    asides = [_cash_aside(found, year) for year in years if not _told(found, year, after)]
    aside = ", and ".join(asides)
    said = f"{_gap(found, gap) if gap else _covered(found)}{f'; {aside}' if aside else ''}"
    if after:
        return f"{said}."
    reserve = reserve_clause(found)
    return f"{said}. {capital(reserve)}." if aside else f"{said}; {reserve}."


def _told(found: Figures, year: int, before: str) -> bool:
    """Whether it has been said why a year's cash is not like its structural balance, or it is."""
    return because(found, year) in before


def _covered(found: Figures) -> str:
    least = min(footed_amounts(found).structural_balance)
    spare = f"at least {about(least, 'down')} a year" if least >= 1 else "nothing"
    return (
        f"Recurring revenue covers the sustainable annual cost in every year through "
        f"{fiscal_year_label(found.years[-1])}, with {spare} to spare"
    )


def _gap(found: Figures, gap: Concern) -> str:
    balances = footed_amounts(found).structural_balance
    gaps = [-balances[found.years.index(year)] for year in gap.years]
    widest = max(gaps)
    in_all_years = gap.unbroken and gap.last == found.years[-1]
    hardly_differs = widest <= gaps[0] * (1 + _DIFFERS_BY)
    if len(gaps) == 1:
        when, size = capital(years_words(gap.years)), about(widest)
    elif in_all_years:
        when, size = f"Starting in {fiscal_year_label(gap.first)}", f"{about(gaps[0])} a year"
    else:
        even = min(gaps) * (1 + _DIFFERS_BY) >= widest
        most = about(widest) if even else f"up to {about(widest, 'up')}"
        when, size = capital(years_words(gap.years)), f"{most} a year"
    grows = "" if hardly_differs or not in_all_years else _grows(gap, gaps)
    return (
        f"{when}, recurring revenue falls {size} short of the sustainable annual cost "
        f"(the structural gap){grows}"
    )


def _grows(gap: Concern, gaps: Sequence[int]) -> str:
    """To what a gap grows that is there in every year from the first on."""
    if gaps[-1] >= max(gaps) / (1 + _DIFFERS_BY):
        return f", growing to {about(gaps[-1])} by {fiscal_year_label(gap.last)}"
    worst = gap.years[gaps.index(max(gaps))]
    return f", and {about(max(gaps))} in {fiscal_year_label(worst)}"


def _cash_aside(found: Figures, year: int) -> str:
    """Cash of a year that points away from its structural balance, and why."""
    place, amounts = found.years.index(year), footed_amounts(found)
    over = amounts.revenue[place] - amounts.cost[place]
    more, less = ("takes in", "spends") if over > 0 else ("spends", "takes in")
    return (
        f"{fiscal_year_label(year)} {more} {about(over)} more than it {less}{because(found, year)}"
    )


def because(found: Figures, year: int) -> str:
    """Why a year has cash although there is a structural gap, or none although there is none."""
    reasons = reasons_apart(found, year)
    if not reasons:
        return ""
    ahead = found.structural_balance[found.years.index(year)] < 0
    said = [(_AHEAD if ahead else _BEHIND)[reason] for reason in reasons]
    return f", because {' and '.join(said)}"


def by_kind(found: Figures) -> dict[ConcernKind, Concern]:
    """Concerns of a scenario by their kind."""
    return {concern.kind: concern for concern in concerns_of(found)}


def never_held_reserve(found: Figures) -> bool:
    """Whether there is no reserve at the start, and none is built up in any year."""
    return not any(reserve_held_money(found))


def policy_rate(found: Figures) -> float:
    """Share of a year's cost that the board's policy asks for; nothing without a policy [share]."""
    most = max(found.reserve_policy)
    return most / found.cost[found.reserve_policy.index(most)] if most > 0 else 0.0


def capital(words: str) -> str:
    """Words as the beginning of a sentence."""
    return f"{words[:1].upper()}{words[1:]}"


def _unfunded(found: Figures, concern: Concern) -> str:
    """All that is unfunded in the years of a concern, as the tables add it up."""
    amounts = footed_amounts(found).unfunded
    return about(total(amounts[found.years.index(year)] for year in concern.years))
