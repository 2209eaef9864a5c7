"""Sentences about sources of money: what they need, and what is probably a mistake.

Part of ``sentences.SENTENCES``: codes W70 to W79.
"""

#: Code -> sentence of what only warns, in the order of the codes.
FUNDING_WARNINGS: dict[str, str] = {
    "W70": (
        "students fall from {first} to {last}, and this allocation grows. Type yes if it follows "
        "the number of students; type no if the board sets it without regard to them."
    ),
    "W71": (
        "this changes nothing here. It is for aid per student, and for a yearly amount that "
        "follows students. Leave the cell blank, or type yes in follows_students."
    ),
    "W72": (
        "this source does not hold money of earlier years, so {value} is not counted. Type carry "
        "or keep under unspent, or add it to reserve_opening_balance in table district."
    ),
    "W74": (
        "unspent general fund money lapses to the district's fund balance unless the board commits "
        "it (GASB 54). Type the resolution and its date, or type lapse in unspent."
    ),
    "W75": (
        "the plan does not say that voters have passed this levy, so it is left out. Type passed, "
        "not_yet_left_out, or not_yet_counted if the plan counts on the vote."
    ),
}
