"""Money for capital: bonds, sinking funds and capital levies that may buy technology.

It buys things that last and may not pay what recurs: subscriptions, maintenance and salaries are
left to other money, by the rules of each state. The year's draw on the proceeds is there from
the month it starts: the formula is that of all money that comes by the year. Left out here:
issuing costs, the debt service that repays a bond, and the interest earned on proceeds not yet
spent.
"""

from planner.revenue.yearly_money import yearly_money

#: Capital money for technology in a year [USD].
capital_money = yearly_money
