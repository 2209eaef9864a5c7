"""The results of a run as files: the ledger for Excel, the document for other programs."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from planner import __version__
from planner.analysis.compare import Comparison
from planner.atomic_files import write_whole
from planner.plan.cells.text import FORMULA_STARTS
from planner.projection.ledger import ledger
from planner.reference.accounts import accounts
from planner.reference.codes import state_code, states_with_codes
from planner.views.documents.project import plan_document

LEDGER, RESULTS = "ledger.csv", "results.json"
_UTF8_MARK = "\ufeff"


def ledger_of(comparison: Comparison) -> pd.DataFrame:
    """Ledger of every scenario, with the scenario's name in the first column."""
    frames = []
    for found in comparison.answers:
        frame = ledger(found.projection)
        frame.insert(0, "scenario", found.scenario)
        frames.append(frame)
    return pd.concat(frames, ignore_index=True)


def with_codes(frame: pd.DataFrame, state: str) -> pd.DataFrame:
    """Ledger with accounting codes next to each cost.

    Parameters
    ----------
    frame : DataFrame
        A ledger.
    state : str
        Two letters of a state whose codes are packaged as examples.

    Raises
    ------
    ValueError
        If no codes of the state are packaged.
    """
    if state.upper() not in states_with_codes():
        known = ", ".join(states_with_codes())
        msg = f'no codes of "{state}" are packaged. There are examples of: {known}'
        raise ValueError(msg)
    coded = frame.copy()
    found = [accounts().get(category) for category in frame["category"]]
    own = [state_code(state.upper(), a.category) if a else None for a in found]
    coded["nces_function"] = [a.nces_function if a else "" for a in found]
    coded["nces_object"] = [a.nces_object if a else "" for a in found]
    coded["state_code"] = [code.code if code else "" for code in own]
    coded["state_label"] = [code.label if code else "" for code in own]
    coded["state_code_checked"] = ["yes" if code and code.verified else "" for code in own]
    return coded


def as_csv(frame: pd.DataFrame) -> str:
    """Table as CSV that a spreadsheet shows and does not run.

    Text that begins like a formula gets an apostrophe in front, which tells a spreadsheet
    that it is text.
    """
    safe = frame.copy()
    for column in safe.columns:
        if not pd.api.types.is_numeric_dtype(safe[column]):
            safe[column] = safe[column].map(_as_text)
    return str(safe.to_csv(index=False, lineterminator="\n"))


def write_csv(path: Path, frame: pd.DataFrame) -> Path:
    """Write a table as CSV in one step."""
    return write_whole(path, csv_file(frame))


def csv_file(frame: pd.DataFrame) -> str:
    """Table as a CSV file, marked as UTF-8: Excel on Windows needs the mark."""
    return _UTF8_MARK + as_csv(frame)


def _as_text(value: object) -> object:
    """Unlike in a plan's own tables, where numbers are typed as text, here ``-2`` is a name."""
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return f"'{value}"
    return value


def save_results(comparison: Comparison, folder: str | Path) -> None:
    """Write ``ledger.csv`` and ``results.json`` into a folder, each in one step."""
    document = plan_document(comparison, __version__).model_dump_json(indent=1)
    write_csv(Path(folder) / LEDGER, ledger_of(comparison))
    write_whole(Path(folder) / RESULTS, document + "\n")
