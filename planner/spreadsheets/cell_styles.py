"""Styles of a workbook's cells, as far as they change what a cell says: formats, strikethrough."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from planner.spreadsheets.safe_package import Package, walk
from planner.spreadsheets.shown_formats import Format, format_of

_OFF = ("0", "false")


class Style(NamedTuple):
    """What a cell style says.

    Attributes
    ----------
    format : Format
        What it makes of a number.
    is_struck : bool
        Whether it strikes out the cell.
    """

    format: Format = Format()
    is_struck: bool = False


@dataclass
class _Styles:
    """Fonts, formats and styles, gathered while their part is walked through."""

    own: dict[str, str] = field(default_factory=dict)
    fonts: list[bool] = field(default_factory=list)
    used: list[tuple[str, str]] = field(default_factory=list)
    _inside: str = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name in ("numFmts", "fonts", "cellXfs", "dxfs"):
            # Conditional formats, under dxfs, have their own formats and fonts.
            self._inside = name
        elif self._inside == "numFmts" and name == "numFmt":
            self.own.setdefault(attributes.get("numFmtId", ""), attributes.get("formatCode", ""))
        elif self._inside == "fonts" and name == "font":
            self.fonts.append(False)
        elif self._inside == "fonts" and name == "strike" and self.fonts:
            self.fonts[-1] = attributes.get("val", "1") not in _OFF
        elif self._inside == "cellXfs" and name == "xf":
            self.used.append((attributes.get("numFmtId", "0"), attributes.get("fontId", "0")))

    def end(self, name: str) -> None:
        if name == self._inside:
            self._inside = ""

    def is_struck(self, font: str) -> bool:
        number = int(font) if font.isascii() and font.isdigit() and len(font) < 8 else -1
        return 0 <= number < len(self.fonts) and self.fonts[number]


def styles_of(package: Package, part: str) -> list[Style]:
    """Cell styles of a workbook.

    Parameters
    ----------
    package : Package
        The workbook.
    part : str
        Name of the part with its styles.

    Returns
    -------
    list of Style
        In the order of the style numbers that cells use.
    """
    styles = _Styles()
    walk(package.part(part), styles.start, styles.end)
    formats = {number: format_of(number, styles.own) for number, _ in set(styles.used)}
    return [Style(formats[number], styles.is_struck(font)) for number, font in styles.used]
