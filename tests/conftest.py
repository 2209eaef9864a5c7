"""Fixtures that every test may ask for."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

import tests.any_machine  # noqa: F401  (registers the profile)
from tests.browser import browser, open_page
from tests.office import resave
from tests.tiny_plan import Content, PlanWriter, write_tiny

__all__ = ["browser", "open_page", "resave", "tiny"]

settings.load_profile("any machine")


@pytest.fixture
def tiny(tmp_path: Path) -> PlanWriter:
    """Write the small plan: ``tiny()``, or with other tables: ``tiny(devices="name,...")``."""

    def write(folder: str = "tiny", **tables: Content) -> Path:
        return write_tiny(tmp_path / folder, **tables)

    return write
