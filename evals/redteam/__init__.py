"""Hostile inputs: hand-written families, and the seeded script that makes the shipped set of them."""
