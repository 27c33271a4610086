import QtQuick
import QtQuick.Layouts
import "../theme"
import "../controls/marks"

// One group of settings with its heading.
Rectangle {
    id: root

    required property string heading
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
            spacing: Theme.line

            Label {
                text: root.heading
                font.pixelSize: Theme.title
                strong: true
                Accessible.role: Accessible.Heading
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
