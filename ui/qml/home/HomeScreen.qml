import QtQuick
import Ahoy
import "../theme"
import "contacts"
import "history"

// People and recent calls on the left, whoever is selected on the right.
Rectangle {
    id: root

    required property AppViewModel app

    readonly property bool narrow: width < 640

    signal settingsRequested

    color: Theme.window

    Sidebar {
        id: sidebar
        objectName: "sidebar"
        app: root.app
        width: root.narrow ? root.width : Math.max(312, Math.min(360, root.width * 0.3))
        visible: !root.narrow || !root.app.person.exists
        height: parent.height
        onSettingsRequested: root.settingsRequested()
        onContactRequested: contact.ask("", root.app.filterText)
        onDetailsRequested: details.open()
    }
    WelcomePane {
        anchors.left: sidebar.right
        anchors.right: parent.right
        height: parent.height
        visible: !root.narrow && !root.app.person.exists
        app: root.app
    }
    PersonPane {
        anchors.left: root.narrow ? parent.left : sidebar.right
        anchors.right: parent.right
        height: parent.height
        visible: root.app.person.exists
        app: root.app
        narrow: root.narrow
        onEditRequested: contact.ask(root.app.person.name, root.app.person.address)
        onDetailsRequested: details.open()
    }
    CallDetailsDialog {
        id: details
        app: root.app
    }
    ContactDialog {
        id: contact
        app: root.app
    }
}
