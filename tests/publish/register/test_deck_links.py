"""A row of the picture leads to the newest page that is of the same tables, or to none."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import pytest

from planner.analysis.roll_up.roll_up import RollUp
from planner.analysis.roll_up.standing import DistrictStanding, standings
from planner.packaged import example
from planner.plan.read import read_plan
from planner.publish.register.deck_links import deck_links
from planner.publish.register.register import open_register
from planner.publish.register.registered_deck import RegisteredDeck
from planner.publish.roll_up import page as roll_up_page
from planner.publish.roll_up.kept_roll_up import KEPT, read_kept
from planner.reference.criteria import usual_criteria

SHOWN = standings(read_plan(example("altoona-wi")))[0]


def deck(file: str, **changed: object) -> RegisteredDeck:
    made = RegisteredDeck(
        plan="altoona-wi",
        plan_path=f"../{file}",
        scenario="base",
        outcome="made",
        digest=SHOWN.digest,
        started="2026-11-03T08:00:00-05:00",
        page=f"altoona-wi/{file}",
    )
    return replace(made, **changed)  # type: ignore[arg-type]


def leads_to(output: Path, shown: DistrictStanding, *decks: RegisteredDeck) -> str:
    """The page of a row where the register holds some decks; blank where there is none."""
    with open_register(output) as register:
        register.put(*decks)
    for one in decks:
        (output / one.page).parent.mkdir(exist_ok=True)
        (output / one.page).touch()
    return "".join(page.name for page in deck_links(output, [shown]).values())


@pytest.mark.parametrize(
    ("others", "leads"),
    [
        ({}, "b.html"),
        ({"started": "2026-11-03T05:00:00-08:00"}, "b.html"),
        ({"started": "2026-11-03T06:59:00-06:00"}, "a.html"),
        ({"outcome": "failed"}, "a.html"),
        ({"outcome": "not applicable"}, "b.html"),
        ({"digest": "another"}, "a.html"),
        ({"scenario": "levy-fails"}, "a.html"),
        ({"scenario": "base; levy-fails"}, "b.html"),
        ({"title": "Workshop"}, "a.html"),
    ],
)
def test_the_newest_page_of_the_same_tables(
    others: dict[str, object], leads: str, tmp_path: Path
) -> None:
    assert leads_to(tmp_path, SHOWN, deck("a.html"), deck("b.html", **others)) == leads


def test_a_page_that_is_gone_is_no_link(tmp_path: Path) -> None:
    assert leads_to(tmp_path, SHOWN, deck("a.html")) == "a.html"
    (tmp_path / "altoona-wi" / "a.html").unlink()
    assert deck_links(tmp_path, [SHOWN]) == {}
    assert deck_links(tmp_path / "nowhere", [SHOWN]) == {}


def test_a_deck_that_stands_in_is_that_of_its_scenario(tmp_path: Path) -> None:
    (stands_in,) = standings(read_plan(example("altoona-wi")), ("levy-fails",))
    page = deck("a.html", scenario="levy-fails", outcome="not applicable")
    assert leads_to(tmp_path, stands_in, page, deck("b.html")) == "a.html"


def test_an_address_leads_from_the_page_of_all_to_that_of_a_district(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(roll_up_page, "run_notebook", lambda *_: None)
    monkeypatch.setattr(roll_up_page, "write_page", lambda *_, **__: None)
    name = "a 50%25 cut.html"
    assert leads_to(tmp_path, SHOWN, deck(name)) == name
    run = roll_up_page.make_roll_up_page(RollUp(("base",), usual_criteria(), (SHOWN,)), tmp_path)
    address = read_kept(run.folder / KEPT).pages["altoona-wi", "base"]
    assert (run.folder / unquote(address)).samefile(tmp_path / "altoona-wi" / name)
