pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Ahoy
import "../theme"
import "../controls/buttons"
import "../controls/fields"
import "../controls/messages"
import "contacts"
import "history"
import "rooms"

// Who I am, whom to call, and who has called.
Rectangle {
    id: root

    required property AppViewModel app
    property string list: "people"

    signal settingsRequested
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
            onSettingsRequested: root.settingsRequested()
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
            app: root.app
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
        SegmentedChoice {
            Layout.fillWidth: true
            Layout.margins: Theme.normal
            Layout.topMargin: Theme.medium
            Layout.bottomMargin: Theme.small
            name: qsTr("What the list shows")
            value: root.list
            options: [
                { value: "people", text: qsTr("People"), glyph: "contacts" },
                { value: "recent", text: qsTr("Recent"), glyph: "history", badge: root.app.recent.badge, badgeWords: root.app.recent.missedWords },
                { value: "rooms", text: qsTr("Rooms"), glyph: "grid" }
            ]
            onChosen: value => root.list = value
        }
        PeopleList {
            Layout.fillWidth: true
            Layout.fillHeight: true
            visible: root.list === "people"
            app: root.app
            onContactRequested: root.contactRequested()
        }
        HistoryList {
            Layout.fillWidth: true
            Layout.fillHeight: true
            visible: root.list === "recent"
            app: root.app
            onDetailsRequested: root.detailsRequested()
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
