"""House rules that no other tool checks: sizes, names, docstrings with units, thin notebooks."""

from __future__ import annotations

import ast
import json
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from planner.plan.problems.sentences import SENTENCES
from planner.plan.tables import DRIVERS, TABLES
from planner.reference.accounts import LINE_LABELS, accounts, funding_rules

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted((ROOT / "planner").rglob("*.py"))
FORMULAS = sorted(
    [*(ROOT / "planner/costs").glob("*.py"), *(ROOT / "planner/revenue").glob("*.py")]
)
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))

LONGEST_MODULE, LONGEST_FUNCTION = 300, 50
#: A heading and two calls for each of some twenty sections; a cell is a call or a few imports.
MOST_CELLS, LONGEST_CELL = 50, 5
BANNED_WORDS = {"utils", "util", "helpers", "helper", "common", "manager", "handler", "misc"}
SECTIONS = ("Parameters", "Returns", "References", "Examples")
UNIT_AT_THE_END = re.compile(r"\[[^\[\]]+\]\.?$")

#: Hosts of package registries and folders of one machine, in pieces so that this file has none.
_HOSTS = (
    "pypi" + ".org",
    "pythonhosted" + ".org",
    "npmjs" + ".",
    "anaconda" + ".",
    "debian" + ".org",
)
_FOLDERS = ("work", "tmp", "home", "root", "Users", "opt/venv")
NOT_OURS = re.compile(
    "|".join(
        [
            *(re.escape(host) for host in _HOSTS),
            *(rf"""(?<![\w.}}~*\])-])/{folder}/(?=\w)""" for folder in _FOLDERS),
            r"[A-Z]:\\\\?Users",
        ]
    )
)
#: Words of programmers that a business officer need not know.
JARGON = re.compile(
    r"\b(null|nan|int|float|string|boolean|parse[ds]?|invalid|exception|schema"
    r"|regex|token|dataframe|array|validat\w+|enum|delimiter|traceback|unicode|utf|byte\w*)\b",
    re.IGNORECASE,
)


#: A clock, and what waits by it, as a test may not have it; in brackets, so that this is none.
CLOCK = re.compile(
    # Setting the time zone asks no clock.
    r"^ *(?:import|from) time(?:it)?\b(?! import tzset$)|\bperf_counte[r]\b"
    r"|\btime[.](?:time|sleep|monotonic)\b"
    r"|\bprocess_tim[e]\b|\bwait_for_timeou[t]\b|\btimeout=[0-9]|\bdeadline=(?!None)",
    re.MULTILINE,
)


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def syntax_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def functions_of(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(syntax_of(path)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node


def words_of(name: str) -> set[str]:
    """Words that a name is made of: ``OwnKernelManager`` and ``read_plan`` have some each."""
    return {word.lower() for word in re.findall(r"[A-Z]?[a-z]+", name)}


def lines_of(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Length of a function without its docstring, which may explain as much as it needs."""
    first = function.body[0]
    told = ast.get_docstring(function, clean=False)
    docstring = (first.end_lineno or 0) - first.lineno + 1 if told is not None else 0
    return (function.end_lineno or 0) - function.lineno + 1 - docstring


# One test looks at all modules and names every one that does not comply: a test for each of some
# hundred files and each rule would mostly be the work of beginning and ending it.


def test_modules_are_short() -> None:
    lengths = {
        name_of(module): len(module.read_text(encoding="utf-8").splitlines()) for module in MODULES
    }
    assert len(lengths) > 500
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_MODULE} == {}


def test_functions_are_short() -> None:
    too_long = [
        f"{name_of(module)}, {function.name}: {lines_of(function)} lines"
        for module in MODULES
        for function in functions_of(module)
        if lines_of(function) > LONGEST_FUNCTION
    ]
    assert too_long == []


def odd_names(module: Path) -> set[str]:
    """Names in a module, its own among them, that say nothing of what they are about."""
    found = {part for part in module.relative_to(ROOT).parts if words_of(part) & BANNED_WORDS}
    for node in ast.walk(syntax_of(module)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            bases = node.bases if isinstance(node, ast.ClassDef) else []
            # A class may keep the word of the library's class that it extends.
            allowed = {word for base in bases for word in words_of(ast.unparse(base))}
            if words_of(node.name) & BANNED_WORDS - allowed:
                found.add(node.name)
    return found | ({module.name} & {"data.py"})


def test_names_are_those_of_district_finance() -> None:
    assert {name_of(module): odd for module in MODULES if (odd := odd_names(module))} == {}


def test_modules_say_what_they_are() -> None:
    silent = [name_of(m) for m in MODULES if not ast.get_docstring(syntax_of(m))]
    assert silent == []


#: All but the runner of mutants, which has to stop those that never end.
TESTS = sorted({*(ROOT / "tests").rglob("*.py")} - {ROOT / "tests/mutants/trials.py"})


def test_no_test_asks_a_clock() -> None:
    """Work is counted (``tests/any_machine.py``); seconds are measured in ``benchmarks/``."""
    asked = {name_of(path): CLOCK.findall(path.read_text(encoding="utf-8")) for path in TESTS}
    assert {name: clocks for name, clocks in asked.items() if clocks} == {}


PUBLIC_FORMULAS = [
    pytest.param(node, id=f"{name_of(path)}:{node.name}")
    for path in FORMULAS
    for node in syntax_of(path).body
    if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
]


def sections_of(function: ast.FunctionDef) -> dict[str, str]:
    """Text of each section of a numpydoc docstring by its heading."""
    text = ast.get_docstring(function) or ""
    parts = re.split(r"^(\w[\w ]*)\n-{3,}$", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def entries_of(section: str) -> dict[str, str]:
    """Description of each parameter of a section by its name."""
    found: dict[str, str] = {}
    for part in re.split(r"\n(?=\S)", section.strip("\n")):
        head, _, description = part.partition("\n")
        names = head.partition(" : ")[0]
        for name in names.split(", "):
            found[name.lstrip("*")] = " ".join(description.split())
    return found


def is_quantity(annotation: ast.expr) -> bool:
    """Whether a parameter is a number: yes and no, words and whole tables have no unit."""
    return ast.unparse(annotation) not in {"bool", "str", "Lots", "Policy", "FleetYears"}


@pytest.mark.parametrize("function", PUBLIC_FORMULAS)
def test_formula_has_every_section(function: ast.FunctionDef) -> None:
    sections = sections_of(function)
    assert [name for name in SECTIONS if not sections.get(name, "").strip()] == []
    assert ">>> " in sections["Examples"]


@pytest.mark.parametrize("function", PUBLIC_FORMULAS)
def test_formula_explains_every_parameter_and_result_with_its_unit(
    function: ast.FunctionDef,
) -> None:
    sections = sections_of(function)
    explained = entries_of(sections["Parameters"])
    signature = function.args
    arguments = [*signature.posonlyargs, *signature.args, *signature.kwonlyargs]
    assert list(explained) == [argument.arg for argument in arguments]
    quantities = [a.arg for a in arguments if a.annotation and is_quantity(a.annotation)]
    assert [name for name in quantities if not UNIT_AT_THE_END.search(explained[name])] == []
    results = entries_of(sections["Returns"])
    assert [name for name, text in results.items() if not UNIT_AT_THE_END.search(text)] == []


def test_what_counts_as_used_is_neither_used_nor_gone() -> None:
    """Names that vulture is told to leave alone, each with its reason in pyproject.toml."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    names = settings["vulture"]["ignore_names"]
    command = [sys.executable, "-m", "vulture", "--ignore-names", ""]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout
    assert set(names) == set(re.findall(r": unused \w+ '(\w+)'", told))
    assert len(names) == len(set(names))


def test_every_budget_line_and_every_kind_of_money_has_its_file() -> None:
    lines = {account.line for account in accounts().values()}
    kinds = {rule.line for rule in funding_rules().values()}
    assert [line for line in lines if not (ROOT / f"planner/costs/{line}.py").is_file()] == []
    assert [kind for kind in kinds if not (ROOT / f"planner/revenue/{kind}.py").is_file()] == []
    assert set(LINE_LABELS) == lines


@cache
def notebook(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("path", NOTEBOOKS, ids=name_of)
def test_notebook_is_thin(path: Path) -> None:
    cells = notebook(path)["cells"]
    assert len(cells) <= MOST_CELLS
    for cell in cells:
        if cell["cell_type"] != "code":
            continue
        source = "".join(cell["source"])
        tags = cell["metadata"].get("tags", [])
        assert "parameters" in tags or len(source.splitlines()) <= LONGEST_CELL
        assert not re.search(r"^\s*(def|class|async|lambda)\b", source, flags=re.MULTILINE)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=name_of)
def test_notebook_is_kept_without_outputs(path: Path) -> None:
    for cell in notebook(path)["cells"]:
        if cell["cell_type"] == "code":
            assert cell["outputs"] == []
            assert cell["execution_count"] is None


def repository_files() -> list[Path]:
    """Files that are in the repository, or would be if they were added."""
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    command = [git, "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout
    paths = (ROOT / name for name in listed.decode("utf-8").split("\0") if name)
    return [path for path in paths if path.is_file()]


def test_no_file_names_a_package_registry_or_a_folder_of_one_machine() -> None:
    found = []
    for path in repository_files():
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except UnicodeDecodeError:
            continue  # a picture
        found += [
            f"{name_of(path)}, line {number}: {line.strip()[:100]}"
            for number, line in enumerate(lines, start=1)
            if NOT_OURS.search(line)
        ]
    assert found == []


def test_sentences_about_errors_are_plain() -> None:
    for code, sentence in SENTENCES.items():
        plain = re.sub(r"\{\w+\}", "", sentence)
        assert plain.isascii(), code
        assert not JARGON.search(plain), code
        assert code == "P60" or plain.endswith((".", "DIR", ": planner new ")), code


def test_what_the_tables_say_is_plain() -> None:
    columns = [column for table in TABLES.values() for column in table.columns.values()]
    for column in (*columns, *DRIVERS.values()):
        for text in (column.label, column.help, column.unit, column.blank_means):
            assert text.isascii()
            assert not JARGON.search(text), text
