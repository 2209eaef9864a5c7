"""Importing us is a second faster, and nobody else loses anything by it."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.any_machine import PATIENCE

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
