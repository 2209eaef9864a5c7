"""LibreOffice for tests: another program opens a workbook, computes it and saves it again.

``tests/conftest.py`` imports the fixture :func:`resave`. Where there is no LibreOffice, tests
that ask for it are skipped; with ``PLANNER_REQUIRE_BROWSER=1`` they fail, as those that ask for a
browser do.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import Protocol

import pytest

from tests.any_machine import PATIENCE

_REQUIRED = "PLANNER_REQUIRE_BROWSER"


class Resaver(Protocol):
    """Opens a workbook, saves it in a form such as ``xlsx``, and gives the new file.

    Others that are named are saved next to it by the same start of the program, which takes longer
    than all of them.
    """

    def __call__(self, workbook: Path, form: str, *others: Path) -> Path:
        """Save one workbook, or several."""


@pytest.fixture(scope="session")
def resave(tmp_path_factory: pytest.TempPathFactory) -> Resaver:
    """Open a workbook in LibreOffice and save it: ``resave(path, "xlsx")``."""
    office = shutil.which("soffice")
    if office is None:
        reason = "LibreOffice is not installed"
        if os.environ.get(_REQUIRED) == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    home = tmp_path_factory.mktemp("office")  # settings of its own, so that workers do not meet

    def saved_as(workbook: Path, form: str, *others: Path) -> Path:
        out = workbook.parent / "saved"
        command = [office, "--headless", f"-env:UserInstallation={(home / 'profile').as_uri()}"]
        command += ["--convert-to", form, "--outdir", str(out)]
        command += [str(workbook), *map(str, others)]
        subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE)
        return out / f"{workbook.stem}.{form}"

    return saved_as
