import QtQuick
import QtQuick.Templates as T
import "../../theme"
import "../../controls/buttons"
import "../../controls/panels"

// Contacts from a file, and into one.
Panel {
    id: root

    signal importRequested
    signal exportRequested

    function openAt(position: real): void {
        y = position
        open()
    }

    title: qsTr("Import and export contacts")
    padding: Theme.tight
    implicitWidth: Math.min(280, room - 16)
    closePolicy: T.Popup.CloseOnEscape | T.Popup.CloseOnPressOutside

    contentItem: Column {
        MenuRow {
            objectName: "importContacts"
            width: parent.width
            focus: true
            glyph: "import"
            text: qsTr("Import from a file…")
            onClicked: {
                root.close()
                root.importRequested()
            }
        }
        MenuRow {
            objectName: "exportContacts"
            width: parent.width
            glyph: "export"
            text: qsTr("Export to a file…")
            onClicked: {
                root.close()
                root.exportRequested()
            }
        }
    }
}
