"""An answer as a whole: instructions and one action, checked against the event that it answers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from core.service.callbacks.svaml.actions import (
    Action,
    ConnectConf,
    ConnectMxp,
    ConnectPstn,
    ConnectSip,
    ConnectStream,
    Continue,
    Hangup,
    Park,
    RunMenu,
    read_action,
)
from core.service.callbacks.svaml.fields import SvamlError, read_object
from core.service.callbacks.svaml.instructions import (
    Answer,
    Instruction,
    PlayFiles,
    Say,
    SendDtmf,
    SetCookie,
    StartRecording,
    StopRecording,
    read_instruction,
)


class Stage(StrEnum):
    """The events that SVAML answers."""

    ICE = "ice"
    ACE = "ace"
    PIE = "pie"


@dataclass(frozen=True, slots=True)
class Svaml:
    """What a backend answered."""

    action: Action
    instructions: tuple[Instruction, ...] = ()


_ANY = frozenset(Stage)
_ICE, _ICE_PIE, _ACE_PIE = frozenset({Stage.ICE}), frozenset({Stage.ICE, Stage.PIE}), _ANY - {Stage.ICE}
ALLOWED: dict[type[Action] | type[Instruction], frozenset[Stage]] = {
    Hangup: _ANY,
    Continue: _ACE_PIE,
    ConnectPstn: _ICE_PIE,
    ConnectMxp: _ICE,
    ConnectConf: _ANY,
    ConnectSip: _ICE_PIE,
    ConnectStream: _ICE,
    RunMenu: _ANY,
    Park: _ICE,
    PlayFiles: _ANY,
    Say: _ANY,
    SendDtmf: _ICE_PIE,
    SetCookie: _ANY,
    Answer: _ICE,
    StartRecording: _ANY,
    StopRecording: _ANY,
}
"""Which event each action and instruction may answer."""


def read_svaml(body: bytes, stage: Stage) -> Svaml:
    """Return the answer to an event; raise ``SvamlError`` for anything that is none."""
    fields = read_object(body)
    instructions = tuple(read_instruction(each) for each in fields.items("instructions"))
    action = read_action(fields.needed_fields("action"))
    for each in (*instructions, action):
        if stage not in ALLOWED[type(each)]:
            raise SvamlError(f"{each.name} is no answer to {stage.value.upper()}")
    return Svaml(action, instructions)
