"""What is not ours to answer, and who would know."""

import pytest

from assistant.outside import is_outside, outside


@pytest.mark.parametrize(
    ("text", "who"),
    [
        pytest.param("What dose of amoxicillin for a chest infection?", "BNF", id="clinical"),
        pytest.param("Can I claim my phone against tax?", "accountant", id="tax"),
        pytest.param("How much annual leave do salaried GPs get?", "BMA", id="employment"),
        pytest.param("Can I reply to the review? And how many days is maternity pay?", "BMA", id="the-second-of-two"),
        pytest.param("how do I reset the password on my smartcard", "IT", id="computers"),
        pytest.param("Can I post about the new tax on vapes?", None, id="a-post-about-tax"),
        pytest.param("Is it fine to tweet that our printer is broken?", None, id="a-tweet-about-a-printer"),
        pytest.param("I paid my tax today.", None, id="no-question"),
    ],
)
def test_outside(text, who):
    found = outside(text)
    assert (who in found[0].who) if who else found == ()


def test_a_message_that_is_partly_ours_is_not_turned_away():
    assert not is_outside("Can I reply to the review? And how many days is maternity pay?")
    assert is_outside("How many days is maternity pay?")
