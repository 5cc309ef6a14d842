"""A draft rewritten, the rewrite reviewed anew, and what an annotator wanted gone and kept looked for in it."""

from dataclasses import dataclass

from assistant import Assistant, Draft, Light, review, rewrite
from assistant.models import Advice
from assistant.rewrite import EditKind, Rewrite
from evals.models import Expect, Reworded


@dataclass(frozen=True, slots=True)
class Rewording:
    """What a rewriting made, and how that fares."""

    made: Rewrite
    after: Light | None
    """What the assistant makes of the rewrite, asked anew; None where none is offered."""

    @property
    def text(self) -> str | None:
        """The rewrite; None where nothing was edited."""
        return self.made.text if self.made.edits else None

    @property
    def is_whole(self) -> bool:
        """The words are others altogether."""
        return any(edit.kind is EditKind.STAND_IN for edit in self.made.edits)


def rewording(assistant: Assistant, draft: Draft, advice: Advice) -> Rewording:
    """The draft rewritten, and the rewrite reviewed. `advice` is on the draft."""
    made = rewrite(assistant, draft, advice)
    offered = made.text if made.edits else None
    return Rewording(made, review(assistant, Draft(offered, draft.context)).light if offered else None)


def beside(given: Rewording, expect: Expect) -> Reworded:
    """Whether what must go went, and what should stay stayed; nothing is counted where no rewrite is offered."""
    if given.text is None:
        return Reworded(False)
    stands = [tuple(_stands(words, given.text) for words in wanted) for wanted in (expect.gone, expect.kept)]
    return Reworded(True, given.after is Light.GREEN, tuple(not stays for stays in stands[0]), stands[1])


def _stands(words: str, text: str) -> bool:
    """The words stand in the text, capitals aside: a sentence may begin with them now."""
    return words.casefold() in text.casefold()
