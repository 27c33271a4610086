pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Ahoy
import "theme"
import "controls/messages"
import "start"
import "home"
import "call"
import "call/sharing"
import "settings"
import "check"
import "desktop"

// The window: one page at a time, and what lies over all pages.
T.ApplicationWindow {
    id: window

    required property AppViewModel app
    property string heading: "Ahoy"
    property bool startHidden: false
    property bool settingsOpen: false
    readonly property bool atHome: app.page === "home" || app.page === "summary"
    readonly property bool fullScreen: visibility === Window.FullScreen

    property int visibilityBefore: Window.Windowed
    property int visibilityShown: Window.Windowed

    function toggleFullScreen(): void {
        if (fullScreen) {
            leaveFullScreen()
        } else {
            visibilityBefore = visibility
            showFullScreen()
        }
    }
    function leaveFullScreen(): void {
        if (visibilityBefore === Window.Maximized)
            showMaximized()
        else
            showNormal()
    }
    // From the small window of a call, or from wherever it was.
    function comeBack(): void {
        if (visibility === Window.Minimized || visibility === Window.Hidden)
            visibility = visibilityShown
        if (Qt.platform.pluginName !== "offscreen")
            raise()
        requestActivate()
    }
    // In front of the other windows, with the keyboard left to whoever has it.
    // Where a card or a notification tells of the call, the window stays where it is.
    function ring(): void {
        if (!app.incoming.exists)
            return
        if (app.desktop.ringsOutside) {
            if (visible)
                alert(0)
            return
        }
        if (!visible || visibility === Window.Minimized)
            showNormal()
        if (Qt.platform.pluginName !== "offscreen")
            raise()
        alert(0)
    }

    onVisibilityChanged: now => {
        if (now !== Window.Minimized && now !== Window.Hidden)
            visibilityShown = now
    }
    width: 1100
    height: 720
    minimumWidth: 360
    minimumHeight: 560
    visible: !startHidden
    title: app.active.exists ? app.active.name + " – " + heading : app.recent.badge !== "" ? "(" + app.recent.badge + ") " + heading : heading
    color: Theme.window
    font.family: Application.font.family
    font.pixelSize: Theme.body
    LayoutMirroring.enabled: app.language.mirrored
    LayoutMirroring.childrenInherit: true

    Binding {
        target: Theme
        property: "dark"
        value: window.app.appearance.dark
    }
    Binding {
        target: Theme
        property: "contrast"
        value: window.app.appearance.contrast
    }
    Binding {
        target: Theme
        property: "scale"
        value: window.app.appearance.textScale
    }
    Binding {
        target: Theme
        property: "still"
        value: window.app.appearance.still
    }
    Connections {
        target: window.app.incoming
        function onExistsChanged() {
            if (window.app.incoming.exists)
                Qt.callLater(window.ring) // once it is known whether it is shown outside the window
        }
    }
    Connections {
        target: window.app
        function onDialFilled() {
            window.settingsOpen = false
        }
        function onRecentRequested() {
            window.settingsOpen = false
        }
        function onPageChanged() {
            check.close()
            if (window.app.page === "call")
                window.settingsOpen = false
            else if (window.fullScreen)
                window.leaveFullScreen()
        }
    }

    StartingPane {
        anchors.fill: parent
        visible: window.app.page === "starting"
    }
    Loader {
        anchors.fill: parent
        active: window.app.page === "first-start"
        sourceComponent: FirstStart {
            app: window.app
            onCheckRequested: check.open()
        }
    }
    Loader {
        id: homePage
        anchors.fill: parent
        active: window.atHome || window.app.page === "call"
        visible: window.atHome && !window.settingsOpen
        enabled: visible // what cannot be seen must not keep the keyboard
        sourceComponent: HomeScreen {
            app: window.app
            onSettingsRequested: page => {
                window.app.settings.open(page)
                window.settingsOpen = true
            }
        }
    }
    Loader {
        anchors.fill: parent
        active: window.settingsOpen && window.atHome
        sourceComponent: SettingsScreen {
            app: window.app
            onClosed: window.settingsOpen = false
            onHelpRequested: help.open()
            onCheckRequested: check.open()
            onSetUpRequested: {
                window.settingsOpen = false
                window.app.firstRun.repeat()
            }
        }
    }
    Loader {
        id: callPage
        anchors.fill: parent
        active: window.app.page === "call"
        onLoaded: (item as Item).forceActiveFocus()
        sourceComponent: CallScreen {
            app: window.app
            fullScreen: window.fullScreen
            notice: toast
            onFullScreenToggled: window.toggleFullScreen()
            onCheckRequested: check.open()
            onReturnRequested: window.comeBack()
        }
    }
    Loader {
        anchors.fill: parent
        active: window.app.page === "summary"
        sourceComponent: SummaryScreen {
            app: window.app
        }
    }
    SharingStrip {
        sharing: window.app.calls.sharing
        inFront: window.active
    }
    IncomingDialog {
        app: window.app
    }
    IncomingCard {
        app: window.app
    }
    CrashNotice {
        app: window.app
    }
    CheckDialog {
        id: check
        objectName: "checkDialog"
        app: window.app
        muted: window.app.active.muted
    }
    ShortcutsDialog {
        id: help
        objectName: "help"
        shortcuts: window.app.shortcuts
    }
    Toast {
        id: toast
        objectName: "toast"
        notices: window.app.notices
        parent: T.Overlay.overlay
        z: 10
        anchors.horizontalCenter: parent?.horizontalCenter
        anchors.bottom: parent?.bottom
        anchors.bottomMargin: window.app.page === "call" ? 112 + ((callPage.item as CallScreen)?.hintHeight ?? 0) : Theme.large
    }
    ElisionTip {
        elision: window.app.elision
    }
    Shortcut {
        sequence: "Ctrl+,"
        enabled: window.app.page === "home"
        onActivated: window.settingsOpen = !window.settingsOpen
    }
    Shortcut {
        sequences: ["Ctrl+Q"]
        onActivated: window.app.desktop.quit()
    }
    Shortcut {
        sequence: "F1"
        onActivated: help.opened ? help.close() : help.open()
    }
    Shortcut {
        sequence: "Ctrl+Shift+N"
        onActivated: window.app.profile.setDoNotDisturb(!window.app.profile.doNotDisturb)
    }
    Shortcut {
        sequence: "F11"
        onActivated: window.toggleFullScreen()
    }
}
