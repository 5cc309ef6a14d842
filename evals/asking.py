"""`python -m evals.asking`: is the right fact asked for where one is needed, and nothing where none is? Out of fold.

The heads that see what is open are fitted without the question's own fold, near-miss sets whole; the judging encoder was
tuned on all of the precedents, on their verdicts and issues, never on the facts that they need.
"""

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant import needs
from assistant.conversation import Conversation, converse
from assistant.conversation.asking import ABOUT_AN_ACT, ASKED_IN, LEAST_LIKELY, known, left_open, would_differ
from assistant.conversation.facts import stated
from assistant.conversation.resolve import so_far
from assistant.index import request_of
from assistant.lookup import intent_of
from assistant.models import Question
from assistant.pipeline import Assistant, open_assistant
from assistant.settings import Settings
from assistant.training.crossfit import folds
from corpus.models import Precedent
from evals.load import CASES, load_sets
from evals.measures import asked_needlessly, asked_right
from evals.models import NOTHING_ASKED, Tally

FOLDS = 5


@dataclass(frozen=True, slots=True)
class Found:
    """A question that says what it needs, and what heads that never saw it take for open."""

    precedent: Precedent
    needed: needs.Needed | None

    def asks(self, least: float) -> str | None:
        """The fact asked for from this likelihood; none where a rule is asked about."""
        if self.needed is None or self.needed.likely < least or intent_of(self.precedent.input) not in ABOUT_AN_ACT:
            return None
        return self.needed.fact


def out_of_fold(assistant: Assistant) -> list[Found]:
    """Each precedent that says what it needs, read by heads fitted without its fold."""
    precedents = assistant.corpus.precedents
    places = [place for place, p in enumerate(precedents) if needs.says_what_it_needs(p)]
    fold = folds(precedents, FOLDS)[places]
    held = [precedents[place] for place in places]
    rows = needs.seen(assistant.index.judge.neighbours.rows[places], assistant.index.judge.heads, [p.input for p in held])
    made: list[Found] = []
    for number in range(FOLDS):
        inside = np.flatnonzero(fold != number)
        head = needs.fit(rows[inside], [held[i] for i in inside])
        made += [Found(held[i], head.of(rows[i], known(stated(held[i].input)))) for i in np.flatnonzero(fold == number)]
    return made


def rates(asked: Sequence[tuple[Precedent, str | None]]) -> str:
    """How often the right fact is asked for, anything where something is needed, and anything where nothing is."""
    needing = [(p, fact) for p, fact in asked if p.needs]
    rest = [fact for p, fact in asked if not p.needs]
    hit = sum(fact is not None and needs.right(fact, p) for p, fact in needing)
    some = sum(fact is not None for _, fact in needing)
    needless = sum(fact is not None for fact in rest)
    return (
        f"right fact asked {hit}/{len(needing)} = {hit / max(len(needing), 1):.3f}, anything asked of those {some / max(len(needing), 1):.3f}; "
        f"of those that need nothing, asked {needless}/{len(rest)} = {needless / max(len(rest), 1):.3f}"
    )


def by_file(asked: Sequence[tuple[Precedent, str | None]]) -> Iterator[str]:
    """The rates of each file of precedents, by the prefix of its ids."""
    prefixes = sorted({p.id.partition("-")[0] for p, _ in asked})
    for prefix in prefixes:
        yield f"  {prefix}: {rates([(p, fact) for p, fact in asked if p.id.startswith(f'{prefix}-')])}"


def errors(found: Iterable[Found]) -> Iterator[str]:
    """Each question that is asked wrongly, needlessly or not at all, with what it needs and what was taken for open."""
    for each in sorted(found, key=lambda f: -(f.needed.likely if f.needed else 0.0)):
        p, fact = each.precedent, each.asks(LEAST_LIKELY)
        if (fact is None) == (not p.needs) and (fact is None or needs.right(fact, p)):
            continue
        kind = "needless" if not p.needs else "not asked" if fact is None else "wrong"
        taken = f"{each.needed.fact} {each.needed.likely:.2f}" if each.needed else "nothing"
        yield f"{kind}: {p.id} needs {', '.join(p.needs) or 'nothing'}, taken for open: {taken}: {p.input[:160]}"


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
    found = left_open(assistant, Question(so_far(said.matter), said.told), reply.advice, said)
    return f"{found.silent or 'it is'}, {found.needed}, {reply.advice.intent} {reply.advice.light.value}"


def main() -> None:
    """Print the rates by the heads alone, and where asked with the judge's own answers, the errors, and conversations."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--with-judge", action="store_true", help="ask only where the judge's answer differs (slow: two readings a question)")
    parser.add_argument("--errors", action="store_true", help="list what is asked wrongly, needlessly or not at all")
    parser.add_argument("--conversations", nargs="?", type=Path, const=CASES / "conversations.jsonl", help="say why wanted questions are not asked in these")
    wanted = parser.parse_args()
    assistant = open_assistant(Settings())
    if wanted.conversations:
        print(*conversations(assistant, wanted.conversations), sep="\n")
        return
    found = out_of_fold(assistant)
    asked = [(each.precedent, each.asks(LEAST_LIKELY)) for each in found]
    print("heads alone:", rates(asked), *by_file(asked), sep="\n")
    for least in np.arange(0.20, 0.60, 0.04):
        print(f"  from {least:.2f}:", rates([(each.precedent, each.asks(float(least))) for each in found]))
    if wanted.errors:
        print(*errors(found), sep="\n")
    if wanted.with_judge:
        print("and where the judge's answer differs:", rates([(p, fact if _differs(assistant, p, fact) else None) for p, fact in asked]))


def _differs(assistant: Assistant, precedent: Precedent, fact: str | None) -> bool:
    request = request_of(precedent)
    return fact is not None and would_differ(assistant, Question(request.text, request.context), fact)


if __name__ == "__main__":
    main()
