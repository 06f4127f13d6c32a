"""Settings, read once from the environment and `.env`."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from ingest.errors import UserError


class SettingsError(UserError):
    """A setting has a wrong value; the message is a French sentence that names it and what is expected."""


class Settings(BaseSettings):
    """Every setting of the product; environment names carry the prefix `CLS_`."""

    model_config = SettingsConfigDict(env_prefix="CLS_", env_file=".env", extra="ignore", frozen=True)

    data_dir: Path = Path("data")
    corpus_dir: Path = Path("corpus")
    results_dir: Path = Path("results")  # reports of the evaluation, which the page shows
    chroma_url: str = Field(default="", pattern=r"^(https?://[^\s/]+(:\d+)?/?)?$")
    embedding_model: str = ""  # empty = the packaged model
    llm: str = Field(default="", pattern=r"^([a-z_0-9]+:\S+)?$")
    llm_base_url: str = ""
    llm_api_key: str = ""
    admin_token: str = ""
    api_token: str = ""
    rate_limit: int = Field(default=60, ge=0, description="questions a minute for one address; 0 = no limit")
    max_bytes: int = Field(default=100 * 2**20, gt=0, description="bytes of one file")
    max_pages: int = Field(default=2_000, gt=0, description="pages of one file")
    max_seconds: int = Field(default=120, gt=0, description="seconds to read one file, OCR apart")
    max_memory_mb: int = Field(default=2_048, ge=256, description="memory of the reading process, in MiB")
    log_questions: bool = False

    @field_validator("data_dir", "corpus_dir", "results_dir")
    @classmethod
    def _not_a_file(cls, value: Path) -> Path:
        if value.is_file():
            raise ValueError("un dossier est attendu, c'est un fichier")
        return value


# What each setting expects, in French, for the sentence that stops a start.
_EXPECTED = {
    "data_dir": "un dossier",
    "corpus_dir": "un dossier",
    "results_dir": "un dossier",
    "chroma_url": "une adresse comme http://127.0.0.1:8001",
    "llm": "fournisseur:modèle, par exemple openai:mistral-small, ou rien",
    "rate_limit": "un nombre entier de questions par minute, 0 pour aucune limite",
    "max_bytes": "un nombre entier d'octets, au moins 1",
    "max_pages": "un nombre entier de pages, au moins 1",
    "max_seconds": "un nombre entier de secondes, au moins 1",
    "max_memory_mb": "un nombre entier de mébioctets, au moins 256",
    "log_questions": "true ou false",
}


def load_settings() -> Settings:
    """The settings of this process; raises `SettingsError` with a sentence that names the wrong value."""
    try:
        return Settings()
    except ValidationError as error:
        lines = []
        for item in error.errors():
            name = str(item["loc"][0])
            lines.append(
                f"Le réglage CLS_{name.upper()} vaut « {item['input']} » : "
                f"il faut {_EXPECTED.get(name, 'une autre valeur')}."
            )
        raise SettingsError(" ".join(lines)) from error
