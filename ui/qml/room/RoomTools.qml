import QtQuick
import Ahoy
import "../theme"
import "../controls/buttons"

// How the room is looked at.
Row {
    id: root

    required property RoomViewModel members
    readonly property RoomStageViewModel stage: members.stage
    property int size: 44

    spacing: Theme.small

    IconButton {
        objectName: "viewButton"
        size: root.size
        kind: "stage"
        glyph: root.stage.view === "grid" ? "speaker-view" : "grid"
        text: root.stage.view === "grid" ? qsTr("Show who speaks large") : qsTr("Show everybody alike")
        keys: "Ctrl+G"
        onClicked: root.stage.toggleView()
    }
    IconButton {
        objectName: "selfViewButton"
        size: root.size
        kind: "stage"
        glyph: "own-view"
        text: root.stage.selfViewWords
        keys: "Ctrl+Shift+V"
        onClicked: root.stage.nextSelfView()
    }
}
