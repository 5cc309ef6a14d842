"""Changes that should not matter: the same request in other words, letters or names."""
