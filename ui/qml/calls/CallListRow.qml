import QtQuick
import QtQuick.Templates as T
import QtQuick.Layouts
import "../theme"
import "../controls/buttons"
import "../controls/marks"
import "../controls/pictures"

// One of several calls: a click makes it the one that hears the person.
T.ItemDelegate {
    id: row

    required property int index
    required property string key
    required property string name
    required property string initials
    required property int colour
    required property string glyph
    required property string words
    required property string clock
    required property bool speaking
    required property bool present
    required property bool resumable
    required property bool ringing
    required property bool video
    required property string connectWords
    property bool offersConnect: true

    signal resumed
    signal answered
    signal hungUp
    signal connected

    height: Math.max(52, implicitContentHeight + Theme.small)
    leftPadding: Theme.snug
    rightPadding: Theme.tight
    hoverEnabled: true
    focusPolicy: resumable ? Qt.StrongFocus : Qt.NoFocus
    text: name
    Accessible.role: Accessible.ListItem
    Accessible.name: [name, words, clock].filter(part => part !== "").join(", ")
    Accessible.description: resumable ? qsTr("Press to talk here; the present call goes on hold") : ""
    Accessible.selected: speaking
    onClicked: if (resumable) resumed()
    Keys.onReturnPressed: if (resumable) resumed()
    Keys.onSpacePressed: if (resumable) resumed()

    contentItem: RowLayout {
        spacing: Theme.snug

        Avatar {
            size: 34
            initials: row.initials
            colour: row.colour
            glyph: row.glyph
            opacity: row.speaking || row.ringing ? 1 : 0.55
        }
        ColumnLayout {
            Layout.fillWidth: true
            spacing: 0

            Label {
                Layout.fillWidth: true
                text: row.name
                wrapMode: Theme.enlarged ? Text.Wrap : Text.NoWrap
                lineHeight: 1
                maximumLineCount: 3
                elide: Text.ElideRight
                color: row.speaking || row.ringing ? Theme.stageText : Theme.stageSubtle
                font.weight: Font.Medium
                Accessible.ignored: true
            }
            RowLayout {
                spacing: Theme.hair

                Glyph {
                    visible: row.speaking || row.resumable
                    name: row.speaking ? "mic" : "pause"
                    size: 12
                    colour: row.speaking ? Theme.stageGood : Theme.stageSubtle
                }
                Label {
                    Layout.fillWidth: true
                    text: row.clock === "" ? row.words : row.words + " · " + row.clock
                    wrapMode: Theme.enlarged ? Text.Wrap : Text.NoWrap
                    lineHeight: 1
                    color: row.speaking ? Theme.stageGood : Theme.stageSubtle
                    font.pixelSize: Theme.caption
                    font.features: { "tnum": 1 }
                    Accessible.ignored: true
                }
            }
        }
        IconButton {
            objectName: "rowConnect"
            visible: row.offersConnect && row.connectWords !== ""
            glyph: "join"
            kind: "stage"
            text: row.connectWords
            size: 34
            glyphSize: 18
            onClicked: row.connected()
        }
        IconButton {
            objectName: "rowResume"
            visible: row.resumable
            glyph: row.present ? "play" : "swap"
            kind: "stage"
            text: row.present ? qsTr("Resume the call with %1").arg(row.name) : qsTr("Talk to %1").arg(row.name)
            size: 34
            glyphSize: 18
            onClicked: row.resumed()
        }
        IconButton {
            objectName: "rowAnswer"
            visible: row.ringing
            glyph: "phone-filled"
            kind: "answer"
            text: qsTr("Answer %1").arg(row.name)
            size: 34
            glyphSize: 18
            onClicked: row.answered()
        }
        IconButton {
            objectName: "rowHangUp"
            glyph: "hang-up"
            kind: "danger"
            text: row.ringing ? qsTr("Decline %1").arg(row.name) : qsTr("Hang up on %1").arg(row.name)
            size: 34
            glyphSize: 18
            onClicked: row.hungUp()
        }
    }
    background: Rectangle {
        radius: Theme.corner
        color: row.speaking ? Theme.stageSpeaking : row.hovered && row.resumable ? Theme.stageButton : "transparent"

        FocusRing {
            anchors.margins: 0
            around: 8
            shown: row.visualFocus
            colour: Theme.stageRing
        }
    }
}
