import QtQuick
import QtQuick.Window
import Ahoy
import "../theme"
import "../controls/buttons"

// A tile in a window of its own; it closes with the room, or puts the tile back when it is closed.
Window {
    id: root

    required property string key
    required property string label
    required property string spoken
    required property string initials
    required property int colour
    required property string glyph
    required property string picture
    required property string stateWords
    required property bool shared
    required property bool mine
    required property bool talking
    required property bool muted
    required property bool paused
    required property bool absent
    required property bool host
    required property int hand
    required property Pictures pictures
    required property RoomStageViewModel stage
    property bool inFront: true
    readonly property bool seen: visible && visibility !== Window.Minimized

    function report(): void { stage.setWindow(key, height * Screen.devicePixelRatio, seen) }

    objectName: "tileWindow"
    width: shared ? 960 : 480
    height: shared ? 540 : 270
    minimumWidth: 160
    minimumHeight: 90
    visible: true
    title: label
    color: Theme.stage
    flags: inFront ? Qt.Window | Qt.WindowStaysOnTopHint : Qt.Window
    // Every window says it for itself: nothing comes here from the one that opened it.
    LayoutMirroring.enabled: Application.layoutDirection === Qt.RightToLeft
    LayoutMirroring.childrenInherit: true
    onHeightChanged: Qt.callLater(report)
    onSeenChanged: Qt.callLater(report)
    onClosing: stage.popIn(key)
    Component.onCompleted: report()
    Component.onDestruction: stage.setWindow(key, 0, false)

    FocusScope {
        anchors.fill: parent
        focus: true
        Accessible.role: Accessible.Graphic
        Accessible.name: root.spoken
        Keys.onEscapePressed: root.close()

        TileFace {
            anchors.fill: parent
            corner: 0
            pictures: root.pictures
            picture: root.picture
            label: root.label
            initials: root.initials
            colour: root.colour
            glyph: root.glyph
            stateWords: root.stateWords
            shared: root.shared
            mine: root.mine
            talking: root.talking
            muted: root.muted
            paused: root.paused
            absent: root.absent
            pinned: root.inFront
            host: root.host
            hand: root.hand
            active: root.seen
        }
        HoverHandler {
            id: hover
        }
        Row {
            anchors.right: parent.right
            anchors.top: parent.top
            anchors.margins: Theme.small
            spacing: Theme.small
            opacity: hover.hovered || front.visualFocus || back.visualFocus ? 0.92 : 0

            Behavior on opacity {
                NumberAnimation { duration: Theme.quick }
            }
            IconButton {
                id: front
                objectName: "windowFront"
                size: 34
                kind: root.inFront ? "lit" : "stage"
                glyph: root.inFront ? "unpin" : "pin"
                text: root.inFront ? qsTr("Let other windows cover it") : qsTr("Keep it in front")
                tipShown: false
                onClicked: root.inFront = !root.inFront
            }
            IconButton {
                id: back
                objectName: "windowBack"
                size: 34
                kind: "stage"
                glyph: "pop-in"
                text: qsTr("Put it back into the room")
                keys: "Esc"
                tipShown: false
                onClicked: root.close()
            }
        }
    }
}
