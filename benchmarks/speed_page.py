"""The page docs/speed.md, made from results.json: ``python benchmarks/speed_page.py``.

With ``--check`` nothing is written; a page that is out of date is named. ``make bench`` writes
both again.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.asked import ASKED, DRAWS, MEASURED, OTHERS, Results, shown
from planner.atomic_files import write_all_or_none, write_whole
from planner.plan.cells.moments import long_date

ROOT = Path(__file__).resolve().parent.parent
RESULTS, PAGE = ROOT / "benchmarks/results.json", ROOT / "docs/speed.md"

HEAD = """\
<!-- Made by benchmarks/speed_page.py from benchmarks/results.json: run make bench. -->

# How fast it is

`make bench` measures everything on this page, on your machine, and writes this page and
`benchmarks/results.json` again after each part; `make bench PARTS="decks desk"` measures only parts
whose names have one of these words. Everything asked for is a ratio to something measured in the
same part, so a slower machine changes no answer; milliseconds are listed at the end for
information.

## Against what was asked for

"""

METHOD = """
## How it was measured

- **The reference plan** (`benchmarks/reference_plan.py`) has 100 rows of cost (20 fleets with
  inventory, 50 licenses, 10 security services, 20 positions), 8 sources of money, 10 years. In a
  draw, every assumption is drawn again in every year. What is kept is what a board charts, by year:
  cost by kind, what each source pays, the gap, the reserve.
- The shortest of several rounds counts. One process and one thread, pure NumPy, 64-bit numbers.
- **Plain loops** are the planner's rulebook, which must give the same balance for the same draws
  before anything is timed. What is asked for against them was set when they took 63 milliseconds a
  case; the rulebook has since become three times as fast (20 milliseconds on the same machine), so
  the same speed of the engine is a third of the ratio. Sliders, goal seek and districts say *no*
  for that reason: none takes more time than when it said *yes*. *Times as fast* compares with
  plain loops over as many cases, which take turns with what is compared: a slider that is 7,000
  times as fast over 4,096 draws takes 0.6 of the time of one plain case. **pandas** is one long
  table joined to the drivers of a draw; it covers the 80 rows without fleets and no sources of
  money, so it does less; its totals must agree too. **EMA Workbench** runs the plain loops for each
  draw; it is an extra that `make bench` installs.
- **Rows**: a row of cost is its own figure (price, share of the year) times a series that it
  shares with other rows (students, the index of prices). Sums of rows add the figures first, so
  fifty licenses cost a draw hardly more than five.
- **The limit of memory** is the time that the drawn numbers and the kept series need to move
  once, at the speed of `a = b + c x d` in the same run. It assumes that a draw needs no numbers
  except its own. The engine is above it, for a known reason. NumPy writes every step of the
  arithmetic to memory and reads it again: some 1,700 numbers of a draw are held at a time, half of
  them devices, where the limit counts 250. Each block of draws also pays for some thousands of
  calls, a third of the time at 2,000 draws a block; larger blocks would need more memory than was
  asked for. Only a compiled engine would go below it.
- **Memory** is the most that is in use besides the results. It stays the same however many draws
  there are; the limit holds it against the numbers drawn for 10,000.
- **Longer plans** have every row of cost twice, four and eight times. Copies differ in every rate
  (loss of devices, escalator, vacancy), or in price only. Fleets that differ in name and price
  only are calculated once; where they lose different shares, each is followed separately, and time
  grows with the number of fleets.
- **Districts of a state**: one model (11 rows of cost; general fund, levy and E-Rate) and a table
  of 13,500 districts as text, read and checked cell by cell, with 100 draws each; students and
  spending are those of the F-33 survey (`data/public/README.md`). What is kept are means over the
  draws and chances. Plain loops are those of one district of that model. The two processes were
  already running. *Plans of their own* are as many plans as separate objects, already read, which
  have to be sorted into kinds first. Plans that differ in rows cannot be projected together: a kind
  with one district costs as much as a plan alone. Two processes need two free cores. *planner
  screen* is the example Prairie View, its 52 rows that are compared, scaled to every district of
  the packaged survey: reading it, every district in every draw, and its peers. Districts that teach
  the same grades share a projection and differ in money only; plain loops project each of them.
- **A slider**: the draws are projected once and kept; a move calculates again what depends on the
  lever (`projected_again`) and takes the percentiles of the reserve.
- **Questions**: the slowest of six, each goal with the levy and with the general fund, that must
  hold in 90% of the draws. *Held* draws have been projected for a question before (`hold`); *draws
  projected first* is the first question. Every answer is proved in all draws.
- **Starting** is a process from its start to its end, compared with one that only imports NumPy;
  the board page is compared with a notebook of one empty cell.
- **Decks** are twenty board pages (executed notebook, page, ledger, results) of the example
  district in a batch, with the start of its workers and of the warm process. Papermill and
  nbconvert are called as a person would, a process each for every deck. Memory is that of one
  worker, a process of its own, and its warm process after each of 500 decks; what it grows by is
  the slope over the last three hundred. Processor time counts all processes that a command starts.
  That of `planner board` goes into importing NumPy, SciPy, papermill and nbconvert (a third),
  starting the engine that draws the charts and drawing them (a fifth), the options and futures of
  the section to vote on, the plan and its projections, the results, and the page (about a tenth
  each).
- **The desk** is opened in a real JupyterLab and Chromium, both just started, the network off, by
  the browser's own clock: from its first request until the answer is there, the levers are there
  (their tab is opened as soon as it can be) and every chart is drawn. Each opening is half of a
  pair: the other is the same JupyterLab with an empty notebook. A move is timed from the lever to
  the last chart that follows it. Asked for on a quiet machine are 6 seconds (the aim is 4) and
  100 milliseconds (the aim is 50); these two cannot be ratios, and on a busy machine they say
  little.
- **What if on the board page**: the page of Prairie View, opened in Chromium from its file with
  the network off, next to the same page without the panel. A move is timed by the browser's own
  clock from the lever until the answer follows, and until the last of what is in sight does, with
  the page at rest before; half of the moves are of money, half of all other levers. *Everything
  again* is one whole solve in the same page behind each move, as the trial did it for every move;
  the page calculates a move twice, with and without the vote that the plan counts on, and takes
  over what the move before has found. Asked for are 50 milliseconds a move until all is drawn
  (here: all in sight; the rest is drawn as it comes into sight, or 0.4 s after the last move), a
  second to the first chart and 0.3 seconds more to make the page. Calculating takes a fifth of
  the 50 milliseconds. All parts together, two long tables and three charts that Vega lays out one
  after the other, took 155 milliseconds at the median when each move drew them all.
- Not measured: LibreOffice recalculating an exported workbook, which does not exist yet.
"""


def page(results: Results) -> str:
    """All of the page."""
    lines = [
        "| what | asked | measured | met |",
        "|---|---|---:|---|",
        *(asked.row(results) for asked in ASKED),
    ]
    tables = ["\n".join(lines), "\n", _runs(results), _against_others(results)]
    parts = [HEAD, *tables, METHOD, "\n## Everything"]
    for section, found in results.items():
        if section != MEASURED:
            rows = "\n".join(f"| {what} | {shown(float(v))} |" for what, v in found.items())
            parts.append(f"\n\n### {section.capitalize()}\n\n| | |\n|---|---:|\n{rows}")
    return "".join(parts) + "\n"


def _runs(results: Results) -> str:
    """When and with what the parts were measured; each part where they differ."""
    parts: dict[str, list[str]] = {}
    for part, how in results[MEASURED].items():
        parts.setdefault(_measured_on(how), []).append(part)
    if len(parts) == 1:
        return f"\nMeasured on {next(iter(parts))}, shared with other work.\n"
    rows = [f"| {how} | {'; '.join(measured)} |" for how, measured in parts.items()]
    head = "Not all parts were measured in one run; all machines were shared with other work.\n"
    return "\n".join(["", head, "| measured on | parts |", "|---|---|", *rows, ""])


def _measured_on(how: Mapping[str, str]) -> str:
    day = long_date(date.fromisoformat(how["day"]))
    return f"{day}, with Python {how['python']} on {how['cores']} cores ({how['processor']})"


def _against_others(results: Results) -> str:
    """One draw of the reference plan, by each program."""
    if not {DRAWS, OTHERS} <= results.keys():
        return ""
    draws, others = results[DRAWS], results[OTHERS]
    loops = float(draws["microseconds a draw, plain loops"])
    named = {
        "planner": draws["microseconds a draw"],
        **{
            what.removeprefix("milliseconds a draw, "): 1e3 * float(value)
            for what, value in others.items()
        },
        "plain loops": loops,
    }
    rows = [
        f"| {what} | {shown(float(value))} | {shown(loops / float(value))} |"
        for what, value in sorted(named.items(), key=lambda pair: float(pair[1]))
    ]
    head = "| one draw of 10,000 | microseconds | times as fast as plain loops |"
    how = results[MEASURED]
    of_two = "" if how[DRAWS] == how[OTHERS] else "Measured in two runs, see above.\n\n"
    lines = "\n".join([head, "|---|---:|---:|", *rows])
    return f"\n## Against other ways\n\n{of_two}{lines}\n"


def read_results() -> dict[str, dict[str, Any]]:
    """The results of the runs before; none where nothing was measured yet."""
    if not RESULTS.is_file():
        return {}
    found: dict[str, dict[str, Any]] = json.loads(RESULTS.read_text(encoding="utf-8"))
    return found


def write(results: Results) -> None:
    """Write results and page, both or none."""
    write_all_or_none({RESULTS: json.dumps(results, indent=1) + "\n", PAGE: page(results)})


def main() -> int:
    """Write the page, or with ``--check`` say whether it is fresh."""
    fresh = page(read_results())
    if "--check" in sys.argv[1:]:
        same = PAGE.is_file() and PAGE.read_text(encoding="utf-8") == fresh
        if not same:
            print("docs/speed.md is out of date, run: make bench", file=sys.stderr)
        return int(not same)
    write_whole(PAGE, fresh)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
