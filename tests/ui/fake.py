"""An assistant of a few lines that answers from the real corpus and playbook, so that pages run in milliseconds."""

import re
from dataclasses import replace
from types import SimpleNamespace

from assistant import Draft, Question, Settings, Verdict
from assistant.advise import advise
from assistant.intake import taken_in
from assistant.models import Advice, Decision, Finding, Issue, Matter, Passage, Ranking, Similar
from assistant.parts import matters, together
from assistant.pipeline import beside
from assistant.playbook import load_playbook
from corpus.load import load

CORPUS = load()
ASSISTANT = SimpleNamespace(
    corpus=CORPUS, playbook=load_playbook(CORPUS), index=SimpleNamespace(fingerprint="fake"), settings=Settings()
)
# words that the fake flags, with what for
SEEN = (
    (r"\b(?:Mrs?|Ms|Miss) [A-Z]\w+", Issue.PATIENT_CONFIDENTIALITY, "A name like this can show who the patient is."),
    (r"\b\d{2},? (?:the last [\w ]+|years? old)", Issue.IDENTIFIABILITY_BY_DETAIL, "An age with a role narrows it down to one person."),
    (r"the last [\w ]+", Issue.IDENTIFIABILITY_BY_DETAIL, "Only one person fits this, so neighbours will know."),
    (r"\bblood tests were normal", Issue.PATIENT_CONFIDENTIALITY, "A result tells readers about somebody’s care."),
    (r"(?<=[.!?] )[^.!?]*\bnonsense\b[^.!?]*[.!?]", Issue.RESPONDING_TO_CRITICISM_OR_REVIEW, "A reply in anger reads badly to everyone else."),
    (r"\bnonsense\b", Issue.PROFANITY_OR_UNPROFESSIONAL_TONE, "This word belittles the person."),
)  # fmt: skip
ASKED = (
    ("review", Verdict.CHANGE_FIRST, (Issue.RESPONDING_TO_CRITICISM_OR_REVIEW, Issue.PATIENT_CONFIDENTIALITY)),
    ("whatsapp", Verdict.OK_WITH_CARE, (Issue.PRIVATE_IS_NOT_PRIVATE,)),
    ("complaint", Verdict.GET_ADVICE_FIRST, (Issue.RESPONDING_TO_CRITICISM_OR_REVIEW,)),
    ("weather", Verdict.NOT_COVERED, ()),
)


def ask(assistant, question: Question) -> Advice:
    """Advice by a word of the question, otherwise fine with care; several matters and what stands beside them as in earnest."""
    taken_in(question, assistant.settings)
    asked = [Matter(part, answer(replace(question, text=part))) for part in matters(question.text)]
    return beside(together(asked) if len(asked) > 1 else asked[0].advice, question, CORPUS)


def answer(question: Question) -> Advice:
    """Advice on one matter."""
    for word, verdict, issues in ASKED:
        if word in question.text.lower():
            return _advice(question, verdict, issues, ())
    return _advice(question, Verdict.OK_WITH_CARE, (Issue.PROFESSIONAL_IDENTITY_ANONYMITY,), ())


def review(assistant, draft: Draft) -> Advice:
    """Advice by the words that the fake flags; fine where there are none."""
    taken_in(draft, assistant.settings)
    findings = sorted(
        (
            Finding("fake", issue, m.start(), m.end(), m.group(), reason)
            for pattern, issue, reason in SEEN
            for m in re.finditer(pattern, draft.text)
        ),
        key=lambda f: f.start,
    )
    issues = tuple(dict.fromkeys(f.issue for f in findings))
    verdict = Verdict.OK
    if issues:
        verdict = Verdict.DO_NOT_POST if Issue.PATIENT_CONFIDENTIALITY in issues else Verdict.CHANGE_FIRST
    return _advice(draft, verdict, issues, tuple(findings))


def lookup(assistant, text: str, k: int = 10) -> list[Passage]:
    """Paragraphs that hold a word of the search."""
    words = text.lower().split()
    held = [p for p in CORPUS.paragraphs.values() if any(word in p.digest.lower() for word in words)]
    return [Passage(p, n, 1 / n, (Ranking.WORDS,)) for n, p in enumerate(held[:k], start=1)]


def install(monkeypatch) -> None:
    """Put the fake in the place of the assistant on every page."""
    monkeypatch.setattr("ui.opening.open_assistant", lambda *_: ASSISTANT)
    monkeypatch.setattr("assistant.conversation.engine.ask", ask)
    monkeypatch.setattr("assistant.conversation.engine.answer", lambda assistant, request, judged, said="": ask(assistant, Question(request.text, request.context)))
    monkeypatch.setattr("assistant.conversation.engine.judged", lambda *_: None)
    monkeypatch.setattr("assistant.conversation.engine.fact_sensed", lambda *_: None)
    monkeypatch.setattr("assistant.conversation.engine.question_back", lambda *_: None)
    monkeypatch.setattr("ui.pages.check.review", review)
    monkeypatch.setattr("ui.pages.guidance.lookup", lookup)


def _advice(request, verdict: Verdict, issues, findings) -> Advice:
    ids = [id_ for issue in issues for id_ in CORPUS.issue_map[issue]]
    passages = [
        Passage(CORPUS.paragraphs[id_], n, 1 / (60 + n), (Ranking.RELEVANCE,)) for n, id_ in enumerate(dict.fromkeys(ids), start=1)
    ]
    published = [p for p in CORPUS.precedents if p.source_url and set(p.issues) & set(issues)][:2]
    similar = [Similar(p.id, p.expert or "", p.verdict, p.why, p.source_url or "", 0.6) for p in published]
    decision = Decision(verdict, 0.85, issues, findings, ("fake",))
    return advise(request, decision, passages[:12], similar, CORPUS, ASSISTANT.playbook)


