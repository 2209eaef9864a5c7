"""Runs keep everything, overwrite nothing, and leave evidence when they fail."""

from __future__ import annotations

import hashlib
import json
import zipfile
from pathlib import Path

import pandas as pd
import pytest

from planner.analysis.compare import compare
from planner.packaged import example
from planner.plan.read import read_plan
from planner.publish.results import as_csv, ledger_of, ledger_text, save_results, write_csv
from planner.publish.runs import INPUTS, LATEST, MANIFEST, copied_plan, new_run
from planner.workbook.convert import folder_to_workbook
from tests.tiny_plan import TINY, PlanWriter

PRAIRIE_VIEW = example("prairie-view")


def latest(home: Path) -> str:
    """Name of the run that ``latest`` points to, link or text file."""
    link = home / LATEST
    return link.resolve().name if link.exists() else (home / "latest.txt").read_text().strip()


def test_a_run_holds_inputs_manifest_and_what_was_made(tmp_path: Path) -> None:
    plan = read_plan(PRAIRIE_VIEW)
    with new_run(tmp_path, plan, {"scenarios": ["base"]}) as run:
        (run.folder / "made.txt").write_text("made", encoding="utf-8")
        assert not run.final.exists()
    manifest = json.loads((run.final / MANIFEST).read_text(encoding="utf-8"))
    assert manifest["digest"] == plan.digest
    assert manifest["parameters"] == {"scenarios": ["base"]}
    for name, digest in manifest["files"].items():
        assert hashlib.sha256((run.final / name).read_bytes()).hexdigest() == digest
    assert "made.txt" in manifest["files"]
    assert read_plan(run.final / INPUTS).digest == plan.digest


def test_two_runs_in_one_second_both_stay_and_latest_is_the_second(tmp_path: Path) -> None:
    plan = read_plan(PRAIRIE_VIEW)
    finals = []
    for _ in range(2):
        with new_run(tmp_path, plan, {}) as run:
            pass
        finals.append(run.final)
    assert len(set(finals)) == 2
    assert all(final.is_dir() for final in finals)
    assert latest(tmp_path / plan.name) == finals[1].name


def test_a_failed_run_is_kept_as_evidence_and_latest_stays(tmp_path: Path) -> None:
    plan = read_plan(PRAIRIE_VIEW)
    with new_run(tmp_path, plan, {}) as good:
        pass
    with pytest.raises(RuntimeError, match="broken"), new_run(tmp_path, plan, {}) as bad:
        (bad.folder / "half.txt").write_text("half", encoding="utf-8")
        message = "broken"
        raise RuntimeError(message)
    failed = bad.final.with_name(bad.final.name + "-failed")
    assert (failed / "half.txt").read_text(encoding="utf-8") == "half"
    assert not bad.final.exists()
    assert latest(tmp_path / plan.name) == good.final.name


def test_the_ledger_file_adds_up_to_the_cost_of_every_scenario(tmp_path: Path) -> None:
    comparison = compare(read_plan(PRAIRIE_VIEW), ["base", "levy-fails"])
    save_results(comparison, tmp_path)
    ledger = pd.read_csv(tmp_path / "ledger.zip")
    expenses = ledger[ledger["side"] == "expense"]
    for found in comparison.answers:
        of_scenario = expenses[expenses["scenario"] == found.scenario]
        by_year = of_scenario.groupby("fiscal_year")["amount"].sum()
        assert by_year.to_numpy() == pytest.approx(found.cost)
    assert expenses["file"].str.endswith(".csv").all()
    assert (expenses["row"] >= 2).all()
    results = json.loads((tmp_path / "results.json").read_text(encoding="utf-8"))
    assert [s["name"] for s in results["scenarios"]] == ["base", "levy-fails"]


def test_the_ledger_of_a_run_is_the_one_that_the_command_prints(tmp_path: Path) -> None:
    """Written line by line, packed, with the mark that Excel on Windows needs."""
    comparison = compare(read_plan(PRAIRIE_VIEW), ["base", "levy-fails"])
    printed = as_csv(ledger_of(comparison))
    assert ledger_text(comparison) == printed
    for again in ("one", "two"):
        (tmp_path / again).mkdir()
        save_results(comparison, tmp_path / again)
    one, two = (tmp_path / again / "ledger.zip" for again in ("one", "two"))
    assert one.read_bytes() == two.read_bytes()
    assert zipfile.ZipFile(one).read("ledger.csv") == ("\ufeff" + printed).encode()
    assert one.stat().st_size < len(printed) / 8


def test_excel_on_windows_reads_accents(tmp_path: Path) -> None:
    frame = pd.DataFrame({"name": ["M\u00fcller"], "amount": [1.5]})
    file = write_csv(tmp_path / "ledger.csv", frame)
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    assert pd.read_csv(file).equals(frame)


def test_text_that_begins_like_a_formula_stays_text() -> None:
    frame = pd.DataFrame({"name": ["=1+1", "plain", "-2", "@x"], "amount": [-1.5, 2.0, 3.0, 4.0]})
    lines = as_csv(frame).splitlines()
    assert lines[1:] == ["'=1+1,-1.5", "plain,2.0", "'-2,3.0", "'@x,4.0"]


def test_every_ledger_row_leads_to_a_row_that_was_typed() -> None:
    plan = read_plan(PRAIRIE_VIEW)
    for entry in ledger_of(compare(plan, ["base"])).itertuples():
        if entry.side == "expense":
            lines = (PRAIRIE_VIEW / str(entry.file)).read_text(encoding="utf-8").splitlines()
            assert str(entry.name) in lines[int(str(entry.row)) - 1]


@pytest.mark.parametrize("form", ["folder", "workbook"])
def test_a_run_keeps_what_was_read_though_somebody_saves_meanwhile(
    form: str, tiny: PlanWriter, tmp_path: Path
) -> None:
    folder = tiny()
    place = folder if form == "folder" else folder_to_workbook(folder, tmp_path / "tiny.xlsx")
    plan = read_plan(place)
    if form == "folder":
        later = TINY["staffing"].replace("60000", "90000")
        (folder / "staffing.csv").write_text(later, encoding="utf-8")
        (folder / "devices.csv").unlink()
    else:
        place.write_bytes(b"saved by somebody else")
    with new_run(tmp_path / "outputs", plan, {}) as run:
        pass
    kept = read_plan(run.final / copied_plan(plan))
    manifest = json.loads((run.final / MANIFEST).read_text(encoding="utf-8"))
    assert kept.digest == plan.digest == manifest["digest"]
    for name, content in plan.files.items():
        assert manifest["files"][f"{INPUTS}/{name}"] == hashlib.sha256(content).hexdigest()


def test_every_file_of_a_plan_is_opened_once(
    tiny: PlanWriter, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tiny()
    read: list[str] = []
    usual = Path.read_bytes

    def counted(path: Path) -> bytes:
        read.append(path.name)
        return usual(path)

    monkeypatch.setattr(Path, "read_bytes", counted)
    plan = read_plan(folder)
    assert sorted(read) == sorted(plan.files)
    assert len(plan.files) > 10
