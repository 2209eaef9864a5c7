"""Opening the desk: JupyterLab or Voila on a plan, its notebooks, and this machine's plans."""
