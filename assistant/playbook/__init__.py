"""What an adviser would say about each issue: one YAML a file, and the loader that checks them."""

from assistant.playbook.load import (
    Entry,
    Line,
    Playbook,
    PlaybookInstead,
    PlaybookReason,
    QuestionAnswers,
    Relied,
    load_playbook,
)

__all__ = ["Entry", "Line", "Playbook", "PlaybookInstead", "PlaybookReason", "QuestionAnswers", "Relied", "load_playbook"]
