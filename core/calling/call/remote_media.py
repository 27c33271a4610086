"""What is known of the other side's media in a call: what it says, and what is seen."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from core.sip.bodies.media_state import MediaState, VideoState


@dataclass(frozen=True, slots=True)
class RemoteMedia:
    """The other side's own words, and whether its pictures have stalled (the fallback for those without)."""

    state: MediaState = field(default_factory=MediaState)
    is_stalled: bool = False
    is_silent: bool = False
    """Nothing at all comes, not even what a program sends that is muted and paused."""
    is_held: bool = False
    """The other side has put us on hold: its last description says so (RFC 3264 8.4)."""
    is_sharing: bool = False
    """The other side shows a screen: its last description says so (RFC 4796)."""

    @property
    def is_muted(self) -> bool:
        """Whether the other side says that its microphone is off."""
        return self.state.muted

    @property
    def is_paused(self) -> bool:
        """Whether no pictures come: by its own word, or because none arrive."""
        return self.state.video is not VideoState.ON or self.is_stalled

    def having(self, **changes: Any) -> RemoteMedia:
        """Return a copy with fields replaced."""
        return replace(self, **changes)

    def changes_since(self, before: RemoteMedia) -> list[str]:
        """Return the names of the callbacks that tell of the difference."""
        callbacks = []
        if self.is_muted != before.is_muted:
            callbacks.append("onRemoteMuted" if self.is_muted else "onRemoteUnmuted")
        if self.is_paused != before.is_paused:
            callbacks.append("onRemoteVideoPaused" if self.is_paused else "onRemoteVideoResumed")
        if self.is_held != before.is_held:
            callbacks.append("onRemoteHeld" if self.is_held else "onRemoteResumed")
        if self.is_sharing != before.is_sharing:
            callbacks.append("onRemoteSharingStarted" if self.is_sharing else "onRemoteSharingStopped")
        if self.is_silent != before.is_silent:
            callbacks.append("onRemoteSilent" if self.is_silent else "onRemoteBack")
        return callbacks
