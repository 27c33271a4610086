import QtQuick
import Ahoy
import "../theme"
import "../controls/marks"
import "../controls/pictures"

// The other end's camera: behind everything, or an inset to click while a shared screen has the room.
FocusScope {
    id: root

    required property Pictures pictures
    required property CallViewModel call
    property bool inset: false
    readonly property alias hasPicture: picture.hasPicture
    readonly property alias stalled: picture.stalled
    readonly property alias ratio: picture.ratio

    signal chosen

    activeFocusOnTab: inset
    Accessible.role: inset ? Accessible.Button : Accessible.Graphic
    Accessible.name: inset ? qsTr("Picture of %1. Give it the room.").arg(call.name) : qsTr("Picture of %1").arg(call.name)
    Accessible.onPressAction: if (inset) chosen()
    Keys.onReturnPressed: event => { event.accepted = inset; if (inset) chosen() }
    Keys.onSpacePressed: event => { event.accepted = inset; if (inset) chosen() }

    Rectangle {
        anchors.fill: parent
        visible: root.inset
        radius: 12
        color: "#1b2530"
        border.width: 1
        border.color: Theme.stageRim
    }
    Picture {
        id: picture
        objectName: "remotePicture"
        anchors.fill: parent
        pictures: root.pictures
        name: root.call.callId === "" ? "" : root.call.callId + "/incoming"
        active: root.call.established && root.call.showsRemote
        crop: root.inset
        radius: root.inset ? 12 : 0
        Accessible.name: qsTr("Picture of %1").arg(root.call.name)
    }
    TapHandler {
        enabled: root.inset
        onTapped: root.chosen()
    }
    HoverHandler {
        enabled: root.inset
        cursorShape: Qt.PointingHandCursor
    }
    FocusRing {
        around: 12
        shown: root.inset && root.activeFocus
        colour: Theme.stageRing
    }
}
