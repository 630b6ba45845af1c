"""Who decides on what: reviews and minutes heard, the gate, and the records of a merge."""
