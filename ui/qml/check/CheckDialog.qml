pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Ahoy
import "../theme"
import "../controls/buttons"
import "../controls/devices"
import "../controls/marks"
import "../controls/panels"

// Before a call: how one looks, how one sounds, and what the room does to it.
Dialogue {
    id: root

    required property AppViewModel app
    property bool muted: false
    readonly property CheckViewModel check: app.devices.check
    readonly property real room: parent?.width ?? 720
    readonly property bool narrow: room < 640
    readonly property bool running: check.phase === "running"
    readonly property bool fresh: check.phase === "ready"

    title: qsTr("Check before a call")
    padding: narrow ? Theme.normal : Theme.large
    implicitWidth: Math.min(760, room - (narrow ? 16 : 48))
    implicitHeight: Math.min((parent?.height ?? 600) - 16, parts.implicitHeight + head.height + foot.height + 2 * Theme.normal + topPadding + bottomPadding)
    onOpened: startButton.forceActiveFocus(Qt.TabFocusReason)
    onClosed: {
        check.close()
        page.contentY = 0
    }

    // In a narrow window the result lies below the picture.
    function showFindings(): void {
        if (narrow && !fresh)
            page.contentY = Math.max(0, Math.min(findings.y, page.contentHeight - page.height))
    }

    Connections {
        target: root.check
        function onPhaseChanged() { Qt.callLater(root.showFindings) }
    }

    contentItem: Item {
        RowLayout {
            id: head
            width: parent.width
            height: Math.max(36, heading.implicitHeight)

            Heading {
                id: heading
                Layout.fillWidth: true
                text: root.title
                wrapMode: Text.Wrap
                lineHeight: 1
            }
            IconButton {
                objectName: "checkClose"
                glyph: "close"
                text: qsTr("Close")
                keys: "Esc"
                onClicked: root.close()
            }
        }
        Flickable {
            id: page
            objectName: "checkPage"
            anchors.top: head.bottom
            anchors.topMargin: Theme.normal
            anchors.bottom: foot.top
            anchors.bottomMargin: Theme.normal
            width: parent.width
            contentHeight: parts.implicitHeight
            boundsBehavior: Flickable.StopAtBounds
            clip: true

            GridLayout {
                id: parts
                width: page.width
                columns: root.narrow ? 1 : 2
                columnSpacing: Theme.large
                rowSpacing: Theme.normal

                ColumnLayout {
                    Layout.alignment: Qt.AlignTop
                    Layout.fillWidth: true
                    Layout.preferredWidth: 320
                    spacing: Theme.small

                    SelfPreview {
                        Layout.fillWidth: true
                        Layout.preferredHeight: width * 9 / 16
                        app: root.app
                        enabled: root.opened
                    }
                    Picker {
                        Layout.fillWidth: true
                        picker: root.app.devices.camera
                        tellsProblem: false
                        name: qsTr("Camera")
                        glyph: "video"
                    }
                }
                ColumnLayout {
                    id: findings
                    Layout.alignment: Qt.AlignTop
                    Layout.fillWidth: true
                    Layout.preferredWidth: 340
                    spacing: Theme.small

                    CheckResult {
                        objectName: "checkResult"
                        Layout.fillWidth: true
                        visible: root.check.verdict !== ""
                        check: root.check
                    }
                    Label {
                        Layout.fillWidth: true
                        visible: root.check.verdict === ""
                        text: qsTr("A short sound is played, and you say a few words. Nothing is recorded or sent.")
                        color: Theme.subtle
                        font.pixelSize: Theme.detail
                        wrapMode: Text.Wrap
                    }
                    CheckLine {
                        objectName: "checkMicrophone"
                        Layout.fillWidth: true
                        Layout.topMargin: Theme.small
                        name: qsTr("Microphone")
                        glyph: "mic"
                        found: root.check.microphone
                        running: root.running
                    }
                    LevelMeter {
                        Layout.fillWidth: true
                        Layout.leftMargin: Theme.vast
                        levels: root.app.devices.levels
                        muted: root.muted
                        enabled: root.opened
                    }
                    Picker {
                        Layout.fillWidth: true
                        picker: root.app.devices.microphone
                        name: qsTr("Microphone")
                        glyph: "mic"
                    }
                    CheckLine {
                        objectName: "checkSpeaker"
                        Layout.fillWidth: true
                        Layout.topMargin: Theme.small
                        name: qsTr("Speaker")
                        glyph: "speaker"
                        found: root.check.speaker
                        running: root.running
                    }
                    RowLayout {
                        Layout.fillWidth: true
                        spacing: Theme.small

                        Picker {
                            Layout.fillWidth: true
                            picker: root.app.devices.speaker
                            name: qsTr("Speaker")
                            glyph: "speaker"
                        }
                        IconButton {
                            objectName: "checkTestSpeaker"
                            Layout.alignment: Qt.AlignTop
                            size: 44
                            kind: "soft"
                            glyph: "play"
                            text: qsTr("Test speaker")
                            enabled: root.app.devices.speaker.available && !root.running
                            onClicked: root.app.devices.sound.testSpeaker()
                        }
                    }
                    CheckLine {
                        objectName: "checkRoom"
                        Layout.fillWidth: true
                        Layout.topMargin: Theme.small
                        name: qsTr("Room")
                        glyph: "room"
                        found: root.check.room
                        running: root.running
                    }
                }
            }
        }
        FocusFollower {
            page: page
        }
        Scroller {
            orientation: Qt.Vertical
            anchors.right: parent.right
            anchors.rightMargin: -Theme.snug
            anchors.top: page.top
            anchors.bottom: page.bottom
            size: page.visibleArea.heightRatio
            position: page.visibleArea.yPosition
            active: page.moving
            onPositionChanged: if (pressed) page.contentY = position * page.contentHeight
        }
        ButtonRow {
            id: foot
            anchors.bottom: parent.bottom
            anchors.right: parent.right
            width: stacked ? parent.width : implicitWidth

            PushButton {
                objectName: "checkDone"
                visible: !root.running
                text: qsTr("Done")
                onClicked: root.close()
            }
            PushButton {
                id: startButton
                objectName: "checkStart"
                kind: root.running ? "plain" : "primary"
                glyph: root.running ? "close" : root.fresh ? "play" : "retry"
                text: root.running ? qsTr("Stop the check") : root.fresh ? qsTr("Start the check") : qsTr("Check again")
                onClicked: {
                    if (root.running)
                        root.check.stop()
                    else
                        root.check.start()
                }
            }
        }
    }
}
