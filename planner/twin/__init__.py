"""The page that computes, in JavaScript: functions of Python, translated by Python's own syntax.

``python -m planner.twin`` translates the functions that ``roots.py`` names, with everything that
they reach in whatever module of the planner, into ``board.js``, which needs ``runtime.js`` before
it and nothing else: no build, no eval, no network. The script gives one constant, ``planner``,
with these functions: ``planner.solve(...)``. The same values come out to the last bit and letter,
which a test holds in a real browser. ``python -m planner.twin --check NAME...`` says whether other
functions can be translated: nothing, or every refusal with file, line and a sentence.

Modules are read from their files, and of each only what is reached is looked at; the rest may be
anything. Names of types in annotations, and what is under ``if TYPE_CHECKING``, are not
followed. What is translated:

- functions with parameters of every kind but ``**``: by place, by name only after ``*``, with a
  star (``*blocks``, called with single values, with ``*some`` or both; such a function is not
  handed over, and JavaScript calls it with a list); defaults are constants, names of them, tuples
- functions within functions, lambdas, functions that are handed over or kept in a dictionary
  (and called by place); ``@cached_while_used`` of planner/plan/cached.py
- dataclasses of fields alone; methods such as ``__repr__`` and ``_repr_html_`` are left out; one
  is equal to another of the same fields
- constants of whatever is translated; imports, also of whole modules and under another name
- ``if``, ``for``, ``continue``, ``break``, ``return``, ``raise``, ``del`` of an entry, assignments
  to names, several names (the last may take the rest), entries and fields, and those that change
  in place
- numbers, texts, f-strings of texts and whole numbers, lists, tuples, dictionaries with texts,
  numbers or tuples as keys, slices without a step, comprehensions, conditions, chained
  comparisons, ``in``, + - * / // %; ``[0] * n`` and ``"-" * n`` where the list or the text is
  written out
- ``abs all any bool dict dict.fromkeys enumerate float getattr int len list max min next ord range
  reversed sorted str tuple``, with ``key=``, ``default=``, ``reverse=True`` and ``start=``;
  ``zip(strict=True)``; ``isinstance`` with ``str``, ``bool`` and ``dict``;
  ``dataclasses.replace``, ``html.escape``, ``math.ceil copysign floor inf isnan nan``
- of dictionaries ``clear get items keys pop setdefault update values``; of lists ``append clear
  count extend index pop remove``; of texts ``count endswith index join ljust lower lstrip
  partition removeprefix removesuffix replace rjust rpartition rstrip split startswith strip
  translate upper``; texts are counted and cut by characters, as in Python

What to write instead of what is refused: ``total`` of planner/rulebook/sums.py or a loop for
``sum``; lists for generators; dictionaries for sets; ``sorted`` for ``sort``; a function of
planner/views/format for a format such as ``{x:,}``; loops for itertools.

Some things are not seen by the translator, so that functions must not do them: order texts or
tuples by ``<`` (``sorted``, ``min`` and ``max`` of a list may); write a float that is whole, or
any decimals, as a text; calculate with None; add lists that are not written out with ``+``; keep a
lambda that was made in a loop and reads what the loop gives; tell a list from a tuple, or a record
from one of another class with the same fields; divide -0.0 by ``//``. ``lower`` and ``upper`` know
the letters of the browser's Unicode, which may be newer than Python's.
"""
