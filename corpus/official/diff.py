"""Two imports of a document -> what changed, paragraph by paragraph and word by word."""

import difflib
import re
from dataclasses import dataclass
from enum import StrEnum

from corpus.official.records import Imported


class Kind(StrEnum):
    """What happened to a stretch of words."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that were kept, removed or added."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Changed:
    """One paragraph whose words are not what they were."""

    id: str
    number: str
    before: str | None
    """None where it is new."""
    after: str | None
    """None where it is gone."""

    @property
    def words(self) -> tuple[Stretch, ...]:
        """The two texts as stretches of words, in order."""
        return word_diff(self.before or "", self.after or "")


def diff(before: Imported, after: Imported) -> list[Changed]:
    """Every paragraph whose words differ, in order of the later import, those that are gone last."""
    old, new = before.by_number, after.by_number
    changed = [
        Changed(w.id, number, old[number].text if number in old else None, w.text)
        for number, w in new.items()
        if number not in old or old[number].sha256 != w.sha256
    ]
    return changed + [Changed(w.id, number, w.text, None) for number, w in old.items() if number not in new]


def changed_ids(before: Imported, after: Imported) -> tuple[str, ...]:
    """Ids of the paragraphs whose words differ."""
    return tuple(changed.id for changed in diff(before, after))


def word_diff(before: str, after: str) -> tuple[Stretch, ...]:
    """What was kept, removed and added, word by word; joined without the removed it is `after`, without the added `before`."""
    old, new = re.findall(r"\S+\s*", before), re.findall(r"\S+\s*", after)
    made: list[Stretch] = []
    for what, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            made.append(Stretch(Kind.KEPT, "".join(new[c:d])))
        else:
            made += [Stretch(Kind.REMOVED, "".join(old[a:b]))] if b > a else []
            made += [Stretch(Kind.ADDED, "".join(new[c:d]))] if d > c else []
    return tuple(made)
