"""A telephone number out of what a person typed or a carrier sent, or a sentence that says what is wrong.

Importing this module loads the numbering plans of the world (70 ms): import it when the first number comes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat, PhoneNumberType, ValidationResult

from core.sentences import sentence

LONGEST_TEXT = 64
_ALLOWED = re.compile(r"\+?[0-9A-Za-z \u00a0().\-/\u2010-\u2015]+")
_PLAIN = re.compile(r"\+[1-9][0-9]{6,14}")
_DIGITS_OF_REST = re.compile(r"[0-9]{2,6}")
_EVERYWHERE = frozenset({"112", "911"})
"""What every mobile phone takes for an emergency, whatever the country (3GPP TS 22.101 section 10.1)."""
_SATELLITES: Final = (870, 881, 882, 883)
"""Country codes of networks that belong to no country; most are satellites, all are dear (ITU-T E.164 D)."""
_COSTLY_CODES: Final = (*_SATELLITES, 878, 979)

EMERGENCY_REFUSED = sentence("Emergency numbers cannot be called from here: use another telephone.")


class NumberProblem(StrEnum):
    """What is wrong with a number."""

    NONE_AT_ALL = "none at all"
    NO_COUNTRY = "no country"
    NO_SUCH_COUNTRY = "no such country"
    NO_AREA = "no area"
    TOO_SHORT = "too short"
    TOO_LONG = "too long"


_SENTENCES = {
    NumberProblem.NONE_AT_ALL: sentence("That is no phone number."),
    NumberProblem.NO_COUNTRY: sentence("Write the number with its country: + and the country code first."),
    NumberProblem.NO_SUCH_COUNTRY: sentence("No country has that code: check the digits after the +."),
    NumberProblem.NO_AREA: sentence("The area code is missing from this number."),
    NumberProblem.TOO_SHORT: sentence("This number is too short."),
    NumberProblem.TOO_LONG: sentence("This number is too long."),
}
_PARSE_PROBLEMS = {
    NumberParseException.INVALID_COUNTRY_CODE: NumberProblem.NO_SUCH_COUNTRY,
    NumberParseException.NOT_A_NUMBER: NumberProblem.NONE_AT_ALL,
    NumberParseException.TOO_SHORT_AFTER_IDD: NumberProblem.TOO_SHORT,
    NumberParseException.TOO_SHORT_NSN: NumberProblem.TOO_SHORT,
    NumberParseException.TOO_LONG: NumberProblem.TOO_LONG,
}
_LENGTH_PROBLEMS = {
    ValidationResult.TOO_SHORT: NumberProblem.TOO_SHORT,
    ValidationResult.INVALID_LENGTH: NumberProblem.TOO_SHORT,
    ValidationResult.TOO_LONG: NumberProblem.TOO_LONG,
    ValidationResult.INVALID_COUNTRY_CODE: NumberProblem.NO_SUCH_COUNTRY,
    ValidationResult.IS_POSSIBLE_LOCAL_ONLY: NumberProblem.NO_AREA,
}


class NumberError(ValueError):
    """Text that is no number which can be dialled; the message is a sentence for a person."""

    def __init__(self, problem: NumberProblem) -> None:
        super().__init__(_SENTENCES[problem])
        self.problem = problem

    @property
    def is_unfinished(self) -> bool:
        """Whether more digits may put it right."""
        return self.problem in (NumberProblem.TOO_SHORT, NumberProblem.NO_AREA)


@dataclass(frozen=True, slots=True)
class Number:
    """A number that can be dialled. ``e164``: plus sign and digits.

    ``region`` is its country (ISO 3166), empty where there is none. ``is_costly``: a premium rate, or a
    satellite network. ``is_valid``: somebody could have it, as far as the numbering plans are known.
    """

    e164: str
    region: str = ""
    is_costly: bool = False
    is_valid: bool = True


def read_number(text: str, region: str = "") -> Number:
    """Return the number that ``text`` means, one of ``region`` (ISO 3166) when it names no country.

    Spaces, brackets, dashes and the letters on the keys may be in it. Raises ``NumberError``.
    """
    parsed = _parse(text, region)
    reason = phonenumbers.is_possible_number_with_reason(parsed)
    if reason != ValidationResult.IS_POSSIBLE:
        problem = _LENGTH_PROBLEMS.get(reason, NumberProblem.NONE_AT_ALL)
        is_local = problem is NumberProblem.NO_AREA and text.strip().startswith(("+", "00"))
        raise NumberError(NumberProblem.TOO_SHORT if is_local else problem)
    number = _number(parsed)
    # A zero after the country is taken for the prefix that is dialled at home; nobody's number begins so,
    # but for those that are there to be tried, such as +46000000000.
    as_written = text.strip()
    return number if number.is_valid or not _PLAIN.fullmatch(as_written) else replace(number, e164=as_written)


def e164_or_nothing(text: str, region: str = "") -> str:
    """Return the number that ``text`` means, or an empty text."""
    try:
        return read_number(text, region).e164
    except NumberError:
        return ""


def calling_code(region: str) -> str:
    """Return what numbers of a country (ISO 3166) begin with abroad, such as ``+49``; empty for none."""
    code = phonenumbers.country_code_for_region(region) if region else 0
    return f"+{code}" if code else ""


def is_in(parsed: phonenumbers.PhoneNumber, region: str) -> bool:
    """Whether a number is dialled without its country's code in ``region``, which others may share."""
    return bool(region) and phonenumbers.country_code_for_region(region) == parsed.country_code


def national_form(e164: str, region: str) -> str:
    """Return how a number of E.164 is dialled in ``region``, digits only; empty if it is abroad there."""
    parsed = phonenumbers.parse(e164, None)
    if not is_in(parsed, region):
        return ""
    return "".join(filter(str.isdigit, phonenumbers.format_number(parsed, PhoneNumberFormat.NATIONAL)))


def abroad_form(e164: str, region: str) -> str:
    """Return how a number of E.164 is dialled from another country, digits only: ``011...`` in America.

    Where a country has several ways, one for each carrier, it begins with ``00``.
    """
    parsed = phonenumbers.parse(e164, None)
    written = phonenumbers.format_out_of_country_calling_number(parsed, region)
    digits = "".join(filter(str.isdigit, written))
    return f"00{digits}" if not region or written.startswith("+") else digits


def emergency_digits(text: str, region: str = "") -> str:
    """Return the emergency number that ``text`` means, as it is dialled (``112``); empty if it means none.

    Written ``+49112`` it is Germany's; without a country it is ``region``'s, or one that holds everywhere,
    with a plus sign or without.
    """
    digits = re.sub(r"[ \u00a0().\-/\u2010-\u2015]", "", text.strip())
    if digits.startswith("+"):
        return digits[1:] if digits[1:] in _EVERYWHERE else _emergency_of_country(digits[1:])
    if not _DIGITS_OF_REST.fullmatch(digits):
        return ""
    is_one = bool(region) and phonenumbers.is_emergency_number(digits, region)
    return digits if is_one or digits in _EVERYWHERE else ""


def emergency_in(digits: str, region: str) -> str:
    """Return an emergency number as ``+`` country code and number; empty if ``region`` is no country.

    That is no E.164 number, but has the shape of one, and says whose ambulance is called.
    """
    code = phonenumbers.country_code_for_region(region) if region else 0
    return f"+{code}{digits}" if code else ""


def _emergency_of_country(digits: str) -> str:
    for size in (1, 2, 3):
        code, rest = digits[:size], digits[size:]
        if not (code.isascii() and code.isdigit() and _DIGITS_OF_REST.fullmatch(rest)):
            continue
        regions = phonenumbers.region_codes_for_country_code(int(code))
        if any(phonenumbers.is_emergency_number(rest, each) for each in regions) or (
            regions and rest in _EVERYWHERE
        ):
            return rest
    return ""


def _parse(text: str, region: str) -> phonenumbers.PhoneNumber:
    text = text.strip()
    if not text or len(text) > LONGEST_TEXT or not _ALLOWED.fullmatch(text):
        raise NumberError(NumberProblem.NONE_AT_ALL)
    is_known = region in phonenumbers.SUPPORTED_REGIONS
    if not text.startswith("+") and not is_known:
        if not re.match(r"[ (]*00", text):
            raise NumberError(NumberProblem.NO_COUNTRY)
        text = "+" + re.sub(r"\A[ (]*00", "", text)
    try:
        return phonenumbers.parse(text, region if is_known else None)
    except NumberParseException as error:
        problem = _PARSE_PROBLEMS.get(error.error_type, NumberProblem.NONE_AT_ALL)
        if problem is NumberProblem.NONE_AT_ALL and re.fullmatch(r"\+?[0-9 ]{1,3}", text):
            problem = NumberProblem.TOO_SHORT
        raise NumberError(problem) from None


def _number(parsed: phonenumbers.PhoneNumber) -> Number:
    # Exchanges pass over digits after the last one of a number, so that one too many is charged all the same.
    cut = phonenumbers.PhoneNumber()
    cut.merge_from(parsed)
    phonenumbers.truncate_too_long_number(cut)
    kind = phonenumbers.number_type(cut)
    is_costly = kind == PhoneNumberType.PREMIUM_RATE or parsed.country_code in _COSTLY_CODES
    region = phonenumbers.region_code_for_number(parsed) or phonenumbers.region_code_for_country_code(
        parsed.country_code or 0
    )
    e164 = phonenumbers.format_number(parsed, PhoneNumberFormat.E164)
    is_valid = phonenumbers.is_valid_number(parsed)
    return Number(e164, region if region.isalpha() and region != "ZZ" else "", is_costly, is_valid)
