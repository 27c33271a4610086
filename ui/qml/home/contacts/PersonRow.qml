import QtQuick
import QtQuick.Templates as T
import QtQuick.Layouts
import "../../theme"
import "../../controls/buttons"
import "../../controls/marks"
import "../../controls/pictures"

// One person in the list; the call buttons come with the mouse or the keyboard.
T.ItemDelegate {
    id: row

    required property int index
    required property string name
    required property string address
    required property string detail
    required property string initials
    required property int colour
    required property string glyph
    required property bool nearby
    required property string warning
    required property bool favourite
    required property string presence
    property bool chosen: false
    property bool current: false
    readonly property bool open: (hovered || chosen) && roomy || current
    // In a narrow list of large words the tools stand below them, and come with the keyboard alone.
    readonly property bool roomy: width >= Theme.forText(240)

    signal picked
    signal called(video: bool)

    implicitHeight: Math.max(Theme.row, implicitContentHeight + topPadding + bottomPadding)
    height: implicitHeight
    padding: Theme.small
    hoverEnabled: true
    focusPolicy: Qt.ClickFocus
    text: name
    Accessible.name: favourite ? qsTr("%1, favourite, %2").arg(name).arg(detail) : name + ", " + detail
    Accessible.role: Accessible.ListItem
    onClicked: picked()
    onDoubleClicked: called(false)
    Keys.onReturnPressed: picked()
    Keys.onSpacePressed: picked()

    contentItem: GridLayout {
        columns: row.roomy ? 3 : 2
        columnSpacing: Theme.medium
        rowSpacing: Theme.hair

        Avatar {
            initials: row.initials
            colour: row.colour
            glyph: row.glyph

            PresenceDot {
                anchors.right: parent.right
                anchors.bottom: parent.bottom
                presence: row.warning !== "" ? "in-call" : row.nearby ? "online" : row.presence
                rim: row.chosen ? Theme.selected : row.hovered ? Theme.hover : Theme.rail
            }
        }
        ColumnLayout {
            Layout.fillWidth: true
            spacing: Theme.line

            RowLayout {
                spacing: Theme.tight

                Label {
                    Layout.fillWidth: true
                    Layout.maximumWidth: implicitWidth + 1
                    text: row.name
                    wrapMode: Theme.enlarged ? Text.Wrap : Text.NoWrap
                    lineHeight: 1
                    maximumLineCount: 3
                    elide: Text.ElideRight
                    font.weight: Font.Medium
                    Accessible.ignored: true
                }
                Glyph {
                    visible: row.favourite
                    name: "star-filled"
                    size: 13
                    colour: Theme.warn
                }
            }
            Label {
                Layout.fillWidth: true
                text: row.detail
                wrapMode: Theme.enlarged ? Text.Wrap : Text.NoWrap
                lineHeight: 1
                color: row.warning !== "" ? Theme.warn : Theme.subtle
                font.pixelSize: Theme.detail
                Accessible.ignored: true
            }
        }
        RowLayout {
            visible: row.open
            spacing: Theme.hair
            Layout.columnSpan: row.roomy ? 1 : 2
            Layout.alignment: Qt.AlignRight

            IconButton {
                glyph: "phone"
                text: qsTr("Call %1").arg(row.name)
                ink: Theme.accent
                onClicked: row.called(false)
            }
            IconButton {
                glyph: "video"
                text: qsTr("Video call %1").arg(row.name)
                ink: Theme.accent
                onClicked: row.called(true)
            }
        }
    }
    background: Rectangle {
        radius: Theme.corner
        color: row.chosen ? Theme.selected : row.hovered ? Theme.hover : "transparent"
        border.width: row.current ? 2 : 0
        border.color: Theme.accent
    }
}
