"""``python -m planner.views.charts.designs`` keeps the shapes of all charts as designed now."""

from __future__ import annotations

from planner.atomic_files import write_whole
from planner.views.charts import kept_shapes
from planner.views.charts.designs.roster import all_shapes, shapes_as_text

if __name__ == "__main__":
    write_whole(kept_shapes.KEPT, shapes_as_text(all_shapes()))
