"""What was measured, as aligned tables for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from assistant.composers import french
from eval import words
from eval.verdict import GRAVE
from eval.words import MEASURES


@dataclass(frozen=True, slots=True)
class Table:
    """A titled table; the first row is its head."""

    title: str
    rows: tuple[tuple[str, ...], ...]


def plain_text(summary: Mapping[str, Any]) -> str:
    """Every table of every set, with what a reader must know of it."""
    return "\n\n".join(block for one in summary["sets"] for block in _blocks(one))


def _blocks(one: Mapping[str, Any]) -> Iterator[str]:
    yield f"{one['name']} : {one['questions']} questions"
    yield "\n".join(f"- {line}" for line in remarks(one))
    for table in tables(one):
        yield _aligned(table)


def tables(one: Mapping[str, Any]) -> tuple[Table, ...]:
    """The tables of a set; those of what was not measured are left out."""
    made = (_answers(one), _categories(one), _search(one), _ablations(one), _latency(one))
    return tuple(table for table in made if len(table.rows) > 1)


def remarks(one: Mapping[str, Any]) -> tuple[str, ...]:
    """What was indexed, what cannot be found, what failed, by name."""
    own = [document["name"] for document in one["documents"] if not document["stands_in"]]
    stand_ins = [document["name"] for document in one["documents"] if document["stands_in"]]
    lines = [f"documents mesurés avec leurs pages : {', '.join(own) or 'aucun'}"]
    if stand_ins:
        lines.append(f"notices et textes sans pages (les numéros de page sont ignorés) : {', '.join(stand_ins)}")
    if one["unfindable"]:
        lines.append(f"preuves absentes de toute page indexée, donc introuvables : {', '.join(one['unfindable'])}")
    if one["errors"]:
        lines.append(f"l'application a échoué : {', '.join(one['errors'])}")
    for name in GRAVE:
        failed = [row["case"] for row in one["cases"] if row["scores"].get(name, {}).get("count")]
        named = f" ({', '.join(failed)})" if failed else ""
        lines.append(f"{words.GRAVE[name]} : {one['grave'][name]}{named}")
    wrong = [row["case"] for row in one["cases"] if row["scores"]["right"]["value"] < 1]
    lines.append(f"pas entièrement justes : {', '.join(wrong) or 'aucune'}")
    return tuple(lines)


def _answers(one: Mapping[str, Any]) -> Table:
    rows = [
        (label, _percent(one["answers"][name]), str(one["answers"][name]["n"]))
        for name, label in MEASURES.items()
        if name in one["answers"]
    ]
    return Table("Réponses", (("mesure", "part [95 %]", "n"), *rows))


def _categories(one: Mapping[str, Any]) -> Table:
    head = ("catégorie", "questions", "justes", "répond ou refuse bien", "faits dits", "rappel@5")
    measures = ("right", "refusal", "facts_right", "recall_5")
    rows = [
        (words.category(name), str(found["questions"]), *(_percent(found.get(measure)) for measure in measures))
        for name, found in one["categories"].items()
    ]
    return Table("Par catégorie", (head, *rows))


def _search(one: Mapping[str, Any]) -> Table:
    head = ("recherche", "rappel@1", "rappel@5", "rappel@10", "MRR@10", "nDCG@10", "toutes preuves@10", "n")
    shares = ("recall_1", "recall_5", "recall_10")
    rows = [
        (
            name,
            *(_percent(found[measure]) for measure in shares),
            *(f"{found[measure]['mean']:.2f}".replace(".", ",") for measure in ("reciprocal_rank", "ndcg_10")),
            _percent(found["coverage_10"]),
            str(found["recall_5"]["n"]),
        )
        for name, found in one["search"].items()
    ]
    return Table("Recherche de la preuve", (head, *rows))


def _ablations(one: Mapping[str, Any]) -> Table:
    rows = [
        (
            name,
            _percent(found["right"]),
            f"+{found['worth']['gained']} -{found['worth']['lost']}",
            f"{found['worth']['p']:.3f}".replace(".", ","),
            " / ".join(str(found["grave"][kind]) for kind in GRAVE),
        )
        for name, found in one["ablations"].items()
    ]
    head = ("l'application", "justes", "la partie gagne et perd", "p", "fautes graves")
    return Table("Ce que chaque partie apporte", (head, *rows))


def _latency(one: Mapping[str, Any]) -> Table:
    latency = one["latency_ms"]
    ours = "réponse complète, par HTTP" if latency["over_http"] else "réponse complète, dans le processus"
    named = ((ours, "median", "p95"), ("LangChain : plongement et Chroma", "plain_median", "plain_p95"))
    rows: list[tuple[str, ...]] = [
        (label, f"{latency[middle]:.1f}", f"{latency[high]:.1f}") for label, middle, high in named if middle in latency
    ]
    if len(rows) == len(named):
        ratios = (latency["median"] / latency["plain_median"], latency["p95"] / latency["plain_p95"])
        rows.append(("rapport", *(f"{ratio:.2f}" for ratio in ratios)))
    return Table("Durée", (("ms", "médiane", "95e centile"), *rows))


def _percent(measured: Mapping[str, Any] | None) -> str:
    if not measured:
        return "–"
    mean = french.percent(round(100 * measured["mean"], 1))
    return f"{mean} [{100 * measured['low']:.0f}–{100 * measured['high']:.0f}]"


def _aligned(table: Table) -> str:
    widths = [max(len(row[i]) for row in table.rows) for i in range(len(table.rows[0]))]
    lines = [
        "  ".join(
            cell.ljust(width) if i == 0 else cell.rjust(width)
            for i, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in table.rows
    ]
    lines.insert(1, "  ".join("-" * width for width in widths))
    return "\n".join([table.title, *lines])
