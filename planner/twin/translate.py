"""The whole translation: what some functions reach, module by module, in the order of need."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Sequence

from planner.twin import calls, comprehensions, expressions
from planner.twin.layout import laid_out
from planner.twin.library import Definition, Library, Module, Read
from planner.twin.names import clashes, js_name
from planner.twin.scope import Reached, Scope
from planner.twin.statements import INDENT, constant, function, record
from planner.twin.subset import OutsideTheSubsetError, refuse, unknown

_WRITERS = {**calls.WRITERS, **comprehensions.WRITERS, **expressions.WRITERS}


def translate(roots: Sequence[str], read: Read, name: str) -> str:
    r"""JavaScript of some functions and of all that they reach.

    Parameters
    ----------
    roots : sequence of str
        Dotted names of functions.
    read : callable
        What is in the file of a module.
    name : str
        What the script calls the object of these functions.

    Returns
    -------
    str
        A script that needs runtime.js before it and gives one constant with the functions.

    Raises
    ------
    OutsideTheSubsetError
        If they reach Python that has no translation.

    Examples
    --------
    >>> python = "def twice(n: float) -> float:\n    return 2 * n"
    >>> read = {"rules.sums": ("sums.py", python)}.get
    >>> print(translate(["rules.sums.twice"], read, "rules"), end="")
    "use strict";
    const rules = (() => {
      const modules = {};
    <BLANKLINE>
      modules.sums = (() => {
        function twice(n) {
          return 2 * n;
        }
        return { twice };
      })();
    <BLANKLINE>
      return {
        twice: modules.sums.twice,
      };
    })();
    """
    whole = _Translation(roots, read)
    if whole.refused:
        raise whole.refused[0]
    lines = [line for module in whole.in_order() for line in [*whole.module(module), ""]]
    given = [f"{INDENT}{line}," for line in whole.given()]
    body = ["const modules = {};", "", *lines, "return {", *given, "};"]
    inside = [f"{INDENT}{line}" if line else "" for line in body]
    text = ['"use strict";', f"const {name} = (() => {{"]
    return "\n".join([*text, *(part for line in inside for part in laid_out(line)), "})();", ""])


def refusals(roots: Sequence[str], read: Read) -> list[str]:
    r"""What keeps some functions from being translated: file, line and a sentence each.

    >>> python = "def share(n):\n    return f'{n:.2f}'"
    >>> refusals(["rules.shares.share"], {"rules.shares": ("shares.py", python)}.get)
    ['shares.py:2: A value with a format is not translated: use format/money.py.']
    """
    return list(dict.fromkeys(str(refused) for refused in _Translation(roots, read).refused))


def reached(roots: Sequence[str], read: Read) -> list[str]:
    r"""Dotted names of everything that is translated with some functions.

    >>> python = "CENT = 0.01\ndef cents(n):\n    return n * CENT\ndef other(n):\n    return n"
    >>> reached(["rules.sums.cents"], {"rules.sums": ("sums.py", python)}.get)
    ['rules.sums.cents', 'rules.sums.CENT']
    """
    return [one.dotted for one in _Translation(roots, read).lines]


class _Translation:
    """What some functions reach, translated definition by definition.

    Parameters
    ----------
    roots : sequence of str
        Dotted names of functions.
    read : callable
        What is in the file of a module.
    """

    def __init__(self, roots: Sequence[str], read: Read) -> None:
        self.library = Library(read)
        self.reached = Reached()
        self.roots = [self._root(root) for root in roots]
        self.lines: dict[Definition, list[str]] = {}
        # A statement that gives several names is translated once.
        self._done: set[int] = set()
        while waiting := [one for one in self.reached.definitions if one not in self.lines]:
            for definition in waiting:
                self.lines[definition] = self._translated(definition)
        self._own = _by_module(self.lines)
        self._names = _module_names(list(self._own))

    @property
    def refused(self) -> list[OutsideTheSubsetError]:
        """What is outside the subset, file by file."""
        return sorted(self.reached.refused, key=lambda one: (one.file, one.line))

    def _root(self, dotted: str) -> Definition:
        found = self.library.find(dotted)
        if not isinstance(found, Definition):
            message = f"There is no {dotted}."
            raise LookupError(message)  # noqa: TRY004  no type is at fault, but the name
        self.reached.definitions[found] = None
        self.reached.given.add(found)
        return found

    def _translated(self, definition: Definition) -> list[str]:
        module, node = definition.module, definition.node
        if id(node) in self._done:
            return []
        self._done.add(id(node))
        scope = Scope(module, self.library, self.reached, _WRITERS)
        try:
            _refuse_names(node, module)
            if isinstance(node, ast.FunctionDef):
                return function(node, scope)
            if isinstance(node, ast.ClassDef):
                return record(node, scope)
            if definition.name in module.given_again:
                raise refuse(module.file, node, "A constant is given one value, once.")
            if isinstance(node, ast.Assign | ast.AnnAssign):
                return constant(node, scope)
            raise unknown(module.file, node, node)
        except OutsideTheSubsetError as refused:
            self.reached.refused.append(refused)
            return []

    def in_order(self) -> list[str]:
        """Each module after those that it takes from."""
        needs = {module: self._needs(module) for module in self._own}
        found: list[str] = []
        while waiting := [module for module in sorted(needs) if module not in found]:
            ready = [module for module in waiting if needs[module] <= set(found)]
            if not ready:
                first = self.library.module(waiting[0])
                assert first is not None
                raise refuse(first.file, first.tree, "Modules that need each other stop here.")
            found += ready
        return found

    def _needs(self, module: str) -> set[str]:
        taken = self.reached.taken.get(module, {}).values()
        return {one.dotted if isinstance(one, Module) else one.module.dotted for one in taken}

    def module(self, dotted: str) -> list[str]:
        """One module: what it takes from others, its constants and functions, what it gives."""
        own = self._own[dotted]
        lines = list(self._taken(dotted))
        for one in own:
            is_constant = isinstance(one.node, ast.Assign | ast.AnnAssign)
            between = [""] if lines and self.lines[one] and not is_constant else []
            lines += [*between, *self.lines[one]]
        names = [one.name for one in own if one in self.reached.given]
        given = ", ".join(_under(name, js_name(name)) for name in names)
        text = ast.get_docstring(own[0].module.tree)
        comment = [f"// {dotted}: {text.splitlines()[0]}"] if text else []
        inside = [f"{INDENT}{line}" if line else "" for line in [*lines, f"return {{ {given} }};"]]
        return [*comment, f"modules.{self._names[dotted]} = (() => {{", *inside, "})();"]

    def _taken(self, dotted: str) -> list[str]:
        """What a module takes from others: what is used of what it imports."""
        whole: list[str] = []
        by_module: dict[str, list[str]] = {}
        for name, found in sorted(self.reached.taken.get(dotted, {}).items()):
            if isinstance(found, Module):
                whole.append(f"const {js_name(name)} = modules.{self._names[found.dotted]};")
            else:
                names = by_module.setdefault(self._names[found.module.dotted], [])
                names.append(_under(found.name, js_name(name)))
        parts = [f"const {{ {', '.join(n)} }} = modules.{one};" for one, n in by_module.items()]
        return [*whole, *parts]

    def given(self) -> list[str]:
        """The functions that were asked for, by name."""
        names = [root.name for root in self.roots]
        for root in self.roots:
            if names.count(root.name) > 1:
                raise refuse(root.module.file, root.node, f"Two are called {root.name}.")
        return [
            f"{root.name}: modules.{self._names[root.module.dotted]}.{root.name}"
            for root in self.roots
        ]


def _by_module(definitions: Iterable[Definition]) -> dict[str, list[Definition]]:
    """Module -> what was reached of it, in the order of its file."""
    found: dict[str, list[Definition]] = {}
    for one in definitions:
        found.setdefault(one.module.dotted, []).append(one)
    for several in found.values():
        several.sort(key=lambda one: one.node.lineno)
    return found


def _refuse_names(node: ast.stmt, module: Module) -> None:
    for one in ast.walk(node):
        named = getattr(one, "arg", None) or getattr(one, "id", None) or getattr(one, "name", "")
        if isinstance(named, str) and clashes(named):
            sentence = f"The name {named} is taken by a word of JavaScript."
            raise refuse(module.file, one, sentence)


def _under(name: str, other: str) -> str:
    """A name in a list of names, where it may be called otherwise."""
    return name if name == other else f"{name}: {other}"


def _module_names(modules: list[str]) -> dict[str, str]:
    """What each module is called: by its last name, or by more of it where two share that.

    >>> _module_names(["planner.analysis.keep", "planner.views.board.keep", "planner.fiscal"])
    {'planner.analysis.keep': 'analysis_keep', 'planner.views.board.keep': 'board_keep',
    'planner.fiscal': 'fiscal'}
    """
    found: dict[str, str] = {}
    for length in range(1, max((len(one.split(".")) for one in modules), default=0) + 1):
        names = {one: "_".join(one.split(".")[-length:]) for one in modules if one not in found}
        alone = [one for one, name in names.items() if list(names.values()).count(name) == 1]
        found |= {one: js_name(names[one]) for one in alone if names[one] not in found.values()}
    return {one: found[one] for one in modules}
