"""A workbook's file with some parts changed: every other part as it is, dates and all.

Where a formula was replaced, Excel's list of the order of calculation is dropped; Excel makes it
again.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping

_CALCULATION_ORDER = "xl/calcChain.xml"
#: Parts that list the other parts, and how they list the order of calculation.
_LISTS_OF_PARTS = ("[Content_Types].xml", "xl/_rels/workbook.xml.rels")
_ORDER_IN_LIST = re.compile(rb"<(Override|Relationship)\b[^>]*calcChain[^>]*/>")
_FORMULA = re.compile(rb"<(?:\w+:)?f[ >/]")
_SHEETS = "xl/worksheets/"


def has_formulas(workbook: bytes) -> bool:
    """Whether a workbook has formulas, whose saved results may be out of date after a change.

    Parameters
    ----------
    workbook : bytes
        The file.
    """
    with zipfile.ZipFile(io.BytesIO(workbook)) as package:
        parts = [name for name in package.namelist() if name.startswith(_SHEETS)]
        return any(_FORMULA.search(package.read(name)) for name in parts)


def repacked(workbook: bytes, parts: Mapping[str, bytes]) -> bytes:
    """The file with other content of some parts.

    Parameters
    ----------
    workbook : bytes
        The file.
    parts : mapping
        Name of a part -> its new content; a part that it does not have is added.

    Returns
    -------
    bytes
    """
    out = io.BytesIO()
    changed = {name.lower(): content for name, content in parts.items()}
    with zipfile.ZipFile(io.BytesIO(workbook)) as package, zipfile.ZipFile(out, "w") as packed:
        without_order = _has_fewer_formulas(package, changed)
        for info in package.infolist():
            content = changed.pop(info.filename.lower(), None)
            content = package.read(info.filename) if content is None else content
            if without_order and info.filename == _CALCULATION_ORDER:
                continue
            if without_order and info.filename in _LISTS_OF_PARTS:
                content = _ORDER_IN_LIST.sub(b"", content)
            copied = zipfile.ZipInfo(info.filename, info.date_time)
            copied.compress_type = zipfile.ZIP_DEFLATED
            copied.external_attr = info.external_attr
            packed.writestr(copied, content)
        for name, content in parts.items():
            if name.lower() in changed:
                packed.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _has_fewer_formulas(package: zipfile.ZipFile, changed: Mapping[str, bytes]) -> bool:
    """Whether a formula was replaced: the order of calculation still names its cell."""
    return any(
        len(_FORMULA.findall(changed[name.lower()])) < len(_FORMULA.findall(package.read(name)))
        for name in package.namelist()
        if name.lower() in changed
    )
