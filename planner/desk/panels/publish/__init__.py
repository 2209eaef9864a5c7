"""The Publish tab: the board page at the press of a button."""
