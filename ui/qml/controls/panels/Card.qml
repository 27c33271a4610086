import QtQuick
import QtQuick.Layouts
import "../../theme"
import "../marks"

// What belongs together, on a surface of its own, with its heading.
Rectangle {
    id: root

    property string heading: ""
    property string detail: ""
    default property alias content: body.data

    implicitHeight: column.implicitHeight + 40
    radius: Theme.cardCorner
    color: Theme.card
    border.width: 1
    border.color: Theme.outline

    ColumnLayout {
        id: column
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.margins: Theme.roomy
        spacing: Theme.normal

        ColumnLayout {
            visible: root.heading !== "" || root.detail !== ""
            spacing: Theme.line

            Heading {
                Layout.fillWidth: true
                visible: root.heading !== ""
                text: root.heading
                wrapMode: Text.Wrap
            }
            Label {
                Layout.fillWidth: true
                visible: root.detail !== ""
                text: root.detail
                color: Theme.subtle
                font.pixelSize: Theme.detail
                wrapMode: Text.Wrap
            }
        }
        ColumnLayout {
            id: body
            Layout.fillWidth: true
            spacing: Theme.medium
        }
    }
}
