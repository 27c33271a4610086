import QtQuick
import "../../theme"
import "../marks"

// What a list says when it has nothing to show.
Column {
    id: root

    required property string glyph
    required property string text
    property string detail: ""

    spacing: Theme.tight

    Glyph {
        anchors.horizontalCenter: parent.horizontalCenter
        name: root.glyph
        size: 32
        colour: Theme.strongOutline
    }
    Label {
        width: parent.width
        topPadding: Theme.tight
        horizontalAlignment: Text.AlignHCenter
        text: root.text
        color: Theme.subtle
        font.weight: Font.Medium
        wrapMode: Text.Wrap
    }
    Label {
        visible: root.detail !== ""
        width: parent.width
        horizontalAlignment: Text.AlignHCenter
        text: root.detail
        color: Theme.faint
        font.pixelSize: Theme.detail
        wrapMode: Text.Wrap
    }
}
