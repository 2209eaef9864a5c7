"""The part of a workbook with its cell formats, and new formats like them for other numbers."""

from __future__ import annotations

import re
from html import escape, unescape

from planner.spreadsheets.grid import UnreadableError
from planner.spreadsheets.safe_package import DAMAGED
from planner.spreadsheets.shown_formats import Format, format_of

_USED = re.compile(r"<(?P<p>(?:\w+:)?)cellXfs\b[^>]*>(?P<in>.*?)</(?P=p)cellXfs>", re.DOTALL)
_ONE = re.compile(r"<(?P<p>(?:\w+:)?)xf\b[^>]*?(?:/>|>.*?</(?P=p)xf>)", re.DOTALL)
_OWN = re.compile(r"<(?:\w+:)?numFmt\b([^>]*?)/?>")
_OWN_LIST = re.compile(
    r"<(?P<p>(?:\w+:)?)numFmts\b[^>]*?(?:/>|>(?P<in>.*?)</(?P=p)numFmts>)", re.DOTALL
)
_ROOT = re.compile(r"<(?P<p>(?:\w+:)?)styleSheet\b[^>]*>")
_NUMBER = re.compile(r'\snumFmtId\s*=\s*["\'](\d+)["\']')
_CODE = re.compile(r"""\sformatCode\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_APPLIES = re.compile(r'\sapplyNumberFormat\s*=\s*["\'][^"\']*["\']')
_COUNT = re.compile(r'(?<=\scount=)["\']\d+["\']')
#: The format of text, and the first number that a workbook's own formats may have.
_TEXT, _FIRST_OWN = "49", 164
#: Formats that every workbook has and that show no decimals (ECMA-376 part 1, 18.8.30).
_WHOLE = ("1", "3", "5", "6", "9", "37", "38", "41", "42")


class AddedFormats:
    """Formats of a workbook's cells.

    Parameters
    ----------
    part : bytes
        The part with its styles.
    """

    def __init__(self, part: bytes) -> None:
        try:
            self._text = part.decode("utf-8-sig")
        except UnicodeDecodeError:
            raise UnreadableError(DAMAGED) from None
        used = _USED.search(self._text)
        if used is None:
            raise UnreadableError(DAMAGED)
        self._opening, (self._start, self._end) = used.start(), used.span("in")
        self._styles = [match[0] for match in _ONE.finditer(used["in"])]
        self._read = len(self._styles)
        self._codes: dict[str, str] = {}
        own = _OWN_LIST.search(self._text)  # not those of conditional formats
        for match in _OWN.finditer(own["in"] or "") if own else ():
            number, code = _NUMBER.search(match[1]), _CODE.search(match[1])
            if number and code:
                self._codes[number[1]] = unescape(code[1] or code[2] or "")
        self._added: dict[str, str] = {}

    def forget(self) -> None:
        """Take back every format that was added."""
        del self._styles[self._read :]
        for number in self._added:
            del self._codes[number]
        self._added.clear()

    def format(self, style: int) -> Format:
        """What a style makes of a number."""
        return format_of(self._number_of(style), self._codes)

    def is_text(self, style: int) -> bool:
        """Whether a style keeps what is typed as text."""
        number = self._number_of(style)
        return number == _TEXT or self._codes.get(number) == "@"

    def is_whole(self, style: int) -> bool:
        """Whether a style rounds what it shows to whole numbers."""
        number = self._number_of(style)
        code = self._codes.get(number, "General")
        return number in _WHOLE or ("." not in code and "general" not in code.lower())

    def with_format(self, style: int, code: str) -> int:
        """Number of a style that looks the same and shows numbers otherwise.

        Parameters
        ----------
        style : int
            The style.
        code : str
            The number format.
        """
        one = self._styles[style] if style < len(self._styles) else '<xf numFmtId="0"/>'
        new = _NUMBER.sub(f' numFmtId="{self._number_for(code)}"', one, count=1)
        name, rest = _APPLIES.sub("", new, count=1).split(" ", 1)
        new = f'{name} applyNumberFormat="1" {rest}'
        if new not in self._styles:
            self._styles.append(new)
        return self._styles.index(new)

    @property
    def part(self) -> bytes:
        """The part with the new formats."""
        if len(self._styles) == self._read:
            return self._text.encode()
        opening = _COUNT.sub(f'"{len(self._styles)}"', self._text[self._opening : self._start])
        before, behind = self._text[: self._opening], self._text[self._end :]
        text = f"{before}{opening}{''.join(self._styles)}{behind}"
        return _with_own(text, self._added).encode()

    def _number_of(self, style: int) -> str:
        one = self._styles[style] if style < len(self._styles) else ""
        number = _NUMBER.search(one)
        return number[1] if number else "0"

    def _number_for(self, code: str) -> str:
        known = next((number for number, own in self._codes.items() if own == code), None)
        if known is None:
            known = str(max(_FIRST_OWN, *(int(number) + 1 for number in self._codes), 0))
            self._codes[known] = self._added[known] = code
        return known


def _with_own(text: str, added: dict[str, str]) -> str:
    """The part with new number formats, before everything else in it, as the standard wants."""
    root = _ROOT.search(text)
    if root is None:
        raise UnreadableError(DAMAGED)
    prefix = root["p"]
    new = "".join(
        f'<{prefix}numFmt numFmtId="{number}" formatCode="{escape(code)}"/>'
        for number, code in added.items()
    )
    if not new:
        return text
    there = _OWN_LIST.search(text)
    held = (there["in"] or "") if there else ""
    count = len(_OWN.findall(held)) + len(added)
    start, end = there.span() if there else (root.end(), root.end())
    listed = f'<{prefix}numFmts count="{count}">{held}{new}</{prefix}numFmts>'
    return text[:start] + listed + text[end:]
