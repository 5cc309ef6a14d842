"""How long an answer takes, measured; never asserted, for machines differ."""

import statistics
import time
from collections.abc import Callable
from dataclasses import replace

import typer

from assistant.backends.onnx import OnnxEncoder
from assistant.backends.presidio import read as read_language
from assistant.checks.text import ReadText
from assistant.conversation import Conversation, converse
from assistant.encoder_text import encoder_text
from assistant.models import Draft, Question
from assistant.pipeline import Assistant, ask, review

TEXTS = (
    Question("Can I accept a friend request from someone who used to be my patient?"),
    Question("A journalist has emailed about a complaint. Do I answer? They say the piece runs tomorrow."),
    Draft("Busy day but a good one. Thank you to everybody at the surgery for the cake."),
    Draft("Saw a lady this morning with the worst rash I have ever seen. Her husband runs the chip shop. You know who you are!"),
    Draft("Thank you for your review. We cannot discuss anyone's care here. Please ring the practice manager. " * 4),
)
# a conversation: what was asked first, then a fact told, a place changed, other words handed in
FIRST = "Can I post a picture of a patient's thank-you card on our practice Facebook?"
FOLLOW_UPS = ("and if she agreed?", "same but in the partners' WhatsApp", "\"A kind card made our week. Thank you!\"")


def run(assistant: Assistant, repeat: int) -> None:
    """Print the median and the slowest time of an answer, beside one encode of its sentences and one spaCy pass."""
    encoder = assistant.index.judge.encoder
    forget: Callable[[], object] = encoder.forget if isinstance(encoder, OnnxEncoder) else tuple
    ratios: list[float] = []
    for request in TEXTS:
        reading = read_language(request.text)
        lines = [encoder_text(request), *(encoder_text(request, request.text[a:b]) for a, b in reading.sentences)]

        def answer(request: Question | Draft = request) -> object:
            return ask(assistant, request) if isinstance(request, Question) else review(assistant, request)

        def floor(text: str = request.text, lines: list[str] = lines) -> object:
            return encoder.encode(lines), read_language(text)

        answer()
        whole, least = _times(answer, repeat, forget), _times(floor, repeat, forget)
        ratios.append(statistics.median(whole) / statistics.median(least))
        typer.echo(
            f"{request.kind.value:8} {len(request.text):4} characters: median {statistics.median(whole) * 1e3:6.1f} ms, "
            f"slowest {max(whole) * 1e3:6.1f} ms; encode and language pass alone {statistics.median(least) * 1e3:6.1f} ms"
        )
    typer.echo(f"answer / (encode + language pass): {statistics.median(ratios):.2f} (median of {len(TEXTS)} texts)")
    for text, times in _following_up(assistant, repeat, forget):
        typer.echo(f"follow-up {len(text):4} characters: median {statistics.median(times) * 1e3:6.1f} ms, slowest {max(times) * 1e3:6.1f} ms")
    typer.echo(f"of a review, finding which words to mark: {_pointing(assistant, repeat, forget):.1f} ms a draft")


def _following_up(assistant: Assistant, repeat: int, forget: Callable[[], object]) -> list[tuple[str, list[float]]]:
    """Each of FOLLOW_UPS with the times of its answer, put after the ones before it."""
    said = converse(assistant, Conversation(), FIRST)
    made = []
    for text in FOLLOW_UPS:

        def turn(text: str = text, said: Conversation = said) -> Conversation:
            return converse(assistant, said, text)

        following = turn()
        made.append((text, _times(turn, repeat, forget)))
        said = following
    return made


def _pointing(assistant: Assistant, repeat: int, forget: Callable[[], object]) -> float:
    """What reading single tokens adds to judging a draft, in milliseconds: the median over the drafts of TEXTS."""
    judge = assistant.index.judge
    without = replace(judge, pointer=None)
    more = []
    for draft in (text for text in TEXTS if isinstance(text, Draft)):
        read = ReadText(draft, read_language(draft.text))
        both = [statistics.median(_times(lambda one=one, read=read: one.score(read), repeat, forget)) for one in (judge, without)]  # type: ignore[misc]
        more.append(both[0] - both[1])
    return statistics.median(more) * 1e3


def _times(call: Callable[[], object], repeat: int, forget: Callable[[], object]) -> list[float]:
    """Seconds of each of `repeat` calls; `forget` before each, so that none is spared what the first had to do."""
    times = []
    for _ in range(repeat):
        forget()
        start = time.perf_counter()
        call()
        times.append(time.perf_counter() - start)
    return times
