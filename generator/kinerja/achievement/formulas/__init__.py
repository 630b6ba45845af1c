"""Formulas: from the SQL of content to a closed set of expressions, written anew."""
