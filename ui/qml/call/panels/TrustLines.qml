pragma ComponentBehavior: Bound
import QtQuick
import Ahoy
import "../../theme"
import "../../controls/marks"

// Who can decrypt the call: in short, by name, and hop by hop.
Column {
    id: root

    required property TrustViewModel trust

    spacing: Theme.tight

    Heading {
        objectName: "trustSentence"
        width: parent.width
        kind: "field"
        text: root.trust.sentence
        wrapMode: Text.Wrap
    }
    Label {
        objectName: "trustDecrypters"
        width: parent.width
        text: qsTr("Can decrypt it: %1").arg(root.trust.decrypters)
        font.pixelSize: Theme.detail
        wrapMode: Text.Wrap
    }
    Repeater {
        model: root.trust.lines

        Item {
            id: hop
            required property int index
            required property string modelData

            width: root.width
            implicitHeight: Math.max(mark.height, words.implicitHeight)

            Glyph {
                id: mark
                anchors.left: parent.left
                name: root.trust.glyphs[hop.index] ?? "lock-unknown"
                size: Theme.iconControl
                colour: Theme.subtle
            }
            Label {
                id: words
                anchors.left: mark.right
                anchors.leftMargin: Theme.small
                width: hop.width - mark.width - Theme.small
                text: hop.modelData
                color: Theme.subtle
                font.pixelSize: Theme.detail
                wrapMode: Text.Wrap
            }
        }
    }
}
