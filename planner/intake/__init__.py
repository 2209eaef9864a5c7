"""Imports: exports of a district's other systems, merged into the tables of its plan.

Each kind of export owns one table and writes no other. Personal data is dropped as soon as an
export is opened; docs/imports.md says what is read and what is written.
"""

from __future__ import annotations

from planner.intake.intake import KINDS, Intake, Options
from planner.intake.preview import Preview, make_preview, write_preview
from planner.intake.run import Import, read_export, run_import

__all__ = [
    "KINDS",
    "Import",
    "Intake",
    "Options",
    "Preview",
    "make_preview",
    "read_export",
    "run_import",
    "write_preview",
]
