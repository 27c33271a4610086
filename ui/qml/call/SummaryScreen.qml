import QtQuick
import QtQuick.Layouts
import Ahoy
import "../theme"
import "../controls/buttons"
import "../controls/marks"
import "../controls/pictures"

// How long the call lasted and why it ended.
FocusScope {
    id: root

    required property AppViewModel app
    readonly property CallViewModel call: app.summary

    Component.onCompleted: close.forceActiveFocus()

    NumberAnimation on opacity {
        from: 0
        to: 1
        duration: Theme.calm
    }

    Shortcut {
        sequence: "Escape"
        enabled: root.visible && !root.app.incoming.exists
        onActivated: root.app.calls.closeSummary()
    }

    Rectangle {
        anchors.fill: parent
        color: Theme.scrim

        MouseArea {
            anchors.fill: parent
            hoverEnabled: true
        }
    }
    Rectangle {
        anchors.centerIn: parent
        width: Math.min(400, parent.width - 32)
        height: column.implicitHeight + 64
        radius: Theme.sheetCorner
        color: Theme.card
        border.width: 1
        border.color: Theme.outline
        Accessible.role: Accessible.Dialog
        Accessible.name: qsTr("Call ended")

        ColumnLayout {
            id: column
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            anchors.margins: Theme.huge
            spacing: 0

            Avatar {
                Layout.alignment: Qt.AlignHCenter
                size: 88
                initials: root.call.initials
                colour: root.call.colour
                glyph: root.call.glyph
            }
            Heading {
                Layout.fillWidth: true
                Layout.topMargin: Theme.normal
                horizontalAlignment: Text.AlignHCenter
                kind: "page"
                text: root.call.name
            }
            Label {
                objectName: "summaryDuration"
                Layout.fillWidth: true
                Layout.topMargin: Theme.hair
                horizontalAlignment: Text.AlignHCenter
                text: root.call.endHeadline
                wrapMode: Text.Wrap
                color: Theme.text
                font.pixelSize: Theme.body
            }
            Label {
                objectName: "summaryReason"
                Layout.fillWidth: true
                Layout.topMargin: Theme.small
                horizontalAlignment: Text.AlignHCenter
                visible: text !== ""
                text: root.call.endText
                color: Theme.subtle
                wrapMode: Text.Wrap
            }
            Label {
                objectName: "summaryVerdict"
                Layout.fillWidth: true
                Layout.topMargin: Theme.small
                horizontalAlignment: Text.AlignHCenter
                visible: text !== ""
                text: root.call.verdict
                color: Theme.subtle
                wrapMode: Text.Wrap
            }
            GridLayout {
                Layout.fillWidth: true
                Layout.topMargin: Theme.large
                columns: root.width < 420 ? 1 : 2
                columnSpacing: Theme.medium
                rowSpacing: Theme.small

                PushButton {
                    objectName: "summaryAgain"
                    Layout.fillWidth: true
                    Layout.preferredWidth: 100
                    glyph: root.call.video ? "video" : "phone"
                    text: qsTr("Call again")
                    onClicked: root.app.calls.callAgain()
                }
                PushButton {
                    id: close
                    objectName: "summaryClose"
                    Layout.fillWidth: true
                    Layout.preferredWidth: 100
                    kind: "primary"
                    text: qsTr("Close")
                    onClicked: root.app.calls.closeSummary()
                }
            }
        }
    }
}
