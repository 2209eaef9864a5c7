"""When automatic updates of a Chromebook end, by its model as a person types it.

Read when the devices of a plan are checked: a device whose updates end may no longer go online
safely, whatever its age. The dates belong to a *board*, the platform that several models share;
if newer models were given a later date, the earliest is used and the answer is called ambiguous.
Extended updates, which some older boards may opt into, are left out, and so is every device that
does not run ChromeOS. Nothing is read before the first look-up.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from planner.reference.tables import reference_table

SOURCE = "ChromeOS recovery list, August 2026"

_FEWEST_CHARACTERS = 3
_MODEL_NUMBER_CHARACTERS = 4
_MOST_SUGGESTIONS = 3
_LEAST_LIKENESS = 0.5
_SIGNS = re.compile("[\u00ae\u2122\u00a9]|\\((?:r|tm|c)\\)", re.IGNORECASE)
_PARENTHESES = re.compile(r"\(([^()]*)\)")
_BETWEEN_NAMES = re.compile(r"\s+/\s*|\s*/\s+|;|,(?![^(]*\))")
_BETWEEN_NUMBERS = re.compile(r"[,/|\s]+")
_YEAR = re.compile(r"^(19|20)\d\d$")


@dataclass(frozen=True)
class SupportEnd:
    """When automatic updates of a model end.

    Attributes
    ----------
    model, board : str
        Model that was matched (of several, the one that ends first) and its platform.
    ends : date
        First day on which a match may get no more updates.
    latest : date
        The latest such day of any match or of its board.
    ambiguous : bool
        Whether the two differ: check the device itself before counting on more.
    """

    model: str
    board: str
    ends: date
    latest: date
    ambiguous: bool


def _words(text: str) -> tuple[str, ...]:
    """Words of a name without symbols, capitals, and the word that all of them share.

    >>> _words("HP  Chromebook\u2122 11 G6 EE")
    ('hp', '11', 'g6', 'ee')
    """
    plain = unicodedata.normalize("NFKC", _SIGNS.sub(" ", text)).lower()
    words = re.findall(r"[a-z0-9]+", plain)
    return tuple(word for word in words if word not in ("chromebook", "chromebooks"))


def _names(model: str) -> list[str]:
    """Names that one row gives to its model, as in ``Chromebox 4 / Chromebox Enterprise 4``."""
    return [part.strip() for part in _BETWEEN_NAMES.split(model) if part.strip()]


def _numbers(name: str) -> list[str]:
    """Model numbers in parentheses: those with a digit that are not a year or a screen size."""
    found = " ".join(_PARENTHESES.findall(name))
    return [
        number
        for number in _BETWEEN_NUMBERS.split(found)
        if len("".join(_words(number))) >= _MODEL_NUMBER_CHARACTERS
        and any(character.isdigit() for character in number)
        and not _YEAR.match(number)
    ]


def _without_maker(words: tuple[str, ...], maker: tuple[str, ...]) -> tuple[str, ...]:
    return words[len(maker) :] if maker and words[: len(maker)] == maker else words


def _ways_to_type(model: str, manufacturer: str) -> set[tuple[str, ...]]:
    """Everything a person may type for the model of one row, as words."""
    maker = _words(manufacturer)
    whole = {_words(name) for name in (model, *_names(model))}
    ways = set(whole)
    for name in _names(model):
        short = _words(_PARENTHESES.sub(" ", name))
        numbers = [_words(number) for number in _numbers(name)]
        ways |= {short, *numbers, *(short + number for number in numbers)}
    bare = {_without_maker(way, maker) for way in ways}
    typed = ways | bare | {maker + way for way in bare if way}
    parts = {way for way in typed if len("".join(way)) >= _FEWEST_CHARACTERS and way != maker}
    return whole | parts


@cache
def _models() -> tuple[SupportEnd, ...]:
    """Every row of the recovery list."""
    found = []
    for row in reference_table("chromebooks"):
        ends, latest = date.fromisoformat(row["aue_min"]), date.fromisoformat(row["aue_max"])
        found.append(SupportEnd(row["model"], row["board"], ends, latest, ends < latest))
    return tuple(found)


@cache
def _index() -> dict[tuple[str, ...], tuple[int, ...]]:
    """Rows by everything that a person may type for them."""
    found: dict[tuple[str, ...], list[int]] = {}
    for number, row in enumerate(reference_table("chromebooks")):
        for way in _ways_to_type(row["model"], row["manufacturer"]):
            found.setdefault(way, []).append(number)
    return {way: tuple(rows) for way, rows in found.items()}


@cache
def _words_of_rows() -> tuple[frozenset[str], ...]:
    return tuple(
        frozenset(_words(f"{row['manufacturer']} {row['model']}"))
        for row in reference_table("chromebooks")
    )


def _rows_with_all(words: tuple[str, ...]) -> tuple[int, ...]:
    """Rows that have all the words, where those name a model and not only its maker."""
    numbers = [word for word in words if any(character.isdigit() for character in word)]
    names_a_model = len(words) > 1 or any(
        len(number) >= _MODEL_NUMBER_CHARACTERS and not _YEAR.match(number) for number in numbers
    )
    if not numbers or not names_a_model:
        return ()
    wanted = frozenset(words)
    return tuple(number for number, row in enumerate(_words_of_rows()) if wanted <= row)


def _together(matches: Iterable[SupportEnd]) -> SupportEnd:
    """The careful answer for several matches: the one that ends first, and the latest day."""
    first, *others = sorted(matches, key=lambda match: (match.ends, match.latest, match.model))
    latest = max(match.latest for match in (first, *others))
    return SupportEnd(first.model, first.board, first.ends, latest, first.ends < latest)


def support_end(model: str) -> SupportEnd | None:
    """When automatic updates of a Chromebook model end.

    Capitals, extra spaces and trademark signs do not matter, nor does a missing manufacturer or
    the word Chromebook. The model number in parentheses is enough. Where several models match,
    the one that ends first answers.

    Parameters
    ----------
    model : str
        Model as a person types it, such as ``Lenovo 300e Gen 3`` [name].

    Returns
    -------
    SupportEnd or None
        The match; None where no model has that name [date].

    Examples
    --------
    >>> found = support_end("dell 3380")
    >>> found.model, str(found.ends), found.ambiguous
    ('Dell Chromebook 13 (3380)', '2023-06-02', False)
    >>> support_end("Commodore 64") is None
    True
    """
    words = _words(model)
    rows = _index().get(words) or _rows_with_all(words)
    return _together(_models()[row] for row in rows) if rows else None


def nearest_models(text: str) -> tuple[str, ...]:
    """Models whose names look most like a text, the likeliest first.

    Parameters
    ----------
    text : str
        Model that was not found [name].

    Returns
    -------
    tuple of str
        Up to three names, each of which can be looked up [names].

    Examples
    --------
    >>> nearest_models("HP Chromebok 11 G6 EE")[0]
    'HP Chromebook 11 G6 EE'
    """
    spellings = _spellings()
    typed = " ".join(text.lower().split())
    close = difflib.get_close_matches(
        typed, spellings, n=2 * _MOST_SUGGESTIONS, cutoff=_LEAST_LIKENESS
    )
    return tuple(dict.fromkeys(spellings[spelling] for spelling in close))[:_MOST_SUGGESTIONS]


@cache
def _spellings() -> dict[str, str]:
    """Every name in the list without model numbers, as printed and without the shared word."""
    found: dict[str, str] = {}
    for row in reference_table("chromebooks"):
        for name in _names(row["model"]):
            shown = " ".join(_PARENTHESES.sub(" ", name).split())
            words = _words(shown)
            if words in _index():
                found.setdefault(shown.lower(), shown)
                found.setdefault(" ".join(words), shown)
    return found
