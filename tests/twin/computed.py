"""A page that computes: translated Python in real Chromium, with no more than hashes allowed.

Numbers come back by their bits, so that two of them are the same or they are not.
"""

from __future__ import annotations

import base64
import hashlib
import json
import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

from planner.rulebook.plan_data import facts
from planner.twin.scripts import BOARD, RUNTIME
from tests.any_machine import PATIENCE

#: Says a value as :func:`said` does: dictionaries by their entries, numbers by their bits.
SAYS = """
const bits = new DataView(new ArrayBuffer(8));
function said(value) {
  if (typeof value === "number") {
    bits.setFloat64(0, value);
    return "#" + bits.getBigUint64(0).toString(16).padStart(16, "0");
  }
  if (value instanceof Map) {
    return { entries: py.items(value).map((entry) => entry.map(said)) };
  }
  if (Array.isArray(value)) {
    return value.map(said);
  }
  if (value !== null && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, said(part)]));
  }
  return value;
}
const given = JSON.parse(document.getElementById("given").textContent);
document.getElementById("said").textContent = JSON.stringify(answered(given));
"""


def said(value: Any) -> Any:  # noqa: ANN401  any value
    """A value of Python as the page says it."""
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return value
    if isinstance(value, int | float):
        return "#" + struct.pack(">d", float(value)).hex()
    if isinstance(value, dict):
        return {"entries": [[said(key), said(part)] for key, part in value.items()]}
    if is_dataclass(value):
        return {one.name: said(getattr(value, one.name)) for one in fields(value)}
    return [said(part) for part in value]


def computed(browser: Browser, page: Path, scripts: Sequence[str], given: object) -> Any:  # noqa: ANN401
    """What a page says that has some scripts, the last of which has ``answered(given)``."""
    whole = [RUNTIME.read_text(encoding="utf-8"), *scripts, SAYS]
    allowed = " ".join(f"'sha256-{_hash(script)}'" for script in whole)
    policy = f"default-src 'none'; script-src {allowed}"
    data = json.dumps(given).replace("<", "\\u003c")
    page.write_text(
        f'<!DOCTYPE html><meta charset="utf-8"><title>Twin</title>'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        f'<pre id="said"></pre><script type="application/json" id="given">{data}</script>'
        + "".join(f"<script>{script}</script>" for script in whole),
        encoding="utf-8",
    )
    opened = browser.new_page()
    opened.set_default_timeout(PATIENCE * 1000)
    complaints: list[str] = []
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on("console", lambda message: complaints.append(message.text))
    try:
        opened.goto(page.resolve().as_uri())
        text = opened.text_content("#said") or ""
    finally:
        opened.close()
    assert "; ".join(complaints)[:2000] == ""
    return json.loads(text)


@dataclass(frozen=True)
class Asked:
    """A case that a page is asked: its name, what it is given, what Python says of it."""

    name: str
    data: Mapping[str, Any]
    by_python: Any


def first_differences(
    browser: Browser, page: Path, answered: str, asked: Iterable[Asked], at_once: int
) -> list[str]:
    """Where the page that computes does not say what Python says: the first of each case.

    So many cases are handed to one page at once, with the public figures: ``answered`` is its
    ``answered({ facts, cases })``.
    """
    found: list[str] = []
    rest = iter(asked)
    scripts = [BOARD.read_text(encoding="utf-8"), answered]
    while batch := list(islice(rest, at_once)):
        given = {"facts": facts(), "cases": [case.data for case in batch]}
        answers = computed(browser, page, scripts, given)
        for case, answer in zip(batch, answers, strict=True):
            found += islice(apart(case.by_python, answer, case.name), 1)
    return found


def apart(one: Any, other: Any, where: str) -> Iterator[str]:  # noqa: ANN401  whatever is said
    """Places at which two answers differ."""
    if isinstance(one, dict) and isinstance(other, dict) and list(one) == list(other):
        for name, part in one.items():
            yield from apart(part, other[name], f"{where} {name}")
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for number, part in enumerate(one):
            yield from apart(part, other[number], f"{where} {number}")
    elif one != other:
        yield f"{where}: {one} by the rulebook, {other} in the browser"


def _hash(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
