"""The optional language model behind CLS_LLM: messages in, words out, within a time and a length; no tools."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Any, Protocol

from ingest.errors import UserError
from ingest.settings import Settings

# What an answer of a few sentences or a long list may take.
MOST_TOKENS = 1_500
# Questions that wait for the model at the same time; one more is answered without it.
AT_ONCE = 4


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a conversation: `role` is system, human or ai."""

    role: str
    text: str


class ModelFailed(Exception):
    """The model gave no usable words: it is out of reach, too slow, refuses, or was cut off."""


class Model(Protocol):
    """Words for messages, within `seconds`; raises `ModelFailed`."""

    def words(self, messages: Sequence[Message], seconds: float) -> str:
        """What the model says after the messages."""
        ...


class ModelSettingError(UserError):
    """The model that CLS_LLM names cannot be used; a French sentence says why and what to do."""


class ChatModel:
    """A LangChain chat model."""

    def __init__(self, model: Any) -> None:
        self._model = model
        self._places = threading.BoundedSemaphore(AT_ONCE)

    def words(self, messages: Sequence[Message], seconds: float) -> str:
        """What the model says, whole or not at all."""
        if not self._places.acquire(blocking=False):
            raise ModelFailed("trop de questions à la fois")
        said: SimpleQueue[Any] = SimpleQueue()
        # A server that sends a byte now and then outlives any time limit of the network: the wait is bounded here.
        threading.Thread(target=self._say, args=(messages, said), daemon=True).start()
        try:
            result = said.get(timeout=seconds)
        except Empty:
            raise ModelFailed("délai dépassé") from None
        if isinstance(result, Exception):
            raise ModelFailed(type(result).__name__) from result
        return _text(result)

    def _say(self, messages: Sequence[Message], said: SimpleQueue[Any]) -> None:
        from langsmith import tracing_context

        try:
            # Whatever the environment asks, nothing is sent anywhere but to the model.
            with tracing_context(enabled=False):
                said.put(self._model.invoke([(message.role, message.text) for message in messages]))
        except Exception as error:
            said.put(error)
        finally:
            self._places.release()


def _text(result: Any) -> str:
    """The text of a whole answer; raises `ModelFailed` for one that was cut off or is no text."""
    about = getattr(result, "response_metadata", None) or {}
    reason = about.get("finish_reason") or about.get("stop_reason") or about.get("done_reason")
    if reason in ("length", "max_tokens", "content_filter"):
        raise ModelFailed(f"réponse coupée ({reason})")
    content = getattr(result, "content", result)
    if isinstance(content, list):
        content = "".join(part if isinstance(part, str) else str(part.get("text", "")) for part in content)
    if not isinstance(content, str) or not content.strip():
        raise ModelFailed("réponse vide")
    return content.strip()


def open_model(settings: Settings) -> Model | None:
    """The model that the settings name, None when they name none; raises `ModelSettingError`."""
    if not settings.llm:
        return None
    try:
        from langchain.chat_models import init_chat_model
    except ImportError as error:
        raise ModelSettingError(
            'Le réglage CLS_LLM demande un paquet qui n\'est pas installé : pip install "cls-assistant[llm]", '
            "ou videz CLS_LLM pour répondre sans modèle de langue."
        ) from error
    provider = settings.llm.partition(":")[0]
    try:
        return ChatModel(init_chat_model(settings.llm, **_arguments(settings)))
    except ImportError as error:
        raise ModelSettingError(
            f"Le réglage CLS_LLM vaut « {settings.llm} », mais le paquet de ce fournisseur n'est pas installé : "
            f"pip install langchain-{provider.replace('_', '-')}, ou videz CLS_LLM."
        ) from error
    except Exception as error:
        raise ModelSettingError(
            f"Le réglage CLS_LLM vaut « {settings.llm} » et ne peut pas servir : vérifiez le fournisseur et le modèle "
            "(par exemple openai:mistral-small), CLS_LLM_BASE_URL et CLS_LLM_API_KEY."
        ) from error


def _arguments(settings: Settings) -> dict[str, Any]:
    arguments: dict[str, Any] = {
        "temperature": 0,
        "max_tokens": MOST_TOKENS,
        "timeout": settings.llm_timeout,
        "max_retries": 0,  # one slow answer must not become three
    }
    if settings.llm_base_url:
        arguments["base_url"] = settings.llm_base_url
    if settings.llm_api_key or settings.llm_base_url:
        # A server of one's own often wants no key, but its client does.
        arguments["api_key"] = settings.llm_api_key or "aucune"
    return arguments
