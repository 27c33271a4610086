pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Ahoy
import "../../theme"
import "../../controls/buttons"
import "../../controls/panels"

// What is needed less often, and in a narrow window what the bar has no room for.
Panel {
    id: root

    required property CallsViewModel calls
    required property CallViewModel call
    readonly property SharingViewModel sharing: calls.sharing
    readonly property RoomViewModel members: calls.room
    property real roomAbove: 480
    property bool inRoom: false
    property bool narrow: false
    property bool roomy: true
    property bool fullScreen: false
    readonly property bool pictured: call.showsRemote && !inRoom

    // Panels by their name; also share, people and full-screen.
    signal chosen(string name)

    function choose(name: string): void {
        close()
        chosen(name)
    }

    title: qsTr("More")
    padding: Theme.tight
    implicitWidth: Math.min(Theme.forText(320), room - 16)
    implicitHeight: Math.min(roomAbove, rows.implicitHeight + topPadding + bottomPadding)

    contentItem: Flickable {
        id: page
        clip: true
        contentWidth: width
        contentHeight: rows.implicitHeight
        boundsBehavior: Flickable.StopAtBounds
        interactive: contentHeight > height
        T.ScrollBar.vertical: Scroller {}

        // The row that has the keyboard is always in sight.
        readonly property Item row: Window.activeFocusItem

        onRowChanged: {
            if (row?.parent !== rows)
                return
            contentY = Math.max(Math.min(contentY, row.y), row.y + row.height - height)
        }

        Column {
            id: rows
            width: page.width

            MenuRow {
                objectName: "morePeople"
                width: parent.width
                visible: root.inRoom && root.narrow
                focus: visible
                glyph: "contacts"
                text: qsTr("People in the room")
                keys: "Ctrl+P"
                onClicked: root.choose("people")
            }
            MenuRow {
                objectName: "moreHand"
                width: parent.width
                visible: root.inRoom && root.narrow
                glyph: "hand"
                text: root.members.handRaised ? qsTr("Take your hand down") : qsTr("Raise your hand")
                keys: "Ctrl+R"
                onClicked: {
                    root.close()
                    root.members.toggleHand()
                }
            }
            MenuRow {
                objectName: "moreView"
                width: parent.width
                visible: root.inRoom && root.narrow
                glyph: root.members.stage.view === "grid" ? "speaker-view" : "grid"
                text: root.members.stage.view === "grid" ? qsTr("Show who speaks large") : qsTr("Show everybody alike")
                keys: "Ctrl+G"
                onClicked: {
                    root.close()
                    root.members.stage.toggleView()
                }
            }
            MenuRow {
                objectName: "moreSelfView"
                width: parent.width
                visible: root.inRoom ? root.narrow : root.call.showsSelf
                glyph: "own-view"
                text: root.inRoom ? root.members.stage.selfViewWords : root.calls.selfLook.hidden ? qsTr("Show me to myself") : qsTr("Do not show me to myself")
                keys: "Ctrl+Shift+V"
                onClicked: {
                    root.close()
                    if (root.inRoom)
                        root.members.stage.nextSelfView()
                    else
                        root.calls.selfLook.toggleHidden()
                }
            }
            MenuRow {
                objectName: "moreShare"
                width: parent.width
                visible: root.narrow
                focus: visible && !root.inRoom
                glyph: root.sharing.sharing ? "share-stop" : "share"
                text: root.sharing.sharing ? qsTr("Stop sharing your screen") : qsTr("Share your screen")
                keys: "Ctrl+Shift+S"
                reason: root.sharing.reason
                onClicked: if (usable) root.choose("share")
            }
            MenuRow {
                objectName: "moreActualSize"
                width: parent.width
                visible: root.sharing.remoteSharing && root.narrow
                glyph: root.sharing.actualSize ? "fit" : "actual-size"
                text: root.sharing.actualSize ? qsTr("Show all of the screen") : qsTr("Show it pixel by pixel")
                keys: "Ctrl+Shift+Z"
                onClicked: {
                    root.close()
                    root.sharing.toggleActualSize()
                }
            }
            MenuRow {
                objectName: "moreKeypad"
                width: parent.width
                visible: root.narrow
                glyph: "keypad"
                text: qsTr("Keypad")
                keys: "Ctrl+K"
                onClicked: root.choose("keypad")
            }
            MenuRow {
                objectName: "moreTransfer"
                width: parent.width
                visible: !root.inRoom && root.narrow
                glyph: "transfer"
                text: qsTr("Transfer the call")
                keys: "Ctrl+T"
                reason: root.call.transferReason
                onClicked: if (usable) root.choose("transfer")
            }
            MenuRow {
                objectName: "moreAdd"
                width: parent.width
                visible: !root.inRoom && root.narrow
                glyph: "add-call"
                text: qsTr("Add people, or call someone")
                keys: "Ctrl+N"
                onClicked: root.choose("add")
            }
            MenuRow {
                objectName: "moreDevices"
                width: parent.width
                visible: root.narrow
                glyph: "sliders"
                text: qsTr("Sound and camera")
                keys: "Ctrl+M"
                onClicked: root.choose("devices")
            }
            MenuRow {
                objectName: "moreFill"
                width: parent.width
                visible: root.pictured
                glyph: root.calls.look.filled ? "fit" : "fill"
                text: root.calls.look.filled ? qsTr("Show all of the picture") : qsTr("Fill the window")
                keys: "Ctrl+Shift+F"
                onClicked: {
                    root.close()
                    root.calls.look.toggleFilled()
                }
            }
            MenuRow {
                objectName: "morePopOut"
                width: parent.width
                visible: !root.inRoom
                glyph: root.calls.smallWindow.poppedOut ? "pop-in" : "pop-out"
                text: root.calls.smallWindow.poppedOut ? qsTr("Put the picture back") : qsTr("A small window in front")
                keys: "Ctrl+Shift+P"
                onClicked: {
                    root.close()
                    root.calls.smallWindow.toggle()
                }
            }
            MenuRow {
                objectName: "moreDetails"
                width: parent.width
                focus: !root.narrow
                glyph: "figures"
                text: qsTr("Details of the call")
                keys: "Ctrl+I"
                onClicked: root.choose("details")
            }
            MenuRow {
                objectName: "moreFullScreen"
                width: parent.width
                visible: !root.roomy
                glyph: root.fullScreen ? "full-screen-exit" : "full-screen"
                text: root.fullScreen ? qsTr("Leave full screen") : qsTr("Full screen")
                keys: "F11"
                onClicked: root.choose("full-screen")
            }
        }
    }
}
