"""What each source provides and who pays what: income, the paying order, the waterfall."""
