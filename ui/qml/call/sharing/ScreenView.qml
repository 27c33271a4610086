import QtQuick
import Ahoy
import "../../theme"
import "../../controls/marks"
import "../../controls/pictures"

// The other end's screen: all of it, or pixel by pixel and then dragged about. Small, it is an inset to click.
FocusScope {
    id: root

    required property Pictures pictures
    required property SharingViewModel sharing
    property bool large: true
    property alias hasPicture: picture.hasPicture
    property alias stalled: picture.stalled
    property alias ratio: picture.ratio
    readonly property bool actual: large && sharing.actualSize && picture.hasPicture

    signal fullScreenToggled

    function centre(): void {
        page.contentX = Math.max(0, (page.contentWidth - page.width) / 2)
        page.contentY = Math.max(0, (page.contentHeight - page.height) / 2)
    }
    function pan(across: real, down: real): void {
        page.contentX = Math.max(0, Math.min(page.contentWidth - page.width, page.contentX + across))
        page.contentY = Math.max(0, Math.min(page.contentHeight - page.height, page.contentY + down))
    }

    activeFocusOnTab: true
    Accessible.role: Accessible.Graphic
    Accessible.name: sharing.remoteWords
    Accessible.description: actual ? qsTr("Pixel by pixel. Arrow keys move it.") : large ? "" : qsTr("Enter gives it the room.")
    Keys.onLeftPressed: event => { event.accepted = actual; pan(-80, 0) }
    Keys.onRightPressed: event => { event.accepted = actual; pan(80, 0) }
    Keys.onUpPressed: event => { event.accepted = actual; pan(0, -80) }
    Keys.onDownPressed: event => { event.accepted = actual; pan(0, 80) }
    Keys.onReturnPressed: event => { event.accepted = !large; if (!large) sharing.exchange() }
    onActualChanged: Qt.callLater(centre) // the page has its new size then

    Rectangle {
        anchors.fill: parent
        visible: !root.large
        radius: Theme.tileCorner
        color: Theme.stageTile
        border.width: 1
        border.color: Theme.stageRim
    }
    Flickable {
        id: page
        objectName: "screenPage"
        anchors.fill: parent
        interactive: root.actual
        boundsBehavior: Flickable.StopAtBounds
        contentWidth: root.actual ? Math.max(width, picture.pixels.width / Screen.devicePixelRatio) : width
        contentHeight: root.actual ? Math.max(height, picture.pixels.height / Screen.devicePixelRatio) : height
        clip: root.actual

        Picture {
            id: picture
            objectName: "screenPicture"
            anchors.centerIn: parent
            width: root.actual ? pixels.width / Screen.devicePixelRatio : page.width
            height: root.actual ? pixels.height / Screen.devicePixelRatio : page.height
            pictures: root.pictures
            name: root.sharing.picture
            active: root.sharing.remoteSharing
            radius: root.large ? 0 : Theme.tileCorner
            Accessible.name: root.sharing.remoteWords
        }
    }
    Label {
        anchors.centerIn: parent
        width: Math.min(implicitWidth, parent.width - Theme.huge)
        horizontalAlignment: Text.AlignHCenter
        wrapMode: Text.Wrap
        visible: root.large && !picture.hasPicture
        text: qsTr("The shared screen is on its way…")
        color: Theme.stageSubtle
    }
    TapHandler {
        onSingleTapped: if (!root.large) root.sharing.exchange()
        onDoubleTapped: if (root.large) root.fullScreenToggled()
    }
    HoverHandler {
        enabled: root.actual || !root.large
        cursorShape: !root.large ? Qt.PointingHandCursor : page.dragging ? Qt.ClosedHandCursor : Qt.OpenHandCursor
    }
    FocusRing {
        around: 12
        anchors.margins: root.large ? 3 : -3
        shown: root.activeFocus && (!root.large || root.actual)
        colour: Theme.stageRing
    }
}
