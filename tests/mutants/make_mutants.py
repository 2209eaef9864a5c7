"""The mutants of a module: its functions, each with one small thing wrong.

Words count as much as numbers: each piece of a sentence is a mutant, each branch taken always and
never, each statement that only does something left out. The rest are mutmut's own operators, but
for those that put None where a value was: any test that reaches such a line fails, so they would
only make the share that is noticed look better. ``strict=True`` of a zip stays: it speaks up only
where something else is wrong.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import CodeType
from typing import cast

import libcst as cst
import libcst.matchers as m
from libcst.metadata import MetadataWrapper, PositionProvider, WhitespaceInclusivePositionProvider
from mutmut.mutation import mutators

OPERATORS: mutators.OPERATORS_TYPE = [
    (cst.BaseNumber, mutators.operator_number),
    (cst.Name, mutators.operator_name),
    (cst.AugAssign, mutators.operator_augmented_assignment),
    (cst.UnaryOperation, mutators.operator_remove_unary_ops),
    (cst.Call, mutators.operator_symmetric_string_methods_swap),
    (cst.Call, mutators.operator_unsymmetrical_string_methods_swap),
    (cst.CSTNode, mutators.operator_keywords),
    (cst.CSTNode, mutators.operator_swap_op),
    (cst.Match, mutators.operator_match),
    (cst.IfExp, mutators.operator_if_exp),
]
GUARD = m.Arg(keyword=m.Name("strict"))
NOT_RUN = m.Annotation() | m.Decorator() | m.Parameters() | m.Assert() | m.TypeAlias() | GUARD


@dataclass(frozen=True)
class Mutant:
    """One wrong version of one function."""

    file: str
    function: str
    lines: range
    change: str
    source: str

    @property
    def name(self) -> str:
        """What the list of survivors calls it; moving the function does not change it."""
        return f"{self.file}: {self.function}: {self.change}"

    def code(self, path: Path) -> CodeType:
        """The wrong function, compiled as if it were in ``path``."""
        found = dict(_code_objects(compile(self.source, path, "exec", dont_inherit=True)))
        return found[self.function]


def mutants_of(path: Path, root: Path) -> Iterator[Mutant]:
    """Every mutant of every function of a module, from top to bottom."""
    wrapper = MetadataWrapper(cst.parse_module(path.read_text(encoding="utf-8")))
    spans = wrapper.resolve(PositionProvider)
    outer = wrapper.resolve(WhitespaceInclusivePositionProvider)
    text = wrapper.module.code.splitlines(keepends=True)
    for top in wrapper.module.body:
        old = wrapper.module.code_for_node(top)
        before = "".join(text[: outer[top].start.line - 1])
        after = "".join(text[outer[top].end.line - 1 :])
        for name, function in _functions([top]):
            # The line of `def` runs at import, so it says nothing of who called the function.
            lines = range(spans[function.body].start.line, spans[function].end.line + 1)
            for node, wrong in _wrong_versions(function):
                new = wrapper.module.code_for_node(cast(cst.CSTNode, top.deep_replace(node, wrong)))
                file = path.relative_to(root).as_posix()
                yield Mutant(file, name, lines, _change(old, new), before + new + after)


def _functions(
    body: Iterable[cst.CSTNode], within: str = ""
) -> Iterator[tuple[str, cst.FunctionDef]]:
    for statement in body:
        if isinstance(statement, cst.FunctionDef):
            yield within + statement.name.value, statement
        elif isinstance(statement, cst.ClassDef):
            yield from _functions(statement.body.body, f"{within}{statement.name.value}.")


def _wrong_versions(function: cst.FunctionDef) -> Iterator[tuple[cst.CSTNode, cst.CSTNode]]:
    for node in _nodes(function):
        for wrong in _wrong(node):
            yield node, wrong


def _nodes(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """The nodes that do something when the function runs: no docstring, annotation or assert."""
    for child in node.children:
        if not m.matches(child, NOT_RUN | m.Expr(m.SimpleString() | m.ConcatenatedString())):
            yield child
            if not m.matches(child, m.Call(func=m.Name("cast"))):
                yield from _nodes(child)


def _wrong(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    for kind, operator in OPERATORS:
        if isinstance(node, kind):
            yield from operator(node)
    if isinstance(node, cst.SimpleString):
        opening = node.prefix + node.quote
        yield node.with_changes(value=f"{opening}XX{node.raw_value}XX{node.quote}")
    elif isinstance(node, cst.FormattedStringText):
        yield node.with_changes(value=f"XX{node.value}XX")
    elif isinstance(node, cst.If | cst.CompIf):
        test = node.test.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])
        for both, right in ((cst.And(), "False"), (cst.Or(), "True")):
            yield node.with_changes(
                test=cst.BooleanOperation(test, both, cst.Name(right)),
                whitespace_before_test=cst.SimpleWhitespace(" "),
            )
    elif isinstance(node, cst.Expr) and not isinstance(node.value, cst.Yield):
        yield cst.Pass()
    elif isinstance(node, cst.Call) and m.matches(node.func, m.Name() | m.Attribute()):
        yield from _without_an_option(node)


def _without_an_option(call: cst.Call) -> Iterator[cst.Call]:
    """The call without one of its named arguments, unless it makes a value that wants them all."""
    name = call.func.attr.value if isinstance(call.func, cst.Attribute) else ""
    name = call.func.value if isinstance(call.func, cst.Name) else name
    if name[:1].islower():
        for place, argument in enumerate(call.args):
            if argument.keyword is not None and not m.matches(argument, GUARD):
                yield call.with_changes(args=[*call.args[:place], *call.args[place + 1 :]])


def _change(old: str, new: str) -> str:
    """The lines that differ, as ``was -> is``."""
    lines = list(difflib.unified_diff(old.splitlines(), new.splitlines(), n=0, lineterm=""))[2:]
    was = " ".join(line[1:].strip() for line in lines if line.startswith("-"))
    now = " ".join(line[1:].strip() for line in lines if line.startswith("+"))
    return f"{was} -> {now}"


def _code_objects(code: CodeType) -> Iterator[tuple[str, CodeType]]:
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield inner.co_qualname, inner
            yield from _code_objects(inner)
