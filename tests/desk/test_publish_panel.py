"""The Publish tab: what the page will show is said before, how far it is, and what was made."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

from planner.desk.live.events import Event
from planner.desk.panels.publish import parts as publish_parts
from planner.desk.panels.publish.panel import CHANGED_JUST_NOW, PublishPanel
from planner.desk.publishing.pages import Publishing, Stage
from planner.desk.what_if import Move
from planner.desk.workbench import Workbench
from planner.packaged import example
from planner.plan.what_if.scenarios import Change
from tests.publish.test_made_pages import run_in


class Orders:
    """What would have been made, instead of making it."""

    def __init__(self) -> None:
        self.given: list[tuple[str, ...]] = []


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A copy of the example that a test may change."""
    return Path(shutil.copytree(example("prairie-view"), tmp_path / "prairie-view"))


@pytest.fixture
def orders(monkeypatch: pytest.MonkeyPatch) -> Orders:
    noted = Orders()

    def page(_self: object, _plan: object, scenarios: tuple[str, ...]) -> None:
        noted.given.append(("page", *scenarios))

    def every(_self: object, _plan: object, scenarios: tuple[str, ...], **_more: object) -> None:
        noted.given.append(("all", *scenarios))

    monkeypatch.setattr(Publishing, "make_page", page)
    monkeypatch.setattr(Publishing, "make_all", every)
    return noted


@pytest.fixture
def bench(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workbench]:
    """A desk on the Publish tab, in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    opened = Workbench(path)
    opened.heed(Event("desk.open", fields={"panel": "publish"}))
    yield opened
    panel_of(opened).server.end()


def panel_of(bench: Workbench) -> PublishPanel:
    panel = bench.panels["publish"]
    assert isinstance(panel, PublishPanel)
    return panel


def notice(bench: Workbench) -> tuple[str, ...]:
    """Sentences above the tabs."""
    return bench._notice


def region(bench: Workbench, name: str) -> str:
    shown = bench.shown("publish")[name]
    assert isinstance(shown, str)
    return shown


def notes(bench: Workbench) -> list[str]:
    return re.findall(r'<div class="planner-desk-note"><p>(.*?)</p>', region(bench, "notes"))


def change_levy(path: Path) -> None:
    table = path / "district.csv"
    table.write_text(table.read_text("utf-8").replace("2027", "2028"), "utf-8")


def test_the_page_shows_the_scenarios_of_the_command_line_unless_others_are_chosen(
    bench: Workbench, orders: Orders
) -> None:
    plan = bench.plan
    assert plan is not None
    bench.heed(Event("publish.page"))
    assert orders.given[-1] == ("page", *plan.compared_names)
    bench.heed(Event("publish.main", "hard-times"))
    for name in plan.compared_names:
        bench.heed(Event("publish.compare", "", {"key": name}))
    assert "It compares no other scenarios: choose which" in region(bench, "choices")
    assert "publish.all" not in region(bench, "choices")
    bench.heed(Event("publish.compare", "yes", {"key": "levy-fails"}))
    assert "It compares 1 other scenario: choose which" in region(bench, "choices")
    bench.heed(Event("publish.page"))
    assert orders.given[-1] == ("page", "hard-times", "levy-fails")
    assert "Make 2 pages, one for each scenario" in region(bench, "choices")
    bench.heed(Event("publish.all"))
    assert orders.given[-1] == ("all", "hard-times", "levy-fails")


def test_a_scenario_that_is_gone_gives_way_to_the_current_plan(
    bench: Workbench, orders: Orders
) -> None:
    bench.heed(Event("publish.main", "no-such"))
    bench.heed(Event("publish.page"))
    assert orders.given[-1][:2] == ("page", "base")


def test_nothing_is_noted_where_the_desk_shows_what_is_saved(bench: Workbench) -> None:
    assert region(bench, "notes") == ""


def test_what_is_not_saved_is_said_before(bench: Workbench) -> None:
    assert bench.plan is not None
    bench.use_plan(bench.plan, unsaved="One cell is not saved.")
    assert notes(bench) == [
        "What you changed on the Inputs tab is not saved. The page shows the plan as it is saved."
    ]
    assert "Go to Inputs" in region(bench, "notes")


def test_what_was_moved_is_not_on_the_page(bench: Workbench) -> None:
    change = Change("district", "", "reserve_policy_rate", "set", 0.1)
    bench.ask(bench.what_if.moved(Move("district/reserve_policy_rate", change, "10%")))
    assert notes(bench) == [
        "The page shows the plan&#x27;s scenarios, not what you moved or chose on the desk. To "
        "show that as well, save it as a scenario first."
    ]
    bench.heed(Event("publish.save"))
    assert bench.panel.name == "explore"


def test_files_changed_meanwhile_are_said_before_a_page_is_made(
    bench: Workbench, path: Path, orders: Orders
) -> None:
    bench.show()
    change_levy(path)
    bench.heed(Event("publish.page"))  # the note is not on the tab yet
    assert orders.given == []
    assert notice(bench) == (CHANGED_JUST_NOW,)
    assert notes(bench) == [
        "The plan&#x27;s files were changed after the desk read them. The page shows them as they "
        "are now."
    ]
    bench.heed(Event("publish.page"))
    assert len(orders.given) == 1
    bench.heed(Event("publish.reload"))
    assert notes(bench) == []


def test_files_that_cannot_be_used_any_more_are_said(bench: Workbench, path: Path) -> None:
    (path / "district.csv").write_text("setting,value\nfirst_year,soon\n", "utf-8")
    assert notes(bench) == [
        "The plan&#x27;s files were changed after the desk read them, and no page can be made of "
        "them as they are now. Read them again to see what to fix."
    ]
    assert region(bench, "choices") == ""
    bench.heed(Event("publish.page"))
    assert notice(bench)  # what is wrong, as the command line says it
    bench.heed(Event("publish.reload"))
    assert bench.plan is None


def test_how_far_it_is_has_a_name_a_number_and_a_stop(bench: Workbench) -> None:
    publishing = panel_of(bench).publishing
    publishing.stage = Stage("Starting the board page.", busy=True)
    shown = region(bench, "progress")
    assert '<label for="publish-progress">Starting the board page.</label>' in shown
    assert '<progress id="publish-progress"></progress>' in shown
    publishing.stage = Stage("Making the board page: part 4 of 48.", True, 3, 48)
    assert '<progress id="publish-progress" max="48" value="3">' in region(bench, "progress")
    bench.heed(Event("publish.page"))
    assert notice(bench) == ("A page is being made already. Wait until it is ready, or stop it.",)
    bench.heed(Event("publish.stop"))
    assert "Stopping." in region(bench, "progress")


def test_a_page_is_made_and_opens_at_this_machine(
    bench: Workbench, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    page = tmp_path / "outputs" / "a run" / "board.html"
    page.parent.mkdir(parents=True)
    page.write_text("the page", "utf-8")
    panel = panel_of(bench)
    panel.publishing.stage = Stage("The board page is ready.", page=page)
    shown = region(bench, "progress")
    link = re.search(r'<a id="publish-open" href="([^"]*)" target="_blank"', shown)
    assert link is not None
    assert urlopen(link[1]).read() == b"the page"
    assert "Open the board page</a> (in a new tab)" in shown
    assert f"The file is <code>{page}</code>" in shown
    monkeypatch.setattr(panel.publishing, "stage", Stage("", page=page.with_name("index.html")))
    assert "Open the list of pages</a>" in region(bench, "progress")


def test_the_end_is_said_once_and_on_other_tabs_above(bench: Workbench) -> None:
    panel = panel_of(bench)
    panel.publishing._tell(Stage("The board page is ready."))
    assert notice(bench) == ()
    bench.heed(Event("desk.open", fields={"panel": "start"}))
    panel.publishing._tell(Stage("Making the board page: part 4 of 48.", True, 3, 48))
    assert notice(bench) == ()
    panel.publishing._tell(Stage("The board page is ready."))
    assert notice(bench) == ("The board page is ready. See the Publish tab.",)


def test_pages_made_earlier_are_listed_the_newest_first(bench: Workbench, tmp_path: Path) -> None:
    assert "No board page of this plan has been made yet." in region(bench, "made")
    output = tmp_path / "outputs"
    run_in(output, "2026-11-03-100000-abcdef")
    for day in range(10, 21):
        run_in(output, f"2026-11-{day}-100000-abcdef")
    assert bench.plan is not None
    run_in(output, "2026-12-01-100000-abcdef", digest=bench.plan.digest)
    shown = region(bench, "made")
    rows = re.findall(r'<tr><th scope="row"><a href="[^"]*".*?>(.*?)</a></th>(.*?)</tr>', shown)
    assert len(rows) == publish_parts.LISTED
    assert rows[0][0] == "December 1, 2026, 10:00 AM"
    cells = re.findall(r'<td class="words">(.*?)</td>', rows[0][1])
    assert cells[:3] == ["Current plan", "The levy is not renewed", "as saved"]
    assert 'aria-label="Files of the page made December 1, 2026, 10:00 AM"' in cells[3]
    assert "changed since" in rows[1][1]
    assert f"3 older pages are in <code>{output / 'prairie-view'}</code>" in shown


def test_a_scenario_that_is_gone_is_listed_by_its_name(bench: Workbench, tmp_path: Path) -> None:
    asked = {"scenarios": ["base", "<gone>"], "prepared": "2026-11-03"}
    run_in(tmp_path / "outputs", "2026-11-03-100000-abcdef", parameters=asked)
    assert '<td class="words">&lt;gone&gt;</td>' in region(bench, "made")
