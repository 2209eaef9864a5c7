"""Many board pages: every plan of a folder under every scenario."""
