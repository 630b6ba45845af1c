"""Files as people make them: drafted, explained, put into canonical form, handed in."""
