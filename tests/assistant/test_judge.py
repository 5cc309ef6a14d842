"""What the judge is given to read: the point of a text, without what stands before it."""

from types import SimpleNamespace

import numpy as np
import pytest

from assistant.backends.presidio import Reading
from assistant.checks.text import ReadText
from assistant.heads import ISSUES, VERDICTS
from assistant.judge import Calibration, Judge
from assistant.models import Context, Draft, Question

NOTHING, TROUBLE = "The kettle went twice.", "Saw Mrs Smith about her rash."


class Scripted:
    """Keeps what it is asked to read; a line that speaks of a rash is about a patient, any other about nothing."""

    id = "scripted"

    def __init__(self):
        self.read = []

    def encode(self, texts):
        self.read.append(list(texts))
        return np.array([[float("rash" in text)] for text in texts], np.float32)

    def verdicts(self, rows, temperature):
        sure = np.full((len(rows), len(VERDICTS)), 0.01)
        sure[np.arange(len(rows)), np.where(rows[:, 0] > 0, 2, 0)] = 0.95
        return sure

    def vote(self, row):
        """As the heads say, for the neighbours are tried elsewhere."""
        return SimpleNamespace(verdicts=self.verdicts(row[None], 1.0)[0], issues=self.issues(row[None], 1.0)[0])

    def issues(self, rows, temperature):
        return np.tile(rows, (1, len(ISSUES))) * 0.9


@pytest.fixture
def scripted():
    return Scripted()


def read_by(scripted, request):
    """The line that the verdict rests on."""
    Judge(scripted, scripted, Calibration(), scripted).score(ReadText(request, Reading((), ())))
    return scripted.read[-1][0].partition(": ")[2]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        pytest.param(f"{NOTHING}\n\n{TROUBLE}", TROUBLE, id="a-preamble-is-left-out"),
        pytest.param(f"{TROUBLE}\n\n{NOTHING}", f"{TROUBLE}\n\n{NOTHING}", id="what-follows-the-point-stays"),
        pytest.param(f"She agreed in writing: written consent.\n\n{TROUBLE}", f"She agreed in writing: written consent.\n\n{TROUBLE}", id="words-of-consent-stay"),
        pytest.param(f"All of this is made up.\n\n{TROUBLE}", f"All of this is made up.\n\n{TROUBLE}", id="words-of-invention-stay"),
        pytest.param(f"{NOTHING}\n\n{NOTHING}", NOTHING, id="the-last-always-stays"),
        pytest.param(f"{NOTHING}\n{TROUBLE}", f"{NOTHING}\n{TROUBLE}", id="one-paragraph-is-read-whole"),
        pytest.param("\n\n".join([NOTHING] * 9 + [TROUBLE]), "\n\n".join([NOTHING] * 9 + [TROUBLE]), id="many-are-read-whole"),
    ],
)
@pytest.mark.parametrize("kind", [Draft, Question])
def test_the_point_of_a_text(scripted, kind, text, read):
    assert read_by(scripted, kind(text)) == read


def test_a_platform_is_read_by_its_one_name(scripted):
    read_by(scripted, Draft(TROUBLE, Context(platform="Twitter")))
    assert scripted.read[-1][0].startswith("draft | X | ")
