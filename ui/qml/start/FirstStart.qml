import QtQuick
import QtQuick.Layouts
import Ahoy
import "../theme"
import "../controls/buttons"
import "../controls/devices"
import "../controls/fields"
import "../controls/marks"

// The first minute: a name, one look at oneself, and the devices. Nothing else is asked.
Rectangle {
    id: root

    required property AppViewModel app
    readonly property bool narrow: width < 640

    signal checkRequested

    function begin(): void {
        if (!app.profile.setName(name.text))
            name.field.forceActiveFocus()
    }

    color: Theme.window

    Flickable {
        anchors.fill: parent
        contentHeight: Math.max(height, parts.implicitHeight + Theme.huge)
        boundsBehavior: Flickable.StopAtBounds
        interactive: contentHeight > height

        GridLayout {
            id: parts
            anchors.centerIn: parent
            width: Math.min(parent.width - (root.narrow ? 32 : 80), 960)
            columns: root.narrow ? 1 : 2
            columnSpacing: Math.min(64, root.width * 0.05)
            rowSpacing: Theme.large

            ColumnLayout {
                Layout.fillWidth: true
                Layout.preferredWidth: 420
                Layout.maximumWidth: 420
                Layout.alignment: Qt.AlignVCenter
                spacing: Theme.normal

                Image {
                    Layout.preferredWidth: 56
                    Layout.preferredHeight: 56
                    sourceSize: Qt.size(112, 112)
                    source: "../../../resources/icons/ahoy.svg"
                    Accessible.ignored: true
                }
                Label {
                    Layout.fillWidth: true
                    Layout.topMargin: Theme.small
                    text: qsTr("Welcome to Ahoy")
                    font.pixelSize: Theme.display
                    tracking: -0.5
                    strong: true
                    Accessible.role: Accessible.Heading
                }
                Label {
                    Layout.fillWidth: true
                    text: qsTr("Call people on this network, or the echo test, right away. No account needed.")
                    color: Theme.subtle
                    wrapMode: Text.Wrap
                    font.pixelSize: Theme.body
                }
                InputField {
                    id: name
                    objectName: "nameField"
                    Layout.fillWidth: true
                    Layout.topMargin: Theme.normal
                    label: qsTr("Your name")
                    hint: qsTr("The name that others see")
                    problem: root.app.profile.problem
                    limit: 60
                    field.focus: true
                    onAccepted: root.begin()
                    Component.onCompleted: field.forceActiveFocus()
                }
                PushButton {
                    objectName: "beginButton"
                    Layout.fillWidth: true
                    Layout.topMargin: Theme.small
                    implicitHeight: 46
                    kind: "primary"
                    text: qsTr("Start calling")
                    onClicked: root.begin()
                }
                Label {
                    Layout.fillWidth: true
                    text: qsTr("Your camera and microphone are only used here until you make or answer a call.")
                    color: Theme.faint
                    font.pixelSize: Theme.caption
                    wrapMode: Text.Wrap
                }
            }
            ColumnLayout {
                Layout.fillWidth: true
                Layout.preferredWidth: 420
                Layout.maximumWidth: 460
                Layout.alignment: Qt.AlignVCenter
                spacing: Theme.medium

                SelfPreview {
                    Layout.fillWidth: true
                    Layout.preferredHeight: width * 9 / 16
                    app: root.app
                }
                RowLayout {
                    Layout.topMargin: Theme.hair
                    Layout.bottomMargin: Theme.hair
                    spacing: Theme.medium

                    Glyph {
                        name: root.app.devices.microphone.available ? "mic" : "mic-off"
                        size: 18
                        colour: Theme.subtle
                    }
                    LevelMeter {
                        Layout.fillWidth: true
                        levels: root.app.devices.levels
                    }
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
                    picker: root.app.devices.microphone
                    name: qsTr("Microphone")
                    glyph: "mic"
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
}
