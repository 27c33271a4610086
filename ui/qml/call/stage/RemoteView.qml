import QtQuick
import QtQuick.Templates as T
import Ahoy
import "../../theme"
import "../../controls/marks"
import "../../controls/pictures"

// The other end's camera: behind everything, or an inset to click while a shared screen has the room.
Item {
    id: root

    required property Pictures pictures
    required property CallViewModel call
    property bool inset: false
    property bool off: false
    readonly property alias hasPicture: picture.hasPicture
    readonly property alias stalled: picture.stalled
    readonly property alias ratio: picture.ratio

    signal chosen

    Rectangle {
        anchors.fill: parent
        visible: root.inset
        radius: Theme.tileCorner
        color: Theme.stageTile
        border.width: 1
        border.color: Theme.stageRim
    }
    Picture {
        id: picture
        objectName: "remotePicture"
        anchors.fill: parent
        pictures: root.pictures
        name: root.call.callId === "" ? "" : root.call.callId + "/incoming"
        active: root.call.established && root.call.showsRemote && !root.off
        crop: root.inset
        radius: root.inset ? 12 : 0
        Accessible.name: qsTr("Picture of %1").arg(root.call.name)
    }
    T.AbstractButton {
        id: whole
        objectName: "cameraInset"
        anchors.fill: parent
        visible: root.inset
        focusPolicy: Qt.StrongFocus
        hoverEnabled: true
        text: qsTr("Give the room to the picture of %1").arg(root.call.name)
        Accessible.name: text
        Keys.onReturnPressed: click()
        Keys.onEnterPressed: click()
        onClicked: root.chosen()

        HoverHandler {
            cursorShape: Qt.PointingHandCursor
        }
        FocusRing {
            around: 12
            shown: whole.visualFocus
            colour: Theme.stageRing
        }
    }
}
