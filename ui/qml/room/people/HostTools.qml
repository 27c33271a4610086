import QtQuick
import QtQuick.Layouts
import Ahoy
import "../../theme"
import "../../controls/buttons"

// What the host can do with the whole room.
GridLayout {
    id: root

    required property RoomViewModel members

    // Large words would leave no room for the people above.
    readonly property bool wordless: Theme.enlarged && width < Theme.forText(300)

    signal endRequested

    columns: wordless ? 3 : 2
    columnSpacing: Theme.small
    rowSpacing: Theme.small

    PushButton {
        objectName: "muteAll"
        Layout.fillWidth: true
        Layout.preferredWidth: 1
        leftPadding: Theme.small
        rightPadding: Theme.small
        wordless: root.wordless
        glyph: "mic-off"
        text: qsTr("Mute all")
        reason: root.members.hasOthers ? "" : qsTr("Nobody else is here.")
        onClicked: if (reason === "") root.members.muteAll()
    }
    PushButton {
        objectName: "lockRoom"
        Layout.fillWidth: true
        Layout.preferredWidth: 1
        leftPadding: Theme.small
        rightPadding: Theme.small
        wordless: root.wordless
        glyph: root.members.locked ? "unlock" : "lock"
        text: root.members.locked ? qsTr("Unlock") : qsTr("Lock")
        tip: root.members.locked ? qsTr("Let others in again") : qsTr("Let nobody else in")
        onClicked: root.members.toggleLocked()
    }
    PushButton {
        objectName: "endRoom"
        Layout.fillWidth: true
        Layout.columnSpan: root.wordless ? 1 : 2
        Layout.preferredWidth: root.wordless ? 1 : -1
        kind: "danger"
        wordless: root.wordless
        glyph: "hang-up"
        text: qsTr("End for all")
        onClicked: root.endRequested()
    }
}
