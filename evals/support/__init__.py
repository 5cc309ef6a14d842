"""Sentences that a paragraph supports, and sentences that only look so: what the writer's support check is fitted on and held to."""
