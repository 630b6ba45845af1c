"""From checked content to the table of achievements; dividing, weighing, tracing."""
