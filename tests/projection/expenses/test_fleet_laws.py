"""Laws of the fleets: halves make a whole, and a longer life never buys more.

The second law counts devices bought from the first year up to any year. It holds whatever the
needs, the stock and the losses, because a device is bought only when it is missed: what served
under the shorter life still serves under the longer one, and a purchase put off is a younger
device. It does not hold for one year alone (refresh moves), nor for dollars (prices may rise
until the later purchase).
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from planner.arrays import Floats
from planner.costs.device_fleets import Lots, Policy, refresh_units
from planner.plan.plan import Plan
from planner.plan.tables import DeviceRow, InventoryRow, RepairRow
from planner.projection.project import project
from tests.generated_plans import examples, plans


@examples(60)
@given(plans())
def test_splitting_a_fleet_in_two_halves_changes_nothing(plan: Plan) -> None:
    whole = project(counting_all_devices(plan))
    halves = project(counting_all_devices(split(plan)))
    for name in ("paid", "reserve_paid", "unfunded"):
        before, after = getattr(whole.funding, name), getattr(halves.funding, name)
        np.testing.assert_allclose(after.sum(axis=-3), before.sum(axis=-3), rtol=1e-9, atol=1e-6)
    for name in ("received", "carried", "lapsed", "to_reserve", "reserve"):
        before, after = getattr(whole.funding, name), getattr(halves.funding, name)
        np.testing.assert_allclose(after, before, rtol=1e-9, atol=1e-6)
    for name in ("cost", "sustained", "prepaid"):
        before, after = getattr(whole.expenses, name), getattr(halves.expenses, name)
        np.testing.assert_allclose(after.sum(axis=0), before.sum(axis=0), rtol=1e-9, atol=1e-6)


def counting_all_devices(plan: Plan) -> Plan:
    """A contract per device counts every fleet: a half fleet would be another thing to serve."""
    all_of_them = {"serves": ""}

    def served(row: object) -> dict[str, str]:
        return all_of_them if getattr(row, "basis", "") == "device" else {}

    return replace(
        plan,
        changes=(),  # they name fleets, which are split
        licenses=tuple(row.model_copy(update=served(row)) for row in plan.licenses),
        security=tuple(row.model_copy(update=served(row)) for row in plan.security),
    )


def split(plan: Plan) -> Plan:
    """Every fleet as two of half the size; who may pay one half may pay the other."""
    fleets = [row.name for row in plan.devices]
    repaired = [row.name for row in plan.repair if row.fleet]

    def halves(row: DeviceRow) -> list[DeviceRow]:
        half = {"units_per_person": row.units_per_person / 2, "fixed_units": row.fixed_units / 2}
        if row.yearly_cap is not None:
            half["yearly_cap"] = row.yearly_cap / 2
        return [row.model_copy(update={**half, "name": name}) for name in both(row.name)]

    def half_lot(lot: InventoryRow) -> dict[str, float]:
        parts = {name: getattr(lot, name) for name in ("units", "lease_payment", "lease_buyout")}
        return {name: part / 2 for name, part in parts.items() if part is not None}

    def mended(row: RepairRow) -> list[RepairRow]:
        names = zip(both(row.name), both(row.fleet), strict=True) if row.fleet else ()
        parts = [row.model_copy(update={"name": n, "fleet": fleet}) for n, fleet in names]
        return parts or [row]

    def both(name: str) -> list[str]:
        return [name, f"{name}, second half"] if name in fleets or name in repaired else [name]

    return replace(
        plan,
        devices=tuple(half for row in plan.devices for half in halves(row)),
        inventory=tuple(
            lot.model_copy(update={"name": name, **half_lot(lot)})
            for lot in plan.inventory
            for name in both(lot.name)
        ),
        repair=tuple(part for row in plan.repair for part in mended(row)),
        funding=tuple(
            row.model_copy(
                update={"pays_for": tuple(name for one in row.pays_for for name in both(one))}
            )
            for row in plan.funding
        ),
    )


@st.composite
def fleets(draw: st.DrawFn) -> tuple[Floats, Floats, Lots, Floats]:
    """Needs, losses, stock and years of one fleet; needs may fall and stock may be too large."""
    count = draw(st.integers(1, 12))
    path = st.lists(st.sampled_from((0.0, 10.0, 100.0)) | st.floats(0, 500), min_size=count)
    needed = draw(path)[:count]
    losses = draw(st.lists(st.floats(0, 0.9), min_size=count, max_size=count))
    stock = draw(st.lists(st.tuples(st.floats(0, 300), st.integers(2020, 2027)), max_size=4))
    units, bought = ([[float(lot[k])] for lot in stock] for k in (0, 1))
    shape = (len(stock), 1)
    lots = Lots(
        np.zeros(len(stock), np.intp),
        np.array(units).reshape(shape),
        np.array(bought).reshape(shape),
        np.full(shape, np.inf),
    )
    needs, lost = (np.array(path, np.float64).reshape(1, count, 1) for path in (needed, losses))
    return needs, lost, lots, np.arange(2027, 2027 + count, dtype=np.float64)


@examples(200)
@given(fleets(), st.data())
def test_longer_life_never_buys_more_by_any_year(
    fleet: tuple[Floats, Floats, Lots, Floats], data: st.DataObject
) -> None:
    needed, losses, lots, years = fleet
    lives = data.draw(st.lists(st.integers(1, 8), min_size=len(years), max_size=len(years)))
    longer = data.draw(st.lists(st.integers(0, 4), min_size=len(years), max_size=len(years)))
    short_life = np.array(lives, np.float64).reshape(needed.shape)
    long_life = short_life + np.array(longer, np.float64).reshape(needed.shape)
    short, long = (
        refresh_units(needed, as_due(life, losses), lots, years).bought.cumsum()
        for life in (short_life, long_life)
    )
    assert (long <= short + 1e-9 * short + 1e-9).all()


def test_longer_life_can_buy_more_in_one_year() -> None:
    """100 devices, life 2 or 3, from 2027: bought in 2029 and 2031, or in 2030 alone."""
    needed = np.full((1, 5, 1), 100.0)
    years = np.arange(2027, 2032, dtype=np.float64)
    none = Lots(np.zeros(0, np.intp), *(np.zeros((0, 1)) for _ in range(3)))
    two, three = (
        refresh_units(needed, as_due(life * np.ones_like(needed), 0 * needed), none, years).bought
        for life in (2, 3)
    )
    assert two.ravel().tolist() == [100, 0, 100, 0, 100]
    assert three.ravel().tolist() == [100, 0, 0, 100, 0]


@examples(100)
@given(fleets(), st.data())
def test_a_cap_is_kept_and_what_it_leaves_undone_is_counted(
    fleet: tuple[Floats, Floats, Lots, Floats], data: st.DataObject
) -> None:
    """Late devices serve only where the cap is reached, and never beyond what is needed."""
    needed, losses, lots, years = fleet
    lives = data.draw(st.lists(st.integers(1, 8), min_size=len(years), max_size=len(years)))
    cap = np.full_like(needed, data.draw(st.sampled_from((0.0, 5.0, 60.0)) | st.floats(0, 400)))
    free = as_due(np.array(lives, np.float64).reshape(needed.shape), losses)
    capped = refresh_units(needed, replace(free, most=cap), lots, years)
    orders = lots.units[lots.bought >= years[0]].sum()
    bought = capped.bought.copy()
    bought[:, 0] -= orders
    assert (bought <= cap + 1e-9).all()
    assert (capped.past_life <= capped.in_service + 1e-9).all()
    late = capped.past_life > 1e-6
    assert (bought[late] >= cap[late] - 1e-9).all()
    assert (capped.in_service[late] <= needed[late] + 1e-6).all()


def as_due(life: Floats, losses: Floats) -> Policy:
    """Everything is replaced when it is due; nothing is put off, and support does not end."""
    return Policy(
        useful_life_years=life,
        deferred_years=np.zeros_like(life),
        support_years=np.full_like(life, np.inf),
        loss_by_age=losses[:, None],
        most=np.full_like(life, np.inf),
        level=np.full_like(life, np.nan),
    )
