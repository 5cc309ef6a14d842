"""A paragraph -> everything here that was written from it, to be read again when its publisher changes it."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from assistant.playbook import Playbook
from corpus.load import read_jsonl
from corpus.models import Corpus


@dataclass(frozen=True, slots=True)
class Rests:
    """What rests on one paragraph."""

    digest: bool
    """We hold a digest of it."""
    playbook: tuple[str, ...]
    """Issues whose entry cites it; 'general' for the reasons that belong to none."""
    issues: tuple[str, ...]
    """Issues in whose list of paragraphs it stands."""
    precedents: tuple[str, ...]
    cases: tuple[str, ...]
    """Ids of the eval cases that name it as a right paragraph."""


def rests_on(paragraph_id: str, corpus: Corpus, playbook: Playbook, cases: Iterable[Path] = ()) -> Rests:
    """What rests on a paragraph; `cases` are files of eval cases (JSON Lines). Raises BadRecord for a file that is none."""
    entries = {issue.value: entry.reasons for issue, entry in playbook.entries.items()} | {"general": playbook.general}
    return Rests(
        digest=paragraph_id in corpus.paragraphs and bool(corpus.paragraphs[paragraph_id].digest),
        playbook=tuple(name for name, reasons in entries.items() if any(c.paragraph == paragraph_id for r in reasons for c in r.cite)),
        issues=tuple(issue.value for issue, ids in corpus.issue_map.items() if paragraph_id in ids),
        precedents=tuple(p.id for p in corpus.precedents if paragraph_id in (*p.cite, *p.key)),
        cases=tuple(
            str(row.get("id")) for path in cases for _, row in read_jsonl(path) if paragraph_id in (*row.get("cite", ()), *row.get("key", ()))
        ),
    )
