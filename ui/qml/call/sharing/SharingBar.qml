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

    implicitWidth: Math.min(room, words.implicitWidth + stop.width + 66)
    implicitHeight: 48
    radius: 24
    color: Theme.sharing
    visible: sharing.sharing
    Accessible.role: Accessible.AlertMessage
    Accessible.name: sharing.sharingWords

    Glyph {
        x: 18
        anchors.verticalCenter: parent.verticalCenter
        name: "share"
        size: 20
        colour: Theme.strongInk
    }
    Label {
        id: words
        objectName: "sharingWords"
        x: 48
        anchors.verticalCenter: parent.verticalCenter
        width: root.width - x - stop.width - 16
        text: root.sharing.sharingWords
        color: Theme.strongInk
        font.weight: Font.Medium
        Accessible.ignored: true
    }
    PushButton {
        id: stop
        objectName: "stopSharing"
        x: root.width - width - 6
        anchors.verticalCenter: parent.verticalCenter
        implicitHeight: 36
        leftPadding: 16
        rightPadding: 16
        kind: "danger"
        text: qsTr("Stop")
        tip: "Ctrl+Shift+S"
        Accessible.name: qsTr("Stop sharing")
        onClicked: root.sharing.stop()
        background: Rectangle {
            radius: 18
            color: stop.face

            FocusRing {
                around: 18
                shown: stop.visualFocus
                colour: Theme.strongInk
            }
        }
    }
}
