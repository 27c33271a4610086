"""The call service in use, and the form with which a person chooses another."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from core import commands
from core.snapshots import ServiceSnapshot, ServiceState
from ui.bridge import Bridge
from ui.viewmodels import words
from ui.viewmodels.mirror import Mirror

QML_IMPORT_NAME = "Ahoy"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class ServiceViewState:
    """What QML shows of the service."""

    state: str = ServiceState.STARTING.value
    state_words: str = "Starting…"
    message: str = ""
    url: str = ""
    embedded: bool = True
    signs_tokens_here: bool = False
    problem: str = ""


def is_address(url: str, schemes: tuple[str, ...]) -> bool:
    """Whether ``url`` has one of the schemes and names a host."""
    try:
        parts = urlsplit(url)
        return parts.scheme in schemes and bool(parts.hostname)
    except ValueError:
        return False


def form_problem(url: str, user_id: str, key: str, secret: str, token_url: str) -> str:
    """Say what is missing or wrong in the form for an own service, empty when it can be used."""
    if not is_address(url, ("https", "wss", "http", "ws")):
        return "The service address starts with https:// or wss:// and names a host."
    if not user_id:
        return "Give the user id that this service knows you by."
    if not key:
        return "Give the application key."
    if bool(secret) == bool(token_url):
        return "Give either the application secret or the address that hands out tokens."
    if token_url and not is_address(token_url, ("https",)):
        return "The token address starts with https:// and names a host."
    return ""


@QmlElement
@QmlUncreatable("the service comes from the core")
class ServiceViewModel(Mirror):  # type: ignore[operator]
    """How the app stands with its call service."""

    stateChanged = Signal()
    stateWordsChanged = Signal()
    messageChanged = Signal()
    urlChanged = Signal()
    embeddedChanged = Signal()
    signsTokensHereChanged = Signal()
    problemChanged = Signal()

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(ServiceViewState(), parent)
        self._bridge = bridge
        self._problem = ""
        self._snapshot = ServiceSnapshot()

    def show_service(self, service: ServiceSnapshot) -> None:
        """Mirror the service of a snapshot."""
        self._snapshot = service
        self._show(
            ServiceViewState(
                state=service.state.value,
                state_words=words.service_state(service),
                message=service.message,
                url=service.url,
                embedded=service.is_embedded,
                signs_tokens_here=service.signs_tokens_here,
                problem=self._problem,
            )
        )

    @Slot()
    def retry(self) -> None:
        """Try to reach the service now."""
        self._bridge.post(commands.RetryService())

    @Slot()
    def useEmbedded(self) -> None:
        """Go back to the service that the app brings along."""
        self._set_problem("")
        self._bridge.post(commands.UseService())

    @Slot(str, str, str, str, str, result=bool)
    def useOwn(self, url: str, userId: str, key: str, secret: str, tokenUrl: str) -> bool:
        """Use the service of the form; False, with ``problem`` saying why, when it cannot be used."""
        fields = [text.strip() for text in (url, userId, key, secret, tokenUrl)]
        self._set_problem(form_problem(*fields))
        if self._problem:
            return False
        self._bridge.post(commands.UseService(*fields))
        return True

    def _set_problem(self, problem: str) -> None:
        self._problem = problem
        self.show_service(self._snapshot)

    @Property(str, notify=stateChanged)
    def state(self) -> str:
        """``starting``, ``online``, ``reconnecting`` or ``failed``."""
        return self._state.state  # type: ignore[no-any-return]

    @Property(str, notify=stateWordsChanged)
    def stateWords(self) -> str:
        """The state in a word or two."""
        return self._state.state_words  # type: ignore[no-any-return]

    @Property(str, notify=messageChanged)
    def message(self) -> str:
        """What is wrong, as a sentence; empty when all is well."""
        return self._state.message  # type: ignore[no-any-return]

    @Property(str, notify=urlChanged)
    def url(self) -> str:
        """Address of the service."""
        return self._state.url  # type: ignore[no-any-return]

    @Property(bool, notify=embeddedChanged)
    def embedded(self) -> bool:
        """Whether it is the service that the app brings along."""
        return self._state.embedded  # type: ignore[no-any-return]

    @Property(bool, notify=signsTokensHereChanged)
    def signsTokensHere(self) -> bool:
        """Whether tokens are signed on this machine: for trying out only."""
        return self._state.signs_tokens_here  # type: ignore[no-any-return]

    @Property(str, notify=problemChanged)
    def problem(self) -> str:
        """What is wrong with the form, as a sentence."""
        return self._state.problem  # type: ignore[no-any-return]
