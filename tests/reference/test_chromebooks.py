"""End of updates of a Chromebook, however its model is typed."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest

from planner.reference.chromebooks import nearest_models, support_end
from planner.reference.tables import reference_table

ROWS = reference_table("chromebooks")


def test_the_list_is_whole() -> None:
    assert len([row for row in ROWS if row["device_type"] == "chromebook"]) == 544
    assert len({row["model"] for row in ROWS}) == len(ROWS)
    assert all(
        date.fromisoformat(row["aue_min"]) <= date.fromisoformat(row["aue_max"]) for row in ROWS
    )


def test_every_model_of_the_list_is_found_and_never_promised_more_than_it_has() -> None:
    for row in ROWS:
        found = support_end(row["model"])
        assert found is not None, row["model"]
        assert str(found.ends) <= row["aue_min"]
        assert str(found.latest) >= row["aue_max"]
        assert found.ambiguous == (found.ends < found.latest)


@pytest.mark.parametrize(
    ("typed", "model", "ends"),
    [
        ("Dell Chromebook 13 (3380)", "Dell Chromebook 13 (3380)", date(2023, 6, 2)),
        ("3380", "Dell Chromebook 13 (3380)", date(2023, 6, 2)),
        ("Dell 3380", "Dell Chromebook 13 (3380)", date(2023, 6, 2)),
        ("Dell Chromebook 3380", "Dell Chromebook 13 (3380)", date(2023, 6, 2)),
        ("CB514-2H", "Acer Chromebook 514 (CB514-2H, CB514-2HT)", date(2031, 8, 6)),
        ("cb514-2ht", "Acer Chromebook 514 (CB514-2H, CB514-2HT)", date(2031, 8, 6)),
        ("Acer Chromebook 514 CB514-2H", "Acer Chromebook 514 (CB514-2H, CB514-2HT)", None),
        ("  lenovo   300E  CHROMEBOOK gen 3 ", "Lenovo 300e Chromebook Gen 3", date(2031, 6, 6)),
        ("300e Gen 3", "Lenovo 300e Chromebook Gen 3", date(2031, 6, 6)),
        ("ASUS\u00ae Chromebook\u2122 C202SA", "ASUS Chromebook C202SA", date(2022, 6, 2)),
        ("Asus(R) Chromebook(TM) C202SA", "ASUS Chromebook C202SA", date(2022, 6, 2)),
        ("latitude 5400", "Dell Latitude 5400 Chromebook Enterprise", date(2029, 7, 2)),
        ("acer r751t", "Acer Chromebook Spin 11 (R751T / CP511)", date(2027, 6, 2)),
    ],
)
def test_a_model_is_found_as_a_person_types_it(typed: str, model: str, ends: date | None) -> None:
    found = support_end(typed)
    assert found is not None
    assert found.model == model
    assert not found.ambiguous
    assert ends is None or found.ends == ends == found.latest


def test_several_models_with_different_dates_give_the_earliest() -> None:
    found = support_end("Acer Chromebook Spin 514")
    assert found is not None
    assert found.ambiguous
    assert (found.ends, found.latest) == (date(2031, 6, 6), date(2035, 6, 6))


def test_a_board_with_two_dates_gives_the_earlier() -> None:
    found = support_end("Acer Chromebox CXI5")
    assert found is not None
    assert found.ambiguous
    assert (found.board, found.ends, found.latest) == ("brask", date(2032, 6, 6), date(2034, 6, 6))


@pytest.mark.parametrize(
    "typed",
    ["", " ", "Chromebook", "Lenovo", "HP Chromebook", "iPad 9", "11", "2015", "MacBook Air"],
)
def test_what_names_no_model_is_not_found(typed: str) -> None:
    assert support_end(typed) is None


def test_suggestions_can_be_looked_up() -> None:
    assert nearest_models("HP Chromebok 11 G6 EE")[0] == "HP Chromebook 11 G6 EE"
    for typed in ("Lenovo 300e Gen 9", "Del 3380", "Acer Chromebok Spin", "samsng chromebook 4"):
        suggestions = nearest_models(typed)
        assert 1 <= len(suggestions) <= 3
        assert len(set(suggestions)) == len(suggestions)
        assert all(support_end(name) for name in suggestions)
    assert nearest_models("") == ()
    assert nearest_models("iPad") == ()


def test_the_list_is_not_read_unless_it_is_used() -> None:
    code = "import sys, planner.cli; print('planner.reference.chromebooks' in sys.modules)"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "False"
