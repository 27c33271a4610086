import QtQuick
import "../../theme"
import "../marks"

// Initials on a colour that always belongs to the same name.
Rectangle {
    id: avatar

    property string initials: "?"
    property int colour: 0
    property int size: Theme.forSign(40)
    property string glyph: ""

    implicitWidth: size
    implicitHeight: size
    width: size
    height: size
    radius: size / 2
    color: Theme.avatars[colour % Theme.avatars.length]
    Accessible.ignored: true

    Text {
        anchors.centerIn: parent
        visible: avatar.glyph === ""
        text: avatar.initials
        color: Theme.strongInk
        font.pixelSize: Math.round(avatar.size * 0.38)
        font.weight: Font.DemiBold
        textFormat: Text.PlainText
        Accessible.ignored: true
    }
    Glyph {
        anchors.centerIn: parent
        visible: avatar.glyph !== ""
        name: avatar.glyph
        colour: Theme.strongInk
        size: Math.round(avatar.size * 0.52)
    }
}
