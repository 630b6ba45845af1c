"""The records of content, made from the schemas, and what follows from one record alone."""
