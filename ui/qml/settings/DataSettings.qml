import QtQuick
import QtQuick.Layouts
import Ahoy
import "../theme"
import "../controls/buttons"
import "../controls/fields"
import "../controls/marks"
import "../controls/messages"

// Where everything is, what is written down, and how to take it along or be rid of it.
SettingsCard {
    id: root

    required property DataViewModel records

    signal exportRequested
    signal eraseRequested

    heading: qsTr("Privacy and data")
    detail: qsTr("What Ahoy keeps of you is on this computer, and nowhere else.")

    RowLayout {
        Layout.fillWidth: true
        visible: root.records.folder !== ""
        spacing: Theme.small

        Label {
            objectName: "dataFolder"
            Layout.fillWidth: true
            text: root.records.folder
            color: Theme.subtle
            font.pixelSize: Theme.detail
            elide: Text.ElideMiddle
        }
        PushButton {
            objectName: "openFolder"
            kind: "quiet"
            text: qsTr("Open folder")
            onClicked: root.records.openFolder()
        }
    }
    Message {
        objectName: "secretsProblem"
        Layout.fillWidth: true
        visible: !root.records.keepsSecrets
        text: qsTr("This system has no key store that works: passwords are kept in memory and are forgotten when Ahoy ends.")
    }
    Label {
        Layout.fillWidth: true
        visible: root.records.keepsSecrets
        text: qsTr("Passwords are in the key store of your system.")
        color: Theme.subtle
        font.pixelSize: Theme.detail
        wrapMode: Text.Wrap
    }
    Toggle {
        objectName: "writesLog"
        Layout.fillWidth: true
        text: qsTr("Write a log")
        detail: qsTr("For finding faults. It holds no passwords, no keys and no whole phone numbers, and is sent nowhere.")
        checked: root.records.writesLog
        onToggled: root.records.setWritesLog(checked)
    }
    Flow {
        id: tools
        Layout.fillWidth: true
        spacing: Theme.small

        PushButton {
            width: Math.min(implicitWidth, tools.width)
            objectName: "copyDiagnostics"
            glyph: "copy"
            text: qsTr("Copy diagnostics")
            tip: qsTr("Versions, devices, state and the end of the log")
            onClicked: root.records.copyDiagnostics()
        }
        PushButton {
            width: Math.min(implicitWidth, tools.width)
            objectName: "exportData"
            glyph: "export"
            text: root.records.isExporting ? qsTr("Exporting…") : qsTr("Export everything…")
            tip: qsTr("Contacts, calls and settings in one archive")
            onClicked: root.exportRequested()
        }
        PushButton {
            width: Math.min(implicitWidth, tools.width)
            objectName: "eraseData"
            glyph: "trash"
            text: qsTr("Delete everything…")
            onClicked: root.eraseRequested()
        }
    }
}
