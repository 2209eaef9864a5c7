"""Sentences about tables that say what else may come: ranges and options.

Part of ``problem_sentences.SENTENCES``: ranges have P100 to P109 and W50 to W54, options P110 to
P119 and W55 to W59, goals P120 to P129.
"""

from __future__ import annotations

#: Code -> sentence of what stops the plan, in the order of the codes.
CASE_PROBLEMS: dict[str, str] = {
    "P100": "{value} do not rise from low to high. Put them in order.",
    "P101": "a lognormal range stays above 0, and {value} does not. Raise it or use another shape.",
    "P102": "{value} says nothing for the shape {shape}. Leave the cell blank.",
    "P103": (
        "{value} in table {table} {why}, so there is nothing in between to draw. Use {instead}."
    ),
    "P104": 'there is no range "{value}" to move with.{nearest}',
    "P105": "the ranges move with each other in a circle: {value}. Leave one of the cells blank.",
    "P106": (
        'it is drawn once, and "{value}" anew each year, so that they cannot move together. Type '
        "the same in every_year of both."
    ),
    "P107": "row {first} draws the same cell. Make one range of the two.",
    "P108": (
        'the chance of approval of "{value}" in table funding is drawn already. Leave one of the '
        "two out."
    ),
    "P109": (
        "what is set, and not added or multiplied, is drawn once for all years. Type no in "
        "every_year."
    ),
    "P110": (
        'there is no scenario "{value}" for it to make.{nearest} Add its changes to scenarios.csv.'
    ),
    "P111": 'there is no option "{value}".{nearest} Name options of this table.',
    "P112": 'the option names itself. Take "{value}" out of the cell.',
    "P113": (
        "the option can never be taken: it needs {value}, and {one} excludes {other}. Mend needs "
        "or excludes."
    ),
    "P114": "options need each other in a circle: {value}. Take one of them out of needs.",
    "P115": "{value} is not a year of the plan. Type a year from {first} to {last}.",
    "P116": (
        'scenario "{value}" makes a change in {begins}, before the earliest year. Type {begins} or '
        "move the change."
    ),
    "P117": (
        'scenario "{value}" changes {column}, which holds in every year of the plan. Leave the '
        "earliest year blank."
    ),
    "P118": (
        'taken together with "{value}", the tables refuse it: {problem} Name it in excludes, or '
        "mend one of the two scenarios."
    ),
    "P119": "the table has {value} options in the plan. The most that can be searched is {most}.",
    "P120": (
        '"{value}" is no lever.{nearest} Type table/row/column, for example funding/Levy/amount, '
        "or one of: {expected}."
    ),
    "P121": "the plan has nothing that {value} could mean. Type table/row/column.",
    "P122": '"{value}" may mean several. Type one of: {expected}.',
    "P123": "{value} holds no number that the plan computes with. Change it by a scenario.",
    "P124": '"{value}" is no goal.{nearest} Goals are: {expected}.',
    "P125": '"{value}" is not a chance. Type for example 90%; with a chance, type draws too.',
    "P126": "the tables refuse {value}, which meets the goal: {problem} Seek another lever.",
}

#: Code -> sentence of what only warns, in the order of the codes.
CASE_WARNINGS: dict[str, str] = {
    "W55": (
        'scenario "{value}" is something that may happen, not a choice of the district. Type yes '
        "in its column choice."
    ),
    "W56": 'option "{first}" makes the same scenario. Taken together, the change is made twice.',
    "W57": 'it needs "{value}", which is not in the plan, so that it is never taken.',
}
