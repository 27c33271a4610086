import QtQuick
import "../../theme"

// Text in one of the sizes of the type scale.
Text {
    property bool strong: false
    property real tracking: 0

    color: Theme.text
    font.pixelSize: Theme.body
    font.weight: strong ? Font.DemiBold : Font.Normal
    font.letterSpacing: tracking
    lineHeight: wrapMode === Text.NoWrap ? 1 : 1.25
    elide: wrapMode === Text.NoWrap ? Text.ElideRight : Text.ElideNone
    textFormat: Text.PlainText
    horizontalAlignment: Text.AlignLeft // said, so that a mirrored window turns it round
    verticalAlignment: Text.AlignVCenter
    Accessible.role: Accessible.StaticText
    Accessible.name: text
}
