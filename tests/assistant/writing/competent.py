"""A writer that does what it is told: it words an answer from the passages and the adviser's lines it is given, and from nothing else.

`python -m tests.assistant.writing.competent PORT` serves it on loopback, for
`CANIPOST_WRITER_URL=http://127.0.0.1:PORT/v1 canipost eval --writer openai:competent`: the most that a model that keeps to its
material could reach, and how much of it the checks let through. With `--passages` its points are the passages' own first
sentences and none of the adviser's: another text altogether, so a loss of what the adviser says would show.
"""

import json
import re
import sys
import threading

from tests.assistant.writing.scripted import Act, Server, says

PASSAGE = re.compile(r"^\[(g\d+)\] \(\w+\) (.+)$", re.MULTILINE)
# a line of the adviser's, with the passages it rests on
LINE = re.compile(r"^- (.+?) \((g\d+(?:, g\d+)*)\)$", re.MULTILINE)
MOST = 3
QUOTED = 6


def reply_to(prompt: str, from_passages: bool = False) -> str:
    """The reply: the adviser's answer as headline, up to three of the adviser's lines with their ids, each with words of its passage."""
    passages = dict(PASSAGE.findall(prompt))
    advised = prompt.partition("WHAT AN ADVISER USUALLY SAYS:")[2]
    headline = re.search(r"^- (.+)$", advised, re.MULTILINE)
    points = [
        {"sentence": sentence, "ids": ids.split(", "), "quote": " ".join(passages[ids.split(", ")[0]].split()[:QUOTED])}
        for sentence, ids in LINE.findall(advised)[:MOST]
    ]
    if from_passages or not points:
        points = [{"sentence": re.split(r"(?<=[.!?])\s", text)[0], "ids": [id_], "quote": ""} for id_, text in list(passages.items())[:MOST]]
    return json.dumps({"headline": headline[1] if headline else "", "points": points, "instead": "", "question": ""})


def answers(from_passages: bool = False) -> Act:
    """Words whatever it is asked to."""

    def act(handler, body):
        says(reply_to(next(m["content"] for m in body["messages"] if m["role"] == "user"), from_passages))(handler, body)

    return act


if __name__ == "__main__":
    with Server(answers("--passages" in sys.argv), port=int(sys.argv[1])) as server:
        print(server.url, flush=True)
        threading.Event().wait()
