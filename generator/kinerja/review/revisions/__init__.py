"""Commits and pull requests as data: the objects of a revision, and what differs between two."""
