import QtQuick
import QtQuick.Layouts
import Ahoy
import "../../theme"
import "../../controls/buttons"
import "../../controls/marks"
import "../../controls/messages"

// How far a large file of contacts has come, and the way to stop it. A small one is there before it shows.
Rectangle {
    id: root

    required property AddressBookViewModel book
    property bool isLong: false
    readonly property string words: qsTr("Importing %1").arg(book.importing)

    visible: book.importing !== "" && isLong
    implicitHeight: column.implicitHeight + 2 * Theme.small
    radius: Theme.corner
    color: Theme.selected

    Timer {
        interval: 400
        running: root.book.importing !== ""
        onTriggered: root.isLong = true
    }
    Connections {
        target: root.book
        function onImportingChanged() { root.isLong = false }
    }
    RowLayout {
        id: column
        anchors.verticalCenter: parent.verticalCenter
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.leftMargin: Theme.medium
        anchors.rightMargin: Theme.hair
        spacing: Theme.small

        ColumnLayout {
            spacing: Theme.tight

            Label {
                Layout.fillWidth: true
                text: root.words
                font.pixelSize: Theme.detail
                elide: Text.ElideMiddle
            }
            Progress {
                objectName: "importProgress"
                Layout.fillWidth: true
                name: root.words
                value: root.book.imported
            }
        }
        PushButton {
            objectName: "stopImportButton"
            kind: "quiet"
            implicitHeight: Theme.compact
            text: qsTr("Stop")
            onClicked: root.book.stopImport()
        }
    }
}
