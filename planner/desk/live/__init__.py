"""What stands between the desk and the browser: one sheet, patched where something changed."""
