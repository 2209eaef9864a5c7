"""What must hold for the HTML of every tab: labels, captions, headings in order, ids once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from html.parser import HTMLParser

from planner.desk.live.sheet import Shown
from planner.desk.workbench import Workbench


class _Reader(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.controls: list[dict[str, str | None]] = []
        self.labels: set[str] = set()
        self.headings: list[int] = []
        self.tables = self.captions = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if "id" in found:
            self.ids.append(found["id"] or "")
        if tag in ("input", "select", "textarea"):
            self.controls.append(found)
        if tag == "label":
            self.labels.add(found.get("for") or "")
        if tag in ("h1", "h2", "h3", "h4"):
            self.headings.append(int(tag[1]))
        self.tables += tag == "table"
        self.captions += tag == "caption"


def html_of(shown: Mapping[str, Shown]) -> str:
    """All the HTML of a tab, without its charts."""
    return "".join(part for part in shown.values() if isinstance(part, str))


def faults_in(bench: Workbench, panel: str) -> list[str]:
    """What is wrong with the HTML of a tab as it is shown now."""
    html = bench.panels[panel].layout() + html_of(bench.shown(panel))
    read, found = _Reader(html), []
    found += [f"id {name} twice" for name, count in Counter(read.ids).items() if count > 1]
    found += [
        f"no label: {control}"
        for control in read.controls
        if not control.get("aria-label") and control.get("id") not in read.labels
    ]
    found += [f"a heading {level} levels down" for level in read.headings if not 2 <= level <= 3]
    found += [] if read.headings[0] == 2 else ["no heading of the tab"]
    found += [] if read.tables == read.captions else ["a table without a caption"]
    found += ["a live region of its own"] if "aria-live" in html else []
    return found
