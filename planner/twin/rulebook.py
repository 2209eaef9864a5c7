"""The rulebook's twin: which modules are translated, and where their JavaScript is kept."""

from __future__ import annotations

from pathlib import Path

from planner.twin.translate import translate

_PLANNER = Path(__file__).resolve().parent.parent
#: What Python, and not a rule, needs: it hands over plain data.
_NOT_TRANSLATED = ("__init__", "plan_data")

#: The translation, kept in the package; runtime.js comes before it.
RULEBOOK = Path(__file__).with_name("rulebook.js")


def rulebook_in_javascript() -> str:
    """The rulebook as JavaScript, made again from its Python.

    Examples
    --------
    >>> "function months_of(fiscal_year, start_month) {" in rulebook_in_javascript()
    True
    """
    files = sorted(
        file for file in (_PLANNER / "rulebook").glob("*.py") if file.stem not in _NOT_TRANSLATED
    )
    made = translate(
        {file.stem: file.read_text(encoding="utf-8") for file in files},
        "planner.rulebook",
        {file.stem: f"planner/rulebook/{file.name}" for file in files},
    )
    return f"// Made from planner/rulebook by `python -m planner.twin`: do not edit.\n{made}"
