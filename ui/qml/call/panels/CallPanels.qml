import QtQuick
import Ahoy
import "../../theme"
import "../../controls/panels"
import "../../calls"

// The cards that the bar of a call opens, one at a time. Lies over the bar, as large as it is.
Item {
    id: root

    required property AppViewModel app
    readonly property CallViewModel call: app.active
    property string open: ""
    property real room: 376
    property real roomAbove: 480
    property bool inRoom: false
    property bool narrow: false
    property bool roomy: true
    property bool fullScreen: false

    signal checkRequested
    signal chosen(string name)

    function panel(name: string): Panel {
        return {
            "devices": devices,
            "keypad": keypad,
            "more": more,
            "details": details
        }[name] ?? party
    }
    function toggle(name: string): void {
        const before = open
        if (before !== "")
            panel(before).close()
        if (before === name)
            return
        open = name
        if (name === "transfer" || name === "add")
            party.begin(name === "transfer")
        else
            panel(name).open()
    }
    // Keys, transfers and figures are of one call; devices are of all.
    function leaveCall(): void {
        if (open !== "" && open !== "devices")
            panel(open).close()
    }
    function closed(name: string): void {
        if (open === name)
            open = ""
    }
    function across(width: real): real { return (root.width - width) / 2 }
    function above(height: real): real { return -height - Theme.medium }

    DeviceMenu {
        id: devices
        x: root.across(width)
        y: root.above(height)
        room: root.room
        roomAbove: root.roomAbove
        app: root.app
        muted: root.call.muted
        onClosed: root.closed("devices")
        onCheckRequested: root.checkRequested()
    }
    Keypad {
        id: keypad
        x: root.across(width)
        y: root.above(height)
        room: root.room
        roomAbove: root.roomAbove
        keypad: root.app.calls.keypad
        onClosed: root.closed("keypad")
    }
    PartyPanel {
        id: party
        x: root.across(width)
        y: root.above(height)
        room: root.room
        roomAbove: root.roomAbove
        app: root.app
        onClosed: root.closed(party.transfers ? "transfer" : "add")
    }
    DetailsPanel {
        id: details
        objectName: "detailsPanel"
        x: root.across(width)
        y: root.above(height)
        room: root.room
        roomAbove: root.roomAbove
        calls: root.app.calls
        onClosed: root.closed("details")
    }
    MoreMenu {
        id: more
        x: root.across(width)
        y: root.above(height)
        room: root.room
        roomAbove: root.roomAbove
        calls: root.app.calls
        call: root.call
        inRoom: root.inRoom
        narrow: root.narrow
        roomy: root.roomy
        fullScreen: root.fullScreen
        onClosed: root.closed("more")
        onChosen: name => root.chosen(name)
    }
}
