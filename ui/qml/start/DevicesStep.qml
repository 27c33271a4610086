pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Ahoy
import "../theme"
import "../controls/buttons"
import "../controls/devices"
import "../controls/marks"

// Why microphone and camera are needed; then, if the person wants, a look at oneself.
ColumnLayout {
    id: root

    required property AppViewModel app
    readonly property FirstRunViewModel run: app.firstRun

    signal checkRequested

    spacing: Theme.normal

    PageTitle {
        Layout.fillWidth: true
        text: qsTr("Microphone and camera")
    }
    Label {
        Layout.fillWidth: true
        text: qsTr("Others hear you by your microphone, and see you by your camera if you want. Ahoy opens them in calls that you make or answer, and here if you try them. Your system may ask whether Ahoy may do so. Nothing is recorded or sent.")
        color: Theme.subtle
        wrapMode: Text.Wrap
    }
    PushButton {
        objectName: "allowDevices"
        Layout.fillWidth: true
        visible: !root.run.devicesAllowed
        least: Theme.input
        glyph: "video"
        text: qsTr("Try microphone and camera")
        onClicked: root.run.allowDevices()
    }
    Loader {
        Layout.fillWidth: true
        active: root.run.devicesAllowed
        visible: active
        sourceComponent: GridLayout {
            columns: root.width < 640 ? 1 : 2
            columnSpacing: Theme.large
            rowSpacing: Theme.medium

            SelfPreview {
                Layout.fillWidth: true
                Layout.preferredWidth: 400
                Layout.preferredHeight: Math.min(width * 9 / 16, root.width < 640 ? 150 : 300)
                Layout.alignment: Qt.AlignTop
                app: root.app
            }
            ColumnLayout {
                Layout.fillWidth: true
                Layout.preferredWidth: 400
                Layout.alignment: Qt.AlignTop
                spacing: Theme.medium

                RowLayout {
                    spacing: Theme.medium

                    Glyph {
                        name: root.app.devices.microphone.available ? "mic" : "mic-off"
                        size: Theme.iconControl
                        colour: Theme.subtle
                    }
                    LevelMeter {
                        Layout.fillWidth: true
                        levels: root.app.devices.levels
                    }
                }
                Picker {
                    Layout.fillWidth: true
                    picker: root.app.devices.microphone
                    name: qsTr("Microphone")
                    glyph: "mic"
                }
                Picker {
                    Layout.fillWidth: true
                    picker: root.app.devices.camera
                    tellsProblem: false
                    name: qsTr("Camera")
                    glyph: "video"
                }
                Picker {
                    Layout.fillWidth: true
                    picker: root.app.devices.speaker
                    name: qsTr("Speaker")
                    glyph: "speaker"
                }
                PushButton {
                    objectName: "firstCheckButton"
                    Layout.fillWidth: true
                    glyph: "check"
                    text: qsTr("Check sound and video")
                    onClicked: root.checkRequested()
                }
            }
        }
    }
    PushButton {
        objectName: "devicesNext"
        Layout.fillWidth: true
        least: Theme.input
        kind: "primary"
        text: root.run.devicesAllowed ? qsTr("Next") : qsTr("Next, without trying them")
        onClicked: root.run.next()
        Component.onCompleted: forceActiveFocus()
    }
}
