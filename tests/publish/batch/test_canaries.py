"""Plans come from many hands: none is on another's pages, leaves its folder or runs anything."""

from __future__ import annotations

import base64
import csv
import gzip
import re
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from planner.plan.problems.problem import PlanError
from planner.plan.read import read_plan
from planner.publish.batch.picture_asked import PictureAsked
from planner.publish.batch.record import BatchRecord
from planner.publish.batch.run_batch import BatchRequest, run_batch
from planner.publish.file_names import BATCHES
from planner.publish.plans.plans_in_folder import plans_in
from planner.publish.processes.stop_request import StopRequest
from tests.tiny_plan import TINY, write_tiny

#: What looks like a template, a shell, a notebook's command, a program of a page or a formula.
HOSTILE = "=1+1 {{7*7}} {plan} %s !touch pwned `touch pwned` ''' <img src=x onerror=alert(1)>"
#: Names that differ by capitals, lead out, or that Windows keeps for a device; the mark of each is
#: too long to be met in packed data by chance.
PLANS = {"Elm": "Qaaxwalrus", "elm": "Qbbxwalrus", "con": "Qccxwalrus"}
NAMED = ("Levy", "Levy fails", "State grant", "Chromebooks", "Technician", "Reading", "Elm")
_PACKED = re.compile(r"[A-Za-z0-9+/]{400,}={0,2}")


def tables_of(canary: str) -> dict[str, str]:
    """The small plan, its names marked, with hostile text wherever a person types words."""
    quoted = HOSTILE.replace('"', '""')
    tables = {}
    for table, text in TINY.items():
        for name in sorted(NAMED, key=len, reverse=True):
            text = re.sub(rf"(?<![\w-]){name}(?![\w-])(?! fails| shop)", f"{canary} {name}", text)
        tables[table] = text
    tables["district"] = tables["district"].replace("Tiny ISD", f'"{quoted} {canary}"')
    tables["scenarios"] = tables["scenarios"].replace(",Stretch,", f',"{quoted} {canary}",')
    tables["explanations"] = f'name,explanation\nstructural_gap,"{quoted} {canary}"\n'
    return tables


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> BatchRecord:
    """A batch of three districts with names of many kinds."""
    home = tmp_path_factory.mktemp("office")
    for name, canary in PLANS.items():
        write_tiny(home / "plans" / name, **tables_of(canary))
    request = BatchRequest(
        plans_in(home / "plans", home / "runs"),
        home / "runs",
        2,
        ["stretch"],
        picture=PictureAsked(),
    )
    return list(run_batch(request, StopRequest()))[-1]


def home_of(record: BatchRecord) -> Path:
    return record.folder.parent.parent.parent


def texts(file: Path) -> Iterator[str]:
    """All that a file says, what is packed in it too."""
    raw = file.read_bytes()
    content = gzip.decompress(raw) if file.suffix == ".gz" else raw
    shown = content.decode("utf-8", "replace")
    yield shown
    for packed in _PACKED.findall(shown):
        try:
            inside = base64.b64decode(packed)
            yield zlib.decompress(inside, wbits=47).decode("utf-8", "replace")
        except (ValueError, zlib.error):  # a picture, or code that is no base64
            continue


def runs_of(record: BatchRecord) -> dict[str, Path]:
    """Folder of each district's run, by its canary."""
    runs = home_of(record) / "runs"
    found = {}
    for page in runs.glob("*/*/manifest.json"):
        kept = page.parent
        if BATCHES in kept.parts:
            continue
        inputs = "".join(text for file in kept.rglob("*") if file.is_file() for text in texts(file))
        (canary,) = [one for one in PLANS.values() if one in inputs]
        found[canary] = kept
    return found


def test_no_district_is_in_the_files_of_another(record: BatchRecord) -> None:
    assert [deck.outcome for deck in record.decks] == ["made"] * len(PLANS)
    assert sorted(runs_of(record)) == sorted(PLANS.values()), "each run holds one canary, its own"


def test_nothing_is_run_or_written_elsewhere(record: BatchRecord) -> None:
    home = home_of(record)
    assert sorted(path.name for path in home.iterdir()) == ["plans", "runs"]
    assert not list(home.rglob("pwned*"))
    assert not Path("pwned").exists()
    inside = {path.name for path in (home / "plans").rglob("*")} - PLANS.keys()
    assert inside == {f"{name}.csv" for name in tables_of("x")}, "plans are left as they were"


def test_what_looks_like_a_program_is_text_in_every_page_and_table(record: BatchRecord) -> None:
    files = [file for file in (home_of(record) / "runs").rglob("*") if file.is_file()]
    pages = [file for file in files if file.suffix == ".html"]
    assert len(pages) >= len(PLANS) + 1
    for page in pages:
        shown = page.read_text("utf-8")
        assert "<img src=x" not in shown
        assert "=1+1 49" not in shown
    for table in (file for file in files if file.suffix == ".csv" and file.parent.name != "inputs"):
        with table.open(encoding="utf-8-sig", newline="") as opened:
            cells = [cell for row in csv.reader(opened) for cell in row]
        assert not [cell for cell in cells if cell.startswith("=")], table.name


def test_a_table_that_is_a_link_out_of_its_folder_is_refused(tmp_path: Path) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text(TINY["devices"].replace("Laptops", "Somebody else"), encoding="utf-8")
    folder = write_tiny(tmp_path / "plan", devices=None)
    (folder / "devices.csv").symlink_to(secret)
    with pytest.raises(PlanError) as refused:
        read_plan(folder)
    assert "leads out of the folder of the plan" in str(refused.value)
    assert "Somebody else" not in str(refused.value)
    (folder / "devices.csv").unlink()
    (folder / "ours.csv.old").write_text(TINY["devices"], encoding="utf-8")
    (folder / "devices.csv").symlink_to("ours.csv.old")
    assert read_plan(folder).devices, "a link within the folder is its own file"
    (tmp_path / "linked").symlink_to(folder, target_is_directory=True)
    assert read_plan(tmp_path / "linked").devices
