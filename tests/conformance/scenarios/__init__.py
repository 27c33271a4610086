"""The scenarios, by subject, in the order of the profile."""

from tests.conformance.catalogue import SCENARIOS

from tests.conformance.scenarios import registration  # isort: skip
from tests.conformance.scenarios import calls  # isort: skip
from tests.conformance.scenarios import instances  # isort: skip
from tests.conformance.scenarios import in_call  # isort: skip
from tests.conformance.scenarios import transfers  # isort: skip
from tests.conformance.scenarios import presence  # isort: skip
from tests.conformance.scenarios import managed_push  # isort: skip
from tests.conformance.scenarios import failures  # isort: skip
from tests.conformance.scenarios import rooms  # isort: skip

__all__ = [
    "SCENARIOS",
    "calls",
    "failures",
    "in_call",
    "instances",
    "managed_push",
    "presence",
    "registration",
    "rooms",
    "transfers",
]
