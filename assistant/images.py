"""What a picture tells beside what it shows: location, device, time; and the same picture without it. In memory only."""

import io
import shutil
import subprocess
import warnings
from dataclasses import dataclass
from typing import Any

from assistant.errors import UnusableInput

# a phone's largest photo is about 25 MB and 100 million points; beyond these a file is an attack or a mistake
MOST_BYTES = 30_000_000
MOST_PIXELS = 60_000_000
MOST_METADATA = 1_000_000
MAGIC = {"PNG": b"\x89PNG\r\n\x1a\n", "JPEG": b"\xff\xd8\xff"}
# seconds that Tesseract may take; it reads a page in two or three
READING_TIME = 20
QUALITY = 92
BY_EYE = "Look at it yourself for faces, tattoos, names on badges, screens and letters, and rooms or views that people know. No program here can."
TAGS = {
    "Make": "device", "Model": "device", "LensModel": "device", "Software": "software", "BodySerialNumber": "device serial number",
    "DateTime": "time taken", "DateTimeOriginal": "time taken", "Artist": "name", "Copyright": "name", "XPAuthor": "name",
    "CameraOwnerName": "name", "ImageDescription": "caption", "UserComment": "caption", "XPComment": "caption", "XPTitle": "caption",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Hidden:
    """One thing a picture file tells beside the picture."""

    what: str
    """'location', 'device', 'time taken', 'name', 'caption' ..."""
    value: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture checked."""

    kind: str
    """'PNG' or 'JPEG'."""
    width: int
    height: int
    hidden: tuple[Hidden, ...]
    clean: bytes
    """The same picture without any of it."""
    words: str | None
    """Text read in the picture; None where Tesseract is not installed."""
    by_eye: str = BY_EYE


def look_at(data: bytes) -> Picture:
    """The picture in `data`, what else the file tells, and a clean copy.

    Raises UnusableInput for a file that is too large, is no PNG or JPEG whatever its name says, is
    broken, or would unpack to more than MOST_PIXELS.
    """
    kind = _kind(data)
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            # Pillow warns before it refuses; for us a warning is a refusal
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=[kind]) as image:
                if image.width * image.height > MOST_PIXELS:
                    raise UnusableInput(f"This picture has {image.width * image.height:,} points; the most that is opened is {MOST_PIXELS:,}. Make it smaller first.")
                hidden = _hidden(image)
                clean = _clean(image, kind)
                size = image.size
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise UnusableInput("This picture unpacks to far more than it seems, as a harmful file does. It was not opened.") from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, KeyError, TypeError, OverflowError) as error:
        raise UnusableInput("This picture is broken or cut short, so it cannot be checked. Save it again from the app it came from.") from error
    return Picture(kind, *size, hidden, clean, _words(clean))


def _kind(data: bytes) -> str:
    """PNG or JPEG by the first bytes; a file's name proves nothing."""
    if len(data) > MOST_BYTES:
        raise UnusableInput(f"This file has {len(data):,} bytes; the most that is opened is {MOST_BYTES:,}. Make the picture smaller first.")
    for kind, magic in MAGIC.items():
        if data.startswith(magic):
            return kind
    raise UnusableInput("This is not a PNG or JPEG picture, whatever its name says. Save it as one of those and try again.")


def _hidden(image) -> tuple[Hidden, ...]:  # type: ignore[no-untyped-def]  # Pillow is imported where it is used
    """Everything in the file that is not the picture, in words."""
    from PIL import ExifTags

    raw = image.info.get("exif", b"")
    if len(raw) > MOST_METADATA:
        return (Hidden("metadata", f"{len(raw):,} bytes, too much to be read; the clean copy leaves it all out"),)
    exif = image.getexif()
    told: list[Hidden] = []
    place = _place(exif.get_ifd(ExifTags.IFD.GPSInfo))
    if place:
        told.append(Hidden("location", place))
    for tags in (exif, exif.get_ifd(ExifTags.IFD.Exif)):
        for tag, value in tags.items():
            what = TAGS.get(ExifTags.TAGS.get(tag, ""))
            if what:
                told.append(Hidden(what, _short(value)))
    for key, value in image.info.items():
        if key in ("comment", "Comment", "Author", "Title", "Description", "Software", "Creation Time", "XML:com.adobe.xmp", "xmp", "parameters"):
            told.append(Hidden("note in the file", f"{key}: {_short(value)}"))
    return tuple(dict.fromkeys(told))


def _place(gps: dict[int, Any]) -> str | None:
    """Latitude and longitude in degrees, or that there is a place."""
    from PIL.ExifTags import GPS

    try:
        degrees = [
            sum(float(part) / 60**n for n, part in enumerate(gps[of])) * (-1 if gps.get(ref) in ("S", "W") else 1)
            for of, ref in ((GPS.GPSLatitude, GPS.GPSLatitudeRef), (GPS.GPSLongitude, GPS.GPSLongitudeRef))
        ]
    except (KeyError, TypeError, ValueError, ZeroDivisionError):
        return "a place is stored in the file" if gps else None
    return f"{degrees[0]:.5f}, {degrees[1]:.5f}"


def _clean(image, kind: str) -> bytes:  # type: ignore[no-untyped-def]
    """The points alone, turned the way a viewer would have turned them."""
    from PIL import Image, ImageOps

    upright = ImageOps.exif_transpose(image)
    bare = Image.frombytes(upright.mode, upright.size, upright.tobytes())
    if upright.mode == "P" and upright.palette is not None:
        bare.putpalette(upright.palette.getdata()[1], upright.palette.mode)
    out = io.BytesIO()
    bare.save(out, kind, **({"quality": QUALITY} if kind == "JPEG" else {}))
    return out.getvalue()


def _words(clean: bytes) -> str | None:
    """Text that Tesseract reads in the picture, given on standard input; None where it is not installed."""
    program = shutil.which("tesseract")
    if program is None:
        return None
    try:
        read = subprocess.run([program, "stdin", "stdout"], input=clean, capture_output=True, timeout=READING_TIME, check=True)  # noqa: S603
    except (OSError, subprocess.SubprocessError):
        return None
    return read.stdout.decode("utf-8", "replace").strip()


def _short(value: object, most: int = 120) -> str:
    """A value of the file's on one line, shown as text."""
    text = value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
    return " ".join("".join(c for c in text if c.isprintable() or c.isspace()).split())[:most]
