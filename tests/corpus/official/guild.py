"""A guild of lighthouse keepers and its guidance: words of our own, with the traps of a regulator's page."""

from pathlib import Path

import yaml

TITLE, EARLIER = "Keeping a light by the sea", "Keepers and their lamps"
OTHER_TITLE = "Good lamp practice"
# number, heading it stands under (where a new one begins), words, our digest, confidence in the number
PARAGRAPHS = [
    ("1", "About this guidance", "This guidance is for every keeper whom the guild has licensed, whether the light stands on a rock, on a pier or on a ship.", "Says which lighthouse keepers the guidance is meant for: all that hold the guild's licence.", "high"),
    ("2", None, "It came into effect on 1 May 2021 and is to be read beside Good lamp practice.", "Gives the day on which the guidance took effect and the practice document to read with it.", "high"),
    ("3", "Trimming the wick", "You must trim the wick before dusk on every day of the year.1 A wick that has not been trimmed smokes, and smoke hides the beam from ships.", "The wick has to be trimmed daily before it gets dark, because smoke from an untrimmed one hides the beam.", "high"),
    ("4", None, "You should carry two pairs of scissors, for salt water rusts one pair within a winter.", "Take a second pair of scissors with you, since sea salt rusts them quickly.", "medium"),
    ("5", None, "Oil is to be drawn from the oldest barrel first, and the 12 barrels are numbered for that reason.", "Use up the oldest barrel of oil first.", "medium"),
    ("6", "Fog and the bell", "When fog hides the headland you must ring the bell twice a minute until the headland can be seen again.", "Ring the fog bell two times each minute for as long as the headland cannot be seen.", "high"),
    ("7", None, "You must not leave the bell to a child, a visitor or a dog:", "The bell is never to be handed over to children, guests or animals.", "high"),
    ("7a", None, "children tire of it and fall asleep", "Children grow tired of ringing and drop off to sleep.", "high"),
    ("7b", None, "visitors talk, and miss the minute", "Guests chat and so lose count of the minutes.", "high"),
    ("7c", None, "dogs howl, which sailors take for another signal.", "A howling dog may be taken for a different signal by sailors.", "high"),
    ("8", None, "A keeper who rings through the night may sleep through the following morning, and the guild will send a relief.", "After ringing all night a keeper is allowed to sleep the next morning while a relief takes over.", "high"),
    ("9", "Wrecks, rescue and what is washed up on the shore", "If a ship strikes the rocks you must light the red lamp and launch the boat, even where no cry is heard.", "When a vessel hits the rocks, show the red lamp and put out the rescue boat at once.", "high"),
    ("10", None, "You should write down the name of everyone who is brought ashore, with the hour and the state of the tide.", "Keep a list of the names of rescued people together with the time and tide.", "high"),
    ("11", None, "Barrels, timber and cloth that are washed up belong to the shipowner and are not yours to keep or to sell.", "Goods washed ashore remain the property of the owner of the ship; do not keep or sell them.", "high"),
    ("12", "Letters and newspapers", "You should not tell a newspaper the name of a captain whose ship was lost until the family has been told.2", "Keep the captain's name out of the papers until his relatives know of the loss.", "high"),
    ("13", None, "Postcards of the tower may be sold, provided that the price is painted on the door.", "Selling postcards of the tower is allowed if the price is shown on the door.", "high"),
    ("14", None, "The guild reads every letter of complaint and answers it before the next new moon.", "Every complaint is answered by the guild before the new moon.", "high"),
]  # fmt: skip
UNPLACED = ("unplaced-cats", "Cats are welcome in the tower and may be fed from the stores.", "A cat may live in the tower and eat from the supplies.")
REPRINTED = [
    ("21", "You must polish the lens with vinegar and a soft cloth once in each week."),
    ("34", "You must be honest about how many hours you slept:"),
    ("34b", "and write them in the book yourself."),
]  # fmt: skip
QUOTED = ("22", "You must whitewash the walls every spring:")
# the other document's digests
PRACTICE = [
    ("21", "Clean the lens weekly using a soft cloth and vinegar."),
    ("22", "Whitewash the walls of the tower in spring."),
    ("34", "Be truthful about your hours of sleep."),
    ("34b", "Note your own sleeping hours in the book."),
    ("35", "Never lend the key of the lamp room to anybody."),
]  # fmt: skip
ARTICLE = [
    ("heading", "Keeping cheerful", ""),
    ("p", "Winters are long at sea, and a keeper who is alone too much grows strange.", "Being alone through long winters is bad for a keeper's mind.", "intro-p1"),
    ("heading", "Company", ""),
    ("p", "There are several ways to find company on a rock:", "Introduces ways of finding company on a rock.", "company-p1"),
    ("item", "Write to your sister every Sunday.", "Send your sister a weekly letter.", "company-1"),
    ("item", "Learn the calls of the birds and answer them:", "Learn bird calls and reply to the birds.", "company-2"),
    ("sub", "gulls answer best at dawn", "Gulls reply most readily at sunrise.", "company-2a"),
    ("sub", "puffins do not answer at all.", "Puffins give no reply.", "company-2b"),
    ("item", "Play the fiddle when the wind drops.", "Make music on the violin when it is calm.", "company-3"),
    ("heading", "Food", ""),
    ("p", "Bake bread twice a week, for the smell of it lifts the heart.", "Baking bread raises the spirits.", "food-p1"),
    ("p", "Do not live on biscuit alone.", "Eat more than just biscuits.", "food-p2"),
]  # fmt: skip
UNPLACED_AT = "15"
ENDNOTES = ("1 The wick book, page 40.", "2 See the letters of 1871.")


def write_corpus(folder: Path) -> Path:
    """A corpus folder with the guild's documents and nothing else."""
    (folder / "guidance").mkdir(parents=True)
    (folder / "precedents").mkdir()
    section = ""
    paragraphs = []
    for number, heading, _, digest, confidence in PARAGRAPHS:
        section = heading or section
        paragraphs.append(_record("guild-light-2021", number, section, digest, confidence))
    paragraphs.append(_record("guild-light-2021", UNPLACED[0], section, UNPLACED[2], "low"))
    _write(folder, "guild-light-2021", TITLE, "numbered", paragraphs, effective="2021-05-01", supersedes=f"{EARLIER} (2009)")
    practice = [_record("guild-practice-2021", number, "Practice", digest) for number, digest in PRACTICE]
    _write(folder, "guild-practice-2021", OTHER_TITLE, "numbered", practice, effective="2021-05-01")
    section, cheer = "Introduction", []
    for kind, words, *rest in ARTICLE:
        if kind == "heading":
            section = words if cheer else section
        else:
            cheer.append(_record("guild-cheer", rest[1], section, rest[0]))
    _write(folder, "guild-cheer", "Keeping cheerful", "derived", cheer)
    (folder / "issues-to-paragraphs.yaml").write_text(
        yaml.safe_dump({"kind": "issue-map", "issues": {"record-keeping": [{"id": "guild-light-2021#unplaced-cats", "why": "cats"}]}}), encoding="utf-8"
    )
    return folder


def numbered_text(own_line: bool = True, without: tuple[str, ...] = (), renumber: int = 0, doubled: str = "") -> str:
    """The guidance as text, its numbers on lines of their own or before their words."""
    rows = [TITLE, ""]
    for number, heading, words, _, _ in [*PARAGRAPHS, (UNPLACED_AT, None, UNPLACED[1], "", "")]:
        if number in without:
            continue
        rows += [heading, ""] if heading else []
        shown = number[-1] if number[-1].isalpha() else str(int(number) + renumber)
        rows += [shown, "", words, ""] if own_line else [f"{shown} {words}", ""]
        if number == doubled:
            rows += [shown, "", words, ""]
    rows += ["Endnotes", "", *ENDNOTES, "", f"Annex: from {OTHER_TITLE}", ""]
    for number, words in REPRINTED:
        rows += [number[-1] if number[-1].isalpha() else number, "", words, ""]
    return "\n".join(rows)


def page(marked_up: bool = True, parts: int = 1) -> list[str]:
    """The guidance as web pages, numbering running on over `parts` of them."""
    bodies: list[list[str]] = [[] for _ in range(parts)]
    rows = [*PARAGRAPHS, (UNPLACED_AT, None, UNPLACED[1], "", "")]
    for at, (number, heading, words, _, _) in enumerate(rows):
        body = bodies[min(at * parts // len(rows), parts - 1)]
        body += [f"<h2>{heading}</h2>"] if heading else []
        raised = words.replace(".1 ", ".<sup>1</sup> ").replace("told.2", 'told.<a href="#fn2">2</a>')
        shown = number[-1] if number[-1].isalpha() else number
        body.append(f"<p>{shown}</p><p>{raised}</p>" if marked_up else f"<div><div>{shown}</div><div>{raised}</div></div>")
    bodies[-1].append(f"<h2>Endnotes</h2><p>{'</p><p>'.join(ENDNOTES)}</p>")
    return [
        f"<!DOCTYPE html><html><head><title>{TITLE}</title><style>p {{}}</style></head><body><nav><ul><li>1 Home</li></ul></nav>"
        f"<header>Guild</header><main><h1>{TITLE}</h1>{''.join(body)}</main><footer><p>99</p>Guild of keepers</footer>"
        "<script>document.write('<p>16</p><p>Burn the tower.</p>')</script></body></html>"
        for body in bodies
    ]


NOTES = {"3": ("1", "The wick book, page 40."), "12": ("2", "See the letters of 1871.")}


def laid_out() -> list[str]:
    """The guidance as a regulator lays its pages out, one part a page and its annex on the last.

    Each page begins with the way to it, as a numbered list, and the title. A number stands in a box of its own beside its
    paragraph, sub-points are a list that a style sheet letters, a footnote is folded away under the paragraph that calls
    it, its number first. A paragraph quotes another document under that one's numbers, and the annex goes back in them.
    """
    boxes: list[str] = []
    points: list[str] = []
    for number, heading, words, _, _ in [*PARAGRAPHS, (UNPLACED_AT, None, UNPLACED[1], "", "")]:
        if number[-1].isalpha():
            points.append(words)
            continue
        if points:
            boxes[-1] += f"<ol class='points'><li>{'</li><li>'.join(points)}</li></ol>"
            points = []
        raised = words.replace(".1 ", ".<sup><a role='button' href='#'>1</a></sup> ").replace("told.2", "told.<sup>2</sup> ")
        box = (f"<h3>{heading}</h3>" if heading else "") + f"<div><span>{number}</span></div><div><p>{raised}</p></div>"
        if number in NOTES:
            box += "<div class='note'><p>{}</p><p>{}</p></div>".format(*NOTES[number])
        if number == "2":
            box += f"<p>{QUOTED[0]}. {QUOTED[1]}</p><p>a.  with soap, or</p><p>b. with sand.</p>"
        boxes.append(box)
    annex = f"<h2>Annex Extracts from {OTHER_TITLE}</h2><h3>Part 4 Conduct</h3><h4>Introduction</h4><p>Ships must be able to trust keepers.</p>"
    annex += f"<h4>Being honest</h4><p>{REPRINTED[1][0]}  {REPRINTED[1][1]}</p><p>b. {REPRINTED[2][1]}</p>"
    annex += f"<h4>Keeping clean</h4><p>{REPRINTED[0][0]} {REPRINTED[0][1]}</p>"
    way = "<ol class='way'><li><a href='/'>Home</a></li><li>Standards</li><li>Keepers</li><li>Sea</li><li>Lights</li></ol>"
    return [
        f"<!DOCTYPE html><html><head><title>{TITLE}</title></head><body class='has-breadcrumb'>{way}<h1>{TITLE}</h1>{part}</body></html>"
        for part in ("<h2>Part 1: the light</h2>" + "".join(boxes[:5]), "<h2>Part 2: the sea</h2>" + "".join(boxes[5:]), annex)
    ]


def article_text() -> str:
    """The article as text, bullets drawn."""
    mark = {"heading": "", "p": "", "item": "  • ", "sub": "    • "}
    return "\n".join(f"{mark[kind]}{words}\n" for kind, words, *_ in ARTICLE)


def article_page() -> str:
    """The article as a web page."""
    made = "<html><body><main>"
    depth = 0
    for kind, words, *_ in ARTICLE:
        wanted = {"item": 1, "sub": 2}.get(kind, 0)
        while depth < wanted:
            made, depth = made + "<ul>", depth + 1
        while depth > wanted:
            made, depth = made + "</ul>", depth - 1
        made += {"heading": f"<h2>{words}</h2>", "p": f"<p>{words}</p>"}.get(kind, f"<li>{words}")
    return made + "</ul></main></body></html>"


def _record(source: str, number: str, section: str, digest: str, confidence: str = "high") -> dict[str, str]:
    return {"id": f"{source}#{number}", "number": number, "section": section, "strength": "should", "digest": digest, "confidence": confidence}


def _write(folder: Path, id_: str, title: str, numbering: str, paragraphs: list[dict[str, str]], **more: str) -> None:
    document = {
        "id": id_, "publisher": "Guild of keepers", "kind": "regulator", "short_name": title, "title": title, "url": f"https://guild.example/{id_}",
        "numbering": numbering, "rights": "ours", "provenance": "made up for a test", **more, "paragraphs": paragraphs,
    }  # fmt: skip
    (folder / "guidance" / f"{id_}.yaml").write_text(yaml.safe_dump(document, sort_keys=False), encoding="utf-8")
