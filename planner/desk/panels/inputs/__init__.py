"""The Inputs tab: every table of the plan, edited in place."""
