import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Ahoy
import "../../theme"
import "../../controls/buttons"
import "../../controls/devices"
import "../../controls/marks"
import "../../controls/panels"

// The pickers, usable during the call.
Panel {
    id: root

    required property AppViewModel app
    property bool muted: false
    property real roomAbove: 480

    signal checkRequested

    title: qsTr("Microphone, speaker and camera")
    implicitHeight: Math.min(roomAbove, column.implicitHeight + topPadding + bottomPadding)

    contentItem: Flickable {
        id: page
        clip: true
        contentWidth: width
        contentHeight: column.implicitHeight
        boundsBehavior: Flickable.StopAtBounds
        interactive: contentHeight > height
        T.ScrollBar.vertical: Scroller {}

        ColumnLayout {
            id: column
            anchors.left: parent.left
            width: page.width - (page.interactive ? Theme.medium : 0)
            spacing: Theme.small

            Heading {
                kind: "group"
                text: qsTr("Microphone")
            }
            Picker {
                Layout.fillWidth: true
                picker: root.app.devices.microphone
                name: qsTr("Microphone")
                glyph: "mic"
            }
            LevelMeter {
                Layout.fillWidth: true
                Layout.topMargin: Theme.line
                levels: root.app.devices.levels
                muted: root.muted
                enabled: root.opened
            }
            Heading {
                Layout.topMargin: Theme.small
                kind: "group"
                text: qsTr("Speaker")
            }
            Picker {
                Layout.fillWidth: true
                picker: root.app.devices.speaker
                name: qsTr("Speaker")
                glyph: "speaker"
            }
            LevelMeter {
                objectName: "speakerLevel"
                Layout.fillWidth: true
                Layout.topMargin: Theme.line
                levels: root.app.devices.levels
                heard: true
                enabled: root.opened
            }
            Heading {
                Layout.topMargin: Theme.small
                kind: "group"
                text: qsTr("Camera")
            }
            Picker {
                Layout.fillWidth: true
                picker: root.app.devices.camera
                name: qsTr("Camera")
                glyph: "video"
            }
            PushButton {
                objectName: "menuCheckButton"
                Layout.fillWidth: true
                Layout.topMargin: Theme.small
                glyph: "check"
                text: qsTr("Check sound and video")
                onClicked: {
                    root.close()
                    root.checkRequested()
                }
            }
        }
    }
}
