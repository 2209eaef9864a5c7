"""What is kept exactly as it is, in ``tests/cases``: ``charts``, ``documents`` and ``what_if``.

Each file is what one function of the room of that name in ``planner/views`` gives for a plan of
``kept_plans.py``: of a chart its words, how it is drawn and its data; of a document its JSON; of
the panel *What if* its HTML, and what it calculates with. To see what a change of yours changes in
them, and then to keep it:

    python tests/views/kept.py
    python tests/views/kept.py --write
"""

from __future__ import annotations

import planner.startup  # noqa: F401

import difflib
import json
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

import altair as alt  # noqa: E402

from planner import __version__  # noqa: E402
from planner.analysis.compare import Comparison  # noqa: E402
from planner.analysis.goal_seek.solve import solve  # noqa: E402
from planner.analysis.optimization.smoothing import smoothing  # noqa: E402
from planner.analysis.sensitivity.one_at_a_time import sensitivity  # noqa: E402
from planner.analysis.simulation.incident_losses import incident_losses  # noqa: E402
from planner.analysis.simulation.simulate import Simulation  # noqa: E402
from planner.analysis.simulation.uncertainty_sources import uncertainty_sources  # noqa: E402
from planner.views import charts  # noqa: E402
from planner.views.charts import fan  # noqa: E402
from planner.views.charts.designs.parts import page_size  # noqa: E402
from planner.views.charts.options import frontier_chart  # noqa: E402
from planner.views.charts.spreading import spread_purchases  # noqa: E402
from planner.views.documents.options import options_document  # noqa: E402
from planner.views.documents.project import plan_document  # noqa: E402
from planner.views.documents.simulation import simulation_document  # noqa: E402
from planner.views.documents.solve_and_sensitivity import (  # noqa: E402
    sensitivity_document,
    solution_document,
)
from planner.views.format.figure import Figure  # noqa: E402
from planner.views.what_if.panel import BOARD, OPTIONS, Kind, panel  # noqa: E402
from tests.views.kept_plans import (  # noqa: E402
    kept_comparison,
    kept_plan,
    kept_simulation,
    kept_study,
    moved_comparison,
)
from tests.views.words import lines_of  # noqa: E402

CASES = ROOT / "tests" / "cases"
WIDTH = 100
#: What all charts of the page have in common.
STYLE = page_size(alt.Chart().mark_point())
#: How the file of each chart or document is made.
KEPT: Mapping[str, Callable[[], str]] = {
    "charts/style": lambda: document(STYLE),
    "charts/cost_against_revenue": lambda: chart(charts.cost_against_revenue(kept_comparison())),
    "charts/refresh_calendar": lambda: chart(charts.refresh_calendar(kept_comparison())),
    "charts/who_pays": lambda: chart(charts.who_pays(kept_comparison())),
    "charts/reserve_against_policy": lambda: chart(
        charts.reserve_against_policy(kept_comparison())
    ),
    "charts/scenario_comparison": lambda: chart(charts.scenario_comparison(kept_comparison())),
    "charts/reserve_fan": lambda: chart(fan.reserve_fan(kept_simulation())),
    "charts/unfunded_fan": lambda: chart(fan.unfunded_fan(kept_simulation())),
    "charts/cost_fan": lambda: _like_the_unfunded(fan.cost_fan),
    "charts/balance_fan": lambda: _like_the_unfunded(fan.balance_fan),
    "charts/spread_purchases": lambda: chart(_spread(kept_comparison())),
    "charts/option_frontier": lambda: chart(frontier_chart(kept_study())),
    "documents/project": lambda: document(plan_document(kept_comparison(), "1.0").model_dump()),
    "documents/simulation": lambda: document(
        simulation_document(kept_simulation(), incident_losses(kept_plan(), 64), "1.0")
    ),
    "documents/options": lambda: document(options_document(kept_study())),
    "documents/solution": lambda: document(
        solution_document(solve(kept_plan(), "allocation", "funded", scenario="no-levy"))
    ),
    "documents/sensitivity": lambda: document(
        sensitivity_document(sensitivity(kept_plan()), uncertainty_sources(kept_plan(), draws=64))
    ),
    "what_if/board_panel": lambda: _panel(BOARD),
    "what_if/options_panel": lambda: _panel(OPTIONS),
    "what_if/page_data": lambda: document(_page_data()),
}


def chart(figure: Figure, like: Figure | None = None) -> str:
    """A chart in lines: its words, its shape unless it is that of another, its data, its table."""
    shape = dict(figure.shape)
    if (shape.pop("$schema"), _style(shape)) == (STYLE["$schema"], _style(STYLE)):
        columns = shape["config"]["legend"].get("columns", "no")
        shape["config"] = f"the style of the page, see style.txt, with {columns} columns of names"
    lines = [f"name: {figure.name}", f"title: {figure.title}", f"finding: {figure.finding}"]
    lines += [f"description: {figure.description}", ""]
    if like is not None and figure.shape == like.shape:
        lines.append(f"shape: as in {like.name}.txt")
    else:
        lines += ["shape", *outline(shape, "  ")]
    for name, rows in figure.datasets.items():
        lines += ["", f"data {name}", *(f"  {json.dumps(row)}" for row in rows)]
    return "\n".join([*lines, "", "table", *(f"  {line}" for line in lines_of(figure)[3:]), ""])


def _style(shape: dict[str, Any]) -> dict[str, Any]:
    """How a chart is drawn, apart from the columns of its legend, which depend on its names."""
    legend = {**shape["config"]["legend"], "columns": "any", "layout": "any"}
    return {**shape["config"], "legend": legend}


def _spread(comparison: Comparison) -> Figure:
    main = comparison.main
    return spread_purchases(main, smoothing(main.projection, 20_000.0), 20_000.0)


def _like_the_unfunded(fan_of: Callable[[Simulation], Figure]) -> str:
    return chart(fan_of(kept_simulation()), fan.unfunded_fan(kept_simulation()))


def document(found: Any) -> str:  # noqa: ANN401  any JSON
    """A document in lines, numbers to a millionth, without the fingerprint of the plan."""
    if found.get("digest") == kept_plan().digest:
        found = {**found, "digest": "of the plan"}
    return "\n".join([*outline(_rounded(found), ""), ""])


def _panel(kind: Kind) -> str:
    """The panel of a page, an element a line, without what is another in each version and plan."""
    html = panel(moved_comparison(), kind).html
    for ours, said in ((__version__, "0.0"), (moved_comparison().plan.digest, "of the plan")):
        html = html.replace(ours, said)
    return re.sub("(?<=>)(?=<[^/])", "\n", html) + "\n"


def _page_data() -> dict[str, Any]:
    """What the board page calculates with, apart from what others make and levers of one kind."""
    found, data = moved_comparison(), panel(moved_comparison()).data
    given = {name: sorted(data[name]) for name in ("plan", "facts", "said", "shapes")}
    own = {"version": data["version"] == __version__}
    own["fingerprint"] = data["fingerprint"] == found.plan.digest
    scenarios = [
        {**one, "published": [list(years) for years in _by_year(one["published"], found)]}
        for one in data["scenarios"]
    ]
    alike = re.compile("assumptions/(?!wage)")
    levers = [one for one in data["levers"] if not alike.match(one["id"])]
    return {**data, **given, **own, "scenarios": scenarios, "levers": levers}


def _by_year(amounts: list[int], found: Comparison) -> Iterator[tuple[int, ...]]:
    each_year = [iter(amounts)] * len(found.plan.years)
    return zip(*each_year, strict=True)


def outline(value: Any, indent: str, label: str = "") -> Iterator[str]:  # noqa: ANN401  any JSON
    """JSON that breaks a line only where it is too long."""
    whole = f"{indent}{label}{json.dumps(value)}"
    if len(whole) <= WIDTH or not isinstance(value, (dict, list)) or not value:
        yield whole
    elif isinstance(value, dict):
        yield f"{indent}{label}{{"
        for key, inner in value.items():
            yield from outline(inner, f"{indent}  ", f"{json.dumps(key)}: ")
        yield f"{indent}}}"
    else:
        yield f"{indent}{label}["
        for inner in value:
            yield from outline(inner, f"{indent}  ")
        yield f"{indent}]"


def _rounded(value: Any) -> Any:  # noqa: ANN401  any JSON
    if isinstance(value, dict):
        return {key: _rounded(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_rounded(inner) for inner in value]
    return round(value, 6) + 0.0 if isinstance(value, float) else value


def kept_file(name: str) -> Path:
    """Where a chart or document is kept."""
    return CASES / f"{name}.txt"


def difference(name: str) -> list[str]:
    """What is other than in the file, as a diff; nothing if it is the same."""
    file = kept_file(name)
    before = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    now = KEPT[name]().splitlines()
    return list(difflib.unified_diff(before, now, f"{name}: kept", f"{name}: now", lineterm=""))


def main(arguments: Sequence[str]) -> int:
    """Print every difference; with --write, keep what is now."""
    found = 0
    for name in KEPT:
        lines = difference(name)
        found += bool(lines)
        sys.stdout.write("".join(f"{line}\n" for line in lines))
        if lines and "--write" in arguments:
            kept_file(name).parent.mkdir(exist_ok=True)
            kept_file(name).write_text(KEPT[name](), encoding="utf-8", newline="\n")
    sys.stdout.write(f"{found} of {len(KEPT)} differ.\n")
    return 0 if "--write" in arguments or not found else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
