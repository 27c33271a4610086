import QtQuick
import QtQuick.Layouts
import "../../theme"
import "../../controls/buttons"
import "../../controls/marks"

// What was done a moment ago, and the way back. It goes by itself, but not while the mouse or the keyboard is on it.
Rectangle {
    id: root

    property string text: ""
    property int patience: 10000

    signal undone
    signal expired

    visible: text !== ""
    implicitHeight: row.implicitHeight + Theme.small
    radius: Theme.corner
    color: Theme.selected
    Accessible.role: Accessible.AlertMessage
    Accessible.name: text
    onTextChanged: if (text !== "") timer.restart()

    RowLayout {
        id: row
        anchors.fill: parent
        anchors.leftMargin: Theme.medium
        anchors.rightMargin: Theme.hair
        spacing: Theme.small

        Label {
            Layout.fillWidth: true
            text: root.text
            font.pixelSize: Theme.detail
            Accessible.ignored: true
        }
        PushButton {
            objectName: "undoButton"
            kind: "quiet"
            least: Theme.compact
            text: qsTr("Undo")
            onClicked: root.undone()
        }
    }
    HoverHandler {
        id: hover
    }
    Timer {
        id: timer
        interval: root.patience
        running: root.visible && !hover.hovered
        onTriggered: root.expired()
    }
}
