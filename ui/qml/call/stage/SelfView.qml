import QtQuick
import Ahoy
import "../../theme"
import "../../controls/marks"
import "../../controls/pictures"

// The own picture as an inset: drag it, or move it with the arrow keys, and it snaps to a corner.
FocusScope {
    id: root

    required property AppViewModel app
    required property real topSpace
    required property real bottomSpace
    property bool small: false
    property real rightSpace: 0
    property bool atRight: true
    property bool atBottom: true
    readonly property real gap: small ? 8 : 16
    readonly property real homeX: atRight ? parent.width - width - gap - rightSpace : gap
    readonly property real homeY: atBottom ? parent.height - height - bottomSpace : topSpace

    function snap(): void {
        atRight = x + width / 2 > parent.width / 2
        atBottom = y + height / 2 > parent.height / 2
        x = Qt.binding(() => homeX)
        y = Qt.binding(() => homeY)
    }

    width: small ? 104 : Math.max(160, Math.min(256, parent.width * 0.2))
    height: Math.round(width / Math.max(0.6, Math.min(1.9, picture.ratio)))
    x: homeX
    y: homeY
    activeFocusOnTab: true
    Accessible.role: Accessible.Graphic
    Accessible.name: qsTr("Your own picture. Arrow keys move it to another corner.")
    Keys.onLeftPressed: atRight = false
    Keys.onRightPressed: atRight = true
    Keys.onUpPressed: atBottom = false
    Keys.onDownPressed: atBottom = true

    Behavior on x {
        enabled: !drag.active
        NumberAnimation { duration: Theme.calm; easing.type: Easing.OutCubic }
    }
    Behavior on y {
        enabled: !drag.active
        NumberAnimation { duration: Theme.calm; easing.type: Easing.OutCubic }
    }
    DragHandler {
        id: drag
        target: root
        xAxis.minimum: 0
        xAxis.maximum: root.parent.width - root.width
        yAxis.minimum: 0
        yAxis.maximum: root.parent.height - root.height
        onActiveChanged: if (!active) root.snap()
    }
    HoverHandler {
        cursorShape: drag.active ? Qt.ClosedHandCursor : Qt.OpenHandCursor
    }
    Rectangle {
        anchors.fill: parent
        radius: Theme.tileCorner
        color: Theme.stageTile
        border.width: 1
        border.color: Theme.stageRim

        Glyph {
            anchors.centerIn: parent
            visible: !picture.hasPicture
            name: "video-off"
            size: 24
            colour: Theme.stageSubtle
        }
        Picture {
            id: picture
            anchors.fill: parent
            pictures: root.app.pictures
            name: "preview"
            active: root.visible
            mirrored: true
            crop: true
            radius: Theme.tileCorner
            Accessible.name: qsTr("Your own picture")
        }
        FocusRing {
            around: 12
            shown: root.activeFocus
            colour: Theme.stageRing
        }
    }
}
