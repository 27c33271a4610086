pragma ComponentBehavior: Bound
import QtQuick
import "../theme"
import "../controls/buttons"
import "../controls/pictures"
import "../controls/rows"

// One of several calls: a click makes it the one that hears the person.
ListRow {
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

    stage: true
    compact: true
    chosen: speaking
    responds: resumable
    rightPadding: Theme.tight
    focusPolicy: resumable ? Qt.StrongFocus : Qt.NoFocus
    text: name
    ink: speaking || ringing ? Theme.stageText : Theme.stageSubtle
    detail: clock === "" ? words : words + " · " + clock
    detailInk: speaking ? Theme.stageGood : Theme.stageSubtle
    detailSize: Theme.caption
    detailSign: speaking ? "mic" : resumable ? "pause" : ""
    detailSignInk: detailInk
    Accessible.name: [name, words, clock].filter(part => part !== "").join(", ")
    Accessible.description: resumable ? qsTr("Press to talk here; the present call goes on hold") : ""
    Accessible.selected: speaking
    onClicked: if (resumable) resumed()
    Keys.onReturnPressed: if (resumable) resumed()
    Keys.onSpacePressed: if (resumable) resumed()
    lead: Component {
        Avatar {
            size: Theme.forSign(34)
            initials: row.initials
            colour: row.colour
            glyph: row.glyph
            opacity: row.speaking || row.ringing ? 1 : 0.55
        }
    }

    Tool {
        objectName: "rowConnect"
        visible: row.offersConnect && row.connectWords !== ""
        glyph: "join"
        kind: "stage"
        text: row.connectWords
        onClicked: row.connected()
    }
    Tool {
        objectName: "rowResume"
        visible: row.resumable
        glyph: row.present ? "play" : "swap"
        kind: "stage"
        text: row.present ? qsTr("Resume the call with %1").arg(row.name) : qsTr("Talk to %1").arg(row.name)
        onClicked: row.resumed()
    }
    Tool {
        objectName: "rowAnswer"
        visible: row.ringing
        glyph: "phone-filled"
        kind: "answer"
        text: qsTr("Answer %1").arg(row.name)
        onClicked: row.answered()
    }
    Tool {
        objectName: "rowHangUp"
        glyph: "hang-up"
        kind: "danger"
        text: row.ringing ? qsTr("Decline %1").arg(row.name) : qsTr("Hang up on %1").arg(row.name)
        onClicked: row.hungUp()
    }

    component Tool: IconButton {
        size: 34
        glyphSize: 18
    }
}
