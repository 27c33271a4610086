"""What one end tells the other about the ways to reach it."""

from __future__ import annotations

from dataclasses import dataclass, field

from aioice import Candidate


@dataclass(frozen=True, slots=True)
class IceDescription:
    """One end's credentials and candidates (RFC 8839); not complete means that more are trickled."""

    username: str
    password: str = field(repr=False)
    candidates: tuple[Candidate, ...] = ()
    is_complete: bool = True

    def is_same_session(self, other: IceDescription) -> bool:
        """Whether both are of one ICE session: new credentials mean a restart (RFC 8445 section 9)."""
        return (self.username, self.password) == (other.username, other.password)
