"""The sentences of a screen: the answer, the cliff, what is not known and why."""

from __future__ import annotations

from collections.abc import Sequence

from planner.districts.tally import Tally
from planner.fiscal import fiscal_year_label
from planner.views.format.counts import how_many
from planner.views.format.money import about, percent, with_commas, with_decimals
from planner.views.screen.state_names import state_heading, state_name

#: What an outcome is called where a table or the page shows it.
OUTCOMES = {"met": "Met", "not met": "Not met", "not known": "Not known"}
#: Why it is not known, in a few words.
REASONS = {
    "": "",
    "no technology": "no technology spending reported",
    "relief inside": "met only if no relief money is in it",
    "no equipment": "not met, but equipment is not reported",
}


def answer_sentence(all_of_them: Tally) -> str:
    """Who could sustain the model's technology on what it spends now."""
    judged, where = all_of_them.judged, _where(all_of_them.state)
    if not judged:
        return (
            f"None of the {how_many(all_of_them.districts, 'district')}{where} can be judged: "
            "what they spend on technology without relief money is not known."
        )
    could = f"{with_commas(all_of_them.met)} could sustain the model's technology on what "
    could += "it spends now" if all_of_them.met == 1 else "they spend now"
    said = (
        f"Of {how_many(judged, 'district')}{where} that can be judged, {could} and "
        f"{with_commas(all_of_them.not_met)} could not."
    )
    if all_of_them.not_known:
        are = "is" if all_of_them.not_known == 1 else "are"
        said += f" {with_commas(all_of_them.not_known)} more {are} not known."
    return said


def cost_sentence(all_of_them: Tally, first_year: int) -> str:
    """What the model costs a student, against what the middle district spends."""
    year = fiscal_year_label(first_year)
    said = f"The model's technology costs {about(all_of_them.cost)} per student and year"
    if all_of_them.spending != all_of_them.spending:
        return f"{said}, in dollars of {year}."
    return (
        f"{said}; the middle district spends {about(all_of_them.spending)} (dollars of {year}, "
        "relief money left out)."
    )


def short_sentence(all_of_them: Tally) -> str:
    """What is missing in all; blank where nothing is."""
    if not all_of_them.not_met:
        return ""
    one = all_of_them.not_met == 1
    them = "The district that does not meet it is" if one else "Those that do not meet it are"
    return f"{them} short by {about(all_of_them.short)} a year in all, each in its worst year."


def cliff_sentence(all_of_them: Tally, year: int) -> str:
    """What relief money paid, which has ended."""
    if not all_of_them.relief_known:
        return "How much technology relief money paid for is not known in any of these districts."
    if not all_of_them.relief_districts:
        return f"No relief money paid for technology in {fiscal_year_label(year)}."
    their = "its" if all_of_them.relief_districts == 1 else "their"
    return (
        f"Relief money paid for {about(all_of_them.relief)} of technology in "
        f"{fiscal_year_label(year)} in {how_many(all_of_them.relief_districts, 'district')}, "
        f"{about(all_of_them.relief_per_student)} for each of {their} students. That money has "
        "ended."
    )


def draws_sentence(all_of_them: Tally, draws: int) -> str:
    """How firm the outcomes are in the draws of the model's ranges."""
    if draws == 1:
        return "The model has no ranges for what is compared, so each district has one outcome."
    if not all_of_them.judged:
        return ""
    could = how_many(all_of_them.either_way, "district")
    said = f"In {with_commas(draws)} draws of the model's ranges, {could} could come out either way"
    if not all_of_them.either_way:
        return f"{said}."
    they = "it meets" if all_of_them.either_way == 1 else "they meet"
    return f"{said}: {they} the criterion in more than one draw in ten and in fewer than nine."


def not_known_sentences(all_of_them: Tally) -> list[str]:
    """Why districts are not known, most of them first; none where all are known."""
    counted = [
        (
            all_of_them.no_technology,
            "no technology spending is reported, or only what relief money paid for",
        ),
        (
            all_of_them.relief_inside,
            "all that was spent would be enough, but how much of it was relief money is not known",
        ),
        (
            all_of_them.no_equipment,
            "supplies and services alone are not enough, and equipment is not reported",
        ),
    ]
    some = sorted((pair for pair in counted if pair[0]), key=lambda pair: -pair[0])
    return [f"{how_many(count, 'district')}: {why}." for count, why in some]


def silent_states(tallies: Sequence[Tally]) -> str:
    """States of which no district can be judged; blank if there are none."""
    without = [one.state for one in tallies if not one.judged]
    if not without:
        return ""
    if len(without) == 1:
        return f"No district can be judged in {state_name(without[0])}."
    silent = [state_heading(state) for state in without]
    listed = ", ".join(sorted(silent))
    return f"No district can be judged in {len(silent)} states: {listed}."


def carried_sentence(
    year: int, first_year: int, factor: float, known_to: int, inflation: float
) -> str:
    """How dollars of the survey's year become dollars of the plan's first year."""
    if year == first_year:
        return f"Spending and cost are in dollars of {fiscal_year_label(year)}."
    said = (
        f"A dollar of {fiscal_year_label(year)} counts as ${with_decimals(factor, 2)} in "
        f"{fiscal_year_label(first_year)}: consumer prices (CPI-U)"
    )
    if first_year <= known_to:
        return f"{said}."
    return (
        f"{said} to {fiscal_year_label(known_to)}, then the model's {percent(inflation)} a year. "
        "That districts spend as much as they did, prices aside, is our assumption."
    )


def _where(state: str) -> str:
    return f" in {state_name(state)}" if state else ""
