"""Sentences about tables that say what else may happen: ranges and options.

Part of ``sentences.SENTENCES``: ranges have P100 to P109, P190 and W50 to W54, options P110 to
P119, P133, P134 and W55 to W59, goals P120 to P126.
"""

from __future__ import annotations

#: Code -> sentence of what stops the plan, in the order of the codes.
CASE_PROBLEMS: dict[str, str] = {
    "P100": "{value} do not rise from low to high. Put them in order.",
    "P101": "a lognormal range stays above 0, and {value} does not. Raise it or use another shape.",
    "P102": "{value} is not used by the shape {shape}. Leave the cell blank.",
    "P103": (
        "{value} in table {table} {why}, so there is nothing in between to draw. Use {instead}."
    ),
    "P104": 'there is no range "{value}" to move with.{nearest}',
    "P105": "the ranges move with each other in a circle: {value}. Leave one of the cells blank.",
    "P106": (
        'it is drawn once, and "{value}" again each year, so they cannot move together. Type the '
        "same in every_year of both."
    ),
    "P107": "row {first} draws the same cell. Combine the two into one range.",
    "P108": (
        'whether "{value}" is approved is drawn already, by renewal_probability in {file}, row '
        "{first}. Drawn twice, its chance is lower than either. Remove one of the two."
    ),
    "P109": (
        "a value that is set, not added or multiplied, is drawn once for all years. Type no in "
        "every_year."
    ),
    "P110": 'there is no scenario "{value}".{nearest} Add its changes to scenarios.csv.',
    "P111": 'there is no option "{value}".{nearest} Name options in this table.',
    "P112": 'the option names itself. Remove "{value}" from the cell.',
    "P113": (
        "the option can never be taken: it needs {value}, and {one} excludes {other}. Correct "
        "needs or excludes."
    ),
    "P114": "options need each other in a circle: {value}. Remove one of them from needs.",
    "P115": "{value} is not a year of the plan. Type a year from {first} to {last}.",
    "P116": (
        'scenario "{value}" makes a change in {begins}, before the earliest year. Type {begins} or '
        "move the change."
    ),
    "P117": (
        'scenario "{value}" changes {column}, which applies in every year of the plan. Leave the '
        "earliest year blank."
    ),
    "P118": (
        'together with "{value}", the tables do not allow it: {problem} Name it in excludes, or '
        "correct one of the two scenarios."
    ),
    "P119": "the plan has {value} options. The most that can be searched is {most}.",
    "P120": (
        '"{value}" is not a lever.{nearest} Type table/row/column, for example '
        "funding/Levy/amount, or one of: {expected}."
    ),
    "P121": "the plan has nothing that {value} could mean. Type table/row/column.",
    "P122": '"{value}" could mean several things. Type one of: {expected}.',
    "P123": "{value} is not a number that the plan calculates with. Change it with a scenario.",
    "P124": '"{value}" is not a goal.{nearest} Goals are: {expected}.',
    "P125": (
        '"{value}" cannot be used as a chance. Type a percentage such as 90%, and give draws too.'
    ),
    "P126": (
        "{value} would meet the goal, but the tables do not allow it: {problem} Try another lever."
    ),
    "P133": (
        '"{value}" is recommended too, and one excludes the other. Mark only one of the two as '
        "recommended."
    ),
    "P134": ('it needs "{value}", which is not recommended. Mark both as recommended, or neither.'),
    "P140": (
        "{value} is neither a number nor a date, so it is the same in every year. End the row and "
        "add one that starts later, or use a scenario."
    ),
    "P190": "it is drawn once for all years. Type yes in every_year, or leave this cell blank.",
}

#: Code -> sentence of what only warns, in the order of the codes.
CASE_WARNINGS: dict[str, str] = {
    "W55": (
        'scenario "{value}" is marked as something that may happen, not as a choice of the '
        "district. If it is a choice, type yes in its column choice."
    ),
    "W56": 'option "{first}" uses the same scenario. Taken together, the change is made twice.',
    "W57": 'it needs "{value}", which is not in the plan, so it is never taken.',
}
