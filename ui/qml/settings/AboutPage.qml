import QtQuick
import QtQuick.Layouts
import Ahoy
import "../theme"
import "../controls/buttons"
import "../controls/marks"

// Which version this is, its keys, and the way back to the first steps.
ColumnLayout {
    id: root

    required property AppViewModel app

    signal helpRequested
    signal setUpRequested

    spacing: Theme.normal

    SettingsCard {
        objectName: "aboutCard"
        Layout.fillWidth: true
        heading: qsTr("About")

        Label {
            Layout.fillWidth: true
            text: qsTr("Ahoy %1. Free software under the GNU General Public License, version 3 or later.").arg(root.app.version)
            color: Theme.subtle
            wrapMode: Text.Wrap
        }
        PushButton {
            objectName: "shortcutsButton"
            Layout.fillWidth: true
            Layout.maximumWidth: implicitWidth
            glyph: "keyboard"
            text: qsTr("Keys for everything")
            tip: "F1"
            onClicked: root.helpRequested()
        }
        PushButton {
            objectName: "setUpAgain"
            Layout.fillWidth: true
            Layout.maximumWidth: implicitWidth
            glyph: "retry"
            text: qsTr("Set up again")
            tip: qsTr("The first steps once more; nothing is lost")
            onClicked: root.setUpRequested()
        }
    }
}
