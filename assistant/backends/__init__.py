"""The libraries for models, vectors and language: one a file, behind small protocols."""
