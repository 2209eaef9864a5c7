"""At its end a batch makes its index the page of all districts; the plain list stays next to it."""

from __future__ import annotations

import errno
import json
import os
import re
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest
import typer

from planner.analysis.roll_up.standing import standings
from planner.cli import batch_command
from planner.plan.read import read_plan
from planner.publish.batch.books import BatchBooks
from planner.publish.batch.decks_to_make import DecksAsked, EarlierDecks
from planner.publish.batch.picture import show_all
from planner.publish.batch.picture_asked import PictureAsked
from planner.publish.batch.record import BatchRecord
from planner.publish.batch.run_batch import BatchRequest, run_batch
from planner.publish.batch.runs_table import AskedDeck
from planner.publish.batch.work import BatchResult, BatchTask, PictureToMake, do_task
from planner.publish.notebooks.engine import NotebookFailed
from planner.publish.plans.plans_in_folder import PlanPlace, plans_in
from planner.publish.processes import workers
from planner.publish.processes.stop_request import StopRequest
from planner.publish.processes.tasks import TaskFailed, TaskWorkers
from planner.publish.register.register import open_register
from planner.publish.roll_up import page as roll_up_page
from planner.publish.roll_up.kept_roll_up import KEPT, KeptRollUp, as_json, read_kept
from planner.publish.roll_up.roll_up_plans import roll_up
from planner.reference.criteria import Criterion, usual_criteria
from tests.tiny_plan import TINY, write_tiny
from tests.views.roll_ups import standing_of

SCENARIOS = ("hard",)
#: An office that holds its districts against one thing.
OWN = (Criterion("cliff", "Cliff", "share of cost", 0.1, ours=False, source="Board policy 6110"),)
HARD = "hard,Hard times,,funding,General fund,amount,set,1000,\n"


@pytest.fixture(scope="module")
def request_of_two(tmp_path_factory: pytest.TempPathFactory) -> BatchRequest:
    """Two districts, one of which has the second scenario, and one that is broken."""
    folder = tmp_path_factory.mktemp("county")
    for name, more in (("ash", ""), ("birch", HARD)):
        district = TINY["district"].replace("Tiny ISD", f"{name.title()} ISD")
        tables = {"district": district, "scenarios": TINY["scenarios"] + more}
        write_tiny(folder / "plans" / name, **tables)
    write_tiny(folder / "plans" / "elm", devices="name,unit_price\nLaptops,dear\n")
    output = folder / "outputs"
    places = plans_in(folder / "plans", output)
    return BatchRequest(places, output, 1, SCENARIOS, source="plans", picture=PictureAsked())


@pytest.fixture(scope="module")
def record(request_of_two: BatchRequest) -> BatchRecord:
    return done(request_of_two)


def done(request: BatchRequest) -> BatchRecord:
    for record in run_batch(request, StopRequest()):
        last = record
    return last


def links(page: Path) -> Iterator[Path]:
    for address in re.findall(r'href="([^"#]+\.html)"', page.read_text("utf-8")):
        yield (page.parent / address).resolve()


def test_the_index_is_the_page_of_all_districts(
    record: BatchRecord, request_of_two: BatchRequest
) -> None:
    shown = record.index.read_text("utf-8")
    assert "What to fix first" in shown
    assert "&quot;dear&quot;" in shown
    decks = {page for page in links(record.index) if page.parent != record.folder.resolve()}
    assert len(decks) == 2
    assert all(page.is_file() for page in links(record.index))
    for page in decks:
        assert record.index.resolve() in set(links(page))
    found = read_kept(record.folder / KEPT).roll_up
    alone = roll_up(request_of_two.output.parent / "plans", SCENARIOS)
    assert found.scenarios == alone.scenarios
    assert found.standings == alone.standings
    assert [one.stands_in for one in found.standings] == [True, False]
    assert [one.plan for one in found.failures] == ["elm"]


def test_the_plain_list_is_one_link_away(record: BatchRecord) -> None:
    assert record.pages.resolve() in set(links(record.index))
    assert "Board pages" in record.pages.read_text("utf-8")


def test_decks_that_are_as_they_were_are_in_it_too(
    record: BatchRecord, request_of_two: BatchRequest
) -> None:
    before = json.loads((record.folder / KEPT).read_text("utf-8"))
    assert before["roll_up"].pop("criteria") == [asdict(one) for one in usual_criteria()]
    again = done(replace(request_of_two, resume="resume", picture=PictureAsked(OWN)))
    assert again.folder == record.folder
    assert again.count("as it was") == 2
    after = json.loads((again.folder / KEPT).read_text("utf-8"))
    assert after["roll_up"].pop("criteria") == [asdict(one) for one in OWN]
    assert after == before
    assert "allowed: up to 10% of cost" in again.index.read_text("utf-8")
    once_more = done(replace(request_of_two, resume="only failed"))
    assert read_kept(once_more.folder / KEPT).roll_up.criteria == OWN


def test_the_workers_of_the_batch_make_it(
    record: BatchRecord, request_of_two: BatchRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One has read the plans, and everything is imported in it."""
    started: list[object] = []

    def start(*asked: Any) -> Any:  # noqa: ANN401  (as it is)
        started.append(asked)
        return usual(*asked)

    usual = workers._start
    monkeypatch.setattr(workers, "_start", start)
    again = done(replace(request_of_two, resume="only failed"))
    assert again.folder == record.folder
    assert again.is_pictured
    assert len(started) == 1


def test_a_district_of_several_decks_is_looked_at_once(tmp_path: Path) -> None:
    write_tiny(tmp_path / "ash")
    plan, output = read_plan(tmp_path / "ash"), tmp_path / "outputs"
    rows = {"ash": [AskedDeck(("base",), "Fall"), AskedDeck(("base", "stretch"), "Spring")]}
    decks = list(DecksAsked((), output, output / "index.html", "papermill", rows).of([plan]))
    with open_register(output) as register:
        record = BatchRecord(output, [PlanPlace(plan.path, plan.name)])
        books = BatchBooks(output, record, register)
        books.plan_was_read(plan, decks)
        assert books.are_asked(decks, EarlierDecks(output, "only failed", {})) == []
        (left,) = books.not_looked_at.values()
        assert left in decks
        (found,) = standings(plan)
        books.looked_at(decks[0], found)
        assert books.not_looked_at == {}
        assert books.standings == {("ash", "base"): found}


class WorkersHere(TaskWorkers[BatchTask, BatchResult]):
    """Workers of a batch that work in this process."""

    def _results(self) -> Iterator[tuple[BatchTask, BatchResult | TaskFailed]]:
        while self._waiting:
            task = self._first()
            yield task, self.work(task)

    def _leave(self) -> None:
        """Nothing is left to be ended."""


@pytest.mark.parametrize(
    ("students", "asked", "named"),
    [
        (99, PictureAsked(), ["elm", "oak"]),
        (100, PictureAsked(), ["elm", "oak", "spruce"]),
        (100, PictureAsked(OWN, name_from=501), ["elm"]),
        (1, PictureAsked(name_from=0), ["elm", "oak", "spruce"]),
    ],
)
def test_districts_are_named_and_held_as_the_office_asks(
    students: int,
    asked: PictureAsked,
    named: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shown: list[KeptRollUp] = []

    def notes(kept: KeptRollUp, page: Path, *_: object, **__: object) -> Path:
        shown.append(kept)
        return page

    monkeypatch.setattr(roll_up_page, "write_roll_up_page", notes)
    with open_register(tmp_path) as register:
        books = BatchBooks(tmp_path, BatchRecord(tmp_path, []), register)
        for plan, count in (("elm", 900), ("spruce", students), ("oak", 500)):
            years = [{"fiscal_year": 2027, "students": count}]
            books.standings[plan, "base"] = standing_of(plan, years=years)
        list(show_all(books, asked, "papermill", WorkersHere(do_task), StopRequest()))
        (kept,) = shown
        assert kept.roll_up.criteria == (asked.criteria or usual_criteria())
        assert sorted(one.plan for one in kept.roll_up.standings) == named
        assert ("spruce" in as_json(kept)) == ("spruce" in named)
        assert books.record.is_pictured


def test_a_picture_that_cannot_be_made_is_told_and_the_plain_index_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails(*_: object, **__: object) -> Path:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(roll_up_page, "write_roll_up_page", fails)
    with open_register(tmp_path) as register:
        books = BatchBooks(tmp_path, BatchRecord(tmp_path, []), register)
        books.standings |= {(plan, "base"): standing_of(plan) for plan in ("elm", "oak")}
        list(show_all(books, PictureAsked(), "papermill", WorkersHere(do_task), StopRequest()))
        books.close()
    record = books.record
    assert not record.is_pictured
    assert "Board pages" in record.index.read_text("utf-8")
    with pytest.raises(typer.Exit) as ended:
        batch_command._report(record, StopRequest())
    assert ended.value.exit_code == 3
    told = capsys.readouterr().err
    assert told.startswith("The page of all districts could not be made: ")
    assert record.no_picture in told


def test_one_district_is_no_picture(tmp_path: Path) -> None:
    with open_register(tmp_path) as register:
        books = BatchBooks(tmp_path, BatchRecord(tmp_path, []), register)
        books.standings["elm", "base"] = standing_of("elm")
        assert (
            list(show_all(books, PictureAsked(), "papermill", WorkersHere(do_task), StopRequest()))
            == []
        )
        assert not books.record.is_pictured


def test_a_picture_that_cannot_be_made_leaves_the_plain_index(
    record: BatchRecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = read_kept(record.folder / KEPT)

    def fails(*_: object, **__: object) -> Path:
        raise NotebookFailed(Path("roll-up.ipynb"), "found", "ValueError", "no", [])

    def is_full(*_: object, **__: object) -> Path:
        raise OSError(28, "No space left on device", "index.html")

    task = PictureToMake(kept, record.index, record.pages.name, "papermill")
    for breaks, why in ((fails, "ValueError: no"), (is_full, "disk")):
        monkeypatch.setattr(roll_up_page, "write_roll_up_page", breaks)
        found = do_task(task)
        assert isinstance(found, TaskFailed)
        assert why in found.why
