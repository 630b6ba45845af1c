"""The history of the worked example: how its approvals came about."""
