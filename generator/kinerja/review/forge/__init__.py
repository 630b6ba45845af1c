"""Forges: the one narrow door that everything else knows, and an adapter for each beside it."""
