pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import QtQuick.Layouts
import Ahoy
import "../../theme"
import "../buttons"
import "../marks"

// Chooses one device of its kind and says what is wrong with it.
ColumnLayout {
    id: root

    required property DevicePicker picker
    required property string name
    required property string glyph
    property bool tellsProblem: true
    property bool placeShown: true

    spacing: Theme.tight

    T.ComboBox {
        id: box
        Layout.fillWidth: true
        implicitHeight: Theme.input
        model: root.picker.model
        textRole: "name"
        valueRole: "key"
        currentIndex: root.picker.current
        leftPadding: Theme.medium + lead.width + Theme.medium
        rightPadding: chevron.width + Theme.large
        focusPolicy: Qt.StrongFocus
        hoverEnabled: true
        Accessible.name: root.name
        Accessible.description: displayText
        onActivated: index => {
            root.picker.choose(index)
            currentIndex = Qt.binding(() => root.picker.current)
        }

        contentItem: Label {
            text: box.displayText
            Accessible.ignored: true
        }
        indicator: Glyph {
            id: chevron
            x: box.width - width - 12
            y: (box.height - height) / 2
            name: "chevron-down"
            size: Theme.iconControl
            colour: Theme.subtle
        }
        background: Rectangle {
            radius: Theme.corner
            color: box.down || box.hovered ? Theme.hover : Theme.field
            border.width: 1
            border.color: Theme.strongOutline

            Glyph {
                id: lead
                x: Theme.medium
                anchors.verticalCenter: parent.verticalCenter
                name: root.glyph
                size: Theme.iconControl
                colour: root.picker.problem !== "" ? Theme.warn : Theme.subtle
            }
            FocusRing {
                shown: box.visualFocus
            }
        }
        delegate: T.ItemDelegate {
            id: row
            required property int index
            required property string name

            width: box.width - 8
            height: Theme.control
            highlighted: box.highlightedIndex === index
            text: name
            hoverEnabled: true
            Accessible.name: name

            contentItem: Label {
                leftPadding: mark.x + mark.width + Theme.small
                rightPadding: Theme.small
                text: row.name
                Accessible.ignored: true
            }
            background: Rectangle {
                radius: Theme.rowCorner
                color: row.highlighted ? Theme.hover : "transparent"

                Glyph {
                    id: mark
                    x: Theme.snug
                    anchors.verticalCenter: parent.verticalCenter
                    visible: row.index === root.picker.current
                    name: "check"
                    size: Theme.iconControl
                    colour: Theme.accent
                }
            }
        }
        popup: T.Popup {
            y: box.height + 4
            width: box.width
            height: Math.min(contentItem.implicitHeight + 8, 320)
            padding: Theme.hair
            margins: Theme.small
            contentItem: ListView {
                clip: true
                implicitHeight: contentHeight
                model: box.popup.visible ? box.delegateModel : null
                currentIndex: box.highlightedIndex
            }
            background: Rectangle {
                radius: Theme.corner
                color: Theme.card
                border.width: 1
                border.color: Theme.outline
            }
        }
    }
    Label {
        Layout.fillWidth: true
        Layout.leftMargin: Theme.line
        visible: root.tellsProblem && root.picker.problem !== ""
        text: root.picker.problem
        color: Theme.warn
        font.pixelSize: Theme.caption
        wrapMode: Text.Wrap
    }
    PushButton {
        objectName: "placeButton"
        Layout.fillWidth: true
        visible: root.placeShown && root.picker.placeWords !== ""
        implicitHeight: Theme.compact
        glyph: "settings"
        text: root.picker.placeWords
        Accessible.description: root.name
        onClicked: root.picker.openPlace()
    }
}
