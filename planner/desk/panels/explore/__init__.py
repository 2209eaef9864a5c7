"""The Explore tab: levers, what they do, and what it would take."""
