"""The glossary: sorted, one sentence each, no form that two terms claim."""

from __future__ import annotations

import pytest

from planner.reference.glossary import glossary, term


def test_terms_are_in_alphabetical_order_and_each_form_is_of_one_term() -> None:
    names = [entry.name.casefold() for entry in glossary()]
    assert names == sorted(names)
    forms = [form.casefold() for entry in glossary() for form in entry.forms]
    assert sorted({form for form in forms if forms.count(form) > 1}) == []


def test_every_meaning_is_one_sentence() -> None:
    for entry in glossary():
        assert entry.meaning.endswith(".")
        assert ". " not in entry.meaning


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("structural gap", "Structural balance"),
        ("Sustainable annual cost", "Sustainable annual cost"),
        ("lapsed funds", "Lapsed"),
        ("category two", "Category Two"),
        ("ESSER III", "ESSER"),
        ("displaced base budget", "Base budget to restore"),
        ("reserve policy", "Board policy"),
        ("tie-out", "Tie out"),
    ],
)
def test_a_term_is_found_as_a_page_writes_it(written: str, name: str) -> None:
    assert term(written).name == name


def test_a_word_that_is_not_there_is_named() -> None:
    with pytest.raises(ValueError, match="the glossary has no term 'synergy'"):
        term("synergy")
