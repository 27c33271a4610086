"""What can be read on what: each role of text on each surface it may stand on, computed in each form."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from tests.ui.design.theme import FORMS, Form, Theme, over, ratio

SURFACES = ("window", "rail", "card", "field", "hover", "pressed", "selected", "lifted")
CALM_SURFACES = (*SURFACES[:5], "selected")
STAGE = ("stage", "stageTop", "stageSheet", "stageTile", "stageButton", "stageHover", "stagePressed")
VEILS = ("stageCard", "stageGlass")
"""Surfaces that let a picture through."""

Rules = tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
"""Inks, and the surfaces each of them may stand on."""

TEXT: Rules = (
    (("text", "subtle", "faint"), SURFACES),
    (("accent",), SURFACES),
    (("good", "warn", "bad"), CALM_SURFACES),
    (("good", "text"), ("goodBack",)),
    (("warn", "text"), ("warnBack",)),
    (("bad", "text"), ("badBack",)),
    (("accentInk",), ("accent", "accentHover", "accentPressed")),
    (("strongInk",), ("answer", "answerHover", "answerPressed", "danger", "dangerHover", "dangerPressed")),
    (("strongInk", "stageText"), ("toastGood", "toastBad", "sharing")),
    (("tipText",), ("tip",)),
    (("toastText", "toastSubtle", "toastSign", "toastBadSign"), ("toast",)),
    (("litInk",), ("lit", "litHover", "litPressed")),
    (("stageHandInk",), ("stageHand",)),
    (("stageText",), STAGE + VEILS),
    (("stageSubtle",), STAGE[:6] + VEILS),
    (
        ("stageGood", "stageWarn", "stageBad", "stageRing"),
        (*STAGE[:4], *VEILS),
    ),
)
SIGNS: Rules = (
    (("strongOutline",), ("window", "rail", "card", "field")),
    (("accent", "good", "warn", "bad"), SURFACES),
    (("knob",), ("strongOutline",)),
    (("accentInk",), ("accent",)),
    (("stageRing", "stageHand"), (*STAGE, *VEILS)),
    (("lit",), ("stage", "stageGlass", "stageCard")),
)
NO_TEXT = frozenset({"outline", "scrim", "toastRim", "stageRim", "stageSpeaking"})
"""Roles that only separate or please; whatever they say is said in words as well."""


@pytest.fixture(scope="module")
def theme(qapp: QApplication) -> Theme:
    return Theme()


def seen(theme: Theme, surface: str) -> list[QColor]:
    """Return the colours that ``surface`` may have: a veil over black, and over white."""
    colour = theme.colour(surface)
    if colour.alpha() == 255:
        return [colour]
    return [over(colour, QColor(behind)) for behind in ("black", "white")]


def pairs(rules: Rules) -> Iterator[tuple[str, str]]:
    for inks, surfaces in rules:
        yield from ((ink, surface) for ink in inks for surface in surfaces)


def too_weak(theme: Theme, rules: Rules, least: float) -> list[str]:
    return [
        f"{ink} on {surface}: {found:.2f}"
        for ink, surface in pairs(rules)
        if (found := min(ratio(theme.colour(ink), below) for below in seen(theme, surface))) < least
    ]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_text_can_be_read_on_every_surface_it_stands_on(theme: Theme, form: Form) -> None:
    theme.take(form)
    assert too_weak(theme, TEXT, 7.0 if form.contrast else 4.5) == []


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_signs_and_edges_can_be_seen(theme: Theme, form: Form) -> None:
    theme.take(form)
    assert too_weak(theme, SIGNS, 4.5 if form.contrast else 3.0) == []


def test_the_initials_of_people_can_be_read(theme: Theme) -> None:
    for form in FORMS:
        theme.take(form)
        ink = theme.colour("strongInk")
        assert [ratio(ink, colour) for colour in theme.avatars() if ratio(ink, colour) < 4.5] == []


def test_no_colour_goes_uncomputed(theme: Theme) -> None:
    named = {role for pair in (*pairs(TEXT), *pairs(SIGNS)) for role in pair}
    assert set(theme.colours()) - named - NO_TEXT == set()


def test_the_ratio_is_that_of_the_guidelines() -> None:
    assert ratio(QColor("black"), QColor("white")) == pytest.approx(21)
    assert ratio(QColor("#777777"), QColor("white")) == pytest.approx(4.48, abs=0.01)
    assert over(QColor(0, 0, 0, 128), QColor("white")).red() == pytest.approx(127, abs=1)
