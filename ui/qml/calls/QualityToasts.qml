pragma ComponentBehavior: Bound
import QtQuick
import Ahoy
import "../theme"
import "../controls/marks"

// What has just become worse, and what is better again: a few seconds each.
Column {
    id: root

    required property QualityModel changes

    spacing: Theme.small

    Repeater {
        model: root.changes

        Rectangle {
            id: toast
            required property string text
            required property bool better

            anchors.right: parent?.right
            width: Math.min(line.implicitWidth + 28, root.width)
            height: words.implicitHeight + 18
            radius: Theme.tileCorner
            color: better ? Theme.toastGood : Theme.toastBad
            Accessible.role: Accessible.AlertMessage
            Accessible.name: text

            Row {
                id: line
                anchors.left: parent.left
                anchors.leftMargin: Theme.medium + Theme.line
                anchors.verticalCenter: parent.verticalCenter
                spacing: Theme.snug

                Glyph {
                    name: toast.better ? "check" : "signal"
                    size: 18
                    colour: Theme.strongInk
                    anchors.verticalCenter: parent.verticalCenter
                }
                Label {
                    id: words
                    width: Math.min(implicitWidth, root.width - 56)
                    text: toast.text
                    color: Theme.strongInk
                    font.pixelSize: Theme.detail
                    wrapMode: Text.Wrap
                    Accessible.ignored: true
                }
            }
            NumberAnimation on opacity {
                from: 0
                to: 1
                duration: Theme.calm
            }
        }
    }
}
