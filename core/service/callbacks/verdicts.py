"""What an answer means for a call: where it goes, whether it ends, and what the backend is told is wrong.

Nothing is passed over in silence: what this service cannot do is told by a Notify, and the call goes on
without it where it can.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from core.service.callbacks.events import (
    ILLEGAL_SVAML,
    INTERNAL_ERROR,
    PRIVATE,
    EndReason,
    Pairs,
    Party,
    PartyType,
)
from core.service.callbacks.svaml.actions import (
    LONGEST_CALL,
    Action,
    ConferenceDtmf,
    ConnectConf,
    ConnectMxp,
    ConnectPstn,
    ConnectSip,
    Continue,
    Hangup,
    Music,
    RunMenu,
)
from core.service.callbacks.svaml.fields import SvamlError
from core.service.callbacks.svaml.instructions import COOKIES_LIMIT, Instruction, SetCookie
from core.service.callbacks.svaml.reading import Svaml
from core.sip.call_headers import bytes_of


@dataclass(frozen=True, slots=True)
class Abilities:
    """What a service can do beyond connecting and hanging up, by the names in SVAML.

    ``instructions`` are those that need media (``playFiles``, ``say``, ``answer``, ``sendDtmf``, recordings),
    ``features`` the actions and parts of actions that do (``runMenu``, ``enableVoice``, ``dtmf``, ``amd``,
    ``indications``, ``moh``, ``conferenceDtmfOptions``, ``record``), and ``cli`` at SIP addresses.
    ``shows_numbers``: phones can be shown another number than the caller's own.
    """

    instructions: frozenset[str] = frozenset()
    features: frozenset[str] = frozenset()
    shows_numbers: bool = False


@dataclass(frozen=True, slots=True)
class Route:
    """Where a call goes. Times in seconds; ``cli`` and ``transport`` are empty for the caller's own."""

    to: Party
    call_headers: Pairs | None = None
    cli: str = ""
    transport: str = ""
    dial_timeout: int | None = None
    max_duration: int | None = None
    suppress_callbacks: bool = False
    dtmf: str = ""
    """Keys for the callee, when it has answered."""

    @property
    def longest(self) -> int | None:
        """How long the call may last; None for as long as people like."""
        return self.max_duration or (None if self.is_to_app else LONGEST_CALL)

    @property
    def is_outside(self) -> bool:
        """Whether it leads to a SIP address or a phone number."""
        return self.to.type in (PartyType.SIP, PartyType.NUMBER)

    @property
    def is_to_app(self) -> bool:
        """Whether an app answers, of which the backend is not told."""
        return self.to.type is PartyType.USERNAME


@dataclass(frozen=True, slots=True)
class Complaint:
    """What was wrong with an answer: a code and a sentence."""

    code: int
    message: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of a call: it takes ``route``, ends for ``reason``, or, with neither, goes on as it is.

    ``performance`` are the instructions that need media, to be carried out first, in order; ``menu`` is to be
    run then, and what comes of it decides. ``conference`` is how it joins a room, if its route leads to one.
    """

    route: Route | None = None
    reason: EndReason | None = None
    cookies: Pairs = ()
    performance: tuple[Instruction, ...] = ()
    menu: RunMenu | None = None
    conference: ConnectConf | None = None
    complaints: tuple[Complaint, ...] = ()


NO_ABILITIES = Abilities()


def judge(answer: Svaml, dialled: Party, cookies: Pairs, abilities: Abilities = NO_ABILITIES) -> Verdict:
    """Return what an answer to ICE or ACE means for a call to ``dialled`` that has these cookies.

    Raises ``SvamlError`` where the answer makes no sense for this call.
    """
    kept, performance, complaints = _instructions(answer.instructions, cookies, abilities)
    found = _act(answer.action, dialled, abilities)
    complaints += found.complaints
    return replace(found, cookies=kept, performance=performance, complaints=complaints)


def _instructions(
    instructions: tuple[Instruction, ...], cookies: Pairs, abilities: Abilities
) -> tuple[Pairs, tuple[Instruction, ...], tuple[Complaint, ...]]:
    kept, performance, complaints = dict(cookies), [], []
    for each in instructions:
        if isinstance(each, SetCookie):
            kept[each.key] = each.value
        elif each.name in abilities.instructions:
            performance.append(each)
        else:
            complaints.append(_unavailable(each.name))
    if bytes_of(kept.items()) > COOKIES_LIMIT:
        raise SvamlError(f"the cookies of a call must be {COOKIES_LIMIT} bytes at most")
    return tuple(kept.items()), tuple(performance), tuple(complaints)


def _act(action: Action, dialled: Party, abilities: Abilities) -> Verdict:
    match action:
        case Hangup():
            return Verdict(reason=EndReason.MANAGER_HANGUP)
        case Continue():
            return Verdict()
        case ConnectMxp():
            return _to_app(action, dialled, abilities)
        case ConnectPstn():
            return _to_number(action, dialled, abilities)
        case ConnectSip():
            route = Route(
                action.destination,
                action.call_headers,
                action.cli,
                action.transport.value,
                max_duration=action.max_duration,
                suppress_callbacks=action.suppress_callbacks,
            )
            unmet = _unmet(abilities, moh=bool(action.music), cli=_is_number(action.cli))
            return Verdict(route, complaints=unmet)
        case ConnectConf():
            route = Route(Party(PartyType.CONFERENCE, action.conference_id))
            unmet = _unmet(
                abilities,
                moh=action.music is not Music.SILENCE,
                conferenceDtmfOptions=action.dtmf is not ConferenceDtmf.IGNORE,
            )
            return Verdict(route, conference=action, complaints=unmet)
        case RunMenu() if action.name in abilities.features:
            return Verdict(menu=action, complaints=_unmet(abilities, enableVoice=action.enable_voice))
    # An action that only the media can carry out: the call cannot go on without it.
    return Verdict(reason=EndReason.GENERAL_ERROR, complaints=(_unavailable(action.name),))


def _to_app(action: ConnectMxp, dialled: Party, abilities: Abilities) -> Verdict:
    to = action.destination or dialled
    if to.type is not PartyType.USERNAME:
        raise SvamlError("svaml.action.destination must not be left out when no user was called")
    return Verdict(Route(to, action.call_headers), complaints=_unmet(abilities, record=action.record))


def _to_number(action: ConnectPstn, dialled: Party, abilities: Abilities) -> Verdict:
    to = Party(PartyType.NUMBER, action.number) if action.number else dialled
    if to.type is not PartyType.NUMBER:
        raise SvamlError("svaml.action.number must not be left out when no number was called")
    route = Route(
        to,
        cli=action.cli,
        dial_timeout=action.dial_timeout,
        max_duration=action.max_duration,
        suppress_callbacks=action.suppress_callbacks,
        dtmf=action.dtmf if "dtmf" in abilities.features else "",
    )
    unmet = _unmet(
        abilities,
        cli=_is_number(action.cli) and not abilities.shows_numbers,
        dtmf=bool(action.dtmf),
        indications=bool(action.indications),
        amd=action.detection.enabled,
    )
    return Verdict(route, complaints=unmet)


def _is_number(cli: str) -> bool:
    return cli not in ("", PRIVATE)


def _unmet(abilities: Abilities, **wanted: bool) -> tuple[Complaint, ...]:
    return tuple(
        _unavailable(name)
        for name, is_wanted in wanted.items()
        if is_wanted and name not in abilities.features
    )


def _unavailable(name: str) -> Complaint:
    return Complaint(INTERNAL_ERROR, f"{name} is not available at this service")


def illegal(error: SvamlError) -> Complaint:
    """Return what is told of an answer that is none."""
    return Complaint(ILLEGAL_SVAML, str(error))
