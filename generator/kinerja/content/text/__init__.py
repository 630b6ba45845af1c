"""Text and data: the strict reader of YAML, marks, comments, and the one writer; no schema."""
