"""Pasted text -> a Thread, where it is one: WhatsApp's exports and copies, and lines that begin with a speaker's name."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from assistant.paste.models import LeftOut, Message, Thread

# put by WhatsApp before what it writes itself, around numbers and in front of names; drawn as nothing
MARKS = re.compile("[\u200e\u200f\u202a-\u202c\u2066-\u2069\ufeff]")
BY_THE_APP = "\u200e"
# spaces of its own before am and pm
SPACES = re.compile("[\u00a0\u202f\u2009]")

DATE = r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4}"
TIME = r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?: ?[ap]\.?m\.?)?"
IOS = re.compile(rf"^\[(?P<when>{DATE},? {TIME}|{TIME}, {DATE})\] ?(?P<rest>.*)$", re.IGNORECASE)
ANDROID = re.compile(rf"^(?P<when>{DATE},? {TIME}) [-–] (?P<rest>.*)$", re.IGNORECASE)
SAID = re.compile(r"^(?P<speaker>[^:\n]{1,60}): ?(?P<text>.*)$")

SYSTEM = re.compile(
    r"messages and calls are end-to-end encrypted|messages to this (?:chat|group) and calls are|only people in this chat can read"
    r"|(?:created (?:the |this )?(?:group|community)|added you|added .+|removed .+|left(?: the group)?|joined using .+|was added|were added|joined(?: from the community)?|requested to join"
    r"|changed (?:the subject|this group'?s|the group|their phone number|to \+|the settings|the description).*|pinned a message|turned (?:on|off) .+|updated the message timer.*|is a contact|is now an admin"
    r"|you'?re now an admin|blocked this contact|unblocked this contact|started a (?:call|video call)|security code .*changed.*|changed to .+)[.\s]*$"
    r"|^(?:missed )?(?:voice|video|group(?: voice| video)?) call\b.*|^waiting for this message|^null$|^poll closed|tap to (?:learn more|call back|change)|^this (?:chat|message) (?:is|can't|couldn't) .*(?:loaded|displayed|business)",
    re.IGNORECASE,
)  # fmt: skip
# written under a speaker's name though nobody typed it
NOBODYS = re.compile(r"null|missed (?:group )?(?:voice|video) call.{0,40}|waiting for this message.{0,60}", re.IGNORECASE)
ATTACHMENT = re.compile(
    r"^(?:<media omitted>|<attached: [^>]+>|(?:image|video|audio|sticker|gif|document|contact card|video note|photo|voice message)(?: message)? omitted|view once .* omitted|.{1,80}\.\w{3,4} ?\(file attached\)|.{1,80}\.\w{3,4} .{0,20}document omitted)",
    re.IGNORECASE,
)
DELETED = re.compile(r"^(?:you deleted this message(?: as admin)?|this message was deleted(?: by admin.*)?)[.\s]*$", re.IGNORECASE)
EDITED = re.compile(r"\s*<this message was edited>\s*$", re.IGNORECASE)
GROUP_MADE = re.compile(r"\b(?:group|community|added|joined|left|subject|admin)\b", re.IGNORECASE)

# "Sam: see you at 8"; a name is short and holds no mark that ends a sentence
NAMED = re.compile(r"^(?P<speaker>(?:Dr\.? |Prof\.? |Mrs?\.? |Ms\.? )?[^\W\d_][\w'’.\-]*(?: [\w'’()\-]+){0,3}|\+\d[\d ]{8,16}): +(?P<text>\S.*)$")
# a name and a time on a line of their own, the words under it, as team chats are copied
HEADED = re.compile(rf"^(?:\[(?P<when_before>(?:{DATE},? )?{TIME})\] (?P<speaker_after>[^\[\]:.!?]{{2,40}})|(?P<speaker>[^\W\d_][^\[\]:.!?\d]{{1,39}}?),? {{1,3}}\[?(?P<when>(?:{DATE},? )?{TIME})\]?)$", re.IGNORECASE)
NO_SPEAKERS = frozenset(("q", "a", "question", "answer", "note", "ps", "p.s", "nb", "http", "https", "re", "subject", "date", "update", "edit", "warning", "reminder"))
# fewer lines than this are no conversation
FEWEST = 3


@dataclass(frozen=True, slots=True)
class _Line:
    """The first line of a message, taken apart."""

    when: str
    speaker: str
    text: str
    by_the_app: bool = False


def read_thread(text: str) -> Thread | None:
    """The conversation in `text`, or None where it is an ordinary text."""
    rows = SPACES.sub(" ", text.replace("\r\n", "\n")).split("\n")
    for shape in (_ios, _android):
        if sum(shape(row) is not None for row in rows) >= FEWEST - 1 and _first_is(rows, shape):
            return _whatsapp(rows, shape)
    return _named(rows)


def _first_is(rows: list[str], shape: Callable[[str], _Line | None]) -> bool:
    """The first line that is not empty has that shape: a report that quotes two messages is no export."""
    return next((shape(row) is not None for row in rows if row.strip()), False)


def _ios(row: str) -> _Line | None:
    match = IOS.match(MARKS.sub("", row))
    return _taken_apart(match, row) if match else None


def _android(row: str) -> _Line | None:
    match = ANDROID.match(MARKS.sub("", row))
    return _taken_apart(match, row) if match else None


def _taken_apart(match: re.Match[str], row: str) -> _Line:
    """Who said what; a line without a speaker is the app's own."""
    said = SAID.match(match["rest"])
    if said is None or '"' in said["speaker"] or "“" in said["speaker"]:
        # 'Sam changed the subject to "Rota: May"' has a colon and no speaker
        return _Line(match["when"], "", match["rest"].strip(), True)
    speaker = said["speaker"].strip().lstrip("~ ").strip()
    return _Line(match["when"], speaker, said["text"].strip(), f": {BY_THE_APP}" in row)


def _whatsapp(rows: list[str], shape: Callable[[str], _Line | None]) -> Thread:
    """Messages with the lines that follow each; what is not anybody's words is counted apart."""
    gathered: list[tuple[_Line, list[str]]] = []
    for row in rows:
        line = shape(row)
        if line:
            gathered.append((line, [line.text]))
        elif gathered:
            gathered[-1][1].append(MARKS.sub("", row))
    messages: list[Message] = []
    left_out: list[tuple[str, LeftOut]] = []
    is_group = False
    for line, lines in gathered:
        words = EDITED.sub("", "\n".join(lines).strip())
        kind = _left_out(line, words)
        if kind is LeftOut.ATTACHMENT:
            left_out.append((line.speaker, kind))
            words = "\n".join(lines[1:]).strip()
        elif kind:
            left_out.append((line.speaker, kind))
            is_group = is_group or (kind is LeftOut.SYSTEM and bool(GROUP_MADE.search(words)))
            continue
        if words:
            messages.append(Message(line.speaker, words, line.when))
    speakers = {m.speaker for m in messages}
    # an iPhone puts the group's own name before the first line of a group's export
    is_group = is_group or len(speakers) > 2 or any(kind is LeftOut.SYSTEM and name and name not in speakers for name, kind in left_out)
    return Thread("whatsapp", tuple(messages), is_group, tuple(left_out))


def _left_out(line: _Line, words: str) -> LeftOut | None:
    """What kind of line it is, where it holds nobody's words."""
    first = words.partition("\n")[0]
    if ATTACHMENT.match(first):
        return LeftOut.ATTACHMENT
    if DELETED.match(first):
        return LeftOut.DELETED
    if not line.speaker or not words or (line.by_the_app and SYSTEM.search(words)) or NOBODYS.fullmatch(words):
        return LeftOut.SYSTEM
    return None


def _named(rows: list[str]) -> Thread | None:
    """A conversation of 'Name: words' lines, or of names with times over their words."""
    for shape in (_headed_line, _named_line):
        messages: list[Message] = []
        for row in rows:
            line = shape(MARKS.sub("", row).strip())
            if line:
                messages.append(Message(line.speaker, line.text, line.when))
            elif messages:
                last = messages[-1]
                messages[-1] = Message(last.speaker, f"{last.text}\n{row.strip()}".strip(), last.when)
            elif row.strip():
                break  # words before the first name: a text that quotes somebody
        messages = [m for m in messages if m.text]
        if _is_talk(messages, sum(bool(row.strip()) for row in rows)):
            return Thread("thread", tuple(messages), len({m.speaker for m in messages}) > 2)
    return None


def _named_line(row: str) -> _Line | None:
    match = NAMED.match(row)
    if match is None or match["speaker"].lower() in NO_SPEAKERS:
        return None
    return _Line("", match["speaker"], match["text"])


def _headed_line(row: str) -> _Line | None:
    match = HEADED.match(row)
    if match is None:
        return None
    return _Line(match["when"] or match["when_before"], (match["speaker"] or match["speaker_after"]).strip(), "")


def _is_talk(messages: list[Message], rows: int) -> bool:
    """Two or more speak, one of them twice, and names begin most lines: 'Open: 8 to 6' and 'Phone: ...' are labels."""
    counts = Counter(m.speaker for m in messages)
    return len(messages) >= FEWEST and len(counts) >= 2 and max(counts.values()) >= 2 and len(counts) <= len(messages) - 1 and 3 * len(messages) >= rows
