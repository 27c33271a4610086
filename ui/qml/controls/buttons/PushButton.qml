import QtQuick
import QtQuick.Templates as T
import "../../theme"
import "../marks"
import "../messages"

// The button with words. With a `reason` it is greyed, keeps the focus, and its tip says why.
// `kind`: primary, plain, danger, answer, quiet, stage.
T.Button {
    id: button

    property string kind: "plain"
    property string glyph: ""
    property string tip: ""
    property string reason: ""
    // How it looks under the mouse and with the keyboard; a gallery sets them.
    property bool hot: hovered
    property bool ringed: visualFocus

    readonly property int beside: glyph !== "" ? icon.width + content.spacing : 0
    readonly property bool filled: kind === "primary" || kind === "danger" || kind === "answer" || kind === "stage"
    readonly property color ink: {
        if (kind === "primary")
            return Theme.accentInk
        if (filled)
            return Theme.strongInk
        return kind === "quiet" ? Theme.accent : Theme.text
    }
    readonly property color face: {
        const steps = {
            "primary": [Theme.accent, Theme.accentHover, Theme.accentPressed],
            "danger": [Theme.danger, Theme.dangerHover, Theme.dangerPressed],
            "answer": [Theme.answer, Theme.answerHover, Theme.answerPressed],
            "stage": [Theme.stageButton, Theme.stageHover, Theme.stagePressed],
            "plain": [Theme.field, Theme.hover, Theme.pressed],
            "quiet": ["transparent", Theme.hover, Theme.pressed]
        }[kind]
        return down ? steps[2] : hot ? steps[1] : steps[0]
    }

    implicitWidth: Math.max(words.implicitWidth + beside + leftPadding + rightPadding, Theme.control)
    implicitHeight: Theme.control
    leftPadding: glyph !== "" ? Theme.medium : Theme.normal
    rightPadding: Theme.normal
    opacity: enabled && reason === "" ? 1 : 0.45
    focusPolicy: Qt.StrongFocus
    hoverEnabled: true
    Accessible.name: text
    Accessible.description: reason !== "" ? reason : tip
    Keys.onReturnPressed: click()
    Keys.onEnterPressed: click()

    contentItem: Item {
        implicitHeight: content.implicitHeight

        Row {
            id: content
            anchors.centerIn: parent
            spacing: Theme.small

            Glyph {
                id: icon
                visible: button.glyph !== ""
                name: button.glyph
                colour: button.ink
                size: Theme.iconControl
                anchors.verticalCenter: parent.verticalCenter
            }
            Label {
                id: words
                width: Math.min(implicitWidth, button.availableWidth - button.beside)
                text: button.text
                color: button.ink
                font.weight: Font.Medium
                Accessible.ignored: true
                anchors.verticalCenter: parent.verticalCenter
            }
        }
    }
    background: Rectangle {
        radius: Theme.corner
        color: button.face
        border.width: button.kind === "plain" || Theme.contrast ? 1 : 0
        border.color: Theme.outline

        Behavior on color {
            ColorAnimation { duration: Theme.quick }
        }
        FocusRing {
            shown: button.ringed
        }
    }

    HoverTip {
        text: button.reason !== "" ? button.reason : button.tip
        wanted: button.hovered || button.visualFocus
    }
}
