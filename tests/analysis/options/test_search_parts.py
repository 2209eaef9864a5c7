"""The parts of the search, on options whose effects are typed: what is proposed, tried, proved."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pytest

from planner.analysis.options.search import (
    SingleEffects,
    _climb,
    _least_service,
    _program,
    _Projected,
    _propose,
    search_sets,
)
from planner.analysis.options.sets import SetMeasures
from planner.arrays import Bools, Floats
from planner.plan.tables import OptionRow
from tests.analysis.options.option_plan import option


def rows(points: Sequence[float], **rules: dict[int, tuple[str, ...]]) -> list[OptionRow]:
    """Options o0, o1 ... that lose so many points; rules by place, as ``needs={0: ("o1",)}``."""
    found = []
    for k, lost in enumerate(points):
        own = {name: of[k] for name, of in rules.items() if k in of}
        found.append(OptionRow.model_validate(option(f"o{k}", lost, **own)))
    return found


def measuring(
    gap_of: Callable[[int], float], options: Sequence[OptionRow]
) -> Callable[[Bools], SetMeasures]:
    """Sets whose gap follows from their number; a set without one closes it."""
    points = np.array([row.service_points for row in options])

    def measure(taken: Bools) -> SetMeasures:
        masks = [sum(1 << k for k, yes in enumerate(one) if yes) for one in taken.T]
        gap = np.array([gap_of(mask) for mask in masks], dtype=np.float64)
        nothing = np.zeros(len(masks))
        return SetMeasures(
            cost=nothing,
            position=-gap,
            unfunded_in_all=gap,
            short=gap,
            structural_balance_last=nothing,
            years_under=nothing,
            past_support=nothing,
            points=points @ taken,
            size=taken.sum(axis=0).astype(np.float64),
        )

    return measure


def lacking(need: float, money: Sequence[float]) -> Callable[[int], float]:
    """What is still missing where the money of the options adds up."""
    return lambda mask: max(need - sum(m for k, m in enumerate(money) if mask >> k & 1), 0.0)


def effects(need: float, money: Sequence[float]) -> SingleEffects:
    return SingleEffects(np.array([need]), np.array([money], dtype=np.float64))


def program(options: Sequence[OptionRow], need: float | None, money: Sequence[float]) -> int | None:
    return _program(options, effects(0.0, money), None if need is None else np.array([need]))


@pytest.mark.parametrize(
    ("points", "money", "need", "proposed"),
    [
        ([3, 2, 2], [10, 6, 5], 10, 0b001),
        ([3, 2, 2], [10, 6, 5], 11, 0b110),
        ([2, 1, 1], [10, 5, 5], 10, 0b001),  # of the same points the fewest options
        ([2.5, 1, 1], [10, 5, 5], 10, 0b110),
        ([1, 1, 1], [1, 1, 1], 4, None),
        ([4, 3], [10, 5], 5, 0b10),  # not half of the first
        ([1, 5], [5, 10], 10, 0b10),  # not the first twice
        ([1, 1, 1], [5, -3, 2], 0, 0b000),
        ([1, 1, 1], [10, -5, 3], None, 0b101),  # the most money
    ],
)
def test_the_linear_program_loses_least_for_what_is_needed(
    points: list[float], money: list[float], need: float | None, proposed: int | None
) -> None:
    assert program(rows(points), need, money) == proposed


def test_the_most_money_is_that_of_all_needs_together() -> None:
    two_needs = SingleEffects(np.zeros(2), np.array([[5.0, -9.0, 1.0], [-6.0, 10.0, 1.0]]))
    assert _program(rows([1, 1, 1]), two_needs, None) == 0b110


@pytest.mark.parametrize(
    ("points", "need", "proposed"),
    [([1, 2], 6, 0b01), ([2, 1], 6, 0b10), ([1, 1], 12, None)],
)
def test_what_excludes_each_other_is_not_proposed_together(
    points: list[float], need: float, proposed: int | None
) -> None:
    for by in (0, 1):
        options = rows(points, excludes={by: (f"o{1 - by}",)})
        assert program(options, need, [6, 6]) == proposed


def test_what_is_needed_is_proposed_too() -> None:
    assert program(rows([1, 1], needs={0: ("o1",)}), 10, [10, 1]) == 0b11
    assert program(rows([1, 1], needs={0: ("o1",)}), 1, [10, 1]) == 0b10
    assert program(rows([1, 1], needs={0: ("gone",)}), 10, [10, 1]) is None
    assert program(rows([1, 1], excludes={0: ("gone",)}), 11, [10, 1]) == 0b11


def proposed(need: float, said: Floats, effect: Sequence[Sequence[float]]) -> list[int]:
    """What is proposed one after the other, where more is missing than the effects say."""
    money = [1, 2, 4, 8, 16, 32]
    options = rows(money)
    projected = _Projected(options, measuring(lacking(need, money), options))
    _propose(projected, SingleEffects(said, np.array(effect, dtype=np.float64)))
    return [int(mask) for part in projected.masks for mask in part]


def test_more_is_proposed_from_round_to_round_until_the_gap_is_closed() -> None:
    """Ten are said to be missing, 25 are: 10, 12, 15, 19.5 and 26.25 are asked for."""
    money = [1, 2, 4, 8, 16, 32]
    assert proposed(25, np.array([10.0]), [money]) == [10, 12, 15, 20, 27]
    assert proposed(10, np.array([10.0]), [money]) == [10]


def test_where_no_more_can_be_had_the_most_money_is_proposed() -> None:
    """Of a second need one dollar is to spare, and no option adds to it."""
    money = [1, 2, 4, 8, 16, 32]
    assert proposed(25, np.array([10.0, -1.0]), [money, [0] * 6]) == [10, 12, 63]
    assert proposed(500, np.array([200.0]), [money]) == [63]
    nothing_helps = SingleEffects(np.array([1.0]), np.zeros((1, 2)))
    options = rows([1, 1], needs={0: ("gone",), 1: ("gone",)})
    projected = _Projected(options, measuring(lacking(1, [0, 0]), options))
    _propose(projected, nothing_helps)
    assert projected.known().tolist() == [0]


def near(mask: int, count: int) -> set[int]:
    """A set, and those that one or two options more or less make of it."""
    bits = [1 << k for k in range(count)]
    return {mask ^ a ^ b for a in bits for b in bits} | {mask ^ a for a in bits}


def test_the_search_climbs_by_one_or_two_options_while_that_is_better() -> None:
    """Three of six options are enough: from none to two, to three, and no further."""
    options = rows([1] * 6)
    projected = _Projected(options, measuring(lacking(3, [1] * 6), options))
    projected.add(np.zeros(1, dtype=np.int64))
    _climb(projected)
    assert set(projected.known().tolist()) == near(0, 6) | near(0b11, 6) | near(0b111, 6)
    assert projected.best() == (0b111, True, 3.0)


def test_the_search_climbs_to_no_set_that_breaks_a_rule() -> None:
    options = rows([1] * 3, excludes={0: ("o1",)}, needs={2: ("o1",)})
    projected = _Projected(options, measuring(lacking(9, [1] * 3), options))
    projected.add(np.zeros(1, dtype=np.int64))
    _climb(projected)
    assert sorted(projected.known().tolist()) == [0b000, 0b001, 0b010, 0b110]


def test_no_set_is_projected_twice() -> None:
    options = rows([1, 1])
    seen: list[int] = []

    def gap_of(mask: int) -> float:
        seen.append(mask)
        return 1.0

    projected = _Projected(options, measuring(gap_of, options))
    for masks in ([0, 1], [1, 2], [0, 2]):
        projected.add(np.array(masks, dtype=np.int64))
    assert seen == [0, 1, 2]
    assert projected.found(7.0).masks.tolist() == [0, 1, 2]
    assert projected.found(7.0).proved_to == 7.0


@pytest.mark.parametrize(
    ("points", "most", "wanted", "proved_to", "known"),
    [
        ([1, 2, 4, 8], 5, np.inf, 4.0, [0, 1, 2, 3, 4]),
        ([1, 2], 9, np.inf, 3.0, [0, 1, 2, 3]),
        ([1, 2, 4, 8], 5, 10.0, 4.0, [0, 1, 2, 3, 4]),
        ([1, 2, 4, 8], 5, 3.5, 3.5, [0, 1, 2, 3]),
        ([1, 2, 4, 8], 4, 3.5, 3.5, [0, 1, 2, 3]),
        ([1, 2, 4, 8], 3, 3.5, 2.0, [0, 1, 2]),
        ([1, 2, 4, 8], 0, np.inf, -np.inf, []),
        ([-3, -2, 1], 3, np.inf, -3.0, [0b001, 0b011, 0b111]),
        ([0.1, 0.2, 0.4], 4, np.inf, 0.3, [0, 1, 2, 3]),
    ],
)
def test_every_set_that_takes_little_is_projected_as_far_as_there_is_room(
    points: list[float], most: int, wanted: float, proved_to: float, known: list[int]
) -> None:
    options = rows(points)
    projected = _Projected(options, measuring(lambda _: 1.0, options))
    assert _least_service(projected, most, wanted) == proved_to
    assert sorted(projected.known().tolist()) == known


def searched(
    gap_of: Callable[[int], float], count: int, most: int, said: SingleEffects
) -> tuple[set[int], float, list[int]]:
    """What a search projects, how far that is proof, and the sets that close the gap."""
    options = rows([1] * count)
    found = search_sets(options, measuring(gap_of, options), lambda: said, most)
    closing = found.masks[found.measures.closes]
    assert found.masks[0] == 0
    assert found.measures.points[0] == 0
    return set(found.masks.tolist()), found.proved_to, closing.tolist()


def test_all_sets_are_projected_while_there_is_room() -> None:
    masks, proved_to, closing = searched(lacking(2, [1, 1]), 2, 4, effects(2, [1, 1]))
    assert (masks, proved_to, closing) == ({0, 1, 2, 3}, np.inf, [3])


def test_a_set_that_only_its_single_effects_give_away_is_proposed() -> None:
    """Four of six close the gap, and no fewer do anything."""
    together = 0b101101

    def gap_of(mask: int) -> float:
        return 0.0 if mask == together else 100.0

    money = [25.0 if together >> k & 1 else 0.0 for k in range(6)]
    masks, proved_to, closing = searched(gap_of, 6, 0, effects(100, money))
    assert closing == [together]
    assert proved_to == -np.inf
    assert masks == {0} | near(together, 6)


def test_how_far_is_proved_goes_by_the_set_that_climbing_found() -> None:
    """Two of six are enough, which single effects do not tell; up to three there would be room."""
    nothing = effects(1, [0.0] * 6)
    masks, proved_to, _ = searched(lacking(2, [1] * 6), 6, 50, nothing)
    assert proved_to == 2.0
    assert {mask for mask in range(64) if mask.bit_count() <= 2} <= masks
    _, without, closing = searched(lambda mask: 5.0 + abs(mask.bit_count() - 1), 6, 50, nothing)
    assert (without, closing) == (3.0, [])


def test_what_the_proof_finds_is_climbed_from_again() -> None:
    """One or two options are worse than none, three are better, and six close the gap."""
    gaps = {0: 10.0, 1: 12.0, 2: 12.0, 3: 5.0, 4: 4.0, 5: 3.0}
    _, proved_to, closing = searched(
        lambda mask: gaps.get(mask.bit_count(), 0.0), 8, 100, effects(1, [0.0] * 8)
    )
    assert proved_to == 3.0
    assert closing
    assert min(mask.bit_count() for mask in closing) == 6
