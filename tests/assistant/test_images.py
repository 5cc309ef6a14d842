"""What a picture file tells, the clean copy, and files that are not what they seem."""

import io
import struct
import zlib

import pytest
from PIL import Image, PngImagePlugin

from assistant import UnusableInput, images
from assistant.images import look_at

MAKE, MODEL, GPS, ORIENTATION = 271, 272, 34853, 274


def jpeg(gps=True, size=(24, 16), orientation=None, comment=None):
    image = Image.new("RGB", size, "teal")
    exif = image.getexif()
    exif[MAKE], exif[MODEL] = "Fonely", "F<b>9</b>"
    if orientation:
        exif[ORIENTATION] = orientation
    if gps:
        exif[GPS] = {1: "N", 2: (54.0, 29.0, 24.0), 3: "W", 4: (0.0, 37.0, 12.0)}
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif, **({"comment": comment} if comment else {}))
    return out.getvalue()


def png(**notes):
    told = PngImagePlugin.PngInfo()
    for key, value in notes.items():
        told.add_text(key, value)
    out = io.BytesIO()
    Image.new("RGBA", (10, 10), (1, 2, 3, 128)).save(out, "PNG", pnginfo=told)
    return out.getvalue()


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def bomb(width, height):
    """A PNG of a few bytes that says it is enormous."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")


def told(data):
    return {(h.what, h.value) for h in look_at(data).hidden}


def test_location_and_device_are_told():
    assert told(jpeg()) == {("location", "54.49000, -0.62000"), ("device", "Fonely"), ("device", "F<b>9</b>")}


def test_notes_in_a_png_are_told():
    assert told(png(Comment="Mrs Kendal, ward 4")) == {("note in the file", "Comment: Mrs Kendal, ward 4")}


@pytest.mark.parametrize("data", [jpeg(comment=b"secret"), png(Comment="secret", Author="Dr X")], ids=["jpeg", "png"])
def test_the_clean_copy_tells_nothing_and_shows_the_same(data):
    seen = look_at(data)
    assert look_at(seen.clean).hidden == ()
    assert b"secret" not in seen.clean
    before, after = Image.open(io.BytesIO(data)), Image.open(io.BytesIO(seen.clean))
    assert (after.size, after.mode) == (before.size, before.mode)


def test_a_picture_taken_sideways_is_upright_without_its_note():
    assert Image.open(io.BytesIO(look_at(jpeg(orientation=6)).clean)).size == (16, 24)


def test_faces_and_rooms_are_left_to_the_eye():
    assert "faces" in look_at(png()).by_eye


@pytest.mark.parametrize(
    ("data", "words"),
    [
        pytest.param(b"GIF89a" + b"\0" * 50, "not a PNG or JPEG", id="another-kind"),
        pytest.param(b"<svg onload=alert(1)>", "not a PNG or JPEG", id="a-page-in-disguise"),
        pytest.param(b"", "not a PNG or JPEG", id="empty"),
        pytest.param(b"\xff\xd8\xff" + b"\0" * 100, "broken or cut short", id="the-right-start-and-nothing-else"),
        pytest.param(jpeg()[:200], "broken or cut short", id="cut-short"),
        pytest.param(b"\xff\xd8\xff" + png(), "broken or cut short", id="one-kind-inside-another"),
        pytest.param(bomb(30_000, 30_000), "unpacks to far more|points; the most", id="a-bomb"),
        pytest.param(bomb(9_000, 9_000), "81,000,000 points", id="merely-too-large"),
    ],
)
def test_what_is_refused_and_why(data, words):
    with pytest.raises(UnusableInput, match=words):
        look_at(data)


def test_a_file_beyond_the_limit_is_not_opened(monkeypatch):
    monkeypatch.setattr(images, "MOST_BYTES", 100)
    with pytest.raises(UnusableInput, match="the most that is opened is 100"):
        look_at(jpeg())


def test_metadata_beyond_the_limit_is_left_unread(monkeypatch):
    monkeypatch.setattr(images, "MOST_METADATA", 10)
    seen = look_at(jpeg())
    assert [h.what for h in seen.hidden] == ["metadata"]
    assert look_at(seen.clean).hidden == ()


def test_broken_coordinates_still_say_that_there_is_a_place():
    image = Image.new("RGB", (4, 4))
    exif = image.getexif()
    exif[GPS] = {1: "N"}
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif)
    assert told(out.getvalue()) == {("location", "a place is stored in the file")}


def test_without_tesseract_the_words_are_not_read(monkeypatch):
    monkeypatch.setattr(images.shutil, "which", lambda _: None)
    assert look_at(png()).words is None
