pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import "../../theme"
import "../../controls/buttons"
import "../../controls/marks"
import "../../controls/pictures"
import "../../controls/rows"

// One finished call. Enter calls again the same way, Delete forgets it, F2 shows it in full.
ListRow {
    id: row

    required property int index
    // All fields of `HistoryRow` at once: each role that is read by itself costs a way into Python and back.
    required property var entry
    // On a person's page: what stands above the list has to be met by Tab, so the tools of a row are not.
    property bool plain: false
    readonly property bool open: hovered && roomy || current
    readonly property bool isMissed: entry.kind === "missed"

    signal picked
    signal called(video: bool)
    signal opened
    signal removed

    text: plain ? "" : entry.name
    ink: isMissed ? Theme.bad : Theme.text
    weight: entry.fresh ? Font.DemiBold : Font.Medium
    detail: plain ? entry.summary : entry.brief
    detailInk: !plain ? Theme.subtle : ink
    detailSize: plain ? Theme.body : Theme.detail
    detailSign: "call-" + entry.kind
    detailSignInk: isMissed ? Theme.bad : Theme.faint
    note: plain ? entry.when : open ? "" : entry.time
    noteBelow: plain && !roomy
    fresh: entry.fresh
    Accessible.name: entry.fresh ? qsTr("%1, new: %2, %3").arg(entry.name).arg(entry.summary).arg(entry.when) : qsTr("%1, %2, %3").arg(entry.name).arg(entry.summary).arg(entry.when)
    Accessible.description: qsTr("Enter calls again, Delete forgets the call, F2 shows its details")
    onClicked: picked()
    onDoubleClicked: called(entry.video)
    Keys.onReturnPressed: called(entry.video)
    Keys.onDeletePressed: removed()
    Keys.onPressed: event => {
        if (event.key === Qt.Key_F2) {
            opened()
            event.accepted = true
        }
    }
    Keys.onSpacePressed: picked()
    lead: plain ? null : face

    Component {
        id: face

        Avatar {
            initials: row.entry.initials
            colour: row.entry.colour
            glyph: row.entry.glyph
        }
    }

    // At rest a sign shows how one called. It becomes a button when the mouse comes: fifty rows run past a second.
    Item {
        objectName: "rowCalls"
        visible: !row.open && row.roomy
        implicitWidth: Theme.forSign(30)
        implicitHeight: Theme.forSign(36)

        Glyph {
            anchors.right: parent.right
            anchors.rightMargin: Theme.small
            anchors.verticalCenter: parent.verticalCenter
            name: row.entry.video ? "video" : "phone"
            colour: Theme.faint
        }
        TapHandler {
            onTapped: row.called(row.entry.video)
        }
    }
    Loader {
        active: row.open || row.ListView.isCurrentItem // a tool that has the focus must not go with it
        visible: row.open
        sourceComponent: RowLayout {
            spacing: Theme.line

            Tool {
                glyph: "phone"
                text: qsTr("Call %1 again").arg(row.entry.name)
                ink: Theme.accent
                onClicked: row.called(false)
            }
            Tool {
                glyph: "video"
                text: qsTr("Video call %1 again").arg(row.entry.name)
                ink: Theme.accent
                onClicked: row.called(true)
            }
            Tool {
                objectName: "rowDetails"
                glyph: "info"
                text: qsTr("About this call with %1").arg(row.entry.name)
                onClicked: row.opened()
            }
        }
    }

    // Tab comes to the tools of one row, not to those of fifty thousand.
    component Tool: IconButton {
        focusPolicy: row.current && !row.plain ? Qt.StrongFocus : Qt.NoFocus
    }
}
