import QtQuick
import "../theme"
import "../controls/marks"

// One thing that the check looks at, and what it found.
Item {
    id: root

    required property string name
    required property string glyph
    property string found: ""
    property bool running: false

    implicitHeight: Math.max(36, words.implicitHeight)
    Accessible.role: Accessible.StaticText
    Accessible.name: name + ": " + detail.text

    Rectangle {
        anchors.left: parent.left
        width: 36
        height: 36
        radius: width / 2
        color: Theme.hover

        Glyph {
            anchors.centerIn: parent
            name: root.glyph
            size: 18
            colour: root.found !== "" ? Theme.accent : Theme.subtle
        }
    }
    Column {
        id: words
        anchors.left: parent.left
        anchors.leftMargin: Theme.vast
        anchors.verticalCenter: parent.verticalCenter
        width: parent.width - anchors.leftMargin
        spacing: Theme.line

        Label {
            width: parent.width
            text: root.name
            font.pixelSize: Theme.detail
            font.weight: Font.Medium
            Accessible.ignored: true
        }
        Label {
            id: detail
            width: parent.width
            text: root.found !== "" ? root.found : root.running ? qsTr("Listening…") : qsTr("Not checked yet")
            color: root.found !== "" ? Theme.text : Theme.faint
            font.pixelSize: Theme.detail
            wrapMode: Text.Wrap
            Accessible.ignored: true
        }
    }
}
