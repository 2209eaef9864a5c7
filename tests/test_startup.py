"""Importing us is a second faster, and nobody else loses anything by it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.any_machine import PATIENCE
from tests.tiny_plan import PlanWriter

QUICK = "import planner.startup, sys; assert 'rfc3987_syntax' not in sys.modules; "


@pytest.mark.parametrize(
    ("module", "spared"),
    [
        ("planner.publish.forked.copies", "nbformat numpy papermill"),
        ("planner.publish.forked.warm_process", "nbconvert papermill"),
        ("planner.publish.batch.work", "altair pandas"),
    ],
    ids=["a worker at its start", "the warm process", "a worker"],
)
def test_each_process_of_a_batch_imports_only_what_it_needs(module: str, spared: str) -> None:
    program = f"import {module}, sys; assert not set('{spared}'.split()) & set(sys.modules)"
    subprocess.run([sys.executable, "-c", program], check=True, timeout=PATIENCE)


def test_a_board_page_is_made_without_altair(tiny: PlanWriter, tmp_path: Path) -> None:
    """Nor what hangs on it: shapes of charts are kept."""
    none = "import sys; sys.modules.update(altair=None, narwhals=None); "
    program = none + "from planner.cli import main; main()"
    board = [sys.executable, "-c", program, "board", str(tiny()), "--output", str(tmp_path)]
    subprocess.run(board, check=True, timeout=PATIENCE)
    assert list(tmp_path.rglob("*.html"))


@pytest.mark.parametrize(
    "program",
    [
        QUICK + "import altair, nbformat; assert 'rfc3987_syntax' not in sys.modules",
        QUICK + "import rfc3987_syntax; assert rfc3987_syntax.is_valid_syntax('iri', 'a:b')",
        "import sys, jsonschema; import planner.startup; assert 'rfc3987_syntax' in sys.modules",
    ],
    ids=["stays out", "can still be imported", "was there before"],
)
def test_the_slow_companion_of_jsonschema(program: str) -> None:
    subprocess.run([sys.executable, "-c", program], check=True, timeout=PATIENCE)
