import QtQuick
import QtQuick.Layouts
import Ahoy
import "../theme"
import "../controls/buttons"
import "../controls/marks"
import "../controls/panels"

// What a run that failed left behind, at the next start.
Dialogue {
    id: root

    required property AppViewModel app
    readonly property DataViewModel records: app.records

    objectName: "crashNotice"
    title: qsTr("The last time did not end well")
    implicitWidth: Math.min(560, (parent?.width ?? 592) - 32)
    visible: records.crashWords !== "" && app.page === "home" && !app.incoming.exists
    onClosed: if (app.page === "home" && !app.incoming.exists) records.dismissCrash()
    onOpened: done.forceActiveFocus()

    contentItem: DialogueBody {
        spacing: Theme.normal

        Heading {
            Layout.fillWidth: true
            text: root.title
            wrapMode: Text.Wrap
            lineHeight: 1
        }
        Label {
            objectName: "crashWords"
            Layout.fillWidth: true
            text: root.records.crashWords
            wrapMode: Text.Wrap
        }
        Rectangle {
            Layout.fillWidth: true
            Layout.preferredHeight: 200
            radius: Theme.corner
            color: Theme.rail
            border.width: 1
            border.color: Theme.outline

            Flickable {
                id: page
                anchors.fill: parent
                anchors.margins: Theme.medium
                contentHeight: words.implicitHeight
                contentWidth: words.implicitWidth
                boundsBehavior: Flickable.StopAtBounds
                clip: true

                Text {
                    id: words
                    objectName: "crashText"
                    text: root.records.crashText
                    color: Theme.subtle
                    font.family: Theme.fixedFamily
                    font.pixelSize: Theme.caption
                    textFormat: Text.PlainText
                    Accessible.role: Accessible.StaticText
                    Accessible.name: text
                }
            }
            Scroller {
                orientation: Qt.Vertical
                anchors.right: parent.right
                anchors.top: parent.top
                anchors.bottom: parent.bottom
                size: page.visibleArea.heightRatio
                position: page.visibleArea.yPosition
                active: page.moving
                onPositionChanged: if (pressed) page.contentY = position * page.contentHeight
            }
        }
        ButtonRow {
            Layout.alignment: Qt.AlignRight

            PushButton {
                objectName: "copyCrash"
                glyph: "copy"
                text: qsTr("Copy")
                onClicked: root.records.copyCrash()
            }
            PushButton {
                id: done
                objectName: "dismissCrash"
                kind: "primary"
                text: qsTr("Close")
                onClicked: root.records.dismissCrash()
            }
        }
    }
}
