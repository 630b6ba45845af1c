"""Pull requests as approvals: what a forge says of them, and what follows for content."""
