"""What a person reads of a pull request: comments, tables, verdicts, escaped where they go."""
