"""A like, a share or a comment on somebody else's text -> advice on doing that."""

from assistant.sharing.models import About, Sharing, Stance
from assistant.sharing.stance import is_bare_assent, stance_of
from assistant.sharing.weigh import as_endorsed, weigh

__all__ = ["About", "Sharing", "Stance", "as_endorsed", "is_bare_assent", "stance_of", "weigh"]
