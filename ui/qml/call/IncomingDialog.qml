import QtQuick
import QtQuick.Templates as T
import QtQuick.Layouts
import Ahoy
import "../theme"
import "../controls/buttons"
import "../controls/marks"
import "../controls/messages"
import "../controls/pictures"
import "../controls/panels"

// Someone calls. No button has the focus at first, so that a key pressed while typing answers nothing.
T.Dialog {
    id: root

    required property AppViewModel app
    readonly property CallViewModel call: app.incoming

    title: qsTr("%1 is calling").arg(call.name)
    parent: T.Overlay.overlay
    anchors.centerIn: parent
    modal: true
    focus: true
    visible: call.exists && !app.active.exists
    closePolicy: T.Popup.NoAutoClose
    padding: (parent?.width ?? 440) < 440 ? Theme.normal : Theme.huge
    implicitWidth: Math.min(440, (parent?.width ?? 456) - 16)
    implicitHeight: Math.min((parent?.height ?? 600) - 16, contentItem.implicitHeight + topPadding + bottomPadding)

    contentItem: ColumnLayout {
        spacing: 0

        Keys.onEscapePressed: root.call.hangUp()

        DialogueBody {
            Layout.fillWidth: true
            Layout.fillHeight: true
            spacing: 0

            PulsingAvatar {
                Layout.alignment: Qt.AlignHCenter
                Layout.topMargin: Theme.normal
                size: 104
                initials: root.call.initials
                colour: root.call.colour
            }
            Heading {
                objectName: "callerName"
                Layout.fillWidth: true
                Layout.topMargin: Theme.huge
                horizontalAlignment: Text.AlignHCenter
                kind: "page"
                text: root.call.name
                wrapMode: Theme.enlarged ? Text.Wrap : Text.NoWrap
                lineHeight: 1
                color: Theme.stageText
            }
            Label {
                Layout.fillWidth: true
                Layout.topMargin: Theme.hair
                horizontalAlignment: Text.AlignHCenter
                text: root.call.account !== "" ? qsTr("Incoming call for %1").arg(root.call.account) : root.call.video ? qsTr("Incoming video call") : qsTr("Incoming call")
                wrapMode: Text.Wrap
                color: Theme.stageSubtle
                font.pixelSize: Theme.body
            }
            Badge {
                objectName: "unverifiedBadge"
                Layout.alignment: Qt.AlignHCenter
                Layout.topMargin: Theme.medium
                visible: root.call.unverified
                kind: "stage"
                limit: root.availableWidth
                glyph: "shield"
                text: qsTr("Not verified: anybody may use this name")
            }
            Badge {
                objectName: "firstContactBadge"
                Layout.alignment: Qt.AlignHCenter
                Layout.topMargin: Theme.small
                visible: root.call.firstContact
                kind: "stage"
                limit: root.availableWidth
                glyph: "person-add"
                text: qsTr("First call from this address")
            }
        }
        RowLayout {
            id: answers
            // Their words are in their tips then: what answers must not have to be scrolled to.
            readonly property bool wordless: root.availableWidth < Theme.forText(240)

            Layout.alignment: Qt.AlignHCenter
            Layout.topMargin: wordless ? Theme.normal : Theme.huge
            spacing: root.width < 440 ? 0 : Theme.normal

            LabelledButton {
                Layout.alignment: Qt.AlignTop
                Layout.preferredWidth: Math.min(Theme.forSign(104), root.availableWidth / 3)
                wordless: answers.wordless
                button.objectName: "declineButton"
                glyph: "hang-up"
                kind: "danger"
                text: qsTr("Decline")
                keys: "Esc"
                onClicked: root.call.hangUp()
            }
            LabelledButton {
                Layout.alignment: Qt.AlignTop
                Layout.preferredWidth: Math.min(Theme.forSign(104), root.availableWidth / 3)
                wordless: answers.wordless
                button.objectName: "answerVoiceButton"
                glyph: "phone-filled"
                kind: root.call.video ? "stage" : "answer"
                text: qsTr("Answer without video")
                keys: "Ctrl+Shift+Enter"
                onClicked: root.call.answer(false)
            }
            LabelledButton {
                Layout.alignment: Qt.AlignTop
                Layout.preferredWidth: Math.min(Theme.forSign(104), root.availableWidth / 3)
                wordless: answers.wordless
                button.objectName: "answerVideoButton"
                glyph: "video"
                kind: root.call.video ? "answer" : "stage"
                text: qsTr("Answer with video")
                keys: "Ctrl+Enter"
                onClicked: root.call.answer(true)
            }
        }
        PushButton {
            objectName: "blockCallerButton"
            Layout.alignment: Qt.AlignHCenter
            Layout.topMargin: Theme.normal
            Layout.fillWidth: true
            Layout.maximumWidth: implicitWidth
            visible: root.call.firstContact
            kind: "stage"
            glyph: "block"
            text: qsTr("Decline and block")
            onClicked: root.call.block()
        }
        Shortcut {
            sequences: ["Ctrl+Return", "Ctrl+Enter"]
            enabled: root.visible
            context: Qt.ApplicationShortcut
            onActivated: root.call.answer(true)
        }
        Shortcut {
            sequences: ["Ctrl+Shift+Return", "Ctrl+Shift+Enter"]
            enabled: root.visible
            context: Qt.ApplicationShortcut
            onActivated: root.call.answer(false)
        }
        Shortcut {
            sequence: "Escape"
            enabled: root.visible
            context: Qt.ApplicationShortcut
            onActivated: root.call.hangUp()
        }
    }
    background: Rectangle {
        radius: Theme.sheetCorner
        color: Theme.stageSheet
        border.width: 1
        border.color: Theme.stageRim
    }
    T.Overlay.modal: Rectangle {
        color: Theme.scrim
    }
    enter: Transition {
        NumberAnimation { property: "opacity"; from: 0; to: 1; duration: Theme.calm }
        NumberAnimation { property: "scale"; from: 0.96; to: 1; duration: Theme.calm; easing.type: Easing.OutCubic }
    }
}
