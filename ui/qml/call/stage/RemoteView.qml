import QtQuick
import QtQuick.Templates as T
import Ahoy
import "../../theme"
import "../../controls/marks"
import "../../controls/pictures"

// The other end's camera: behind everything, where it can be magnified and moved about,
// or an inset to click while a shared screen has the room.
Item {
    id: root

    required property Pictures pictures
    required property CallViewModel call
    required property PictureLookViewModel look
    property bool inset: false
    property bool off: false
    readonly property alias hasPicture: picture.hasPicture
    readonly property alias stalled: picture.stalled
    readonly property alias ratio: picture.ratio
    readonly property bool movable: !inset && hasPicture && (look.zoomed || look.filled)

    signal chosen
    signal fullScreenToggled

    function report(): void {
        if (!inset)
            look.setPane(width, height, picture.ratio)
    }

    clip: movable
    onWidthChanged: report()
    onHeightChanged: report()
    onRatioChanged: report()
    onInsetChanged: report()
    Component.onCompleted: report()

    Rectangle {
        anchors.fill: parent
        visible: root.inset
        radius: Theme.tileCorner
        color: Theme.stageTile
        border.width: 1
        border.color: Theme.stageRim
    }
    Picture {
        id: picture
        objectName: "remotePicture"
        x: root.inset ? 0 : root.look.x
        y: root.inset ? 0 : root.look.y
        width: root.inset ? root.width : root.look.width
        height: root.inset ? root.height : root.look.height
        pictures: root.pictures
        name: root.call.callId === "" ? "" : root.call.callId + "/incoming"
        active: root.call.established && root.call.showsRemote && !root.off
        crop: root.inset
        radius: root.inset ? Theme.tileCorner : 0
        Accessible.name: qsTr("Picture of %1").arg(root.call.name)
    }
    WheelHandler {
        enabled: !root.inset && root.hasPicture
        acceptedDevices: PointerDevice.Mouse | PointerDevice.TouchPad
        target: null
        onWheel: event => root.look.turn(event.angleDelta.y, event.x, event.y)
    }
    PinchHandler {
        id: pinch
        enabled: !root.inset && root.hasPicture
        target: null
        onScaleChanged: delta => root.look.pinch(delta, centroid.position.x, centroid.position.y)
    }
    DragHandler {
        id: drag
        enabled: root.movable && !pinch.active
        target: null
        cursorShape: active ? Qt.ClosedHandCursor : Qt.OpenHandCursor
        onTranslationChanged: delta => root.look.drag(delta.x, delta.y)
    }
    TapHandler {
        enabled: !root.inset
        gesturePolicy: TapHandler.DragThreshold
        onDoubleTapped: {
            if (root.look.zoomed)
                root.look.reset()
            else
                root.fullScreenToggled()
        }
    }
    T.AbstractButton {
        id: whole
        objectName: "cameraInset"
        anchors.fill: parent
        visible: root.inset
        focusPolicy: Qt.StrongFocus
        hoverEnabled: true
        text: qsTr("Give the room to the picture of %1").arg(root.call.name)
        Accessible.name: text
        Keys.onReturnPressed: click()
        Keys.onEnterPressed: click()
        onClicked: root.chosen()

        HoverHandler {
            cursorShape: Qt.PointingHandCursor
        }
        FocusRing {
            around: 12
            shown: whole.visualFocus
            colour: Theme.stageRing
        }
    }
}
