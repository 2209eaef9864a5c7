"""docs/rules.md says of each program only what it calculates, and leaves no formula out."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from docs.rules_page import MODEL, Rule, pointers, rules, rules_page

ROOT = Path(__file__).resolve().parents[1]
#: Rooms of formulas: each of their functions belongs to a rule.
FORMULAS = ("costs", "enrollment", "revenue")
#: But for these, which are shown next to the plan's numbers.
BESIDES = {
    "costs.staffing.people_per_technician",
    "revenue.local_levy.cost_to_home",
    "revenue.local_levy.levy_mills",
}
FOUND = list(rules(MODEL.read_text(encoding="utf-8")))


def defined(module: Path, kinds: tuple[type[ast.stmt], ...]) -> Iterator[str]:
    """Public functions and classes of a file, as the page names them."""
    dotted = ".".join(module.relative_to(ROOT / "planner").with_suffix("").parts)
    for node in ast.parse(module.read_text(encoding="utf-8")).body:
        if isinstance(node, kinds) and not getattr(node, "name", "_").startswith("_"):
            yield f"{dotted}.{getattr(node, 'name', '')}"


def test_every_pointer_to_the_engine_leads_to_what_is_there() -> None:
    for rule in FOUND:
        for name in rule.engine:
            module = ROOT / "planner" / Path(*name.split(".")[:-1]).with_suffix(".py")
            assert name in defined(module, (ast.FunctionDef, ast.ClassDef)), name


def test_every_formula_belongs_to_one_rule() -> None:
    files = [file for room in FORMULAS for file in (ROOT / "planner" / room).glob("*.py")]
    formulas = {name for file in files for name in defined(file, (ast.FunctionDef,))}
    pointed = [name for rule in FOUND for name in rule.engine]
    assert sorted(name for name in pointed if name in formulas) == sorted(formulas - BESIDES)


def test_what_the_rulebook_calculates_the_engine_and_the_page_do_too() -> None:
    for rule in FOUND:
        if rule.rulebook:
            assert rule.engine, rule
            assert rule.row[-1] == "yes"


def test_the_table_does_not_say_that_something_is_on_the_page_which_is_not() -> None:
    some = Rule("People", "", ("fiscal.first_month",), ("months.months_of", "plan_data.facts"))
    assert some.row[-1] == "without `plan_data.facts`"
    none = Rule("People", "2", (), ("plan_data.facts",))
    assert none.row == ("[People, step 2](model.md#people)", "no", "`plan_data.facts`", "no")


def test_rules_of_a_list_are_told_apart() -> None:
    text = "## Who (`pays`)\n1. One.\n   Engine: `a.b`.\n   Rulebook: `c.d`.\n2. Two.\n3. `e.f`."
    assert list(rules(text)) == [Rule("Who (`pays`)", "1", ("a.b",), ("c.d",))]
    assert pointers("Rulebook", "Rulebook: `a.b`,\n  `c.d`. Not `e.f`.") == ("a.b", "c.d")
    assert rules_page("made\n").startswith("made\n\n# Every rule")
