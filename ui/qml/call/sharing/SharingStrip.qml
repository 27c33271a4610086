import QtQuick
import Ahoy
import "../../theme"

// Over all other windows while this one is not in front: what is seen by others must not be forgotten.
Window {
    id: strip

    required property SharingViewModel sharing
    required property bool inFront
    readonly property bool wanted: sharing.sharing && !inFront
    property bool rested: false

    objectName: "sharingStrip"
    title: qsTr("Sharing – Ahoy")
    flags: Qt.Tool | Qt.FramelessWindowHint | Qt.WindowStaysOnTopHint | Qt.WindowDoesNotAcceptFocus
    transientParent: null // it stays when the window is minimised
    color: "transparent"
    width: bar.implicitWidth
    height: bar.implicitHeight
    x: Screen.virtualX + Math.round((Screen.width - width) / 2)
    y: Screen.virtualY + 8
    visible: wanted && rested
    // Every window says it for itself: nothing comes here from the one that opened it.
    LayoutMirroring.enabled: Application.layoutDirection === Qt.RightToLeft
    LayoutMirroring.childrenInherit: true
    onWantedChanged: rested = false

    Timer {
        // Not for the moment in which the keyboard goes from one of our own windows to another.
        running: strip.wanted
        interval: 400
        onTriggered: strip.rested = true
    }
    SharingBar {
        id: bar
        sharing: strip.sharing
        room: 440
        border.width: 1
        border.color: Theme.strongInk
    }
}
