"""The desk: controls in JupyterLab that change the plan, and charts that update."""

from planner.desk.explorer import explore

__all__ = ["explore"]
