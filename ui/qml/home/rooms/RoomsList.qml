pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Ahoy
import "../../theme"
import "../../controls/buttons"
import "../../controls/fields"
import "../../controls/messages"

// The way into a conference room: by its name or link, into a new one, or into one of before.
ColumnLayout {
    id: root

    required property AppViewModel app
    readonly property RoomEntranceViewModel rooms: app.rooms

    spacing: Theme.small

    Connections {
        target: root.rooms
        function onTextChanged() {
            if (field.text !== root.rooms.text)
                field.text = root.rooms.text
        }
    }
    Message {
        Layout.fillWidth: true
        Layout.leftMargin: Theme.normal
        Layout.rightMargin: Theme.normal
        visible: root.rooms.reason !== ""
        text: root.rooms.reason
    }
    InputField {
        id: field
        objectName: "roomField"
        Layout.fillWidth: true
        Layout.leftMargin: Theme.normal
        Layout.rightMargin: Theme.normal
        hint: qsTr("Name of a room, or its link")
        problem: root.rooms.problem
        glyph: "contacts"
        onEdited: root.rooms.setText(text)
        onAccepted: root.rooms.join(true)
    }
    RowLayout {
        Layout.leftMargin: Theme.normal
        Layout.rightMargin: Theme.normal
        spacing: Theme.small

        PushButton {
            objectName: "joinRoom"
            Layout.fillWidth: true
            kind: "primary"
            glyph: "video"
            text: qsTr("Go in")
            tip: qsTr("With your camera  ·  Enter")
            reason: root.rooms.reason
            onClicked: if (reason === "") root.rooms.join(true)
        }
        IconButton {
            objectName: "joinRoomSound"
            size: 40
            kind: "soft"
            ink: Theme.accent
            glyph: "phone"
            text: qsTr("Go in with sound alone")
            reason: root.rooms.reason
            onClicked: if (usable) root.rooms.join(false)
        }
        IconButton {
            objectName: "copyRoomLink"
            size: 40
            kind: "soft"
            ink: Theme.accent
            glyph: "link"
            text: qsTr("Copy the link to this room")
            reason: root.rooms.link === "" ? qsTr("Type a room, or make a new one.") : ""
            onClicked: if (usable) root.app.copy(root.rooms.link)
        }
    }
    PushButton {
        objectName: "newRoom"
        Layout.fillWidth: true
        Layout.leftMargin: Theme.normal
        Layout.rightMargin: Theme.normal
        glyph: "add-call"
        text: qsTr("New room")
        tip: qsTr("With a name that nobody can guess: send its link to those who are to come")
        reason: root.rooms.reason
        onClicked: if (reason === "") root.rooms.makeRoom()
    }
    ListView {
        id: list
        objectName: "roomsList"
        Layout.fillWidth: true
        Layout.fillHeight: true
        Layout.leftMargin: Theme.small
        Layout.rightMargin: Theme.small
        cacheBuffer: 0 // a row made ahead whose data is filtered away makes Qt complain
        clip: true
        activeFocusOnTab: count > 0
        keyNavigationEnabled: true
        boundsBehavior: Flickable.StopAtBounds
        model: root.rooms.recent
        currentIndex: -1
        bottomMargin: Theme.small
        onActiveFocusChanged: if (activeFocus && currentIndex < 0) currentIndex = 0
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Rooms of before")
        delegate: RoomRow {
            width: list.width
            reason: root.rooms.reason
            current: list.activeFocus && ListView.isCurrentItem
            onClicked: {
                list.currentIndex = index
                list.forceActiveFocus()
                root.rooms.setText(room)
            }
            onJoined: video => root.rooms.joinAgain(key, video)
            onLinkWanted: root.app.copy(root.rooms.linkOf(key))
        }

        EmptyNote {
            anchors.centerIn: parent
            width: parent.width - 48
            visible: list.count === 0
            glyph: "contacts"
            text: qsTr("No rooms yet")
            detail: qsTr("In a room several people talk at once. Whoever types the same name is in the same room.")
        }
    }
}
