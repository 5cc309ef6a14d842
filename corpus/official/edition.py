"""Which edition a file says that it is."""

import re
from collections.abc import Iterator
from datetime import date

from corpus.models import Source

_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
_DATE = rf"(\d{{1,2}})\s+({'|'.join(_MONTHS)})\s+(\d{{4}})"
# 'came into effect on', 'in force from', 'effective from'; a date that only says when something was published is no edition
_IN_FORCE = re.compile(
    rf"(?:(?:in|into)\s+(?:effect|force)|effective)(?:\s+(?:on|from|since|as\s+of))?\s*:?\s*{_DATE}", re.IGNORECASE
)
_GONE = re.compile(
    r"this (?:guidance|document|page|version|edition)[^.\n]{0,60}?\b(?:was|is|has been)\s+(?:now\s+)?(?:superseded|withdrawn|replaced|archived)"
    r"|no longer in (?:force|effect)",
    re.IGNORECASE,
)
# a notice that a document is withdrawn stands at its head
HEAD = 4_000


def in_force_dates(words: str) -> set[date]:
    """Every date from which the text says that something is in force.

    >>> in_force_dates("This guidance came into effect on 22 April 2013.")
    {datetime.date(2013, 4, 22)}
    """
    return set(_dates(words))


def wrong_edition(source: Source, words: str, title: str) -> list[str]:
    """Reasons to think that the file is another edition of the document, or another document."""
    wrong = []
    stated = in_force_dates(words)
    if source.effective and stated and source.effective not in {d.isoformat() for d in stated}:
        said = ", ".join(d.isoformat() for d in sorted(stated))
        wrong.append(
            f"it says that it is in force from {said}, and our digests are of the edition of {source.effective}; "
            "import it with --edition DATE to keep it as another edition"
        )
    old = (source.supersedes or "").partition("(")[0].strip()
    if old and old.casefold() != source.title.casefold() and title.casefold().startswith(old.casefold()):
        wrong.append(f"its title is {title!r}, which this document replaced")
    if _GONE.search(words[:HEAD]):
        wrong.append("it says that it has been withdrawn or replaced")
    return wrong


def _dates(words: str) -> Iterator[date]:
    # white space made single, or a long run of it would be tried in every way
    for day, month, year in _IN_FORCE.findall(" ".join(words.split())):
        try:
            yield date(int(year), _MONTHS.index(month.lower()) + 1, int(day))
        except ValueError:
            continue  # 31 April
