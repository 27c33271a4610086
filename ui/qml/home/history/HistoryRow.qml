import QtQuick
import QtQuick.Templates as T
import QtQuick.Layouts
import "../../theme"
import "../../controls/buttons"
import "../../controls/marks"
import "../../controls/pictures"

// One finished call. Enter calls again the same way, Delete forgets it, F2 shows it in full.
T.ItemDelegate {
    id: row

    required property int index
    required property string key
    required property string name
    required property string address
    required property string initials
    required property int colour
    required property string glyph
    required property string kind
    required property bool video
    required property string when
    required property string time
    required property string summary
    required property string brief
    required property bool fresh
    property bool current: false
    // On a person's page: what stands above the list has to be met by Tab, so the tools of a row are not.
    property bool plain: false
    readonly property bool open: hovered && roomy || current
    // Tab comes to the tools of one row, not to those of fifty thousand.
    readonly property bool reached: current && !plain
    // In a narrow list of large words the tools stand below them, and come with the keyboard alone.
    readonly property bool roomy: width >= Theme.forText(240)
    readonly property int columns: 4
    // Its height with a line of each.
    property int least: Theme.row
    readonly property bool isMissed: kind === "missed"

    signal picked
    signal called(video: bool)
    signal opened
    signal removed

    implicitHeight: Math.max(least, implicitContentHeight + topPadding + bottomPadding)
    height: implicitHeight
    padding: Theme.small
    hoverEnabled: true
    focusPolicy: Qt.ClickFocus
    text: name
    Accessible.name: fresh ? qsTr("%1, new: %2, %3").arg(name).arg(summary).arg(when) : qsTr("%1, %2, %3").arg(name).arg(summary).arg(when)
    Accessible.description: qsTr("Enter calls again, Delete forgets the call, F2 shows its details")
    Accessible.role: Accessible.ListItem
    onClicked: picked()
    onDoubleClicked: called(video)
    Keys.onReturnPressed: called(video)
    Keys.onDeletePressed: removed()
    Keys.onPressed: event => {
        if (event.key === Qt.Key_F2) {
            opened()
            event.accepted = true
        }
    }
    Keys.onSpacePressed: picked()

    contentItem: GridLayout {
        columns: row.roomy ? row.columns + 1 : row.columns
        columnSpacing: Theme.medium
        rowSpacing: Theme.hair

        Avatar {
            visible: !row.plain
            initials: row.initials
            colour: row.colour
            glyph: row.glyph
        }
        ColumnLayout {
            Layout.fillWidth: true
            spacing: Theme.line

            Label {
                Layout.fillWidth: true
                visible: !row.plain
                text: row.name
                wrapMode: Theme.enlarged ? Text.Wrap : Text.NoWrap
                lineHeight: 1
                maximumLineCount: 3
                elide: Text.ElideRight
                font.weight: row.fresh ? Font.DemiBold : Font.Medium
                color: row.isMissed ? Theme.bad : Theme.text
                Accessible.ignored: true
            }
            RowLayout {
                spacing: Theme.tight

                Glyph {
                    name: "call-" + row.kind
                    size: row.plain ? 18 : 14
                    colour: row.isMissed ? Theme.bad : Theme.faint
                }
                Label {
                    Layout.fillWidth: true
                    text: row.plain ? row.summary : row.brief
                    wrapMode: Theme.enlarged ? Text.Wrap : Text.NoWrap
                    lineHeight: 1
                    color: row.isMissed && row.plain ? Theme.bad : row.plain ? Theme.text : Theme.subtle
                    font.pixelSize: row.plain ? Theme.body : Theme.detail
                    Accessible.ignored: true
                }
            }
            Label {
                Layout.fillWidth: true
                visible: row.plain && !row.roomy
                text: row.when
                wrapMode: Text.Wrap
                lineHeight: 1
                color: Theme.faint
                font.pixelSize: Theme.caption
                Accessible.ignored: true
            }
        }
        Rectangle {
            objectName: "freshDot"
            visible: row.fresh
            Layout.preferredWidth: 8
            Layout.preferredHeight: 8
            radius: Theme.signCorner
            color: Theme.bad
        }
        Label {
            visible: row.plain ? row.roomy : !row.open
            text: row.plain ? row.when : row.time
            font.features: { "tnum": 1 }
            color: Theme.faint
            font.pixelSize: Theme.caption
            Accessible.ignored: true
        }
        RowLayout {
            visible: row.open || row.roomy
            spacing: Theme.medium
            Layout.columnSpan: row.roomy ? 1 : row.columns
            Layout.alignment: Qt.AlignRight

            IconButton {
                focusPolicy: row.reached ? Qt.StrongFocus : Qt.NoFocus
                visible: row.open || !row.video && row.roomy
                Layout.leftMargin: -Theme.tight
                glyph: "phone"
                text: qsTr("Call %1 again").arg(row.name)
                ink: row.open ? Theme.accent : Theme.faint
                onClicked: row.called(false)
            }
            IconButton {
                focusPolicy: row.reached ? Qt.StrongFocus : Qt.NoFocus
                visible: row.open || row.video && row.roomy
                Layout.leftMargin: row.open ? -Theme.snug : -Theme.tight
                glyph: "video"
                text: qsTr("Video call %1 again").arg(row.name)
                ink: row.open ? Theme.accent : Theme.faint
                onClicked: row.called(true)
            }
            IconButton {
                focusPolicy: row.reached ? Qt.StrongFocus : Qt.NoFocus
                objectName: "rowDetails"
                visible: row.open
                Layout.leftMargin: -Theme.snug
                glyph: "info"
                text: qsTr("About this call with %1").arg(row.name)
                onClicked: row.opened()
            }
        }
    }
    background: Rectangle {
        radius: Theme.corner
        color: row.hovered ? Theme.hover : "transparent"
        border.width: row.current ? 2 : 0
        border.color: Theme.accent
    }
}
