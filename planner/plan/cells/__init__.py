"""How one cell is read, typed by a person or a spreadsheet: text, numbers, dates, blanks."""
