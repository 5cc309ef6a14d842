"""`python -m evals.asking`: is the right fact asked for where one is needed, and nothing where none is? Out of fold, by the whole rule.

A question is put to the rule as the product runs it, with heads fitted without the question's own fold and a judge whose
neighbours lack that fold, near-miss sets whole. **The judging encoder was tuned on these questions**, on their verdicts and issues,
never on the facts that they need, so the rate over all of them flatters. It never read those of the first fold
(`assistant/training/unread.py`): theirs is the honest rate, and that of the open conversations, which it never read either
(`--conversations`).
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

import numpy as np

from assistant import needs
from assistant.backends.protocols import Vectors
from assistant.conversation import Conversation, converse
from assistant.conversation.asking import ASKED_IN, LeftOpen, left_open
from assistant.conversation.facts import of_context, stated
from assistant.conversation.resolve import so_far
from assistant.decide import cheapest, light_probabilities, likeliest
from assistant.lookup import intent_of
from assistant.models import Advice, Question
from assistant.neighbours import Neighbours
from assistant.pipeline import Assistant, ask, open_assistant
from assistant.settings import Settings
from assistant.training.crossfit import folds
from assistant.training.unread import FOLDS, unread
from corpus.models import Precedent
from evals.load import CASES, load_sets
from evals.measures import asked_needlessly, asked_right
from evals.models import NOTHING_ASKED, Tally

ANNOTATORS = Path(__file__).with_name("needs-annotators.jsonl")


@dataclass(frozen=True, slots=True)
class Annotated:
    """The facts that each of two annotators would ask for in one question, the first to be asked first."""

    first: tuple[str, ...]
    second: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A question that says what it needs, and what became of it."""

    precedent: Precedent
    open: LeftOpen

    @property
    def asks(self) -> str | None:
        """The fact asked for."""
        return self.open.needed.fact if self.open.needed and not self.open.silent else None


def out_of_fold(assistant: Assistant) -> Iterator[Found]:
    """Each single question that says what it needs, put to the rule by an assistant that was fitted without its fold."""
    precedents = assistant.corpus.precedents
    every = folds(precedents, FOLDS)
    judge = assistant.index.judge
    rows = judge.neighbours.rows
    as_answered = ask(assistant, Question("Can I post this?"))
    for number in range(FOLDS):
        inside, outside = ([i for i in np.flatnonzero(of) if needs.says_what_it_needs(precedents[i])] for of in (every != number, every == number))
        held = [precedents[i] for i in inside]
        head = needs.fit(needs.seen(rows[inside], judge.heads, [p.input for p in held]), held)
        rest = np.flatnonzero(every != number)
        without = replace(judge, neighbours=Neighbours.of([precedents[i] for i in rest], rows[rest]))
        blind = replace(assistant, index=replace(assistant.index, judge=without, needs=head))
        yield from (found(blind, precedents[i], rows[i], as_answered) for i in outside if not precedents[i].turns)


def found(assistant: Assistant, precedent: Precedent, row: Vectors, as_answered: Advice) -> Found:
    """What the rule makes of one precedent whose judging row is `row`; `as_answered` lends the rest of an answer."""
    verdicts = assistant.index.judge.of_row(row).verdicts
    lights = light_probabilities(verdicts)
    verdict = likeliest(verdicts, cheapest(lights))
    question = Question(precedent.input, precedent.context)
    advice = replace(as_answered, verdict=verdict, lights=lights, row=row, intent=intent_of(precedent.input).value)
    said = Conversation(facts=MappingProxyType(of_context(precedent.context) | stated(precedent.input)))
    return Found(precedent, left_open(assistant, question, advice, said))


def rates(asked: Sequence[tuple[Precedent, str | None]]) -> str:
    """How often the right fact is asked for, anything where something is needed, and anything where nothing is."""
    needing = [(p, fact) for p, fact in asked if p.needs]
    rest = [fact for p, fact in asked if not p.needs]
    hit = sum(fact is not None and needs.is_needed(fact, p) for p, fact in needing)
    some = sum(fact is not None for _, fact in needing)
    needless = sum(fact is not None for fact in rest)
    return (
        f"right fact asked {hit}/{len(needing)} = {hit / max(len(needing), 1):.3f}, anything asked of those {some / max(len(needing), 1):.3f}; "
        f"of those that need nothing, asked {needless}/{len(rest)} = {needless / max(len(rest), 1):.3f}"
    )


def annotated(path: Path = ANNOTATORS) -> dict[str, Annotated]:
    """What two annotators would ask for, by the id of the precedent. Raises OSError, KeyError or ValueError for a file that is not so."""
    held = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    return {each["id"]: Annotated(tuple(each["first"]), tuple(each["second"])) for each in held}


def by_annotators(asked: Sequence[tuple[Precedent, str | None]], labels: Mapping[str, Annotated]) -> Iterator[str]:
    """How often the annotators ask for the same, and how often the rule does as they both do."""
    pairs = [(labels[p.id], fact) for p, fact in asked if p.id in labels]
    yield "one annotator against the other: " + _against(((a.second, a.first[0] if a.first else None) for a, _ in pairs))
    settled = [(a, fact) for a, fact in pairs if bool(a.first) == bool(a.second)]
    yield "the rule, where both ask or neither does: " + _against(((a.first + a.second, fact) for a, fact in settled))


def _against(wanted: Iterable[tuple[Sequence[str], str | None]]) -> str:
    every = list(wanted)
    needing = [fact in facts for facts, fact in every if facts]
    rest = [fact is not None for facts, fact in every if not facts]
    return f"right fact asked {_share(needing)}; asked needlessly {_share(rest)}"


def _share(of: Sequence[bool]) -> str:
    return f"{sum(of)}/{len(of)}" + (f" = {sum(of) / len(of):.3f}" if of else "")


def by_file(asked: Sequence[tuple[Precedent, str | None]]) -> Iterator[str]:
    """The rates of each file of precedents, by the prefix of its ids."""
    prefixes = sorted({p.id.partition("-")[0] for p, _ in asked})
    for prefix in prefixes:
        yield f"  {prefix}: {rates([(p, fact) for p, fact in asked if p.id.startswith(f'{prefix}-')])}"


def errors(made: Iterable[Found]) -> Iterator[str]:
    """Each question that is asked wrongly, needlessly or not at all, with what it needs and why nothing is asked."""
    for each in sorted(made, key=lambda f: -(f.open.needed.likely if f.open.needed else 0.0)):
        p, fact = each.precedent, each.asks
        if (fact is None) == (not p.needs) and (fact is None or needs.is_needed(fact, p)):
            continue
        kind = "needless" if not p.needs else "not asked" if fact is None else "wrong"
        yield f"{kind}: {p.id} needs {', '.join(p.needs) or 'nothing'}, {_why(each.open)}: {p.input[:160]}"


def conversations(assistant: Assistant, path: Path) -> Iterator[str]:
    """What was asked in conversations, and for each wanted question that was not, why."""
    right: list[Tally] = []
    needless: list[Tally] = []
    why: Counter[str] = Counter()
    for case in load_sets([path])[0].cases:
        said = Conversation()
        for exchange in case.exchanges:
            said = converse(assistant, said, exchange.text)
            reply, expect = said.turns[-1].reply, exchange.expect
            fact = reply.asks.fact if reply.asks else None
            right.append(asked_right(expect, fact))
            needless.append(asked_needlessly(expect, fact))
            if expect.asks in (None, NOTHING_ASKED):
                if fact and expect.asks:
                    yield f"needless: {case.id}: {fact}: {exchange.text[:120]}"
            elif not right[-1].hits:
                reason = f"another fact, {fact}" if fact else silent(assistant, said)
                why[reason.partition(",")[0]] += 1
                yield f"wanted {expect.asks}: {case.id} ({reply.act}): {reason}: {exchange.text[:120]}"
    for name, tallies in (("right", right), ("needless", needless)):
        hits, of = sum(t.hits for t in tallies), sum(t.of for t in tallies)
        yield f"{name}: {hits}/{of} = {hits / max(of, 1):.3f}"
    yield f"not asked, or another: {dict(why)}"


def silent(assistant: Assistant, said: Conversation) -> str:
    """Why nothing was asked at the last turn."""
    reply = said.turns[-1].reply
    if said.matter is None or reply.act not in ASKED_IN:
        return f"the act of the turn, {reply.act}"
    return f"{_why(left_open(assistant, Question(so_far(said.matter), said.told), reply.advice, said))}, {reply.advice.intent} {reply.advice.light.value}"


def _why(left: LeftOpen) -> str:
    taken = f"{left.needed.fact} {left.needed.likely:.2f} of {left.needed.anything:.2f}" if left.needed else "nothing"
    return f"{left.silent or 'asked'}, taken for open: {taken}"


def main() -> None:
    """Print the rates by the whole rule, the errors, and conversations."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", action="store_true", help="list what is asked wrongly, needlessly or not at all")
    parser.add_argument("--conversations", nargs="?", type=Path, const=CASES / "conversations.jsonl", help="say why wanted questions are not asked in these")
    wanted = parser.parse_args()
    assistant = open_assistant(Settings())
    if wanted.conversations:
        print(*conversations(assistant, wanted.conversations), sep="\n")
        return
    made = list(out_of_fold(assistant))
    asked = [(each.precedent, each.asks) for each in made]
    precedents = assistant.corpus.precedents
    new = {p.id for p, is_unread in zip(precedents, unread(precedents), strict=True) if is_unread}
    unseen = [(p, fact) for p, fact in asked if p.id in new]
    labels = annotated()
    print("questions that the encoder never read:", rates(unseen), *by_file(unseen), *by_annotators(unseen, labels), sep="\n")
    print("the whole rule, out of fold:", rates(asked), *by_file(asked), *by_annotators(asked, labels), sep="\n")
    print("silent, of those that need something:", dict(Counter(str(f.open.silent) for f in made if f.precedent.needs)))
    if wanted.errors:
        print(*errors(made), sep="\n")


if __name__ == "__main__":
    main()
