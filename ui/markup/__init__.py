"""Advice and guidance -> HTML for the page; every word from outside is escaped on the way."""
