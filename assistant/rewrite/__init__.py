"""A draft and what was found in it -> words the doctor can use, edit by edit."""

from assistant.rewrite.apply import apply
from assistant.rewrite.models import Edit, EditKind, Judged, Rewrite
from assistant.rewrite.search import rewritten

__all__ = ["Edit", "EditKind", "Judged", "Rewrite", "apply", "rewritten"]
