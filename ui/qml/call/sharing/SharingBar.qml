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
    implicitHeight: 48
    radius: Theme.sheetCorner
    color: Theme.sharing
    visible: sharing.sharing
    Accessible.role: Accessible.AlertMessage
    Accessible.name: sharing.soundWords === "" ? sharing.sharingWords : "%1. %2".arg(sharing.sharingWords).arg(sharing.soundWords)

    Glyph {
        x: 18
        anchors.verticalCenter: parent.verticalCenter
        name: "share"
        size: 20
        colour: Theme.strongInk
    }
    Column {
        x: 48
        anchors.verticalCenter: parent.verticalCenter
        width: root.width - x - stop.width - 20

        Label {
            id: words
            objectName: "sharingWords"
            width: parent.width
            text: root.sharing.sharingWords
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
            color: Theme.strongInk
            font.pixelSize: Theme.caption
            Accessible.ignored: true
        }
    }
    PushButton {
        id: stop
        objectName: "stopSharing"
        x: root.width - width - 6
        anchors.verticalCenter: parent.verticalCenter
        implicitHeight: 36
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
