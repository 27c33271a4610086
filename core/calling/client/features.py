"""What the call service at hand can do, with a reason for each thing that it cannot."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from core.sentences import sentence


class Feature(StrEnum):
    """Something that a service may or may not carry."""

    VIDEO = "video"
    PHONE = "phone"
    SIP = "sip"
    CONFERENCE = "conference"
    HOLD = "hold"
    TRANSFER = "transfer"
    PRESENCE = "presence"
    MANAGED_PUSH = "managed-push"
    NEARBY = "nearby"
    EMERGENCY = "emergency"
    """Calls to 112, 911 and the like."""


_OUR_GAPS = {
    Feature.PHONE: sentence("This call service has no telephone line."),
    Feature.EMERGENCY: sentence("Emergency numbers cannot be called from here: use another telephone."),
    Feature.SIP: sentence("This call service makes no calls to SIP addresses."),
    Feature.CONFERENCE: sentence("This call service has no conference rooms."),
    Feature.MANAGED_PUSH: sentence("Calls arrive only while this program runs."),
}
_FOREIGN_GAPS = {
    Feature.CONFERENCE: sentence(
        "A room at a SIP provider is called like a person: by its name, number or address."
    ),
    Feature.MANAGED_PUSH: sentence(
        "A SIP provider cannot wake this program: calls arrive only while it runs."
    ),
    Feature.NEARBY: sentence("People nearby are reached through this program's own call service only."),
}


@dataclass(frozen=True, slots=True)
class ServiceFeatures:
    """What works: everything but what ``missing`` names."""

    missing: Mapping[Feature, str] = field(default_factory=dict)
    """A sentence for a person by feature."""

    @classmethod
    def of_service(cls, offered: Collection[str] = ()) -> ServiceFeatures:
        """Return what a call service of this project carries; some do what they say to be ``offered``."""
        return cls({feature: reason for feature, reason in _OUR_GAPS.items() if feature not in offered})

    @classmethod
    def of_sip_provider(cls) -> ServiceFeatures:
        """Return what a SIP server of somebody else's is taken to carry until something fails."""
        return cls(_FOREIGN_GAPS)

    def __contains__(self, feature: object) -> bool:
        return isinstance(feature, str) and feature not in self.missing

    def reason(self, feature: Feature) -> str:
        """Return why ``feature`` is missing; empty when it is there."""
        return self.missing.get(feature, "")

    def lacking(self, feature: Feature, reason: str) -> ServiceFeatures:
        """Return these without ``feature``."""
        return replace(self, missing={**self.missing, feature: reason})
