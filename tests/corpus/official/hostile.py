"""Files made to break a reader, each by a few lines; none is kept in the repository."""

import io
import zipfile
import zlib
from collections.abc import Callable

from tests.corpus.official.printing import Set, assembled, guild_pdf, pdf

CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> >> /Contents 4 0 R >>"
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
DOCX = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def stream(body: bytes, extra: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(body), extra, body)


def one_page(contents: bytes, page: bytes = PAGE, *more: bytes) -> bytes:
    return assembled([CATALOG, PAGES, page, contents, FONT, *more])


def encrypted() -> bytes:
    import pypdf

    writer = pypdf.PdfWriter(io.BytesIO(guild_pdf()))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def packed(body: bytes | str, name: str = "word/document.xml") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(name, body)
    return out.getvalue()


def lying_size() -> bytes:
    """A packed file that claims to be small and is not."""
    made = bytearray(packed(b" " * 60_000_000))
    for mark, place in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = made.find(mark) + place
        made[at : at + 4] = (1000).to_bytes(4, "little")
    return bytes(made)


def previous_itself() -> bytes:
    made = one_page(stream(ONE))
    at = made.rindex(b"xref\n0")
    return made.replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev %d" % at)


ONE = b"BT /F1 12 Tf 60 700 Td (Hello) Tj ET"
BOMB = zlib.compress(zlib.compress(b"\x00" * 400_000_000, 9), 9)

PDFS: dict[str, Callable[[], bytes]] = {
    "header-only": lambda: b"%PDF-1.7\n",
    "junk-after-header": lambda: b"%PDF-1.7\n" + bytes(range(256)) * 200,
    "truncated-early": lambda: guild_pdf()[:200],
    "truncated-half": lambda: guild_pdf()[:4000],
    "wrong-start": lambda: guild_pdf().replace(b"startxref\n", b"startxref\n9"),
    "no-root": lambda: assembled([CATALOG, PAGES], "/Size 3"),
    "root-is-a-number": lambda: assembled([b"7", PAGES]),
    "root-of-itself": lambda: assembled([b"1 0 R"]),
    "no-pages": lambda: assembled([b"<< /Type /Catalog >>"]),
    "no-page-at-all": lambda: assembled([CATALOG, b"<< /Type /Pages /Kids [] /Count 0 >>"]),
    "page-tree-loop": lambda: assembled([CATALOG, b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"]),
    "page-tree-loop-of-two": lambda: assembled(
        [CATALOG, b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", b"<< /Type /Pages /Kids [2 0 R] /Count 1 /Parent 2 0 R >>"]
    ),
    "kids-is-a-number": lambda: assembled([CATALOG, b"<< /Type /Pages /Kids 5 /Count 1 >>"]),
    "count-lies-high": lambda: assembled([CATALOG, b"<< /Type /Pages /Kids [] /Count 2147483647 >>"]),
    "kids-many-times": lambda: assembled([CATALOG, b"<< /Type /Pages /Kids [%s] /Count 9 >>" % (b"3 0 R " * 20_000), PAGE, stream(ONE), FONT]),
    "tree-that-doubles": lambda: assembled(
        [CATALOG, *(b"<< /Type /Pages /Kids [%d 0 R %d 0 R] /Count 2 >>" % (n, n) for n in range(3, 30)), PAGE]
    ),
    "ten-thousand-pages": lambda: pdf([[Set("A page.")]] * 10_000),
    "hundred-thousand-objects": lambda: assembled([CATALOG, PAGES, PAGE, stream(ONE), FONT, *([b"null"] * 100_000)]),
    "previous-table-is-itself": previous_itself,
    "encrypted": encrypted,
    "encrypted-by-nonsense": lambda: assembled([CATALOG, PAGES, PAGE, stream(ONE), FONT, b"<< /Filter /None >>"], "/Root 1 0 R /Encrypt 6 0 R"),
    "scan-without-text": lambda: one_page(stream(b"q 595 0 0 842 0 0 cm /I Do Q")),
    "blank": lambda: one_page(stream(b"")),
    "bomb": lambda: one_page(stream(BOMB, b"/Filter [/FlateDecode /FlateDecode]")),
    "filters-a-thousand-times": lambda: one_page(stream(ONE, b"/Filter [%s]" % (b"/ASCIIHexDecode " * 1000))),
    "run-length-bomb": lambda: one_page(stream(b"\x81A" * 2_000_000, b"/Filter /RunLengthDecode")),
    "unknown-filter": lambda: one_page(stream(ONE, b"/Filter /Wish")),
    "arrays-nested": lambda: one_page(stream(ONE), b"<< /Type /Page /Parent 2 0 R /A " + b"[" * 100_000 + b"]" * 100_000 + b" /Contents 4 0 R >>"),
    "dictionaries-nested": lambda: one_page(stream(ONE), b"<< /Type /Page /Parent 2 0 R " + b"/A << " * 50_000 + b">> " * 50_000 + b" >>"),
    "operators-nested": lambda: one_page(stream(b"q " * 500_000 + ONE)),
    "arrays-nested-in-contents": lambda: one_page(stream(b"[" * 200_000)),
    "string-never-closed": lambda: one_page(stream(b"BT (" + b"(" * 1_000_000)),
    "string-huge": lambda: one_page(stream(b"BT /F1 12 Tf (" + b"a " * 3_000_000 + b") Tj ET")),
    "name-huge": lambda: one_page(stream(b"BT /" + b"F" * 5_000_000 + b" 12 Tf (x) Tj ET")),
    "number-huge": lambda: one_page(stream(b"BT /F1 " + b"9" * 100_000 + b" Tf (x) Tj ET")),
    "image-never-ended": lambda: one_page(stream(b"BI /W 9 /H 9 ID " + b"\x00EI" * 300_000)),
    "form-of-itself": lambda: one_page(
        stream(b"/X Do"), PAGE.replace(b"/Font", b"/XObject << /X 6 0 R >> /Font"),
        stream(b"/X Do", b"/Type /XObject /Subtype /Form /Resources << /XObject << /X 6 0 R >> >>"),
    ),
    "contents-of-itself": lambda: assembled([CATALOG, PAGES, PAGE, b"4 0 R"]),
    "length-of-itself": lambda: assembled([CATALOG, PAGES, PAGE, b"<< /Length 4 0 R >>\nstream\nx\nendstream"]),
    "length-negative": lambda: one_page(b"<< /Length -5 >>\nstream\n%s\nendstream" % ONE),
    "length-beyond-the-end": lambda: one_page(b"<< /Length 999999999 >>\nstream\n%s\nendstream" % ONE),
    "parent-of-itself": lambda: assembled([CATALOG, PAGES, b"<< /Type /Page /Parent 3 0 R /Contents 4 0 R >>", stream(ONE)]),
    "character-map-bomb": lambda: _character_map(b"1 begincodespacerange <00000000> <FFFFFFFF> endcodespacerange 1 beginbfrange <00000000> <FFFFFFFF> <0000> endbfrange"),
    "character-map-never-ended": lambda: _character_map(b"100 beginbfchar " + b"<00> <0041> " * 200_000),
    "font-is-a-number": lambda: assembled([CATALOG, PAGES, PAGE, stream(ONE), b"12"]),
    "objects-in-a-stream-of-itself": lambda: assembled([CATALOG, PAGES, PAGE, stream(b"4 0 ", b"/Type /ObjStm /N 99999999 /First 4")]),
    "a-page-before-the-header": lambda: b"<html><body>" + b"%PDF-1.4 no more",
}
HTMLS: dict[str, Callable[[], bytes]] = {
    "fifty-megabytes": lambda: b"<html>" + b"<p>word word word word</p>" * 2_000_000,
    "script-alone": lambda: b"<html><script>alert('text')</script></html>",
    "deep": lambda: b"<html>" + b"<div>" * 100_000 + b"x",
    "deep-lists": lambda: b"<html>" + b"<ul><li>" * 50_000 + b"x",
    "paragraphs-beyond-count": lambda: b"<html>" + b"<p>x" * 200_000,
    "comments-never-closed": lambda: b"<html><p>x</p>" + b"<!--" * 400_000,
    "declarations": lambda: b"<html>" + b"<!" * 500_000,
    "tags-never-closed": lambda: b"<html>" + b"<p <p" * 300_000,
    "instructions-never-closed": lambda: b"<html>" + b"<?" * 500_000,
    "no-encoding": lambda: b"<html><p>" + bytes(range(0x81, 0x9F)) * 10_000 + b"\x81\x8d\x8f\x90\x9d" * 50_000,
    "odd-utf-16": lambda: b"\xff\xfe<\x00h\x00t\x00m\x00l\x00>\x00\x00\xd8x",
    "nothing-but-mark-up": lambda: b"<html><body><div></div></body></html>",
    "nul-bytes": lambda: b"<html>\x00\x00<p>x</p>",
}
OTHERS: dict[str, Callable[[], bytes]] = {
    "empty": lambda: b"",
    "white-space": lambda: b" \n\t " * 1000,
    "mark-alone": lambda: b"\xef\xbb\xbf",
    "picture-called-a-page": lambda: b"\x89PNG\r\n\x1a\n" + b"\x00" * 100,
    "photograph": lambda: b"\xff\xd8\xff\xe0" + b"\x00" * 100,
    "program": lambda: b"\x7fELF" + b"\x00" * 100,
    "old-word": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 100,
    "gzip": lambda: b"\x1f\x8b\x08\x00" + b"\x00" * 100,
    "rich-text": lambda: b"{\\rtf1 hello}",
    "bytes": lambda: bytes(range(256)) * 10,
    "text-too-long": lambda: b"word " * 1_000_000,
    "text-of-a-million-lines": lambda: b"1\n" * 1_000_000,
    "text-half-a-character": lambda: b"\xff\xfea",
    "word-bomb": lambda: packed(b" " * 200_000_000),
    "word-that-lies": lying_size,
    "word-entities": lambda: packed('<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><a>&c;</a>'),
    "word-broken": lambda: packed("<w:document><w:p>"),
    "word-truncated": lambda: packed("x" * 5000)[:60],
    "word-deep": lambda: packed(f'<a xmlns:w="{DOCX}">' + "<w:p>" * 200_000 + "</w:p>" * 200_000 + "</a>"),
    "word-without-words": lambda: packed(f'<w:document xmlns:w="{DOCX}"><w:p/></w:document>'),
    "a-zip-of-something-else": lambda: packed("x", "hello.txt"),
}
# what a reader takes, and must take the sense of alone
HARMLESS: dict[str, tuple[Callable[[], bytes], str]] = {
    "script-beside-text": (lambda: b"<html><body><p>Keep.</p><script>var drop = '<p>drop</p>'</script><p>Keep.</p>", "drop"),
    "handlers": (lambda: b"<html><body><p onclick='drop()'>Keep.<img src=x onerror='drop'></p>", "drop"),
    "entities-of-a-document-type": (lambda: b'<!DOCTYPE html [<!ENTITY drop "drop drop">]><html><p>Keep.</p>', "drop drop"),
    "lone-surrogates": (lambda: b"<html><p>Keep.&#xD800;&#xDFFF;</p>", "\ud800"),
    "icons-and-templates": (lambda: b"<html><body><p>Keep.<span aria-hidden='true'>drop</span></p><template>drop</template>", "drop"),
    "attributes-by-the-thousand": (lambda: b"<html><p " + b"drop='x' " * 50_000 + b">Keep.</p>", "drop"),
    "attribute-huge": (lambda: b"<html><p title='" + b"drop" * 500_000 + b"'>Keep.</p>", "drop"),
    "windows-quotes": (lambda: b"<html><p>\x93Keep.\x94</p>", "\ufffd"),
}


def _character_map(body: bytes) -> bytes:
    font = b"<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /ToUnicode 6 0 R >>"
    return assembled([CATALOG, PAGES, PAGE, stream(b"BT /F1 12 Tf <0041> Tj ET"), font, stream(b"begincmap " + body)])
