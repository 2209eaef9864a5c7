"""Inputs of the kinds that went wrong elsewhere come out as a person expects.

cases.toml says what each of them is, where its form comes from, and what must be printed.
"""

from __future__ import annotations

import shlex
import shutil
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from planner.cli import main
from tests.tiny_plan import write_tiny

HERE = Path(__file__).resolve().parent
CASES: dict[str, dict[str, Any]] = tomllib.loads((HERE / "cases.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", CASES)
def test_case_comes_out_as_a_person_expects(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    case = CASES[name]
    write_tiny(tmp_path / "plan")
    shutil.copytree(HERE / name, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    code: object = None
    for command in case["run"]:
        monkeypatch.setattr(sys, "argv", ["planner", *shlex.split(command)])
        with pytest.raises(SystemExit) as left:
            main()
        code = left.value.code
    printed = " ".join("".join(capsys.readouterr()).split())
    for sentence in case["says"]:
        assert sentence in printed
    for wrong in case.get("never", ()):
        assert wrong not in printed
    assert code == case["code"], printed


def test_every_input_has_a_case() -> None:
    folders = {path.name for path in HERE.iterdir() if path.is_dir() and path.name[0].isalnum()}
    assert folders == set(CASES)
