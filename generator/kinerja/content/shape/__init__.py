"""What may stand where: the layout of a folder, the schemas, and what follows from both."""
