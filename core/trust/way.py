"""The hops of one call, from what its app knows and what its call service tells."""

from __future__ import annotations

from dataclasses import dataclass, replace

from core.trust.hops import Hop, Party, Proof, Protection, Signalling
from core.trust.path_header import Path


@dataclass(frozen=True, slots=True)
class Way:
    """What is known of a call's way. ``path`` is the service's word; None where it cannot be believed.

    ``is_encrypted``: this app and whoever takes its packets have agreed on keys (DTLS-SRTP).
    ``is_protected``: the descriptions, which hold the fingerprints of those keys, reach the service by TLS
    or on this machine. ``user`` is who was called or calls, ``is_number``: a telephone number is at the end.
    """

    path: Path | None = None
    is_encrypted: bool = False
    is_protected: bool = False
    user: str = ""
    is_number: bool = False

    def hops(self, name: str = "", proof: Proof = Proof.SERVICE) -> tuple[Hop, ...]:
        """Return the hops from this app on; the other end is called ``name``. None before keys are agreed."""
        if not self.is_encrypted:
            return ()
        path = self.path or Path()
        signalling = Signalling.PROTECTED if self.is_protected else Signalling.CLEAR
        # Somebody else than was called has another name.
        called = path.user if path.user not in ("", self.user) else name
        first = Hop(path.party, Protection.DTLS, signalling, name=called)
        if path.party is Party.NEARBY:
            return (replace(first, proof=proof),)
        return (first, *self._beyond(path, name)) if path.party is Party.GATEWAY else (first,)

    def _beyond(self, path: Path, name: str) -> tuple[Hop, ...]:
        """Return what lies beyond the gateway. The telephone network is in clear, whoever leads into it."""
        far = path.far or Hop()
        if not self.is_number and far.to is not Party.PROVIDER:
            return (far,)
        provider = replace(far, to=Party.PROVIDER) if far.to is Party.SIP else far
        return (provider, Hop(Party.TELEPHONE, Protection.CLEAR, far.signalling, name=name))
