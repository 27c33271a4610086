import QtQuick
import "../../theme"
import "../../controls/marks"

// A control in one state, with the name of the state below.
Column {
    id: specimen

    required property string pose
    property bool onStage: false
    default property alias shown: place.data

    objectName: "specimen"
    spacing: Theme.tight

    Rectangle {
        implicitWidth: place.childrenRect.width + 2 * place.x
        implicitHeight: place.childrenRect.height + 2 * place.x
        radius: Theme.corner
        color: specimen.onStage ? Theme.stage : "transparent"

        Item {
            id: place
            x: specimen.onStage ? Theme.medium : 0
            y: x
            width: childrenRect.width
            height: childrenRect.height
        }
    }
    Label {
        text: specimen.pose
        color: Theme.faint
        font.pixelSize: Theme.tiny
    }
}
