pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import "../theme"
import "../controls/marks"
import "../controls/messages"

// The ways about the window: a column beside the list in a wide window, a row below it in a narrow one.
Rectangle {
    id: root

    property string current: "people"
    property bool vertical: true
    property string missed: ""
    property string missedWords: ""
    readonly property var pages: [
        { value: "recent", text: qsTr("Calls"), glyph: "history", keys: "Alt+1" },
        { value: "people", text: qsTr("Contacts"), glyph: "contacts", keys: "Alt+2" },
        { value: "keypad", text: qsTr("Keypad"), glyph: "keypad", keys: "Alt+3" },
        { value: "rooms", text: qsTr("Rooms"), glyph: "grid", keys: "Alt+4" }
    ]

    // Where one of the words has no room all four are signs alone: their tips say them.
    readonly property bool wordless: !vertical && width > 0 && pages.some(page => metrics.advanceWidth(page.text) * (Theme.tiny - 2) / Theme.caption > (width - 2 * Theme.hair) / pages.length)

    signal chosen(string page)

    implicitWidth: Theme.forText(76)
    implicitHeight: wordless ? Theme.forSign(52) : Theme.forText(58)
    color: Theme.rail
    Accessible.role: Accessible.PageTabList
    Accessible.name: qsTr("What the window shows")

    Rectangle {
        anchors.right: root.vertical ? parent.right : undefined
        anchors.top: root.vertical ? undefined : parent.top
        width: root.vertical ? 1 : parent.width
        height: root.vertical ? parent.height : 1
        color: Theme.outline
    }
    FontMetrics {
        id: metrics
        font.family: Application.font.family
        font.pixelSize: Theme.caption
        font.weight: Font.DemiBold
    }
    Grid {
        anchors.fill: parent
        anchors.topMargin: root.vertical ? Theme.normal : Theme.hair
        anchors.leftMargin: Theme.hair
        anchors.rightMargin: Theme.hair
        columns: root.vertical ? 1 : root.pages.length
        spacing: root.vertical ? Theme.small : 0

        Repeater {
            model: root.pages

            T.Button {
                id: tab
                required property var modelData
                readonly property string badge: modelData.value === "recent" ? root.missed : ""

                objectName: "page-" + modelData.value
                width: root.vertical ? root.width - 2 * Theme.hair : (root.width - 2 * Theme.hair) / root.pages.length
                height: root.vertical ? Theme.forText(60) : root.height - Theme.small
                checked: root.current === modelData.value
                focusPolicy: Qt.StrongFocus
                hoverEnabled: true
                text: modelData.text
                Accessible.role: Accessible.PageTab
                Accessible.name: badge !== "" ? qsTr("%1, %2").arg(text).arg(root.missedWords) : text
                Accessible.description: modelData.keys
                Accessible.selected: checked
                onClicked: root.chosen(modelData.value)
                Keys.onReturnPressed: click()
                Keys.onEnterPressed: click()

                contentItem: Item {
                    Column {
                        anchors.centerIn: parent
                        width: parent.width
                        spacing: Theme.hair

                        Glyph {
                            anchors.horizontalCenter: parent.horizontalCenter
                            name: tab.modelData.glyph
                            size: root.wordless ? Theme.forSign(Theme.icon) : Theme.icon
                            colour: tab.checked ? Theme.accent : Theme.subtle

                            Rectangle {
                                visible: tab.badge !== ""
                                anchors.left: parent.right
                                anchors.leftMargin: -Theme.tight
                                y: -6
                                width: Math.max(height, number.implicitWidth + Theme.snug)
                                height: Theme.forText(18)
                                radius: height / 2
                                color: Theme.danger

                                Label {
                                    id: number
                                    objectName: "badge"
                                    anchors.centerIn: parent
                                    text: tab.badge
                                    color: Theme.strongInk
                                    font.pixelSize: Theme.tiny
                                    strong: true
                                    Accessible.ignored: true
                                }
                            }
                        }
                        Label {
                            visible: !root.wordless
                            width: parent.width
                            horizontalAlignment: Text.AlignHCenter
                            text: tab.text
                            font.pixelSize: Theme.caption
                            fontSizeMode: Text.HorizontalFit
                            minimumPixelSize: Theme.tiny - 2
                            font.weight: tab.checked ? Font.DemiBold : Font.Medium
                            color: tab.checked ? Theme.accent : Theme.subtle
                            Accessible.ignored: true
                        }
                    }
                }
                background: Rectangle {
                    radius: Theme.corner
                    color: tab.checked ? Theme.selected : tab.hovered ? Theme.hover : "transparent"

                    FocusRing {
                        around: Theme.corner
                        shown: tab.visualFocus
                    }
                }
                HoverTip {
                    text: root.wordless ? tab.text + "  ·  " + tab.modelData.keys : ""
                    wanted: tab.hovered || tab.visualFocus
                }
            }
        }
    }
    Shortcut {
        sequence: "Alt+1"
        enabled: root.visible && root.enabled
        onActivated: root.chosen("recent")
    }
    Shortcut {
        sequence: "Alt+2"
        enabled: root.visible && root.enabled
        onActivated: root.chosen("people")
    }
    Shortcut {
        sequence: "Alt+3"
        enabled: root.visible && root.enabled
        onActivated: root.chosen("keypad")
    }
    Shortcut {
        sequence: "Alt+4"
        enabled: root.visible && root.enabled
        onActivated: root.chosen("rooms")
    }
}
