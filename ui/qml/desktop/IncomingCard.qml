import QtQuick
import QtQuick.Layouts
import Ahoy
import "../theme"
import "../controls/buttons"
import "../controls/marks"
import "../controls/pictures"

// Somebody calls while another program is in front: a card above all windows, which leaves the keyboard where it is.
Window {
    id: root

    required property AppViewModel app
    readonly property CallViewModel call: app.incoming

    objectName: "incomingCard"
    title: qsTr("%1 is calling").arg(call.name)
    // Of no window: a card of a hidden window would be hidden, too.
    transientParent: null
    flags: Qt.Tool | Qt.FramelessWindowHint | Qt.WindowStaysOnTopHint | Qt.WindowDoesNotAcceptFocus
    color: "transparent"
    width: 380
    height: card.implicitHeight
    x: app.desktop.cardX
    y: app.desktop.cardY
    visible: app.desktop.cardShown && call.exists
    // Every window says it for itself: nothing comes here from the one that opened it.
    LayoutMirroring.enabled: Application.layoutDirection === Qt.RightToLeft
    LayoutMirroring.childrenInherit: true

    Rectangle {
        id: card
        width: parent.width
        implicitHeight: column.implicitHeight + 2 * Theme.normal
        height: implicitHeight
        radius: Theme.cardCorner
        color: Theme.stageSheet
        border.width: 1
        border.color: Theme.stageRim
        Accessible.role: Accessible.AlertMessage
        Accessible.name: root.title

        ColumnLayout {
            id: column
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.top: parent.top
            anchors.margins: Theme.normal
            spacing: Theme.normal

            RowLayout {
                spacing: Theme.medium

                Avatar {
                    size: 48
                    initials: root.call.initials
                    colour: root.call.colour
                    glyph: root.call.glyph
                }
                ColumnLayout {
                    Layout.fillWidth: true
                    spacing: Theme.line

                    Label {
                        objectName: "cardName"
                        Layout.fillWidth: true
                        text: root.call.name
                        color: Theme.stageText
                        font.pixelSize: Theme.title
                        strong: true
                        Accessible.ignored: true
                    }
                    Label {
                        Layout.fillWidth: true
                        text: root.call.account !== "" ? qsTr("Incoming call for %1").arg(root.call.account) : root.call.video ? qsTr("Incoming video call") : qsTr("Incoming call")
                        color: Theme.stageSubtle
                        font.pixelSize: Theme.detail
                    }
                    Label {
                        objectName: "cardFirstContact"
                        Layout.fillWidth: true
                        visible: root.call.firstContact
                        text: qsTr("First call from this address")
                        color: Theme.stageWarn
                        font.pixelSize: Theme.detail
                        wrapMode: Text.Wrap
                    }
                    Label {
                        Layout.fillWidth: true
                        visible: root.call.unverified
                        text: qsTr("Not verified: anybody may use this name")
                        color: Theme.stageWarn
                        font.pixelSize: Theme.detail
                        wrapMode: Text.Wrap
                    }
                }
                IconButton {
                    objectName: "cardShow"
                    Layout.alignment: Qt.AlignTop
                    glyph: "window"
                    kind: "stage"
                    size: 32
                    glyphSize: 16
                    text: qsTr("Show Ahoy")
                    onClicked: root.app.desktop.showWindow()
                }
            }
            PushButton {
                objectName: "cardBlock"
                Layout.fillWidth: true
                visible: root.call.firstContact
                kind: "stage"
                glyph: "block"
                text: qsTr("Decline and block")
                onClicked: root.call.block()
            }
            RowLayout {
                spacing: Theme.small

                PushButton {
                    objectName: "cardDecline"
                    Layout.fillWidth: true
                    kind: "danger"
                    glyph: "hang-up"
                    text: qsTr("Decline")
                    onClicked: root.call.hangUp()
                }
                PushButton {
                    objectName: "cardAnswer"
                    Layout.fillWidth: true
                    kind: root.call.video ? "stage" : "answer"
                    glyph: "phone-filled"
                    text: root.call.video ? qsTr("Voice") : qsTr("Answer")
                    tip: root.call.video ? qsTr("Answer without video") : ""
                    onClicked: root.app.desktop.answer(false)
                }
                PushButton {
                    objectName: "cardAnswerVideo"
                    Layout.fillWidth: true
                    visible: root.call.video
                    kind: "answer"
                    glyph: "video"
                    text: qsTr("Answer")
                    tip: qsTr("Answer with video")
                    onClicked: root.app.desktop.answer(true)
                }
            }
        }
    }
}
