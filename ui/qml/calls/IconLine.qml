import QtQuick
import QtQuick.Templates as T
import "../theme"
import "../controls/marks"
import "../controls/messages"

// A wide button on the stage.
T.Button {
    id: button

    required property string glyph
    property string tip: ""

    implicitHeight: Math.max(Theme.control, words.implicitHeight + 16)
    focusPolicy: Qt.StrongFocus
    hoverEnabled: true
    Accessible.name: text
    Accessible.description: tip
    Keys.onReturnPressed: click()
    Keys.onEnterPressed: click()

    contentItem: Item {
        Glyph {
            id: icon
            anchors.left: parent.left
            anchors.leftMargin: Theme.snug
            anchors.verticalCenter: parent.verticalCenter
            name: button.glyph
            size: 18
            colour: Theme.stageText
        }
        Label {
            id: words
            anchors.left: icon.right
            anchors.leftMargin: Theme.snug
            anchors.right: parent.right
            anchors.rightMargin: Theme.small
            anchors.verticalCenter: parent.verticalCenter
            text: button.text
            color: Theme.stageText
            font.weight: Font.Medium
            font.pixelSize: Theme.detail
            wrapMode: Text.Wrap
            Accessible.ignored: true
        }
    }
    background: Rectangle {
        radius: Theme.corner
        color: button.down ? Theme.stagePressed : button.hovered ? Theme.stageHover : Theme.stageButton

        FocusRing {
            shown: button.visualFocus
            colour: Theme.stageRing
        }
    }
    HoverTip {
        text: button.tip
        wanted: button.hovered || button.visualFocus
    }
}
