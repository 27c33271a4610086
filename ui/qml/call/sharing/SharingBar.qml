import QtQuick
import Ahoy
import "../../theme"
import "../../controls/buttons"
import "../../controls/marks"

// Says for as long as it lasts that a screen of this person is seen, and ends it.
Rectangle {
    id: root

    required property SharingViewModel sharing
    required property real room

    implicitWidth: Math.min(room, Math.max(words.implicitWidth, soundWords.implicitWidth) + stop.width + 70)
    implicitHeight: Math.max(48, lines.implicitHeight + 14)
    radius: Theme.sheetCorner
    color: Theme.sharing
    visible: sharing.sharing
    Accessible.role: Accessible.AlertMessage
    Accessible.name: sharing.soundWords === "" ? sharing.sharingWords : "%1. %2".arg(sharing.sharingWords).arg(sharing.soundWords)

    Glyph {
        anchors.left: parent.left
        anchors.leftMargin: Theme.normal
        anchors.verticalCenter: parent.verticalCenter
        name: "share"
        size: 20
        colour: Theme.strongInk
    }
    Column {
        id: lines
        anchors.left: parent.left
        anchors.leftMargin: Theme.vast
        anchors.verticalCenter: parent.verticalCenter
        width: root.width - 48 - stop.width - 20

        Label {
            id: words
            objectName: "sharingWords"
            width: parent.width
            text: root.sharing.sharingWords
            wrapMode: Theme.enlarged ? Text.Wrap : Text.NoWrap
            lineHeight: 1
            color: Theme.strongInk
            font.weight: Font.Medium
            Accessible.ignored: true
        }
        Label {
            id: soundWords
            objectName: "sharingSoundWords"
            width: parent.width
            visible: text !== ""
            text: root.sharing.soundWords
            wrapMode: Text.Wrap
            lineHeight: 1
            color: Theme.strongInk
            font.pixelSize: Theme.caption
            Accessible.ignored: true
        }
    }
    PushButton {
        id: stop
        objectName: "stopSharing"
        anchors.right: parent.right
        anchors.rightMargin: Theme.tight
        anchors.verticalCenter: parent.verticalCenter
        least: 36
        leftPadding: Theme.normal
        rightPadding: Theme.normal
        kind: "danger"
        text: qsTr("Stop")
        tip: "Ctrl+Shift+S"
        Accessible.name: qsTr("Stop sharing")
        onClicked: root.sharing.stop()
        background: Rectangle {
            radius: height / 2
            color: stop.face

            FocusRing {
                around: height / 2
                shown: stop.visualFocus
                colour: Theme.strongInk
            }
        }
    }
}
