"""One request of a user agent and whatever answers it, over challenges and retries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from core.sip.dialogs.dialog import Dialog
from core.sip.messages import Request, Response
from core.sip.transactions.transaction import ClientTransaction


class LocalFailure(Response):
    """A final response that nobody sent: 408 when time ran out, 503 when the flow is gone."""

    __slots__ = ()


OnResponse = Callable[[Response, float], None]


@dataclass(slots=True, eq=False)
class Exchange:
    """A request under way; ``request`` and ``transaction`` change when it is sent again with credentials."""

    request: Request
    on_response: OnResponse
    dialog: Dialog | None = None
    transaction: ClientTransaction | None = None
    attempts: int = 0
    is_done: bool = False
    tried: set[str] = field(default_factory=set)
    """Tokens that were sent."""
    answered: Counter[tuple[str, str]] = field(default_factory=Counter)
    """How often the challenge of each protection space was answered."""
    proofs: dict[tuple[str, str], str] = field(default_factory=dict)
    """What the request carries for each protection space."""

    @property
    def is_over(self) -> bool:
        """Whether a final answer came and its transaction is gone."""
        return self.is_done and (self.transaction is None or self.transaction.is_terminated)
