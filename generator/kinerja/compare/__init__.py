"""Two compiled states held against each other: what changed in the results, and by what."""
