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
    leftPadding: Theme.snug
    rightPadding: Theme.snug
    topPadding: Theme.tight
    bottomPadding: Theme.tight
    margins: Theme.small
    delay: 500
    closePolicy: T.Popup.CloseOnEscape | T.Popup.CloseOnPressOutsideParent

    contentItem: Label {
        id: words
        wrapMode: Text.Wrap
        text: tip.text
        font.pixelSize: Theme.caption
        color: Theme.tipText
    }
    background: Rectangle {
        radius: Theme.rowCorner
        color: Theme.tip
    }
}
