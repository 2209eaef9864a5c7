"""A sheet added to a workbook, behind its others."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from html import escape

from planner.spreadsheets.grid import UnreadableError
from planner.spreadsheets.safe_package import DAMAGED, open_package
from planner.spreadsheets.workbook_file import Parts

_SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_WORDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_TYPES = "[Content_Types].xml"
_SHEETS_END = re.compile(r"</((?:\w+:)?)sheets>")
_SHEET_ID = re.compile(r"""\ssheetId=["'](\d+)["']""")
EMPTY_SHEET = f'<worksheet xmlns="{_SPACE}"><sheetData></sheetData></worksheet>'.encode()


def with_sheets(workbook: bytes, parts: Parts, sheets: Mapping[str, bytes]) -> dict[str, bytes]:
    """Parts of new sheets, and those that list them.

    Parameters
    ----------
    workbook : bytes
        The file.
    parts : Parts
        Names of its parts.
    sheets : mapping
        Name of a sheet -> its XML, begun as :data:`EMPTY_SHEET`.

    Returns
    -------
    dict
        Name of a part -> its content.

    Raises
    ------
    UnreadableError
        If the workbook lists its sheets in a way that we do not know.
    """
    folder, own = posixpath.split(parts.main)
    listed = posixpath.join(folder, "_rels", f"{own}.rels")
    main, relations, types = _texts(workbook, (parts.main, listed, _TYPES))
    end = _SHEETS_END.search(main)
    if end is None or _SPACE not in main:
        raise UnreadableError(DAMAGED)
    first = max(map(int, _SHEET_ID.findall(main)), default=0) + 1
    found: dict[str, bytes] = {}
    entries = links = overrides = ""
    for number, (name, content) in enumerate(sheets.items(), start=first):
        file = f"worksheets/planner{number}.xml"
        found[posixpath.join(folder, file)] = content
        entries += (
            f'<{end[1]}sheet xmlns:r="{_WORDS}" name="{escape(name)}" sheetId="{number}" '
            f'r:id="planner{number}"/>'
        )
        links += f'<Relationship Id="planner{number}" Type="{_WORDS}/worksheet" Target="{file}"/>'
        overrides += (
            f'<Override PartName="/{posixpath.join(folder, file)}" ContentType="{_SHEET_TYPE}"/>'
        )
    found[parts.main] = (main[: end.start()] + entries + main[end.start() :]).encode()
    found[listed] = _before(relations, "</Relationships>", links)
    found[_TYPES] = _before(types, "</Types>", overrides)
    return found


def _texts(workbook: bytes, names: tuple[str, ...]) -> list[str]:
    package = open_package(workbook)
    try:
        return [package.part(name).decode("utf-8-sig") for name in names]
    except UnicodeDecodeError:
        raise UnreadableError(DAMAGED) from None


def _before(text: str, end: str, new: str) -> bytes:
    if end not in text:
        raise UnreadableError(DAMAGED)
    return text.replace(end, new + end).encode()
