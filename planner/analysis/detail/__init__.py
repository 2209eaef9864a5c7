"""A closer look at devices, contracts, money or security (``planner detail``)."""
