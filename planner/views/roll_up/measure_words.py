"""One criterion of one district in words: how a table shows it, and how a caller would say it."""

from __future__ import annotations

from collections.abc import Callable

from planner.analysis.roll_up.judged import Judged
from planner.analysis.roll_up.measures import Measure
from planner.fiscal import fiscal_year_label
from planner.reference.criteria import Criterion
from planner.views.format.counts import how_many
from planner.views.format.markup import text_of
from planner.views.format.money import about, dollars, nearest, percent, with_commas

#: What a table says of an outcome; colors only repeat it.
OUTCOME_WORDS = {"met": "Met", "not met": "Not met", "not known": "Not known"}
#: What has one year, rather than years from the first on.
_OF_ONE_YEAR = ("cliff", "unfunded_first_year")
_STYLES = {"met": "met", "not met": "missed", "not known": "unknown"}


def limit_words(criterion: Criterion) -> str:
    """The most that meets a criterion, as the head of its column says it.

    >>> from planner.reference.criteria import usual_criteria
    >>> limit_words(usual_criteria()[0]), limit_words(usual_criteria()[4])
    ('allowed: none', 'allowed: up to 10% of recurring revenue')
    """
    if criterion.most <= 0:
        return "allowed: none"
    return f"allowed: up to {_in_unit(criterion.most, criterion.measured_in, whole_unit=True)}"


def criterion_cell(judged: Judged) -> str:
    """One cell of the table of districts: the outcome, dollars, first year, share [HTML]."""
    return f'<td class="{_STYLES[judged.outcome]}">{_cell_words(judged)}</td>'


def reason(judged: Judged) -> str:
    """Why a district is called, as the end of a sentence: dollars, and the year.

    Parameters
    ----------
    judged : Judged
        A criterion that the district does not meet.
    """
    return _REASONS[judged.criterion.name](judged.measure)


def _cell_words(judged: Judged) -> str:
    criterion, measure = judged.criterion, judged.measure
    outcome = OUTCOME_WORDS[judged.outcome]
    if not measure.held and not measure.amount:
        return outcome
    size, more = _size(criterion, measure)
    when = ""
    if measure.first_year is not None:
        begins = "in" if criterion.name in _OF_ONE_YEAR else "from"
        when = f" {begins} {fiscal_year_label(measure.first_year)}"
    behind = f"{when}, {more}" if more else when
    return f"{outcome} <b>{text_of(size)}</b>{text_of(behind)}"


def _size(criterion: Criterion, measure: Measure) -> tuple[str, str]:
    """How much of it there is in dollars, and the same as it is compared with the threshold."""
    held = _in_unit(measure.held, criterion.measured_in) if measure.held is not None else ""
    if measure.amount is None:
        return held, ""
    return dollars(measure.amount), held


def _in_unit(amount: float, unit: str, *, whole_unit: bool = False) -> str:
    if unit == "USD per student":
        return f"{dollars(amount)} per student"
    if unit in ("devices", "rows"):
        return how_many(amount, unit.removesuffix("s"))
    share = percent(nearest(amount, 1000) / 1000)
    return f"{share}{unit.removeprefix('share')}" if whole_unit else share


def _year(year: int | None) -> str:
    """A year of a measure; of one that is not met there always is one."""
    return fiscal_year_label(year) if year is not None else "a year that is not known"


def _money(measure: Measure) -> str:
    return about(measure.amount or 0.0)


def _each(measure: Measure) -> str:
    """The same per student, by which districts are ordered."""
    return f" ({about(measure.held)} per student)" if measure.held is not None else ""


def _must_keep(measure: Measure) -> str:
    rows = measure.held or 0.0
    are = "is" if nearest(rows, 1) == 1 else "are"
    return (
        f"{how_many(rows, 'row')} that must be kept {are} short by {_money(measure)}, from "
        f"{_year(measure.first_year)} on"
    )


def _reserve(measure: Measure) -> str:
    if measure.first_year == measure.worst_year:
        return f"the reserve is {_money(measure)} below policy in {_year(measure.first_year)}"
    return (
        f"the reserve falls below policy in {_year(measure.first_year)} and is {_money(measure)} "
        f"short in {_year(measure.worst_year)}"
    )


def _gap(measure: Measure) -> str:
    if measure.first_year == measure.worst_year:
        return f"the structural gap is {_money(measure)} in {_year(measure.first_year)}"
    return (
        f"a structural gap opens in {_year(measure.first_year)} and is {_money(measure)} in "
        f"{_year(measure.worst_year)}"
    )


def _vote(measure: Measure) -> str:
    return (
        f"up to {about(measure.amount or 0.0, 'up')} a year depends on the vote on "
        f"{', '.join(measure.about)}, from {_year(measure.first_year)} on"
    )


def _one_time(measure: Measure) -> str:
    return (
        f"up to {about(measure.amount or 0.0, 'up')} a year of recurring cost is paid with "
        f"one-time money or the reserve, from {_year(measure.first_year)} on"
    )


def _devices(measure: Measure) -> str:
    count = with_commas(nearest(measure.held or 0.0, 1))
    noun = "device is" if count == "1" else "devices are"
    return f"{count} {noun} past support in {_year(measure.worst_year)}"


_REASONS: dict[str, Callable[[Measure], str]] = {
    "unfunded_first_year": lambda m: (
        f"{_money(m)} is unfunded in the first year of its plan, {_year(m.first_year)}{_each(m)}"
    ),
    "must_keep": _must_keep,
    "reserve_policy": _reserve,
    "unfunded_in_all": lambda m: (
        f"{_money(m)} is unfunded over the plan, from {_year(m.first_year)} on{_each(m)}"
    ),
    "vote_at_risk": _vote,
    "cliff": lambda m: f"a funding cliff of {_money(m)} comes in {_year(m.first_year)}",
    "structural_gap": _gap,
    "on_one_time": _one_time,
    "base_to_restore": lambda m: (
        f"{_money(m)} of the base budget is to be restored in {_year(m.worst_year)}"
    ),
    "devices_past_support": _devices,
    "unfunded_item": lambda m: (
        f"the largest unfunded item is {', '.join(m.about)}, {_money(m)}, from "
        f"{_year(m.first_year)} on{_each(m)}"
    ),
}
