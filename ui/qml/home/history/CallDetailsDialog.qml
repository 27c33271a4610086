pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Ahoy
import "../../theme"
import "../../controls/buttons"
import "../../controls/marks"
import "../../controls/panels"

// One finished call in full.
Dialogue {
    id: root

    required property AppViewModel app
    readonly property CallDetailsViewModel call: app.recent.details

    component Fact: ColumnLayout {
        id: fact
        required property string label
        required property string text
        Layout.fillWidth: true
        spacing: Theme.line
        visible: text !== ""

        Label {
            Layout.fillWidth: true
            text: fact.label
            wrapMode: Text.Wrap
            lineHeight: 1
            color: Theme.faint
            font.pixelSize: Theme.caption
            Accessible.ignored: true
        }
        Label {
            Layout.fillWidth: true
            text: fact.text
            wrapMode: Text.Wrap
            Accessible.name: fact.label + ": " + fact.text
        }
    }

    title: call.headline
    onOpened: if (!call.exists) close()

    Connections {
        target: root.call
        function onExistsChanged() {
            if (!root.call.exists)
                root.close()
        }
    }
    contentItem: DialogueBody {
        spacing: Theme.medium

        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.medium

            Glyph {
                name: "call-" + root.call.kind
                size: 22
                colour: root.call.kind === "missed" ? Theme.bad : Theme.subtle
            }
            Heading {
                Layout.fillWidth: true
                text: root.call.headline
                wrapMode: Text.Wrap
            }
            IconButton {
                objectName: "detailsClose"
                Layout.alignment: Qt.AlignTop
                glyph: "close"
                text: qsTr("Close")
                keys: "Esc"
                size: 32
                focus: true
                onClicked: root.close()
            }
        }
        Fact {
            label: qsTr("Started")
            text: root.call.started
        }
        Fact {
            label: qsTr("Duration")
            text: root.call.lasted
        }
        Fact {
            label: qsTr("Ended")
            text: root.call.ended
        }
        Fact {
            label: qsTr("Quality")
            text: root.call.quality
        }
        Fact {
            label: qsTr("By the account")
            text: root.call.account
        }
        Fact {
            label: qsTr("How it ended")
            text: root.call.reason
        }
        Fact {
            label: qsTr("For a report")
            text: root.call.error
        }
        RowLayout {
            spacing: Theme.small

            Fact {
                label: qsTr("Address")
                text: root.call.address
            }
            IconButton {
                objectName: "detailsCopy"
                glyph: "copy"
                text: qsTr("Copy the address")
                size: 32
                glyphSize: 16
                onClicked: root.app.copy(root.call.address)
            }
        }
        RowLayout {
            id: deeds
            Layout.fillWidth: true
            Layout.topMargin: Theme.small
            spacing: Theme.small

            PushButton {
                objectName: "detailsRemove"
                Layout.preferredWidth: Math.min(implicitWidth, deeds.width - 2 * again.width - 3 * deeds.spacing)
                kind: "quiet"
                leftPadding: Theme.small
                rightPadding: Theme.small
                text: qsTr("Forget this call")
                onClicked: root.app.recent.remove(root.call.callId)
            }
            Item {
                Layout.fillWidth: true
            }
            IconButton {
                id: again
                objectName: "detailsCall"
                size: 40
                kind: "soft"
                ink: Theme.accent
                glyph: "phone"
                text: qsTr("Call %1").arg(root.call.name)
                onClicked: {
                    root.close()
                    root.app.call(root.call.address, root.call.name, false)
                }
            }
            IconButton {
                objectName: "detailsVideo"
                size: 40
                kind: "soft"
                ink: Theme.accent
                glyph: "video"
                text: qsTr("Video call %1").arg(root.call.name)
                onClicked: {
                    root.close()
                    root.app.call(root.call.address, root.call.name, true)
                }
            }
        }
    }
}
