"""Pages and files that are made from the code are fresh, and the example in them runs."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest
from typer.testing import CliRunner

from docs.generate import DOCS, ROOT, examples, made_files, main, out_of_date
from planner.cli import app
from planner.plan.problems.sentences import SENTENCES
from planner.plan.tables import DRIVERS, TABLES


def test_nothing_made_from_the_code_is_out_of_date() -> None:
    assert list(out_of_date()) == [], "run: python docs/generate.py"


def test_file_that_is_out_of_date_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = DOCS / "tables.md"
    monkeypatch.setattr("docs.generate.made_files", lambda: {page: "something else"})
    monkeypatch.setattr("sys.argv", ["generate.py", "--check"])
    assert main() == 1
    assert "docs/tables.md is out of date" in capsys.readouterr().err
    assert page.read_text(encoding="utf-8") != "something else"


def test_data_dictionary_names_every_column_and_driver() -> None:
    page = made_files()[DOCS / "tables.md"]
    for table in TABLES.values():
        part = page.partition(f"## {table.file}")[2].partition("\n## ")[0]
        for name, column in table.columns.items():
            assert f"| `{name}` | {column.label} |" in part
    assert all(f"| `{name}` | {column.label} |" in page for name, column in DRIVERS.items())


def test_list_of_problems_has_every_sentence_with_its_example() -> None:
    page = (DOCS / "problems.md").read_text(encoding="utf-8")
    assert re.findall(r"^## (.+)$", page, flags=re.MULTILINE) == list(SENTENCES)
    for example in examples().values():
        assert all(line in page for line in example.says)


def test_schema_is_a_schema() -> None:
    schema = json.loads((DOCS / "project.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)


def test_example_for_programmers_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = (DOCS / "json.md").read_text(encoding="utf-8")
    (command,) = re.findall(r"^planner (project .+) > results\.json$", page, flags=re.MULTILINE)
    program, tables = re.findall(r"```python\n(.+?)```", page, flags=re.DOTALL)
    monkeypatch.chdir(ROOT)
    printed = CliRunner().invoke(app, command.split()).stdout
    (tmp_path / "results.json").write_text(printed, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    exec(compile(program, "docs/json.md", "exec"), {})
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("Prairie View")
    assert all(re.match(r"FY\d{4}: cost [\d,]+, unfunded [\d,]+$", line) for line in lines[1:])
    exec(compile(tables, "docs/json.md", "exec"), {})
    printed = capsys.readouterr().out
    assert "device_refresh" in printed
    assert "Technology levy, current  2028-12-31  passed" in printed


def test_examples_of_tables_of_districts_run(capsys: pytest.CaptureFixture[str]) -> None:
    page = (DOCS / "district-tables.md").read_text(encoding="utf-8")
    for program in re.findall(r"```python\n(.+?)```", page, flags=re.DOTALL):
        exec(compile(program, "docs/district-tables.md", "exec"), {})
    printed = capsys.readouterr().out
    assert "East" in printed
    assert "2027: 2, 2028: 1" in printed
