"""How a paragraph is named on screen: its number only where we are sure of it."""

from corpus.models import Confidence, Paragraph, Source


def reference(paragraph: Paragraph, source: Source) -> str:
    """The citation a reader sees, e.g. 'GMC social media guidance, paragraph 18'.

    High confidence gives the number, medium gives it marked 'number not checked', low names the
    document alone. Where the publisher prints no numbers, the section stands in for one.
    """
    name = source.short_name
    if source.numbering == "derived":
        return name if paragraph.confidence is Confidence.LOW else f"{name}, “{paragraph.section}”"
    match paragraph.confidence:
        case Confidence.HIGH if paragraph.number[:1].isdigit():
            word = "rule" if source.kind == "advertising-code" else "paragraph"
            return f"{name}, {word} {paragraph.number}"
        case Confidence.HIGH:
            return f"{name}, “{paragraph.section}”"
        case Confidence.MEDIUM if paragraph.number.isalnum() and paragraph.number[:1].isdigit():
            return f"{name}, paragraph {paragraph.number} (number not checked)"
        case Confidence.MEDIUM:
            return f"{name}, “{paragraph.section}” (number not checked)"
        case Confidence.LOW:
            return name


def shown_number(paragraph: Paragraph, source: Source) -> str | None:
    """The number as it may be shown, or None where it may not.

    >>> shown_number(paragraph_18, gmc)  # doctest: +SKIP
    '18'
    """
    if source.numbering == "derived" or paragraph.confidence is Confidence.LOW:
        return None
    if paragraph.confidence is Confidence.MEDIUM:
        return f"{paragraph.number} (number not checked)"
    return paragraph.number
