pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Ahoy
import "../theme"
import "../controls/buttons"
import "../controls/messages"
import "contacts"
import "history"
import "keypad"
import "rooms"

// Who I am, and one of the lists: calls, contacts, the keypad, rooms.
Rectangle {
    id: root

    required property AppViewModel app
    property string list: "people"

    signal settingsRequested(string page)
    signal contactRequested
    signal detailsRequested

    color: Theme.rail

    Connections {
        target: root.app
        function onRecentRequested() {
            root.list = "recent"
        }
    }
    Rectangle {
        anchors.right: parent.right
        width: 1
        height: parent.height
        color: Theme.outline
    }
    ColumnLayout {
        anchors.fill: parent
        anchors.rightMargin: Theme.line
        spacing: 0

        ProfileHeader {
            Layout.fillWidth: true
            Layout.margins: Theme.normal
            Layout.bottomMargin: Theme.medium
            app: root.app
            onSettingsRequested: page => root.settingsRequested(page)
        }
        Message {
            Layout.fillWidth: true
            Layout.leftMargin: Theme.normal
            Layout.rightMargin: Theme.normal
            Layout.bottomMargin: Theme.medium
            visible: root.app.service.message !== ""
            kind: root.app.service.state === "failed" ? "error" : "warning"
            text: root.app.service.message
            action: root.app.service.state === "failed" ? qsTr("Retry") : ""
            onActed: root.app.service.retry()
        }
        DialBar {
            Layout.fillWidth: true
            Layout.leftMargin: Theme.normal
            Layout.rightMargin: Theme.normal
            visible: root.list === "people" || root.list === "recent"
            app: root.app
            onWanted: if (!visible) root.list = "people"
        }
        PushButton {
            objectName: "waitingMessages"
            Layout.fillWidth: true
            Layout.leftMargin: Theme.normal
            Layout.rightMargin: Theme.normal
            Layout.topMargin: Theme.small
            visible: root.app.accounts.mailWords !== ""
            glyph: "phone"
            text: root.app.accounts.mailWords
            tip: qsTr("Call the mailbox")
            onClicked: root.app.accounts.callMailbox()
        }
        PeopleList {
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.topMargin: Theme.small
            visible: root.list === "people"
            app: root.app
            onContactRequested: root.contactRequested()
        }
        HistoryList {
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.topMargin: Theme.small
            visible: root.list === "recent"
            app: root.app
            onDetailsRequested: root.detailsRequested()
        }
        Loader {
            Layout.fillWidth: true
            Layout.fillHeight: true
            active: root.list === "keypad"
            visible: active
            sourceComponent: DialPad {
                app: root.app
            }
        }
        Loader {
            Layout.fillWidth: true
            Layout.fillHeight: true
            active: root.list === "rooms"
            visible: active
            sourceComponent: RoomsList {
                app: root.app
            }
        }
    }
}
