import QtQuick
import QtQuick.Templates as T
import Ahoy
import "../theme"
import "../controls/marks"

// Who can decrypt the call, in a sentence; a click tells it hop by hop.
T.Button {
    id: root

    required property TrustViewModel trust
    property real room: 460
    readonly property color ink: trust.level === "closed" ? Theme.stageGood : trust.level === "open" ? Theme.stageWarn : Theme.stageText

    objectName: "trustBadge"
    implicitWidth: Math.min(room, words.implicitWidth + mark.width + leftPadding + rightPadding + Theme.tight)
    implicitHeight: Math.max(Theme.forText(28), words.implicitHeight + Theme.small)
    leftPadding: mirrored ? Theme.medium : Theme.snug
    rightPadding: mirrored ? Theme.snug : Theme.medium
    visible: trust.sentence !== ""
    focusPolicy: Qt.StrongFocus
    hoverEnabled: true
    text: trust.sentence
    Accessible.name: text
    Accessible.description: qsTr("Tells it hop by hop.")
    Keys.onReturnPressed: click()
    Keys.onEnterPressed: click()

    contentItem: Item {
        Glyph {
            id: mark
            anchors.left: parent.left
            anchors.verticalCenter: parent.verticalCenter
            name: root.trust.glyph
            size: Theme.iconSmall
            colour: root.ink
        }
        Label {
            id: words
            anchors.left: mark.right
            anchors.leftMargin: Theme.tight
            anchors.verticalCenter: parent.verticalCenter
            width: Math.min(implicitWidth, root.room - root.leftPadding - root.rightPadding - mark.width - Theme.tight)
            text: root.text
            color: Theme.stageText
            font.pixelSize: Theme.caption
            font.weight: Font.Medium
            wrapMode: Text.Wrap
            maximumLineCount: 2
            elide: Text.ElideRight
            Accessible.ignored: true
        }
    }
    background: Rectangle {
        radius: Math.min(height / 2, Theme.cardCorner)
        color: root.down ? Theme.stagePressed : root.hovered ? Theme.stageHover : Theme.stageGlass
        border.width: 1
        border.color: Theme.stageRim

        FocusRing {
            around: parent.radius
            shown: root.visualFocus
            colour: Theme.stageRing
        }
    }
}
