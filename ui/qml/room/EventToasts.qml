pragma ComponentBehavior: Bound
import QtQuick
import Ahoy
import "../theme"
import "../controls/marks"

// Who came, who left: a quiet word for a moment.
Column {
    id: root

    required property RoomEventModel events

    spacing: Theme.tight

    Repeater {
        model: root.events

        Rectangle {
            id: toast
            required property string text

            x: (root.width - width) / 2
            width: Math.min(words.implicitWidth + 24, root.width)
            height: 30
            radius: height / 2
            color: Theme.stageGlass
            border.width: 1
            border.color: Theme.stageRim
            Accessible.role: Accessible.Notification
            Accessible.name: text

            Label {
                id: words
                x: 12
                anchors.verticalCenter: parent.verticalCenter
                width: Math.min(implicitWidth, root.width - 24)
                text: toast.text
                color: Theme.stageText
                font.pixelSize: Theme.detail
                Accessible.ignored: true
            }
            NumberAnimation on opacity {
                from: 0
                to: 1
                duration: Theme.calm
            }
        }
    }
}
