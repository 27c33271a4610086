import QtQuick
import QtQuick.Templates as T
import "../../theme"
import "../marks"

T.ToolTip {
    id: tip

    x: parent ? (parent.width - implicitWidth) / 2 : 0
    y: -implicitHeight - 8
    implicitWidth: Math.max(Math.min(words.implicitWidth, 320) + leftPadding + rightPadding, 1)
    implicitHeight: words.implicitHeight + topPadding + bottomPadding
    leftPadding: 10
    rightPadding: 10
    topPadding: 6
    bottomPadding: 6
    margins: 8
    delay: 500
    closePolicy: T.Popup.CloseOnEscape | T.Popup.CloseOnPressOutsideParent

    contentItem: Label {
        id: words
        wrapMode: Text.Wrap
        text: tip.text
        font.pixelSize: Theme.caption
        color: Theme.dark ? "#13202a" : "#f2f6f9"
    }
    background: Rectangle {
        radius: 8
        color: Theme.dark ? "#dfe7ed" : "#22303a"
    }
}
