pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import "../../theme"
import "../../controls/buttons"
import "../../controls/marks"
import "../../controls/pictures"
import "../../controls/rows"

// One person in the list; the call buttons come with the mouse or the keyboard.
ListRow {
    id: row

    required property int index
    // All fields of `PersonRow` at once: each role that is read by itself costs a way into Python and back.
    required property var entry
    readonly property bool open: (hovered || chosen) && roomy || current

    signal picked
    signal called(video: bool)

    text: entry.name
    detail: entry.detail
    detailInk: entry.warning !== "" ? Theme.warn : Theme.subtle
    sign: entry.favourite ? "star-filled" : ""
    Accessible.name: entry.favourite ? qsTr("%1, favourite, %2").arg(text).arg(detail) : text + ", " + detail
    onClicked: picked()
    onDoubleClicked: called(false)
    Keys.onReturnPressed: picked()
    Keys.onSpacePressed: picked()
    lead: Component {
        Avatar {
            initials: row.entry.initials
            colour: row.entry.colour
            glyph: row.entry.glyph

            PresenceDot {
                anchors.right: parent.right
                anchors.bottom: parent.bottom
                presence: row.entry.warning !== "" ? "in-call" : row.entry.nearby ? "online" : row.entry.presence
                rim: row.face.a > 0 ? row.face : Theme.rail
            }
        }
    }

    Loader {
        active: row.open || row.ListView.isCurrentItem // a tool that has the focus must not go with it
        visible: row.open
        sourceComponent: RowLayout {
            spacing: Theme.line

            IconButton {
                glyph: "phone"
                text: qsTr("Call %1").arg(row.text)
                ink: Theme.accent
                onClicked: row.called(false)
            }
            IconButton {
                glyph: "video"
                text: qsTr("Video call %1").arg(row.text)
                ink: Theme.accent
                onClicked: row.called(true)
            }
        }
    }
}
