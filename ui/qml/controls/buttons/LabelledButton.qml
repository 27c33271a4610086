import QtQuick
import "../../theme"
import "../marks"

// A big round button with its word below.
Column {
    id: root

    required property string glyph
    required property string kind
    required property string text
    property string keys: ""
    // Where the word has no room it is in the tip alone.
    property bool wordless: false
    property color ink: Theme.stageText
    property alias button: button

    signal clicked

    spacing: Theme.snug
    width: Theme.forSign(104)

    IconButton {
        id: button
        anchors.horizontalCenter: parent.horizontalCenter
        glyph: root.glyph
        kind: root.kind
        text: root.text
        keys: root.keys
        size: 60
        glyphSize: 26
        tipShown: root.wordless || root.keys !== ""
        onClicked: root.clicked()
    }
    Label {
        visible: !root.wordless
        width: parent.width
        horizontalAlignment: Text.AlignHCenter
        text: root.text
        color: root.ink
        font.pixelSize: Theme.detail
        wrapMode: Text.Wrap
        Accessible.ignored: true
    }
}
