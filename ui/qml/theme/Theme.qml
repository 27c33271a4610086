pragma Singleton
import QtQuick

// One palette with two forms, one type scale, one grid of 4 and 8 pixels. Nothing else holds a colour or a size.
QtObject {
    id: theme

    property bool dark: false
    property bool still: false

    readonly property color window: dark ? "#0f151a" : "#ffffff"
    readonly property color rail: dark ? "#141b21" : "#f4f6f8"
    readonly property color card: dark ? "#182129" : "#ffffff"
    readonly property color field: dark ? "#1f2a33" : "#ffffff"
    readonly property color hover: dark ? "#1f2a33" : "#e9eef2"
    readonly property color pressed: dark ? "#283540" : "#dce4ea"
    readonly property color selected: dark ? "#1d3a48" : "#dcecf3"
    readonly property color outline: dark ? "#2a3742" : "#dde4e9"
    readonly property color strongOutline: dark ? "#50616f" : "#8496a3"

    readonly property color text: dark ? "#edf2f6" : "#13202a"
    readonly property color subtle: dark ? "#a5b4c0" : "#54636f"
    readonly property color faint: dark ? "#8a9aa7" : "#5f6f7b"

    readonly property color accent: dark ? "#4fb8da" : "#0c6c8d"
    readonly property color accentHover: dark ? "#6cc6e3" : "#0a5f7d"
    readonly property color accentPressed: dark ? "#86d2ea" : "#08516b"
    readonly property color accentInk: dark ? "#04222d" : "#ffffff"
    readonly property color good: dark ? "#46c08a" : "#17784c"
    readonly property color answer: "#1c8350"
    readonly property color answerHover: "#197647"
    readonly property color answerPressed: "#14663d"
    readonly property color bad: dark ? "#ff7b80" : "#bb2a33"
    readonly property color danger: "#cd3640"
    readonly property color dangerHover: "#ba2d37"
    readonly property color dangerPressed: "#a3252e"
    readonly property color strongInk: "#ffffff"
    readonly property color warn: dark ? "#f2c261" : "#7a4f00"
    readonly property color goodBack: dark ? "#12301f" : "#e3f5ea"
    readonly property color warnBack: dark ? "#33290f" : "#fff3d6"
    readonly property color badBack: dark ? "#3a1c20" : "#fdecec"

    // The stage of a call is dark in both forms: a picture is best seen on it.
    readonly property color stage: "#0b1014"
    readonly property color stageCard: "#e6182129"
    readonly property color stageGlass: "#cc121a20"
    readonly property color stageButton: "#2b3742"
    readonly property color stageHover: "#384652"
    readonly property color stagePressed: "#455562"
    readonly property color stageText: "#f2f6f9"
    readonly property color stageSubtle: "#b4c1cb"
    readonly property color stageGood: "#5fd3a0"
    readonly property color stageWarn: "#f2c261"
    readonly property color stageSpeaking: "#2446c08a"
    readonly property color stageRim: "#33ffffff"
    readonly property color stageRing: "#8ad4ec"
    readonly property color stageTile: "#1b2530"
    readonly property color stageBad: "#ff8f94"
    readonly property color stageHand: "#f2c261"
    readonly property color stageHandInk: "#3a2a04"
    readonly property color sharing: "#e60f5f7c"
    readonly property color toastGood: "#e61b6b46"
    readonly property color toastBad: "#e6a3252e"
    readonly property color scrim: "#99060a0d"

    readonly property list<color> avatars: ["#1f7a9c", "#7256b8", "#b0487e", "#b5532f", "#8e4a9e", "#3c7d3f", "#22786f", "#4a66bd"]

    readonly property int hair: 4
    readonly property int small: 8
    readonly property int medium: 12
    readonly property int normal: 16
    readonly property int large: 24
    readonly property int huge: 32
    readonly property int vast: 48

    readonly property int caption: 12
    readonly property int body: 14
    readonly property int title: 17
    readonly property int headline: 24
    readonly property int display: 32

    readonly property int control: 40
    readonly property int corner: 10
    readonly property int cardCorner: 16

    readonly property int quick: still ? 0 : 120
    readonly property int calm: still ? 0 : 220
}
