import QtQuick
import QtQuick.Templates as T
import QtQuick.Layouts
import "../../theme"
import "../marks"

// A row of a list: what leads it, a name, a second line, and tools at its end.
T.ItemDelegate {
    id: row

    property string detail: ""
    property color ink: Theme.text
    property color detailInk: Theme.subtle
    property int weight: Font.Medium
    property bool chosen: false
    property bool current: false
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
    // How it looks under the mouse; a gallery sets it.
    property bool hot: hovered
    readonly property color face: down && !chosen ? Theme.pressed : chosen ? Theme.selected : hot ? Theme.hover : "transparent"
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
        columns: row.roomy ? 3 : 2
        columnSpacing: Theme.medium
        rowSpacing: Theme.hair

        Loader {
            visible: row.lead !== null
            sourceComponent: row.lead
        }
        ColumnLayout {
            id: words
            Layout.fillWidth: true
            spacing: Theme.line

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
                    elide: Text.ElideRight
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
                    size: Theme.iconSmall
                    colour: row.detailSignInk
                }
                Label {
                    Layout.fillWidth: true
                    text: row.detail
                    wrapMode: row.wraps || Theme.enlarged ? Text.Wrap : Text.NoWrap
                    color: row.detailInk
                    font.pixelSize: Theme.detail
                    Accessible.ignored: true
                }
            }
        }
        RowLayout {
            id: tools
            visible: visibleChildren.length > 0
            Layout.columnSpan: row.roomy ? 1 : 2
            Layout.alignment: Qt.AlignRight
            spacing: Theme.line
        }
    }
    background: Rectangle {
        radius: Theme.corner
        color: row.face
        border.width: row.current || row.visualFocus ? 2 : 0
        border.color: Theme.accent
    }
}
