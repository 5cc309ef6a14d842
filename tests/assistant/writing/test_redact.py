"""What may leave the machine: 200 drafts with planted identifiers, the bytes that a server received, and none of them among it."""

import json
from dataclasses import replace
from itertools import cycle, islice

import pytest

from assistant.backends.presidio import read
from assistant.models import Draft, Question
from assistant.pipeline import outgoing, write
from assistant.writing.redact import plain_words, redact
from corpus.models import Context
from tests.assistant.writing.scripted import Server, fails

# {n} a name, {t} a titled name, {f} a first name alone, {w} where, {o} occupation, {i} a number or address
CARRIERS = (
    "{t} came in again today about her chest pain and would not leave.",
    "I saw {n} this morning with a cough. Her number is {i}.",
    "Just had {f} on the phone, {o} from {w}, crying about the scan.",
    "Dear {t}, we are sorry about your wait. We have your details as {i}.",
    "our patient {n} from {w} wants a refund, can you believe it",
    "{f} was seen twice that week. {f} knows the bloods were normal.",
    "The {o} in {w} has been diagnosed with cancer and {f} told the whole village.",
    "Reply to the review: {t}, your daughter {f} was rude to our receptionist.",
    "So proud of {n}! Eleven months clean today. Contact: {i}",
    "Does anybody else have a patient like {n}? {i}, always on a Monday.",
    "Rang {i} about the result, {t} answered and hung up on me.",
    "{n} (DOB 14/03/1961) is moving to {w}, please take good care.",
    "Look at this picture of the {o} we treated: \"they said I would not walk again\" said {f}.",
    "In {w} on Saturday, the {o} collapsed, and {n} did CPR.",
    "To whoever left the review, we know it is you, {f}. {t} told us.",
    "{f}'s mother works with my wife in {w}. She told me about the depression.",
    "I think {t} should find another practice. Send the notes for {i} to {w}.",
    "What would you do with {n}, aged 47, a {o}, who keeps asking for diazepam?",
    "Lost a patient today. Rest in peace {n}, the best {o} in {w}.",
    "Hi all, {t} at {i} needs a visit before six.",
)  # fmt: skip
NAMES = ("Kezia Thornbury", "Aled Prothero", "Siobhan O'Malley", "Jean-Luc Marchetti", "Zainab Qureshi", "Bartholomew Finch", "Oluwaseun Adeyemi", "Ffion Gwilliam", "Priya Raghunathan", "Tadeusz Wojcik")
TITLED = ("Mrs Thornbury", "Mr Prothero", "Ms O'Malley", "Mr Marchetti", "Mrs Qureshi", "Miss Finch", "Mr Adeyemi", "Mrs Gwilliam", "Ms Raghunathan", "Mr Wojcik")
FIRST = ("Kezia", "Aled", "Siobhan", "Gaynor", "Zainab", "Percival", "Seun", "Ffion", "Priya", "Tadek")
WHERE = ("Ashcombe", "Llanfyllin", "Kirkby Malzeard", "Bradwell Close", "St Osyth", "Penzance", "Little Snoring", "Aberdaron", "Hackney Wick", "Ullapool")
WORK = ("lollipop lady", "lighthouse keeper", "harpist", "town crier", "zookeeper", "beekeeper", "bishop", "signalman", "jockey", "glassblower")
NUMBERS = ("943 476 5919", "07700 900461", "kezia.t@example.org", "CT4 7QX", "22 Bramble Lane", "QQ 12 34 56 C", "0191 498 0462", "4505577104", "@ffion_gw", "+44 7700 900823")


def planted():
    """(draft, what must not leave), 200 of them."""
    tables = (NAMES, TITLED, FIRST, WHERE, WORK, NUMBERS)
    for n, carrier in enumerate(islice(cycle(CARRIERS), 200)):
        # another turn for each table, so that names, places and numbers meet in ever new ways
        name, titled, first, where, work, number = (table[(n // 20 + n * step) % 10] for table, step in zip(tables, (1, 3, 7, 1, 3, 7), strict=True))
        text = carrier.format(n=name, t=titled, f=first, w=where, o=work, i=number)
        secrets = [name, titled, first, where, work, number, "14/03/1961"]
        held = {s for s in secrets if s in text}
        held |= {part for s in (name, titled) if s in text for part in s.split() if part not in ("Mr", "Mrs", "Ms", "Miss")}
        if n % 4 == 3:
            text, held = text.lower(), {s.lower() for s in held}
        if n % 8 == 5:
            text, held = text.upper(), {s.upper() for s in held}
        yield text, held


def test_no_planted_identifier_leaves_in_two_hundred_drafts(full, elsewhere, advice_of):
    sent, kept_back, leaked = 0, 0, []
    with Server(fails(401)) as server:
        model = elsewhere(server)
        for text, secrets in planted():
            server.received.clear()
            request = Draft(text, Context(platform="facebook", audience="public"))
            given = write(full, request, advice_of(request), model, agreed=True)
            if not server.received:
                assert "we could not be sure" in given.notices[-1]
                kept_back += 1
                continue
            sent += 1
            went = b"\n".join(server.received).decode().lower()
            user = json.loads(server.received[0])["messages"][1]["content"].split("WHAT WAS SEEN")[0].lower()
            assert "data" in user
            leaked += [(secret, user) for secret in secrets if secret.lower() in went.replace("\\u2019", "'")]
    assert not leaked, leaked[:5]
    assert sent + kept_back == 200
    # a redaction that refuses everything would leak nothing either
    assert sent >= 120, f"only {sent} of 200 were sent"


@pytest.fixture(scope="module")
def hidden(corpus):
    vocabulary = plain_words(corpus)
    return lambda *texts: redact(texts, vocabulary, read)


def test_the_same_thing_has_the_same_placeholder(hidden):
    made = hidden("Mrs Thornbury came in. Thornbury was rude. I told thornbury so.", "Is Mrs Thornbury right?")
    assert made.texts[0].count("PERSON_1") == 3
    assert "PERSON_1" in made.texts[1]
    assert made.restored("Take out PERSON_1.") == "Take out Mrs Thornbury."


def test_an_unknown_placeholder_is_no_word(hidden):
    assert hidden("Nothing here").restored("Take out PERSON_9.") is None


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Can I reply to a review on Google as a GP?", id="platform and role"),
        pytest.param("Our flu clinic is open. Book online or ring reception.", id="notice"),
        pytest.param("I am fed up with the NHS and the GMC.", id="bodies"),
        pytest.param("Will you ask reception? May I post this?", id="words that are names too"),
        pytest.param("Patients with diabetes can ask us about the vaccine ❤️", id="condition and emoji"),
    ],
)
def test_harmless_words_stay(hidden, text):
    made = hidden(text)
    assert made.texts == (text.replace("\ufe0f", ""),)
    assert not made.unsure


@pytest.mark.parametrize(
    ("text", "why"),
    [
        pytest.param("His name rhymes with carrot and he was in clinic", "hint", id="hint"),
        pytest.param("Ring him on oh seven seven double nine", "number in words", id="number in words"),
        pytest.param("It was H a r d i n g again in the clinic", "letters set apart", id="letters apart"),
        pytest.param("M\u200brs Har\u200bding was in clinic", "hidden characters", id="zero width"),
        pytest.param("Mrs H\u0430rding was in clinic", "hidden characters", id="Cyrillic look-alike"),
        pytest.param("Zork blint Quuxly frombat Ploverby snee grontle was", "too little is left", id="code"),
    ],
)
def test_refuses_when_unsure(hidden, text, why):
    assert any(why in reason for reason in hidden(text).unsure)


def test_a_rose_is_a_name_where_a_verb_follows(hidden):
    assert "Rose" not in hidden("Rose was in again with her rash.").texts[0]
    assert "Will" not in hidden("Nice chat today. Will came in with his mum.").texts[0]


def test_nothing_is_sent_before_it_is_agreed(full, elsewhere, advice_of):
    request = Draft("Mrs Thornbury was rude to our receptionist.")
    with Server(fails(500)) as server:
        given = write(full, request, advice_of(request), elsewhere(server))
        assert not server.received
    assert "not agreed" in given.notices[-1]


def test_the_doctor_sees_exactly_what_is_sent(full, elsewhere, advice_of):
    request = Question("Can I tell Mrs Thornbury off?", turns=("Kezia Thornbury from Ashcombe left a review.",))
    with Server(fails(401)) as server:
        model = elsewhere(server)
        shown = outgoing(full, request, advice_of(request), model)
        write(full, request, advice_of(request), model, agreed=True)
        sent = json.loads(server.received[0])["messages"]
    assert "\n\n".join(message["content"] for message in sent) == shown.text
    assert "Thornbury" not in shown.text
    assert "Ashcombe" not in shown.text


def test_a_policy_of_the_users_own_stays_here(full, elsewhere, advice_of):
    from copy import copy

    own = copy(full.corpus)
    own.local = frozenset({"londonwide-lmcs-online-comments"})
    mine = replace(full, corpus=own)
    request = Draft("Please get in touch with us.")
    with Server(fails(401)) as server:
        write(mine, request, advice_of(request), elsewhere(server), agreed=True)
        assert b"never defensive or aggressive" not in server.received[0]
