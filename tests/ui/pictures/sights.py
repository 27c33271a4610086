"""What is compared with a reference picture: shelves of the gallery, and screens in their usual states."""

from __future__ import annotations

from tests.ui.design.theme import FORMS
from tests.ui.screenshots import SCENES

GALLERY_FORMS = FORMS
SCREEN_FORMS = FORMS[:2]
NAMES = (
    "first-start",
    "home",
    "home-person",
    "home-sociable",
    "home-recent-empty",
    "home-typed",
    "home-contact",
    "home-failed",
    "missed-call",
    "call-details",
    "help",
    "settings",
    "settings-sound",
    "settings-desktop",
    "settings-accounts",
    "check-fine",
    "incoming",
    "outgoing",
    "call",
    "call-voice",
    "held",
    "two-calls",
    "keypad",
    "transfer",
    "share-nothing",
    "summary",
)
SCREENS = {name: SCENES[name] for name in NAMES}
