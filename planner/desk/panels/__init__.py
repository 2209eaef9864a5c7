"""The tabs of the desk, each a panel of its own."""
