pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Ahoy
import "../theme"
import "../controls/buttons"
import "../controls/marks"

// A tile on the stage, where the layout puts it. Enter, a right click or its button open its menu.
T.AbstractButton {
    id: root

    required property string key
    required property string spoken
    required property string label
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
    required property bool pinned
    required property bool host
    required property int hand
    required property bool shown
    required property var model
    required property Pictures pictures
    property bool moves: true
    property bool made: false
    property bool settled: false

    signal menuRequested(Item from)
    signal pinRequested

    function openMenu(): void { menuRequested(more) }
    function settle(): void {
        made = true
        settled = shown
    }

    // The layout counts from the side where lines begin.
    x: LayoutMirroring.enabled ? (parent?.width ?? 0) - model.x - model.width : model.x
    y: model.y
    width: model.width
    height: model.height
    opacity: shown && made ? 1 : 0
    visible: opacity > 0
    enabled: shown
    hoverEnabled: true
    focusPolicy: Qt.TabFocus
    Accessible.role: Accessible.Button
    Accessible.name: spoken
    Accessible.description: qsTr("Enter opens its menu.")
    Accessible.onPressAction: openMenu()
    Keys.onReturnPressed: openMenu()
    Keys.onEnterPressed: openMenu()
    Keys.onSpacePressed: openMenu()
    Keys.onMenuPressed: openMenu()
    onDoubleClicked: pinRequested()
    // What comes from another page appears where it is; only what was seen moves.
    onShownChanged: shown ? Qt.callLater(settle) : settled = false
    Component.onCompleted: Qt.callLater(settle)


    Behavior on x {
        enabled: root.settled && root.moves
        NumberAnimation { duration: Theme.calm; easing.type: Easing.OutCubic }
    }
    Behavior on y {
        enabled: root.settled && root.moves
        NumberAnimation { duration: Theme.calm; easing.type: Easing.OutCubic }
    }
    Behavior on width {
        enabled: root.settled && root.moves
        NumberAnimation { duration: Theme.calm; easing.type: Easing.OutCubic }
    }
    Behavior on height {
        enabled: root.settled && root.moves
        NumberAnimation { duration: Theme.calm; easing.type: Easing.OutCubic }
    }
    Behavior on opacity {
        NumberAnimation { duration: Theme.calm }
    }
    TapHandler {
        acceptedButtons: Qt.RightButton
        onTapped: root.openMenu()
    }
    TileFace {
        anchors.fill: parent
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
        pinned: root.pinned
        host: root.host
        hand: root.hand
        active: root.shown
    }
    IconButton {
        id: more
        objectName: "tileMenuButton"
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.margins: root.width < 200 ? Theme.hair : Theme.small
        size: root.width < 200 ? 26 : 34
        glyphSize: root.width < 200 ? 16 : 20
        kind: "stage"
        glyph: "more"
        text: qsTr("What can be done with %1").arg(root.label)
        tipShown: false
        focusPolicy: Qt.NoFocus
        visible: opacity > 0
        opacity: root.hovered || hovered || root.visualFocus ? 0.92 : 0
        Accessible.ignored: true
        onClicked: root.openMenu()

        Behavior on opacity {
            NumberAnimation { duration: Theme.quick }
        }
    }
    FocusRing {
        around: 12
        shown: root.visualFocus
        colour: Theme.stageRing
    }
}
