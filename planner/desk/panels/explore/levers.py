"""The levers on the Explore tab: each a text input as a cell has, a slider, or a switch."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from zlib import crc32

from planner.analysis.goal_seek.lever_list import Listed, levers_found
from planner.analysis.goal_seek.levers import lever_of
from planner.desk.live.controls import button, disclosure, slider, switch, text_input
from planner.desk.what_if import Move
from planner.plan.plan import Plan
from planner.plan.problems.problem import PlanError
from planner.plan.what_if.changes import ALL
from planner.plan.what_if.scenarios import Scenario
from planner.views.board.concern_words import capital
from planner.views.format.counts import how_many
from planner.views.format.markup import text_of
from planner.views.levers.control import LeverControl, control_of
from planner.views.levers.usual import Group, usual_levers

#: Levers that a search lists at once.
MOST_FOUND = 12
NOTHING_FOUND = "No lever has all of these words. Try the name of a row, such as a position."


@dataclass(frozen=True)
class Refused:
    """What was typed for a lever and could not be read, and the sentence that says why."""

    typed: str
    sentence: str


@dataclass
class LeverSheet:
    """Which levers are in sight, and where they started.

    Attributes
    ----------
    plan : Plan
        What the district typed.
    start : Scenario
        What was started from: there a lever is where it is put back to.
    added : list of str
        Levers that somebody added to the usual ones.
    refused : dict of str to Refused
        Levers whose text could not be read.
    doubts : dict of str to str
        A warning about what was read, by lever.
    """

    plan: Plan
    start: Scenario
    added: list[str] = field(default_factory=list)
    refused: dict[str, Refused] = field(default_factory=dict)
    doubts: dict[str, str] = field(default_factory=dict)
    _made: dict[str, LeverControl] = field(default_factory=dict)

    def control(self, name: str) -> LeverControl:
        """The control of a lever.

        Raises
        ------
        PlanError
            If the plan has no such lever.
        """
        if name not in self._made:
            lever = lever_of(self.plan, name, self.start)
            self._made[name] = control_of(self.plan, lever)
        return self._made[name]

    def groups(self) -> tuple[Group, ...]:
        """The levers in sight: those that were added first."""
        added = Group("added", "Added by you", tuple(self.added))
        return (*([added] if self.added else []), *usual_levers(self.plan))

    @property
    def names(self) -> list[str]:
        """Every lever in sight, once."""
        return list(dict.fromkeys(name for group in self.groups() for name in group.levers))

    def add(self, name: str) -> LeverControl:
        """Bring a lever into sight, above the others if it is not there yet."""
        control = self.control(name)
        if control.name not in self.names:
            self.added.insert(0, control.name)
        return control

    def begun_again(self, plan: Plan, start: Scenario) -> LeverSheet:
        """The same levers of another plan or from another scenario, as far as they exist there."""
        other = LeverSheet(plan, start)
        for name in reversed(self.added):
            try:
                other.add(name)
            except PlanError:
                continue
        return other

    def layout(self) -> str:
        """Groups that can be folded away, with a place for each lever."""
        return "".join(
            disclosure(
                f"levers-{group.name}",
                f"{group.heading} ({len(group.levers)})",
                "".join(f'<div data-region="{key_of(name)}"></div>' for name in group.levers),
                unfolded=group.open,
            )
            for group in self.groups()
        )

    def regions(self, moves: Mapping[str, Move]) -> dict[str, str]:
        """Every lever where it is, by the name of its place."""
        return {key_of(name): self.one(name, moves.get(name)) for name in self.names}

    def one(self, name: str, move: Move | None) -> str:
        """A lever where it is, or where it was moved to."""
        control, key = self.control(name), key_of(name)
        value = control.lever.now if move is None else _value(move)
        if control.switches:
            html = self._switch(control, key, on=bool(value))
        else:
            html = "".join(self._number(control, key, value, move))
        if move is not None or name in self.refused:
            html += back_button(name, f"{key}-back", control.label)
        return f'<div class="planner-lever{" planner-moved" if move else ""}">{html}</div>'

    def _switch(self, control: LeverControl, key: str, *, on: bool) -> str:
        fields = {"key": control.name}
        made = switch("explore.switch", f"{key}-on", control.label, fields, on=on)
        wrong = self.refused.get(control.name)
        note = f'<span class="planner-wrong">{text_of(wrong.sentence)}</span>' if wrong else ""
        return made + note

    def _number(
        self, control: LeverControl, key: str, value: float, move: Move | None
    ) -> Iterator[str]:
        """Text input with what there is to say about it, and the slider."""
        wrong = self.refused.get(control.name)
        unit = f" ({control.unit})" if control.unit else ""
        hint = f"was {control.start or 'blank'}" if move else control.by_year
        yield text_input(
            "explore.type",
            f"{key}-text",
            f"{control.label}{unit}",
            wrong.typed if wrong else control.shown(value),
            {"key": control.name},
            wrong=wrong.sentence if wrong else "",
            hint=self.doubts.get(control.name, hint),
        )
        found = control.slider(value)
        if found is not None:
            yield slider(
                "explore.slide",
                f"{key}-slide",
                control.label,
                found.at,
                (found.low, found.high, found.step),
                {"key": control.name},
                says=f"{control.shown(value)} {control.unit}".strip(),
            )


def key_of(name: str) -> str:
    """Id of a lever, whatever its row is called.

    >>> key_of("district/reserve_policy_rate")
    'lever-f25d4594'
    """
    return f"lever-{crc32(name.encode()):08x}"


def back_button(name: str, key: str, what: str, style: str = "") -> str:
    """Button that puts a lever back; who cannot see where it stands hears which.

    Parameters
    ----------
    name : str
        The lever.
    key : str
        Id of the button.
    what : str
        What is put back, in words.
    """
    made = button("explore.back", "Put back", {"key": name}, key=key, style=style)
    said = f'<span class="planner-desk-said"> {text_of(what)}</span>'
    return made.replace("</button>", f"{said}</button>")


def _value(move: Move) -> float:
    value = move.change.value
    assert isinstance(value, (int, float))  # a lever is a number, a year, or yes or no
    return float(value)


def search_html(plan: Plan, words: str) -> str:
    """Levers that some words find, each with a button that brings it into sight.

    Parameters
    ----------
    plan : Plan
        What the district typed.
    words : str
        What was typed into the search.
    """
    if not words.strip():
        return ""
    found = levers_found(plan, words)
    if not found:
        return f"<p>{NOTHING_FOUND}</p>"
    rows = "".join(f"<li>{_add_button(one)}</li>" for one in found[:MOST_FOUND])
    more = len(found) - MOST_FOUND
    rest = f"<p>And {how_many(more, 'other')}: type another word.</p>" if more > 0 else ""
    return f'<ul class="planner-found">{rows}</ul>{rest}'


def _add_button(one: Listed) -> str:
    return button("explore.add", _called(one), {"key": one.name}, key=f"{key_of(one.name)}-add")


def _called(one: Listed) -> str:
    """How the search calls a lever: its row and its heading."""
    table = capital(one.name.partition("/")[0])
    if not one.row:
        return f"{table}: {one.label}"
    row = "all rows" if one.row == ALL else one.row
    return f"{table}, {row}: {one.label}"
