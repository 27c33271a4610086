import QtQuick
import Ahoy
import "../../theme"
import "../../controls/buttons"
import "../../controls/marks"
import "../../controls/pictures"

// The own picture as an inset. Drag it, or use the arrow keys, and it snaps to a corner; drag its inner corner,
// or press plus and minus, and it has another size.
FocusScope {
    id: root

    required property AppViewModel app
    required property real topSpace
    required property real bottomSpace
    property bool small: false
    // What is taken of the side where lines end.
    property real endSpace: 0
    readonly property SelfLookViewModel look: app.calls.selfLook
    readonly property bool mirrored: LayoutMirroring.enabled
    readonly property bool atRight: look.side === "" ? !mirrored : look.side === "right"
    readonly property bool atEnd: atRight !== mirrored
    readonly property bool atBottom: look.atBottom
    readonly property real gap: small ? Theme.small : Theme.normal
    readonly property real sideGap: gap + (atEnd ? endSpace : 0)
    readonly property real homeX: atRight ? parent.width - width - sideGap : sideGap
    readonly property real homeY: atBottom ? parent.height - height - bottomSpace : topSpace
    readonly property real usual: small ? 104 : Math.max(160, Math.min(256, parent.width * 0.2))
    readonly property real chosen: Math.max(88, Math.min(parent.width * look.share, (parent.height - topSpace - bottomSpace) * shape))
    readonly property real shape: Math.max(0.6, Math.min(1.9, picture.ratio))
    readonly property bool handled: hover.hovered || activeFocus || grip.active

    function snap(): void {
        look.drop((x + width / 2) / parent.width, (y + height / 2) / parent.height)
        x = Qt.binding(() => homeX)
        y = Qt.binding(() => homeY)
    }
    function grow(steps: int): void {
        look.grow(width / parent.width, steps)
    }

    width: look.share > 0 ? chosen : usual
    height: Math.round(width / shape)
    x: homeX
    y: homeY
    activeFocusOnTab: true
    Accessible.role: Accessible.Graphic
    Accessible.name: qsTr("Your own picture. Arrow keys move it to another corner, plus and minus change its size.")
    Keys.onLeftPressed: look.move(-1, 0)
    Keys.onRightPressed: look.move(1, 0)
    Keys.onUpPressed: look.move(0, -1)
    Keys.onDownPressed: look.move(0, 1)
    Keys.onPressed: event => {
        if (event.key === Qt.Key_Plus || event.key === Qt.Key_Equal)
            grow(1)
        else if (event.key === Qt.Key_Minus)
            grow(-1)
        else
            return
        event.accepted = true
    }

    Behavior on x {
        enabled: !drag.active && !grip.active
        NumberAnimation { duration: Theme.calm; easing.type: Easing.OutCubic }
    }
    Behavior on y {
        enabled: !drag.active && !grip.active
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
        id: hover
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
            size: Theme.iconLarge
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
    Item {
        // The corner that points to the middle of the window.
        objectName: "selfGrip"
        x: root.atRight ? 0 : root.width - width
        y: root.atBottom ? 0 : root.height - height
        width: Theme.large
        height: Theme.large
        visible: root.handled

        Rectangle {
            anchors.centerIn: parent
            width: Theme.small
            height: Theme.small
            radius: Theme.hair
            color: Theme.stageText
            border.width: 1
            border.color: Theme.stage
        }
        HoverHandler {
            cursorShape: root.atRight === root.atBottom ? Qt.SizeFDiagCursor : Qt.SizeBDiagCursor
        }
        DragHandler {
            id: grip
            target: null
            onTranslationChanged: delta => root.look.resize((root.width + (root.atRight ? -delta.x : delta.x)) / root.parent.width)
        }
    }
    IconButton {
        objectName: "selfHide"
        // At the side of the window, away from the corner that is dragged.
        x: root.atRight ? root.width - width - Theme.hair : Theme.hair
        y: Theme.hair
        size: 28
        visible: root.handled && !root.app.calls.room.exists
        kind: "stage"
        glyph: "close"
        glyphSize: Theme.iconSmall
        text: qsTr("Do not show me to myself")
        keys: "Ctrl+Shift+V"
        onClicked: root.look.toggleHidden()
    }
}
