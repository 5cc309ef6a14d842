"""Builds the judging encoder: `python -m assistant.training` (needs the 'training' extra)."""
