"""A card for each option: what it saves alone, what with the best set, what waiting costs.

What an option saves is the change in the district's position at the end of the plan: the reserve
less everything that was left unfunded. It counts lower cost and new money the same way. It does
not count savings of money that may pay for nothing else and so is lost. An option that needs others
is measured on top of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from planner.analysis.effect import A_DOLLAR, Effect, cash, effect_of, for_good, money_of_plan
from planner.analysis.options.search import ProjectedSets, SingleEffects
from planner.analysis.options.sets import breaks_nothing, sets_of, yearly_position
from planner.analysis.positions import average_pay
from planner.arrays import Bools, Floats
from planner.plan.plan import Plan
from planner.plan.tables.options import OptionRow
from planner.plan.what_if.options import a_year_later
from planner.plan.what_if.scenarios import Scenario
from planner.projection.blocks import project_stacked
from planner.projection.project import Projection

#: How amounts over all years are told from those of each year.
_OVERALL = "overall "


@dataclass(frozen=True)
class OptionCard:
    """What one option does.

    Attributes
    ----------
    option : OptionRow
        The option as typed.
    title : str
        How the page calls it.
    effect : Effect
        What it does with nothing else but what it needs, for good and over the plan.
    by_year : ndarray, shape (year,)
        ``cash(effect)`` year by year; the years add up to it [USD].
    structural : float
        What it adds to the structural balance of the last year [USD of that year].
    cash_rank : int
        Its place among the options by what it does over the plan, the best is 1.
    positions : float or None
        ``for_good(effect)`` in full-time positions at the average pay of the plan's first year;
        None without own positions in the plan [FTE].
    share_of_gap : float or None
        Share of the gap it closes alone; None if there is no gap [share].
    beside_best : float or None
        What it leaves the district more together with the rest of the best set; None where the
        set without it, or with it, may not be [USD].
    in_best : bool
        Whether the best set takes it [yes or no].
    waiting : float or None
        What waiting a year costs; None where it changes words, which have no year [USD].
    in_closing, closing : int
        Of the sets that close the gap those that take it, and all [sets].
    """

    option: OptionRow
    title: str
    effect: Effect
    by_year: Floats
    structural: float
    cash_rank: int
    positions: float | None
    share_of_gap: float | None
    beside_best: float | None
    in_best: bool
    waiting: float | None
    in_closing: int
    closing: int

    @property
    def changes_nothing(self) -> bool:
        """Whether the plan's money is the same with it and without it."""
        still = abs(self.effect.moved) < A_DOLLAR and abs(self.structural) < A_DOLLAR
        return bool(still and np.abs(self.by_year).max() < A_DOLLAR)

    @property
    def indispensable(self) -> bool:
        """Whether every set that closes the gap takes it, and there is one."""
        return self.closing > 0 and self.in_closing == self.closing

    @property
    def never(self) -> bool:
        """Whether no set that closes the gap takes it, though there are such sets."""
        return self.closing > 0 and self.in_closing == 0


def single_effects(plan: Plan, base: Scenario, scenarios: Sequence[Scenario]) -> SingleEffects:
    """What the plan lacks by need, and what each option alone does about it."""
    count = len(scenarios)
    taken = np.concatenate([np.zeros((count, 1), dtype=bool), np.eye(count, dtype=bool)], axis=1)
    found = _projected(plan, base, scenarios, taken)
    margins = np.concatenate([found["position"] - found["policy"], found["structural"][None]])
    return SingleEffects(-margins[:, 0], margins[:, 1:] - margins[:, :1])


def option_cards(
    plan: Plan,
    base: Scenario,
    options: Sequence[OptionRow],
    scenarios: Sequence[Scenario],
    found: ProjectedSets,
    best: int,
) -> tuple[tuple[OptionCard, ...], float | None]:
    """Cards of all options, and what waiting a year with the whole best set costs.

    The card of the option that adds most to the structural balance comes first.

    Parameters
    ----------
    plan : Plan
        What the district typed.
    base : Scenario
        What all sets have in common.
    options, scenarios : sequence
        The options and what they change.
    found : ProjectedSets
        The sets projected.
    best : int
        Place of the best set among them.
    """
    if not options:
        return (), None
    path = _Paths.of(plan, base, options, scenarios, sets_of(found.masks[[best]], len(options)))
    closing = sets_of(found.masks[found.measures.closes], len(options))
    gap, pay = float(found.measures.gap[0]), average_pay(plan)
    effects = [path.effect(k) for k in range(len(options))]
    by_cash = _order([cash(effect) for effect in effects])
    cards = []
    for k in _order([for_good(effect) for effect in effects]):
        row, effect = options[k], effects[k]
        saved = path.position["with"][:, k] - path.position["without"][:, k]
        balance = path.structural["with"][k] - path.structural["without"][k]
        closes = path.gap("without", k) - path.gap("with", k)
        cards.append(
            OptionCard(
                option=row,
                title=scenarios[k].title,
                effect=effect,
                by_year=np.diff(saved, prepend=0.0),
                structural=float(balance),
                cash_rank=by_cash.index(k) + 1,
                positions=for_good(effect) / pay if pay else None,
                share_of_gap=closes / gap if gap >= A_DOLLAR else None,
                beside_best=path.beside_best(k),
                in_best=bool(path.of_best[k, 0]),
                waiting=path.waiting(k),
                in_closing=int(closing[k].sum()),
                closing=closing.shape[1],
            )
        )
    return tuple(cards), path.all_wait()


def _order(amounts: Sequence[float]) -> list[int]:
    """Places from the largest amount to the smallest; the same to the dollar as typed."""
    return sorted(range(len(amounts)), key=lambda k: -round(amounts[k]))


@dataclass(frozen=True)
class _Paths:
    """The plan year by year with an option, without it, a year later, and in the best set.

    Arrays by name of a group of cases; the groups ``with``, ``without``, ``late`` and
    ``toggled`` (the best set with the option added or removed) have a case for each option.
    """

    position: dict[str, Floats]
    policy: dict[str, Floats]
    structural: dict[str, Floats]
    money: dict[str, dict[str, Floats]]
    of_best: Bools
    may_toggle: Bools
    may_wait: Bools

    @classmethod
    def of(
        cls,
        plan: Plan,
        base: Scenario,
        options: Sequence[OptionRow],
        scenarios: Sequence[Scenario],
        of_best: Bools,
    ) -> _Paths:
        """Project all groups at once: the options as they are, and all of them a year later."""
        needed, one = all_they_need(options), np.eye(len(options), dtype=bool)
        none = np.zeros_like(one)
        now_and_late = {
            "without": (needed, none),
            "with": (needed | one, none),
            "late": (needed, one),
            "toggled": (of_best ^ one, none),
            "best": (of_best, none[:, :1]),
            "best late": (none[:, :1], of_best),
        }
        late = [a_year_later(plan, scenario) for scenario in scenarios]
        both = [*scenarios, *(s or own for s, own in zip(late, scenarios, strict=True))]
        groups = [np.concatenate(pair) for pair in now_and_late.values()]
        found = _projected(plan, base, both, np.concatenate(groups, axis=1))
        ends = np.cumsum([group.shape[1] for group in groups])[:-1]
        by_group = {
            name: dict(zip(now_and_late, np.split(array, ends, axis=-1), strict=True))
            for name, array in found.items()
        }
        may_toggle = breaks_nothing(options, of_best ^ one)
        may_wait = np.array([scenario is not None for scenario in late], dtype=bool)
        money = {
            name.removeprefix(_OVERALL): found
            for name, found in by_group.items()
            if name.startswith(_OVERALL)
        }
        paths = {name: found for name, found in by_group.items() if not name.startswith(_OVERALL)}
        return cls(**paths, money=money, of_best=of_best, may_toggle=may_toggle, may_wait=may_wait)

    def effect(self, k: int) -> Effect:
        """What one option does, on top of what it needs."""
        without, chosen = (
            {name: float(found[group][k]) for name, found in self.money.items()}
            for group in ("without", "with")
        )
        return effect_of(without, chosen)

    def gap(self, group: str, k: int) -> float:
        """What is missing in a case, as ``SetMeasures.gap`` [USD]."""
        short = float((self.policy[group][:, k] - self.position[group][:, k]).max())
        return max(short, 0.0) + max(-float(self.structural[group][k]), 0.0)

    def beside_best(self, k: int) -> float | None:
        """What an option leaves more together with the rest of the best set [USD]."""
        if not self.may_toggle[k]:
            return None
        change = float(self.position["toggled"][-1, k] - self.position["best"][-1, 0])
        return -change if self.of_best[k, 0] else change

    def waiting(self, k: int) -> float | None:
        """What waiting a year with one option costs [USD]."""
        if not self.may_wait[k]:
            return None
        return float(self.position["with"][-1, k] - self.position["late"][-1, k])

    def all_wait(self) -> float | None:
        """What waiting a year with the whole best set costs [USD]."""
        if not self.may_wait[self.of_best[:, 0]].all():
            return None
        return float(self.position["best"][-1, 0] - self.position["best late"][-1, 0])


def _projected(
    plan: Plan, base: Scenario, scenarios: Sequence[Scenario], taken: Bools
) -> dict[str, Floats]:
    always = np.ones((1, taken.shape[1]), dtype=bool)
    stacked = np.concatenate([always, taken])
    found = project_stacked(plan, [base, *scenarios], stacked, _kept)
    # Rows that are projected as one are rounded otherwise in the last digits: not our message.
    return {name: np.round(array, 6) for name, array in found.items()}


def _kept(projection: Projection) -> Mapping[str, Floats]:
    """The plan year by year, and the money that effects are made of."""
    money = {f"{_OVERALL}{name}": array for name, array in money_of_plan(projection).items()}
    return {**yearly_position(projection), **money}


def all_they_need(options: Sequence[OptionRow]) -> Bools:
    """What each option needs, however far; shape (needed option, option)."""
    place = {row.name: k for k, row in enumerate(options)}
    needs = np.zeros((len(options), len(options)), dtype=bool)
    for k, row in enumerate(options):
        needs[[place[name] for name in row.needs if name in place], k] = True
    for _ in options:
        needs |= needs @ needs
    return needs
