"""What ``planner detail`` shows, by topic; the same sections close the board page."""
