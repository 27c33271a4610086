pragma Singleton
import QtQuick

// The design system: the only place that knows a colour, a size of text, a distance, a corner or a duration.
// A role has one value for each form: light, dark, and both in high contrast. Tests compute what can be read on what.
QtObject {
    id: theme

    property bool dark: false
    property bool contrast: false
    property bool still: false
    // How much larger than usual the person wants text to be, 1 to 2.
    property real scale: 1
    // Words then take the lines they need, where at the usual size a name or a button keeps to one.
    readonly property bool enlarged: scale > 1

    readonly property color window: form("#ffffff", "#0f151a", "#ffffff", "#000000")
    readonly property color rail: form("#f4f6f8", "#141b21", "#ffffff", "#000000")
    readonly property color card: form("#ffffff", "#182129", "#ffffff", "#0a0a0a")
    readonly property color field: form("#ffffff", "#1f2a33", "#ffffff", "#000000")
    readonly property color hover: form("#e9eef2", "#1f2a33", "#e6e6e6", "#262626")
    readonly property color pressed: form("#dce4ea", "#283540", "#d0d0d0", "#3a3a3a")
    readonly property color selected: form("#dcecf3", "#1d3a48", "#cfe6f2", "#0f3547")
    readonly property color lifted: form("#ffffff", "#33424e", "#ffffff", "#3a3a3a")
    // Lines that only please, and lines without which one would not find a control.
    readonly property color outline: form("#dde4e9", "#2a3742", "#000000", "#ffffff")
    readonly property color strongOutline: form("#7d8f9c", "#667988", "#000000", "#ffffff")

    readonly property color text: form("#13202a", "#edf2f6", "#000000", "#ffffff")
    readonly property color subtle: form("#4e5d69", "#a5b4c0", "#1f1f1f", "#e8e8e8")
    readonly property color faint: form("#55646f", "#a2b0bb", "#2b2b2b", "#dadada")

    readonly property color accent: form("#0b6585", "#4fb8da", "#00425c", "#7fdcff")
    readonly property color accentHover: form("#0a5f7d", "#6cc6e3", "#00344a", "#a5e7ff")
    readonly property color accentPressed: form("#08516b", "#86d2ea", "#002636", "#c9f1ff")
    readonly property color accentInk: form("#ffffff", "#04222d", "#ffffff", "#000000")
    readonly property color good: form("#146c44", "#46c08a", "#004a2a", "#6ff0b4")
    readonly property color answer: form("#1a7c4b", "#1a7c4b", "#00512e", "#00512e")
    readonly property color answerHover: form("#197647", "#197647", "#004225", "#004225")
    readonly property color answerPressed: form("#14663d", "#14663d", "#00331d", "#00331d")
    readonly property color bad: form("#b3232d", "#ff8a8f", "#8c0010", "#ffb3b6")
    readonly property color danger: form("#cd3640", "#cd3640", "#9c0012", "#9c0012")
    readonly property color dangerHover: form("#ba2d37", "#ba2d37", "#85000f", "#85000f")
    readonly property color dangerPressed: form("#a3252e", "#a3252e", "#6e000c", "#6e000c")
    readonly property color strongInk: "#ffffff"
    readonly property color warn: form("#734a00", "#f2c261", "#553600", "#ffd970")
    readonly property color goodBack: form("#e3f5ea", "#12301f", "#ffffff", "#000000")
    readonly property color warnBack: form("#fff3d6", "#33290f", "#ffffff", "#000000")
    readonly property color badBack: form("#fdecec", "#3a1c20", "#ffffff", "#000000")
    readonly property color knob: form("#ffffff", "#ffffff", "#ffffff", "#000000")

    // What comes for a moment is inverted, to stand out from whatever it lies on.
    readonly property color tip: form("#22303a", "#dfe7ed", "#000000", "#ffffff")
    readonly property color tipText: form("#f2f6f9", "#13202a", "#ffffff", "#000000")
    readonly property color toast: form("#22303a", "#2a3742", "#000000", "#000000")
    readonly property color toastRim: form("#22303a", "#3b4a57", "#ffffff", "#ffffff")
    readonly property color toastText: "#f2f6f9"
    readonly property color toastSubtle: form("#c9d5dd", "#c9d5dd", "#ffffff", "#ffffff")
    readonly property color toastSign: form("#8ad4ec", "#8ad4ec", "#a5e7ff", "#a5e7ff")
    readonly property color toastBadSign: form("#ff9a9e", "#ff9a9e", "#ffb3b6", "#ffb3b6")
    readonly property color toastGood: form("#e61b6b46", "#e61b6b46", "#00331d", "#00331d")
    readonly property color toastBad: form("#e6a3252e", "#e6a3252e", "#6e000c", "#6e000c")
    readonly property color scrim: form("#99060a0d", "#99060a0d", "#cc000000", "#cc000000")

    // The stage of a call is dark in all forms: a picture is best seen on it.
    readonly property color stage: form("#0b1014", "#0b1014", "#000000", "#000000")
    readonly property color stageTop: form("#16222b", "#16222b", "#000000", "#000000")
    readonly property color stageCard: form("#e6182129", "#e6182129", "#000000", "#000000")
    readonly property color stageSheet: form("#16202a", "#16202a", "#000000", "#000000")
    readonly property color stageGlass: form("#d9121a20", "#d9121a20", "#000000", "#000000")
    readonly property color stageButton: form("#2b3742", "#2b3742", "#262626", "#262626")
    readonly property color stageHover: form("#384652", "#384652", "#3d3d3d", "#3d3d3d")
    readonly property color stagePressed: form("#455562", "#455562", "#4a4a4a", "#4a4a4a")
    readonly property color stageText: form("#f2f6f9", "#f2f6f9", "#ffffff", "#ffffff")
    readonly property color stageSubtle: form("#b4c1cb", "#b4c1cb", "#e8e8e8", "#e8e8e8")
    readonly property color stageGood: form("#5fd3a0", "#5fd3a0", "#6ff0b4", "#6ff0b4")
    readonly property color stageWarn: form("#f2c261", "#f2c261", "#ffd970", "#ffd970")
    readonly property color stageBad: form("#ff8f94", "#ff8f94", "#ffb3b6", "#ffb3b6")
    readonly property color stageSpeaking: form("#2446c08a", "#2446c08a", "#00331d", "#00331d")
    readonly property color stageRim: form("#33ffffff", "#33ffffff", "#ffffff", "#ffffff")
    readonly property color stageRing: form("#8ad4ec", "#8ad4ec", "#a5e7ff", "#a5e7ff")
    readonly property color stageTile: form("#1b2530", "#1b2530", "#1a1a1a", "#1a1a1a")
    readonly property color stageHand: form("#f2c261", "#f2c261", "#ffd970", "#ffd970")
    readonly property color stageHandInk: form("#3a2a04", "#3a2a04", "#000000", "#000000")
    // A button that is on, or, as with a closed microphone, off and meant to be noticed.
    readonly property color lit: "#f2f6f9"
    readonly property color litHover: "#ffffff"
    readonly property color litPressed: "#dfe7ed"
    readonly property color litInk: form("#13202a", "#13202a", "#000000", "#000000")
    readonly property color sharing: form("#e60f5f7c", "#e60f5f7c", "#00344a", "#00344a")

    readonly property list<color> avatars: ["#1f7695", "#7256b8", "#b0487e", "#b0522e", "#8e4a9e", "#3c7d3f", "#22786f", "#4a66bd"]

    // Distances: inside a group, between groups, around a page.
    readonly property int line: 2
    readonly property int hair: 4
    readonly property int tight: 6
    readonly property int small: 8
    readonly property int snug: 10
    readonly property int medium: 12
    readonly property int normal: 16
    readonly property int roomy: 20
    readonly property int large: 24
    readonly property int huge: 32
    readonly property int vast: 48

    readonly property string fixedFamily: "monospace"
    readonly property int tiny: forText(11)
    readonly property int caption: forText(12)
    readonly property int detail: forText(13)
    readonly property int body: forText(14)
    readonly property int title: forText(17)
    readonly property int subheading: forText(20)
    readonly property int headline: forText(24)
    readonly property int display: forText(32)

    // Heights of what holds one line, of a row of two, and of the head of a page.
    readonly property int compact: forText(34)
    readonly property int control: forText(40)
    readonly property int input: forText(44)
    readonly property int row: forText(60)
    readonly property int head: forText(64)

    // Icons: in a line of text, in a control, in a call, in an empty place.
    readonly property int iconSmall: 16
    readonly property int iconControl: 18
    readonly property int icon: 20
    readonly property int iconLarge: 24
    readonly property int iconHuge: 32

    readonly property int signCorner: 4
    readonly property int rowCorner: 8
    readonly property int corner: 10
    readonly property int tileCorner: 12
    readonly property int cardCorner: 16
    readonly property int sheetCorner: 24

    readonly property int quick: still ? 0 : 120
    readonly property int calm: still ? 0 : 220
    // One beat of what lasts, such as ringing; it does not beat at all when `still`.
    readonly property int beat: 1800
    readonly property int halfBeat: beat / 2

    function form(light: color, dark: color, clear: color, clearDark: color): color {
        return theme.contrast ? (theme.dark ? clearDark : clear) : theme.dark ? dark : light
    }
    // A height or width that has to hold text.
    function forText(size: real): int {
        return Math.round(size * theme.scale)
    }
    // Icons and what holds nothing else grow half as much as text: a bar of them has to fit into a narrow window.
    function forSign(size: real): int {
        return Math.round(size * (1 + (theme.scale - 1) / 2))
    }
}
