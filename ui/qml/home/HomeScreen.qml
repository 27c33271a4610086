import QtQuick
import Ahoy
import "../theme"
import "contacts"
import "history"
import "rooms"

// The ways about the window, a list, and beside it whoever is selected. In a narrow window one covers the other.
Rectangle {
    id: root

    required property AppViewModel app

    readonly property bool narrow: width < 680
    readonly property bool showsRoom: sidebar.list === "rooms"
    readonly property bool showsPerson: app.person.exists && !showsRoom

    signal settingsRequested(string page)

    color: Theme.window

    NavBar {
        id: nav
        objectName: "nav"
        anchors.left: parent.left
        anchors.bottom: parent.bottom
        width: vertical ? implicitWidth : parent.width
        height: vertical ? parent.height : implicitHeight
        visible: !root.narrow || !root.showsPerson
        vertical: !root.narrow
        current: sidebar.list
        missed: root.app.recent.badge
        missedWords: root.app.recent.missedWords
        onChosen: page => sidebar.list = page
    }
    Sidebar {
        id: sidebar
        objectName: "sidebar"
        app: root.app
        anchors.left: root.narrow ? parent.left : nav.right
        width: root.narrow ? root.width : Math.max(312, Math.min(400, root.width * 0.3))
        visible: !root.narrow || !root.showsPerson
        height: parent.height - (root.narrow ? nav.height : 0)
        onSettingsRequested: page => root.settingsRequested(page)
        onContactRequested: contact.begin("", root.app.filterText)
        onDetailsRequested: details.open()
    }
    WelcomePane {
        anchors.left: sidebar.right
        anchors.right: parent.right
        height: parent.height
        visible: !root.narrow && !root.showsPerson && !root.showsRoom
        app: root.app
    }
    RoomPane {
        anchors.left: sidebar.right
        anchors.right: parent.right
        height: parent.height
        visible: !root.narrow && root.showsRoom
        app: root.app
    }
    PersonPane {
        anchors.left: root.narrow ? parent.left : sidebar.right
        anchors.right: parent.right
        height: parent.height
        visible: root.showsPerson
        app: root.app
        narrow: root.narrow
        onEditRequested: contact.edit(root.app.person.address)
        onAddRequested: contact.begin(root.app.person.name, root.app.person.address)
        onDetailsRequested: details.open()
        onHistoryRequested: {
            root.app.recent.showPerson(root.app.person.address, root.app.person.name)
            sidebar.list = "recent"
            if (root.narrow)
                root.app.select("")
        }
    }
    CallDetailsDialog {
        id: details
        app: root.app
    }
    ContactDialog {
        id: contact
        form: root.app.contactForm
    }
}
