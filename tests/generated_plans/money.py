"""Sources of money of every kind, and the district's own word on what they may pay."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from hypothesis import strategies as st

from planner.plan.tables.roster import COST_TABLES
from planner.reference.accounts import LINE_LABELS, accounts, funding_rules
from planner.reference.eligibility import eligibility
from tests.generated_plans.costs import lifetime
from tests.generated_plans.values import (
    active,
    blank_or,
    growth,
    money,
    one_of_rows,
    pick,
    share,
    whole,
)

Cells = dict[str, Any]
BOOLEANS = st.booleans()
LINES = tuple(LINE_LABELS)
#: The first ones are drawn more often: money that everybody has, and money with rules.
KINDS = (
    *("general_fund", "grant", "title_iv_a", "title_i_a", "state_aid", "fees", "local_levy"),
    *("grant", "title_iv_a"),
    *(kind for kind in funding_rules() if kind != "erate"),
)
LIMITS = one_of_rows(
    available_months=(None, None, None, 12.0, 13.0, 18.0, 24.0, 27.0, 36.0, 40.0),
    receipt_delay_months=(0.0, 0.0, 0.0, 1.0, 3.0, 6.0, 12.0),
    cost_share_rate=(1.0, 1.0, 1.0, 0.6, 0.6, 0.0),
    infrastructure_limit_rate=(None, None, 0.0, 0.15, 0.5),
    allocation=(None, None, 20_000.0, 49_999.0, 50_000.0, 400_000.0),
)
WAYS = one_of_rows(
    award=("", "", "", "yearly", "once", "two_years"),
    unspent=("", "", "lapse", "carry", "carry", "keep", "reserve"),
    recurring=("", "yes", "no"),
    order=(None, None, 0.0, 1.0, 2.0, 3.5),
)
WITH_STUDENTS = one_of_rows(
    follows_students=(False, True, True),
    student_lag_years=(0, 0, 1, 2, 5),
    hold_harmless_rate=(0.0, 0.0, 0.9, 1.0),
)
PURPOSES = one_of_rows(purpose=("", "technology", "well_rounded", "safe_and_healthy"))
COLLECTED = one_of_rows(
    collection_rate=(1.0, 0.98, 0.5, 0.0), first_half_rate=(None, 0.55, 0.5, 1.0, 0.0)
)
VOTED = one_of_rows(
    voted=("", "passed", "passed", "not_yet_counted", "not_yet_left_out"),
    renewal_probability=(None, None, 0.6),
)
FEES = one_of_rows(
    fee_per_person=(25.0, 60.0, 250.0, 0.0),
    serves=("", "students", "K-5"),
    uptake_rate=(1.0, 0.9, 0.9, 0.0),
    waived_rate=(0.0, 0.32, 0.32, 0.7, 1.0),
    unpaid_rate=(0.0, 0.08, 0.08, 0.5),
)
AID_BY_STUDENT = one_of_rows(amount_per_student=(24.2, 150.0, 0.0))
AID_PAID_BACK = one_of_rows(
    reimbursed_rate=(1.0, 0.5, 0.5, 0.0),
    spent_before=(180_000.0, 40_000.0, 0.0),
    amount_per_student=(None, None, 24.2),
    amount=(None, 100_000.0, None, 0.0),
)


@st.composite
def sources(
    draw: st.DrawFn,
    tables: dict[str, list[Cells]],
    around: st.SearchStrategy[date],
    erate: bool | None,
) -> tuple[list[Cells], list[Cells]]:
    """One to six sources of money, E-Rate at most once, and rows of eligibility."""
    rows: list[Cells] = []
    words: list[Cells] = []
    if draw(st.booleans()) if erate is None else erate:
        usually = {"start_date": None, "end_date": None}
        lived = draw(st.just(usually) | st.just(usually) | lifetime(around))
        refunds = draw(pick((0.0, 0.0, 0.0, 4.0, 12.0)))
        words_of = {"active": draw(active()), "receipt_delay_months": refunds}
        rows.append(dict(name="E-Rate", kind="erate", **words_of, **lived))
    for place in range(draw(whole(1, 6 - len(rows)))):
        name, kind = f"Source {place}", draw(pick(KINDS))
        said = draw(words_on(name))
        words += said
        names = pick(payable(tables, kind, said))
        how = draw(amounts(kind))
        some = st.lists(names, min_size=1, max_size=4, unique=True).map(tuple)
        all_of_it = kind != "grant" and draw(pick((True, False, False)))
        rows.append(
            dict(
                name=name,
                kind=kind,
                **how,
                **draw(WAYS),
                growth_rate=draw(blank_or(growth())),
                **draw(lifetime(around)),
                reimburses=draw(some) if "reimbursed_rate" in how and draw(BOOLEANS) else (),
                pays_for=() if all_of_it else draw(some),
                carry_limit_rate=draw(blank_or(share())),
                **draw(LIMITS),
                **draw(WITH_STUDENTS),
                displaced_base=draw(money(50_000)),
                opening_balance=draw(pick((0.0, 0.0, 40_000.0, 250_000.0))),
                active=draw(active()),
            )
        )
    return draw(st.permutations(rows)), words


@cache
def amounts(kind: str) -> st.SearchStrategy[Cells]:
    """How much a source is: typed, by the student, or by what was spent."""
    typed = money(900_000).map(lambda amount: {"amount": amount})
    voted = typed.flatmap(lambda way: VOTED.map(lambda vote: {**way, **vote}))
    levied = voted.flatmap(lambda way: COLLECTED.map(lambda terms: {**way, **terms}))
    ways = {
        "fees": (FEES, FEES, typed),
        "state_aid": (AID_PAID_BACK, AID_BY_STUDENT, typed),
        "local_levy": (voted, levied),
        "capital_levy": (levied,),
        "title_iv_a": (typed.flatmap(lambda way: PURPOSES.map(lambda words: {**way, **words})),),
    }
    return pick(ways.get(kind, (typed,))).flatmap(lambda way: way)


@st.composite
def words_on(draw: st.DrawFn, name: str) -> list[Cells]:
    """The district's own word on a few kinds of cost; seldom any."""
    kinds = draw(pick(((), (), tuple(accounts()))))
    if not kinds:
        return []
    categories = draw(st.lists(pick(kinds), min_size=1, max_size=3, unique=True))
    return [
        {
            "name": name,
            "category": category,
            "may_pay": draw(pick(("yes", "no"))),
            "active": draw(active()),
        }
        for category in categories
    ]


def payable(tables: dict[str, list[Cells]], kind: str, said: list[Cells]) -> tuple[str, ...]:
    """What pays_for of a source may name: no kind of cost, and no row, that it may not pay."""
    word = {row["category"]: row["may_pay"] for row in said if row["active"]}
    allowed = {
        category: account.line
        for category, account in accounts().items()
        if word.get(category, eligibility(kind, category).status) != "no"
    }
    kinds_of_row: dict[str, set[str]] = {}
    for table in COST_TABLES:
        for row in tables[table]:
            kinds_of_row.setdefault(row["name"], set()).add(row["category"])
    named = [name for name, kinds in kinds_of_row.items() if kinds <= set(allowed)]
    # Repair is a line and a kind of cost by the same name, and is judged as the kind.
    lines = [line for line in LINES if line not in accounts() or line in allowed]
    its_own = [line for line in lines if line in allowed.values()]
    return (*its_own, *named, "all", *named, *allowed, *lines)
