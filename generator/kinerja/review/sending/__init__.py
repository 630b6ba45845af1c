"""Content on its way to a forge: branches, pull requests, and the comment beside them."""
