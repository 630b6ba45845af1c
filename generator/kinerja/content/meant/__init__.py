"""What was meant by text that is refused, and by keys, codes and names that fit nothing."""
