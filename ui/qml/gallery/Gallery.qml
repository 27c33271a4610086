pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Ahoy
import "../theme"
import "../controls/panels"
import "shelves"

// Every control in every state, in the form chosen at the top. For who builds screens; its words are not translated.
T.ApplicationWindow {
    id: gallery

    required property AppViewModel app
    property string shelf: "buttons"
    property bool mirrored: false
    readonly property list<string> shelves: ["buttons", "fields", "rows", "marks", "messages", "panels", "pictures", "devices"]

    width: 900
    height: 640
    minimumWidth: 360
    minimumHeight: 560
    visible: true
    title: "Ahoy, the controls"
    color: Theme.rail
    font.family: Application.font.family
    font.pixelSize: Theme.body
    LayoutMirroring.enabled: mirrored
    LayoutMirroring.childrenInherit: true

    Binding {
        target: Theme
        property: "dark"
        value: gallery.app.appearance.dark
    }
    Binding {
        target: Theme
        property: "contrast"
        value: gallery.app.appearance.contrast
    }
    Binding {
        target: Theme
        property: "scale"
        value: gallery.app.appearance.textScale
    }
    Binding {
        target: Theme
        property: "still"
        value: gallery.app.appearance.still
    }

    Flickable {
        id: page
        objectName: "galleryPage"
        anchors.fill: parent
        contentHeight: column.implicitHeight + 2 * Theme.normal
        boundsBehavior: Flickable.StopAtBounds

        ColumnLayout {
            id: column
            x: Theme.normal
            y: Theme.normal
            width: page.width - 2 * Theme.normal
            spacing: Theme.normal

            GalleryBar {
                Layout.fillWidth: true
                appearance: gallery.app.appearance
                mirrored: gallery.mirrored
                onMirroredChosen: mirrored => gallery.mirrored = mirrored
            }
            Flow {
                Layout.fillWidth: true
                spacing: Theme.hair

                Repeater {
                    model: gallery.shelves

                    ShelfButton {
                        required property string modelData
                        objectName: "shelf-" + modelData
                        text: modelData
                        kind: gallery.shelf === modelData ? "primary" : "plain"
                        onClicked: gallery.shelf = modelData
                    }
                }
            }
            Loader {
                objectName: "shelf"
                Layout.fillWidth: true
                sourceComponent: {
                    const shelves = {
                        "buttons": buttons, "fields": fields, "rows": rows, "marks": marks,
                        "messages": messages, "panels": panels, "pictures": pictures, "devices": devices
                    }
                    return shelves[gallery.shelf]
                }
            }
        }
    }
    Scroller {
        orientation: Qt.Vertical
        anchors.right: parent.right
        anchors.top: page.top
        anchors.bottom: page.bottom
        size: page.visibleArea.heightRatio
        position: page.visibleArea.yPosition
        active: page.moving
        onPositionChanged: if (pressed) page.contentY = position * page.contentHeight
    }
    Component {
        id: buttons
        ButtonsShelf {}
    }
    Component {
        id: fields
        FieldsShelf {}
    }
    Component {
        id: rows
        RowsShelf {}
    }
    Component {
        id: marks
        MarksShelf {}
    }
    Component {
        id: messages
        MessagesShelf {
            notices: gallery.app.notices
            elision: gallery.app.elision
        }
    }
    Component {
        id: panels
        PanelsShelf {}
    }
    Component {
        id: pictures
        PicturesShelf {
            pictures: gallery.app.pictures
        }
    }
    Component {
        id: devices
        DevicesShelf {
            app: gallery.app
        }
    }
}
