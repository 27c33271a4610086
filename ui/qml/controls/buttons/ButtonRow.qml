import QtQuick
import QtQuick.Layouts
import "../../theme"

// Buttons beside each other or, where their words have no room for that, below each other. They fill it when `stacked`.
GridLayout {
    id: row

    property real room: parent?.width ?? 0
    readonly property real wanted: {
        let sum = -columnSpacing
        for (const each of visibleChildren)
            sum += each.implicitWidth + columnSpacing
        return sum
    }
    readonly property bool stacked: wanted > room

    columns: stacked ? 1 : Math.max(1, visibleChildren.length)
    columnSpacing: Theme.small
    rowSpacing: Theme.small
    Layout.fillWidth: stacked
}
