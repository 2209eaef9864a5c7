"""Programs that work for us, none of which is ever left behind."""
