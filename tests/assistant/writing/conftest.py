"""A case to word, replies good and bad, and a desk on the small assistant."""

import json
from dataclasses import replace

import pytest

from assistant.advise import advise
from assistant.backends.chat import LangChainModel
from assistant.models import Decision, Draft, Issue, Passage, Ranking, Verdict
from corpus.models import Context

DRAFT = "Mrs Harding, you were seen twice that week and you know the blood tests were normal."
CITED = ("gmc-confidentiality-media-criticism-2017#4", "gmc-confidentiality-media-criticism-2017#3", "gmc-social-media-2024#18", "londonwide-lmcs-online-comments#options-2", "londonwide-lmcs-online-comments#options-1b")


@pytest.fixture
def draft():
    return Draft(DRAFT, Context(platform="google reviews", audience="public", role="gp"))


@pytest.fixture
def advice_of(small):
    """Embedded advice on a request, with the verdict and paragraphs given."""

    def made(request, verdict=Verdict.CHANGE_FIRST, issues=(Issue.RESPONDING_TO_CRITICISM_OR_REVIEW,)):
        passages = [Passage(small.corpus.paragraphs[id_], n, 1 / n, (Ranking.WORDS,)) for n, id_ in enumerate(CITED, start=1)]
        return advise(request, Decision(verdict, 0.9, issues, (), ("judge: test",)), passages, (), small.corpus, small.playbook)

    return made


@pytest.fixture
def advice(advice_of, draft):
    return advice_of(draft)


@pytest.fixture
def model_at():
    """A model that talks to a server, quick to give up."""

    def made(server, retries=1, timeout=3.0):
        return LangChainModel("openai:test", server.url, retries, timeout)

    return made


def ids_of(brief):
    """Paragraph id -> the short id it was handed out under."""
    return {handed.paragraph.id: handed.id for handed in brief.passages}


def reply(short, **changes):
    """A reply that passes, with some of it changed."""
    told = {
        "headline": "Not as it stands: take out the name and the results before you reply.",
        "points": [
            {
                "sentence": "However upsetting the criticism, the duty of confidence stays.",
                "ids": [short["gmc-confidentiality-media-criticism-2017#3"]],
                "quote": "However upsetting the criticism, the duty of confidence stays.",
            },
            {
                "sentence": "Keep replies factual and professional, never defensive or aggressive.",
                "ids": [short["londonwide-lmcs-online-comments#options-1b"]],
                "quote": "Keep replies factual and professional",
            },
        ],
        "instead": "",
        "question": "Is there a complaint about this already?",
    }
    return json.dumps(told | changes)


def with_point(short, **changes):
    """A reply whose first point is changed."""
    told = json.loads(reply(short))
    told["points"][0] |= changes
    return json.dumps(told)


@pytest.fixture
def quick(small):
    """The small assistant, with little time and patience for a writer."""
    return replace(small, settings=small.settings.model_copy(update={"writer_timeout": 3.0}))


@pytest.fixture(scope="module")
def full(small, corpus):
    """The small assistant with the words of every precedent."""
    return replace(small, corpus=corpus)


@pytest.fixture
def elsewhere(model_at):
    """A model that is taken for one that is not on this machine."""

    def made(server):
        model = model_at(server, retries=0)
        model.is_local = False
        return model

    return made
