"""Which old row a new one updates, which cells change, and which rows are removed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from planner.intake.intake import Intake, Owned
from planner.intake.merge import Merge, TableRow, merge
from planner.plan.tables import TABLES

BY_DEVICE = (("name", "bought", "model"), ("name", "bought"), ("name",))


def merged(
    table: str,
    old: Sequence[Mapping[str, str]],
    new: Sequence[Mapping[str, str]],
    match_by: tuple[tuple[str, ...], ...] = (("name",),),
    owned: Owned | None = None,
) -> Merge:
    rows = [TableRow(number, cells) for number, cells in enumerate(old, start=2)]
    intake = Intake("x", "e.csv", table, tuple(new), match_by, owned or Owned())
    return merge(TABLES[table], rows, intake)


def changes(found: Merge) -> list[tuple[int, dict[str, tuple[str, str]]]]:
    return [(change.row.number, dict(change.cells)) for change in found.changed]


def test_what_means_the_same_stays_as_it_was_typed() -> None:
    old = {"name": "Labs", "bought": "2023-24", "units": "1,080", "support_ends": "June 30, 2029"}
    new = {"name": "LABS", "bought": "FY24", "units": "1080", "support_ends": "6/30/2029"}
    found = merged("inventory", [old], [new], (("name", "bought"),))
    assert found == Merge((), (), (), 1)
    assert found.is_empty
    found = merged("inventory", [old], [{**new, "units": "1081"}], (("name", "bought"),))
    assert changes(found) == [(2, {"units": ("1,080", "1081")})]
    assert (found.kept, found.is_empty) == (0, False)


def test_text_that_is_no_number_is_compared_as_text() -> None:
    found = merged(
        "inventory", [{"name": "Labs", "units": "Many"}], [{"name": "Labs", "units": "many"}]
    )
    assert found.is_empty
    found = merged(
        "inventory", [{"name": "Labs", "units": "many"}], [{"name": "Labs", "units": "few"}]
    )
    assert changes(found) == [(2, {"units": ("many", "few")})]


def test_the_closest_match_counts_even_for_a_later_row() -> None:
    old = [
        {"name": "Labs", "bought": "FY2020", "model": "C", "units": "3"},
        {"name": "Labs", "bought": "FY2024", "model": "B", "units": "2"},
        {"name": "Labs", "bought": "FY2024", "model": "A", "units": "1"},
    ]
    new = [
        {"name": "Labs", "bought": "FY2024", "model": "X", "units": "10"},
        {"name": "Labs", "bought": "FY2025", "model": "Y", "units": "20"},
        {"name": "Labs", "bought": "FY2024", "model": "A", "units": "30"},
        {"name": "Labs", "bought": "FY2026", "model": "Z", "units": "40"},
    ]
    found = merged("inventory", old, new, BY_DEVICE)
    assert changes(found) == [
        (2, {"units": ("3", "20"), "model": ("C", "Y"), "bought": ("FY2020", "FY2025")}),
        (3, {"units": ("2", "10"), "model": ("B", "X")}),
        (4, {"units": ("1", "30")}),
    ]
    assert found.added == (new[3],)
    assert found.kept == 0


def test_a_column_that_is_missing_is_blank() -> None:
    old = [{"name": "Labs", "model": ""}]
    found = merged("inventory", old, [{"name": "Labs", "units": "5"}], (("name", "model"),))
    assert changes(found) == [(2, {"units": ("", "5")})]
    assert found.added == ()


def test_of_equal_rows_each_is_updated_once_in_order() -> None:
    old = [{"name": "A", "price": "1"}, {"name": "A", "price": "2"}]
    new = [{"name": "a", "price": "3"}, {"name": "A", "price": "2"}, {"name": "A", "price": "5"}]
    found = merged("licenses", old, new)
    assert changes(found) == [(2, {"price": ("1", "3")})]
    assert found.added == (new[2],)
    assert found.kept == 1


@pytest.mark.parametrize(
    ("level", "cells"),
    [
        (0, {"units": ("5", "6")}),
        (1, {"units": ("5", "6")}),
        (2, {"units": ("5", "6"), "support_ends": ("6/30/2029", "")}),
    ],
)
def test_a_blank_says_nothing_unless_the_item_is_a_different_one(
    level: int, cells: dict[str, tuple[str, str]]
) -> None:
    old = {"name": "Labs", "bought": "FY2024", "units": "5", "support_ends": "6/30/2029"}
    new = {"name": "Labs", "units": "6", "support_ends": ""}
    match_by = (*((("model", "name", "units"),) * level), ("name",))
    assert changes(merged("inventory", [old], [new], match_by)) == [(2, cells)]


def test_a_retired_row_that_is_in_the_export_is_active_again() -> None:
    for typed in ("no", "FALSE", "No"):
        found = merged(
            "inventory", [{"name": "Labs", "active": typed}], [{"name": "Labs", "source": "List"}]
        )
        assert changes(found) == [(2, {"active": (typed, "yes"), "source": ("", "List")})]
    for typed in ("", "yes"):
        assert merged("inventory", [{"name": "Labs", "active": typed}], [{"name": "Labs"}]).is_empty
    found = merged("licenses", [{"name": "A", "active": "no"}], [{"name": "A"}])
    assert found.is_empty


def test_the_source_changes_only_with_another_cell() -> None:
    old = {"name": "A", "price": "1", "source": "old"}
    assert merged("licenses", [old], [{"name": "A", "price": "1", "source": "new"}]).is_empty
    found = merged("licenses", [old], [{"name": "A", "price": "2", "source": "new"}])
    assert changes(found) == [(2, {"price": ("1", "2"), "source": ("old", "new")})]
    for source in ("old", ""):
        found = merged("licenses", [old], [{"name": "A", "price": "2", "source": source}])
        assert changes(found) == [(2, {"price": ("1", "2")})]
    found = merged("licenses", [old], [{"name": "A", "price": "2"}])
    assert changes(found) == [(2, {"price": ("1", "2")})]


OLD = [
    {"name": "Labs", "bought": "2023-24", "source": "List of May"},
    {"name": "Labs", "bought": "FY2025", "source": "Typed"},
    {"name": "Tablets", "bought": "FY2024", "source": "List of May"},
    {"name": "Labs", "bought": "", "source": "List of May"},
    {"name": "Labs", "bought": "FY2024"},
]


@pytest.mark.parametrize(
    ("owned", "removed"),
    [
        (Owned(), []),
        (Owned(source_starts="List"), []),
        (Owned({"name": frozenset({"labs"})}), [2, 3, 5, 6]),
        (Owned({"name": frozenset({"labs"})}, "List"), [2, 5]),
        (Owned({"name": frozenset({"labs"}), "bought": frozenset({"fy2024"})}), [2, 6]),
        (Owned({"model": frozenset({""})}), [2, 3, 4, 5, 6]),
        (Owned({"name": frozenset({"labs"}), "bought": frozenset({"fy2024", ""})}, "List"), [2, 5]),
    ],
)
def test_rows_that_an_export_owns_and_no_longer_has_are_removed(
    owned: Owned, removed: list[int]
) -> None:
    found = merged("inventory", OLD, [], owned=owned)
    assert [row.number for row in found.removed] == removed
    assert found.kept == 5 - len(removed)
    assert found.is_empty is not bool(removed)


def test_a_row_that_is_updated_is_not_removed() -> None:
    owned = Owned({"name": frozenset({"labs"})})
    new = [{"name": "Labs", "bought": "FY2025"}]
    found = merged("inventory", OLD, new, (("name", "bought"),), owned)
    assert [row.number for row in found.removed] == [2, 5, 6]
    assert (found.changed, found.kept) == ((), 2)


def test_a_setting_means_what_its_own_column_says() -> None:
    old = [
        {"setting": "category_two_used", "value": "1,000"},
        {"setting": "name", "value": "1,000"},
    ]
    by_setting = (("setting",),)
    new = [{"setting": "category_two_used", "value": "1000"}]
    assert merged("district", old, new, by_setting).is_empty
    found = merged("district", old, [{"setting": "Name", "value": "1000"}], by_setting)
    assert changes(found) == [(3, {"value": ("1,000", "1000")})]
    noted = [{**old[0], "note": "1,000"}]
    found = merged("district", noted, [{**new[0], "note": "1000"}], by_setting)
    assert changes(found) == [(2, {"note": ("1,000", "1000")})]
