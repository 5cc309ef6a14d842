"""The report of an import -> HTML."""

from html import escape

from corpus.official.importing import Import
from corpus.official.match import Proposal
from ui.markup.text import more, plain, short
from ui.wording import count, say, table


def report(made: Import) -> str:
    """What was installed, and how each paragraph compares with our digest."""
    names = table("importing.outcomes")
    rows = "".join(
        f"<li>{plain(line.id.partition('#')[2])}: {escape(names[line.outcome.value])}"
        + (f" ({line.similarity:.2f})" if line.similarity is not None else "")
        + (f"; {plain(line.note)}" if line.note else "")
        + "</li>"
        for line in made.matched.lines
    )
    done = plain(count("importing.done", len(made.imported.paragraphs)))
    return f'<p class="notice">{done}</p>{more(say("importing.report"), f"<ul>{rows}</ul>")}'


def proposal(given: Proposal, digest: str) -> str:
    """Where a point of unknown number may stand, in both wordings."""
    return f"<p>{plain(say('importing.proposal', ours=short(digest, 300), number=given.number, theirs=short(given.text, 500)))}</p>"
