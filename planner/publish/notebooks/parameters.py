"""Parameters of a notebook: what it declares, and whether what is given fits.

Papermill alone accepts a misspelled parameter and makes the whole deck with the default, and
turns a date or a path into broken text. So parameters are checked against what the notebook's
cell tagged ``parameters`` declares, and every problem is named at once.
"""

from __future__ import annotations

import planner.startup  # noqa: F401  (first: saves a second of import time)

import ast
import difflib
import io
import json
import keyword
import math
import tokenize
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import nbformat

from planner.publish.file_names import is_readable_name
from planner.publish.notebooks.engine import Json
from planner.publish.notebooks.parameter_types import WORDS, expression, fits, in_words, is_known


@dataclass(frozen=True)
class Parameter:
    """One parameter that a notebook declares.

    Parameters
    ----------
    name : str
        The variable's name in the cell tagged ``parameters``.
    annotation : str
        Its type as written, for example ``list[str] | None``; empty where nothing says.
    default : str or None
        Its default as written; None where a value must be given.
    help : str
        The comment at the end of its line.
    """

    name: str
    annotation: str
    default: str | None
    help: str

    def accepts(self, value: Json) -> bool:
        """Whether ``value`` is of the declared type; True is not a number here."""
        return not self.annotation or fits(expression(self.annotation), value)

    def wants(self) -> str:
        """Type of the parameter, in words.

        >>> Parameter("scenarios", "list[str] | None", "None", "").wants()
        'a list of text or None'
        """
        return in_words(expression(self.annotation)) if self.annotation else "anything"


class ParameterError(ValueError):
    """Parameters that a notebook does not take, all of them in one message.

    Parameters
    ----------
    notebook : str
        Name of the notebook that was not run.
    problems : list of str
        One sentence for each parameter.
    """

    def __init__(self, notebook: str, problems: list[str]) -> None:
        self.problems = problems
        lines = "".join(f"\n  {problem}" for problem in problems)
        super().__init__(f"{notebook} was not run. Please correct its parameters:{lines}")

    def _render_traceback_(self) -> list[str]:
        """What a notebook shows where its cell stops: the sentences, not our code."""
        return str(self).splitlines()


def declared_parameters(notebook: Path) -> dict[str, Parameter]:
    """Parameters of a notebook, in order, from its first cell tagged ``parameters``.

    Raises
    ------
    ParameterError
        If the cell itself is at fault: a type we cannot check, or a default computed from
        another parameter (it would keep its old value when that parameter changes).
    """
    return declared_in(_parameters_source(notebook), notebook.name)


def declared_in(source: str, notebook: str) -> dict[str, Parameter]:
    """Parameters that the text of a parameters cell declares, in order.

    Parameters
    ----------
    source : str
        Text of the cell.
    notebook : str
        Name of the notebook, for the sentences.

    Raises
    ------
    ParameterError
        See :func:`declared_parameters`.
    """
    try:
        statements = ast.parse(source).body
    except SyntaxError as error:
        at_fault = f"line {error.lineno} of the parameters cell is not plain Python."
        raise ParameterError(notebook, [at_fault]) from error
    comments = _comments_by_line(source)
    declared: dict[str, Parameter] = {}
    problems: list[str] = []
    for statement in statements:
        parameter, value = _parameter(statement, comments)
        if parameter is None:
            continue
        declared[parameter.name] = parameter
        if parameter.annotation and not is_known(expression(parameter.annotation)):
            problems.append(
                f'{parameter.name}: the notebook declares the type "{parameter.annotation}"; use '
                "str, int, float, bool, list[...], dict[str, ...] or one of these | None."
            )
        taken = {node.id for node in ast.walk(value) if isinstance(node, ast.Name)} if value else ()
        problems.extend(
            f'{parameter.name}: the notebook computes it from "{other}" in the parameters cell, '
            "so it would not follow; compute it in the next cell."
            for other in sorted(set(taken) & declared.keys() - {parameter.name})
        )
    if problems:
        raise ParameterError(notebook, problems)
    return declared


def check_parameters(notebook: Path, given: Mapping[str, object]) -> dict[str, Json]:
    """Parameters that are safe to hand to the notebook.

    Parameters
    ----------
    notebook : Path
        The notebook that will take them.
    given : mapping
        Text, numbers, True, False, None, and lists and dictionaries of these. Dates, paths,
        tuples and the like are refused: papermill would turn them into text, or break them.

    Returns
    -------
    dict
        The same parameters, as plain JSON values.

    Raises
    ------
    ParameterError
        If any is unknown, of the wrong type or not JSON, or a required one is missing.
    """
    return checked_against(declared_parameters(notebook), given, notebook.name)


def checked_against(
    declared: Mapping[str, Parameter], given: Mapping[str, object], notebook: str
) -> dict[str, Json]:
    """Parameters that fit what is declared, see :func:`check_parameters`."""
    checked: dict[str, Json] = {}
    problems: list[str] = []
    for name, value in given.items():
        parameter = declared.get(name)
        if parameter is None:
            problems.append(_unknown(name, list(declared)))
            continue
        try:
            checked[name] = _plain_json(value)
        except ValueError as error:
            problems.append(f"{name}: {error}.")
            continue
        if not parameter.accepts(checked[name]):
            shown = json.dumps(checked[name])
            problems.append(
                f"{name}: {shown} does not fit; give {parameter.wants()} ({parameter.annotation})."
            )
    problems.extend(
        f"{name}: must be given; it is {parameter.wants()}."
        for name, parameter in declared.items()
        if parameter.default is None and name not in given
    )
    if problems:
        raise ParameterError(notebook, problems)
    return checked


def _parameters_source(notebook: Path) -> str:
    for cell in nbformat.read(notebook, as_version=4).cells:
        if cell.cell_type == "code" and "parameters" in cell.metadata.get("tags", []):
            return str(cell.source)
    return ""


def _comments_by_line(source: str) -> dict[int, str]:
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    return {
        token.start[0]: token.string.lstrip("# ").rstrip()
        for token in tokens
        if token.type == tokenize.COMMENT
    }


def _parameter(
    statement: ast.stmt, comments: dict[int, str]
) -> tuple[Parameter | None, ast.expr | None]:
    """Parameter that one statement declares, with its default, if it declares one."""
    annotation = ""
    match statement:
        case ast.AnnAssign(target=ast.Name(id=name), value=value):
            declared = statement.annotation
            quoted = isinstance(declared, ast.Constant) and isinstance(declared.value, str)
            annotation = str(ast.literal_eval(declared)) if quoted else ast.unparse(declared)
        case ast.Assign(targets=[ast.Name(id=name)], value=value):
            # Without an annotation the default tells the type, unless it tells nothing.
            plain = isinstance(value, ast.Constant) and type(value.value).__name__ in WORDS
            annotation = type(ast.literal_eval(value)).__name__ if plain else ""
        case _:
            return None, None
    default = None if value is None else ast.unparse(value)
    comment = comments.get(statement.end_lineno or statement.lineno, "")
    return Parameter(name, annotation, default, comment), value


def _unknown(name: str, known: list[str]) -> str:
    if not name.isidentifier() or keyword.iskeyword(name):
        return f"{json.dumps(name)}: is not a name that a parameter can have."
    by_lower_case = {other.lower(): other for other in known}
    near = difflib.get_close_matches(name.lower(), by_lower_case, n=1)
    if near:
        return f"{name}: there is no such parameter. Did you mean {by_lower_case[near[0]]}?"
    takes = f"It takes {', '.join(known)}." if known else "The notebook takes none."
    return f"{name}: there is no such parameter. {takes}"


def _plain_json(value: object) -> Json:
    """Value as plain JSON types, refusing all that papermill would turn into text."""
    match value:
        case None | bool():
            return value
        case str() if is_readable_name(value):
            return str(value)
        case str():
            msg = "it holds letters that are not UTF-8, which no file can keep"
        case int():
            return int(value)
        case float() if math.isfinite(value):
            return float(value)
        case float():
            msg = f"{value} is not a number that can be handed over"
        case list():
            return [_plain_json(part) for part in value]
        case dict() if all(isinstance(key, str) for key in value):
            return {str(key): _plain_json(part) for key, part in value.items()}
        case dict():
            msg = "a dictionary needs text as its keys"
        case _:
            msg = f"{value!a} is a {type(value).__name__}; give text, a number or a list"
    raise ValueError(msg)
