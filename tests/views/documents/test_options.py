"""The document of a study of options where the kept one takes the other branch."""

from __future__ import annotations

from dataclasses import replace

from planner.analysis.options.study import options
from planner.views.documents.options import options_document
from tests.analysis.options.option_plan import OPTIONS, option_plan
from tests.views.kept_plans import kept_study


def test_a_search_says_how_far_it_is_proved_and_counts_nothing_left_out() -> None:
    searched = options_document(replace(kept_study(), proved_to=0.5))
    assert (searched["exact"], searched["proved"]) == (False, False)
    assert (searched["proved_to_points"], searched["left_out"]) == (0.5, None)
    every = options_document(kept_study())
    assert (every["proved_to_points"], every["left_out"]) == (None, 0)


def test_a_plan_that_gets_through_by_itself_has_no_stopgap() -> None:
    document = options_document(options(option_plan(OPTIONS[:2], reserve=900_000)))
    assert document["without_options"]["unfunded_in_all"] == 0
    assert document["stopgap"] is None
