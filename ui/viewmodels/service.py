"""The call service in use, and the form with which a person chooses another."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from core import commands
from core.sentences import sentence
from core.snapshots import AppSnapshot, Feature, ServiceSnapshot, ServiceState
from ui.bridge import Bridge
from ui.language.properties import Property
from ui.viewmodels import words
from ui.viewmodels.dial_words import EMERGENCY, NO_OWN_NUMBER, NumberWords, number_words
from ui.viewmodels.mirror import Mirror
from ui.viewmodels.rows import RowModel
from ui.viewmodels.service_forms import account_problem, form_problem

QML_IMPORT_NAME = "Ahoy"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class ServiceViewState:
    """What QML shows of the service."""

    state: str = ServiceState.STARTING.value
    state_words: str = sentence("Starting…")
    message: str = ""
    url: str = ""
    embedded: bool = True
    foreign: bool = False
    nearby_reason: str = ""
    presence_reason: str = ""
    signs_tokens_here: bool = False
    problem: str = ""
    has_relay: bool = False


@dataclass(frozen=True, slots=True)
class MissingRow:
    """Something the service cannot do, and why."""

    key: str
    reason: str


@QmlElement
@QmlUncreatable("the list comes from the core")
class MissingModel(RowModel):  # type: ignore[operator]
    """What the service in use cannot do."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(MissingRow, parent)


def reason_against(service: ServiceSnapshot, feature: Feature | None) -> str:
    """Say why the service cannot do ``feature``; empty when it can."""
    return next((missing.reason for missing in service.missing if missing.feature is feature), "")


HIDDEN = "@anonymous.invalid"
"""Ends the address of who hides (RFC 3323)."""
_NEEDED = {
    "Phone number": Feature.PHONE_CALLS,
    "Conference room": Feature.CONFERENCES,
    "SIP address": Feature.SIP_CALLS,
}
"""What a service must be able to do for each kind of call."""


def reason_against_call(snapshot: AppSnapshot, address: str) -> str:
    """Say why ``address`` cannot be called; empty when it can, or may be once more digits are there."""
    service = snapshot.service
    number = number_words(address, snapshot.region)
    if number.kind:
        return _reason_against_number(snapshot, number)
    if address.endswith(HIDDEN):
        return sentence("Who called did not show a number: nobody can be called back.")
    if address.endswith(words.NEARBY_SUFFIX):
        return reason_against(service, Feature.NEARBY)
    return reason_against(service, _NEEDED.get(words.dial_kind(address)))


def _reason_against_number(snapshot: AppSnapshot, number: NumberWords) -> str:
    is_emergency = number.kind == EMERGENCY
    feature = Feature.EMERGENCY_CALLS if is_emergency else Feature.PHONE_CALLS
    if missing := reason_against(snapshot.service, feature):
        return missing
    if number.problem:
        return "" if number.is_unfinished else number.problem
    # Whoever calls for help gets through without a number; a SIP provider knows by itself which one it is.
    has_number = is_emergency or snapshot.service.is_foreign or bool(snapshot.profile.own_number)
    return "" if has_number else NO_OWN_NUMBER


@QmlElement
@QmlUncreatable("the service comes from the core")
class ServiceViewModel(Mirror):  # type: ignore[operator]
    """How the app stands with its call service."""

    stateChanged = Signal()
    stateWordsChanged = Signal()
    messageChanged = Signal()
    urlChanged = Signal()
    embeddedChanged = Signal()
    foreignChanged = Signal()
    nearbyReasonChanged = Signal()
    presenceReasonChanged = Signal()
    signsTokensHereChanged = Signal()
    problemChanged = Signal()
    hasRelayChanged = Signal()

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(ServiceViewState(), parent)
        self._bridge = bridge
        self._problem = ""
        self._snapshot = ServiceSnapshot()
        self._missing = MissingModel(self)

    def show_service(self, service: ServiceSnapshot) -> None:
        """Mirror the service of a snapshot."""
        self._snapshot = service
        self._missing.assign([MissingRow(m.feature.value, m.reason) for m in service.missing])
        self._show(
            ServiceViewState(
                state=service.state.value,
                state_words=words.service_state(service),
                message=service.message,
                url=service.url,
                embedded=service.is_embedded,
                foreign=service.is_foreign,
                nearby_reason=reason_against(service, Feature.NEARBY),
                presence_reason=reason_against(service, Feature.PRESENCE),
                signs_tokens_here=service.signs_tokens_here,
                problem=self._problem,
                has_relay=service.has_relay,
            )
        )

    @Slot()
    def retry(self) -> None:
        """Try to reach the service now."""
        self._bridge.post(commands.RetryService())

    @Slot()
    def signOut(self) -> None:
        """Leave this service for the one that the app brings along, and forget its password."""
        self._set_problem("")
        if not self._snapshot.is_embedded:
            self._bridge.post(commands.SignOut())

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

    @Slot()
    def forgetProblem(self) -> None:
        """Another form is on show: what was wrong with the last one is not wrong with this one."""
        self._set_problem("")

    @Slot(str, str, str, str, result=bool)
    def useAccount(self, url: str, user: str, password: str, domain: str) -> bool:
        """Use a SIP account at somebody else's server; False, with ``problem``, when it cannot be used."""
        url, user, domain = url.strip(), user.strip(), domain.strip()
        self._set_problem(account_problem(url, user, password, domain))
        if self._problem:
            return False
        self._bridge.post(commands.UseService(url, user, password=password, sip_domain=domain))
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

    @Property(bool, notify=foreignChanged)
    def foreign(self) -> bool:
        """Whether it is a SIP server of somebody else's."""
        return self._state.foreign  # type: ignore[no-any-return]

    @Property(str, notify=nearbyReasonChanged)
    def nearbyReason(self) -> str:
        """Why people nearby cannot be seen through this service; empty when they can."""
        return self._state.nearby_reason  # type: ignore[no-any-return]

    @Property(str, notify=presenceReasonChanged)
    def presenceReason(self) -> str:
        """Why this service does not say who is reachable; empty when it does."""
        return self._state.presence_reason  # type: ignore[no-any-return]

    @Property(MissingModel, constant=True)
    def missing(self) -> MissingModel:
        """What this service cannot do."""
        return self._missing

    @Property(bool, notify=signsTokensHereChanged)
    def signsTokensHere(self) -> bool:
        """Whether tokens are signed on this machine: for trying out only."""
        return self._state.signs_tokens_here  # type: ignore[no-any-return]

    @Property(bool, notify=hasRelayChanged)
    def hasRelay(self) -> bool:
        """Whether the service names a relay for media."""
        return self._state.has_relay  # type: ignore[no-any-return]

    @Property(str, notify=problemChanged)
    def problem(self) -> str:
        """What is wrong with the form, as a sentence."""
        return self._state.problem  # type: ignore[no-any-return]
