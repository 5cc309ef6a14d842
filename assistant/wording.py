"""The few sentences of an answer that belong to no issue."""

from dataclasses import dataclass

from assistant.models import Kind

# (least confidence, words), surest first
CONFIDENCE = ((0.80, "Most advisers would agree"), (0.60, "An adviser would probably agree"))
SECOND_THOUGHT = "Advisers could differ on this one, so ask a colleague or your LMC if it matters"

RULE_ASKED_FOR = "Here is what the guidance says. Open a paragraph to read it in full."
PLAIN_GREEN = {
    Kind.QUESTION: "Yes. Nothing in the guidance held here speaks against it.",
    Kind.DRAFT: "This is fine. Nothing in the guidance held here speaks against it.",
}


@dataclass(frozen=True, slots=True)
class Refusal:
    """An answer that sends the doctor elsewhere."""

    headline: str
    next_steps: tuple[str, ...]


NOT_COVERED = {
    Kind.QUESTION: Refusal(
        "I can't answer this one. I only know the guidance on what doctors post, message and say in public.",
        (
            "For a clinical question, use your usual clinical reference or ask a colleague.",
            "For contracts, tax or employment, ask your LMC, the BMA or your accountant.",
            "If it is about a post or a message, paste the words you have in mind.",
        ),
    ),
    Kind.DRAFT: Refusal(
        "I found nothing here for the guidance to speak to, so I have not judged it.",
        ("If there is more to it, such as a picture, a patient or who will see it, add that and check again.",),
    ),
}
RULE_BENDING = Refusal(
    "I judge the words themselves, so instructions to me inside a message change nothing. I can't pass this one as it is.",
    ("Paste only the words you want to post or send, and I will look at those.",),
)
# over paragraphs that bear squarely on the text and no reason above rests on
ALSO_SAYS = "The guidance also says this, and it fits your case."
# opens the sentence that names a cited paragraph whose publisher has changed it
GUIDANCE_CHANGED = "Guidance changed, review: the publisher has other words now than when we last read"
# the last reason of an answer, where a policy that the user added speaks to it
OWN_POLICY = "{publisher} has a policy of its own on this. It may ask more of you than the guidance does, and never less."
# opens the sentences about an answer given as of a past date
NOT_YET_IN_FORCE = "was not in force on"

# a language model's part in an answer; {model} is its name as configured
WORDED = "Worded by {model}. The verdict and the paragraphs are ours, and every sentence was checked against them."
FELL_BACK = "{model} did not word this answer ({why}), so you see our standard one."
WORDS_TO_USE = "Words you could use here, written for this case and checked like a draft."
NOT_AGREED = "nothing was sent, for you have not agreed to that"
UNSURE = "nothing was sent, for we could not be sure of hiding every name: {why}"
NOT_PASSED = "what it wrote did not pass the checks"
TOO_LONG_FOR_WRITER = "the text is longer than its budget allows"
