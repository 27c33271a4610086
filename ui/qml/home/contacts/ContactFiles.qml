import QtQuick
import QtCore
import QtQuick.Dialogs
import Ahoy

// The system's own questions for a file. Loaded on first use: they are not needed for the first picture.
Item {
    id: root

    required property AddressBookViewModel book

    function askImport(): void { opening.open() }
    function askExport(): void { saving.open() }

    FileDialog {
        id: opening
        objectName: "importDialog"
        title: qsTr("Import contacts")
        currentFolder: StandardPaths.writableLocation(StandardPaths.DocumentsLocation)
        fileMode: FileDialog.OpenFile
        nameFilters: [qsTr("Contacts (*.vcf *.vcard *.csv)"), qsTr("All files (*)")]
        onAccepted: root.book.importFrom(selectedFile)
    }
    FileDialog {
        id: saving
        objectName: "exportDialog"
        title: qsTr("Export contacts")
        currentFolder: StandardPaths.writableLocation(StandardPaths.DocumentsLocation)
        fileMode: FileDialog.SaveFile
        defaultSuffix: "vcf"
        nameFilters: [qsTr("vCard (*.vcf)"), qsTr("vCard for older programs (*.vcf)"), qsTr("Table (*.csv)")]
        onAccepted: root.book.exportTo(selectedFile, selectedNameFilter.index === 1)
    }
}
