"""Figures walked back: their calculation, packages, files, forecast, and an auditor's sample."""
