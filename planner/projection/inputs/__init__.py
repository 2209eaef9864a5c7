"""A plan and its changes as arrays: drivers, columns of tables, people, enrollment."""
