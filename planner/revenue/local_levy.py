"""A local technology levy: collected between two dates, then renewed or gone.

A renewal is a separate row, so the plan can be read with it and without it. A year in
which the levy starts or ends gets the months it covers: the formula is the one for all yearly
money. Left out here: collection rates.
"""

from planner.revenue.yearly_money import yearly_money

#: Proceeds of a year [USD].
levy_proceeds = yearly_money
