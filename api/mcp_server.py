"""The assistant as tools of the Model Context Protocol, over standard input and output or over HTTP."""

from __future__ import annotations

import json
import logging
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from contextvars import ContextVar
from functools import wraps
from importlib.metadata import version
from typing import Annotated, Any

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError, UnexpectedToolError
from mcp.server.transport_security import TransportSecuritySettings
from mcp.types import CallToolResult, TextContent, ToolAnnotations
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from api.addresses import absolute
from api.chat import content_of
from api.collaborator import Assistant
from api.comparison import comparison_out
from api.dependencies import check_contracts, count_question
from api.funding_view import funding_out
from api.logs import without_values
from api.problems import ProblemError, respond
from api.record_views import RecordView, contract_row
from api.schemas import MAX_RESULTS, AnswerOut, AskIn, TurnIn
from api.views import result_out
from api.wording import explain_field, field_name
from assistant.library import UnderstoodContract
from assistant.records import Answer

PATH = "/mcp"
_INSTRUCTIONS = (
    "Réponses exactes et citées sur les contrats locaux de santé (CLS) indexés ici. Chaque réponse est vérifiée dans "
    "les documents : reprenez-la telle quelle, avec ses sources ; quand ils ne disent pas une chose, dites-le."
)
_DESCRIPTIONS = {
    "ask": "Répond à une question sur les contrats locaux de santé, avec les extraits qui le prouvent, ou refuse et "
    "dit pourquoi.",
    "search": "Cherche les passages des documents les plus proches de quelques mots, le meilleur d'abord.",
    "contracts": "Liste les contrats indexés : identifiant, territoire, période, documents, ce qui en a été compris.",
    "contract": "Donne la fiche entière d'un contrat : parties, dates, périmètre, axes, actions, argent, avec les "
    "preuves.",
    "compare": "Compare deux contrats ou plus, critère par critère ; « not_found » où les documents ne disent rien.",
    "funding": "Donne l'argent des contrats, une ligne par fiche action et montant, les totaux, et ce qui n'est compté "
    "dans aucun.",
}
_READ_ONLY = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)
_NO_SUCH_TOOL = "Il n'y a pas d'outil de ce nom ; outils : {names}."
_FAILED = "Une erreur imprévue s'est produite. Réessayez ; si elle revient, signalez-la."

_log = logging.getLogger("api.mcp")
# The address by which a tool is called over HTTP: that of links where no public address is set.
_CALLED_AT: ContextVar[str] = ContextVar("called_at", default="")


class Exchange(BaseModel):
    """An earlier exchange, as a tool is told of it."""

    model_config = ConfigDict(json_schema_extra={"description": "Un échange d'avant."})

    question: str = Field(description="La question d'alors.")
    answer: str = Field(default="", description="La réponse d'alors.")


Asked = Annotated[str, Field(description="La question, en français, 1 000 caractères au plus.")]
History = Annotated[
    list[Exchange] | None,
    Field(description="Les échanges d'avant, le plus ancien d'abord, pour qu'une question de suite soit comprise."),
]
Contracts = Annotated[
    list[str] | None,
    Field(description="Identifiants des contrats auxquels se limiter (outil « contracts ») ; sans eux : tous."),
]
Several = Annotated[list[str], Field(description="Identifiants de deux contrats ou plus (outil « contracts »).")]
One = Annotated[str, Field(description="Identifiant du contrat (outil « contracts »).")]
Searched = Annotated[str, Field(description="Ce que l'on cherche, en quelques mots.")]
Limit = Annotated[int, Field(description=f"Combien de passages au plus, de 1 à {MAX_RESULTS}.")]


class Tools:
    """What each tool does; every method is a tool, and returns a text and the same as an object."""

    def __init__(self, assistant: Assistant, base: str, on_answer: Callable[[Answer], None]) -> None:
        self._assistant, self._base, self._on_answer = assistant, base, on_answer

    def ask(self, question: Asked, history: History = None, contracts: Contracts = None) -> CallToolResult:
        """The verified answer to a question."""
        turns = [TurnIn(question=turn.question, answer=turn.answer) for turn in history or []]
        asked = AskIn(question=question, history=turns, contracts=contracts or [])
        self._known(asked.contracts)
        answer = self._assistant.ask(asked.to_question())
        self._on_answer(answer)
        out = AnswerOut.model_validate(answer)
        base = self._base or _CALLED_AT.get()
        return _result(out.model_copy(update={"answer": absolute(out.answer, base)}), content_of(out, base))

    def search(self, query: Searched, contracts: Contracts = None, limit: Limit = 10) -> CallToolResult:
        """The passages nearest to the query, best first."""
        asked = AskIn(question=query, contracts=contracts or [])
        self._known(asked.contracts)
        limit = min(max(limit, 1), MAX_RESULTS)
        found = self._assistant.search(asked.question, contracts=tuple(asked.contracts), limit=limit)
        results = [result_out(passage, hit, self._assistant.document(passage.document_id)) for passage, hit in found]
        return _result({"results": [result.model_dump(mode="json") for result in results]})

    def contracts(self) -> CallToolResult:
        """Every contract of which a document is indexed."""
        rows = [contract_row(contract) for contract in self._assistant.library().contracts]
        return _result({"contracts": [row.model_dump(mode="json") for row in rows]})

    def contract(self, contract: One) -> CallToolResult:
        """All that the documents say of one contract."""
        (found,) = self._understood([contract])
        return _result(RecordView(found.documents).contract(found))

    def compare(self, contracts: Several) -> CallToolResult:
        """Two contracts or more, criterion by criterion."""
        found = self._understood(contracts)
        if len(found) < 2:
            raise ToolError("Il faut deux contrats différents.")
        return _result(comparison_out(found))

    def funding(self, contracts: Contracts = None) -> CallToolResult:
        """One row an action and amount, with the sums."""
        found = self._understood(contracts) if contracts else list(self._assistant.library().contracts)
        return _result(funding_out(found))

    def _known(self, contracts: list[str]) -> None:
        check_contracts(self._assistant, contracts, "contracts")

    def _understood(self, ids: list[str]) -> list[UnderstoodContract]:
        self._known(ids)
        library = self._assistant.library()
        return [found for wanted in dict.fromkeys(ids) if (found := library.contract(wanted))]


def tools_server(assistant: Assistant, base: str, on_answer: Callable[[Answer], None] = lambda _: None) -> MCPServer:
    """The tools over an assistant; `base` is the public address for links, empty for the caller's own."""
    server = _FrenchServer(
        "cls-assistant",
        title="Assistant CLS",
        instructions=_INSTRUCTIONS,
        version=version("cls-assistant"),
        log_level="WARNING",
    )
    tools = Tools(assistant, base, on_answer)
    for tool in (tools.ask, tools.search, tools.contracts, tools.contract, tools.compare, tools.funding):
        server.add_tool(_guarded(tool, assistant), description=_DESCRIPTIONS[tool.__name__], annotations=_READ_ONLY)
    return server


class _FrenchServer(MCPServer):
    """A server whose refusals are French sentences, those of the protocol's own checks too."""

    async def call_tool(self, name: str, arguments: dict[str, Any], context: Any = None) -> Any:
        """What the tool gives; raises `ToolError` with a sentence for its caller."""
        try:
            return await super().call_tool(name, arguments, context)
        except UnexpectedToolError:
            raise ToolError(_FAILED) from None
        except ToolError as error:
            cause = error.__cause__
            if isinstance(cause, ValidationError):
                raise ToolError(_told(cause)) from None  # without the cause: it holds what was sent
            if isinstance(cause, ToolError):
                raise cause from None
            names = ", ".join(tool.name for tool in await self.list_tools())
            raise ToolError(_NO_SUCH_TOOL.format(names=names)) from None


def _told(error: ValidationError) -> str:
    return " ".join(f"« {field_name(('', *item['loc']))} » : {explain_field(item)}." for item in error.errors())


def _guarded(tool: Callable[..., CallToolResult], assistant: Assistant) -> Callable[..., CallToolResult]:
    """The tool whose errors are French sentences; what nobody foresaw is logged without what was asked."""

    @wraps(tool)
    def guarded(*args: Any, **kwargs: Any) -> CallToolResult:
        is_ready, reason = assistant.ready()
        if not is_ready:
            raise ToolError(reason)
        try:
            return tool(*args, **kwargs)
        except ToolError:
            raise
        except ProblemError as problem:
            raise ToolError(problem.detail) from None
        except ValidationError as error:
            raise ToolError(_told(error)) from None
        except Exception as error:
            _log.error("%s", without_values(error))
            raise ToolError(_FAILED) from None

    return guarded


def _result(value: BaseModel | Mapping[str, Any], text: str = "") -> CallToolResult:
    told = value.model_dump(mode="json", by_alias=True) if isinstance(value, BaseModel) else dict(value)
    shown = text or json.dumps(told, ensure_ascii=False)
    return CallToolResult(content=[TextContent(type="text", text=shown)], structured_content=told)


class OverHttp:
    """The tools at an address of the application, each request on its own; `running` is the application's lifespan."""

    def __init__(self, server: MCPServer) -> None:
        # Who may call is the application's to say, by its token: the protocol's own check of `Host` would refuse
        # every public name.
        security = TransportSecuritySettings(enable_dns_rebinding_protection=False)
        self._app = server.streamable_http_app(
            streamable_http_path=PATH, json_response=True, stateless_http=True, transport_security=security
        )
        self._server = server
        self._is_running = False

    @asynccontextmanager
    async def running(self, _app: ASGIApp) -> AsyncIterator[None]:
        """For as long as the application runs."""
        async with self._server.session_manager.run():
            self._is_running = True
            yield
            self._is_running = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope)
        try:
            if not self._is_running:
                raise ProblemError(503)
            if scope["method"] == "POST":
                count_question(request)
        except ProblemError as problem:
            await respond(request, problem)(scope, receive, send)
            return
        _CALLED_AT.set(str(request.base_url).rstrip("/"))
        await self._app(scope, receive, send)
