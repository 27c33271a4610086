import QtQuick
import Ahoy

// The keys of a room, besides those of every call.
Item {
    id: root

    required property RoomViewModel members

    signal peopleToggled

    Shortcut {
        sequence: "Ctrl+R"
        onActivated: root.members.toggleHand()
    }
    Shortcut {
        sequence: "Ctrl+P"
        onActivated: root.peopleToggled()
    }
    Shortcut {
        sequence: "Ctrl+G"
        onActivated: root.members.stage.toggleView()
    }
    Shortcut {
        sequence: "Ctrl+Shift+V"
        onActivated: root.members.stage.nextSelfView()
    }
    Shortcut {
        sequence: "PgDown"
        onActivated: root.members.stage.turn(1)
    }
    Shortcut {
        sequence: "PgUp"
        onActivated: root.members.stage.turn(-1)
    }
}
