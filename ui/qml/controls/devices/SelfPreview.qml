import QtQuick
import Ahoy
import "../../theme"
import "../marks"
import "../pictures"

// The person's own picture before a call, or a friendly word when there is none. Holds the preview while visible.
Rectangle {
    id: root

    required property AppViewModel app
    readonly property bool wanted: visible && enabled
    property bool held: false

    function hold(needed: bool): void {
        if (needed === held)
            return
        held = needed
        if (needed)
            app.devices.startPreview()
        else
            app.devices.stopPreview()
    }

    implicitHeight: width * 9 / 16
    radius: Theme.cardCorner
    color: Theme.stage
    onWantedChanged: hold(wanted)
    Component.onCompleted: hold(wanted)
    Component.onDestruction: hold(false)

    Picture {
        id: picture
        anchors.fill: parent
        pictures: root.app.pictures
        name: "preview"
        active: root.wanted
        mirrored: true
        crop: true
        radius: root.radius
        Accessible.name: qsTr("Your own picture")
    }
    Column {
        anchors.centerIn: parent
        width: parent.width - 48
        spacing: Theme.medium
        visible: !picture.hasPicture

        Rectangle {
            anchors.horizontalCenter: parent.horizontalCenter
            width: 56
            height: 56
            radius: width / 2
            color: Theme.stageButton

            Glyph {
                anchors.centerIn: parent
                name: root.app.devices.camera.available ? "video" : "video-off"
                size: 26
                colour: Theme.stageSubtle
            }
        }
        Label {
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            wrapMode: Text.Wrap
            color: Theme.stageSubtle
            text: {
                if (root.app.devices.camera.problem !== "")
                    return root.app.devices.camera.problem
                return root.app.devices.camera.available ? qsTr("Starting the camera…") : qsTr("No camera. You can still call, and see others.")
            }
        }
    }
}
