pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Ahoy
import "../theme"
import "../controls/buttons"
import "../controls/marks"
import "../controls/panels"

// Everything that can be chosen: its pages beside the open one, or in a narrow window one after the other.
Rectangle {
    id: root

    required property AppViewModel app
    readonly property SettingsViewModel settings: app.settings
    readonly property bool narrow: width < 760

    signal closed
    signal helpRequested
    signal checkRequested
    signal setUpRequested

    function itemCalled(name: string, within: Item): Item {
        for (const child of within.children) {
            if (child.objectName === name)
                return child
            const found = itemCalled(name, child)
            if (found)
                return found
        }
        return null
    }
    function point(): void {
        const item = settings.target !== "" ? itemCalled(settings.target, loader) : null
        if (!item)
            return
        follower.show(item)
        mark.around(item)
        item.forceActiveFocus(Qt.TabFocusReason)
    }
    function back(): void {
        if (narrow && settings.page !== "")
            settings.open("")
        else
            closed()
    }

    color: Theme.rail
    onNarrowChanged: if (!narrow && settings.page === "") settings.open("account")
    Component.onCompleted: if (!narrow && settings.page === "") settings.open("account")

    FocusFollower {
        id: follower
        page: page
    }
    Connections {
        target: root.settings
        function onPageChanged() {
            page.contentY = 0
        }
        function onTargetChanged() {
            Qt.callLater(root.point) // once its page is there
        }
    }
    Shortcut {
        sequence: "Escape"
        enabled: !root.app.incoming.exists
        onActivated: root.back()
    }
    SettingsList {
        id: list
        objectName: "settingsList"
        anchors.left: parent.left
        width: root.narrow ? root.width : Math.max(280, Math.min(340, root.width * 0.28))
        height: root.height
        visible: !root.narrow || root.settings.page === ""
        settings: root.settings
        beside: !root.narrow
        onClosed: root.closed()
    }
    Rectangle {
        anchors.left: list.right
        visible: !root.narrow
        width: 1
        height: parent.height
        color: Theme.outline
    }
    Item {
        id: open
        anchors.left: root.narrow ? parent.left : list.right
        anchors.right: parent.right
        height: parent.height
        visible: root.settings.page !== ""

        RowLayout {
            id: header
            x: root.narrow ? Theme.normal : loader.x
            width: parent.width - 2 * x
            height: Math.max(Theme.head, title.implicitHeight + Theme.normal)
            spacing: Theme.small

            IconButton {
                objectName: "pageBack"
                visible: root.narrow
                glyph: "back"
                text: qsTr("Back to all settings")
                keys: "Esc"
                onClicked: root.back()
            }
            PageTitle {
                id: title
                objectName: "pageTitle"
                Layout.fillWidth: true
                text: root.settings.title
            }
        }
        Flickable {
            id: page
            objectName: "settingsPage"
            anchors.top: header.bottom
            anchors.bottom: parent.bottom
            width: parent.width
            contentHeight: loader.height + Theme.huge
            onContentHeightChanged: Qt.callLater(mark.follow)
            boundsBehavior: Flickable.StopAtBounds
            clip: true

            Loader {
                id: loader
                x: (page.width - width) / 2
                width: Math.min(page.width - (page.width < 480 ? 24 : 64), 720)
                height: (item as Item)?.implicitHeight ?? 0
                sourceComponent: {
                    switch (root.settings.page) {
                    case "account": return accountPage
                    case "sound": return soundPage
                    case "calls": return callsPage
                    case "privacy": return privacyPage
                    case "desktop": return desktopPage
                    case "appearance": return appearancePage
                    case "data": return dataPage
                    case "about": return aboutPage
                    }
                    return null
                }
            }
            Rectangle {
                id: mark

                property Item item: null

                function around(pointed: Item): void {
                    item = pointed
                    fading.restart()
                    follow()
                }
                // Texts find their lines only after their page has its width.
                function follow(): void {
                    if (!item || !fading.running && opacity === 0)
                        return
                    const place = item.mapToItem(page.contentItem, 0, 0)
                    x = place.x - Theme.small
                    y = place.y - Theme.small
                    width = item.width + 2 * Theme.small
                    height = item.height + 2 * Theme.small
                }

                objectName: "settingMark"
                visible: opacity > 0
                opacity: 0
                radius: Theme.corner
                color: "transparent"
                border.width: 2
                border.color: Theme.accent

                SequentialAnimation {
                    id: fading
                    PropertyAction { target: mark; property: "opacity"; value: 1 }
                    PauseAnimation { duration: Theme.beat }
                    NumberAnimation { target: mark; property: "opacity"; to: 0; duration: Theme.calm }
                }
            }
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
    Component {
        id: accountPage
        AccountPage {
            app: root.app
        }
    }
    Component {
        id: soundPage
        SoundSettings {
            objectName: "soundSettings"
            app: root.app
            onCheckRequested: root.checkRequested()
        }
    }
    Component {
        id: callsPage
        ColumnLayout {
            spacing: Theme.normal

            CallSettings {
                objectName: "callSettings"
                Layout.fillWidth: true
                profile: root.app.profile
                desktop: root.app.desktop
            }
            PhoneSettings {
                objectName: "phoneSettings"
                Layout.fillWidth: true
                phone: root.app.phone
            }
        }
    }
    Component {
        id: privacyPage
        PrivacySettings {
            objectName: "privacySettings"
            app: root.app
        }
    }
    Component {
        id: desktopPage
        DesktopSettings {
            objectName: "desktopSettings"
            desktop: root.app.desktop
        }
    }
    Component {
        id: appearancePage
        AppearanceSettings {
            objectName: "appearanceSettings"
            appearance: root.app.appearance
            language: root.app.language
        }
    }
    Component {
        id: dataPage
        DataSettings {
            objectName: "dataSettings"
            records: root.app.records
            onExportRequested: {
                files.active = true
                files.files?.askExport()
            }
            onEraseRequested: erasing.open()
        }
    }
    Component {
        id: aboutPage
        AboutPage {
            app: root.app
            onHelpRequested: root.helpRequested()
            onSetUpRequested: root.setUpRequested()
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
}
