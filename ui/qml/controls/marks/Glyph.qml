import QtQuick
import "../../theme"

// One of our icons, in any colour.
Image {
    id: glyph

    required property string name
    property color colour: Theme.text
    property int size: 20

    function hex(part: real): string {
        return ("0" + Math.round(part * 255).toString(16)).slice(-2)
    }

    width: size
    height: size
    sourceSize: Qt.size(Math.ceil(size * Screen.devicePixelRatio), Math.ceil(size * Screen.devicePixelRatio))
    source: name === "" ? "" : "image://icon/" + name + "/" + hex(colour.r) + hex(colour.g) + hex(colour.b)
    Accessible.ignored: true
}
