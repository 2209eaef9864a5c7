"""The general fund's yearly allocation to technology: local, flexible, and the last source to pay.

The formula is the one for all yearly money.
"""

from planner.revenue.yearly_money import yearly_money

#: Technology allocation of a year [USD].
allocation = yearly_money
