"""A Report as people and tools read it: one format a file."""
