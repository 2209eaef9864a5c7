"""Every function that words a result says exactly what its cases expect."""

from __future__ import annotations

import pytest

from planner.views.format.figure import Figure
from planner.views.format.markup import Block
from tests.views.words import WordCase, layout_free, lines_of, word_cases, wording_functions

CASES = [pytest.param(case, id=f"{case.module}: {case.title}") for case in word_cases()]
ROOMS = ("board", "charts", "detail", "questions", "roll_up")


@pytest.mark.parametrize("case", CASES)
def test_words_are_exactly_those_expected(case: WordCase) -> None:
    said = case.said()
    found = lines_of(said)
    if not case.complete:
        found = tuple(line for line in found if line in case.expected)
    assert found == case.expected
    blocks = [said] if isinstance(said, Block) else said if isinstance(said, tuple) else []
    html = "".join(block.html for block in blocks)
    html += said.table_html if isinstance(said, Figure) else ""
    assert [piece for piece in case.layout if piece not in html] == []
    for block in blocks:
        if case.text is not None:
            assert tuple(block.text.splitlines()) == case.text
        elif not case.own_plain_text:
            shown = " ".join(lines_of(block)).replace(" | ", " ")
            assert layout_free(block.text) == layout_free(shown), "plain text and page differ"


@pytest.mark.parametrize("room", ROOMS)
def test_every_function_that_words_a_result_has_cases(room: str) -> None:
    proved = {f"{case.module}.{case.of}" for case in word_cases()}
    missing = [name for name in wording_functions(room) if f"{room}.{name}" not in proved]
    assert missing == [], f"words without a case in tests/cases/words/{room}"
