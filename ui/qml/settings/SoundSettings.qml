import QtQuick
import QtQuick.Layouts
import Ahoy
import "../theme"
import "../controls/buttons"
import "../controls/devices"
import "../controls/fields"
import "../controls/marks"

// Which devices are used, how loud, and what the other end hears of the room.
SettingsCard {
    id: root

    required property AppViewModel app
    readonly property SoundViewModel sound: app.devices.sound
    readonly property bool narrow: width < Theme.forText(520)

    signal checkRequested

    heading: qsTr("Sound and video")

    GridLayout {
        Layout.fillWidth: true
        columns: root.narrow ? 1 : 2
        columnSpacing: Theme.roomy
        rowSpacing: Theme.normal

        SelfPreview {
            Layout.alignment: Qt.AlignTop
            Layout.fillWidth: true
            Layout.preferredWidth: 280
            Layout.preferredHeight: width * 9 / 16
            app: root.app
        }
        ColumnLayout {
            Layout.alignment: Qt.AlignTop
            Layout.fillWidth: true
            Layout.preferredWidth: 340
            spacing: Theme.small

            FieldName {
                text: qsTr("Camera")
            }
            Picker {
                Layout.fillWidth: true
                picker: root.app.devices.camera
                tellsProblem: false
                name: qsTr("Camera")
                glyph: "video"
            }
            PushButton {
                objectName: "checkButton"
                Layout.fillWidth: true
                Layout.topMargin: Theme.small
                kind: "primary"
                glyph: "check"
                text: qsTr("Check before a call")
                onClicked: root.checkRequested()
            }
            Label {
                Layout.fillWidth: true
                text: qsTr("Tries camera, microphone, speaker and the sound of the room.")
                color: Theme.subtle
                font.pixelSize: Theme.detail
                wrapMode: Text.Wrap
            }
        }
    }
    GridLayout {
        Layout.fillWidth: true
        Layout.topMargin: Theme.small
        columns: root.narrow ? 1 : 2
        columnSpacing: Theme.roomy
        rowSpacing: Theme.roomy
        uniformCellWidths: true

        ColumnLayout {
            Layout.alignment: Qt.AlignTop
            Layout.fillWidth: true
            spacing: Theme.small

            FieldName {
                text: qsTr("Microphone")
            }
            Picker {
                objectName: "microphonePicker"
                Layout.fillWidth: true
                picker: root.app.devices.microphone
                name: qsTr("Microphone")
                glyph: "mic"
            }
            Slide {
                objectName: "gainSlide"
                Layout.fillWidth: true
                Layout.topMargin: Theme.small
                name: qsTr("Microphone volume")
                glyph: "mic"
                to: root.sound.mostGain
                step: 0.1
                value: root.sound.gain
                onChosen: value => root.sound.setGain(value)
            }
            LevelMeter {
                Layout.fillWidth: true
                Layout.leftMargin: Theme.large
                levels: root.app.devices.levels
            }
        }
        ColumnLayout {
            Layout.alignment: Qt.AlignTop
            Layout.fillWidth: true
            spacing: Theme.small

            FieldName {
                text: qsTr("Speaker")
            }
            Picker {
                objectName: "speakerPicker"
                Layout.fillWidth: true
                picker: root.app.devices.speaker
                name: qsTr("Speaker")
                glyph: "speaker"
            }
            Slide {
                objectName: "volumeSlide"
                Layout.fillWidth: true
                Layout.topMargin: Theme.small
                name: qsTr("Speaker volume")
                glyph: "speaker"
                value: root.sound.volume
                onChosen: value => root.sound.setVolume(value)
            }
            PushButton {
                objectName: "testSpeakerButton"
                Layout.fillWidth: true
                Layout.maximumWidth: implicitWidth
                glyph: "play"
                text: qsTr("Test speaker")
                enabled: root.app.devices.speaker.available
                onClicked: root.sound.testSpeaker()
            }
        }
        ColumnLayout {
            Layout.alignment: Qt.AlignTop
            Layout.fillWidth: true
            spacing: Theme.small

            FieldName {
                text: qsTr("Noise suppression")
            }
            SegmentedChoice {
                objectName: "noiseChoice"
                Layout.fillWidth: true
                name: qsTr("Noise suppression")
                value: root.sound.noise
                options: [
                    { value: "off", text: qsTr("Off") },
                    { value: "standard", text: qsTr("Standard") },
                    { value: "strong", text: qsTr("Strong") }
                ]
                onChosen: value => root.sound.setNoise(value)
            }
            Label {
                objectName: "noiseWords"
                Layout.fillWidth: true
                text: root.sound.noiseWords
                color: Theme.subtle
                font.pixelSize: Theme.detail
                wrapMode: Text.Wrap
            }
        }
        ColumnLayout {
            Layout.alignment: Qt.AlignTop
            Layout.fillWidth: true
            spacing: Theme.small

            FieldName {
                text: qsTr("Ringing")
            }
            Picker {
                objectName: "ringDevicePicker"
                Layout.fillWidth: true
                picker: root.sound.ringDevice
                name: qsTr("Ring on")
                glyph: "bell"
            }
            Slide {
                objectName: "ringVolumeSlide"
                Layout.fillWidth: true
                Layout.topMargin: Theme.small
                name: qsTr("Ringing volume")
                glyph: "bell"
                value: root.sound.ringVolume
                onChosen: value => root.sound.setRingVolume(value)
            }
            RowLayout {
                Layout.fillWidth: true
                spacing: Theme.small
                visible: root.sound.ringtone.available

                Picker {
                    objectName: "ringtonePicker"
                    Layout.fillWidth: true
                    picker: root.sound.ringtone
                    name: qsTr("Ringtone")
                    glyph: "music"
                }
                IconButton {
                    objectName: "ringtonePlay"
                    Layout.alignment: Qt.AlignTop
                    size: 44
                    kind: "soft"
                    glyph: "play"
                    text: qsTr("Play the ringtone once")
                    onClicked: root.sound.ringtone.chooseAgain()
                }
            }
        }
    }
    Toggle {
        objectName: "testDevicesToggle"
        Layout.fillWidth: true
        text: qsTr("Offer the test picture and test tone")
        detail: qsTr("For machines with no camera or microphone, and for trying out.")
        checked: root.app.devices.testDevices
        onToggled: root.app.devices.showTestDevices(checked)
    }

    component FieldName: Label {
        Layout.fillWidth: true
        wrapMode: Text.Wrap
        lineHeight: 1
        font.pixelSize: Theme.detail
        font.weight: Font.Medium
        Accessible.ignored: true
    }
}
