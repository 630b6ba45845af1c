"""Approvals as data: who may decide what, what was decided, and the state that follows."""
