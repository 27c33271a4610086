pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Ahoy
import "../../theme"
import "../../controls/buttons"
import "../../controls/fields"
import "../../controls/marks"
import "../../controls/panels"

// Everybody in the room, whom to invite, and the host's tools.
FocusScope {
    id: root

    required property AppViewModel app
    required property RoomViewModel members

    signal closed
    signal menuRequested(string key, Item from)
    signal endRequested

    function begin(): void {
        field.text = ""
        members.setSearchText("")
        field.field.forceActiveFocus()
    }
    function invite(address: string): void {
        if (members.invite(address))
            begin()
    }
    function inviteTyped(): void {
        if (field.text.trim() !== "")
            invite(field.text)
    }

    Accessible.role: Accessible.Pane
    Accessible.name: qsTr("People in the room")
    Keys.onEscapePressed: closed()

    Rectangle {
        anchors.fill: parent
        radius: Theme.cardCorner
        color: Theme.card
        border.width: 1
        border.color: Theme.outline
    }
    ColumnLayout {
        anchors.fill: parent
        anchors.margins: Theme.medium
        spacing: Theme.small

        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.line

            Heading {
                Layout.fillWidth: true
                Layout.leftMargin: Theme.hair
                text: root.members.countWords
            }
            IconButton {
                objectName: "copyLink"
                visible: root.members.link !== ""
                glyph: "link"
                text: qsTr("Copy the link to this room")
                onClicked: root.app.copy(root.members.link)
            }
            IconButton {
                objectName: "peopleClose"
                glyph: "close"
                text: qsTr("Close")
                keys: "Esc"
                onClicked: root.closed()
            }
        }
        InputField {
            id: field
            objectName: "peopleField"
            Layout.fillWidth: true
            glyph: "search"
            hint: qsTr("Find or invite somebody")
            field.Accessible.name: qsTr("Find somebody here, or invite by name, number or address")
            limit: 255
            onEdited: root.members.setSearchText(text)
            onAccepted: root.inviteTyped()
            field.Keys.onDownPressed: list.forceActiveFocus()
        }
        ListView {
            id: list
            objectName: "memberList"
            Layout.fillWidth: true
            Layout.fillHeight: true
            cacheBuffer: 0 // a row made ahead whose data is filtered away makes Qt complain
            clip: true
            activeFocusOnTab: count > 0
            keyNavigationEnabled: true
            boundsBehavior: Flickable.StopAtBounds
            model: root.members.members
            Accessible.role: Accessible.List
            Accessible.name: qsTr("In the room")
            T.ScrollBar.vertical: Scroller { }
            delegate: MemberRow {
                width: list.width
                current: list.activeFocus && ListView.isCurrentItem
                onMenuRequested: from => root.menuRequested(key, from)
            }
            footer: Column {
                width: list.width
                topPadding: Theme.small

                Group {
                    visible: typed.visible || others.count > 0
                    text: qsTr("Invite")
                }
                OfferedRow {
                    id: typed
                    objectName: "typedInvite"
                    width: parent.width
                    visible: root.members.searchText.trim() !== ""
                    name: root.members.searchText.trim()
                    detail: qsTr("Have the room call it")
                    initials: "#"
                    colour: 0
                    glyph: "phone"
                    onClicked: root.inviteTyped()
                }
                Repeater {
                    id: others
                    model: root.members.offered

                    OfferedRow {
                        required property string address
                        objectName: "offeredRow"
                        width: list.width
                        onClicked: root.invite(address)
                    }
                }
                Group {
                    visible: happened.count > 0 && root.members.searchText === ""
                    text: qsTr("What happened")
                }
                Repeater {
                    id: happened
                    model: root.members.events

                    Label {
                        required property var model
                        width: list.width - 16
                        x: 8
                        visible: root.members.searchText === ""
                        bottomPadding: Theme.hair
                        text: model.text
                        color: Theme.subtle
                        font.pixelSize: Theme.detail
                        wrapMode: Text.Wrap
                    }
                }
            }
        }
        HostTools {
            Layout.fillWidth: true
            visible: root.members.tools
            members: root.members
            onEndRequested: root.endRequested()
        }
    }

    component Group: Heading {
        width: parent?.width ?? 0
        leftPadding: Theme.small
        rightPadding: Theme.small
        topPadding: Theme.hair
        bottomPadding: Theme.hair
        kind: "group"
    }
}
