import QtQuick
import "../../theme"
import "../marks"

// A small marked sentence; `detail` is its tip. `kind`: info, warning, error, stage.
Rectangle {
    id: badge

    required property string text
    property string kind: "info"
    property string glyph: ""
    property real limit: 460
    property string detail: ""

    readonly property color ink: {
        if (kind === "warning")
            return Theme.warn
        if (kind === "error")
            return Theme.bad
        return kind === "stage" ? Theme.stageText : Theme.subtle
    }

    implicitWidth: row.implicitWidth + 20
    implicitHeight: Math.max(Theme.forText(28), words.implicitHeight + 12)
    radius: Math.min(height / 2, Theme.cardCorner)
    color: kind === "warning" ? Theme.warnBack : kind === "error" ? Theme.badBack : kind === "stage" ? Theme.stageGlass : Theme.hover
    Accessible.role: Accessible.StaticText
    Accessible.name: text
    Accessible.description: detail

    Row {
        id: row
        anchors.verticalCenter: parent.verticalCenter
        anchors.left: parent.left
        anchors.leftMargin: Theme.snug
        spacing: Theme.tight

        Glyph {
            visible: badge.glyph !== ""
            name: badge.glyph
            size: Theme.iconSmall
            colour: badge.ink
            anchors.verticalCenter: parent.verticalCenter
        }
        Label {
            id: words
            text: badge.text
            color: badge.ink
            font.pixelSize: Theme.caption
            font.weight: Font.Medium
            width: Math.min(implicitWidth, badge.limit - 46)
            wrapMode: Text.Wrap
            maximumLineCount: Theme.enlarged ? 8 : 3
            elide: Text.ElideRight
            Accessible.ignored: true
            anchors.verticalCenter: parent.verticalCenter
        }
    }
    HoverHandler {
        id: hover
        enabled: badge.detail !== ""
    }
    HoverTip {
        text: badge.detail
        wanted: hover.hovered
    }
}
