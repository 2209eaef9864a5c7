"""How every chart is drawn, in Altair: built with blanks, and kept for all plans.

A design is a function that takes what is a plan's own, texts and lists, and gives a shape. What it
makes of these otherwise, such as their number, is not kept. Nothing that makes a page imports this
room: pages take the shapes that are kept (``kept_shapes.py``). After a change here::

    python -m planner.views.charts.designs
"""

import planner.startup  # noqa: F401  (before Altair: saves a second of import time)
