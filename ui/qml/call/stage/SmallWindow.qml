pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Window
import Ahoy
import "../../theme"
import "../../controls/buttons"
import "../../controls/marks"
import "../../controls/pictures"

// Picture in picture: the other end in a small window in front of all others, with what one needs at hand.
Window {
    id: root

    required property AppViewModel app
    readonly property CallViewModel call: app.active
    readonly property bool handled: hover.hovered || mute.visualFocus || hangUp.visualFocus || back.visualFocus || !picture.hasPicture

    signal returned

    objectName: "smallWindow"
    width: 320
    height: 180
    minimumWidth: 176
    minimumHeight: 132
    visible: true
    transientParent: null // or it would be minimised together with the big one
    flags: Qt.Window | Qt.WindowStaysOnTopHint | Qt.FramelessWindowHint
    title: call.name
    color: Theme.stage
    // In the corner where it is least in the way; from there the person moves it.
    Component.onCompleted: {
        x = Screen.virtualX + Screen.width - width - Theme.large
        y = Screen.virtualY + Screen.height - height - 2 * Theme.vast
    }
    // Every window says it for itself: nothing comes here from the one that opened it.
    LayoutMirroring.enabled: Application.layoutDirection === Qt.RightToLeft
    LayoutMirroring.childrenInherit: true
    onClosing: app.calls.smallWindow.close()

    FocusScope {
        anchors.fill: parent
        focus: true
        Accessible.role: Accessible.Pane
        Accessible.name: qsTr("Call with %1").arg(root.call.name)
        Keys.onEscapePressed: root.returned()

        Picture {
            id: picture
            objectName: "smallPicture"
            anchors.fill: parent
            pictures: root.app.pictures
            name: root.call.callId === "" ? "" : root.call.callId + "/incoming"
            active: root.call.established && root.call.showsRemote
            crop: true
            Accessible.name: qsTr("Picture of %1").arg(root.call.name)
        }
        Column {
            anchors.centerIn: parent
            width: parent.width - Theme.normal
            visible: !picture.hasPicture
            spacing: Theme.hair

            Avatar {
                anchors.horizontalCenter: parent.horizontalCenter
                size: Theme.vast
                initials: root.call.initials
                colour: root.call.colour
                glyph: root.call.glyph
            }
            Label {
                width: parent.width
                horizontalAlignment: Text.AlignHCenter
                text: root.call.name
                color: Theme.stageText
                strong: true
            }
            Label {
                objectName: "smallState"
                width: parent.width
                horizontalAlignment: Text.AlignHCenter
                text: root.call.connection !== "" ? root.call.connection : root.call.stateWords
                color: Theme.stageSubtle
                font.pixelSize: Theme.caption
            }
            Item {
                width: parent.width
                height: bar.height
            }
        }
        DragHandler {
            target: null
            onActiveChanged: if (active) root.startSystemMove()
        }
        TapHandler {
            onDoubleTapped: root.returned()
        }
        HoverHandler {
            id: hover
        }
        Row {
            id: bar
            anchors.horizontalCenter: parent.horizontalCenter
            anchors.bottom: parent.bottom
            anchors.bottomMargin: Theme.small
            spacing: Theme.small
            opacity: root.handled ? 1 : 0

            Behavior on opacity {
                NumberAnimation { duration: Theme.quick }
            }
            IconButton {
                id: mute
                objectName: "smallMute"
                size: Theme.control
                enabled: !root.call.withoutMicrophone
                kind: root.call.muted || root.call.withoutMicrophone ? "lit" : "stage"
                glyph: root.call.muted || root.call.withoutMicrophone ? "mic-off" : "mic"
                text: root.call.muted ? qsTr("Unmute the microphone") : qsTr("Mute the microphone")
                tipShown: false
                onClicked: root.call.toggleMuted()
            }
            IconButton {
                id: back
                objectName: "smallBack"
                size: Theme.control
                kind: "stage"
                glyph: "pop-in"
                text: qsTr("Back to the whole call")
                tipShown: false
                onClicked: root.returned()
            }
            IconButton {
                id: hangUp
                objectName: "smallHangUp"
                size: Theme.control
                kind: "danger"
                glyph: "hang-up"
                text: qsTr("Hang up")
                tipShown: false
                onClicked: root.call.hangUp()
            }
        }
        Glyph {
            objectName: "smallMuted"
            anchors.right: parent.right
            anchors.top: parent.top
            anchors.margins: Theme.small
            visible: root.call.muted
            name: "mic-off"
            colour: Theme.stageText
        }
        Item {
            id: grip
            objectName: "smallGrip"
            anchors.right: parent.right
            anchors.bottom: parent.bottom
            width: Theme.large
            height: Theme.large

            readonly property bool mirrored: LayoutMirroring.enabled

            HoverHandler {
                cursorShape: grip.mirrored ? Qt.SizeBDiagCursor : Qt.SizeFDiagCursor
            }
            DragHandler {
                target: null
                onActiveChanged: if (active) root.startSystemResize((grip.mirrored ? Qt.LeftEdge : Qt.RightEdge) | Qt.BottomEdge)
            }
        }
    }
}
