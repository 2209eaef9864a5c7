"""Other ways to type a value, other values, and text that is none, by the kind of the column."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from planner.plan.tables.column import Column

#: What a cell of a number, a rate or a day may hold by accident. None of it means a value.
NO_VALUE = (
    *("TBD", "see note", "abc", "#REF!", "#N/A", "#DIV/0!", "??", "nan", "NaN", "inf", "-inf"),
    *("Infinity", "=A1*2", "=1+1", "--5", "5..5", "1,2,3", "12a", "0x10", "1_000", "five", "1e"),
    *("\U0001f3eb", "x" * 20_000, "9" * 400, "5 or 6", "10-15", "~", "1e308", "-1e308", "<5", ">5"),
    *("1/0", "ten percent", "%", "$", "()", ",", ".", "-.", "+", "1.2.3", "12:30", "$1.2.3", "5%5"),
    *("$5%", "5$", "(5", "5)", "((5))", "-(5)", "1,0000", "1,00", "1 00", "12,34,567", "0,1,2"),
)
PLAIN = re.compile(r"^-?\$?([1-9][0-9]{0,2}(,[0-9]{3})+|[0-9]+)(\.[0-9]+)?$")
#: Text with characters that no table holds.
ODD_TEXT = ("a\x00b", "a\x07b", "\x1b[31m")


def plain_number(text: str) -> Decimal | None:
    """A number of an example, all of which are typed plainly."""
    return Decimal(re.sub("[$,]", "", text)) if PLAIN.match(text) else None


def plain_rate(text: str) -> Decimal | None:
    """A rate of an example as a decimal."""
    if text.endswith("%"):
        number = plain_number(text[:-1])
        return None if number is None else number / 100
    return plain_number(text)


def plain_day(text: str) -> date | None:
    try:
        month, day, year = (int(part) for part in text.split("/"))
        return date(year, month, day)
    except ValueError:
        return None


def digits(number: Decimal) -> str:
    return f"{number:f}"


def same_value(column: Column, text: str, random: Random) -> str | None:
    """Another way to type the same value, which the reader takes or asks about."""
    forms: list[str] = []
    if column.kind in ("number", "money"):
        number = plain_number(text)
        forms = _number_forms(number) if number is not None else []
    elif column.kind == "rate":
        rate = plain_rate(text)
        forms = _rate_forms(rate) if rate is not None else []
    elif column.kind in ("start_date", "end_date", "day"):
        day = plain_day(text)
        forms = _day_forms(day) if day else []
    elif column.kind == "fiscal_year" and text.startswith("FY"):
        forms = _year_forms(int(text[2:]))
    elif column.kind == "yes_no" and text in ("yes", "no"):
        forms = [text.upper(), text.title(), text[0], "TRUE" if text == "yes" else "FALSE", text[0]]
        forms += ["1" if text == "yes" else "0", "\u2713" if text == "yes" else "\u2717"]
    elif column.kind == "choice":
        forms = [text.upper(), text.title(), text.replace("_", " "), text.replace("_", "-")]
    elif column.kind == "list":
        forms = [text.replace("; ", ";"), text + ";", text.replace(";", " ; ")]
    elif column.kind == "rates":
        forms = [text.replace("; ", ";"), text.replace("%", " %"), text.replace(";", ",")]
    around = [f" {text}", f"{text} ", f"\u00a0{text}\u00a0", f"{text}\u200b", f"\t{text}"]
    forms = [form for form in [*forms, *around] if form != text]
    return random.choice(forms)


def _number_forms(number: Decimal) -> list[str]:
    shown, size = digits(number), digits(abs(number))
    grouped = f"{abs(number):,f}"
    sign = "-" if number < 0 else ""
    european = grouped.replace(",", "_").replace(".", ",").replace("_", ".")
    forms = [
        *(f"{sign}{grouped}", f"{sign}${grouped}", f"${sign}{grouped}", f"{sign}{size}.00"),
        *(f"{sign}$ {grouped}", f"{sign}{grouped.replace(',', ' ')}", f"{shown} USD", f"+{size}"),
        *(f"{sign}{european}", f"{number:E}", f"{shown} dollars", f"= {shown}", f"'{shown}"),
        *(f"{sign}{grouped.replace(',', chr(0xA0))}", f"{sign}{grouped.replace(',', chr(0x202F))}"),
        f"{sign}{grouped.replace(',', chr(39))}",
        shown.translate({48 + n: 0xFF10 + n for n in range(10)}),
        shown.translate({48 + n: 0x660 + n for n in range(10)}),
        shown.translate({48 + n: 0x1D7CE + n for n in range(10)}),
        f"({size})" if number < 0 else f"{grouped}.-",
        f"{digits(number / 1000)}k",
        f"{digits(number / 1000000)}M",
    ]
    if "." in shown:
        forms.append(shown.replace(".", ","))
        forms.append(shown.replace(".", "\u00b7"))
        forms = [form for form in forms if not form.endswith(f"{size}.00")]
    return forms


def _rate_forms(rate: Decimal) -> list[str]:
    percent = digits(rate * 100)
    plain = digits(rate)
    return [
        *(f"{percent}%", f"{percent} %", f"{percent}.0%" if "." not in percent else f"{percent}0%"),
        *(plain, f"{plain}0" if "." in plain else f"{plain}.0", plain.removeprefix("0") or "0"),
        *(f"{percent} percent", f"{percent}pct", plain.replace(".", ","), f"{rate:E}"),
        *(f"{percent.replace('.', ',')}%", f"{digits(rate * 1000)}\u2030", f"{percent}\uff05"),
        *(f"({percent.removeprefix('-')}%)",) * (rate < 0),
    ]


def _day_forms(day: date) -> list[str]:
    serial = (day - date(1899, 12, 30)).days
    return [
        *(day.isoformat(), day.strftime("%m/%d/%Y"), day.strftime("%m/%d/%y")),
        *(day.strftime("%d-%b-%y"), day.strftime("%B %d, %Y"), day.strftime("%d %B %Y")),
        *(f"{day.isoformat()}T00:00:00", f"{day.isoformat()} 00:00:00", day.strftime("%Y%m%d")),
        *(str(serial), f"{serial}.0", f"{day.day}.{day.month}.{day.year}", f"{day:%A, %B %d, %Y}"),
        *(f"{day.month}-{day.day}-{day.year}", f"{day:%m/%d/%Y} 12:00 AM", f"{day:%Y/%m/%d}"),
        *(f"{day:%b %Y}", f"{day.month}.{day.day}.{day.year}", str(serial - 1462)),
    ]


def _year_forms(year: int) -> list[str]:
    short = year % 100
    return [
        *(str(year), f"FY{short:02}", f"fy {year}", f"FY {short:02}", f"{year - 1}-{short:02}"),
        *(
            f"{year - 1}-{year}",
            f"SY{short - 1:02}-{short:02}",
            f"{year}.0",
            f"{year - 1}/{short:02}",
        ),
        *(f"{short - 1:02}-{short:02}", f"FY{year - 1}-{short:02}", f"{year - 1}\u2013{short:02}"),
        *(f"6/30/{year}", f"{year:,}", f"20{short:02} ", f"Fiscal year {year}", f"'{short:02}"),
    ]


def other_value(column: Column, text: str, random: Random) -> str | None:
    """Another value in the plainest form, or nothing where the column is for words."""
    if column.kind in ("number", "money"):
        return random.choice(
            [
                "0",
                "1",
                "2",
                "7",
                "12",
                "350",
                "0.5",
                "1234567",
                "-3",
                "-0",
                "0.001",
                "1000000000000",
            ]
        )
    if column.kind == "rate":
        return random.choice(["0%", "1%", "3%", "12.5%", "0.07", "-2%", "40%", "99%", "0.999"])
    if column.kind in ("start_date", "end_date", "day"):
        day = (plain_day(text) or date(2027, 6, 30)) + timedelta(days=random.randint(-900, 900))
        return f"{day.month}/{day.day}/{day.year}"
    if column.kind == "fiscal_year":
        return f"FY{random.randint(2015, 2040)}"
    if column.kind == "yes_no":
        return random.choice(["yes", "no"])
    if column.kind == "choice":
        return random.choice(column.choices)
    if column.kind == "rates":
        return random.choice(["1%; 2%", "5%", "0%; 50%; 90%"])
    return None
