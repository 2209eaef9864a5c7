"""A cell is read rightly or refused in words: the forms that people and spreadsheets type."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.plan.cells.read_cell import CellError, Value, clean, read_cell
from planner.plan.problems.problem import Problem
from planner.plan.tables.column import Column, Kind, show_value


def column(kind: Kind) -> Column:
    return Column("Label", kind, "What to type", example="5", choices=("student", "per_unit"))


def refused(kind: Kind, text: str) -> str:
    """Code of the sentence with which a cell is refused."""
    with pytest.raises(CellError) as error:
        read_cell(column(kind), clean(text))
    facts = {"limit": "100%", **error.value.facts}
    assert Problem(error.value.code, "any.csv", facts=facts).message
    return error.value.code


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1200", 1200),
        ("1,200", 1200),
        ("$1,200", 1200),
        ("$1,200.50", 1200.5),
        ("$ 1,200.50 ", 1200.5),
        ("  1,234,567  ", 1234567),
        ("1200.", 1200),
        (".5", 0.5),
        ("$.50", 0.5),
        ("007", 7),
        ("+5", 5),
        ("-300", -300),
        ("\u2212300", -300),
        ("-$300", -300),
        ("$-300", -300),
        ("(300)", -300),
        ("($1,300.25)", -1300.25),
        ("$(300.00)", -300),
        ("( 300 )", -300),
        ("$-", 0),
        ("$ -   ", 0),
        ("\u00a01,200\u00a0", 1200),
        ("\ufeff1200", 1200),
        ("\u200b1200", 1200),
        ("1000000000000", 1e12),
        ("1 200", 1200),
        ("1\u202f234\u202f567.5", 1234567.5),
    ],
)
@pytest.mark.parametrize("kind", ["money", "number"])
def test_number_is_read(kind: Kind, typed: str, value: float) -> None:
    assert read_cell(column(kind), clean(typed)) == value


@pytest.mark.parametrize(
    "typed",
    [
        *("$3,5O0", "abc", "$", "()", "(", "1E400", "1e400", "1.2.3", ",200", "1,,200", "1,2,3"),
        *("nan", "NaN", "inf", "-inf", "Infinity", "0x10", "1_000", "--5", "-$-5", "(-5)"),
        *("300)", "((300))", "=A1", "\u00b2", "twelve", "1 2 3", "3k4", "1e", "k", "/yr"),
    ],
)
@pytest.mark.parametrize("kind", ["money", "number"])
def test_what_is_not_a_number_is_refused(kind: Kind, typed: str) -> None:
    assert refused(kind, typed) == "P11"


@pytest.mark.parametrize(
    ("typed", "readings"),
    [
        ("1,20", "1.2 or 120"),
        ("1,2000", "1.2 or 12000"),
        ("12,5", "12.5 or 125"),
        ("0,200", "0.2 or 200"),
        ("1 200,50", "1200.5"),
        ("1.200,50", "1200.5"),
        ("1.200.000", "1200000"),
        ("12 00", "1200"),
        ("-1,20", "-1.2 or -120"),
        ("12%", "0.12 or 12"),
        ("1e6", "1000000"),
        ("1.5E-3", "0.0015"),
        ("5-", "-5"),
        ("5 CR", "-5"),
        ("\u20ac300", "300"),
        ("300 USD", "300"),
        ("=5", "5"),
        ("\u0663", "3"),
        ("\uff13", "3"),
        ("\u2153", "0.3333333333"),
        ("2\u00bd", "2.5"),
        ("$1.2M", "1200000"),
        ("1,5 million", "1500000 or 15000000"),
        ("2 \u00d7 300", "600"),
    ],
)
@pytest.mark.parametrize("kind", ["money", "number"])
def test_what_only_a_reader_can_tell_is_asked_about(kind: Kind, typed: str, readings: str) -> None:
    with pytest.raises(CellError) as error:
        read_cell(column(kind), clean(typed))
    assert (error.value.code, error.value.facts["readings"]) == ("P73", readings)


@pytest.mark.parametrize(
    "text", ["5" * 41 + "k", "1,20" + "0" * 40, "1e99", "9999 billion billion"]
)
def test_what_could_not_be_meant_is_not_asked_about(text: str) -> None:
    assert refused("money", text) == "P11"


@pytest.mark.parametrize("typed", ["9" * 400, "1000000000001", "(2,000,000,000,000)"])
def test_number_beyond_a_trillion_is_refused(typed: str) -> None:
    assert refused("money", typed) == "P19"


def test_minus_nothing_is_nothing() -> None:
    assert str(read_cell(column("number"), "-0")) == "0.0"


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("3%", 0.03),
        ("0.03", 0.03),
        (".03", 0.03),
        ("3.5 %", 0.035),
        ("7%", 0.07),
        ("-1%", -0.01),
        ("\u22121%", -0.01),
        ("(1%)", -0.01),
        ("(1)%", -0.01),
        ("-0.01", -0.01),
        ("0", 0),
        ("0%", 0),
        ("100%", 1),
        ("150%", 1.5),
        ("+2%", 0.02),
    ],
)
def test_rate_is_read(typed: str, value: float) -> None:
    assert read_cell(column("rate"), clean(typed)) == value


@pytest.mark.parametrize("typed", ["3", "1", "1.0", "48", "-3", "(3)", "100"])
def test_rate_of_one_or_more_without_a_percent_sign_is_asked_about(typed: str) -> None:
    assert refused("rate", typed) == "P13"


@pytest.mark.parametrize(
    "typed", ["%", "%3", "3%%", "3%0%", "$3", "$0.03", "three", "nan%", "1e-2", "3 pp"]
)
def test_what_is_not_a_rate_is_refused(typed: str) -> None:
    assert refused("rate", typed) == "P12"


@pytest.mark.parametrize(
    "typed", ["FY2027", "fy2027", "FY 2027", "2027", "FY27", "2026-27", "2026/27", "2026-2027"]
)
def test_fiscal_year_is_read(typed: str) -> None:
    assert read_cell(column("fiscal_year"), clean(typed)) == 2027


@pytest.mark.parametrize("typed", ["27", "2026-28", "next", "FY", "2027.5", "FY20277"])
def test_what_is_not_a_fiscal_year_is_refused(typed: str) -> None:
    assert refused("fiscal_year", typed) == "P15"


@pytest.mark.parametrize(
    "typed",
    [
        *("6/30/2027", "06/30/2027", "6/30/27", "2027-06-30", "30-Jun-27", "30-Jun-2027"),
        "2027-06-30 00:00:00",
    ],
)
@pytest.mark.parametrize("kind", ["start_date", "end_date"])
def test_date_is_read(kind: Kind, typed: str) -> None:
    assert read_cell(column(kind), clean(typed)) == date(2027, 6, 30)


@pytest.mark.parametrize(
    "typed",
    ["30/16/2027", "2/30/2027", "6/30", "2027", "FY2027", "6/30/0027", "6/30/2127", "soon"],
)
def test_what_is_not_a_date_is_refused(typed: str) -> None:
    assert refused("end_date", typed) == "P14"


@pytest.mark.parametrize(
    ("typed", "value"),
    [("yes", True), ("Y", True), ("TRUE", True), ("no", False), ("N", False), ("False", False)],
)
def test_yes_and_no_are_read(typed: str, value: bool) -> None:
    assert read_cell(column("yes_no"), typed) is value


@pytest.mark.parametrize("typed", ["1", "0", "x", "maybe", "ja"])
def test_what_is_neither_yes_nor_no_is_refused(typed: str) -> None:
    assert refused("yes_no", typed) == "P17"


@pytest.mark.parametrize("typed", ["per_unit", "Per unit", "PER-UNIT", " per\u00a0unit "])
def test_choice_may_be_typed_with_spaces_and_capitals(typed: str) -> None:
    assert read_cell(column("choice"), clean(typed)) == "per_unit"


def test_choice_that_is_not_there_is_refused_with_the_nearest() -> None:
    with pytest.raises(CellError) as error:
        read_cell(column("choice"), "studnet")
    assert error.value.facts["nearest"] == ' Did you mean "student"?'


@pytest.mark.parametrize(
    ("typed", "value"),
    [("a; b", ("a", "b")), ("a;b;", ("a", "b")), (" a \u00a0; ; b c ", ("a", "b c")), (";", ())],
)
def test_list_is_read(typed: str, value: tuple[str, ...]) -> None:
    assert read_cell(column("list"), clean(typed)) == value


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("3%; 5%; 8%", (0.03, 0.05, 0.08)),
        ("3%;0.05;", (0.03, 0.05)),
        ("3%; ;", (0.03,)),
        (" 100% \u00a0; 0 ", (1.0, 0.0)),
        ("4%", (0.04,)),
        (";", ()),
    ],
)
def test_rates_are_read(typed: str, value: tuple[float, ...]) -> None:
    assert read_cell(column("rates"), clean(typed)) == value


@pytest.mark.parametrize(
    ("typed", "code", "at_fault"),
    [
        ("3%; 5; 8%", "P13", "5"),
        ("3%; five", "P12", "five"),
        ("3%, 5%", "P12", "3%, 5%"),
        ("3%;;5%", "P12", "3%;;5%"),
        ("3%; 5 percent", "P73", "5 percent"),
    ],
)
def test_rate_of_a_list_that_cannot_be_read_is_named_alone(
    typed: str, code: str, at_fault: str
) -> None:
    with pytest.raises(CellError) as error:
        read_cell(column("rates"), typed)
    assert (error.value.code, error.value.facts["value"]) == (code, at_fault)


@pytest.mark.parametrize("kind", ["text", "list"])
def test_control_characters_are_refused(kind: Kind) -> None:
    assert refused(kind, "Chrome\x1b[31mbooks") == "P21"


def test_emoji_and_accents_are_text() -> None:
    typed = "Escuela Peña \U0001f3eb\U0001f468\u200d\U0001f469\u200d\U0001f467"
    assert read_cell(column("text"), clean(typed)) == typed


@pytest.mark.parametrize(
    ("kind", "value", "typed"),
    [
        ("rate", 0.035, "3.5%"),
        ("money", 1234.5, "1,234.5"),
        ("fiscal_year", 2027, "FY2027"),
        ("end_date", date(2027, 6, 30), "6/30/2027"),
        ("list", ("a", "b"), "a; b"),
        ("rates", (0.03, 0.085), "3%; 8.5%"),
        ("text", "K-5", "K-5"),
    ],
)
def test_value_that_is_shown_reads_as_the_same_value(kind: Kind, value: Value, typed: str) -> None:
    assert show_value(column(kind), value) == typed
    assert read_cell(column(kind), typed) == value


KINDS: tuple[Kind, ...] = ("text", "choice", "list", "yes_no", "number", "money", "rate", "rates")
DATED: tuple[Kind, ...] = ("fiscal_year", "start_date", "end_date", "day")


#: Pieces that forms are made of, so that what is likely is also tried.
PIECES = st.sampled_from(
    [
        *("1", "12", "300", "2027", "FY", "SY", "$", ",", ".", "-", "/", " ", "%", "(", ")", ":"),
        *("k", "M", "e", "jul", "T", "Z", "am", "00:00", "n/a", "TBD", "#REF!", "?", ";", "'", "x"),
        *("\u00bd", "\u2030", "\u0663", "\u200b", "\u2014", "USD", "per year", "yes", "student"),
    ]
)
FORMS = st.text(max_size=30) | st.lists(PIECES, max_size=8).map("".join)


@settings(max_examples=1000, derandomize=True, deadline=None)
@given(st.sampled_from((*KINDS, *DATED)), FORMS)
def test_any_text_is_read_or_refused_in_words(kind: Kind, text: str) -> None:
    typed = clean(text)
    if not typed:
        return
    for name in ("", "name", "serves", "note"):
        try:
            assert read_cell(column(kind), typed, name) is not None
        except CellError as error:
            assert Problem(error.code, "any.csv", facts={"limit": "", **error.facts}).message


@given(st.floats(-1e11, 1e11), st.booleans())
def test_number_written_with_commas_and_dollars_comes_back(number: float, accounting: bool) -> None:
    cents = round(number, 2)
    text = f"{abs(cents):,.2f}"
    typed = (f"$({text})" if accounting else f"-${text}") if cents < 0 else f"${text}"
    assert read_cell(column("money"), typed) == cents
