"""The rulebook's twin in JavaScript: the same rules, for a page that computes without Python.

``python -m planner.twin`` translates ``planner/rulebook`` by Python's own syntax tree into
``rulebook.js``, which needs ``runtime.js`` before it and nothing else: no build, no eval, no
network. The same numbers come out to the last bit, which a test holds in a real browser.

Only a part of Python is translated; anything else stops with its file and line:

- modules that import from each other (and types), constants, functions with named arguments and
  constant defaults, functions within functions, dataclasses of fields alone
- ``if``, ``for``, ``continue``, ``break``, ``return``, ``raise``, ``del`` of an entry, assignments
  to names, several names, entries and fields, and those that change in place
- numbers, texts, f-strings of texts and whole numbers, lists, tuples, dictionaries with any of
  them as keys, slices, comprehensions, conditions, chained comparisons, + - * / // %
- ``min max len range enumerate zip sorted any all next int float bool str list tuple dict``
  and the usual methods of dictionaries, lists and texts

Three things are not seen by the translator, so rules must not do them: order texts or tuples by
``<`` (``sorted`` may), take a whole number's decimals for a text, and calculate with None.
"""
