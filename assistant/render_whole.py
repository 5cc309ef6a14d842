"""The review of a conversation, of a long text, or of a like or share -> JSON."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from assistant.models import Advice
from assistant.paste import DocumentReview, MessageReview, Thread, ThreadReview
from assistant.render import advice_json
from assistant.sharing import Sharing
from corpus.models import Corpus


def parts_json(made: DocumentReview) -> dict[str, Any]:
    """What a long text has beside its leading advice: the whole, and each part."""
    return {
        "whole": {"verdict": made.whole.verdict.value, "cut": made.is_cut},
        "parts": [
            {
                "start": part.start, "end": part.start + len(part.text), "text": part.text, "verdict": part.advice.verdict.value,
                "light": part.advice.light.value, "headline": part.advice.headline, "issues": [i.value for i in part.advice.issues],
            }
            for part in made.parts
        ],
    }  # fmt: skip


def speakers_json(thread: Thread) -> dict[str, Any]:
    """Who speaks in a conversation, before it is known which of them is the doctor."""
    return {"kind": "thread", "app": thread.app, "group": thread.is_group, "speakers": dict(thread.speakers)}


def thread_json(made: ThreadReview, corpus: Corpus) -> dict[str, Any]:
    """The conversation's verdict and each message of the doctor's; `advice` is null for one that may stand."""
    return {
        **speakers_json(made.thread),
        "mine": made.mine,
        "verdict": made.verdict.value,
        "light": made.verdict.light.value,
        "summary": {verdict.value: n for verdict, n in Counter(m.verdict for m in made.messages).items()},
        "messages": [_message_json(m, corpus) for m in made.messages],
        "not_judged": made.not_judged,
        "left_out": {kind.value: n for kind, n in left_out(made).items()},
    }


def left_out(made: ThreadReview) -> Mapping[Any, int]:
    """How many of the doctor's own lines hold no words: pictures and files, deleted messages."""
    return Counter(kind for speaker, kind in made.thread.left_out if speaker == made.mine)


def _message_json(made: MessageReview, corpus: Corpus) -> dict[str, Any]:
    return {
        "when": made.message.when,
        "text": made.message.text,
        "verdict": made.verdict.value,
        "light": made.verdict.light.value,
        "because": made.because.value if made.because else None,
        "before": [{"speaker": m.speaker, "text": m.text} for m in made.before],
        "judged": made.judged or made.message.text,
        "advice": advice_json(made.advice, corpus) if made.advice else None,
    }


def sharing_json(made: Sharing, corpus: Corpus) -> dict[str, Any]:
    """Advice on a like, share or comment, with what it was weighed from under `about`."""

    def brief(advice: Advice | None) -> dict[str, Any] | None:
        return advice_json(advice, corpus) if advice else None

    return {
        **advice_json(made.advice, corpus),
        "about": {"kind": made.about.value, "stance": made.stance.value, "judged": made.judged, "other": brief(made.other), "own": brief(made.own)},
    }
