"""Open a workbook's package without trusting it: bounded in size, in parts, in depth.

An .xlsx file is a zip archive of XML parts. A hostile or broken one may unpack to gigabytes,
nest a million elements or define entities that expand without end. Nothing here knows what a
sheet is; each part is unpacked into memory up to a bound and walked once, element by element.

It uses the standard library and not openpyxl, which builds every cell of a merged area (a file of
2 kB fills the memory), stops at styles that Excel itself ignores, finds no cells in Strict Open
XML, and must load a workbook twice to tell a formula from its result.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from xml.parsers.expat import ExpatError, ParserCreate
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from planner.spreadsheets.grid import OF_A_PLAN, Limits, UnreadableError

MOST_PARTS = 2_000
#: Elements of a sheet are nested 8 deep, and have a few dozen names.
DEEPEST = 60
MOST_NAMES = 2_000
#: Excel holds 32,767 characters in a cell. Anchored at its first character, because a search
#: would take quadratic time.
_LONGEST_RUN = re.compile(rb"<[^<]{500000}")

DAMAGED = "it is damaged. Open it in Excel, let Excel repair it, and save it again"
ODD = "it is built as no spreadsheet program would build it. Open it in Excel and save it again"
TOO_LARGE = "it is far larger than a plan. Keep the sheets of the plan in a separate file"
PROTECTED = (
    "it is protected with a password. Remove the password in Excel: File, Info, Protect Workbook"
)
NO_FILE = "there is no such file"
NOT_OPENED = "it cannot be opened. Close it in Excel and try again"
EMPTY = "it is empty"
NOT_A_WORKBOOK = "it is not an Excel workbook, or it is damaged"
_SAVE_AS = "In Excel, choose Save As, Excel Workbook (.xlsx)"

_START_OF_ZIP = b"PK"
_START_OF_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LISTED_PART = b"PK\x01\x02"
_ENCRYPTED = 0x1

#: Other kinds of zip archives, by a part that they have.
_OTHER_ARCHIVES = {
    "xl/workbook.bin": f"it is a binary workbook (.xlsb). {_SAVE_AS}",
    "content.xml": f"it is an OpenDocument file. {_SAVE_AS}",
    "index/document.iwa": "it is a Numbers file. In Numbers, choose File, Export To, Excel",
    "index.zip": "it is a Numbers file. In Numbers, choose File, Export To, Excel",
    "word/document.xml": "it is a Word document. Copy its table into a workbook",
    "ppt/presentation.xml": "it is a PowerPoint file. Copy its table into a workbook",
}


class Package:
    """The parts of a workbook's file, unpacked one by one up to a bound."""

    def __init__(self, archive: ZipFile, parts: dict[str, ZipInfo], limits: Limits) -> None:
        self._archive = archive
        self._parts = parts
        self._most = limits.part
        self._left = limits.unpacked
        self._tags_left = limits.tags

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._parts

    def __iter__(self) -> Iterator[str]:
        return iter(self._parts)

    def part(self, name: str, too_large: str = TOO_LARGE) -> bytes:
        """Content of a part.

        Parameters
        ----------
        name : str
            Its name; capital letters do not matter.
        too_large : str
            Why the file cannot be read if the part is too large.

        Returns
        -------
        bytes

        Raises
        ------
        UnreadableError
            If there is no such part, or it is damaged, encrypted or too large.
        """
        info = self._parts.get(name.lower())
        if info is None:
            raise UnreadableError(DAMAGED)
        if info.flag_bits & _ENCRYPTED:
            raise UnreadableError(PROTECTED)
        if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise UnreadableError(ODD)  # other methods unpack without a bound
        most = min(self._most, self._left)
        if info.file_size > most:
            raise UnreadableError(too_large)
        try:
            with self._archive.open(info) as opened:
                # One more than allowed: the size that a part declares may be false.
                found = opened.read(most + 1)
        except (BadZipFile, zlib.error, EOFError, NotImplementedError):
            raise UnreadableError(DAMAGED) from None
        self._left -= len(found)
        self._tags_left -= found.count(b"<")
        if len(found) > most or self._tags_left < 0:
            raise UnreadableError(too_large)
        return found


def open_package(file: Path | bytes, limits: Limits = OF_A_PLAN) -> Package:
    """Open a workbook's file, or say what it is instead.

    Parameters
    ----------
    file : Path or bytes
        The file, or all that it holds as :func:`workbook_bytes` read it.
    limits : Limits
        How large it may be.

    Returns
    -------
    Package

    Raises
    ------
    UnreadableError
        If it is not a zip archive, or one that cannot be a workbook.
    """
    content = file if isinstance(file, bytes) else workbook_bytes(file, limits)
    if not content.startswith(_START_OF_ZIP):
        raise UnreadableError(_what_it_is(content))
    # Counted before Python's reader makes an object of each: four bytes that start a part's entry,
    # and that occur in 20 MB by chance once in two hundred files.
    if content.count(_LISTED_PART) > MOST_PARTS:
        raise UnreadableError(TOO_LARGE)
    try:
        archive = ZipFile(BytesIO(content))
    except (BadZipFile, NotImplementedError, UnicodeDecodeError):
        raise UnreadableError(DAMAGED) from None
    parts: dict[str, ZipInfo] = {}
    for info in archive.infolist():
        name = info.filename.replace("\\", "/").lstrip("/").lower()
        if name in parts:
            raise UnreadableError(DAMAGED)  # which of the two would be read?
        parts[name] = info
    for name, reason in _OTHER_ARCHIVES.items():
        if name in parts:
            raise UnreadableError(reason)
    return Package(archive, parts, limits)


def workbook_bytes(path: Path, limits: Limits = OF_A_PLAN) -> bytes:
    """Everything in a workbook's file, read once, so it cannot change while it is read.

    Parameters
    ----------
    path : Path
        The file.
    limits : Limits
        How large it may be.

    Raises
    ------
    UnreadableError
        If there is no such file, or it is empty, too large, or cannot be opened.
    """
    try:
        if not path.is_file():
            raise UnreadableError(NO_FILE)
        with path.open("rb") as file:
            content = file.read(limits.size + 1)
    except OSError:
        raise UnreadableError(NOT_OPENED) from None
    if not content:
        raise UnreadableError(EMPTY)
    if len(content) > limits.size:
        raise UnreadableError(TOO_LARGE)
    return content


def _what_it_is(content: bytes) -> str:
    """Why a file that is not a zip archive is not a workbook, with what to do."""
    if content.startswith(_START_OF_OLD_OFFICE):
        if "EncryptedPackage".encode("utf-16-le") in content:
            return PROTECTED
        return f"it is a file of an old Office program. {_SAVE_AS}"
    start = content[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if b"urn:schemas-microsoft-com:office:spreadsheet" in start:
        return f"it is an XML spreadsheet. {_SAVE_AS}"
    if b"<html" in start or b"<table" in start or start.startswith(b"<!doctype html"):
        return f"it is a web page with the name of a workbook. {_SAVE_AS}"
    if start.startswith(b"%pdf"):
        return "it is a PDF. Copy its table into a workbook"
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or not re.search(rb"[\0-\x08]", start):
        return "it is a text file with the name of a workbook. Rename it to end in .csv"
    return NOT_A_WORKBOOK


def walk(
    part: bytes,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Walk through the elements of a part, in order.

    Names are given without their prefix, which differs between spreadsheet programs.

    Parameters
    ----------
    part : bytes
        What :meth:`Package.part` gave.
    start : callable
        Takes an element's name and attributes.
    end : callable, optional
        Takes the name of an element that ends.
    text : callable, optional
        Takes text between elements, in pieces.

    Raises
    ------
    UnreadableError
        If it is not XML, or nested or defined in ways that no spreadsheet program uses.

    Examples
    --------
    >>> walk(b'<x:row r="1"><x:c/></x:row>', lambda name, attributes: print(name, attributes))
    row {'r': '1'}
    c {}
    """
    if _LONGEST_RUN.search(part):
        raise UnreadableError(ODD)  # a tag with a million attributes takes a gigabyte
    names: dict[str, str] = {}
    depth = 0

    def on_start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST or len(names) > MOST_NAMES:
            raise UnreadableError(ODD)
        start(name if ":" not in name else name.rpartition(":")[2], attributes)

    def on_end(name: str) -> None:
        nonlocal depth
        depth -= 1
        if end is not None:
            end(name if ":" not in name else name.rpartition(":")[2])

    def on_document_type(*_told: object) -> None:
        raise UnreadableError(ODD)  # where entities are defined

    parser = ParserCreate(intern=names)
    parser.buffer_text = True
    parser.StartElementHandler = on_start
    parser.EndElementHandler = on_end
    parser.StartDoctypeDeclHandler = on_document_type
    if text is not None:
        parser.CharacterDataHandler = text
    try:
        parser.Parse(part, True)
    except ExpatError:
        raise UnreadableError(DAMAGED) from None
