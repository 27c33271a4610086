import QtQuick
import QtQuick.Templates as T
import "../../theme"
import "../marks"
import "../messages"

// A round button with an icon; `text` is its accessible name and, with the shortcut, its tip.
// With a `reason` it is greyed, keeps the focus, and its tip says why. `kind`: quiet, soft, stage, lit, danger, answer, accent.
T.Button {
    id: button

    required property string glyph
    property string kind: "quiet"
    property string keys: ""
    property string reason: ""
    readonly property bool usable: enabled && reason === ""
    property int size: 36
    // Those of a call are large already, and have to stand in one line in a narrow window.
    readonly property bool grows: kind === "quiet" || kind === "soft" || kind === "accent"
    readonly property int extent: grows ? Theme.forSign(size) : size
    property int glyphSize: size >= 52 ? 24 : size >= 44 ? 22 : 20
    property bool tipShown: true
    // How it looks under the mouse and with the keyboard; a gallery sets them.
    property bool hot: hovered
    property bool ringed: visualFocus
    property color ink: {
        if (kind === "quiet" || kind === "soft")
            return Theme.subtle
        return kind === "accent" ? Theme.accentInk : Theme.strongInk
    }

    readonly property color face: {
        const steps = {
            "quiet": ["transparent", Theme.hover, Theme.pressed],
            "soft": [Theme.selected, Theme.pressed, Theme.pressed],
            "stage": [Theme.stageButton, Theme.stageHover, Theme.stagePressed],
            "lit": [Theme.lit, Theme.litHover, Theme.litPressed],
            "danger": [Theme.danger, Theme.dangerHover, Theme.dangerPressed],
            "answer": [Theme.answer, Theme.answerHover, Theme.answerPressed],
            "accent": [Theme.accent, Theme.accentHover, Theme.accentPressed]
        }[kind === "lit" && !usable ? "stage" : kind]
        return down ? steps[2] : hot ? steps[1] : steps[0]
    }

    implicitWidth: extent
    implicitHeight: extent
    padding: 0
    opacity: usable ? 1 : 0.4
    focusPolicy: Qt.StrongFocus
    hoverEnabled: true
    Accessible.name: text
    Accessible.description: reason !== "" ? reason : keys
    Keys.onReturnPressed: click()
    Keys.onEnterPressed: click()

    contentItem: Item {
        Glyph {
            anchors.centerIn: parent
            name: button.glyph
            size: button.glyphSize
            colour: button.kind === "lit" && button.usable ? Theme.litInk : button.ink
        }
    }
    background: Rectangle {
        radius: height / 2
        color: button.face

        Behavior on color {
            ColorAnimation { duration: Theme.quick }
        }
        FocusRing {
            around: parent.height / 2
            shown: button.ringed
            colour: button.kind === "stage" || button.kind === "lit" ? Theme.stageRing : Theme.accent
        }
    }

    HoverTip {
        text: button.reason !== "" ? button.reason : button.keys === "" ? button.text : button.text + "  ·  " + button.keys
        wanted: button.tipShown && (button.hovered || button.visualFocus)
    }
}
