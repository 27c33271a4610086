import QtQuick
import QtQuick.Layouts
import "../../theme"
import "../buttons"
import "../marks"

// A sentence that says what is wrong, with at most one thing to do about it. `kind`: warning, error.
Rectangle {
    id: message

    required property string text
    property string kind: "warning"
    property string action: ""
    property string actionGlyph: "retry"
    readonly property color ink: kind === "error" ? Theme.bad : Theme.warn

    signal acted

    implicitHeight: column.implicitHeight + 24
    radius: Theme.corner
    color: kind === "error" ? Theme.badBack : Theme.warnBack
    Accessible.role: Accessible.AlertMessage
    Accessible.name: text

    ColumnLayout {
        id: column
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        anchors.margins: Theme.medium
        spacing: Theme.small

        RowLayout {
            spacing: Theme.snug
            Glyph {
                name: "warning"
                colour: message.ink
                size: Theme.iconControl
                Layout.alignment: Qt.AlignTop
            }
            Label {
                Layout.fillWidth: true
                text: message.text
                color: message.ink
                font.pixelSize: Theme.detail
                wrapMode: Text.Wrap
                Accessible.ignored: true
            }
        }
        PushButton {
            visible: message.action !== ""
            text: message.action
            glyph: message.actionGlyph
            Layout.leftMargin: Theme.large
            Layout.fillWidth: true
            Layout.maximumWidth: implicitWidth
            least: Theme.compact
            onClicked: message.acted()
        }
    }
}
