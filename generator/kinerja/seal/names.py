"""The names of the files that a sealed state consists of."""

ACHIEVEMENTS, ACTIONS = "achievements.csv", "actions.csv"
RECORD, README, MANIFEST = "record.json", "README.md", "manifest.sha256"
SEALED = (README, ACHIEVEMENTS, ACTIONS, RECORD)
"""The files that the manifest names, in its order; with the manifest they are the whole state."""
