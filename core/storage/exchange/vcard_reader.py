"""Reads vCard 4.0 (RFC 6350), 3.0 (RFC 2426) and 2.1 into contacts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from core.storage.exchange.contact_draft import ContactDraft, ReadContacts
from core.storage.exchange.content_lines import ContentLine, components, content_lines, unescaped
from core.storage.steps import OnStep, nobody_waits, part, tell_each

_STARS = ("X-AHOY-FAVOURITE", "X-FAVORITE", "X-FAVOURITE", "X-STARRED", "X-ANDROID-STARRED")
_YES = ("1", "true", "yes")
_SIP_NAMES = ("X-SIP", "X-SIP-ADDRESS", "X-EVOLUTION-SIP")
_LINES_SHARE = 0.9
"""Of the time that a file takes, what goes into its lines; the rest goes into putting contacts together."""
_NO_VOICE = {"fax", "pager", "modem", "bbs"}


@dataclass(slots=True)
class _Card:
    lines: list[ContentLine] = field(default_factory=list)

    def first(self, *names: str) -> str:
        """Return the first value of the properties ``names``, unescaped."""
        return next((unescaped(line.value) for line in self.lines if line.name in names), "").strip()

    @property
    def is_group(self) -> bool:
        """Whether the card names a group of others (RFC 6350 6.1.4, and Apple's way in 3.0)."""
        return self.first("KIND", "X-ADDRESSBOOKSERVER-KIND").lower() == "group"


def read_vcards(text: str, region: str = "", on_step: OnStep = nobody_waits) -> ReadContacts:
    """Return what is in ``text``; numbers without country are read as those of ``region``."""
    found = ReadContacts()
    drafts: list[tuple[str, ContactDraft]] = []
    groups: dict[str, list[str]] = {}
    # Card by card: the lines of all of them would be a million things for Python to look through for garbage.
    for card in _cards(text, found, part(on_step, 0.0, _LINES_SHARE)):
        if card.is_group:
            _note_members(card, groups)
        else:
            drafts.append((_uid(_raw(card, "UID")), _draft(card, region)))
    for uid, draft in tell_each(drafts, part(on_step, _LINES_SHARE, 1.0)):
        draft.add_groups(groups.get(uid, ()) if uid else ())
        found.add(draft)
    return found


def _cards(text: str, found: ReadContacts, on_step: OnStep) -> Iterator[_Card]:
    card: _Card | None = None
    is_within_agent = False
    for line in content_lines(text, on_step):
        if line is None:
            continue  # the body of a picture, or nonsense: the card's other lines still count
        mark = (line.name, line.value.strip().upper())
        if is_within_agent:
            is_within_agent = mark != ("END", "VCARD")
        elif mark == ("BEGIN", "VCARD"):
            found.unreadable += card is not None  # the one before never ended
            card = _Card()
        elif card is None:
            continue
        elif mark == ("END", "VCARD"):
            yield card
            card = None
        elif line.name == "AGENT" and not mark[1]:
            is_within_agent = True  # a whole card of somebody else follows (vCard 2.1)
        else:
            card.lines.append(line)
    if card is not None:
        found.unreadable += 1
        found.is_cut_off = True


def _note_members(group: _Card, groups: dict[str, list[str]]) -> None:
    """Note under the UID of each of its members what ``group`` is called."""
    for line in group.lines:
        if line.name in ("MEMBER", "X-ADDRESSBOOKSERVER-MEMBER"):
            groups.setdefault(_uid(line.value), []).append(group.first("FN"))


def _uid(value: str) -> str:
    return unescaped(value).strip().lower().removeprefix("urn:uuid:")


def _draft(card: _Card, region: str) -> ContactDraft:
    draft = ContactDraft(region)
    for line in card.lines:
        _take(draft, line)
    draft.names = [card.first("FN"), _structured_name(card), card.first("NICKNAME")]
    draft.organisation = ", ".join(piece for piece in components(_raw(card, "ORG"), ";") if piece)
    draft.note = "\n".join(unescaped(line.value) for line in card.lines if line.name == "NOTE")
    return draft


def _take(draft: ContactDraft, line: ContentLine) -> None:
    value = unescaped(line.value)
    if line.name == "TEL":
        if "voice" in line.types or not line.types & _NO_VOICE:
            draft.add_number(value, line.preference)
    elif line.name == "IMPP":
        draft.add_uri(value, line.preference)
    elif line.name in _SIP_NAMES:
        draft.add_uri(value if ":" in value.partition("@")[0] else f"sip:{value}", line.preference)
    elif line.name == "EMAIL":
        draft.add_email(value)
    elif line.name == "CATEGORIES":
        draft.add_groups(components(line.value, ","))
    elif line.name in _STARS and value.strip().lower() in _YES:
        draft.is_favourite = True


def _structured_name(card: _Card) -> str:
    """Put a name together from N: family; given; additional; prefixes; suffixes."""
    parts = [*components(_raw(card, "N"), ";"), "", "", "", "", ""]
    return " ".join(part for part in (parts[3], parts[1], parts[2], parts[0], parts[4]) if part)


def _raw(card: _Card, name: str) -> str:
    return next((line.value for line in card.lines if line.name == name), "")
