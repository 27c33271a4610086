pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Ahoy
import "../../theme"
import "../../controls/buttons"
import "../../controls/marks"
import "../../controls/messages"

// Contacts, then people nearby.
Item {
    id: root

    required property AppViewModel app

    signal contactRequested

    function dialogs(): ContactFiles {
        loader.active = true
        return loader.item as ContactFiles
    }

    ImportBar {
        id: coming
        anchors.top: parent.top
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.leftMargin: Theme.small
        anchors.rightMargin: Theme.small
        book: root.app.book
    }
    // Outside of the list: what is in a list comes after it by Tab.
    RowLayout {
        id: head
        anchors.top: coming.visible ? coming.bottom : parent.top
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.leftMargin: Theme.small
        anchors.rightMargin: Theme.small
        height: Math.max(40, implicitHeight)

        Heading {
            Layout.fillWidth: true
            Layout.leftMargin: Theme.small
            kind: "group"
            text: list.currentSection !== "" ? list.currentSection : root.app.people.firstSection
        }
        IconButton {
            objectName: "contactFilesButton"
            glyph: "more"
            text: qsTr("Import and export contacts")
            size: 32
            glyphSize: 18
            onClicked: files.openAt(head.y + head.height)
        }
        IconButton {
            objectName: "addContactButton"
            Layout.rightMargin: Theme.hair
            glyph: "person-add"
            text: qsTr("Add a contact")
            size: 32
            glyphSize: 18
            onClicked: root.contactRequested()
        }
    }
    ListView {
        id: list
        cacheBuffer: 0  // a row made ahead whose data is filtered away makes Qt complain
        objectName: "peopleList"
        reuseItems: true
        anchors.top: head.bottom
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.leftMargin: Theme.small
        anchors.rightMargin: Theme.small
        clip: true
        activeFocusOnTab: true
        boundsBehavior: Flickable.StopAtBounds
        model: root.app.people
        currentIndex: -1
        keyNavigationEnabled: true
        bottomMargin: Theme.small
        onActiveFocusChanged: if (activeFocus && currentIndex < 0) currentIndex = 0
        Accessible.role: Accessible.List
        Accessible.name: qsTr("People")

        section.property: "section"
        section.delegate: Heading {
            required property string section
            // That of the first row stands above the list.
            readonly property bool stands: section !== root.app.people.firstSection
            width: list.width
            height: stands ? Theme.control : 0
            leftPadding: Theme.small
            rightPadding: Theme.small
            kind: "group"
            text: stands ? section : ""
            Accessible.ignored: !stands
        }
        footer: EmptyNote {
            width: list.width
            height: visible ? implicitHeight + 2 * Theme.large : 0
            topPadding: Theme.large
            visible: list.count <= 1 && root.app.filterText === ""
            glyph: "person-add"
            text: qsTr("Nobody here yet")
            detail: qsTr("Add somebody with the sign above, or import a file of contacts with the three dots. People on your network appear by themselves.")
        }
        delegate: PersonRow {
            // A row in reserve is nobody's: screen readers would find it.
            ListView.onPooled: visible = false
            ListView.onReused: visible = true
            width: list.width
            chosen: root.app.person.exists && root.app.person.address === entry.address
            current: list.activeFocus && ListView.isCurrentItem
            onPicked: {
                list.currentIndex = index
                root.app.select(entry.address)
            }
            onCalled: video => root.app.call(entry.address, entry.name, video)
        }
    }
    ContactFilesMenu {
        id: files
        x: mirrored ? Theme.small : root.width - width - Theme.small
        room: root.width
        onImportRequested: root.dialogs().askImport()
        onExportRequested: root.dialogs().askExport()
    }
    Loader {
        id: loader
        active: false
        sourceComponent: ContactFiles {
            book: root.app.book
        }
    }
    EmptyNote {
        anchors.centerIn: parent
        width: parent.width - 64
        visible: list.count === 0
        glyph: "person"
        text: qsTr("Nobody by that name")
        detail: root.app.dialReason === "" ? qsTr("Press Enter to call it as an address.") : ""
    }
}
