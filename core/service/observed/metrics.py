"""Figures for Prometheus (text format 0.0.4): counted as things happen, or looked up when asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    disable_created_metrics,
    generate_latest,
)
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.process_collector import ProcessCollector
from prometheus_client.registry import Collector

from core.service.admission.admission import Admission
from core.service.admission.token_guard import TokenGuard
from core.service.registrar import Registrar
from core.service.routing.calls import Call, CallState
from core.service.routing.flows import FlowKind, FlowTable
from core.service.routing.router import Router

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_RINGING_BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1, 2.5, 5, 10)
_CALLBACK_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
_LAG_BUCKETS = (0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5)


@dataclass(frozen=True, slots=True)
class Observed:
    """The parts of a service whose figures are told."""

    registrar: Registrar
    flows: FlowTable
    router: Router
    admission: Admission
    guard: TokenGuard


class Metrics:
    """One service's figures, in a registry of its own. Names begin with ``ahoy_``; no label is a person."""

    def __init__(self, observed: Observed) -> None:
        disable_created_metrics()  # type: ignore[no-untyped-call]
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        self._registry.register(_Looked(observed))
        self._set_up = Counter("ahoy_calls_established", "Calls that were answered", registry=self._registry)
        self._failed = Counter(
            "ahoy_calls_failed",
            "Calls that were not answered, by status",
            ["status"],
            registry=self._registry,
        )
        self._ringing = Histogram(
            "ahoy_dial_to_ringing_seconds",
            "From the INVITE to the first 180 or 183 to its caller",
            buckets=_RINGING_BUCKETS,
            registry=self._registry,
        )
        self._refused = Counter(
            "ahoy_rate_refused", "What was refused or slowed down", ["what"], registry=self._registry
        )
        self._lag = Histogram(
            "ahoy_loop_lag_seconds",
            "How late the event loop was",
            buckets=_LAG_BUCKETS,
            registry=self._registry,
        )
        self._callbacks = Histogram(
            "ahoy_callback_seconds",
            "How long a backend took, by event and what came of it",
            ["event", "outcome"],
            buckets=_CALLBACK_BUCKETS,
            registry=self._registry,
        )
        self._pushes = Counter(
            "ahoy_pushes", "Pushes to devices, by what came of them", ["outcome"], registry=self._registry
        )
        observed.admission.on_refused = self._count_refused

    def text(self) -> bytes:
        """Return everything in the text format."""
        return generate_latest(self._registry)

    def call_rings(self, call: Call) -> None:
        """Count that somebody is alerted."""
        self._ringing.observe(call.rang_at - call.started_at)

    def call_answered(self, call: Call) -> None:
        """Count that a call stands."""
        self._set_up.inc()

    def call_ended(self, call: Call, status: int) -> None:
        """Count a call that was not answered; ``status`` is 0 for one that was."""
        if status:
            self._failed.labels(str(status)).inc()

    def lag(self, seconds: float) -> None:
        """Count how late the loop was."""
        self._lag.observe(seconds)

    def watch(self, name: str, words: str, value: Callable[[], float]) -> None:
        """Tell ``value`` at each scrape."""
        Gauge(name, words, registry=self._registry).set_function(value)

    def callback(self, event: str, outcome: str, seconds: float) -> None:
        """Count a request to a backend."""
        self._callbacks.labels(event, outcome).observe(seconds)

    def push(self, outcome: str) -> None:
        """Count a push to a device."""
        self._pushes.labels(outcome).inc()

    def _count_refused(self, what: str) -> None:
        self._refused.labels(what).inc()


class _Looked(Collector):
    """What is looked up at each scrape."""

    def __init__(self, observed: Observed) -> None:
        self._observed = observed

    def collect(self) -> Iterator[Metric]:
        seen = self._observed
        yield _gauge("ahoy_registrations", "Instances that are registered", seen.registrar.registrations)
        yield _gauge("ahoy_users", "Users that are known", seen.registrar.user_count)
        yield _gauge("ahoy_requests_under_way", "Requests on their way", seen.router.relays)
        yield _gauge("ahoy_draining", "Whether nothing new is taken any more", int(seen.router.is_draining))
        yield _gauge("ahoy_tokens_not_looked_at", "Tokens of who guesses", seen.guard.refused)
        flows = {kind.value: seen.flows.count_of(kind) for kind in FlowKind}
        yield _by("ahoy_flows", "Open connections", "kind", flows)
        states = [call.state for call in seen.router.calls]
        calls = {state.value: states.count(state) for state in CallState}
        yield _by("ahoy_calls", "Calls that are known", "state", calls)


def _gauge(name: str, words: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, words, value=value)


def _by(name: str, words: str, label: str, counts: dict[str, int]) -> GaugeMetricFamily:
    family = GaugeMetricFamily(name, words, labels=[label])
    for value, count in counts.items():
        family.add_metric([value], count)
    return family
