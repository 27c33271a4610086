"""What can keep the call service from running, each with a sentence for the person."""

from __future__ import annotations

from enum import StrEnum


class ServiceProblem(StrEnum):
    """What is wrong, for programs; ``str(error)`` is the sentence for people."""

    PORT_IN_USE = "port-in-use"
    ADDRESS_UNUSABLE = "address-unusable"
    DATA_IN_USE = "data-in-use"
    DATA_UNWRITABLE = "data-unwritable"
    DISK_FULL = "disk-full"
    DATA_BROKEN = "data-broken"
    CONFIGURATION = "configuration"
    CERTIFICATE = "certificate"
    DID_NOT_START = "did-not-start"


class ServiceError(Exception):
    """The call service cannot run: ``problem`` is for programs, the message for people."""

    def __init__(self, problem: ServiceProblem, message: str, **fields: str | int) -> None:
        super().__init__(message)
        self.problem = problem
        self.fields = fields
