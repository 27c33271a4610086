import QtQuick
import QtQuick.Layouts
import "../../theme"

// What a dialogue says, from top to bottom; it scrolls in a window that is too low for it.
Item {
    id: root

    default property alias content: column.data
    property alias spacing: column.spacing

    implicitHeight: column.implicitHeight

    Flickable {
        id: page
        anchors.fill: parent
        contentHeight: column.implicitHeight
        boundsBehavior: Flickable.StopAtBounds
        interactive: contentHeight > height + 1
        clip: interactive

        ColumnLayout {
            id: column
            width: page.width
            spacing: Theme.medium
        }
    }
    Scroller {
        orientation: Qt.Vertical
        anchors.left: page.right
        anchors.leftMargin: Theme.line
        anchors.top: page.top
        anchors.bottom: page.bottom
        visible: page.interactive
        size: page.visibleArea.heightRatio
        position: page.visibleArea.yPosition
        active: page.moving
        onPositionChanged: if (pressed) page.contentY = position * page.contentHeight
    }
    FocusFollower {
        page: page
    }
}
