"""Figures: from measures to the value of a scope in a period, and the ladder above it."""
