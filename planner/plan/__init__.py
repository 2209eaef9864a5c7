"""What the district told us: read the tables, check them, say what is wrong.

``rows`` holds the typed row models, the one data dictionary; ``cells`` reads a cell; ``read``
reads a folder; ``checks`` judges rows against each other; ``problems`` is the only place that
words an input error.
"""
