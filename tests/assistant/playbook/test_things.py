"""What a text speaks of, and what only sounds like it."""

import pytest

from assistant.errors import PlaybookError
from assistant.models import Draft, Question
from assistant.playbook.things import patterns, spoken_of


@pytest.mark.parametrize(
    ("text", "speaks", "thing"),
    [
        pytest.param("Can I put her xray on the practice Facebook?", True, "picture", id="an-x-ray"),
        pytest.param("screen shot of the rota attached", True, "picture", id="a-screenshot"),
        pytest.param("he filmed our consultation", True, "picture", id="filmed"),
        pytest.param("Get the full picture of funding cuts", True, "picture", id="a-word-too-many-is-the-lesser-fault"),
        pytest.param("Must I use my real name on Bluesky?", False, "picture", id="no-picture"),
        pytest.param("saw a lovely old boy today, 92", True, "patient", id="a-patient-without-the-word"),
        pytest.param("Can our team do a quiz night post?", False, "patient", id="no-patient"),
        pytest.param("I asked for advice on a patient over WhatsApp", True, "record", id="advice-by-message"),
        pytest.param("WhatsApp group for the football", False, "record", id="a-message-about-nothing-clinical"),
        pytest.param("the partner covers up his mistakes", True, "concern", id="a-cover-up"),
        pytest.param("Is it ok to share our bake sale?", False, "concern", id="no-concern"),
        pytest.param("I liked a tweet calling them vermin", True, "liking", id="a-like"),
        pytest.param("my partner keeps liking jokes about claimants", True, "liking", id="keeps-liking"),
        pytest.param("I would like to post about diabetes", False, "liking", id="would-like-is-no-like"),
        pytest.param("the local paper rang about the closure", True, "journalist", id="the-local-paper"),
        pytest.param("I published a paper on gout", False, "journalist", id="a-paper-of-ones-own"),
        pytest.param("im being investigated by the trust", True, "accused", id="under-investigation-as-typed"),
        pytest.param("Can I sign a letter about an inquiry into maternity care?", False, "accused", id="somebody-else-s-inquiry"),
        pytest.param("A partner was reported to the GMC and still works here", False, "accused", id="a-colleague-reported"),
        pytest.param("The trust's investigation into the deaths ignored us", False, "accused", id="an-investigation-of-others"),
        pytest.param("We got a solicitor's letter about our reply", True, "accused", id="a-solicitor-s-letter"),
        pytest.param("The GMC has written to me about a tweet", True, "accused", id="the-gmc-has-written"),
        pytest.param("NHS England emailed all practices about flu", False, "accused", id="a-circular"),
        pytest.param("there is a complaint about my colleague", False, "accused", id="a-complaint-about-another"),
        pytest.param("someone I used to look after wants to connect", True, "past-patient", id="used-to-look-after"),
        pytest.param("A former colleague wants to connect", False, "past-patient", id="a-former-colleague"),
        pytest.param("I posted it last night and now I regret it", True, "sent", id="posted"),
        pytest.param("Can I post this tomorrow?", False, "sent", id="not-yet-posted"),
    ],
)  # fmt: skip
def test_spoken_of(text, speaks, thing):
    assert (thing in spoken_of(Draft(text))) is speaks


def test_what_was_said_before_counts():
    assert "picture" in spoken_of(Question("And if she agreed?", turns=("Can I post a photo of her ulcer?",)))


def test_a_pattern_that_cannot_be_read_names_its_file(tmp_path):
    path = tmp_path / "things.yaml"
    path.write_text('broken:\n  - "(("\n', encoding="utf-8")
    with pytest.raises(PlaybookError, match=r"things\.yaml"):
        patterns(path)
