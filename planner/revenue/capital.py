"""Money for capital: bonds, sinking funds and capital levies that may buy technology.

It buys things that last and may not pay recurring cost: subscriptions, maintenance and salaries
are left to other money, by the rules of each state. The year's draw on the proceeds is available
from the month it starts: the formula is the one for all yearly money. Left out here:
issuing costs, the debt service that repays a bond, and the interest earned on proceeds not yet
spent.
"""

from planner.revenue.yearly_money import yearly_money

#: Capital money for technology in a year [USD].
capital_money = yearly_money
