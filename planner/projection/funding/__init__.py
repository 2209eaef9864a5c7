"""What each source brings in and who pays what: income, the paying order, the waterfall."""
