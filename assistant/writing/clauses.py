"""A parsed sentence -> who does what to whom, and what of it is denied: enough to tell a sentence from its opposite."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.backends.grammar import Word
from assistant.writing.words import stem, word_lists

CARRIES = frozenset({"NOUN", "VERB", "ADJ", "PROPN", "NUM", "ADV"})
# a denial does not reach into these: "avoid swearing, because readers will see it" denies no seeing
OWN_CLAUSE = frozenset({"advcl", "relcl", "ccomp", "parataxis", "acl"})
SUBJECT, PASSIVE_SUBJECT = "nsubj", "nsubjpass"
PASSIVE = frozenset({PASSIVE_SUBJECT, "csubjpass"})
SUBJECTS = PASSIVE | {SUBJECT, "csubj"}
PREDICATE = frozenset({"acomp", "attr", "oprd"})
DEEPEST = 12
DOES, UNDERGOES = "does", "undergoes"

Doers = Mapping[str, Mapping[str, frozenset[str]]]
"""Stem of a verb -> DOES or UNDERGOES -> the parties."""


@dataclass(frozen=True)
class Clauses:
    """One sentence, parsed."""

    words: tuple[Word, ...]

    @cached_property
    def content(self) -> list[tuple[int, str]]:
        """(place, stem) of each word that carries meaning; what denies is told by `denied`."""
        lists = word_lists()
        skipped = lists.light | lists.negators | lists.refusals
        return [
            (place, stem(word.lemma)) for place, word in enumerate(self.words)
            if word.kind in CARRIES and word.relation not in ("aux", "auxpass") and word.lemma.isalpha() and not {word.lemma, word.text} & skipped
            and (word.kind in ("VERB", "ADJ") or word.lemma not in lists.english)
        ]  # fmt: skip

    @cached_property
    def stems(self) -> list[str]:
        """The stems alone."""
        return [stem_ for _, stem_ in self.content]

    @cached_property
    def denied(self) -> list[bool]:
        """Of each word, whether an odd number of denials reach it."""
        return [self._denials(place) % 2 == 1 for place in range(len(self.words))]

    @property
    def is_command(self) -> bool:
        """It begins with what is to be done."""
        return bool(self.words) and self.words[0].relation == "ROOT" and self.words[0].kind == "VERB"

    @cached_property
    def links(self) -> dict[tuple[str, str], str]:
        """(stem of the head, stem of what hangs on it) -> DOES, UNDERGOES or ''; words without meaning are passed over."""
        held = dict(self.content)
        made: dict[tuple[str, str], str] = {}
        for place, own in held.items():
            head = self.words[place].head
            for _ in range(4):
                if head in held or self.words[head].head == head:
                    break
                head = self.words[head].head
            if head in held and head != place:
                made[held[head], own] = _role(self.words[place].relation)
        return made

    @cached_property
    def doers(self) -> Doers:
        """Which party does what, and to which it is done. A command is the doctor's to carry out."""
        made: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for place, word in enumerate(self.words):
            if word.kind not in ("VERB", "ADJ"):
                continue
            own = stem(word.lemma)
            for child in self._children[place]:
                under = self.words[child]
                if under.relation in ("dobj", "dative", PASSIVE_SUBJECT):
                    made[own][UNDERGOES] |= _party(under.text)
                elif under.relation == "agent":
                    made[own][DOES] |= set().union(*(_party(self.words[c].text) for c in self._children[child]))
            made[own][DOES] |= self._subject(place)
        return {verb: {role: frozenset(who) for role, who in roles.items()} for verb, roles in made.items()}

    def subjects(self) -> frozenset[str]:
        """The parties that stand as a subject anywhere."""
        return frozenset().union(*(_party(w.text) for w in self.words if w.relation in (SUBJECT, PASSIVE_SUBJECT, "agent")))

    def subject_of_all(self) -> frozenset[str]:
        """The party that the whole sentence is about."""
        root = next((n for n, word in enumerate(self.words) if word.head == n), 0)
        return frozenset().union(*(_party(self.words[c].text) for c in self._children[root] if self.words[c].relation in (SUBJECT, PASSIVE_SUBJECT)))

    @cached_property
    def _children(self) -> Mapping[int, list[int]]:
        made: defaultdict[int, list[int]] = defaultdict(list)
        for place, word in enumerate(self.words):
            if word.head != place:
                made[word.head].append(place)
        return made

    def _denials(self, place: int) -> int:
        lists, count, at = word_lists(), 0, place
        for _ in range(DEEPEST):
            count += sum(c != place and c < place and self._denies(c, at) for c in self._children[at])
            head, relation = self.words[at].head, self.words[at].relation
            if head == at or relation in OWN_CLAUSE:
                break
            if relation in SUBJECTS:
                return count + self._forbids_subject(head, at)
            count += self.words[head].lemma in lists.refusals
            at = head
        return count

    def _denies(self, child: int, at: int) -> bool:
        """'not', 'never', 'no' before it; or 'hold back', 'leave out'."""
        word, lists = self.words[child].text, word_lists()
        return word in lists.negators or (word in ("back", "out") and self.words[at].lemma in lists.held_back)

    def _forbids_subject(self, head: int, at: int) -> int:
        """What is said of a subject denies it only where it forbids: 'swearing is to be avoided', 'sharing is not allowed'."""
        lists = word_lists()
        others = [self.words[c] for c in self._children[head] if c != at]
        passive = self.words[head].lemma in lists.forbids and self.words[at].relation in PASSIVE
        said = sum(w.lemma in lists.forbids and w.relation in PREDICATE for w in others)
        allowed = any(w.lemma in lists.permits for w in (*others, self.words[head]))
        refused = allowed and any(w.text in lists.negators for w in others)
        return passive + said + refused

    def _subject(self, place: int) -> set[str]:
        at = place
        for _ in range(4):
            subjects = [c for c in self._children[at] if self.words[c].relation == SUBJECT]
            if subjects:
                return _party(self.words[subjects[-1]].text)
            word = self.words[at]
            if word.relation not in ("xcomp", "conj", "aux", "pcomp") or word.head == at:
                break
            at = word.head
        word = self.words[place]
        passive = any(self.words[c].relation == PASSIVE_SUBJECT for c in self._children[place])
        return {word_lists().self_} if not passive and word.relation in ("ROOT", "conj") and word.form in ("VB", "VBP") else set()


def others_do_it(said: Doers, held: Sequence[Doers]) -> int:
    """How many times a party does, or undergoes, what another one does there."""
    count = 0
    for verb, roles in said.items():
        for role, who in roles.items():
            theirs = frozenset().union(*(each[verb].get(role, frozenset()) for each in held if verb in each))
            count += bool(who and theirs and not who & theirs)
    return count


def roles_changed(said: Clauses, held: Iterable[Clauses]) -> int:
    """How many words that did something there undergo it here, or the other way about."""
    theirs: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for each in held:
        for link, role in each.links.items():
            theirs[link].add(role)
    return sum(bool(role) and link in theirs and bool(theirs[link] - {""}) and role not in theirs[link] for link, role in said.links.items())


def _role(relation: str) -> str:
    if relation in (SUBJECT, "agent"):
        return DOES
    return UNDERGOES if relation in (PASSIVE_SUBJECT, "dobj", "dative") else ""


def _party(word: str) -> set[str]:
    lists = word_lists()
    party = lists.self_ if word in lists.doctor else lists.parties.get(word)
    return {party} if party else set()
