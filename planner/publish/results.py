"""The results of a run as files: the ledger for Excel, the document for other programs."""

from __future__ import annotations

import csv
import io
import zipfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from planner import __version__
from planner.analysis.compare import Comparison
from planner.atomic_files import write_all_or_none, write_whole
from planner.plan.cells.text import FORMULA_STARTS
from planner.projection.ledger import COLUMNS, entries, ledger_rows
from planner.publish.file_names import RESULTS
from planner.reference.accounts import accounts
from planner.reference.codes import state_code, states_with_codes
from planner.views.documents.project import plan_document

if TYPE_CHECKING:
    import pandas as pd

#: The ledger is text of megabytes that says most words a thousand times: a tenth of it packed.
LEDGER, PACKED_LEDGER = "ledger.csv", "ledger.zip"
_UTF8_MARK = "\ufeff"
#: The first day that such a file can name: the same ledger has the same bytes.
_NO_DAY = (1980, 1, 1, 0, 0, 0)


def ledger_of(comparison: Comparison) -> pd.DataFrame:
    """Ledger of every scenario, with the scenario's name in the first column."""
    import pandas as pd

    rows = [
        (found.scenario, *row)
        for found in comparison.answers
        for row in ledger_rows(found.projection)
    ]
    return pd.DataFrame(rows, columns=["scenario", *COLUMNS])


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
    import pandas as pd

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


def ledger_text(comparison: Comparison) -> str:
    """Ledger of every scenario as CSV, the same as :func:`as_csv` of :func:`ledger_of`.

    Written without a table in between: that takes longer to make than the text. What many rows
    say is made text once.
    """
    cells = cache(_cells)
    lines = [cells("scenario", *COLUMNS)]
    lines += [
        f"{cells(found.scenario, year)},{cells(*what)},{amount!r},{cells(*booked)}"
        for found in comparison.answers
        for year, what, amount, booked in entries(found.projection)
    ]
    return "\n".join(lines) + "\n"


def _cells(*values: object) -> str:
    """Some cells of a row, two or more."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow(map(_as_text, values))
    return text.getvalue().removesuffix("\n")


def packed_ledger(text: str) -> bytes:
    """A ledger as a ZIP file that every desktop opens and that holds ``ledger.csv`` for Excel.

    Parameters
    ----------
    text : str
        The ledger as CSV.
    """
    made = io.BytesIO()
    entry = zipfile.ZipInfo(LEDGER, _NO_DAY)
    entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(entry, text.encode("utf-8-sig"), compresslevel=9)
    return made.getvalue()


def save_results(comparison: Comparison, folder: str | Path) -> None:
    """Write ``ledger.zip`` and ``results.json`` into a folder, both or none."""
    document = plan_document(comparison, __version__).model_dump_json()
    ledger = packed_ledger(ledger_text(comparison))
    write_all_or_none(
        {Path(folder) / PACKED_LEDGER: ledger, Path(folder) / RESULTS: document + "\n"}
    )
