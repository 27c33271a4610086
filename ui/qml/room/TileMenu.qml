import QtQuick
import QtQuick.Templates as T
import Ahoy
import "../theme"
import "../controls/buttons"
import "../controls/panels"

// What can be done with a tile or a member; it closes when they leave.
Panel {
    id: root

    required property RoomViewModel members
    readonly property ChosenViewModel chosen: members.chosen

    signal removalRequested(string memberId, string name)

    function show(key: string, from: Item): void {
        chosen.choose(key)
        if (!chosen.exists)
            return
        const place = from.mapToItem(parent, 0, from.height + 4)
        const beside = from.LayoutMirroring.enabled ? place.x : place.x + from.width - width
        x = Math.max(8, Math.min(parent.width - width - 8, beside))
        y = place.y + implicitHeight > parent.height - 8 ? Math.max(8, place.y - from.height - 8 - implicitHeight) : place.y
        open()
    }

    title: chosen.name
    padding: Theme.tight
    modal: false
    implicitWidth: Math.min(264, room - 16)
    closePolicy: T.Popup.CloseOnEscape | T.Popup.CloseOnPressOutside

    Connections {
        target: root.chosen
        function onExistsChanged() {
            if (!root.chosen.exists)
                root.close()
        }
    }

    contentItem: Column {
        MenuRow {
            objectName: "menuPin"
            width: parent.width
            focus: true
            visible: !root.chosen.popped
            glyph: root.chosen.pinned ? "unpin" : "pin"
            text: root.chosen.pinned ? qsTr("No longer large") : qsTr("Keep it large")
            onClicked: {
                root.close()
                root.members.stage.togglePin(root.chosen.key)
            }
        }
        MenuRow {
            objectName: "menuPop"
            width: parent.width
            glyph: root.chosen.popped ? "pop-in" : "pop-out"
            text: root.chosen.popped ? qsTr("Back into the room") : qsTr("In a window of its own")
            onClicked: {
                root.close()
                if (root.chosen.popped)
                    root.members.stage.popIn(root.chosen.key)
                else
                    root.members.stage.popOut(root.chosen.key)
            }
        }
        MenuRow {
            objectName: "menuMute"
            width: parent.width
            visible: root.chosen.mutable
            glyph: "mic-off"
            text: qsTr("Mute")
            onClicked: {
                root.close()
                root.members.mute(root.chosen.memberId)
            }
        }
        MenuRow {
            objectName: "menuHost"
            width: parent.width
            visible: root.chosen.promotable
            glyph: "host"
            text: qsTr("Make them the host")
            onClicked: {
                root.close()
                root.members.handOver(root.chosen.memberId)
            }
        }
        MenuRow {
            objectName: "menuRemove"
            width: parent.width
            visible: root.chosen.removable
            glyph: "hang-up"
            text: qsTr("Remove from the room")
            onClicked: {
                root.close()
                root.removalRequested(root.chosen.memberId, root.chosen.name)
            }
        }
    }
}
