"""Ways through menus: keys, digits, silence, repeats, and what a backend is told in the end."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from core.service.callbacks.events import MenuInput, MenuResult
from core.service.callbacks.menu_walk import MOST_MENUS, MenuWalk
from core.service.callbacks.svaml.actions import RunMenu, read_action
from core.service.callbacks.svaml.fields import Fields


def walk(*menus: dict[str, Any], **main: Any) -> MenuWalk:
    first = {"id": "main", "mainPrompt": "welcome", **main}
    action = read_action(Fields({"name": "runMenu", "menus": [first, *menus]}, "action"))
    assert isinstance(action, RunMenu)
    return MenuWalk(action)


def options(**keys: str) -> list[dict[str, str]]:
    return [{"dtmf": key.removeprefix("k"), "action": action} for key, action in keys.items()]


def result(kind: MenuInput, value: str = "", menu: str = "main") -> MenuResult:
    return MenuResult(menu, kind, value)


def test_a_key_returns_its_value() -> None:
    made = walk(options=options(k1="return(sales)", k2="return(support)"))
    assert made.prompt == "welcome" and made.timeout == 5.0
    assert made.key("2") == result(MenuInput.RETURN, "support")


def test_a_key_leads_to_another_menu_and_back() -> None:
    second = {"id": "second", "mainPrompt": "more", "timeoutMills": 100, "options": options(k9="menu(main)")}
    made = walk(second, options=options(k1="menu(second)", k2="return(x)"))
    assert made.key("1") is None and (made.prompt, made.menu.id, made.timeout) == ("more", "second", 0.1)
    assert made.key("9") is None and made.prompt == "welcome"
    assert made.key("2") == result(MenuInput.RETURN, "x")


def test_the_menu_that_is_main_plays_first_whatever_main_menu_says() -> None:
    action = {
        "name": "runMenu",
        "mainMenu": "other",
        "menus": [{"id": "other", "mainPrompt": "b"}, {"id": "main", "mainPrompt": "a"}],
    }
    made = read_action(Fields(action, "action"))
    assert isinstance(made, RunMenu) and MenuWalk(made).prompt == "a"


def test_silence_and_wrong_keys_repeat_the_menu_so_many_times() -> None:
    made = walk(repeatPrompt="again", repeats=2, options=options(k1="return(x)"))
    assert made.silence() is None and made.prompt == "again"
    assert made.key("7") is None and made.prompt == "again"
    assert made.silence() == result(MenuInput.TIMEOUT)
    made = walk(repeats=1, options=options(k1="return(x)"))
    assert made.key("*") is None and made.prompt == "welcome", "for want of a prompt to repeat"
    assert made.key("#") == result(MenuInput.INVALID_INPUT)


def test_another_menu_has_its_own_repeats() -> None:
    second = {"id": "second", "repeats": 1, "options": options(k1="return(x)")}
    made = walk(second, options=options(k1="menu(second)"))
    assert made.key("1") is None
    assert made.silence() is None
    assert made.silence() == result(MenuInput.TIMEOUT, menu="second")


def test_digits_end_when_there_are_enough_at_the_hash_or_in_silence() -> None:
    made = walk(maxDigits=4)
    assert [made.key(key) for key in "123"] == [None] * 3 and made.prompt == ""
    assert made.key("4") == result(MenuInput.SEQUENCE, "1234")
    made = walk(maxDigits=4)
    assert [made.key(key) for key in "1*"] == [None] * 2
    assert made.key("#") == result(MenuInput.SEQUENCE, "1*")
    made = walk(maxDigits=4)
    assert made.key("5") is None
    assert made.silence() == result(MenuInput.SEQUENCE, "5")
    assert walk(maxDigits=1).key("3") == result(MenuInput.SEQUENCE, "3")


def test_no_digits_at_all() -> None:
    assert walk(maxDigits=4).silence() == result(MenuInput.TIMEOUT)
    assert walk(maxDigits=4).key("#") == result(MenuInput.INVALID_INPUT)


def test_digits_and_options_in_one_menu() -> None:
    made = walk(maxDigits=3, options=options(k0="return(operator)"))
    assert made.key("0") is None
    assert made.silence() == result(MenuInput.RETURN, "operator")
    made = walk(maxDigits=3, options=options(k0="return(operator)"))
    assert [made.key(key) for key in "01"] == [None] * 2
    assert made.key("#") == result(MenuInput.SEQUENCE, "01")
    made = walk(maxDigits=1, options=[{"dtmf": "#", "action": "return(hash)"}])
    assert made.key("#") == result(MenuInput.RETURN, "hash")


def test_a_menu_that_asks_for_nothing_takes_any_key() -> None:
    assert walk().key("8") == result(MenuInput.SEQUENCE, "8")


def test_going_round_in_circles_has_an_end() -> None:
    made = walk(options=options(k1="menu(main)"))
    results = [made.key("1") for _ in range(MOST_MENUS)]
    assert results[:-1] == [None] * (MOST_MENUS - 1) and results[-1] == result(MenuInput.ERROR)


@given(st.lists(st.sampled_from("0123456789*#ABCDw \0é") | st.none(), max_size=60), st.integers(0, 3))
def test_any_keys_lead_on_or_to_a_result(keys: list[str | None], digits: int) -> None:
    second = {
        "id": "b",
        "mainPrompt": "b",
        "maxDigits": digits,
        "repeats": 2,
        "options": options(k1="menu(main)"),
    }
    made = walk(second, maxDigits=digits, repeats=1, options=options(k2="menu(b)", k3="return()"))
    for key in keys:
        found = made.silence() if key is None else made.key(key)
        if found is not None:
            assert found.menu_id == made.menu.id and len(found.value) <= max(1, digits)
            return
        assert made.prompt in ("", "welcome", "b")
