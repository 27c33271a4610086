pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Ahoy
import "../../theme"
import "../../controls/fields"
import "../../controls/marks"
import "../../controls/messages"
import "../../controls/panels"
import "../../controls/rows"

// The country of numbers that name none, found by its name or by what its numbers begin with.
Dialogue {
    id: root

    required property DialPadViewModel pad

    function choose(code: string): void {
        pad.chooseCountry(code)
        close()
    }

    title: qsTr("Country of your numbers")
    onAboutToShow: {
        search.text = ""
        pad.searchCountry("")
    }
    onOpened: search.field.forceActiveFocus()

    contentItem: ColumnLayout {
        spacing: Theme.medium

        Heading {
            Layout.fillWidth: true
            text: root.title
            wrapMode: Text.Wrap
            lineHeight: 1
        }
        SearchField {
            id: search
            objectName: "countrySearch"
            Layout.fillWidth: true
            hint: qsTr("Country or code, such as +49")
            field.Accessible.name: qsTr("Search for a country")
            onEdited: {
                root.pad.searchCountry(text)
                list.currentIndex = 0
            }
            onAccepted: if (list.currentItem) (list.currentItem as ListRow).click()
            field.Keys.onDownPressed: list.forceActiveFocus()
        }
        ListView {
            id: list
            objectName: "countryList"
            Layout.fillWidth: true
            Layout.preferredHeight: Math.min(Theme.forText(320), (root.parent?.height ?? 560) - 220)
            clip: true
            cacheBuffer: 0
            keyNavigationEnabled: true
            activeFocusOnTab: true
            boundsBehavior: Flickable.StopAtBounds
            model: root.pad.countries
            Accessible.role: Accessible.List
            Accessible.name: qsTr("Countries")
            delegate: ListRow {
                required property string key
                required property string name
                required property string code

                width: list.width
                least: Theme.control
                text: qsTr("%1 (%2)").arg(name).arg(code)
                current: list.activeFocus && ListView.isCurrentItem
                onClicked: root.choose(key)
                Keys.onReturnPressed: root.choose(key)
            }

            EmptyNote {
                anchors.centerIn: parent
                width: parent.width - 48
                visible: list.count === 0
                glyph: "search"
                text: qsTr("No country by that name or code")
            }
        }
    }
}
