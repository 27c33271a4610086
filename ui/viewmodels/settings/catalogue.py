"""Every setting there is: on which page it stands, what it changes, and other words for it.

``key`` is the ``objectName`` of its control, which a test looks for on the page.
"""

from __future__ import annotations

from dataclasses import dataclass

from core.sentences import sentence


@dataclass(frozen=True, slots=True)
class PageRow:
    """One page of the settings."""

    key: str
    title: str
    summary: str
    glyph: str


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: its name, one sentence that says what it changes, and other words for it."""

    key: str
    page: str
    title: str
    detail: str
    synonyms: str = ""


PAGES = (
    PageRow("account", sentence("Account"), sentence("Who you are, and by which service you call"), "person"),
    PageRow(
        "sound", sentence("Sound and video"), sentence("Microphone, speaker, camera, ringing"), "speaker"
    ),
    PageRow("calls", sentence("Calls"), sentence("When it rings, and what a second caller meets"), "phone"),
    PageRow("privacy", sentence("Privacy"), sentence("Who may call you, and what others learn"), "shield"),
    PageRow("desktop", sentence("Desktop"), sentence("When the window is closed, notifications"), "window"),
    PageRow(
        "appearance",
        sentence("Appearance"),
        sentence("Language, light or dark, contrast, size of text"),
        "sun",
    ),
    PageRow(
        "data", sentence("Your data"), sentence("Where it is, how to take it along or delete it"), "export"
    ),
    PageRow("about", sentence("About"), sentence("Version, keys, and setting up again"), "info"),
)

SETTINGS = (
    Setting(
        "settingsName",
        "account",
        sentence("Name"),
        sentence("The name that other people see when you call them."),
        sentence("display name nickname profile"),
    ),
    Setting(
        "serviceChoice",
        "account",
        sentence("Call service"),
        sentence("The server that your calls go by."),
        sentence("server provider sip registrar log in sign in token"),
    ),
    Setting(
        "signOut",
        "account",
        sentence("Sign out"),
        sentence("Goes back to the built-in service, and forgets the password."),
        sentence("log out leave account"),
    ),
    Setting(
        "providerAccounts",
        "account",
        sentence("Phone and SIP accounts"),
        sentence("Accounts at a telephone company or at the office, for calls in and out."),
        sentence("sip provider trunk voip pbx landline voicemail"),
    ),
    Setting(
        "microphonePicker",
        "sound",
        sentence("Microphone"),
        sentence("The microphone that others hear you by."),
        sentence("input headset recording"),
    ),
    Setting(
        "gainSlide",
        "sound",
        sentence("Microphone volume"),
        sentence("How loud others hear you."),
        sentence("gain quiet level"),
    ),
    Setting(
        "speakerPicker",
        "sound",
        sentence("Speaker"),
        sentence("Where you hear others."),
        sentence("output headphones loudspeaker bluetooth"),
    ),
    Setting(
        "volumeSlide",
        "sound",
        sentence("Speaker volume"),
        sentence("How loud you hear others."),
        sentence("loudness"),
    ),
    Setting(
        "noiseChoice",
        "sound",
        sentence("Noise suppression"),
        sentence("How much of the noise around you is taken away."),
        sentence("keyboard fan dog background"),
    ),
    Setting(
        "ringDevicePicker",
        "sound",
        sentence("Ring on"),
        sentence("The speaker that rings, which may be another one than for talking."),
        sentence("ringer device"),
    ),
    Setting(
        "ringVolumeSlide",
        "sound",
        sentence("Ringing volume"),
        sentence("How loud it rings."),
        sentence("silent loud bell"),
    ),
    Setting(
        "ringtonePicker",
        "sound",
        sentence("Ringtone"),
        sentence("The tune that tells of a call."),
        sentence("melody bell sound"),
    ),
    Setting(
        "checkButton",
        "sound",
        sentence("Check before a call"),
        sentence("Tries camera, microphone, speaker and the sound of the room."),
        sentence("test echo camera preview"),
    ),
    Setting(
        "testDevicesToggle",
        "sound",
        sentence("Offer the test picture and test tone"),
        sentence("Shows them among cameras and microphones."),
        sentence("fake virtual"),
    ),
    Setting(
        "doNotDisturbToggle",
        "calls",
        sentence("Do not disturb"),
        sentence("Nobody rings here; their calls are listed as missed."),
        sentence("dnd silence mute busy"),
    ),
    Setting(
        "quietToggle",
        "calls",
        sentence("Quiet hours"),
        sentence("Nobody rings at the hours and on the days you choose."),
        sentence("night schedule sleep weekend"),
    ),
    Setting(
        "policyAsk",
        "calls",
        sentence("When somebody calls during a call"),
        sentence("Whether a second caller is shown quietly, hears busy, or rings."),
        sentence("call waiting busy second"),
    ),
    Setting(
        "ownNumber",
        "calls",
        sentence("Your phone number"),
        sentence("The number that those see whom you call by phone."),
        sentence("caller id cli number shown"),
    ),
    Setting(
        "countryPicker",
        "calls",
        sentence("Country of numbers without + in front"),
        sentence("Numbers that name no country are taken for numbers of this one."),
        sentence("prefix area code region dial"),
    ),
    Setting(
        "silenceUnknown",
        "privacy",
        sentence("Silence unknown callers"),
        sentence("Who is no contact, and whom you have never talked to, does not ring."),
        sentence("spam stranger block first call"),
    ),
    Setting(
        "alwaysRelay",
        "privacy",
        sentence("Always use a relay"),
        sentence("Nobody you talk to learns the network address of this computer."),
        sentence("ip address hide turn direct peer"),
    ),
    Setting(
        "visibleToggle",
        "privacy",
        sentence("Let people on this network see and call me"),
        sentence("Announces your name on the local network."),
        sentence("nearby lan discovery bonjour"),
    ),
    Setting(
        "blockAddress",
        "privacy",
        sentence("Blocked people"),
        sentence("Who may not ring here."),
        sentence("block list ban spam"),
    ),
    Setting(
        "keepsRunning",
        "desktop",
        sentence("Stay reachable when the window is closed"),
        sentence("Ahoy goes on in the tray."),
        sentence("background close minimise quit"),
    ),
    Setting(
        "startsAtLogin",
        "desktop",
        sentence("Start when I log in"),
        sentence("Ahoy starts by itself, without a window."),
        sentence("autostart boot login"),
    ),
    Setting(
        "ringsWhenClosed",
        "desktop",
        sentence("Ring when Ahoy does not run"),
        sentence("A small program waits for calls, and opens Ahoy."),
        sentence("push wake agent"),
    ),
    Setting(
        "noticeAutomatic",
        "desktop",
        sentence("When somebody calls while I use another program"),
        sentence("Whether a card, a notification or both tell of a call."),
        sentence("popup toast notification incoming card"),
    ),
    Setting(
        "tellsMissed",
        "desktop",
        sentence("Tell me of missed calls"),
        sentence("A notification tells of each missed call."),
        sentence("notification badge"),
    ),
    Setting(
        "languageChoice",
        "appearance",
        sentence("Language"),
        sentence("The language of the window; dates and numbers follow it."),
        sentence("translation english german french spanish swedish locale"),
    ),
    Setting(
        "appearanceChoice",
        "appearance",
        sentence("Light or dark"),
        sentence("Draws the window in light or dark colours, or as the system does."),
        sentence("theme night mode colour"),
    ),
    Setting(
        "contrastChoice",
        "appearance",
        sentence("Contrast"),
        sentence("Draws text and lines stronger."),
        sentence("accessibility readable high"),
    ),
    Setting(
        "textScale",
        "appearance",
        sentence("Size of text"),
        sentence("Makes all text larger."),
        sentence("font zoom big accessibility"),
    ),
    Setting(
        "lessMotion",
        "appearance",
        sentence("Less motion"),
        sentence("Tiles and panels appear at their place instead of moving there."),
        sentence("animation reduced accessibility"),
    ),
    Setting(
        "writesLog",
        "data",
        sentence("Write a log"),
        sentence("Keeps a file for finding faults, which is sent nowhere."),
        sentence("debug diagnostics trace"),
    ),
    Setting(
        "exportData",
        "data",
        sentence("Export everything…"),
        sentence("Writes contacts, calls and settings into one archive."),
        sentence("backup save download"),
    ),
    Setting(
        "eraseData",
        "data",
        sentence("Delete everything…"),
        sentence("Removes all that Ahoy keeps of you from this computer."),
        sentence("reset forget remove erase"),
    ),
    Setting(
        "setUpAgain",
        "about",
        sentence("Set up again"),
        sentence("Goes through the first steps once more; nothing is lost."),
        sentence("first start wizard welcome permissions"),
    ),
    Setting(
        "shortcutsButton",
        "about",
        sentence("Keys for everything"),
        sentence("Shows the table of keyboard shortcuts."),
        sentence("shortcut hotkey keyboard help"),
    ),
)
