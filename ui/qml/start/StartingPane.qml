import QtQuick
import "../theme"
import "../controls/marks"

// The moment before settings and contacts have been read.
Rectangle {
    color: Theme.window

    Column {
        anchors.centerIn: parent
        spacing: Theme.normal

        Image {
            anchors.horizontalCenter: parent.horizontalCenter
            width: 72
            height: 72
            sourceSize: Qt.size(144, 144)
            source: "../../../resources/icons/ahoy.svg"
            Accessible.ignored: true
        }
        Label {
            anchors.horizontalCenter: parent.horizontalCenter
            text: qsTr("Starting…")
            color: Theme.subtle
        }
    }
}
