"""Bringing documents in and taking them out, for whoever holds the administrator's token (`api.security`)."""

from __future__ import annotations

from typing import Annotated, BinaryIO, cast

from fastapi import APIRouter, Depends, Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.responses import Response

from api.administration import Administration, NothingReadable
from api.dependencies import AnyAssistant
from api.jobs import ENDED, Job, JobsFull
from api.problems import ProblemError
from api.schemas import JobOut
from api.uploads import MAX_FILES, safe_name

router = APIRouter(prefix="/api")

# A removal is done at once unless another job is at work: so long is waited before answering "it will be".
_REMOVAL_SECONDS = 10.0
_FORM = "multipart/form-data"
_FULL_SECONDS = "60"


def administration(request: Request) -> Administration:
    """What administers the index; the gate has seen the token already."""
    return cast(Administration, request.app.state.administration)


Admin = Annotated[Administration, Depends(administration)]


@router.post("/documents", status_code=202, response_model=JobOut)
async def upload(request: Request, admin: Admin, response: Response) -> Job:
    """Take files in; the job that reads them tells what became of each."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != _FORM:
        raise ProblemError(415, f"Les fichiers s'envoient en « {_FORM} ».")
    # Parsed here and not by the framework, which would answer in English and hide our own limit.
    try:
        async with request.form(max_files=MAX_FILES, max_fields=MAX_FILES) as form:
            files = [part for _, part in form.multi_items() if isinstance(part, UploadFile)]
            sent = _named(files)
            job = await run_in_threadpool(_submit, admin, sent)
    except (HTTPException, MultiPartException) as error:
        raise ProblemError(400, f"Le formulaire est mal formé, ou compte plus de {MAX_FILES} fichiers.") from error
    response.headers["Location"] = f"/api/jobs/{job.id}"
    return job


@router.delete("/documents/{document_id}", response_model=JobOut)
def remove(document_id: str, admin: Admin, assistant: AnyAssistant, response: Response) -> Job:
    """Remove a document: 200 when it is gone, 202 when its turn has not come."""
    if assistant.document(document_id) is None:
        raise ProblemError(404, "Aucun document ne porte cet identifiant.")
    try:
        job = admin.remove(document_id)
    except JobsFull as error:
        raise _full() from error
    job = admin.jobs.wait(job.id, _REMOVAL_SECONDS)
    response.headers["Location"] = f"/api/jobs/{job.id}"
    response.status_code = 200 if job.state in ENDED else 202
    return job


@router.post("/reindex", status_code=202, response_model=JobOut)
def reindex(admin: Admin, response: Response) -> Job:
    """Make the whole index again from the copies of the files."""
    try:
        job = admin.reindex()
    except JobsFull as error:
        raise _full() from error
    response.headers["Location"] = f"/api/jobs/{job.id}"
    return job


@router.get("/jobs", response_model=list[JobOut])
def jobs(admin: Admin) -> list[Job]:
    """The jobs of this process, the latest first; they are gone when it restarts."""
    return list(admin.jobs.all())


@router.get("/jobs/{job_id}", response_model=JobOut)
def job(job_id: str, admin: Admin) -> Job:
    """One job as it stands."""
    found = admin.jobs.get(job_id)
    if found is None:
        raise ProblemError(404, "Aucun travail ne porte cet identifiant ; ils s'effacent quand le serveur redémarre.")
    return found


def _named(files: list[UploadFile]) -> list[tuple[str, BinaryIO]]:
    """The files with their names; none, or two of one name, which would replace each other, are refused."""
    if not files:
        raise _wrong("joignez au moins un fichier")
    names = [safe_name(file.filename or "") for file in files]
    if len(set(names)) < len(names):
        raise _wrong("deux fichiers portent le même nom : renommez l'un d'eux, ou envoyez-les l'un après l'autre")
    return [(file.filename or "", file.file) for file in files]


def _wrong(explanation: str) -> ProblemError:
    return ProblemError(422, f"« files » : {explanation}.", errors=(("files", explanation),))


def _submit(admin: Administration, sent: list[tuple[str, BinaryIO]]) -> Job:
    try:
        return admin.upload(sent)
    except NothingReadable as error:
        reasons = tuple((outcome.file_name, outcome.message) for outcome in error.refused)
        detail = " ".join(f"« {name} » : {reason}" for name, reason in reasons)
        raise ProblemError(415, detail, errors=reasons) from error
    except JobsFull as error:
        raise _full() from error


def _full() -> ProblemError:
    detail = "Trop de travaux attendent déjà : recommencez quand ils seront faits."
    return ProblemError(429, detail, headers={"Retry-After": _FULL_SECONDS})
