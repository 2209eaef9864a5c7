"""The desk: controls in JupyterLab that move the plan, and charts that follow."""

from planner.desk.explorer import explore

__all__ = ["explore"]
