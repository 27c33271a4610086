"""The applications side by side in one service: each has a key, a secret and users of its own.

Three kinds: those of the command line (``configured``), the service's own (``own``, a file beside the
database), and those that were added while it ran (``added``, in the database).
"""

from __future__ import annotations

import base64
import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from core.identity.token_errors import TokenError, TokenErrorCode
from core.identity.tokens import decode_secret, is_application_key
from core.service.callbacks.backends import Backend, BackendUrlError, check_backend_url
from core.service.data.application_keys import (
    Application,
    ApplicationKey,
    ApplicationState,
    make_application_key,
)
from core.service.data.database import Database

log = logging.getLogger(__name__)

APPLICATIONS_LIMIT = 1000
"""Applications that are known, those included that were removed."""
LONGEST_OVERLAP = 30 * 86_400.0
"""Seconds that an old secret may go on counting after a rotation."""
_NAME_LIMIT = 100
_SECRET_BYTES = 16
_NOT_SAVED = "The change cannot be saved: the disk refuses it."


class Origin(StrEnum):
    """Where an application comes from, which says what may be done with it."""

    CONFIGURED = "configured"
    OWN = "own"
    ADDED = "added"


class ApplicationProblem(StrEnum):
    """Why an application cannot be added or changed."""

    UNKNOWN = "unknown-application"
    REMOVED = "application-removed"
    EXISTS = "application-exists"
    FIXED = "application-fixed"
    BAD_KEY = "bad-key"
    BAD_SECRET = "bad-secret"
    BAD_NAME = "bad-name"
    BAD_OVERLAP = "bad-overlap"
    BAD_URL = "bad-url"
    TOO_MANY = "too-many"
    NOT_SAVED = "not-saved"


class ApplicationError(Exception):
    """An application cannot be added or changed; ``problem`` is for programs, the message for people."""

    def __init__(self, problem: ApplicationProblem, message: str) -> None:
        super().__init__(message)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Listed:
    """An application as it is shown: never with its secret."""

    key: str
    name: str
    state: ApplicationState
    origin: Origin
    created_at: float
    old_secret_until: float
    callback_url: str
    callback_fallback: str


class Applications:
    """All applications. ``own`` and ``configured`` are fixed at the start; others come and go."""

    def __init__(
        self,
        database: Database,
        *,
        random_bytes: Callable[[int], bytes],
        own: ApplicationKey | None = None,
        configured: Iterable[ApplicationKey] = (),
        save_own: Callable[[ApplicationKey], None] = lambda key: None,
    ) -> None:
        self._database = database
        self._random_bytes = random_bytes
        self._save_own = save_own
        stored = {each.key: each for each in database.applications()}
        # One without a secret was fixed when it was stored, and is not any more.
        is_removed = ApplicationState.REMOVED
        self._known = {k: each for k, each in stored.items() if each.secret or each.state is is_removed}
        self._origins: dict[str, Origin] = {}
        self._callbacks = database.callback_urls()
        for origin, keys in ((Origin.OWN, [own] if own else []), (Origin.CONFIGURED, list(configured))):
            for key in keys:
                self._fix(key, origin, stored.get(key.key))
        self.on_closed: list[Callable[[str, str], None]] = []
        """Called in order, with the key of an application whose users may stay no longer, and why."""

    def _fix(self, given: ApplicationKey, origin: Origin, stored: Application | None) -> None:
        """Take over a key and secret from outside; a state that was stored for it stays."""
        stored = stored or Application(given.key, given.secret)
        state = ApplicationState.ACTIVE if stored.state is ApplicationState.REMOVED else stored.state
        self._known[given.key] = replace(stored, secret=given.secret, state=state)
        self._origins[given.key] = origin

    def secrets(self, key: str, now: float) -> tuple[str, ...]:
        """Return the secrets that count for ``key``, the current one first; raise ``TokenError``."""
        known = self._known.get(key)
        if known is None:
            raise TokenError(TokenErrorCode.APPLICATION, application_key=key)
        if known.state is ApplicationState.REMOVED:
            raise TokenError(TokenErrorCode.APPLICATION_REMOVED, application_key=key)
        if known.state is ApplicationState.DISABLED:
            raise TokenError(TokenErrorCode.APPLICATION_DISABLED, application_key=key)
        if known.old_secret and now < known.old_until:
            return (known.secret, known.old_secret)
        return (known.secret,)

    def is_open(self, key: str) -> bool:
        """Whether users of ``key`` may be here: it is known, and neither switched off nor removed."""
        known = self._known.get(key)
        return known is not None and known.state is ApplicationState.ACTIVE

    def backend(self, key: str, now: float) -> Backend | None:
        """Return where an application's backend is, and the secret for it; None without one."""
        url, fallback = self._callbacks.get(key, ("", ""))
        try:
            return Backend(key, self.secrets(key, now)[0], url, fallback) if url else None
        except TokenError:
            return None

    def listed(self) -> list[Listed]:
        """Return all of them, in the order in which they were made, without secrets."""
        known = sorted(self._known.values(), key=lambda each: (each.created_at, each.key))
        return [self._listed(each) for each in known]

    def get(self, key: str) -> Listed:
        """Return one of them; raise ``ApplicationError``."""
        return self._listed(self._find(key))

    def add(self, now: float, *, name: str = "", key: str = "", secret: str = "") -> ApplicationKey:
        """Add an application; key and secret are made unless given. Raises ``ApplicationError``."""
        made = make_application_key(self._random_bytes)
        made = ApplicationKey(key or made.key, secret or made.secret)
        _check(made, name)
        if made.key in self._known:
            raise _error(ApplicationProblem.EXISTS, f"The application {made.key} exists already.")
        if len(self._known) >= APPLICATIONS_LIMIT:
            raise _error(ApplicationProblem.TOO_MANY, f"There are {APPLICATIONS_LIMIT} applications already.")
        self._save(Application(made.key, made.secret, name, created_at=now))
        self._origins[made.key] = Origin.ADDED
        return made

    def set_enabled(self, key: str, is_enabled: bool) -> Listed:
        """Let its users register, or not any more; raise ``ApplicationError``."""
        known = self._find(key)
        if known.state is ApplicationState.REMOVED:
            raise _error(ApplicationProblem.REMOVED, f"The application {key} was removed.")
        state = ApplicationState.ACTIVE if is_enabled else ApplicationState.DISABLED
        self._set_state(known, state)
        if state is ApplicationState.DISABLED:
            self._close(key, "the application is switched off")
        return self.get(key)

    def remove(self, key: str) -> Listed:
        """Forget its secret and its users for good; raise ``ApplicationError``."""
        known = self._find(key)
        if self._origins.get(key, Origin.ADDED) is not Origin.ADDED:
            sentence = f"The application {key} is set up outside of the database: disable it instead."
            raise _error(ApplicationProblem.FIXED, sentence)
        emptied = replace(known, secret="", old_secret="", old_until=0.0)
        self._set_state(emptied, ApplicationState.REMOVED)
        self._keep_backend(key, "", "")
        self._database.delete_users(key)
        self._close(key, "the application was removed")
        return self.get(key)

    def rotate(self, key: str, now: float, overlap: float = 0.0) -> ApplicationKey:
        """Give it a new secret and return it; the old one counts for ``overlap`` seconds more.

        Raises ``ApplicationError``.
        """
        known = self._find(key)
        if known.state is ApplicationState.REMOVED:
            raise _error(ApplicationProblem.REMOVED, f"The application {key} was removed.")
        origin = self._origins.get(key, Origin.ADDED)
        if origin is Origin.CONFIGURED:
            sentence = f"The secret of {key} is given on the command line: change it there."
            raise _error(ApplicationProblem.FIXED, sentence)
        if not 0 <= overlap <= LONGEST_OVERLAP:
            sentence = "The old secret may count for 30 days more at most."
            raise _error(ApplicationProblem.BAD_OVERLAP, sentence)
        made = ApplicationKey(key, base64.b64encode(self._random_bytes(_SECRET_BYTES)).decode())
        if origin is Origin.OWN:
            self._save_own(made)
        old = known.secret if overlap else ""
        self._save(replace(known, secret=made.secret, old_secret=old, old_until=now + overlap))
        return made

    def set_backend(self, key: str, url: str, fallback: str = "") -> Listed:
        """Send its callbacks to ``url``, or none at all if that is empty; raise ``ApplicationError``."""
        known = self._find(key)
        if known.state is ApplicationState.REMOVED:
            raise _error(ApplicationProblem.REMOVED, f"The application {key} was removed.")
        if fallback and not url:
            raise _error(ApplicationProblem.BAD_URL, "A fallback needs an address before it.")
        try:
            for each in filter(None, (url, fallback)):
                check_backend_url(each)
        except BackendUrlError as error:
            raise _error(ApplicationProblem.BAD_URL, str(error)) from None
        self._keep_backend(key, url, fallback)
        log.info("application %s: callbacks %s", key, "on" if url else "off")
        return self.get(key)

    def _close(self, key: str, sentence: str) -> None:
        for closed in self.on_closed:
            closed(key, sentence)

    def _keep_backend(self, key: str, url: str, fallback: str) -> None:
        if not self._database.save_callback_urls(key, url, fallback):
            raise _error(ApplicationProblem.NOT_SAVED, _NOT_SAVED)
        self._callbacks.pop(key, None)
        if url:
            self._callbacks[key] = (url, fallback)

    def _set_state(self, known: Application, state: ApplicationState) -> None:
        before = self._known[known.key].state
        self._save(replace(known, state=state))
        log.info("application %s: %s -> %s", known.key, before, state)

    def _save(self, changed: Application) -> None:
        is_fixed = self._origins.get(changed.key, Origin.ADDED) is not Origin.ADDED
        stored = replace(changed, secret="") if is_fixed else changed
        if not self._database.save_application(stored):
            raise _error(ApplicationProblem.NOT_SAVED, _NOT_SAVED)
        self._known[changed.key] = changed

    def _find(self, key: str) -> Application:
        known = self._known.get(key)
        if known is None:
            raise _error(ApplicationProblem.UNKNOWN, f"There is no application {key}.")
        return known

    def _listed(self, known: Application) -> Listed:
        origin = self._origins.get(known.key, Origin.ADDED)
        until = known.old_until if known.old_secret else 0.0
        url, fallback = self._callbacks.get(known.key, ("", ""))
        return Listed(known.key, known.name, known.state, origin, known.created_at, until, url, fallback)


def _check(made: ApplicationKey, name: str) -> None:
    if not is_application_key(made.key):
        raise _error(ApplicationProblem.BAD_KEY, "An application key is a UUID in lower case.")
    try:
        decode_secret(made.secret)
    except TokenError as error:
        raise _error(ApplicationProblem.BAD_SECRET, str(error)) from None
    if len(name) > _NAME_LIMIT or not name.isprintable():
        sentence = f"A name is up to {_NAME_LIMIT} printable characters."
        raise _error(ApplicationProblem.BAD_NAME, sentence)


def _error(problem: ApplicationProblem, sentence: str) -> ApplicationError:
    return ApplicationError(problem, sentence)
