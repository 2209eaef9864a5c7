"""The register of runs: what became of every deck, and which page shows a district."""
