"""What can go wrong between a request and its Advice.

AssistantError
├── UnusableInput      the text handed in is no text to be judged
├── WeightsUnusable    model weights are missing, altered or unreadable
├── IndexUnusable      the index cannot be built, opened or trusted
├── PlaybookError      a playbook entry is missing or does not hold what it must
├── WriterFailed       the language model cannot be reached, or gives nothing that can be used
└── FeedbackUnusable   feedback cannot be kept or read
"""

from pathlib import Path


class AssistantError(Exception):
    """Something a user or maintainer can mend; the message says how."""


class UnusableInput(AssistantError):
    """A question or draft that cannot be judged: empty, too long, or not text."""


class WeightsUnusable(AssistantError):
    """Model weights are missing or are not the ones expected."""

    def __init__(self, name: str, problem: str, mend: str) -> None:
        super().__init__(f"Model weights {name!r}: {problem}. {mend}")


class IndexUnusable(AssistantError):
    """The index cannot be used as it is."""

    def __init__(self, folder: Path, problem: str) -> None:
        super().__init__(f"Index in {folder}: {problem}. Run 'canipost index --rebuild'.")


class WriterFailed(AssistantError):
    """The language model wrote nothing that can be used; the embedded answer stands."""

    def __init__(self, name: str, problem: str, mend: str) -> None:
        super().__init__(f"Writer {name!r}: {problem}. {mend}")
        self.problem = problem


class NoWriter(WriterFailed):
    """A model was asked for, and none is set."""

    def __init__(self) -> None:
        super().__init__("none", "no model is set", "Set CANIPOST_WRITER, e.g. to ollama:qwen3:8b")


class PlaybookError(AssistantError):
    """A playbook file breaks a rule of the playbook."""

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(f"{path}: {problem}. See docs/adding.md, 'An issue and its playbook entry'.")


class FeedbackUnusable(AssistantError):
    """Feedback cannot be kept or read."""

    def __init__(self, place: str, problem: str) -> None:
        super().__init__(f"Feedback in {place}: {problem}. Check that the folder of CANIPOST_HOME can be written to; nothing was saved.")
