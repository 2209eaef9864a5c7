"""What the district told us: read the tables, check them, say what is wrong.

``tables`` holds the typed row models, the one data dictionary; ``cells`` reads a cell; ``reading``
reads rows and files; ``rules`` checks rows against each other; ``problems`` is the only place that
words an input error.
"""
