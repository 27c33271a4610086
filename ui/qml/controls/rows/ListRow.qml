pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import QtQuick.Layouts
import "../../theme"
import "../marks"

// A row of a list: what leads it, a name, a second line, a note, and tools at its end.
T.ItemDelegate {
    id: row

    property string detail: ""
    property color ink: stage ? Theme.stageText : Theme.text
    property color detailInk: stage ? Theme.stageSubtle : Theme.subtle
    property int weight: Font.Medium
    property int detailSize: Theme.detail
    // A name is cut at its end, a title of a window, which ends with its program, in its middle.
    property int cut: Text.ElideRight
    property bool chosen: false
    property bool current: false
    // Whether a click on it does something.
    property bool responds: true
    // On the dark stage of a call.
    property bool stage: false
    // A little lower, for lists inside a panel.
    property bool compact: false
    // Its height with a line of each.
    property int least: compact ? Theme.forText(52) : Theme.row
    // In a narrow list of large words the tools stand below them.
    readonly property bool roomy: width >= Theme.forText(240)
    // What is explained may take several lines; what is a name or an address is elided.
    property bool wraps: false
    property Component lead: null
    // A small sign behind the name, and one before the detail.
    property string sign: ""
    property color signInk: Theme.warn
    property string detailSign: ""
    property color detailSignInk: Theme.faint
    // A few words at the end, such as a time; below the others where they would leave no room.
    property string note: ""
    property bool noteBelow: false
    // Between the tools.
    property int between: Theme.line
    // A dot says that it is new.
    property bool fresh: false
    // How it looks under the mouse; a gallery sets it.
    property bool hot: hovered
    readonly property color face: {
        if (chosen)
            return stage ? Theme.stageSpeaking : Theme.selected
        if (!responds || !down && !hot)
            return "transparent"
        if (stage)
            return down ? Theme.stagePressed : Theme.stageButton
        return down ? Theme.pressed : Theme.hover
    }
    default property alias tools: tools.data

    implicitHeight: Math.max(least, implicitContentHeight + topPadding + bottomPadding)
    height: implicitHeight
    padding: Theme.small
    opacity: enabled ? 1 : 0.45
    hoverEnabled: true
    focusPolicy: Qt.ClickFocus
    Accessible.role: Accessible.ListItem
    Accessible.name: detail === "" ? text : text + ", " + detail

    contentItem: GridLayout {
        id: cells

        // Of each cell its own, so that an empty one takes no room.
        readonly property int gap: row.compact ? Theme.snug : Theme.medium

        columns: row.roomy ? 5 : 4
        columnSpacing: 0
        rowSpacing: 0

        Loader {
            visible: row.lead !== null
            Layout.rightMargin: cells.gap
            sourceComponent: row.lead
        }
        ColumnLayout {
            Layout.fillWidth: true
            Layout.maximumWidth: row.width // else that of a name alone, and the row would be spread
            spacing: row.compact ? 0 : Theme.line

            RowLayout {
                visible: row.text !== ""
                spacing: Theme.tight

                Label {
                    Layout.fillWidth: true
                    Layout.maximumWidth: implicitWidth + 1
                    text: row.text
                    wrapMode: Theme.enlarged ? Text.Wrap : Text.NoWrap
                    lineHeight: 1
                    maximumLineCount: 3
                    elide: row.cut
                    color: row.ink
                    font.weight: row.weight
                    Accessible.ignored: true
                }
                Glyph {
                    visible: row.sign !== ""
                    name: row.sign
                    size: Theme.iconSmall
                    colour: row.signInk
                }
            }
            RowLayout {
                visible: row.detail !== ""
                spacing: Theme.tight

                Glyph {
                    visible: row.detailSign !== ""
                    name: row.detailSign
                    size: row.detailSize > Theme.detail ? Theme.iconControl : Theme.iconSmall
                    colour: row.detailSignInk
                }
                Label {
                    Layout.fillWidth: true
                    text: row.detail
                    wrapMode: row.wraps || Theme.enlarged ? Text.Wrap : Text.NoWrap
                    lineHeight: row.wraps ? 1.25 : 1
                    color: row.detailInk
                    font.pixelSize: row.detailSize
                    font.features: { "tnum": 1 }
                    Accessible.ignored: true
                }
            }
            Note {
                Layout.fillWidth: true
                visible: row.noteBelow && row.note !== ""
                wrapMode: Text.Wrap
            }
        }
        Rectangle {
            objectName: "freshDot"
            visible: row.fresh
            Layout.leftMargin: cells.gap
            implicitWidth: Theme.small
            implicitHeight: Theme.small
            radius: Theme.signCorner
            color: Theme.bad
        }
        Note {
            Layout.leftMargin: cells.gap
            visible: !row.noteBelow && row.note !== ""
        }
        RowLayout {
            id: tools
            // Not hidden while it is empty: what is in it would never be seen to come.
            Layout.leftMargin: implicitWidth > 0 ? cells.gap : 0
            Layout.topMargin: implicitWidth > 0 && !row.roomy ? Theme.hair : 0
            Layout.columnSpan: row.roomy ? 1 : 4
            Layout.alignment: Qt.AlignRight
            spacing: row.between
        }
    }
    background: Rectangle {
        radius: Theme.corner
        color: row.face
        border.width: row.current || row.visualFocus ? 2 : 0
        border.color: row.stage ? Theme.stageRing : Theme.accent
    }

    component Note: Label {
        text: row.note
        lineHeight: 1
        font.features: { "tnum": 1 }
        color: row.stage ? Theme.stageSubtle : Theme.faint
        font.pixelSize: Theme.caption
        Accessible.ignored: true
    }
}
