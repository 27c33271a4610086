import QtQuick
import Ahoy
import "../theme"
import "../controls/marks"

// Which room it is, who is there, and since when.
Item {
    id: root

    required property RoomViewModel members
    required property CallViewModel call
    readonly property string line: [members.countWords, call.clock].filter(part => part !== "").join(" · ")

    implicitWidth: Math.max(title.implicitWidth + (members.locked ? 22 : 0), words.implicitWidth)
    implicitHeight: Theme.input
    Accessible.role: Accessible.Heading
    Accessible.name: members.title + ", " + members.countWords + (members.locked ? qsTr(", locked") : "")

    Row {
        id: top
        spacing: Theme.tight

        Glyph {
            visible: root.members.locked
            name: "lock"
            size: 16
            colour: Theme.stageSubtle
            anchors.verticalCenter: parent.verticalCenter
        }
        Label {
            id: title
            objectName: "roomTitle"
            width: Math.min(implicitWidth, root.width - (root.members.locked ? 22 : 0))
            text: root.members.title
            color: Theme.stageText
            strong: true
            Accessible.ignored: true
        }
    }
    Label {
        id: words
        objectName: "roomWords"
        anchors.top: top.bottom
        anchors.topMargin: Theme.line
        width: Math.min(implicitWidth, root.width)
        text: root.line
        color: Theme.stageSubtle
        font.pixelSize: Theme.caption
        font.features: { "tnum": 1 }
        Accessible.ignored: true
    }
}
