pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Ahoy
import "../theme"
import "../controls/buttons"
import "../controls/fields"
import "../controls/marks"
import "../controls/messages"
import "../controls/rows"

// The pages of the settings, or what a search among all settings finds.
ColumnLayout {
    id: root

    required property SettingsViewModel settings
    property bool beside: false

    signal closed

    spacing: Theme.small

    RowLayout {
        Layout.fillWidth: true
        Layout.preferredHeight: Theme.head
        Layout.leftMargin: Theme.normal
        Layout.rightMargin: Theme.normal
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
        PageTitle {
            Layout.fillWidth: true
            text: qsTr("Settings")
        }
    }
    SearchField {
        id: search
        objectName: "settingsSearch"
        Layout.fillWidth: true
        Layout.leftMargin: Theme.normal
        Layout.rightMargin: Theme.normal
        hint: qsTr("Search all settings")
        field.Accessible.name: qsTr("Search all settings")
        found: qsTr("%n found", "", found.count)
        text: root.settings.query
        onEdited: root.settings.search(text)
        onAccepted: if (found.currentItem) (found.currentItem as ListRow).click()
        field.Keys.onDownPressed: (found.visible ? found : pages).forceActiveFocus()
    }
    ListView {
        id: pages
        objectName: "settingsPages"
        Layout.fillWidth: true
        Layout.fillHeight: true
        Layout.leftMargin: Theme.small
        Layout.rightMargin: Theme.small
        visible: root.settings.query === ""
        clip: true
        cacheBuffer: 0
        activeFocusOnTab: true
        keyNavigationEnabled: true
        boundsBehavior: Flickable.StopAtBounds
        model: root.settings.pages
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Pages of the settings")
        delegate: ListRow {
            id: row
            required property string key
            required property string title
            required property string glyph
            required property string summary

            objectName: "settings-" + key
            width: pages.width
            text: title
            detail: summary
            wraps: true
            chosen: root.beside && root.settings.page === key
            current: pages.activeFocus && ListView.isCurrentItem
            lead: Component {
                Glyph {
                    name: row.glyph
                    size: Theme.icon
                    colour: row.chosen ? Theme.accent : Theme.subtle
                }
            }
            onClicked: root.settings.open(key)
            Keys.onReturnPressed: root.settings.open(key)
            Keys.onSpacePressed: root.settings.open(key)
        }
    }
    ListView {
        id: found
        objectName: "foundSettings"
        Layout.fillWidth: true
        Layout.fillHeight: true
        Layout.leftMargin: Theme.small
        Layout.rightMargin: Theme.small
        visible: root.settings.query !== ""
        clip: true
        cacheBuffer: 0
        activeFocusOnTab: true
        keyNavigationEnabled: true
        boundsBehavior: Flickable.StopAtBounds
        model: root.settings.found
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Settings found")
        delegate: ListRow {
            required property string key
            required property string title
            required property string place
            required property string summary

            objectName: "found-" + key
            width: found.width
            text: title
            detail: qsTr("%1 · %2").arg(place).arg(summary)
            wraps: true
            current: found.activeFocus && ListView.isCurrentItem
            onClicked: root.settings.pointAt(key)
            Keys.onReturnPressed: root.settings.pointAt(key)
        }

        EmptyNote {
            anchors.centerIn: parent
            width: parent.width - 48
            visible: found.count === 0 && found.visible
            glyph: "search"
            text: qsTr("No such setting")
            detail: qsTr("Try another word, such as “microphone” or “night”.")
        }
    }
}
