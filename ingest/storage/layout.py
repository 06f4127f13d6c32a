"""What the database says of itself as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from ingest.storage.codec import Scalars


@dataclass(frozen=True, slots=True)
class Layout:
    """What the database's state says: which pair of tables is in force, who made its vectors, and its version."""

    generation: int
    encoder: str
    dimension: int
    version: str
    writing: bool  # set before the first change and cleared after the last: still set means that a writer died

    @classmethod
    def of(cls, state: Mapping[str, str | int]) -> Layout | None:
        """The layout that `state` wrote, None in a new database."""
        if not state.get("version"):
            return None
        return cls(
            generation=int(state["generation"]),
            encoder=str(state["encoder"]),
            dimension=int(state["dimension"]),
            version=str(state["version"]),
            writing=bool(state["writing"]),
        )

    def state(self) -> Scalars:
        """The layout as a state of the database."""
        return asdict(self) | {"writing": int(self.writing)}

    @property
    def passages(self) -> str:
        """The name of the table of passages."""
        return f"passages-{self.generation}"

    @property
    def documents(self) -> str:
        """The name of the table of documents."""
        return f"documents-{self.generation}"
