import QtQuick
import QtQuick.Layouts
import Ahoy
import "../theme"
import "../controls/fields"
import "../controls/messages"

// Who may call, and what others learn of this computer.
ColumnLayout {
    id: root

    required property AppViewModel app

    spacing: Theme.normal

    SettingsCard {
        objectName: "strangersCard"
        Layout.fillWidth: true
        heading: qsTr("People you do not know")

        Toggle {
            objectName: "silenceUnknown"
            Layout.fillWidth: true
            text: qsTr("Silence unknown callers")
            detail: qsTr("Who is no contact, and whom you have never talked to, does not ring here. They hear busy, and their calls are listed as missed.")
            checked: root.app.profile.silencesUnknown
            onToggled: root.app.profile.setSilencesUnknown(checked)
        }
    }
    SettingsCard {
        objectName: "addressCard"
        Layout.fillWidth: true
        heading: qsTr("What others learn")

        Toggle {
            objectName: "alwaysRelay"
            Layout.fillWidth: true
            text: qsTr("Always use a relay")
            detail: qsTr("Nobody you talk to learns the network address of this computer. Calls take a longer way. Holds from the next call on.")
            checked: root.app.profile.alwaysRelay
            onToggled: root.app.profile.setAlwaysRelay(checked)
        }
        Message {
            objectName: "noRelay"
            Layout.fillWidth: true
            visible: root.app.profile.alwaysRelay && !root.app.service.hasRelay
            text: qsTr("Your call service names no relay: while this is on, no call can be made or answered.")
        }
        Toggle {
            objectName: "visibleToggle"
            Layout.fillWidth: true
            text: qsTr("Let people on this network see and call me")
            detail: root.app.service.nearbyReason !== "" ? root.app.service.nearbyReason : qsTr("Your name is announced on the local network only. Names there are not verified.")
            enabled: root.app.service.nearbyReason === ""
            checked: root.app.profile.visibleNearby && enabled
            onToggled: root.app.profile.setVisibleNearby(checked)
        }
    }
    BlockedSettings {
        objectName: "blockedSettings"
        Layout.fillWidth: true
        book: root.app.book
    }
}
