"""Which assets count, status by status and column by column."""

from __future__ import annotations

import pytest

from planner.intake import Options
from planner.intake.exports import Export, ExportRow
from planner.intake.statuses import Statuses, statuses_of
from planner.plan.problems.problem import Problem

HEADINGS = {"status": ("Status",), "disposed": ("Disposed",)}


def counts(
    statuses: Statuses, status: str, disposed: str = "", units: int = 1, number: int = 2
) -> bool:
    row = ExportRow(number, {"status": status, "disposed": disposed})
    return statuses.counts(Export("a.csv", (row,), HEADINGS), row, units)


@pytest.mark.parametrize(
    ("status", "disposed", "gone", "unknown", "blank"),
    [
        ("Deployed", "", {}, {}, 0),
        ("Deployed\nAvailable", "", {}, {}, 0),
        ("Lost", "", {"Lost": 5}, {}, 0),
        ("Deployed\nLOST", "", {"LOST": 5}, {}, 0),
        ("On loan", "", {}, {"On loan": 5}, 0),
        ("On loan\nLost", "", {"Lost": 5}, {}, 0),
        ("", "", {}, {}, 5),
        ("", "No", {}, {}, 5),
        ("Deployed", "Yes", {"disposed of": 5}, {}, 0),
        ("Lost", "Yes", {"Lost": 5}, {}, 0),
        ("Deployed", "X", {"disposed of": 5}, {}, 0),
        ("Deployed", "n\n0\nFALSE\n0000-00-00\nno", {}, {}, 0),
        ("Deployed", "6/1/2025", {"disposed of": 5}, {}, 0),
        ("Deployed", "8-9-2023", {"disposed of": 5}, {}, 0),
        ("Deployed", "auctioned", {"disposed of": 5}, {}, 0),
        ("Deployed", "In use", {}, {}, 0),
        ("Deployed", "perhaps", {}, {"perhaps": 5}, 0),
        ("On loan", "perhaps", {}, {"On loan": 5}, 0),
        ("No", "No", {}, {"No": 5}, 0),
        ("a" * 50, "", {}, {"a" * 40: 5}, 0),
        ("Deployed", "b" * 50, {}, {"b" * 40: 5}, 0),
    ],
)
def test_one_word_of_being_gone_is_enough(
    status: str, disposed: str, gone: dict[str, int], unknown: dict[str, int], blank: int
) -> None:
    statuses = Statuses({})
    assert counts(statuses, status, disposed, units=5) == (not gone and not unknown)
    assert (dict(statuses.gone), dict(statuses.unknown), statuses.blank) == (gone, unknown, blank)


def test_without_a_column_of_status_nothing_is_blank() -> None:
    row, statuses = ExportRow(2, {}), Statuses({})
    assert statuses.counts(Export("a.csv", (row,), {}), row, 3)
    assert statuses.blank == 0


def test_what_is_typed_about_a_status_counts_in_every_column() -> None:
    options = Options(statuses=(("On Loan", "IN"), ("Deployed", "out"), ("Perhaps", "in")))
    statuses, problems = statuses_of(options)
    assert problems == []
    assert counts(statuses, "on loan")
    assert counts(statuses, "On loan", "PERHAPS")
    assert not counts(statuses, "deployed")
    assert dict(statuses.gone) == {"deployed": 1}
    assert not counts(statuses, "In use", "deployed")


def test_an_answer_that_is_neither_in_nor_out_is_refused() -> None:
    statuses, problems = statuses_of(Options(statuses=(("On loan", "maybe"), ("Lost", "in"))))
    facts = {"value": "maybe", "expected": "in, out", "nearest": ""}
    assert problems == [Problem("P16", "--status", facts=facts)]
    assert statuses.told == {"lost": True}


def test_unknown_statuses_are_asked_about_at_the_first_cell_the_largest_first() -> None:
    statuses = Statuses({})
    export = Export("a.csv", (), HEADINGS)
    assert statuses.problems(export) == []
    assert statuses.summary() == []
    counts(statuses, "In use", "perhaps", number=4)
    counts(statuses, "On loan", units=1000, number=5)
    counts(statuses, "On loan", units=200, number=6)
    facts = {"value": "On loan 1,200, perhaps 1", "example": "On loan"}
    assert statuses.problems(export) == [Problem("P170", "a.csv", 4, "Disposed", facts)]
    first = Statuses({})
    counts(first, "On loan", number=9)
    counts(first, "Else", number=10)
    (problem,) = first.problems(export)
    assert (problem.row, problem.column) == (9, "Status")
    many = Statuses({})
    for letter in "abcdefghij":
        counts(many, letter)
    assert many.problems(export)[0].facts["value"] == (
        "a 1, b 1, c 1, d 1, e 1, f 1, g 1, h 1, and 2 others"
    )


def test_the_summary_says_what_was_left_out_and_taken_for_granted() -> None:
    statuses = Statuses({})
    counts(statuses, "Lost", units=400)
    counts(statuses, "Lost", units=600)
    counts(statuses, "Sold", units=1234)
    counts(statuses, "", units=1)
    counts(statuses, "", units=1)
    assert statuses.summary() == [
        "Skipped 2,234 devices no longer in service: Sold 1,234, Lost 1,000.",
        "Counted 2 devices with a blank status.",
    ]
    one = Statuses({})
    counts(one, "Lost")
    assert one.summary() == ["Skipped 1 device no longer in service: Lost 1."]
    blank = Statuses({})
    counts(blank, "")
    assert blank.summary() == ["Counted 1 device with a blank status."]
    many = Statuses({}, gone=one.gone.__class__({f"Lost {n}": 1 for n in range(10)}))
    assert many.summary()[0].endswith("Lost 7 1, and 2 others.")
