pragma ComponentBehavior: Bound
import QtQuick
import Ahoy
import "../theme"
import "../controls/messages"
import "sharing"

// What is not as it should be in the call, a line each.
Column {
    id: root

    required property AppViewModel app
    property bool stalled: false
    property bool controlsShown: true
    property real room: 460
    readonly property CallViewModel call: app.active
    readonly property bool talking: call.established && !call.held

    spacing: Theme.small

    SharingBar {
        objectName: "sharingBar"
        anchors.horizontalCenter: parent.horizontalCenter
        room: root.room
        sharing: root.app.calls.sharing
    }
    Badge {
        objectName: "transferBadge"
        anchors.horizontalCenter: parent.horizontalCenter
        visible: root.call.transfer !== ""
        limit: root.room
        kind: "stage"
        glyph: "transfer"
        text: root.call.transfer
    }
    Badge {
        objectName: "connectionBadge"
        anchors.horizontalCenter: parent.horizontalCenter
        visible: root.call.connection !== ""
        limit: root.room
        kind: "warning"
        glyph: "warning"
        text: root.call.connection
    }
    Badge {
        objectName: "stalledBadge"
        anchors.horizontalCenter: parent.horizontalCenter
        visible: root.stalled && root.call.connection === ""
        limit: root.room
        kind: "warning"
        glyph: "warning"
        text: qsTr("The picture of %1 has stopped").arg(root.call.name)
    }
    Badge {
        objectName: "qualityBadge"
        Accessible.role: Accessible.AlertMessage
        anchors.horizontalCenter: parent.horizontalCenter
        visible: root.call.qualityWords !== ""
        limit: root.room
        kind: "stage"
        glyph: "signal"
        text: root.call.qualityWords
        detail: root.call.qualityDetail
    }
    Repeater {
        model: [root.app.devices.microphone.problem, root.app.devices.speaker.problem,
            root.call.video ? root.app.devices.camera.problem : ""]

        Badge {
            required property string modelData
            anchors.horizontalCenter: parent?.horizontalCenter
            visible: modelData !== "" && root.call.established
            limit: root.room
            kind: "stage"
            glyph: "warning"
            text: modelData
        }
    }
    Badge {
        anchors.horizontalCenter: parent.horizontalCenter
        visible: root.call.muted && !root.controlsShown
        limit: root.room
        kind: "stage"
        glyph: "mic-off"
        text: qsTr("You are muted")
    }
    Badge {
        objectName: "pausedBadge"
        anchors.horizontalCenter: parent.horizontalCenter
        visible: root.talking && root.call.video && root.call.videoPaused && !root.controlsShown
        limit: root.room
        kind: "stage"
        glyph: "video-off"
        text: qsTr("You have paused your video")
    }
    Badge {
        anchors.horizontalCenter: parent.horizontalCenter
        visible: root.call.remoteMuted
        limit: root.room
        kind: "stage"
        glyph: "mic-off"
        text: qsTr("%1 is muted").arg(root.call.name)
    }
    Badge {
        anchors.horizontalCenter: parent.horizontalCenter
        visible: root.call.withoutMicrophone && root.talking && root.app.devices.microphone.problem === ""
        limit: root.room
        kind: "stage"
        glyph: "mic-off"
        text: qsTr("No microphone: others cannot hear you")
    }
    Badge {
        anchors.horizontalCenter: parent.horizontalCenter
        visible: root.call.withoutCamera && root.call.video && root.talking && root.app.devices.camera.problem === ""
        limit: root.room
        kind: "stage"
        glyph: "video-off"
        text: qsTr("No camera: others cannot see you")
    }
}
