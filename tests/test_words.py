"""Words that may not come back: British spellings, and phrases that read as translated.

What a person reads is plain American English of school finance. Searched are strings, comments
and docstrings of the code, notebooks, documents, blank tables and the texts of the examples. A
failure names the file, the line, the words found there and what to write.
"""

from __future__ import annotations

import io
import json
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

#: Words that may not be written, as a pattern, and what to write. Only whole
#: words count; capitals do not.
INSTEAD = {
    # Phrases that a school finance officer would not write.
    r"reckon\w*": "calculate, count",
    r"anew": "again",
    r"dearest|dearer": "most expensive, peak",
    r"mend(?:s|ed|ing)?": "fix, correct",
    r"beside": "next to, alongside, outside, as well as",
    r"in place of": "instead of",
    r"stands? (?:twice|beside|under|alone)": "appears, is",
    r"stands? in (?:the|a|an|its|their|code|data|docs|planner|tests)": "is in",
    r"lives? (?:on|within|from) (?:one-time|its|the reserve|prepay)\w*": "is paid with, depends on",
    r"(?:without|left) a payer": "unfunded",
    r"nobody can pay|can(?:not)? pay part of": "unfunded",
    r"keep(?:ing|s)? it (?:all )?up": "sustainable annual cost",
    r"paid by the reserve|moved to the reserve": "draws on reserve, transfers to reserve",
    r"ended unspent": "lapsed",
    r"devices that wait": "deferred devices",
    r"beforehand": "in advance; with perfect foresight",
    r"exchange them": "swap them",
    r"takes? (?:it|them) out": "remove",
    r"the very": "the same, the exact",
    r"nought": "zero",
    r"alike": "the same, similar",
    r"till": "until",
    r"at hand": "available",
    r"(?:held|holds? (?:the )?districts) against": "measured against, compared with",
    r"weighs most|weightiest": "most important",
    r"any more": "no longer",
    r"(?<!there )(?:is|are) no (?:plan|part|cliff|improvement|number)": "is not a",
    r"(?:an)?other \w+ than": "a different ... from",
    r"(?:is|are) to be known": "is to know",
    r"nothing but": "only",
    r"in want of": "without",
    r"come[s]? out otherwise": "turn out differently",
    r"as it stands": "current",
    r"whoever": "anyone who",
    r"for ever": "forever",
    r"(?:by|per) the (?:student|person)": "per student, per person",
    r"(?:one|a) (?:file|row|page|sheet) a (?:budget|kind|district|source|table|setting|year)":
        "one file for each",
    r"what (?:it|they|each|every \w+|sets? of options) comes? to": "total, result",
    r"let go of|what holds besides|called like": "release, what else applies, named like",
    r"hitherto|henceforth|whereof|thereof|wherein|whilst|amongst": "plain words",
    # British spellings.
    r"colou?red? in|colour\w*": "color",
    r"programmes?": "program",
    r"neighbour\w*|behaviour\w*|favour\w*|labour\w*|honour\w*|harbour\w*": "-or, not -our",
    r"centres?|centred|metres?|litres?|theatres?": "-er, not -re",
    r"(?:organ|recogn|capital|summar|minim|maxim|optim|normal|real|util|author|categor|priorit|"
    r"item|emphas|custom|visual|general|special|final|standard|amort|annual)is(?:e[ds]?|ing|ations?)":
        "-ize, not -ise",
    r"analyse[d]?|analysing|catalogues?": "analyze, catalog",
    r"modell\w+|labell(?:ed|ing)|travell\w+|cancell(?:ed|ing)|totall(?:ed|ing)|fuell\w+|signall\w+":
        "one l",
    r"licen[c]es?|defence|offence|pretence": "-se, not -ce",
    r"judgements?|acknowledgements?|ageing|grey\w*|cheques?|enrol|enrolments?|fulfil|instalments?":
        "judgment, aging, gray, check, enroll, fulfill, installment",
    r"learnt|spelt|burnt|towards|afterwards": "learned, toward, afterward",
}  # fmt: skip
BANNED = re.compile(
    rf"(?<![\w-])(?:{'|'.join(f'(?P<w{n}>{p})' for n, p in enumerate(INSTEAD))})(?![\w-])",
    re.IGNORECASE,
)
ADVICE = tuple(INSTEAD.values())

WRITTEN = (
    *("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md", "Makefile", "mkdocs.yml"),
    *("pyproject.toml", ".ci/*", ".github/workflows/*", ".pre-commit-config.yaml"),
    *("docs/**/*", "planner/**/*", "notebooks/*.ipynb", "benchmarks/*.py"),
    *("data/**/*.md", "data/templates/*", "data/examples/*/*.csv"),
)
KINDS = {
    ".py",
    ".md",
    ".csv",
    ".toml",
    ".ipynb",
    ".css",
    ".js",
    ".j2",
    ".json",
    ".yml",
    ".yaml",
    "",
}
#: Not written by us: a library, and model names and headings of other systems as they are.
NOT_OURS = (
    *("planner/desk/vega_bundle.js", "planner/reference/chromebooks.csv"),
    *("planner/reference/export_headings.csv", "planner/reference/state_codes.csv"),
    "planner/reference/ledger_words.csv",
)
#: The CHANGELOG names the old words where it says what replaced them.
OLD_WORDS = re.compile(r"^### Changed words$.*?(?=^### )", re.MULTILINE | re.DOTALL)


def written_files() -> list[str]:
    """Every file with words for a person, by its path from the root."""
    files = {file for pattern in WRITTEN for file in ROOT.glob(pattern) if file.is_file()}
    names = (file.relative_to(ROOT).as_posix() for file in files if file.suffix in KINDS)
    return sorted(name for name in names if name not in NOT_OURS and "__pycache__" not in name)


def words_of(file: Path) -> Iterator[tuple[int, str]]:
    """Words of a file with the line on which they begin."""
    text = file.read_text(encoding="utf-8")
    if file.suffix == ".py":
        yield from words_of_code(text)
    elif file.suffix == ".ipynb":
        for number, cell in enumerate(json.loads(text)["cells"], start=1):
            yield number, "".join(cell["source"])
    else:
        yield 1, OLD_WORDS.sub(lambda match: "\n" * match[0].count("\n"), text)


def words_of_code(text: str) -> Iterator[tuple[int, str]]:
    """Strings, docstrings and comments of a module; its names are judged elsewhere."""
    kinds = {tokenize.STRING, tokenize.COMMENT}
    kinds |= {kind for name, kind in vars(tokenize).items() if name == "FSTRING_MIDDLE"}
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type in kinds:
            yield token.start[0], token.string


def banned_in(start: int, words: str) -> Iterator[str]:
    """Each word that may not be written, with its line and what to write."""
    for match in BANNED.finditer(words):
        line = start + words.count("\n", 0, match.start())
        advice = ADVICE[int((match.lastgroup or "w0")[1:])]
        yield f'line {line}: "{match[0]}" (write: {advice})'


@pytest.mark.parametrize(
    "old",
    [
        *("left without a payer", "nobody can pay", "cost of keeping it all up", "anew", "beside"),
        *("lives on one-time money", "Moved to the reserve", "Paid by the reserve", "dearest"),
        *("Money that ended unspent", "Beside the reserve", "in place of", "Devices that wait"),
        *("it knows all years beforehand", "cells to mend", "stands twice", "Exchange them"),
        *("Take it out", "reckoned", "the very model", "colour", "coloured", "programme"),
        *("held against those", "not open any more", "it is no plan", "another name than this"),
    ],
)
def test_what_was_found_once_is_found_again(old: str) -> None:
    assert list(banned_in(1, f"It said: {old}."))


@pytest.mark.parametrize(
    "word", ["renewal", "besides", "there is no plan", "programmer", "color", "canoe"]
)
def test_other_words_are_left_alone(word: str) -> None:
    assert list(banned_in(1, word)) == []


def test_no_word_that_may_not_come_back() -> None:
    names = written_files()
    assert len(names) > 500
    found = [
        f"{name}, {said}"
        for name in names
        for line, words in words_of(ROOT / name)
        for said in banned_in(line, words)
    ]
    assert found == []
