import QtQuick
import QtQuick.Templates as T
import QtQuick.Layouts
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
    // Where there is no room for the words its tip has them.
    property bool wordless: false
    property string reason: ""
    // How it looks under the mouse and with the keyboard; a gallery sets them.
    property bool hot: hovered
    property bool ringed: visualFocus
    // Its height with words of one line.
    property int least: Theme.control

    readonly property int beside: glyph !== "" ? icon.width + (wordless ? 0 : content.spacing) : 0
    readonly property string help: wordless ? [text, tip].filter(part => part !== "").join("  ·  ") : tip
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

    implicitWidth: Math.max((wordless ? 0 : words.implicitWidth) + beside + leftPadding + rightPadding, Theme.control)
    implicitHeight: Math.max(least, words.implicitHeight + 12)
    leftPadding: glyph !== "" ? Theme.medium : Theme.normal
    rightPadding: Theme.normal
    opacity: enabled && reason === "" ? 1 : 0.45
    focusPolicy: Qt.StrongFocus
    hoverEnabled: true
    Layout.fillWidth: (parent as ButtonRow)?.stacked ?? false
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
                visible: !button.wordless
                width: Math.min(implicitWidth, button.availableWidth - button.beside)
                text: button.text
                wrapMode: Text.Wrap
                lineHeight: 1
                horizontalAlignment: Text.AlignHCenter
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
        text: button.reason !== "" ? button.reason : button.help
        wanted: button.hovered || button.visualFocus
    }
}
