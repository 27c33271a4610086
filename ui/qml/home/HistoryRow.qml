import QtQuick
import QtQuick.Templates as T
import QtQuick.Layouts
import "../theme"
import "../controls"

// One finished call; its button calls again the same way.
T.ItemDelegate {
    id: row

    required property int index
    required property string name
    required property string address
    required property string initials
    required property int colour
    required property string glyph
    required property string kind
    required property bool video
    required property string when
    required property string summary
    required property string brief
    property bool current: false
    property bool plain: false

    signal picked
    signal called

    height: 60
    padding: 8
    hoverEnabled: true
    focusPolicy: Qt.ClickFocus
    text: name
    Accessible.name: [name, summary, when].join(", ")
    Accessible.role: Accessible.ListItem
    onClicked: picked()
    onDoubleClicked: called()
    Keys.onReturnPressed: called()
    Keys.onSpacePressed: picked()

    contentItem: RowLayout {
        spacing: Theme.medium

        Avatar {
            visible: !row.plain
            initials: row.initials
            colour: row.colour
            glyph: row.glyph
        }
        ColumnLayout {
            Layout.fillWidth: true
            spacing: 1

            Label {
                Layout.fillWidth: true
                visible: !row.plain
                text: row.name
                font.weight: Font.Medium
                color: row.kind === "missed" ? Theme.bad : Theme.text
                Accessible.ignored: true
            }
            RowLayout {
                spacing: 5

                Glyph {
                    name: "call-" + row.kind
                    size: row.plain ? 18 : 14
                    colour: row.kind === "missed" ? Theme.bad : Theme.faint
                }
                Label {
                    Layout.fillWidth: true
                    text: row.plain ? row.summary : row.brief
                    color: row.kind === "missed" && row.plain ? Theme.bad : row.plain ? Theme.text : Theme.subtle
                    font.pixelSize: row.plain ? Theme.body : 13
                    Accessible.ignored: true
                }
            }
        }
        Label {
            text: row.when
            color: Theme.faint
            font.pixelSize: Theme.caption
            Accessible.ignored: true
        }
        IconButton {
            Layout.leftMargin: -6
            glyph: row.video ? "video" : "phone"
            text: row.video ? qsTr("Video call %1 again").arg(row.name) : qsTr("Call %1 again").arg(row.name)
            ink: row.hovered || row.current || hovered ? Theme.accent : Theme.faint
            onClicked: row.called()
        }
    }
    background: Rectangle {
        radius: Theme.corner
        color: row.hovered ? Theme.hover : "transparent"
        border.width: row.current ? 2 : 0
        border.color: Theme.accent
    }
}
