"""Pages made earlier are found from what their runs say, and only those."""

from __future__ import annotations

import json
from pathlib import Path

from planner.publish.made_pages import made_pages


def run_in(output: Path, name: str, kind: str = "board", **said: object) -> Path:
    """A run with a page and what it says of itself."""
    folder = output / "prairie-view" / name
    folder.mkdir(parents=True)
    page = folder / f"prairie-view-usd-{kind}-base-2026-11-03.html"
    page.write_text("", "utf-8")
    manifest = {
        "district": "Prairie View USD",
        "digest": name,
        "started": f"{name[:10]}T10:00:00-06:00",
        "parameters": {"scenarios": ["base", "levy-fails"], "prepared": "2026-11-03"},
        **said,
    }
    (folder / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    return page


def test_the_newest_comes_first(tmp_path: Path) -> None:
    old = run_in(tmp_path, "2026-11-03-100000-abcdef")
    new = run_in(tmp_path, "2026-11-04-100000-abcdef")
    (tmp_path / "prairie-view" / "latest").symlink_to(new.parent)
    found = made_pages("prairie-view", tmp_path)
    assert [made.page for made in found] == [new, old]
    assert found[0].scenarios == ("base", "levy-fails")
    assert found[0].digest == "2026-11-04-100000-abcdef"
    assert found[0].made.isoformat() == "2026-11-04T10:00:00-06:00"


def test_other_kinds_and_damaged_runs_are_left_out(tmp_path: Path) -> None:
    run_in(tmp_path, "2026-11-03-100000-brief", kind="brief")
    run_in(tmp_path, "2026-11-03-100000-blank", parameters={"scenarios": []})
    run_in(tmp_path, "2026-11-03-100000-odd", parameters=3)
    run_in(tmp_path, "2026-11-03-100000-gone").unlink()
    cut = run_in(tmp_path, "2026-11-03-100000-cut").with_name("manifest.json")
    cut.write_text(cut.read_text("utf-8")[:20], "utf-8")
    assert made_pages("prairie-view", tmp_path) == []
