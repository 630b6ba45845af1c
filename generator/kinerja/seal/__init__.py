"""Sealed periods: figures written down for good, and what content makes of them later."""
