import QtQuick
import Ahoy
import "../theme"
import "../controls/buttons"
import "../controls/marks"

// Which room it is, who is there, and since when.
Item {
    id: root

    required property RoomViewModel members
    required property CallViewModel call
    required property TrustViewModel trust
    readonly property string line: [members.countWords, call.clock].filter(part => part !== "").join(" · ")

    signal detailsRequested

    implicitWidth: Math.max(title.implicitWidth + (members.locked ? 22 : 0), words.implicitWidth) + trusted.width + Theme.small
    implicitHeight: Theme.input
    Accessible.role: Accessible.Heading
    Accessible.name: members.title + ", " + members.countWords + (members.locked ? qsTr(", locked") : "")

    Row {
        id: top
        anchors.left: parent.left
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
            width: Math.min(implicitWidth, root.width - trusted.width - Theme.small - (root.members.locked ? 22 : 0))
            text: root.members.title
            color: Theme.stageText
            strong: true
            Accessible.ignored: true
        }
    }
    Label {
        id: words
        objectName: "roomWords"
        anchors.left: parent.left
        anchors.top: top.bottom
        anchors.topMargin: Theme.line
        width: Math.min(implicitWidth, root.width - trusted.width - Theme.small)
        text: root.line
        color: Theme.stageSubtle
        font.pixelSize: Theme.caption
        font.features: { "tnum": 1 }
        Accessible.ignored: true
    }
    IconButton {
        id: trusted
        objectName: "roomTrust"
        anchors.left: parent.left
        anchors.leftMargin: Math.min(root.width - width, Math.max(title.width + (root.members.locked ? 22 : 0), words.width) + Theme.small)
        anchors.verticalCenter: parent.verticalCenter
        visible: root.trust.sentence !== ""
        size: 32
        glyphSize: Theme.iconControl
        glyph: root.trust.glyph
        text: root.trust.sentence
        ink: root.trust.level === "open" ? Theme.stageWarn : Theme.stageSubtle
        keys: "Ctrl+I"
        onClicked: root.detailsRequested()
    }
}
