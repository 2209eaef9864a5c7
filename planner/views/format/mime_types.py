"""How a notebook names what its cells show as well as text and HTML, for what reads it again.

Apart from those who make charts and panels, so that who only looks for them imports neither.
"""

from __future__ import annotations

from typing import Final

#: A chart's specification, which JupyterLab and the page draw.
CHART: Final = "application/vnd.vegalite.v6+json"
#: What the page calculates with when a reader tries out changes.
WHAT_IF: Final = "application/vnd.planner.what-if+json"
#: A control of JupyterLab, and the state of all controls.
CONTROL: Final = "application/vnd.jupyter.widget-view+json"
CONTROLS: Final = "application/vnd.jupyter.widget-state+json"
