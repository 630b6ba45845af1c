"""A folder on the disk → documents, tables of package rows, records; only changes are read."""
