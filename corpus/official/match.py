"""What was read, beside our digests: is it this document, this edition, and is each number where it should be?

The bounds were set on two whole articles and their 84 digests with all-MiniLM-L6-v2: a paragraph and its own digest
have a mean cosine of 0.67, a paragraph and its neighbour's digest 0.31, and in no article was the mean of a wrong
document above 0.45.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from corpus.models import Confidence, Paragraph, Source
from corpus.official.derived import Unit
from corpus.official.edition import wrong_edition
from corpus.official.numbered import Numbered, Reading
from corpus.official.records import Outcome, Wording, sha256
from corpus.official.similar import Similarity, Table

LEAST_MEAN = 0.50
LEAST_SHARE = 0.60
ALIKE = 0.50
WEAKLY_ALIKE = 0.30
# a neighbour fits better when it is this much nearer
BETTER = 0.15
NEIGHBOURS = 3
# share of compared paragraphs that may sit elsewhere before the file is refused, and the least number of them
MOST_ELSEWHERE, LEAST_ELSEWHERE = 0.10, 2
# a document of fewer digests is no rival
FEWEST = 4
PLACED = 0.50
AHEAD = 0.05


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the report."""

    id: str
    outcome: Outcome
    similarity: float | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Where a point of unknown number may stand."""

    id: str
    number: str
    similarity: float
    is_clear: bool
    """It is alike, and clearly more so than any other paragraph."""
    text: str


@dataclass(frozen=True, slots=True)
class Matched:
    """The whole comparison. Where `refused` holds a reason, nothing may be stored."""

    lines: tuple[Line, ...]
    refused: tuple[str, ...]
    paragraphs: tuple[Wording, ...] = ()
    reprinted: tuple[Wording, ...] = ()
    proposals: tuple[Proposal, ...] = ()


def another_document(texts: Sequence[str], source: Source, held: Mapping[str, Paragraph], similarity: Similarity) -> list[str]:
    """A reason to refuse where the file fits the digests of another document better than those of `source`.

    A document scores the mean, over its digests, of the likeness of the text that is nearest to each.
    """
    digests = [p for p in held.values() if p.digest]
    if not texts or not digests:
        return []
    nearest = similarity([p.digest for p in digests], texts).max(axis=1)
    by_source: dict[str, list[float]] = {}
    for p, likeness in zip(digests, nearest, strict=True):
        by_source.setdefault(p.source_id, []).append(float(likeness))
    scores = {id_: float(np.mean(found)) for id_, found in by_source.items() if len(found) >= FEWEST or id_ == source.id}
    best = max(scores, key=scores.__getitem__)
    if best == source.id or scores[best] < scores.get(source.id, 0.0) + AHEAD:
        return []
    return [f"it reads like {best} (likeness {scores[best]:.2f}) more than like {source.id} ({scores.get(source.id, 0.0):.2f})"]


def match_numbered(reading: Reading, source: Source, held: Mapping[str, Paragraph], words: str, title: str, similarity: Similarity) -> Matched:
    """Printed numbers compared with the digests of `source` among `held` (Paragraph.id -> Paragraph)."""
    refused = [*_structure(reading), *wrong_edition(source, words, title)]
    ours = [p for p in held.values() if p.source_id == source.id]
    printed = {n.number: n for n in reading.paragraphs}
    numbered = [p for p in ours if p.number in printed]
    lines = [_missing(p) for p in ours if p.number not in printed and is_printed(p.number)]
    if not reading.paragraphs:
        return Matched(tuple(lines), tuple(refused))
    table = _table(numbered, reading.paragraphs, similarity)
    refused += _short(reading, ours)
    order = {n.number: at for at, n in enumerate(reading.paragraphs)}
    compared = [_compare(p, table[row], order[p.number], reading.paragraphs) for row, p in enumerate(numbered)]
    refused += _as_a_whole(compared, numbered, table, reading.paragraphs)
    refused += another_document([n.text for n in reading.paragraphs], source, held, similarity)
    lines += compared
    by_id = {line.id: line for line in compared}
    wordings = [_wording(f"{source.id}#{n.number}", n.number, n.section, n.text, by_id.get(f"{source.id}#{n.number}")) for n in reading.paragraphs]
    lines += [Line(w.id, Outcome.NEW, None) for w in wordings if w.outcome is Outcome.NEW and w.number.isdigit()]
    reprinted = _reprinted(reading.reprinted, held, similarity)
    lines += [Line(w.id, w.outcome, w.similarity, f"reprinted in an annex of {source.id}") for w in reprinted]
    kept = tuple(w for w in wordings if w.outcome is not Outcome.ELSEWHERE)
    unplaced = [p for p in ours if not is_printed(p.number)]
    return Matched(
        tuple(lines), tuple(refused), kept, tuple(w for w in reprinted if w.outcome is not Outcome.ELSEWHERE),
        propose(unplaced, reading.paragraphs, similarity),
    )  # fmt: skip


def match_derived(
    units: Sequence[Unit], pairs: Mapping[str, Unit], source: Source, held: Mapping[str, Paragraph], words: str, title: str, similarity: Similarity
) -> Matched:
    """Derived ids, already aligned with units of the file (`pairs`), compared with the digests of `source` among `held`."""
    refused = [*wrong_edition(source, words, title), *another_document([unit.text for unit in units], source, held, similarity)]
    ours = [p for p in held.values() if p.source_id == source.id]
    found = [p for p in ours if p.id in pairs]
    lines = [_missing(p) for p in ours if p.id not in pairs]
    wordings = []
    if found:
        table = similarity([p.digest for p in found], [pairs[p.id].text for p in found])
        for row, p in enumerate(found):
            own = float(table[row, row])
            line = Line(p.id, Outcome.MATCHES if own >= ALIKE else Outcome.WEAK, round(own, 3), "" if own >= ALIKE else "placed by its order")
            lines.append(line)
            wordings.append(_wording(p.id, p.number, pairs[p.id].section, pairs[p.id].text, line))
        mean = float(np.diagonal(table).mean())
        if mean < LEAST_MEAN:
            refused.append(f"it reads like another document: its paragraphs and our digests have a mean likeness of {mean:.2f}, less than {LEAST_MEAN}")
    if len(found) < LEAST_SHARE * len(ours):
        refused.append(f"only {len(found)} of {len(ours)} paragraphs were found in it: give the whole page of '{source.title}'")
    return Matched(tuple(lines), tuple(refused), tuple(wordings))


def propose(unplaced: Sequence[Paragraph], printed: Sequence[Numbered], similarity: Similarity) -> tuple[Proposal, ...]:
    """For each point of unknown number the paragraph most like it."""
    whole = [n for n in printed if n.number.isdigit()]
    if not unplaced or not whole:
        return ()
    table = similarity([p.digest for p in unplaced], [n.text for n in whole])
    made = []
    for p, row in zip(unplaced, table, strict=True):
        best = int(row.argmax())
        second = float(np.sort(row)[-2]) if len(row) > 1 else -1.0
        clear = row[best] >= PLACED and row[best] - second >= AHEAD
        made.append(Proposal(p.id, whole[best].number, round(float(row[best]), 3), bool(clear), whole[best].text))
    return tuple(made)


def is_printed(number: str) -> bool:
    """A number as a publisher prints it, and no name of ours for an unknown one: '75', '75c'."""
    return number.isdigit() or (number[:-1].isdigit() and number[-1:].isalpha())


def _structure(reading: Reading) -> list[str]:
    """What is wrong with the run of numbers itself."""
    if not reading.paragraphs:
        return ["no numbered paragraphs were found in it"]
    wrong = []
    if reading.missing:
        wrong.append(f"the numbers jump over {_listed(reading.missing)}: the file is not whole, or a number was lost")
    if reading.doubled:
        wrong.append(f"these numbers stand twice: {_listed(reading.doubled)}")
    times = Counter(n.number for n in reading.paragraphs)
    repeated = sorted(number for number, count in times.items() if count > 1)
    if repeated and not reading.doubled:
        wrong.append(f"these numbers stand twice: {', '.join(repeated)}")
    return wrong


def _short(reading: Reading, ours: Sequence[Paragraph]) -> list[str]:
    """A reason to refuse a part of the document, or an edition of another length: checked numbers of ours lie beyond its ends."""
    read = [int(n.number) for n in reading.paragraphs if n.number.isdigit()]
    held = [int(p.number) for p in ours if p.number.isdigit() and p.confidence is Confidence.HIGH]
    if not held or (min(read) <= min(held) and max(held) <= max(read)):
        return []
    return [
        f"it holds paragraphs {min(read)} to {max(read)}, and those we have digests of go from {min(held)} to {max(held)}: "
        "give all files of the document, in order; if these are all, it is another edition"
    ]


def _table(digests: Sequence[Paragraph], printed: Sequence[Numbered], similarity: Similarity) -> Table:
    """(n_digests, n_printed): a digest may speak of a whole paragraph or of its opening words, so the nearer counts."""
    whole = similarity([p.digest for p in digests], [n.text for n in printed])
    return np.maximum(whole, similarity([p.digest for p in digests], [n.text.split("\n")[0] for n in printed]))


def _compare(p: Paragraph, row: Table, at: int, printed: Sequence[Numbered]) -> Line:
    own = float(row[at])
    near = [
        (float(row[other]), printed[other].number)
        for other in range(max(0, at - NEIGHBOURS), min(len(printed), at + NEIGHBOURS + 1))
        # a paragraph and its sub-points share their words
        if _base(printed[other].number) != _base(p.number)
    ]
    best, number = max(near, default=(-1.0, ""))
    if best >= own + BETTER and own < ALIKE:
        return Line(p.id, Outcome.ELSEWHERE, round(own, 3), f"our digest is nearer to {number} ({best:.2f})")
    if own >= ALIKE or (own >= WEAKLY_ALIKE and own >= best):
        return Line(p.id, Outcome.MATCHES, round(own, 3))
    return Line(p.id, Outcome.WEAK, round(own, 3), "read it beside our digest")


def _as_a_whole(compared: Sequence[Line], digests: Sequence[Paragraph], table: Table, printed: Sequence[Numbered]) -> list[str]:
    """Reasons to refuse that only show over all paragraphs."""
    if not compared:
        return ["it holds none of the paragraphs that we have digests of"]
    wrong = []
    mean = float(np.mean([line.similarity or 0.0 for line in compared]))
    shift, shifted = _best_shift(digests, table, printed)
    if shift and shifted > mean + AHEAD:
        wrong.append(
            f"its numbers are off by {shift:+d}: our digests fit the paragraphs numbered {abs(shift)} {'higher' if shift > 0 else 'lower'} "
            f"({shifted:.2f} against {mean:.2f}); this may be another edition"
        )
    elif mean < LEAST_MEAN:
        wrong.append(f"it reads like another document or edition: its paragraphs and our digests have a mean likeness of {mean:.2f}, less than {LEAST_MEAN}")
    elsewhere = [line for line in compared if line.outcome is Outcome.ELSEWHERE]
    if len(elsewhere) >= max(LEAST_ELSEWHERE, MOST_ELSEWHERE * len(compared)):
        wrong.append("these paragraphs say something else than our digests: " + "; ".join(f"{line.id} ({line.note})" for line in elsewhere[:8]))
    return wrong


def _best_shift(digests: Sequence[Paragraph], table: Table, printed: Sequence[Numbered]) -> tuple[int, float]:
    """(how far off, mean likeness there) of the shift of whole numbers, not 0, that fits best."""
    place = {n.number: at for at, n in enumerate(printed)}
    best = (0, -1.0)
    for shift in (*range(-NEIGHBOURS, 0), *range(1, NEIGHBOURS + 1)):
        likeness = [
            float(table[row, place[str(int(p.number) + shift)]])
            for row, p in enumerate(digests)
            if p.number.isdigit() and str(int(p.number) + shift) in place
        ]
        if len(likeness) >= max(2, len(digests) // 2) and np.mean(likeness) > best[1]:
            best = (shift, float(np.mean(likeness)))
    return best


def _reprinted(printed: Sequence[Numbered], held: Mapping[str, Paragraph], similarity: Similarity) -> list[Wording]:
    """Paragraphs of other documents; one whose digest it does not fit is marked as standing elsewhere."""
    made = []
    for n in printed:
        id_ = f"{n.document}#{n.number}"
        line = None
        if id_ in held:
            own = float(similarity([held[id_].digest], [n.text])[0, 0])
            outcome = Outcome.MATCHES if own >= ALIKE else Outcome.WEAK if own >= WEAKLY_ALIKE else Outcome.ELSEWHERE
            line = Line(id_, outcome, round(own, 3))
        made.append(_wording(id_, n.number, n.section, n.text, line))
    return made


def _wording(id_: str, number: str, section: str, text: str, line: Line | None) -> Wording:
    outcome, likeness = (line.outcome, line.similarity) if line else (Outcome.NEW, None)
    return Wording(id=id_, number=number, section=section, text=text, sha256=sha256(text), outcome=outcome, similarity=likeness)


def _missing(p: Paragraph) -> Line:
    return Line(p.id, Outcome.MISSING, None, "we hold a digest, and the file has no such paragraph")


def _base(number: str) -> str:
    return number.rstrip("abcdefghijklmnopqrstuvwxyz")


def _listed(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers[:12])) + ("..." if len(numbers) > 12 else "")
