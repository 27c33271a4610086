import QtQuick
import "../../theme"

// One of our icons, in any colour. Small ones grow with the text beside them; what is large already stays.
Image {
    id: glyph

    required property string name
    property color colour: Theme.text
    property int size: Theme.icon
    readonly property int extent: size <= Theme.iconLarge ? Theme.forSign(size) : size

    function hex(part: real): string {
        return ("0" + Math.round(part * 255).toString(16)).slice(-2)
    }

    width: extent
    height: extent
    sourceSize: Qt.size(Math.ceil(extent * Screen.devicePixelRatio), Math.ceil(extent * Screen.devicePixelRatio))
    source: name === "" ? "" : "image://icon/" + name + "/" + hex(colour.r) + hex(colour.g) + hex(colour.b)
    // What points on, back, in or out, or grows with the line, does so the other way from right to left.
    mirror: LayoutMirroring.enabled && [
        "back", "chevron-left", "chevron-right", "join", "transfer", "add-call", "person-add",
        "call-incoming", "call-missed", "call-outgoing", "call-unanswered",
        "pop-in", "pop-out", "own-view", "signal", "speaker"
    ].includes(name)
    Accessible.ignored: true
}
