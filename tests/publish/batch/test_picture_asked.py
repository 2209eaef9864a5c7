"""A batch that is resumed shows its districts as it was asked before, until it is asked again."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.analysis.roll_up.small_districts import NAMED_FROM
from planner.cli.batch_command import _asked_of_the_picture
from planner.publish.batch.picture_asked import ASKED, PictureAsked, asked_before, remember
from planner.publish.batch.record import BatchRecord
from planner.reference.criteria import Criterion, usual_criteria

CLIFF = Criterion("cliff", "Cliff", "share of cost", 0.1, ours=False, source="Policy 6110")
OWN = PictureAsked((CLIFF,), "criteria.csv", 250)
OTHER = PictureAsked(usual_criteria()[:3], "other.csv")


def test_what_is_asked_again_replaces_what_was_asked() -> None:
    assert PictureAsked().after(OWN) == OWN
    assert OTHER.after(OWN) == PictureAsked(OTHER.criteria, "other.csv", 250)
    assert PictureAsked(name_from=0).after(OWN) == PictureAsked((CLIFF,), "criteria.csv", 0)
    assert OWN.after(OTHER) == OWN
    assert PictureAsked().after(PictureAsked()).named_from == NAMED_FROM


@pytest.mark.parametrize("asked", [OWN, OTHER, PictureAsked(), PictureAsked(name_from=0)])
def test_a_batch_remembers_what_it_was_asked(asked: PictureAsked, tmp_path: Path) -> None:
    remember(asked, tmp_path)
    assert asked_before(tmp_path) == asked


def test_where_nothing_was_asked_nothing_is_remembered(tmp_path: Path) -> None:
    assert asked_before(None) == asked_before(tmp_path) == PictureAsked()


def test_what_cannot_be_read_is_told_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / ASKED).write_text("{", encoding="utf-8")
    with pytest.raises(ValueError, match=r"asked\.json cannot be read by .*; delete it, and type"):
        asked_before(tmp_path)


def test_a_record_keeps_it_once_plans_are_read(tmp_path: Path) -> None:
    record = BatchRecord(tmp_path, [], picture=OWN)
    assert asked_before(record.folder) == PictureAsked()
    record.begin()
    assert asked_before(record.folder) == OWN
    BatchRecord(tmp_path, [], record.folder).begin()
    assert asked_before(record.folder) == OWN


@pytest.mark.parametrize(
    ("typed", "before", "is_pictured", "said"),
    [
        (OWN, PictureAsked(), True, ["Districts are measured against criteria.csv."]),
        (OTHER, OWN, True, ["Districts are measured against other.csv.", "250"]),
        (
            PictureAsked(),
            OWN,
            True,
            ["measured against criteria.csv, as in the batch before.", "250"],
        ),
        (PictureAsked(), PictureAsked(name_from=0), True, ["Every district is named, as in the"]),
        (PictureAsked(name_from=0), PictureAsked(name_from=9), True, []),
        (PictureAsked(), OWN, False, ["criteria.csv is not used: the index is a list of pages"]),
        (PictureAsked(), PictureAsked(), True, []),
    ],
)
def test_what_holds_from_before_is_said(
    typed: PictureAsked, before: PictureAsked, is_pictured: bool, said: list[str], tmp_path: Path
) -> None:
    record = BatchRecord(tmp_path, [], picture=typed.after(before))
    record.is_pictured = is_pictured
    lines = list(_asked_of_the_picture(typed, record))
    of_few = "Districts with fewer than 250 students are not named, as in the batch before."
    whole = [of_few if part == "250" else part for part in said]
    assert all(part in line for part, line in zip(whole, lines, strict=True))
