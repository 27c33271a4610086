import QtQuick
import QtQuick.Layouts
import Ahoy
import "../theme"
import "../controls/buttons"
import "../controls/fields"
import "../controls/marks"

// How calls reach the person: by notifications, and from people on this network.
ColumnLayout {
    id: root

    required property AppViewModel app
    readonly property FirstRunViewModel run: app.firstRun

    spacing: Theme.normal

    PageTitle {
        Layout.fillWidth: true
        text: qsTr("Being reached")
    }
    Label {
        Layout.fillWidth: true
        text: qsTr("Both can be changed in the settings. Your system may ask you to allow them.")
        color: Theme.subtle
        wrapMode: Text.Wrap
    }
    Toggle {
        objectName: "firstNotices"
        Layout.fillWidth: true
        text: qsTr("Tell me of calls by a notification")
        detail: root.app.desktop.notificationReason !== "" ? root.app.desktop.notificationReason : qsTr("So that you notice a call while you use another program. Missed calls are told, too.")
        enabled: root.app.desktop.notificationReason === ""
        checked: root.run.tellsCalls && enabled
        onToggled: root.run.setTellsCalls(checked)
    }
    Toggle {
        objectName: "firstVisible"
        Layout.fillWidth: true
        text: qsTr("Let people on this network see and call me")
        detail: qsTr("Your name is announced on the local network only, so that others there can call you without an account.")
        checked: root.run.visibleNearby
        onToggled: root.run.setVisibleNearby(checked)
    }
    PushButton {
        objectName: "reachNext"
        Layout.fillWidth: true
        Layout.topMargin: Theme.small
        least: Theme.input
        kind: "primary"
        text: qsTr("Next")
        onClicked: root.run.next()
        Component.onCompleted: forceActiveFocus()
    }
}
