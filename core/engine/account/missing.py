"""What the service in use cannot do, as the window shows it."""

from __future__ import annotations

from core.calling import Feature, ServiceFeatures
from core.sentences import sentence
from core.snapshots import Feature as ShownFeature
from core.snapshots import MissingFeature

_SHOWN = {
    Feature.PRESENCE: ShownFeature.PRESENCE,
    Feature.NEARBY: ShownFeature.NEARBY,
    Feature.PHONE: ShownFeature.PHONE_CALLS,
    Feature.EMERGENCY: ShownFeature.EMERGENCY_CALLS,
    Feature.SIP: ShownFeature.SIP_CALLS,
    Feature.CONFERENCE: ShownFeature.CONFERENCES,
    Feature.MANAGED_PUSH: ShownFeature.PUSH,
}
_NEARBY_ELSEWHERE = sentence("People nearby are found by Ahoy's own call service only.")


def missing_features(features: ServiceFeatures, *, is_embedded: bool) -> tuple[MissingFeature, ...]:
    """Return what to draw greyed, with the reason; ``is_embedded`` says that the service is the app's own."""
    reasons = {_SHOWN[feature]: reason for feature, reason in features.missing.items() if feature in _SHOWN}
    if not is_embedded:
        reasons.setdefault(ShownFeature.NEARBY, _NEARBY_ELSEWHERE)
    return tuple(MissingFeature(feature, reasons[feature]) for feature in ShownFeature if feature in reasons)
