"""PDF files written by hand: pages of set lines, nothing compressed, so that a test can break any byte of one."""

from dataclasses import dataclass

from tests.corpus.official import guild

WIDTH = 78


@dataclass(frozen=True)
class Set:
    """A line as it is set: words, size in points, words of a smaller size set after it, raised, and a letter of a font of pictures before it."""

    text: str
    size: float = 11
    raised: str = ""
    picture: str = ""


def pdf(pages: list[list[Set]], title: str = "") -> bytes:
    """A PDF of these pages."""
    objects: list[bytes] = []
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects.append(b"<< /Type /Catalog /Pages 2 0 R >>")
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode())
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    for n, rows in enumerate(pages):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R /F2 << /Type /Font /Subtype /TrueType /BaseFont /ABCDEF+Wingdings >> >> >> /Contents {5 + 2 * n} 0 R >>".encode()
        )
        stream = "\n".join(_drawn(row, 800 - 15 * place) for place, row in enumerate(rows)).encode("cp1252")
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    objects.append(f"<< /Title ({_escaped(title)}) >>".encode("cp1252"))
    return assembled(objects, f"/Root 1 0 R /Info {len(objects)} 0 R")


def assembled(objects: list[bytes], trailer: str = "/Root 1 0 R") -> bytes:
    """The file made of numbered objects, the first being 1."""
    out = b"%PDF-1.7\n"
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    return out + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size {len(objects) + 1} {trailer} >>\nstartxref\n{len(out)}\n%%EOF\n".encode()


def guild_pdf() -> bytes:
    """The guild's guidance as it might be printed: running heads, page numbers, broken words, headings over two lines."""
    rows: list[Set] = [Set(guild.TITLE, 22)]
    for number, heading, words, _, _ in [*guild.PARAGRAPHS, (guild.UNPLACED_AT, None, guild.UNPLACED[1], "", "")]:
        if heading:
            halves = heading.split(", ")
            rows += [Set(half + ("," if half is not halves[-1] else ""), 15) for half in halves]
        if number[-1].isalpha():
            rows += _wrapped(f"{number[-1]} {words}")
            continue
        rows.append(Set(number))
        for line in _wrapped(words):
            before, mark, after = line.text.partition(".1 ")
            if mark:
                rows += [Set(before + ".", raised="1"), Set(after)]
            else:
                rows.append(Set(line.text[:-1], raised="2") if line.text.endswith(".2") else line)
    rows[-1:] = [rows[-1], Set("Endnotes", 15), *(Set(note) for note in guild.ENDNOTES)]
    per_page = 14
    pages = [rows[at : at + per_page] for at in range(0, len(rows), per_page)]
    return pdf(
        [
            [Set("Guild of keepers", 9), *page, Set(f"{guild.TITLE} | page {n} of {len(pages)}", 9), Set(str(n), 9)]
            for n, page in enumerate(pages, start=1)
        ],
        guild.TITLE,
    )


def _wrapped(words: str) -> list[Set]:
    """The words in lines of WIDTH letters; a long word at the end of a line is broken."""
    rows, line = [], ""
    for word in words.split(" "):
        if len(line) + len(word) < WIDTH:
            line = f"{line} {word}".strip()
        elif len(word) > 6 and word.isalpha():
            half = len(word) // 2
            rows.append(Set(f"{line} {word[:half]}-"))
            line = word[half:]
        else:
            rows.append(Set(line))
            line = word
    return [*rows, Set(line)]


def _drawn(row: Set, height: int) -> str:
    drawn = f"BT /F1 {row.size} Tf 1 0 0 1 60 {height} Tm ({_escaped(row.text)}) Tj ET"
    if row.picture:
        drawn = f"BT /F2 {row.size} Tf 1 0 0 1 50 {height} Tm ({row.picture} ) Tj ET\n{drawn}"
    if row.raised:
        drawn += f"\nBT /F1 {row.size * 0.6} Tf 1 0 0 1 {60 + 5.2 * len(row.text):.0f} {height} Tm ({row.raised}) Tj ET"
    return drawn


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
