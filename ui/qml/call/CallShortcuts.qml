import QtQuick
import Ahoy

// The keys of a call; the tips of the buttons name them.
Item {
    id: root

    required property AppViewModel app
    property bool fullScreen: false

    signal fullScreenToggled
    signal menuToggled

    Shortcut {
        sequence: "Ctrl+D"
        enabled: root.app.active.established
        onActivated: root.app.active.toggleMuted()
    }
    Shortcut {
        sequence: "Ctrl+E"
        enabled: root.app.active.established
        onActivated: root.app.active.toggleVideo()
    }
    Shortcut {
        sequence: "Ctrl+H"
        onActivated: root.app.active.hangUp()
    }
    Shortcut {
        sequence: "Ctrl+M"
        onActivated: root.menuToggled()
    }
    Shortcut {
        sequence: "Escape"
        enabled: root.fullScreen
        onActivated: root.fullScreenToggled()
    }
}
