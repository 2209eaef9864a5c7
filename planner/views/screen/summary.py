"""A screen in a few lines, for a terminal."""

from __future__ import annotations

from planner.arrays import Places
from planner.districts.screen import Screen
from planner.districts.tally import Tally, by_state, tally
from planner.views.screen import sentences


def screen_summary(found: Screen, places: Places, state: str) -> str:
    """The answer, what it costs, the cliff, how firm it is, and what is not known.

    Parameters
    ----------
    found : Screen
        What became of every district.
    places : ndarray of int
        The districts shown.
    state : str
        Their state; blank for all.
    """
    counted = tally(found, places, state)
    unknown = sentences.not_known_sentences(counted)
    said = [
        sentences.answer_sentence(counted),
        *opening_sentences(found, counted),
        *(["Not known:"] if unknown else []),
        *(f"  {sentence}" for sentence in unknown),
        "" if state else sentences.silent_states(by_state(found)),
    ]
    return "\n".join(sentence for sentence in said if sentence)


def opening_sentences(found: Screen, counted: Tally) -> list[str]:
    """What follows the answer: what it costs, what is missing, the cliff, and how firm it is."""
    said = (
        sentences.cost_sentence(counted, found.model.district.first_year),
        sentences.short_sentence(counted),
        sentences.cliff_sentence(counted, found.survey.year),
        sentences.draws_sentence(counted, found.draws),
    )
    return [sentence for sentence in said if sentence]
