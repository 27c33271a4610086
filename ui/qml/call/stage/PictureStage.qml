import QtQuick
import Ahoy
import "../../theme"
import "../sharing"

// What is seen of the other side of a call: their camera and their screen, one of them large and the other an
// inset, and what can be done with them. A room has its own stage.
Item {
    id: root

    required property AppViewModel app
    readonly property CallViewModel call: app.active
    readonly property SharingViewModel sharing: app.calls.sharing
    property bool inRoom: false
    property bool narrow: false
    property bool fullScreen: false
    property bool controlsShown: true
    property int gap: 0
    // Where an inset begins in a narrow window, and how wide it is: as wide as one's own picture.
    property real insetTop: 0
    property real insetWidth: 0
    property bool ownShown: false

    readonly property alias stalled: remote.stalled
    readonly property alias movable: remote.movable
    readonly property bool screenLarge: sharing.remoteSharing && sharing.screenLarge && !inRoom
    readonly property bool pictureShown: screenLarge || remote.hasPicture
    readonly property bool pictureLarge: remote.visible && !remote.inset
    readonly property alias insetFilled: insets.filled
    readonly property bool mirrored: LayoutMirroring.enabled
    readonly property real insetBottom: insets.y + insets.height
    // Beside a shared screen there is a column for the people, unless every pixel is wanted.
    readonly property real strip: screenLarge && !narrow && !fullScreen && !sharing.actualSize && (remote.hasPicture || ownShown) ? insetWidth + 2 * gap : 0

    signal fullScreenToggled
    signal pictureCame

    RemoteView {
        id: remote
        pictures: root.app.pictures
        call: root.call
        look: root.app.calls.look
        inset: root.screenLarge
        off: root.inRoom || root.app.calls.smallWindow.poppedOut
        visible: !off && (!inset || hasPicture)
        x: inset ? insets.x : 0
        y: inset ? insets.y : 0
        z: inset ? 1 : 0
        width: inset ? insets.width : parent.width
        height: inset ? insets.height : parent.height
        onChosen: root.sharing.exchange()
        onFullScreenToggled: root.fullScreenToggled()
        onHasPictureChanged: root.pictureCame()
    }
    ScreenView {
        id: screen
        objectName: "screenView"
        large: root.screenLarge
        visible: root.sharing.remoteSharing && !root.inRoom
        x: !large ? insets.x : root.mirrored ? root.strip : 0
        y: large ? 0 : insets.y
        z: large ? 0 : 1
        width: large ? parent.width - root.strip : insets.width
        height: large ? parent.height : insets.height
        pictures: root.app.pictures
        sharing: root.sharing
        onFullScreenToggled: root.fullScreenToggled()
        onHasPictureChanged: root.pictureCame()
    }
    Item {
        id: insets
        readonly property real ratio: root.screenLarge ? remote.ratio : screen.ratio
        readonly property bool filled: !root.inRoom && root.sharing.remoteSharing && (root.screenLarge ? remote.hasPicture : screen.hasPicture)

        x: root.narrow === root.mirrored ? root.width - width - root.gap : root.gap
        y: root.narrow ? root.insetTop : root.gap
        width: root.insetWidth
        height: filled ? Math.round(width / Math.max(0.6, Math.min(1.9, ratio))) : 0
    }
    Row {
        anchors.right: insets.right
        y: insets.y + insets.height + (insets.filled ? Theme.medium : 0)
        z: 1
        spacing: Theme.small
        visible: !root.inRoom && !root.narrow && opacity > 0
        opacity: root.controlsShown ? 1 : 0

        Behavior on opacity {
            NumberAnimation { duration: Theme.calm }
        }
        ScreenTools {
            visible: root.sharing.remoteSharing
            sharing: root.sharing
        }
        PictureTools {
            visible: remote.hasPicture && !root.screenLarge
            calls: root.app.calls
        }
    }
}
