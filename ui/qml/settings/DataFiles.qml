import QtQuick
import QtCore
import QtQuick.Dialogs
import Ahoy

// The system's own question for the archive. Loaded on first use, as those for contacts.
Item {
    id: root

    required property DataViewModel records

    function askExport(): void { saving.open() }

    FileDialog {
        id: saving
        objectName: "exportEverythingDialog"
        title: qsTr("Export everything")
        currentFolder: StandardPaths.writableLocation(StandardPaths.DocumentsLocation)
        fileMode: FileDialog.SaveFile
        defaultSuffix: "zip"
        nameFilters: [qsTr("Archive (*.zip)")]
        onAccepted: root.records.exportTo(selectedFile)
    }
}
