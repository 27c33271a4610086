pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import "../../theme"
import "../marks"

// One of many choices, in a list that opens. Rows of `model` have a `name` and a `key`; `current` is the chosen row.
T.ComboBox {
    id: box

    required property string name
    property string glyph: ""
    property int current: -1
    property bool troubled: false
    // How it looks under the mouse and with the keyboard; a gallery sets them.
    property bool hot: hovered
    property bool ringed: visualFocus

    readonly property real startRoom: glyph === "" ? Theme.medium : Theme.medium + lead.width + Theme.medium
    readonly property real endRoom: chevron.width + Theme.large

    signal chosen(index: int)

    implicitWidth: Theme.forText(240)
    implicitHeight: Math.max(Theme.input, words.implicitHeight + 12)
    textRole: "name"
    valueRole: "key"
    currentIndex: current
    leftPadding: mirrored ? endRoom : startRoom
    rightPadding: mirrored ? startRoom : endRoom
    opacity: enabled ? 1 : 0.45
    focusPolicy: Qt.StrongFocus
    hoverEnabled: true
    Accessible.name: name
    Accessible.description: displayText
    onActivated: index => {
        chosen(index)
        currentIndex = Qt.binding(() => box.current)
    }

    contentItem: Label {
        id: words
        text: box.displayText
        wrapMode: Theme.enlarged ? Text.Wrap : Text.NoWrap
        lineHeight: 1
        Accessible.ignored: true
    }
    indicator: Glyph {
        id: chevron
        x: box.mirrored ? Theme.medium : box.width - width - Theme.medium
        y: (box.height - height) / 2
        name: "chevron-down"
        size: Theme.iconControl
        colour: Theme.subtle
    }
    background: Rectangle {
        radius: Theme.corner
        color: box.down || box.hot ? Theme.hover : Theme.field
        border.width: 1
        border.color: Theme.strongOutline

        Glyph {
            id: lead
            anchors.left: parent.left
            anchors.leftMargin: Theme.medium
            anchors.verticalCenter: parent.verticalCenter
            name: box.glyph
            size: Theme.iconControl
            colour: box.troubled ? Theme.warn : Theme.subtle
        }
        FocusRing {
            shown: box.ringed
        }
    }
    delegate: T.ItemDelegate {
        id: row
        required property int index
        required property string name

        width: ListView.view?.width ?? 0
        height: Math.max(Theme.control, line.implicitHeight + 12)
        highlighted: box.highlightedIndex === index
        text: name
        hoverEnabled: true
        Accessible.name: name

        contentItem: Label {
            id: line
            leftPadding: row.mirrored ? Theme.small : Theme.snug + mark.width + Theme.small
            rightPadding: row.mirrored ? Theme.snug + mark.width + Theme.small : Theme.small
            text: row.name
            wrapMode: Theme.enlarged ? Text.Wrap : Text.NoWrap
            lineHeight: 1
            Accessible.ignored: true
        }
        background: Rectangle {
            radius: Theme.rowCorner
            color: row.highlighted ? Theme.hover : "transparent"

            Glyph {
                id: mark
                anchors.left: parent.left
                anchors.leftMargin: Theme.snug
                anchors.verticalCenter: parent.verticalCenter
                visible: row.index === box.current
                name: "check"
                size: Theme.iconControl
                colour: Theme.accent
            }
        }
    }
    popup: T.Popup {
        y: box.height + 4
        width: box.width
        height: Math.min(contentItem.implicitHeight + 8, Theme.forText(320))
        padding: 4
        margins: 8
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
