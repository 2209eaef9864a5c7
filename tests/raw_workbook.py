"""Workbooks written by hand, part by part: what no program would write, or openpyxl cannot."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"

#: Styles 0 to 7: general, 0%, date, two of our own, elapsed hours, date and time, currency.
FORMATS = ("0", "9", "14", "164", "165", "46", "22", "166")
OWN_FORMATS = {"164": '0.00" %"', "165": "[$-409]mmm\\ yy;@", "166": '_("$"* #,##0.00_)'}


def styles() -> str:
    own = "".join(
        f"<numFmt numFmtId='{number}' formatCode={quoteattr(code)}/>"
        for number, code in OWN_FORMATS.items()
    )
    used = "".join(f"<xf numFmtId='{number}'/>" for number in FORMATS)
    return (
        f"<styleSheet xmlns='{MAIN}'><numFmts>{own}</numFmts><cellStyleXfs><xf numFmtId='9'/>"
        f"</cellStyleXfs><cellXfs>{used}</cellXfs><dxfs><dxf><numFmt numFmtId='164' "
        "formatCode='0%'/></dxf></dxfs></styleSheet>"
    )


def sheet(rows: str, after: str = "", before: str = "") -> str:
    """Part of a worksheet with these rows."""
    return f"<worksheet xmlns='{MAIN}'>{before}<sheetData>{rows}</sheetData>{after}</worksheet>"


def relations(targets: Mapping[str, tuple[str, str]]) -> str:
    """Part that lists other parts: id -> (kind, target)."""
    listed = "".join(
        f"<Relationship Id='{key}' Type='{OFFICE}/{kind}' Target={quoteattr(target)}/>"
        for key, (kind, target) in targets.items()
    )
    return f"<Relationships xmlns='{PACKAGE}'>{listed}</Relationships>"


def parts_of(
    sheets: Mapping[str, str],
    *,
    texts: str = "",
    properties: str = "",
    computing: str = "",
    kinds: Mapping[str, str] | None = None,
) -> dict[str, str | bytes]:
    """Parts of a workbook: sheet name -> part; the other arguments are pieces of XML."""
    tabs, targets = "", {"s": ("styles", "styles.xml"), "t": ("sharedStrings", "/xl/texts.xml")}
    parts: dict[str, str | bytes] = {}
    for number, (name, part) in enumerate(sheets.items(), start=1):
        tabs += f"<sheet name={quoteattr(name)} sheetId='{number}' r:id='r{number}'/>"
        kind = (kinds or {}).get(name, "worksheet")
        targets[f"r{number}"] = (kind, f"worksheets/sheet{number}.xml")
        parts[f"xl/worksheets/sheet{number}.xml"] = part
    parts["xl/workbook.xml"] = (
        f"<workbook xmlns='{MAIN}' xmlns:r='{OFFICE}'>{properties}<sheets>{tabs}</sheets>"
        f"{computing}</workbook>"
    )
    parts["xl/_rels/workbook.xml.rels"] = relations(targets)
    parts["_rels/.rels"] = relations({"main": ("officeDocument", "xl/workbook.xml")})
    parts["xl/styles.xml"] = styles()
    parts["xl/texts.xml"] = f"<sst xmlns='{MAIN}'>{texts}</sst>"
    return parts


def write_parts(path: Path, parts: Mapping[str, str | bytes]) -> Path:
    """Write a package."""
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return path


def text_cell(name: str, text: str) -> str:
    """Cell with its text in it."""
    return f"<c r='{name}' t='inlineStr'><is><t>{escape(text)}</t></is></c>"
