"""How much one file may cost its reader."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ingest.records import ReadState

# Told, once, how many pages go through character recognition, which takes longer than reading.
AnnounceOcr = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on reading one file; past them it is refused or its reader is stopped."""

    bytes: int = 100 * 2**20
    pages: int = 2_000
    seconds: int = 120  # of wall clock, OCR apart
    memory_mb: int = 2_048
    ocr: bool = True  # read scanned pages where Tesseract is installed
    ocr_seconds_per_page: int = 30
    ocr_pages: int = 200  # of one document: the rest is reported as scanned
    characters: int = 50_000_000  # of text, or of decompressed bytes in an archive


class UnreadableError(Exception):
    """A file cannot be read: the state to report and the French sentence that says what to do."""

    def __init__(self, state: ReadState, message: str) -> None:
        super().__init__(message)
        self.state = state
        self.message = message


# What each state says to someone who is no programmer, when nothing more precise is known.
SENTENCES = {
    ReadState.EMPTY: "Le fichier est vide : vérifiez l’original, puis ajoutez-le de nouveau.",
    ReadState.ENCRYPTED: (
        "Le fichier est protégé par un mot de passe : enregistrez-en une copie sans protection, puis ajoutez-la."
    ),
    ReadState.DAMAGED: (
        "Le fichier est abîmé ou incomplet : demandez-en une nouvelle copie ou téléchargez-le de nouveau."
    ),
    ReadState.SCANNED: (
        "Le document est une image numérisée, sans texte : demandez la version d’origine (Word ou PDF avec texte),"
        " ou installez Tesseract et sa langue française pour qu’il soit lu par reconnaissance de caractères."
    ),
    ReadState.TOO_LARGE: (
        "Le fichier est trop volumineux pour être lu sans risque : découpez-le en plusieurs fichiers plus petits."
    ),
    ReadState.TIMED_OUT: (
        "La lecture du fichier a pris trop de temps et a été arrêtée : enregistrez-en une copie plus simple"
        " (par exemple « Imprimer en PDF ») ou découpez-le."
    ),
    ReadState.OUT_OF_MEMORY: (
        "La lecture du fichier demande trop de mémoire et a été arrêtée : enregistrez-en une copie plus simple"
        " (par exemple « Imprimer en PDF ») ou découpez-le."
    ),
    ReadState.FAILED: (
        "Le fichier n’a pas pu être lu : enregistrez-en une copie (par exemple « Imprimer en PDF »), puis ajoutez-la."
    ),
}


def unreadable(state: ReadState) -> UnreadableError:
    """The refusal of a file with its state's usual sentence."""
    return UnreadableError(state, SENTENCES[state])
