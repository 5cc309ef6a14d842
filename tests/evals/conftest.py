"""Answers of a few words and an assistant that gives them, so that no model is needed."""

from dataclasses import dataclass, field, replace
from types import SimpleNamespace

import pytest

from assistant.conversation import Act, Reply, Turn
from assistant.models import Advice, Citation, Finding, Passage, Question, Reason
from assistant.settings import Settings
from corpus.models import Confidence, Issue, Paragraph, Strength, Verdict

TEXTS = {"gmc#1": "You must keep what you learn confidential.", "gmc#2": "Be polite.", "gmc#3": "Declare your interests."}


def paragraph(id_: str) -> Paragraph:
    return Paragraph(
        id=id_, number=id_.partition("#")[2], section="s", strength=Strength.MUST, digest=TEXTS[id_], confidence=Confidence.HIGH
    )


def advice_of(verdict="ok", issues=(), cited=("gmc#1",), quote=None, marks=(), retrieved=("gmc#1", "gmc#2"), confidence=0.8):
    """An Advice with one reason that cites `cited`, quoting each paragraph whole unless `quote` is given."""
    citations = tuple(
        Citation(id_, TEXTS[id_] if quote is None else quote, id_, Strength.MUST, None, False) for id_ in cited
    )
    return Advice(
        verdict=Verdict(verdict), confidence=confidence, confidence_words="", headline="",
        issues=tuple(map(Issue, issues)),
        reasons=(Reason(Issue.DEFAMATION, "because", citations),),
        findings=tuple(Finding("wording", Issue.DEFAMATION, a, b, text, "r") for a, b, text in marks),
        conditions=(), instead=(), would_change=(), next_steps=(), reader_test={}, similar=(),
        passages=tuple(Passage(paragraph(id_), n, 1.0, ()) for n, id_ in enumerate(retrieved, start=1)),
        corpus_edition="2024-01-30+abc", steps=("wording: rude",),
    )  # fmt: skip


@dataclass
class FakeAssistant:
    """Says what `replies` holds for a text (an Advice, or an exception to raise), and keeps what it was asked."""

    replies: dict = field(default_factory=dict)
    baseline: tuple = ("gmc#3",)
    asked: list = field(default_factory=list)
    settings: Settings = field(default_factory=Settings)
    corpus: object = field(
        default_factory=lambda: SimpleNamespace(edition="2024-01-30+abc", paragraphs={id_: paragraph(id_) for id_ in TEXTS})
    )
    index: object = field(default_factory=lambda: SimpleNamespace(fingerprint="f1"))

    def reply(self, request):
        self.asked.append(request)
        said = self.replies.get(request.text) or advice_of()
        if isinstance(said, Exception):
            raise said
        return said

    def textbook(self, text, k):
        if isinstance(self.baseline, Exception):
            raise self.baseline
        return list(self.baseline)[:k]


def heard(assistant, said, text):
    """The conversation with the fake's answer to `text`, which is told what was said before."""
    reply = Reply(Act.TELL, assistant.reply(Question(text, turns=tuple(turn.user for turn in said.turns))))
    return replace(said, turns=(*said.turns, Turn(text, reply)))


@pytest.fixture
def fake(monkeypatch, tmp_path_factory):
    """A FakeAssistant in place of the real one, for evals.run and evals.main alike; what a run leaves at home, it leaves elsewhere."""
    monkeypatch.setenv("CANIPOST_HOME", str(tmp_path_factory.mktemp("home")))
    assistant = FakeAssistant()
    monkeypatch.setattr("evals.run.ask", lambda held, question: held.reply(question))
    for user in ("run", "rewording"):
        monkeypatch.setattr(f"evals.{user}.review", lambda held, draft: held.reply(draft))
    monkeypatch.setattr("evals.run.converse", lambda held, said, text, chosen: heard(held, said, text))
    monkeypatch.setattr("evals.run.textbook", lambda held, text, k: held.textbook(text, k))
    monkeypatch.setattr("evals.main.open_assistant", lambda settings, progress: assistant)
    return assistant


@pytest.fixture
def advice():
    """advice_of, for tests that make an Advice."""
    return advice_of
