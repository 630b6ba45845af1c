"""What was known at a period's end, and every formula measured over it in one scan."""
