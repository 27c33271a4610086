pragma ComponentBehavior: Bound
import QtQuick
import QtQml
import Ahoy

// The keys of a call; the tips of the buttons name them, and so does the table in the settings.
Item {
    id: root

    required property AppViewModel app
    property bool fullScreen: false
    property bool inRoom: false
    readonly property CallViewModel call: app.active
    readonly property bool pictured: call.established && call.showsRemote && !inRoom
    readonly property bool waiting: app.incoming.exists

    signal fullScreenToggled
    signal panelToggled(string name)
    signal shareRequested

    Shortcut {
        sequence: "Ctrl+D"
        enabled: root.call.established
        onActivated: root.call.toggleMuted()
    }
    Shortcut {
        sequence: "Ctrl+E"
        enabled: root.call.established
        onActivated: root.call.toggleVideo()
    }
    Shortcut {
        sequence: "Ctrl+H"
        enabled: root.call.established
        onActivated: root.call.toggleHeld()
    }
    Shortcut {
        sequence: "Ctrl+Shift+H"
        onActivated: root.call.hangUp()
    }
    Shortcut {
        sequence: "Ctrl+M"
        onActivated: root.panelToggled("devices")
    }
    Shortcut {
        sequence: "Ctrl+K"
        enabled: root.call.established
        onActivated: root.panelToggled("keypad")
    }
    Shortcut {
        sequence: "Ctrl+T"
        enabled: root.call.established && root.call.transferReason === ""
        onActivated: root.panelToggled("transfer")
    }
    Shortcut {
        sequence: "Ctrl+N"
        enabled: root.call.established
        onActivated: root.panelToggled("add")
    }
    Shortcut {
        sequence: "Ctrl+Shift+S"
        enabled: root.call.established && root.app.calls.sharing.reason === ""
        onActivated: root.shareRequested()
    }
    Shortcut {
        sequence: "Ctrl+Shift+Z"
        enabled: root.app.calls.sharing.remoteSharing
        onActivated: root.app.calls.sharing.toggleActualSize()
    }
    Shortcut {
        sequence: "Ctrl+Shift+X"
        enabled: root.app.calls.sharing.remoteSharing
        onActivated: root.app.calls.sharing.exchange()
    }
    Shortcut {
        sequence: "Ctrl+I"
        enabled: root.call.established
        onActivated: root.panelToggled("details")
    }
    Shortcut {
        sequences: [StandardKey.ZoomIn, "Ctrl+="]
        enabled: root.pictured
        onActivated: root.app.calls.look.zoomIn()
    }
    Shortcut {
        sequences: [StandardKey.ZoomOut]
        enabled: root.pictured
        onActivated: root.app.calls.look.zoomOut()
    }
    Shortcut {
        sequence: "Ctrl+0"
        enabled: root.pictured
        onActivated: root.app.calls.look.reset()
    }
    Shortcut {
        sequence: "Ctrl+Shift+F"
        enabled: root.pictured
        onActivated: root.app.calls.look.toggleFilled()
    }
    Shortcut {
        sequence: "Ctrl+Shift+P"
        enabled: root.call.established && !root.inRoom
        onActivated: root.app.calls.smallWindow.toggle()
    }
    Shortcut {
        sequence: "Ctrl+Shift+V"
        enabled: root.call.showsSelf && !root.inRoom
        onActivated: root.app.calls.selfLook.toggleHidden()
    }
    Shortcut {
        sequence: "Ctrl+J"
        onActivated: root.app.calls.connectWith("")
    }
    Shortcut {
        sequence: "Ctrl+Shift+J"
        onActivated: root.app.calls.merge()
    }
    Shortcut {
        sequence: "Ctrl+S"
        onActivated: root.app.calls.swap()
    }
    Instantiator {
        model: 9

        Shortcut {
            required property int index
            sequence: "Ctrl+" + (index + 1)
            onActivated: root.app.calls.resumeAt(index)
        }
    }
    Shortcut {
        sequences: ["Ctrl+Return", "Ctrl+Enter"]
        enabled: root.waiting
        onActivated: root.app.incoming.answer(root.app.incoming.video)
    }
    Shortcut {
        sequences: ["Ctrl+Shift+Return", "Ctrl+Shift+Enter"]
        enabled: root.waiting
        onActivated: root.app.incoming.answer(false)
    }
    Shortcut {
        sequences: ["Ctrl+Alt+Return", "Ctrl+Alt+Enter"]
        enabled: root.waiting
        onActivated: root.app.calls.answerInstead(root.app.incoming.video)
    }
    Shortcut {
        sequence: "Ctrl+Shift+D"
        enabled: root.waiting
        onActivated: root.app.incoming.hangUp()
    }
    Shortcut {
        sequence: "Ctrl+Shift+I"
        enabled: root.waiting
        onActivated: root.app.calls.ignore()
    }
    Shortcut {
        sequence: "Escape"
        enabled: root.fullScreen
        onActivated: root.fullScreenToggled()
    }
}
