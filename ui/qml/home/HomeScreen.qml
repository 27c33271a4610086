import QtQuick
import Ahoy
import "../theme"

// People and recent calls on the left, whoever is selected on the right.
Rectangle {
    id: root

    required property AppViewModel app

    signal settingsRequested

    color: Theme.window

    Sidebar {
        id: sidebar
        objectName: "sidebar"
        app: root.app
        width: Math.max(312, Math.min(360, root.width * 0.3))
        height: parent.height
        onSettingsRequested: root.settingsRequested()
        onContactRequested: contact.ask("", root.app.filterText)
    }
    WelcomePane {
        anchors.left: sidebar.right
        anchors.right: parent.right
        height: parent.height
        visible: !root.app.person.exists
        app: root.app
    }
    PersonPane {
        anchors.left: sidebar.right
        anchors.right: parent.right
        height: parent.height
        visible: root.app.person.exists
        app: root.app
        onEditRequested: contact.ask(root.app.person.name, root.app.person.address)
    }
    ContactDialog {
        id: contact
        app: root.app
    }
}
