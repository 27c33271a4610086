pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import "../../theme"
import "../marks"

// Two to four exclusive choices side by side, below each other where their words have no room for that.
// `options`: a list of {value, text, glyph, badge, badgeWords}.
Rectangle {
    id: root

    required property var options
    property string value: ""
    property string name: ""
    // The height of one.
    property int least: Theme.control
    // How the chosen one looks with the keyboard; a gallery sets it.
    property bool ringed: false

    // Whether one of them would be cut, even in the smallest size that they may be written in.
    readonly property bool stacked: {
        const room = (width - 6) / options.length - 2 * Theme.hair
        return width > 0 && options.some(option => metrics.advanceWidth(option.text) * Theme.tiny / Theme.detail > room)
    }

    signal chosen(string value)

    implicitHeight: stacked ? options.length * (least - 6) + 6 : least
    opacity: enabled ? 1 : 0.45
    radius: Theme.corner
    color: Theme.hover
    Accessible.role: Accessible.Grouping
    Accessible.name: name

    FontMetrics {
        id: metrics
        font.family: Application.font.family
        font.pixelSize: Theme.detail
        font.weight: Font.Medium
    }
    Grid {
        anchors.fill: parent
        anchors.margins: Theme.hair
        columns: root.stacked ? 1 : root.options.length

        Repeater {
            model: root.options

            T.Button {
                id: option
                required property var modelData

                width: root.stacked ? root.width - 6 : (root.width - 6) / root.options.length
                height: root.stacked ? (root.height - 6) / root.options.length : root.height - 6
                checked: root.value === modelData.value
                focusPolicy: Qt.StrongFocus
                hoverEnabled: true
                text: modelData.text
                Accessible.name: (modelData.badgeWords ?? "") !== "" ? text + ", " + modelData.badgeWords : text
                Accessible.role: Accessible.RadioButton
                Accessible.checked: checked
                onClicked: root.chosen(modelData.value)
                Keys.onReturnPressed: click()

                contentItem: Item {
                    Row {
                        anchors.centerIn: parent
                        spacing: Theme.small

                        Glyph {
                            visible: (option.modelData.glyph ?? "") !== "" && option.width >= Theme.forText(104)
                            name: option.modelData.glyph ?? ""
                            size: Theme.iconSmall
                            colour: option.checked ? Theme.text : Theme.subtle
                            anchors.verticalCenter: parent.verticalCenter
                        }
                        Label {
                            width: Math.min(implicitWidth, option.width - 2 * Theme.hair)
                            text: option.text
                            font.pixelSize: Theme.detail
                            fontSizeMode: Text.HorizontalFit
                            minimumPixelSize: Theme.tiny
                            font.weight: Font.Medium
                            color: option.checked ? Theme.text : Theme.subtle
                            Accessible.ignored: true
                            anchors.verticalCenter: parent.verticalCenter
                        }
                        Rectangle {
                            visible: (option.modelData.badge ?? "") !== ""
                            width: Math.max(height, number.implicitWidth + 12)
                            height: Theme.forText(20)
                            radius: height / 2
                            color: Theme.danger
                            anchors.verticalCenter: parent.verticalCenter

                            Label {
                                id: number
                                objectName: "badge"
                                anchors.centerIn: parent
                                text: option.modelData.badge ?? ""
                                color: Theme.strongInk
                                font.pixelSize: Theme.caption
                                strong: true
                                Accessible.ignored: true
                            }
                        }
                    }
                }
                background: Rectangle {
                    radius: Theme.rowCorner
                    color: option.checked ? Theme.lifted : option.hovered ? Theme.pressed : "transparent"

                    FocusRing {
                        around: 6
                        anchors.margins: 0
                        shown: option.visualFocus || (root.ringed && option.checked)
                    }
                }
            }
        }
    }
}
