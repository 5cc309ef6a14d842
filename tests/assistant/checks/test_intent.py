"""A rule asked for, or an act asked about."""

import pytest

from assistant.checks.intent import asks_for_a_rule


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        pytest.param("what does the GMC say about anonymity?", True, id="what-a-publisher-says"),
        pytest.param("What are the rules on consent for photos?", True, id="what-the-rules-are"),
        pytest.param("Which paragraph covers friend requests?", True, id="which-paragraph"),
        pytest.param("Do WhatsApp groups count as social media?", True, id="what-counts-as"),
        pytest.param("where does it say that about private groups", True, id="where-it-says"),
        pytest.param("Remind me, what is the GMC rule on reviews?", True, id="polite-opening"),
        pytest.param("Can I reply to this review?", False, id="an-act"),
        pytest.param("What does the GMC say if I post this?", False, id="an-act-inside"),
        pytest.param("What are the rules, I have already sent it?", False, id="a-thing-done"),
        pytest.param("What should I do, a patient has complained?", False, id="what-to-do"),
        pytest.param("The guidance is rubbish, may I say so?", False, id="guidance-as-a-topic"),
    ],
)
def test_asks_for_a_rule(question, asks):
    assert asks_for_a_rule(question) is asks
