"""`python -m evals.asking`: is the right fact asked for where one is needed, and nothing where none is? Out of fold, by the whole rule.

A question is put to the rule as the product runs it, with heads fitted without the question's own fold and a judge whose
neighbours lack that fold, near-miss sets whole. What counts is the founding questions: their labels came before any of this. Some
were corrected since, so the rates are printed for the labels as they first were too; and for two readers who each studied half of
the founding labels and read the other half blind, which is about as well as it can be done.

**The judging encoder was tuned on these questions**, on their verdicts and issues, never on the facts that they need. It never read those
of the first fold (`assistant/training/unread.py`): theirs is the honest rate, and that of the open conversations, which it never
read either (`--conversations`).
"""

import argparse
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

import numpy as np
from pydantic import ConfigDict

from assistant.backends.protocols import Vectors
from assistant.conversation import Conversation, converse
from assistant.conversation.asking import ASKED_IN, LeftOpen, left_open
from assistant.conversation.facts import of_context, stated
from assistant.conversation.resolve import so_far
from assistant.decide import cheapest, light_probabilities, likeliest
from assistant.index import needing_heads
from assistant.judge import MODEL_FOLDER
from assistant.lookup import intent_of
from assistant.models import Advice, Question
from assistant.needs import lessons, says_what_it_needs
from assistant.needs.lessons import of_precedent
from assistant.needs.vocabulary import standing_for
from assistant.neighbours import Neighbours
from assistant.pipeline import Assistant, ask, open_assistant
from assistant.row_cache import RowCache
from assistant.settings import Settings
from assistant.training.crossfit import folds
from assistant.training.unread import FOLDS, unread
from corpus.load import read_jsonl
from corpus.models import AskedBack, Precedent
from evals.load import CASES, load_sets
from evals.measures import asked_needlessly, asked_right
from evals.models import NOTHING_ASKED, Tally

READERS = Path(__file__).with_name("founding-asked-back.jsonl")
# the share of questions that need nothing at which the readers are held against the rule
NEEDLESS = 0.10


class Founding(AskedBack):
    """What the readers made of a founding question."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    first_label: tuple[str, ...] | None = None
    """The `needs` as they first were, where they were corrected."""


@dataclass(frozen=True, slots=True)
class Found:
    """A question that says what it needs, and what became of it."""

    precedent: Precedent
    wanted: frozenset[str]
    """The facts any of which is right to ask for; none where nothing is needed."""
    open: LeftOpen

    @property
    def asks(self) -> str | None:
        """The fact asked for."""
        return self.open.needed.fact if self.open.needed and not self.open.silent else None


Asked = tuple[Collection[str], str | None]
"""The facts any of which is right to ask for, and the one asked for."""


def out_of_fold(assistant: Assistant) -> Iterator[Found]:
    """Each single question that says what it needs, put to the rule by an assistant that was fitted without its fold."""
    precedents, asked_back = assistant.corpus.precedents, assistant.corpus.asked_back
    every = folds(precedents, FOLDS)
    judge = assistant.index.judge
    rows = judge.neighbours.rows
    by_readers = {asked.id: asked for asked in asked_back}
    cache = RowCache.beside(MODEL_FOLDER, judge.encoder.id)
    as_answered = ask(assistant, Question("Can I post this?"))
    for number in range(FOLDS):
        inside = np.flatnonzero(every != number)
        head = needing_heads(lessons([precedents[i] for i in inside], asked_back), judge.encoder, judge.heads, cache)
        without = replace(judge, neighbours=Neighbours.of([precedents[i] for i in inside], rows[inside]))
        blind = replace(assistant, index=replace(assistant.index, judge=without, needs=head))
        for i in np.flatnonzero(every == number):
            if says_what_it_needs(precedents[i]) and not precedents[i].turns:
                wanted = of_precedent(precedents[i], by_readers).wanted
                yield Found(precedents[i], wanted, found(blind, precedents[i], rows[i], as_answered))


def found(assistant: Assistant, precedent: Precedent, row: Vectors, as_answered: Advice) -> LeftOpen:
    """What the rule makes of one precedent whose judging row is `row`; `as_answered` lends the rest of an answer."""
    verdicts = assistant.index.judge.of_row(row).verdicts
    lights = light_probabilities(verdicts)
    verdict = likeliest(verdicts, cheapest(lights))
    question = Question(precedent.input, precedent.context)
    advice = replace(as_answered, verdict=verdict, lights=lights, row=row, intent=intent_of(precedent.input).value)
    said = Conversation(facts=MappingProxyType(of_context(precedent.context) | stated(precedent.input)))
    return left_open(assistant, question, advice, said)


def rates(asked: Sequence[Asked]) -> str:
    """How often the right fact is asked for, anything where something is needed, and anything where nothing is."""
    needing = [(wanted, fact) for wanted, fact in asked if wanted]
    rest = [fact for wanted, fact in asked if not wanted]
    right = _share(sum(fact in wanted for wanted, fact in needing), len(needing))
    some = _share(sum(fact is not None for _, fact in needing), len(needing))
    needless = _share(sum(fact is not None for fact in rest), len(rest))
    return f"right fact asked {right}, anything asked of those {some}; of those that need nothing, asked {needless}"


def _share(hits: int, of: int) -> str:
    return f"{hits}/{of}" + (f" = {hits / of:.3f}" if of else "")


def founding(path: Path = READERS) -> dict[str, Founding]:
    """What readers made of the founding questions, by id. Raises BadRecord or ValueError for a file that is not so."""
    return {data["id"]: Founding.model_validate(data) for _, data in read_jsonl(path)}


def as_first_labelled(made: Iterable[Found], readers: Collection[Founding]) -> list[Asked]:
    """The rule's questions beside the labels as they first were."""
    first = {reader.id: standing_for(reader.first_label) for reader in readers if reader.first_label is not None}
    return [(first.get(each.precedent.id, each.wanted), each.asks) for each in made]


def as_read(made: Iterable[Found], readers: Collection[Founding]) -> list[Asked]:
    """What readers would ask of the same questions, as often as leaves them NEEDLESS of those asked that need nothing."""
    by_id = {reader.id: reader for reader in readers}
    both = [(each.wanted, by_id[each.precedent.id]) for each in made if each.precedent.id in by_id]
    nothing = sorted((sum(reader.open) for wanted, reader in both if not wanted), reverse=True)
    least = nothing[int(NEEDLESS * len(nothing))] if nothing else 0.0
    return [(wanted, reader.facts[0][0] if sum(reader.open) > least else None) for wanted, reader in both]


def errors(made: Iterable[Found]) -> Iterator[str]:
    """Each question that is asked wrongly, needlessly or not at all, with what it needs and why nothing is asked."""
    for each in sorted(made, key=lambda f: -(f.open.needed.likely if f.open.needed else 0.0)):
        p, fact = each.precedent, each.asks
        if fact in each.wanted if each.wanted else fact is None:
            continue
        kind = "needless" if not each.wanted else "not asked" if fact is None else "wrong"
        yield f"{kind}: {p.id} needs {', '.join(sorted(each.wanted)) or 'nothing'}, {_why(each.open)}: {p.input[:160]}"


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
        total = sum(tallies, Tally())
        yield f"{name}: {_share(total.hits, total.of)}"
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
    precedents, readers = assistant.corpus.precedents, founding()
    new = {p.id for p, is_unread in zip(precedents, unread(precedents), strict=True) if is_unread}
    made = list(out_of_fold(assistant))
    ours = [each for each in made if each.precedent.id in readers]
    rest = [each for each in made if each.precedent.id not in readers]
    print("founding questions:", rates(_asked(ours)))
    print("  never read by the encoder:", rates(_asked(each for each in ours if each.precedent.id in new)))
    print("  by their first labels:", rates(as_first_labelled(ours, readers.values())))
    print("  two readers:", rates(as_read(ours, readers.values())))
    print("other questions, by their readers:", rates(_asked(rest)))
    print("  never read by the encoder:", rates(_asked(each for each in rest if each.precedent.id in new)))
    print("silent, of the founding questions that need something:", dict(Counter(str(each.open.silent) for each in ours if each.wanted)))
    if wanted.errors:
        print(*errors(ours), sep="\n")


def _asked(made: Iterable[Found]) -> list[Asked]:
    return [(each.wanted, each.asks) for each in made]


if __name__ == "__main__":
    main()
