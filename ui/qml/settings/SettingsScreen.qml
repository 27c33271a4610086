pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Ahoy
import "../theme"
import "../controls/buttons"
import "../controls/fields"
import "../controls/marks"
import "../controls/panels"

// Everything that can be chosen, on one page.
Rectangle {
    id: root

    required property AppViewModel app

    signal closed
    signal helpRequested
    signal checkRequested

    function showFocus(): void {
        const item = Window.activeFocusItem
        if (!item)
            return
        const top = item.mapToItem(page.contentItem, 0, 0).y
        if (top < page.contentY || top + item.height > page.contentY + page.height)
            page.contentY = Math.max(0, Math.min(page.contentHeight - page.height, top - page.height / 3))
    }

    color: Theme.rail

    Window.onActiveFocusItemChanged: showFocus()

    Shortcut {
        sequence: "Escape"
        enabled: !root.app.incoming.exists
        onActivated: root.closed()
    }
    RowLayout {
        id: header
        x: Theme.normal
        width: parent.width - 32
        height: 64
        spacing: Theme.small

        IconButton {
            objectName: "settingsBack"
            glyph: "back"
            text: qsTr("Back")
            keys: "Esc"
            focus: true
            Component.onCompleted: forceActiveFocus()
            onClicked: root.closed()
        }
        Label {
            Layout.fillWidth: true
            text: qsTr("Settings")
            font.pixelSize: Theme.headline
            tracking: -0.5
            strong: true
            Accessible.role: Accessible.Heading
        }
    }
    Flickable {
        id: page
        objectName: "settingsPage"
        anchors.top: header.bottom
        anchors.bottom: parent.bottom
        width: parent.width
        contentHeight: column.implicitHeight + Theme.huge
        boundsBehavior: Flickable.StopAtBounds
        clip: true

        ColumnLayout {
            id: column
            x: (page.width - width) / 2
            width: Math.min(page.width - (page.width < 480 ? 24 : 64), 720)
            spacing: Theme.normal

            SettingsCard {
                Layout.fillWidth: true
                heading: qsTr("You")

                RowLayout {
                    Layout.fillWidth: true
                    spacing: Theme.small

                    InputField {
                        id: name
                        objectName: "settingsName"
                        Layout.fillWidth: true
                        Layout.alignment: Qt.AlignTop
                        label: qsTr("Name")
                        limit: 60
                        text: root.app.profile.name
                        problem: root.app.profile.problem
                        onAccepted: root.app.profile.setName(text)
                    }
                    PushButton {
                        Layout.alignment: Qt.AlignTop
                        Layout.topMargin: name.fieldTop
                        text: qsTr("Save")
                        enabled: name.text !== root.app.profile.name
                        onClicked: root.app.profile.setName(name.text)
                    }
                }
                RowLayout {
                    spacing: Theme.hair
                    visible: root.app.profile.userId !== ""

                    Label {
                        text: qsTr("Others call you as")
                        color: Theme.subtle
                        font.pixelSize: Theme.detail
                    }
                    Label {
                        text: root.app.profile.userId
                        font.pixelSize: Theme.detail
                        strong: true
                    }
                    IconButton {
                        glyph: "copy"
                        text: qsTr("Copy your user id")
                        size: 28
                        glyphSize: 15
                        onClicked: root.app.copy(root.app.profile.userId)
                    }
                }
            }
            AppearanceSettings {
                objectName: "appearanceSettings"
                Layout.fillWidth: true
                appearance: root.app.appearance
            }
            SoundSettings {
                objectName: "soundSettings"
                Layout.fillWidth: true
                app: root.app
                onCheckRequested: root.checkRequested()
            }
            CallSettings {
                objectName: "callSettings"
                Layout.fillWidth: true
                profile: root.app.profile
                desktop: root.app.desktop
            }
            DesktopSettings {
                objectName: "desktopSettings"
                Layout.fillWidth: true
                desktop: root.app.desktop
            }
            PhoneSettings {
                objectName: "phoneSettings"
                Layout.fillWidth: true
                phone: root.app.phone
            }
            ProviderAccounts {
                objectName: "providerAccounts"
                Layout.fillWidth: true
                visible: root.app.accounts.kept
                accounts: root.app.accounts
            }
            SettingsCard {
                Layout.fillWidth: true
                heading: qsTr("People nearby")

                Toggle {
                    objectName: "visibleToggle"
                    Layout.fillWidth: true
                    text: qsTr("Let people on this network see and call me")
                    detail: root.app.service.nearbyReason !== "" ? root.app.service.nearbyReason : qsTr("Your name is announced on the local network only. Names there are not verified.")
                    enabled: root.app.service.nearbyReason === ""
                    checked: root.app.profile.visibleNearby && enabled
                    onToggled: root.app.profile.setVisibleNearby(checked)
                }
            }
            ServiceSettings {
                objectName: "serviceSettings"
                Layout.fillWidth: true
                app: root.app
            }
            BlockedSettings {
                objectName: "blockedSettings"
                Layout.fillWidth: true
                book: root.app.book
            }
            DataSettings {
                objectName: "dataSettings"
                Layout.fillWidth: true
                records: root.app.records
                onExportRequested: {
                    files.active = true
                    files.files?.askExport()
                }
                onEraseRequested: erasing.open()
            }
            SettingsCard {
                Layout.fillWidth: true
                heading: qsTr("About")

                Label {
                    Layout.fillWidth: true
                    text: qsTr("Ahoy %1. Free software under the GNU General Public License, version 3 or later.").arg(root.app.version)
                    color: Theme.subtle
                    wrapMode: Text.Wrap
                }
                PushButton {
                    objectName: "shortcutsButton"
                    glyph: "keyboard"
                    text: qsTr("Keys for everything")
                    tip: "F1"
                    onClicked: root.helpRequested()
                }
            }
        }
    }
    Loader {
        id: files
        readonly property DataFiles files: item as DataFiles
        active: false
        sourceComponent: DataFiles {
            records: root.app.records
        }
    }
    EraseDialog {
        id: erasing
        records: root.app.records
    }
    Scroller {
        orientation: Qt.Vertical
        anchors.right: parent.right
        anchors.top: page.top
        anchors.bottom: page.bottom
        size: page.visibleArea.heightRatio
        position: page.visibleArea.yPosition
        active: page.moving
        onPositionChanged: if (pressed) page.contentY = position * page.contentHeight
    }
}
