"""The whole translation: modules in the order in which they need each other."""

from __future__ import annotations

import ast
from collections.abc import Mapping

from planner.twin import calls, comprehensions, expressions
from planner.twin.layout import laid_out
from planner.twin.module import Module, read_module
from planner.twin.names import js_name
from planner.twin.scope import Scope
from planner.twin.statements import INDENT, constant, function, record
from planner.twin.subset import refuse

_WRITERS = {**calls.WRITERS, **comprehensions.WRITERS, **expressions.WRITERS}


def translate(sources: Mapping[str, str], package: str, files: Mapping[str, str]) -> str:
    r"""JavaScript of some modules of one package: one object with all of them.

    Parameters
    ----------
    sources : mapping
        Name of each module -> its Python.
    package : str
        Package that they import each other from.
    files : mapping
        Name of each module -> what to call its file when something is refused.

    Returns
    -------
    str
        A script that needs runtime.js before it and gives one constant, named for the package.

    Raises
    ------
    OutsideTheSubsetError
        If there is Python in them that has no translation.

    Examples
    --------
    >>> python = "def twice(n: float) -> float:\n    return 2 * n"
    >>> print(translate({"sums": python}, "rules", {"sums": "sums.py"}), end="")
    "use strict";
    const rules = (() => {
      const sums = (() => {
        function twice(n) {
          return 2 * n;
        }
        return { twice };
      })();
    <BLANKLINE>
      return { sums };
    })();
    """
    modules = {
        name: read_module(name, source, files[name], package) for name, source in sources.items()
    }
    ordered = _in_order(modules)
    lines = [line for module in ordered for line in [*_module(module, modules), ""]]
    names = ", ".join(module.name for module in ordered)
    head = ['"use strict";', f"const {package.rpartition('.')[2]} = (() => {{"]
    body = [f"{INDENT}{line}" if line else "" for line in [*lines, f"return {{ {names} }};"]]
    whole = [*head, *(part for line in body for part in laid_out(line)), "})();"]
    return "\n".join(whole) + "\n"


def _in_order(modules: Mapping[str, Module]) -> list[Module]:
    """Each module after those that it imports from."""
    found: list[Module] = []
    waiting = list(modules.values())
    while waiting:
        there = [module.name for module in found]
        ready = [module for module in waiting if set(module.needs) <= set(there)]
        if not ready:
            first = waiting[0]
            raise refuse(first.file, first.tree, "Modules that import each other stop here.")
        found += ready
        waiting = [module for module in waiting if module not in ready]
    return found


def _module(module: Module, modules: Mapping[str, Module]) -> list[str]:
    """One module: what it takes from others, its constants and functions, what it gives."""
    scope = Scope(module, modules, _WRITERS)
    lines: list[str] = []
    for node in module.body:
        if isinstance(node, ast.FunctionDef):
            lines += [*([""] if lines else []), *function(node, scope)]
        elif isinstance(node, ast.ClassDef):
            lines += [*([""] if lines else []), *record(node, scope)]
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            lines += constant(node, scope)
    given = ", ".join(
        name if js_name(name) == name else f"{name}: {js_name(name)}"
        for name in dict.fromkeys([*module.signatures, *module.constants])
    )
    lines = [*_taken(scope), *lines, f"return {{ {given} }};"]
    text = ast.get_docstring(module.tree)
    comment = [f"// {module.name}: {text.splitlines()[0]}"] if text else []
    inside = [f"{INDENT}{line}" if line else "" for line in lines]
    return [*comment, f"const {module.name} = (() => {{", *inside, "})();"]


def _taken(scope: Scope) -> list[str]:
    """What a module takes from others: what it has used of what it imports."""
    by_module: dict[str, list[str]] = {}
    for name in sorted(scope.used):
        origin, own = scope.module.imported[name]
        taken = name if js_name(name) == name else f"{own}: {js_name(name)}"
        by_module.setdefault(origin, []).append(taken)
    return [f"const {{ {', '.join(names)} }} = {origin};" for origin, names in by_module.items()]
