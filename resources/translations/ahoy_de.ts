<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>AboutPage</name>
    <message>
        <source>About</source>
        <translation>Über Ahoy</translation>
    </message>
    <message>
        <source>Ahoy %1. Free software under the GNU General Public License, version 3 or later.</source>
        <translation>Ahoy %1. Freie Software unter der GNU General Public License, Version 3 oder später.</translation>
    </message>
    <message>
        <source>Keys for everything</source>
        <translation>Tasten für alles</translation>
    </message>
    <message>
        <source>Set up again</source>
        <translation>Erneut einrichten</translation>
    </message>
    <message>
        <source>The first steps once more; nothing is lost</source>
        <translation>Die ersten Schritte noch einmal; nichts geht verloren</translation>
    </message>
</context>
<context>
    <name>AccountForm</name>
    <message>
        <source>An account that a telephone company or your own server gave you. It must be reachable over WebSocket. The password is kept in the key store of this machine.</source>
        <translation>Ein Konto, das du von einer Telefongesellschaft oder deinem eigenen Server hast. Er muss über WebSocket erreichbar sein. Das Passwort liegt im Schlüsselbund dieses Computers.</translation>
    </message>
    <message>
        <source>Server address</source>
        <translation>Serveradresse</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>Benutzername</translation>
    </message>
    <message>
        <source>Domain (if not the server&apos;s)</source>
        <translation>Domain (falls nicht die des Servers)</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>Use this account</source>
        <translation>Dieses Konto verwenden</translation>
    </message>
</context>
<context>
    <name>AccountPage</name>
    <message>
        <source>You</source>
        <translation>Du</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Others call you as</source>
        <translation>Andere rufen dich an als</translation>
    </message>
    <message>
        <source>Copy your user id</source>
        <translation>Benutzerkennung kopieren</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>%1: the service built into Ahoy</source>
        <translation>%1: der in Ahoy eingebaute Dienst</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Abmelden</translation>
    </message>
    <message>
        <source>There is nothing to sign out of: the built-in service needs no account.</source>
        <translation>Es gibt nichts abzumelden: Der eingebaute Dienst braucht kein Konto.</translation>
    </message>
    <message>
        <source>Goes back to the built-in service, and forgets the password</source>
        <translation>Kehrt zum eingebauten Dienst zurück und vergisst das Passwort</translation>
    </message>
    <message>
        <source>Sign out of %1?</source>
        <translation>Von %1 abmelden?</translation>
    </message>
    <message>
        <source>Its password is forgotten. Contacts and calls stay.</source>
        <translation>Das Passwort wird vergessen. Kontakte und Anrufe bleiben.</translation>
    </message>
</context>
<context>
    <name>AloneCard</name>
    <message>
        <source>Nobody else is here yet</source>
        <translation>Noch ist niemand sonst hier</translation>
    </message>
    <message>
        <source>Whoever has the link, or types the same room, meets you here.</source>
        <translation>Wer den Link hat oder denselben Raum eingibt, trifft dich hier.</translation>
    </message>
    <message>
        <source>Copy the link</source>
        <translation>Link kopieren</translation>
    </message>
    <message>
        <source>Invite</source>
        <translation>Einladen</translation>
    </message>
</context>
<context>
    <name>AppearanceSettings</name>
    <message>
        <source>Appearance</source>
        <translation>Darstellung</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Light or dark</source>
        <translation>Hell oder dunkel</translation>
    </message>
    <message>
        <source>System</source>
        <translation>System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>Kontrast</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>Normal</translation>
    </message>
    <message>
        <source>High</source>
        <translation>Hoch</translation>
    </message>
    <message>
        <source>Size of text</source>
        <translation>Textgröße</translation>
    </message>
    <message>
        <source>Text as large as the system&apos;s</source>
        <translation>Text so groß wie im System</translation>
    </message>
    <message>
        <source>Less motion</source>
        <translation>Weniger Bewegung</translation>
    </message>
    <message>
        <source>Tiles and panels appear at their place instead of moving there.</source>
        <translation>Kacheln und Felder erscheinen an ihrem Platz, statt dorthin zu gleiten.</translation>
    </message>
</context>
<context>
    <name>BlockedSettings</name>
    <message>
        <source>Blocked people</source>
        <translation>Blockierte Personen</translation>
    </message>
    <message>
        <source>They cannot ring here; they hear busy. Their calls are listed, and do not count as missed.</source>
        <translation>Sie können hier nicht anrufen und hören „besetzt“. Ihre Anrufe werden aufgelistet, zählen aber nicht als verpasst.</translation>
    </message>
    <message>
        <source>User id, number or address</source>
        <translation>Benutzerkennung, Nummer oder Adresse</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>Blockieren</translation>
    </message>
    <message>
        <source>Nobody is blocked.</source>
        <translation>Niemand ist blockiert.</translation>
    </message>
    <message>
        <source>Unblock</source>
        <translation>Freigeben</translation>
    </message>
    <message>
        <source>Unblock %1</source>
        <translation>%1 freigeben</translation>
    </message>
</context>
<context>
    <name>CallBadges</name>
    <message>
        <source>The picture of %1 has stopped</source>
        <translation>Das Bild von %1 steht still</translation>
    </message>
    <message>
        <source>You are muted</source>
        <translation>Du bist stumm</translation>
    </message>
    <message>
        <source>You have paused your video</source>
        <translation>Du hast dein Video angehalten</translation>
    </message>
    <message>
        <source>%1 is muted</source>
        <translation>%1 ist stumm</translation>
    </message>
    <message>
        <source>No microphone: others cannot hear you</source>
        <translation>Kein Mikrofon: Andere hören dich nicht</translation>
    </message>
    <message>
        <source>No camera: others cannot see you</source>
        <translation>Keine Kamera: Andere sehen dich nicht</translation>
    </message>
</context>
<context>
    <name>CallControls</name>
    <message>
        <source>Unmute the microphone</source>
        <translation>Mikrofon einschalten</translation>
    </message>
    <message>
        <source>Mute the microphone</source>
        <translation>Mikrofon stummschalten</translation>
    </message>
    <message>
        <source>Pause your video</source>
        <translation>Dein Video anhalten</translation>
    </message>
    <message>
        <source>Show your video</source>
        <translation>Dein Video zeigen</translation>
    </message>
    <message>
        <source>Stop sharing your screen</source>
        <translation>Bildschirm nicht mehr teilen</translation>
    </message>
    <message>
        <source>Share your screen</source>
        <translation>Bildschirm teilen</translation>
    </message>
    <message>
        <source>Resume the call</source>
        <translation>Gespräch fortsetzen</translation>
    </message>
    <message>
        <source>Put the call on hold</source>
        <translation>Gespräch halten</translation>
    </message>
    <message>
        <source>Keypad</source>
        <translation>Tastenfeld</translation>
    </message>
    <message>
        <source>Transfer the call</source>
        <translation>Weiterverbinden</translation>
    </message>
    <message>
        <source>Add people, or call someone as well</source>
        <translation>Personen hinzufügen oder zusätzlich jemanden anrufen</translation>
    </message>
    <message>
        <source>Take your hand down</source>
        <translation>Hand senken</translation>
    </message>
    <message>
        <source>Raise your hand</source>
        <translation>Hand heben</translation>
    </message>
    <message>
        <source>People in the room</source>
        <translation>Personen im Raum</translation>
    </message>
    <message>
        <source>Microphone, speaker and camera</source>
        <translation>Mikrofon, Lautsprecher und Kamera</translation>
    </message>
    <message>
        <source>Leave full screen</source>
        <translation>Vollbild beenden</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Vollbild</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>Details of the call</source>
        <translation>Einzelheiten des Gesprächs</translation>
    </message>
    <message>
        <source>Leave the room</source>
        <translation>Raum verlassen</translation>
    </message>
    <message>
        <source>Hang up</source>
        <translation>Auflegen</translation>
    </message>
    <message>
        <source>Cancel the call</source>
        <translation>Anruf abbrechen</translation>
    </message>
</context>
<context>
    <name>CallDetailsDialog</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Begonnen</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Beendet</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Qualität</translation>
    </message>
    <message>
        <source>By the account</source>
        <translation>Über das Konto</translation>
    </message>
    <message>
        <source>How it ended</source>
        <translation>Wie es endete</translation>
    </message>
    <message>
        <source>For a report</source>
        <translation>Für eine Meldung</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Copy the address</source>
        <translation>Adresse kopieren</translation>
    </message>
    <message>
        <source>Forget this call</source>
        <translation>Diesen Anruf löschen</translation>
    </message>
    <message>
        <source>Call %1</source>
        <translation>%1 anrufen</translation>
    </message>
    <message>
        <source>Video call %1</source>
        <translation>%1 per Video anrufen</translation>
    </message>
</context>
<context>
    <name>CallList</name>
    <message>
        <source>Your calls</source>
        <translation>Deine Gespräche</translation>
    </message>
    <message>
        <source>They talk to each other, and you leave both calls  ·  Ctrl+J</source>
        <translation>Die beiden sprechen miteinander, und du verlässt beide Gespräche  ·  Ctrl+J</translation>
    </message>
    <message>
        <source>The calls become one room, in which all hear each other  ·  Ctrl+Shift+J</source>
        <translation>Die Gespräche werden zu einem Raum, in dem alle einander hören  ·  Ctrl+Shift+J</translation>
    </message>
</context>
<context>
    <name>CallListRow</name>
    <message>
        <source>Press to talk here; the present call goes on hold</source>
        <translation>Drücken, um hier zu sprechen; das jetzige Gespräch wird gehalten</translation>
    </message>
    <message>
        <source>Resume the call with %1</source>
        <translation>Gespräch mit %1 fortsetzen</translation>
    </message>
    <message>
        <source>Talk to %1</source>
        <translation>Mit %1 sprechen</translation>
    </message>
    <message>
        <source>Answer %1</source>
        <translation>Anruf von %1 annehmen</translation>
    </message>
    <message>
        <source>Decline %1</source>
        <translation>Anruf von %1 ablehnen</translation>
    </message>
    <message>
        <source>Hang up on %1</source>
        <translation>Gespräch mit %1 beenden</translation>
    </message>
</context>
<context>
    <name>CallSettings</name>
    <message>
        <source>Calls</source>
        <translation>Anrufe</translation>
    </message>
    <message>
        <source>Do not disturb</source>
        <translation>Nicht stören</translation>
    </message>
    <message>
        <source>Nobody rings here. Callers hear busy, and their calls are listed as missed.</source>
        <translation>Hier klingelt niemand. Anrufer hören „besetzt“, und ihre Anrufe werden als verpasst aufgelistet.</translation>
    </message>
    <message>
        <source>When somebody calls during a call</source>
        <translation>Wenn während eines Gesprächs jemand anruft</translation>
    </message>
    <message>
        <source>Ask me quietly</source>
        <translation>Leise fragen</translation>
    </message>
    <message>
        <source>A card appears over the call, with a soft tone. The present call goes on until you choose.</source>
        <translation>Über dem Gespräch erscheint eine Karte, mit einem leisen Ton. Das Gespräch geht weiter, bis du wählst.</translation>
    </message>
    <message>
        <source>Say that I am busy</source>
        <translation>Sagen, dass ich spreche</translation>
    </message>
    <message>
        <source>The caller hears busy at once; the call is listed as missed.</source>
        <translation>Der Anrufer hört sofort „besetzt“; der Anruf wird als verpasst aufgelistet.</translation>
    </message>
    <message>
        <source>Ring as always</source>
        <translation>Klingeln wie immer</translation>
    </message>
    <message>
        <source>The second call rings as loudly as a first one.</source>
        <translation>Der zweite Anruf klingelt so laut wie ein erster.</translation>
    </message>
</context>
<context>
    <name>CallTopBar</name>
    <message>
        <source>by %1</source>
        <translation>über %1</translation>
    </message>
    <message>
        <source>not verified</source>
        <translation>nicht bestätigt</translation>
    </message>
    <message>
        <source>Call time %1</source>
        <translation>Gesprächsdauer %1</translation>
    </message>
</context>
<context>
    <name>CallingPane</name>
    <message>
        <source>The picture is in a small window in front</source>
        <translation>Das Bild ist in einem kleinen Fenster im Vordergrund</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Put it back</source>
        <translation>Zurücksetzen</translation>
    </message>
</context>
<context>
    <name>CheckDialog</name>
    <message>
        <source>Check before a call</source>
        <translation>Prüfung vor dem Anruf</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>A short sound is played, and you say a few words. Nothing is recorded or sent.</source>
        <translation>Ein kurzer Ton wird gespielt, und du sagst ein paar Worte. Nichts wird aufgenommen oder gesendet.</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>Mikrofon</translation>
    </message>
    <message>
        <source>Speaker</source>
        <translation>Lautsprecher</translation>
    </message>
    <message>
        <source>Test speaker</source>
        <translation>Lautsprecher testen</translation>
    </message>
    <message>
        <source>Room</source>
        <translation>Raum</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Stop the check</source>
        <translation>Prüfung abbrechen</translation>
    </message>
    <message>
        <source>Start the check</source>
        <translation>Prüfung starten</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Noch einmal prüfen</translation>
    </message>
</context>
<context>
    <name>CheckLine</name>
    <message>
        <source>Listening…</source>
        <translation>Ich höre zu …</translation>
    </message>
    <message>
        <source>Not checked yet</source>
        <translation>Noch nicht geprüft</translation>
    </message>
</context>
<context>
    <name>CheckResult</name>
    <message>
        <source>The check is running</source>
        <translation>Die Prüfung läuft</translation>
    </message>
</context>
<context>
    <name>ContactDialog</name>
    <message>
        <source>Add a contact</source>
        <translation>Kontakt hinzufügen</translation>
    </message>
    <message>
        <source>Change the contact</source>
        <translation>Kontakt ändern</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>As you want to see it</source>
        <translation>Wie du ihn sehen willst</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Addresses, the first is called</source>
        <translation>Adressen; die erste wird angerufen</translation>
    </message>
    <message>
        <source>anna, +4930…, name@server, conf:room</source>
        <translation>anna, +4930…, name@server, conf:raum</translation>
    </message>
    <message>
        <source>Address %1</source>
        <translation>Adresse %1</translation>
    </message>
    <message>
        <source>Take this address away</source>
        <translation>Diese Adresse entfernen</translation>
    </message>
    <message>
        <source>Another address</source>
        <translation>Weitere Adresse</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
</context>
<context>
    <name>ContactFiles</name>
    <message>
        <source>Import contacts</source>
        <translation>Kontakte importieren</translation>
    </message>
    <message>
        <source>Contacts (*.vcf *.vcard *.csv)</source>
        <translation>Kontakte (*.vcf *.vcard *.csv)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Export contacts</source>
        <translation>Kontakte exportieren</translation>
    </message>
    <message>
        <source>vCard (*.vcf)</source>
        <translation>vCard (*.vcf)</translation>
    </message>
    <message>
        <source>vCard for older programs (*.vcf)</source>
        <translation>vCard für ältere Programme (*.vcf)</translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation>Tabelle (*.csv)</translation>
    </message>
</context>
<context>
    <name>ContactFilesMenu</name>
    <message>
        <source>Import and export contacts</source>
        <translation>Kontakte importieren und exportieren</translation>
    </message>
    <message>
        <source>Import from a file…</source>
        <translation>Aus einer Datei importieren …</translation>
    </message>
    <message>
        <source>Export to a file…</source>
        <translation>In eine Datei exportieren …</translation>
    </message>
</context>
<context>
    <name>CountryDialog</name>
    <message>
        <source>Country of your numbers</source>
        <translation>Land deiner Nummern</translation>
    </message>
    <message>
        <source>Country or code, such as +49</source>
        <translation>Land oder Vorwahl, etwa +49</translation>
    </message>
    <message>
        <source>Search for a country</source>
        <translation>Land suchen</translation>
    </message>
    <message>
        <source>Countries</source>
        <translation>Länder</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>No country by that name or code</source>
        <translation>Kein Land mit diesem Namen oder dieser Vorwahl</translation>
    </message>
</context>
<context>
    <name>CrashNotice</name>
    <message>
        <source>The last time did not end well</source>
        <translation>Das letzte Mal ging nicht gut aus</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>DataFiles</name>
    <message>
        <source>Export everything</source>
        <translation>Alles exportieren</translation>
    </message>
    <message>
        <source>Archive (*.zip)</source>
        <translation>Archiv (*.zip)</translation>
    </message>
</context>
<context>
    <name>DataSettings</name>
    <message>
        <source>Privacy and data</source>
        <translation>Privatsphäre und Daten</translation>
    </message>
    <message>
        <source>What Ahoy keeps of you is on this computer, and nowhere else.</source>
        <translation>Was Ahoy von dir behält, liegt auf diesem Computer und nirgends sonst.</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>This system has no key store that works: passwords are kept in memory and are forgotten when Ahoy ends.</source>
        <translation>Dieses System hat keinen funktionierenden Schlüsselbund: Passwörter bleiben im Arbeitsspeicher und sind vergessen, wenn Ahoy endet.</translation>
    </message>
    <message>
        <source>Passwords are in the key store of your system.</source>
        <translation>Passwörter liegen im Schlüsselbund deines Systems.</translation>
    </message>
    <message>
        <source>Write a log</source>
        <translation>Protokoll schreiben</translation>
    </message>
    <message>
        <source>For finding faults. It holds no passwords, no keys and no whole phone numbers, and is sent nowhere.</source>
        <translation>Um Fehler zu finden. Es enthält keine Passwörter, keine Schlüssel und keine vollständigen Telefonnummern und wird nirgendwohin gesendet.</translation>
    </message>
    <message>
        <source>Copy diagnostics</source>
        <translation>Diagnose kopieren</translation>
    </message>
    <message>
        <source>Versions, devices, state and the end of the log</source>
        <translation>Versionen, Geräte, Zustand und das Ende des Protokolls</translation>
    </message>
    <message>
        <source>Exporting…</source>
        <translation>Wird exportiert …</translation>
    </message>
    <message>
        <source>Export everything…</source>
        <translation>Alles exportieren …</translation>
    </message>
    <message>
        <source>Contacts, calls and settings in one archive</source>
        <translation>Kontakte, Anrufe und Einstellungen in einem Archiv</translation>
    </message>
    <message>
        <source>Delete everything…</source>
        <translation>Alles löschen …</translation>
    </message>
</context>
<context>
    <name>DesktopSettings</name>
    <message>
        <source>On your desktop</source>
        <translation>Auf deinem Desktop</translation>
    </message>
    <message>
        <source>Stay reachable when the window is closed</source>
        <translation>Bei geschlossenem Fenster erreichbar bleiben</translation>
    </message>
    <message>
        <source>Ahoy goes on in the tray. Quit in the menu of its icon ends it, and so does Ctrl+Q.</source>
        <translation>Ahoy läuft in der Taskleiste weiter. „Beenden“ im Menü des Symbols schließt es, ebenso Ctrl+Q.</translation>
    </message>
    <message>
        <source>Start when I log in</source>
        <translation>Beim Anmelden starten</translation>
    </message>
    <message>
        <source>Its window is made small then.</source>
        <translation>Das Fenster ist dann verkleinert.</translation>
    </message>
    <message>
        <source>Without a window, in the tray.</source>
        <translation>Ohne Fenster, in der Taskleiste.</translation>
    </message>
    <message>
        <source>Ring when Ahoy does not run</source>
        <translation>Klingeln, wenn Ahoy nicht läuft</translation>
    </message>
    <message>
        <source>A small program waits for calls, from login on. It shows who calls, and opens Ahoy when you answer.</source>
        <translation>Ein kleines Programm wartet ab der Anmeldung auf Anrufe. Es zeigt, wer anruft, und öffnet Ahoy, wenn du annimmst.</translation>
    </message>
    <message>
        <source>When somebody calls while I use another program</source>
        <translation>Wenn jemand anruft, während ich ein anderes Programm benutze</translation>
    </message>
    <message>
        <source>As fits this desktop</source>
        <translation>Passend zu diesem Desktop</translation>
    </message>
    <message>
        <source>A card where Ahoy may put one in front, else a notification. Neither takes the keyboard from you.</source>
        <translation>Eine Karte, wo Ahoy eine nach vorn holen darf, sonst eine Mitteilung. Keine von beiden nimmt dir die Tastatur weg.</translation>
    </message>
    <message>
        <source>A card above all windows</source>
        <translation>Eine Karte über allen Fenstern</translation>
    </message>
    <message>
        <source>On the screen where the pointer is.</source>
        <translation>Auf dem Bildschirm mit dem Mauszeiger.</translation>
    </message>
    <message>
        <source>A notification of the desktop</source>
        <translation>Eine Mitteilung des Desktops</translation>
    </message>
    <message>
        <source>With buttons to answer and to decline, where the desktop shows such.</source>
        <translation>Mit Tasten zum Annehmen und Ablehnen, wo der Desktop solche zeigt.</translation>
    </message>
    <message>
        <source>Both</source>
        <translation>Beides</translation>
    </message>
    <message>
        <source>A card, and a notification that stays as long as it rings.</source>
        <translation>Eine Karte und eine Mitteilung, die bleibt, solange es klingelt.</translation>
    </message>
    <message>
        <source>Tell me of missed calls</source>
        <translation>Verpasste Anrufe melden</translation>
    </message>
    <message>
        <source>By a notification, with a button to call back.</source>
        <translation>Mit einer Mitteilung und einer Taste zum Zurückrufen.</translation>
    </message>
</context>
<context>
    <name>DetailsPanel</name>
    <message>
        <source>Details of the call</source>
        <translation>Einzelheiten des Gesprächs</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>Als Text kopieren</translation>
    </message>
</context>
<context>
    <name>DeviceMenu</name>
    <message>
        <source>Microphone, speaker and camera</source>
        <translation>Mikrofon, Lautsprecher und Kamera</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>Mikrofon</translation>
    </message>
    <message>
        <source>Speaker</source>
        <translation>Lautsprecher</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>Check sound and video</source>
        <translation>Ton und Video prüfen</translation>
    </message>
</context>
<context>
    <name>DevicesStep</name>
    <message>
        <source>Microphone and camera</source>
        <translation>Mikrofon und Kamera</translation>
    </message>
    <message>
        <source>Others hear you by your microphone, and see you by your camera if you want. Ahoy opens them in calls that you make or answer, and here if you try them. Your system may ask whether Ahoy may do so. Nothing is recorded or sent.</source>
        <translation>Andere hören dich über dein Mikrofon und sehen dich über deine Kamera, wenn du willst. Ahoy öffnet sie in Gesprächen, die du beginnst oder annimmst, und hier, wenn du sie ausprobierst. Dein System fragt vielleicht, ob Ahoy das darf. Nichts wird aufgenommen oder gesendet.</translation>
    </message>
    <message>
        <source>Try microphone and camera</source>
        <translation>Mikrofon und Kamera ausprobieren</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>Mikrofon</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>Speaker</source>
        <translation>Lautsprecher</translation>
    </message>
    <message>
        <source>Check sound and video</source>
        <translation>Ton und Video prüfen</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Next, without trying them</source>
        <translation>Weiter, ohne sie auszuprobieren</translation>
    </message>
</context>
<context>
    <name>DialBar</name>
    <message>
        <source>Name or number</source>
        <translation>Name oder Nummer</translation>
    </message>
    <message>
        <source>Name, number or address to call</source>
        <translation>Name, Nummer oder Adresse anrufen</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>Anrufen</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Calls to phone numbers have no picture.</source>
        <translation>Anrufe bei Telefonnummern haben kein Bild.</translation>
    </message>
    <message>
        <source>Video call</source>
        <translation>Videoanruf</translation>
    </message>
    <message>
        <source> · Enter calls</source>
        <translation> · Enter ruft an</translation>
    </message>
    <message>
        <source>Call it as a phone number</source>
        <translation>Als Telefonnummer anrufen</translation>
    </message>
    <message>
        <source>Call numbers by</source>
        <translation>Nummern anrufen über</translation>
    </message>
</context>
<context>
    <name>DialPad</name>
    <message>
        <source>Choose your country</source>
        <translation>Wähle dein Land</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Numbers that name no country are taken for numbers of this one</source>
        <translation>Nummern ohne Landesvorwahl gelten als Nummern dieses Landes</translation>
    </message>
    <message>
        <source>Type or paste a number</source>
        <translation>Nummer eingeben oder einfügen</translation>
    </message>
    <message>
        <source>Number to call</source>
        <translation>Anzurufende Nummer</translation>
    </message>
    <message>
        <source>Take the last digit away; hold to empty the field</source>
        <translation>Letzte Ziffer löschen; halten, um das Feld zu leeren</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Call numbers by</source>
        <translation>Nummern anrufen über</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>Anrufen</translation>
    </message>
    <message>
        <source>Type a number first.</source>
        <translation>Gib zuerst eine Nummer ein.</translation>
    </message>
    <message>
        <source>Video call</source>
        <translation>Videoanruf</translation>
    </message>
    <message>
        <source>Paste a number</source>
        <translation>Nummer einfügen</translation>
    </message>
</context>
<context>
    <name>EchoStep</name>
    <message>
        <source>Your first call</source>
        <translation>Dein erster Anruf</translation>
    </message>
    <message>
        <source>The echo test repeats what you say and shows what you show. It opens your microphone, and your camera in a video call.</source>
        <translation>Der Echotest wiederholt, was du sagst, und zeigt, was du zeigst. Er öffnet dein Mikrofon und bei einem Videoanruf deine Kamera.</translation>
    </message>
    <message>
        <source>Call the echo test</source>
        <translation>Echotest anrufen</translation>
    </message>
    <message>
        <source>With sound alone</source>
        <translation>Nur mit Ton</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Nicht jetzt</translation>
    </message>
</context>
<context>
    <name>EraseDialog</name>
    <message>
        <source>Delete everything?</source>
        <translation>Alles löschen?</translation>
    </message>
    <message>
        <source>Your name, contacts, calls, settings, passwords and logs are removed from this computer, and Ahoy ends. This cannot be undone. Export everything first if you may want it again.</source>
        <translation>Dein Name, deine Kontakte, Anrufe, Einstellungen, Passwörter und Protokolle werden von diesem Computer entfernt, und Ahoy endet. Das lässt sich nicht rückgängig machen. Exportiere vorher alles, falls du es wieder brauchen könntest.</translation>
    </message>
    <message>
        <source>Keep everything</source>
        <translation>Alles behalten</translation>
    </message>
    <message>
        <source>Delete everything</source>
        <translation>Alles löschen</translation>
    </message>
</context>
<context>
    <name>FirstStart</name>
    <message>
        <source>The step before</source>
        <translation>Vorheriger Schritt</translation>
    </message>
    <message>
        <source>Step %1 of %2</source>
        <translation>Schritt %1 von %2</translation>
    </message>
    <message>
        <source>Leave it as it was</source>
        <translation>Alles lassen, wie es war</translation>
    </message>
</context>
<context>
    <name>HintCard</name>
    <message>
        <source>Unmute</source>
        <translation>Ton einschalten</translation>
    </message>
    <message>
        <source>Choose devices</source>
        <translation>Geräte wählen</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Ausblenden</translation>
    </message>
</context>
<context>
    <name>HistoryList</name>
    <message>
        <source>Which calls are listed</source>
        <translation>Welche Anrufe aufgelistet sind</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Missed</source>
        <translation>Verpasst</translation>
    </message>
    <message>
        <source>In</source>
        <comment>incoming calls</comment>
        <translation>Ein</translation>
    </message>
    <message>
        <source>Out</source>
        <comment>outgoing calls</comment>
        <translation>Aus</translation>
    </message>
    <message>
        <source>Forget all recent calls</source>
        <translation>Alle letzten Anrufe löschen</translation>
    </message>
    <message>
        <source>Contacts stay. You can take this back for a few seconds.</source>
        <translation>Kontakte bleiben. Du kannst das einige Sekunden lang zurücknehmen.</translation>
    </message>
    <message>
        <source>Calls with %1</source>
        <translation>Anrufe mit %1</translation>
    </message>
    <message>
        <source>Show calls with everybody</source>
        <translation>Anrufe mit allen zeigen</translation>
    </message>
    <message>
        <source>Recent calls</source>
        <translation>Letzte Anrufe</translation>
    </message>
    <message>
        <source>Others are under “All”, or with nothing in the search field.</source>
        <translation>Andere stehen unter „Alle“ oder bei leerem Suchfeld.</translation>
    </message>
    <message>
        <source>No calls yet</source>
        <translation>Noch keine Anrufe</translation>
    </message>
    <message>
        <source>No such calls</source>
        <translation>Keine solchen Anrufe</translation>
    </message>
    <message>
        <source>The calls you make and get are listed here.</source>
        <translation>Hier stehen die Anrufe, die du machst und bekommst.</translation>
    </message>
    <message>
        <source>Forget all recent calls?</source>
        <translation>Alle letzten Anrufe löschen?</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>Löschen</translation>
    </message>
</context>
<context>
    <name>HistoryRow</name>
    <message>
        <source>%1, new: %2, %3</source>
        <translation>%1, neu: %2, %3</translation>
    </message>
    <message>
        <source>%1, %2, %3</source>
        <translation>%1, %2, %3</translation>
    </message>
    <message>
        <source>Enter calls again, Delete forgets the call, F2 shows its details</source>
        <translation>Enter ruft erneut an, Entf löscht den Anruf, F2 zeigt Einzelheiten</translation>
    </message>
    <message>
        <source>Call %1 again</source>
        <translation>%1 erneut anrufen</translation>
    </message>
    <message>
        <source>Video call %1 again</source>
        <translation>%1 erneut per Video anrufen</translation>
    </message>
    <message>
        <source>About this call with %1</source>
        <translation>Über diesen Anruf mit %1</translation>
    </message>
</context>
<context>
    <name>HostTools</name>
    <message>
        <source>Mute all</source>
        <translation>Alle stumm</translation>
    </message>
    <message>
        <source>Nobody else is here.</source>
        <translation>Sonst ist niemand hier.</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Abschließen</translation>
    </message>
    <message>
        <source>Let others in again</source>
        <translation>Wieder andere hereinlassen</translation>
    </message>
    <message>
        <source>Let nobody else in</source>
        <translation>Niemanden mehr hereinlassen</translation>
    </message>
    <message>
        <source>End for all</source>
        <translation>Für alle beenden</translation>
    </message>
</context>
<context>
    <name>ImportBar</name>
    <message>
        <source>Importing %1</source>
        <translation>%1 wird importiert</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>IncomingCard</name>
    <message>
        <source>%1 is calling</source>
        <translation>%1 ruft an</translation>
    </message>
    <message>
        <source>Incoming call for %1</source>
        <translation>Anruf für %1</translation>
    </message>
    <message>
        <source>Incoming video call</source>
        <translation>Videoanruf kommt herein</translation>
    </message>
    <message>
        <source>Incoming call</source>
        <translation>Anruf kommt herein</translation>
    </message>
    <message>
        <source>First call from this address</source>
        <translation>Erster Anruf von dieser Adresse</translation>
    </message>
    <message>
        <source>Not verified: anybody may use this name</source>
        <translation>Nicht bestätigt: Diesen Namen kann jeder verwenden</translation>
    </message>
    <message>
        <source>Show Ahoy</source>
        <translation>Ahoy zeigen</translation>
    </message>
    <message>
        <source>Decline and block</source>
        <translation>Ablehnen und blockieren</translation>
    </message>
    <message>
        <source>Decline</source>
        <translation>Ablehnen</translation>
    </message>
    <message>
        <source>Voice</source>
        <translation>Nur Ton</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Annehmen</translation>
    </message>
    <message>
        <source>Answer without video</source>
        <translation>Ohne Video annehmen</translation>
    </message>
    <message>
        <source>Answer with video</source>
        <translation>Mit Video annehmen</translation>
    </message>
</context>
<context>
    <name>IncomingDialog</name>
    <message>
        <source>%1 is calling</source>
        <translation>%1 ruft an</translation>
    </message>
    <message>
        <source>Incoming call for %1</source>
        <translation>Anruf für %1</translation>
    </message>
    <message>
        <source>Incoming video call</source>
        <translation>Videoanruf kommt herein</translation>
    </message>
    <message>
        <source>Incoming call</source>
        <translation>Anruf kommt herein</translation>
    </message>
    <message>
        <source>Not verified: anybody may use this name</source>
        <translation>Nicht bestätigt: Diesen Namen kann jeder verwenden</translation>
    </message>
    <message>
        <source>First call from this address</source>
        <translation>Erster Anruf von dieser Adresse</translation>
    </message>
    <message>
        <source>Decline</source>
        <translation>Ablehnen</translation>
    </message>
    <message>
        <source>Answer without video</source>
        <translation>Ohne Video annehmen</translation>
    </message>
    <message>
        <source>Answer with video</source>
        <translation>Mit Video annehmen</translation>
    </message>
    <message>
        <source>Decline and block</source>
        <translation>Ablehnen und blockieren</translation>
    </message>
</context>
<context>
    <name>KeyButton</name>
    <message>
        <source>Pause of two seconds</source>
        <translation>Pause von zwei Sekunden</translation>
    </message>
    <message>
        <source>Star</source>
        <translation>Stern</translation>
    </message>
    <message>
        <source>Hash</source>
        <translation>Raute</translation>
    </message>
</context>
<context>
    <name>Keypad</name>
    <message>
        <source>Keypad</source>
        <translation>Tastenfeld</translation>
    </message>
    <message>
        <source>No keys sent yet</source>
        <translation>Noch keine Tasten gesendet</translation>
    </message>
    <message>
        <source>Keys sent: %1</source>
        <translation>Gesendete Tasten: %1</translation>
    </message>
    <message>
        <source>Type or paste keys</source>
        <translation>Tasten eingeben oder einfügen</translation>
    </message>
    <message>
        <source>A to D, and a pause</source>
        <translation>A bis D und eine Pause</translation>
    </message>
</context>
<context>
    <name>LevelMeter</name>
    <message>
        <source>Microphone level</source>
        <translation>Mikrofonpegel</translation>
    </message>
    <message>
        <source>Level of what is played</source>
        <translation>Pegel dessen, was abgespielt wird</translation>
    </message>
</context>
<context>
    <name>MemberRow</name>
    <message>
        <source>Enter opens its menu.</source>
        <translation>Enter öffnet das Menü.</translation>
    </message>
    <message>
        <source>What can be done with %1</source>
        <translation>Was sich mit %1 tun lässt</translation>
    </message>
</context>
<context>
    <name>MoreMenu</name>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>People in the room</source>
        <translation>Personen im Raum</translation>
    </message>
    <message>
        <source>Take your hand down</source>
        <translation>Hand senken</translation>
    </message>
    <message>
        <source>Raise your hand</source>
        <translation>Hand heben</translation>
    </message>
    <message>
        <source>Show who speaks large</source>
        <translation>Wer spricht, groß zeigen</translation>
    </message>
    <message>
        <source>Show everybody alike</source>
        <translation>Alle gleich groß zeigen</translation>
    </message>
    <message>
        <source>Show me to myself</source>
        <translation>Mich mir selbst zeigen</translation>
    </message>
    <message>
        <source>Do not show me to myself</source>
        <translation>Mich mir selbst nicht zeigen</translation>
    </message>
    <message>
        <source>Stop sharing your screen</source>
        <translation>Bildschirm nicht mehr teilen</translation>
    </message>
    <message>
        <source>Share your screen</source>
        <translation>Bildschirm teilen</translation>
    </message>
    <message>
        <source>Show all of the screen</source>
        <translation>Ganzen Bildschirm zeigen</translation>
    </message>
    <message>
        <source>Show it pixel by pixel</source>
        <translation>Pixelgenau zeigen</translation>
    </message>
    <message>
        <source>Keypad</source>
        <translation>Tastenfeld</translation>
    </message>
    <message>
        <source>Transfer the call</source>
        <translation>Weiterverbinden</translation>
    </message>
    <message>
        <source>Add people, or call someone</source>
        <translation>Personen hinzufügen oder jemanden anrufen</translation>
    </message>
    <message>
        <source>Sound and camera</source>
        <translation>Ton und Kamera</translation>
    </message>
    <message>
        <source>Show all of the picture</source>
        <translation>Ganzes Bild zeigen</translation>
    </message>
    <message>
        <source>Fill the window</source>
        <translation>Fenster ausfüllen</translation>
    </message>
    <message>
        <source>Put the picture back</source>
        <translation>Bild zurücksetzen</translation>
    </message>
    <message>
        <source>A small window in front</source>
        <translation>Kleines Fenster im Vordergrund</translation>
    </message>
    <message>
        <source>Details of the call</source>
        <translation>Einzelheiten des Gesprächs</translation>
    </message>
    <message>
        <source>Leave full screen</source>
        <translation>Vollbild beenden</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Vollbild</translation>
    </message>
</context>
<context>
    <name>NameStep</name>
    <message>
        <source>Welcome to Ahoy</source>
        <translation>Willkommen bei Ahoy</translation>
    </message>
    <message>
        <source>Call people on this network, or the echo test, right away. No account needed.</source>
        <translation>Ruf sofort Leute in diesem Netz oder den Echotest an. Ein Konto brauchst du nicht.</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>Dein Name</translation>
    </message>
    <message>
        <source>The name that others see</source>
        <translation>Der Name, den andere sehen</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Skip the other steps</source>
        <translation>Die anderen Schritte überspringen</translation>
    </message>
    <message>
        <source>Without them Ahoy uses microphone and camera in calls only, tells you of calls, and shows your name to people on this network. All of it can be changed in the settings.</source>
        <translation>Ohne sie verwendet Ahoy Mikrofon und Kamera nur in Gesprächen, meldet dir Anrufe und zeigt deinen Namen Leuten in diesem Netz. Alles lässt sich in den Einstellungen ändern.</translation>
    </message>
</context>
<context>
    <name>NavBar</name>
    <message>
        <source>Calls</source>
        <translation>Anrufe</translation>
    </message>
    <message>
        <source>Contacts</source>
        <translation>Kontakte</translation>
    </message>
    <message>
        <source>Keypad</source>
        <translation>Tastenfeld</translation>
    </message>
    <message>
        <source>Rooms</source>
        <translation>Räume</translation>
    </message>
    <message>
        <source>What the window shows</source>
        <translation>Was das Fenster zeigt</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>OfferedRow</name>
    <message>
        <source>Invite %1, %2</source>
        <translation>%1 einladen, %2</translation>
    </message>
</context>
<context>
    <name>PartyPanel</name>
    <message>
        <source>Transfer %1 to</source>
        <translation>%1 weiterverbinden mit</translation>
    </message>
    <message>
        <source>Add people, or call someone as well</source>
        <translation>Personen hinzufügen oder zusätzlich jemanden anrufen</translation>
    </message>
    <message>
        <source>Call someone as well</source>
        <translation>Zusätzlich jemanden anrufen</translation>
    </message>
    <message>
        <source>Name, number or address</source>
        <translation>Name, Nummer oder Adresse</translation>
    </message>
    <message>
        <source>Nobody is in your contacts yet. Type an address.</source>
        <translation>Du hast noch keine Kontakte. Gib eine Adresse ein.</translation>
    </message>
</context>
<context>
    <name>PartyRow</name>
    <message>
        <source>Transfer to %1, %2</source>
        <translation>Weiterverbinden mit %1, %2</translation>
    </message>
    <message>
        <source>Call %1, %2</source>
        <translation>%1 anrufen, %2</translation>
    </message>
    <message>
        <source>Ask first</source>
        <translation>Erst fragen</translation>
    </message>
    <message>
        <source>Call %1 while the other waits; then connect the two</source>
        <translation>%1 anrufen, während der andere wartet; dann beide verbinden</translation>
    </message>
    <message>
        <source>Bring in</source>
        <translation>Dazuholen</translation>
    </message>
    <message>
        <source>The call becomes a room, and %1 is called into it</source>
        <translation>Das Gespräch wird zum Raum, und %1 wird dazugerufen</translation>
    </message>
</context>
<context>
    <name>PeopleList</name>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>Import and export contacts</source>
        <translation>Kontakte importieren und exportieren</translation>
    </message>
    <message>
        <source>Add a contact</source>
        <translation>Kontakt hinzufügen</translation>
    </message>
    <message>
        <source>Nobody here yet</source>
        <translation>Noch niemand hier</translation>
    </message>
    <message>
        <source>Add somebody with the sign above, or import a file of contacts with the three dots. People on your network appear by themselves.</source>
        <translation>Füge mit dem Zeichen oben jemanden hinzu oder importiere mit den drei Punkten eine Datei mit Kontakten. Leute in deinem Netz erscheinen von selbst.</translation>
    </message>
    <message>
        <source>Nobody by that name</source>
        <translation>Niemand mit diesem Namen</translation>
    </message>
    <message>
        <source>Press Enter to call it as an address.</source>
        <translation>Enter drücken, um es als Adresse anzurufen.</translation>
    </message>
</context>
<context>
    <name>PeoplePanel</name>
    <message>
        <source>People in the room</source>
        <translation>Personen im Raum</translation>
    </message>
    <message>
        <source>Copy the link to this room</source>
        <translation>Link zu diesem Raum kopieren</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Find or invite somebody</source>
        <translation>Jemanden suchen oder einladen</translation>
    </message>
    <message>
        <source>Find somebody here, or invite by name, number or address</source>
        <translation>Hier jemanden suchen, oder per Name, Nummer oder Adresse einladen</translation>
    </message>
    <message>
        <source>In the room</source>
        <translation>Im Raum</translation>
    </message>
    <message>
        <source>Invite</source>
        <translation>Einladen</translation>
    </message>
    <message>
        <source>Have the room call it</source>
        <translation>Vom Raum anrufen lassen</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Was geschehen ist</translation>
    </message>
</context>
<context>
    <name>PersonPane</name>
    <message>
        <source>Back to the list</source>
        <translation>Zurück zur Liste</translation>
    </message>
    <message>
        <source>Blocked: cannot ring here</source>
        <translation>Blockiert: kann hier nicht anrufen</translation>
    </message>
    <message>
        <source>Video call</source>
        <translation>Videoanruf</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>Anrufen</translation>
    </message>
    <message>
        <source>No longer a favourite</source>
        <translation>Kein Favorit mehr</translation>
    </message>
    <message>
        <source>Make a favourite</source>
        <translation>Zum Favoriten machen</translation>
    </message>
    <message>
        <source>Add to contacts</source>
        <translation>Zu Kontakten hinzufügen</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Ändern</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove from the contacts</source>
        <translation>Aus den Kontakten entfernen</translation>
    </message>
    <message>
        <source>Unblock</source>
        <translation>Freigeben</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>Blockieren</translation>
    </message>
    <message>
        <source>Let them ring here again</source>
        <translation>Wieder anrufen lassen</translation>
    </message>
    <message>
        <source>They cannot ring here any more</source>
        <translation>Kann hier nicht mehr anrufen</translation>
    </message>
    <message>
        <source>Copy %1</source>
        <translation>%1 kopieren</translation>
    </message>
    <message>
        <source>Call %1</source>
        <translation>%1 anrufen</translation>
    </message>
    <message>
        <source>Recent calls</source>
        <translation>Letzte Anrufe</translation>
    </message>
    <message>
        <source>All calls</source>
        <translation>Alle Anrufe</translation>
    </message>
    <message>
        <source>Every call with %1, however long ago</source>
        <translation>Jeder Anruf mit %1, egal wie lange her</translation>
    </message>
    <message>
        <source>Recent calls with %1</source>
        <translation>Letzte Anrufe mit %1</translation>
    </message>
</context>
<context>
    <name>PersonRow</name>
    <message>
        <source>%1, favourite, %2</source>
        <translation>%1, Favorit, %2</translation>
    </message>
    <message>
        <source>Call %1</source>
        <translation>%1 anrufen</translation>
    </message>
    <message>
        <source>Video call %1</source>
        <translation>%1 per Video anrufen</translation>
    </message>
</context>
<context>
    <name>PhoneSettings</name>
    <message>
        <source>Phone calls</source>
        <translation>Telefonanrufe</translation>
    </message>
    <message>
        <source>For calls to phone numbers, which your call service carries into the telephone network.</source>
        <translation>Für Anrufe bei Telefonnummern, die dein Anrufdienst ins Telefonnetz leitet.</translation>
    </message>
    <message>
        <source>Your phone number</source>
        <translation>Deine Telefonnummer</translation>
    </message>
    <message>
        <source>Whoever you call sees it</source>
        <translation>Wen du anrufst, sieht sie</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Country of numbers without + in front</source>
        <translation>Land der Nummern ohne + davor</translation>
    </message>
</context>
<context>
    <name>PictureTools</name>
    <message>
        <source>Back to 100 % from %1 %</source>
        <translation>Von %1 % zurück auf 100 %</translation>
    </message>
    <message>
        <source>Show all of the picture</source>
        <translation>Ganzes Bild zeigen</translation>
    </message>
    <message>
        <source>Fill the window with the picture</source>
        <translation>Fenster mit dem Bild ausfüllen</translation>
    </message>
    <message>
        <source>Put the picture into a window of its own</source>
        <translation>Bild in ein eigenes Fenster setzen</translation>
    </message>
</context>
<context>
    <name>PrivacySettings</name>
    <message>
        <source>People you do not know</source>
        <translation>Leute, die du nicht kennst</translation>
    </message>
    <message>
        <source>Silence unknown callers</source>
        <translation>Unbekannte Anrufer stummschalten</translation>
    </message>
    <message>
        <source>Who is no contact, and whom you have never talked to, does not ring here. They hear busy, and their calls are listed as missed.</source>
        <translation>Wer kein Kontakt ist und mit wem du nie gesprochen hast, klingelt hier nicht. Solche Anrufer hören „besetzt“, und ihre Anrufe werden als verpasst aufgelistet.</translation>
    </message>
    <message>
        <source>What others learn</source>
        <translation>Was andere erfahren</translation>
    </message>
    <message>
        <source>Always use a relay</source>
        <translation>Immer ein Relay verwenden</translation>
    </message>
    <message>
        <source>Nobody you talk to learns the network address of this computer. Calls take a longer way. Holds from the next call on.</source>
        <translation>Niemand, mit dem du sprichst, erfährt die Netzadresse dieses Computers. Anrufe nehmen einen längeren Weg. Gilt ab dem nächsten Anruf.</translation>
    </message>
    <message>
        <source>Your call service names no relay: while this is on, no call can be made or answered.</source>
        <translation>Dein Anrufdienst nennt kein Relay: Solange das an ist, kann kein Anruf gemacht oder angenommen werden.</translation>
    </message>
    <message>
        <source>Let people on this network see and call me</source>
        <translation>Leute in diesem Netz dürfen mich sehen und anrufen</translation>
    </message>
    <message>
        <source>Your name is announced on the local network only. Names there are not verified.</source>
        <translation>Dein Name wird nur im lokalen Netz angekündigt. Namen dort sind nicht bestätigt.</translation>
    </message>
</context>
<context>
    <name>ProfileHeader</name>
    <message>
        <source>Your account</source>
        <translation>Dein Konto</translation>
    </message>
    <message>
        <source>Do not disturb</source>
        <translation>Nicht stören</translation>
    </message>
    <message>
        <source>Ring again</source>
        <translation>Erneut klingeln</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>For trying out only</source>
        <translation>Nur zum Ausprobieren</translation>
    </message>
</context>
<context>
    <name>ProviderAccountForm</name>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>Password (empty: as it was)</source>
        <translation>Passwort (leer: wie bisher)</translation>
    </message>
    <message>
        <source>Name that others see</source>
        <translation>Name, den andere sehen</translation>
    </message>
    <message>
        <source>User name (if not the address&apos;s)</source>
        <translation>Benutzername (falls nicht der der Adresse)</translation>
    </message>
    <message>
        <source>Outbound proxy (if there is one)</source>
        <translation>Ausgehender Proxy (falls vorhanden)</translation>
    </message>
    <message>
        <source>STUN server (if there is one)</source>
        <translation>STUN-Server (falls vorhanden)</translation>
    </message>
    <message>
        <source>Transport</source>
        <translation>Transport</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>ProviderAccounts</name>
    <message>
        <source>Phone and SIP accounts</source>
        <translation>Telefon- und SIP-Konten</translation>
    </message>
    <message>
        <source>Accounts at a telephone company or at the office. The call service registers them: calls come in on them, and go out by them. Passwords are kept encrypted, with the call service.</source>
        <translation>Konten bei einer Telefongesellschaft oder im Büro. Der Anrufdienst meldet sie an: Anrufe kommen darüber herein und gehen darüber hinaus. Passwörter liegen verschlüsselt beim Anrufdienst.</translation>
    </message>
    <message>
        <source>No account yet.</source>
        <translation>Noch kein Konto.</translation>
    </message>
    <message>
        <source>Try %1 again now</source>
        <translation>Jetzt erneut mit %1 versuchen</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Ändern</translation>
    </message>
    <message>
        <source>Change %1</source>
        <translation>%1 ändern</translation>
    </message>
    <message>
        <source>Really remove</source>
        <translation>Wirklich entfernen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Add an account</source>
        <translation>Konto hinzufügen</translation>
    </message>
</context>
<context>
    <name>Question</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>QuietHours</name>
    <message>
        <source>Mon</source>
        <translation>Mo</translation>
    </message>
    <message>
        <source>Tue</source>
        <translation>Di</translation>
    </message>
    <message>
        <source>Wed</source>
        <translation>Mi</translation>
    </message>
    <message>
        <source>Thu</source>
        <translation>Do</translation>
    </message>
    <message>
        <source>Fri</source>
        <translation>Fr</translation>
    </message>
    <message>
        <source>Sat</source>
        <translation>Sa</translation>
    </message>
    <message>
        <source>Sun</source>
        <translation>So</translation>
    </message>
    <message>
        <source>Quiet hours</source>
        <translation>Ruhezeiten</translation>
    </message>
    <message>
        <source>Nobody rings at these hours, as with “do not disturb”.</source>
        <translation>Zu diesen Zeiten klingelt niemand, wie bei „Nicht stören“.</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Days on which they begin</source>
        <translation>Tage, an denen sie beginnen</translation>
    </message>
</context>
<context>
    <name>ReachStep</name>
    <message>
        <source>Being reached</source>
        <translation>Erreichbar sein</translation>
    </message>
    <message>
        <source>Both can be changed in the settings. Your system may ask you to allow them.</source>
        <translation>Beides lässt sich in den Einstellungen ändern. Dein System bittet dich vielleicht, es zu erlauben.</translation>
    </message>
    <message>
        <source>Tell me of calls by a notification</source>
        <translation>Anrufe mit einer Mitteilung melden</translation>
    </message>
    <message>
        <source>So that you notice a call while you use another program. Missed calls are told, too.</source>
        <translation>Damit du einen Anruf bemerkst, während du ein anderes Programm benutzt. Auch verpasste Anrufe werden gemeldet.</translation>
    </message>
    <message>
        <source>Let people on this network see and call me</source>
        <translation>Leute in diesem Netz dürfen mich sehen und anrufen</translation>
    </message>
    <message>
        <source>Your name is announced on the local network only, so that others there can call you without an account.</source>
        <translation>Dein Name wird nur im lokalen Netz angekündigt, damit andere dort dich ohne Konto anrufen können.</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
</context>
<context>
    <name>RemoteView</name>
    <message>
        <source>Picture of %1</source>
        <translation>Bild von %1</translation>
    </message>
    <message>
        <source>Give the room to the picture of %1</source>
        <translation>Bild von %1 groß zeigen</translation>
    </message>
</context>
<context>
    <name>RoomHead</name>
    <message>
        <source>, locked</source>
        <translation>, abgeschlossen</translation>
    </message>
</context>
<context>
    <name>RoomPane</name>
    <message>
        <source>Talk with several people</source>
        <translation>Mit mehreren sprechen</translation>
    </message>
    <message>
        <source>Whoever has this link, or types the same name, meets you here.</source>
        <translation>Wer diesen Link hat oder denselben Namen eingibt, trifft dich hier.</translation>
    </message>
    <message>
        <source>Whoever types the same name is in the same room. Pick a room on the left, type a name, or make a new one.</source>
        <translation>Wer denselben Namen eingibt, ist im selben Raum. Wähle links einen Raum, gib einen Namen ein oder eröffne einen neuen.</translation>
    </message>
    <message>
        <source>Copy the link to this room</source>
        <translation>Link zu diesem Raum kopieren</translation>
    </message>
    <message>
        <source>Go in</source>
        <translation>Hineingehen</translation>
    </message>
    <message>
        <source>Sound alone</source>
        <translation>Nur Ton</translation>
    </message>
</context>
<context>
    <name>RoomRow</name>
    <message>
        <source>Room %1, %2</source>
        <translation>Raum %1, %2</translation>
    </message>
    <message>
        <source>Enter goes in with video, Shift+Enter with sound alone.</source>
        <translation>Enter geht mit Video hinein, Umschalt+Enter nur mit Ton.</translation>
    </message>
    <message>
        <source>Copy the link to %1</source>
        <translation>Link zu %1 kopieren</translation>
    </message>
    <message>
        <source>Go into %1 with sound alone</source>
        <translation>Nur mit Ton in %1 gehen</translation>
    </message>
    <message>
        <source>Go into %1 with video</source>
        <translation>Mit Video in %1 gehen</translation>
    </message>
</context>
<context>
    <name>RoomScreen</name>
    <message>
        <source>End the room for everybody?</source>
        <translation>Den Raum für alle beenden?</translation>
    </message>
    <message>
        <source>All who are in it are disconnected.</source>
        <translation>Alle, die darin sind, werden getrennt.</translation>
    </message>
    <message>
        <source>End for all</source>
        <translation>Für alle beenden</translation>
    </message>
    <message>
        <source>The page before, %1 of %2</source>
        <translation>Vorherige Seite, %1 von %2</translation>
    </message>
    <message>
        <source>PgUp</source>
        <translation>Bild auf</translation>
    </message>
    <message>
        <source>The next page, %1 of %2</source>
        <translation>Nächste Seite, %1 von %2</translation>
    </message>
    <message>
        <source>PgDown</source>
        <translation>Bild ab</translation>
    </message>
    <message>
        <source>Remove %1 from the room?</source>
        <translation>%1 aus dem Raum entfernen?</translation>
    </message>
    <message>
        <source>They can come back unless the room is locked.</source>
        <translation>Rückkehr ist möglich, solange der Raum nicht abgeschlossen ist.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
</context>
<context>
    <name>RoomTile</name>
    <message>
        <source>Enter opens its menu.</source>
        <translation>Enter öffnet das Menü.</translation>
    </message>
    <message>
        <source>What can be done with %1</source>
        <translation>Was sich mit %1 tun lässt</translation>
    </message>
</context>
<context>
    <name>RoomTools</name>
    <message>
        <source>Show who speaks large</source>
        <translation>Wer spricht, groß zeigen</translation>
    </message>
    <message>
        <source>Show everybody alike</source>
        <translation>Alle gleich groß zeigen</translation>
    </message>
</context>
<context>
    <name>RoomsList</name>
    <message>
        <source>Name of a room, or its link</source>
        <translation>Name eines Raums oder sein Link</translation>
    </message>
    <message>
        <source>Go in</source>
        <translation>Hineingehen</translation>
    </message>
    <message>
        <source>With your camera  ·  Enter</source>
        <translation>Mit deiner Kamera  ·  Enter</translation>
    </message>
    <message>
        <source>Go in with sound alone</source>
        <translation>Nur mit Ton hineingehen</translation>
    </message>
    <message>
        <source>Copy the link to this room</source>
        <translation>Link zu diesem Raum kopieren</translation>
    </message>
    <message>
        <source>Type a room, or make a new one.</source>
        <translation>Gib einen Raum ein oder eröffne einen neuen.</translation>
    </message>
    <message>
        <source>New room</source>
        <translation>Neuer Raum</translation>
    </message>
    <message>
        <source>With a name that nobody can guess: send its link to those who are to come</source>
        <translation>Mit einem Namen, den niemand erraten kann: Sende den Link an alle, die kommen sollen</translation>
    </message>
    <message>
        <source>Rooms of before</source>
        <translation>Frühere Räume</translation>
    </message>
    <message>
        <source>No rooms yet</source>
        <translation>Noch keine Räume</translation>
    </message>
    <message>
        <source>In a room several people talk at once. Whoever types the same name is in the same room.</source>
        <translation>In einem Raum sprechen mehrere zugleich. Wer denselben Namen eingibt, ist im selben Raum.</translation>
    </message>
</context>
<context>
    <name>ScreenTools</name>
    <message>
        <source>Show all of the screen</source>
        <translation>Ganzen Bildschirm zeigen</translation>
    </message>
    <message>
        <source>Show it pixel by pixel</source>
        <translation>Pixelgenau zeigen</translation>
    </message>
    <message>
        <source>Give the room to the camera</source>
        <translation>Kamera groß zeigen</translation>
    </message>
    <message>
        <source>Give the room to the screen</source>
        <translation>Bildschirm groß zeigen</translation>
    </message>
</context>
<context>
    <name>ScreenView</name>
    <message>
        <source>Pixel by pixel. Arrow keys move it.</source>
        <translation>Pixelgenau. Pfeiltasten verschieben ihn.</translation>
    </message>
    <message>
        <source>Enter gives it the room.</source>
        <translation>Enter zeigt ihn groß.</translation>
    </message>
    <message>
        <source>The shared screen is on its way…</source>
        <translation>Der geteilte Bildschirm kommt gleich …</translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>Empty the search</source>
        <translation>Suche leeren</translation>
    </message>
</context>
<context>
    <name>SelfPreview</name>
    <message>
        <source>Your own picture</source>
        <translation>Dein eigenes Bild</translation>
    </message>
    <message>
        <source>Starting the camera…</source>
        <translation>Kamera wird gestartet …</translation>
    </message>
    <message>
        <source>No camera. You can still call, and see others.</source>
        <translation>Keine Kamera. Du kannst trotzdem anrufen und andere sehen.</translation>
    </message>
</context>
<context>
    <name>SelfView</name>
    <message>
        <source>Your own picture. Arrow keys move it to another corner, plus and minus change its size.</source>
        <translation>Dein eigenes Bild. Pfeiltasten schieben es in eine andere Ecke, Plus und Minus ändern die Größe.</translation>
    </message>
    <message>
        <source>Your own picture</source>
        <translation>Dein eigenes Bild</translation>
    </message>
    <message>
        <source>Do not show me to myself</source>
        <translation>Mich mir selbst nicht zeigen</translation>
    </message>
</context>
<context>
    <name>ServiceSettings</name>
    <message>
        <source>Call service</source>
        <translation>Anrufdienst</translation>
    </message>
    <message>
        <source>Reaches everyone who uses the same service.</source>
        <translation>Erreicht alle, die denselben Dienst nutzen.</translation>
    </message>
    <message>
        <source>Built in</source>
        <translation>Eingebaut</translation>
    </message>
    <message>
        <source>Your own</source>
        <translation>Dein eigener</translation>
    </message>
    <message>
        <source>SIP account</source>
        <translation>SIP-Konto</translation>
    </message>
    <message>
        <source>Runs on this machine: the echo test, and people on this network. No account.</source>
        <translation>Läuft auf diesem Computer: der Echotest und Leute in diesem Netz. Ohne Konto.</translation>
    </message>
    <message>
        <source>What this service cannot do</source>
        <translation>Was dieser Dienst nicht kann</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>User id</source>
        <translation>Benutzerkennung</translation>
    </message>
    <message>
        <source>Application key</source>
        <translation>Anwendungsschlüssel</translation>
    </message>
    <message>
        <source>Where tokens come from</source>
        <translation>Woher Token kommen</translation>
    </message>
    <message>
        <source>Application secret</source>
        <translation>Anwendungsgeheimnis</translation>
    </message>
    <message>
        <source>Token address</source>
        <translation>Token-Adresse</translation>
    </message>
    <message>
        <source>For trying out only: the secret is kept on this machine</source>
        <translation>Nur zum Ausprobieren: Das Geheimnis liegt auf diesem Computer</translation>
    </message>
    <message>
        <source>Address that hands out tokens</source>
        <translation>Adresse, die Token ausgibt</translation>
    </message>
    <message>
        <source>Use this service</source>
        <translation>Diesen Dienst verwenden</translation>
    </message>
</context>
<context>
    <name>SettingsList</name>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Search all settings</source>
        <translation>Alle Einstellungen durchsuchen</translation>
    </message>
    <message numerus="yes">
        <source>%n found</source>
        <translation>
            <numerusform>%n gefunden</numerusform>
            <numerusform>%n gefunden</numerusform>
        </translation>
    </message>
    <message>
        <source>Pages of the settings</source>
        <translation>Seiten der Einstellungen</translation>
    </message>
    <message>
        <source>Settings found</source>
        <translation>Gefundene Einstellungen</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>No such setting</source>
        <translation>Keine solche Einstellung</translation>
    </message>
    <message>
        <source>Try another word, such as “microphone” or “night”.</source>
        <translation>Versuche ein anderes Wort, etwa „Mikrofon“ oder „Nacht“.</translation>
    </message>
</context>
<context>
    <name>SettingsScreen</name>
    <message>
        <source>Back to all settings</source>
        <translation>Zurück zu allen Einstellungen</translation>
    </message>
</context>
<context>
    <name>ShareDialog</name>
    <message>
        <source>Share your screen</source>
        <translation>Bildschirm teilen</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Erneut suchen</translation>
    </message>
    <message>
        <source>There is no screen or window that can be shared.</source>
        <translation>Es gibt keinen Bildschirm und kein Fenster zum Teilen.</translation>
    </message>
    <message>
        <source>Screens and windows</source>
        <translation>Bildschirme und Fenster</translation>
    </message>
    <message>
        <source>With this computer&apos;s sound</source>
        <translation>Mit dem Ton dieses Computers</translation>
    </message>
    <message>
        <source>What other programs play, even while you are muted.</source>
        <translation>Was andere Programme abspielen, auch während du stumm bist.</translation>
    </message>
    <message>
        <source>Others see everything on it, notifications too.</source>
        <translation>Andere sehen alles darauf, auch Mitteilungen.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Teilen</translation>
    </message>
    <message>
        <source>There is nothing to share.</source>
        <translation>Es gibt nichts zu teilen.</translation>
    </message>
</context>
<context>
    <name>SharingBar</name>
    <message>
        <source>Stop</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Stop sharing</source>
        <translation>Nicht mehr teilen</translation>
    </message>
</context>
<context>
    <name>SharingStrip</name>
    <message>
        <source>Sharing – Ahoy</source>
        <translation>Teilen – Ahoy</translation>
    </message>
</context>
<context>
    <name>ShortcutsDialog</name>
    <message>
        <source>Keyboard</source>
        <translation>Tastatur</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>Sidebar</name>
    <message>
        <source>Retry</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Call the mailbox</source>
        <translation>Mailbox anrufen</translation>
    </message>
</context>
<context>
    <name>Slide</name>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>%1 percent</source>
        <translation>%1 Prozent</translation>
    </message>
</context>
<context>
    <name>SmallWindow</name>
    <message>
        <source>Call with %1</source>
        <translation>Gespräch mit %1</translation>
    </message>
    <message>
        <source>Picture of %1</source>
        <translation>Bild von %1</translation>
    </message>
    <message>
        <source>Unmute the microphone</source>
        <translation>Mikrofon einschalten</translation>
    </message>
    <message>
        <source>Mute the microphone</source>
        <translation>Mikrofon stummschalten</translation>
    </message>
    <message>
        <source>Back to the whole call</source>
        <translation>Zurück zum ganzen Gespräch</translation>
    </message>
    <message>
        <source>Hang up</source>
        <translation>Auflegen</translation>
    </message>
</context>
<context>
    <name>SoundSettings</name>
    <message>
        <source>Sound and video</source>
        <translation>Ton und Video</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>Check before a call</source>
        <translation>Prüfung vor dem Anruf</translation>
    </message>
    <message>
        <source>Tries camera, microphone, speaker and the sound of the room.</source>
        <translation>Probiert Kamera, Mikrofon, Lautsprecher und den Klang des Raums aus.</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>Mikrofon</translation>
    </message>
    <message>
        <source>Microphone volume</source>
        <translation>Mikrofonlautstärke</translation>
    </message>
    <message>
        <source>Speaker</source>
        <translation>Lautsprecher</translation>
    </message>
    <message>
        <source>Speaker volume</source>
        <translation>Lautsprecherlautstärke</translation>
    </message>
    <message>
        <source>Test speaker</source>
        <translation>Lautsprecher testen</translation>
    </message>
    <message>
        <source>Noise suppression</source>
        <translation>Rauschunterdrückung</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>Standard</source>
        <translation>Standard</translation>
    </message>
    <message>
        <source>Strong</source>
        <translation>Stark</translation>
    </message>
    <message>
        <source>Ringing</source>
        <translation>Klingeln</translation>
    </message>
    <message>
        <source>Ring on</source>
        <translation>Klingeln auf</translation>
    </message>
    <message>
        <source>Ringing volume</source>
        <translation>Klingellautstärke</translation>
    </message>
    <message>
        <source>Ringtone</source>
        <translation>Klingelton</translation>
    </message>
    <message>
        <source>Play the ringtone once</source>
        <translation>Klingelton einmal abspielen</translation>
    </message>
    <message>
        <source>Offer the test picture and test tone</source>
        <translation>Testbild und Testton anbieten</translation>
    </message>
    <message>
        <source>For machines with no camera or microphone, and for trying out.</source>
        <translation>Für Computer ohne Kamera oder Mikrofon und zum Ausprobieren.</translation>
    </message>
</context>
<context>
    <name>StartingPane</name>
    <message>
        <source>Starting…</source>
        <translation>Startet …</translation>
    </message>
</context>
<context>
    <name>SummaryScreen</name>
    <message>
        <source>Call ended</source>
        <translation>Anruf beendet</translation>
    </message>
    <message>
        <source>Call again</source>
        <translation>Erneut anrufen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>TileFace</name>
    <message>
        <source>The shared screen is on its way…</source>
        <translation>Der geteilte Bildschirm kommt gleich …</translation>
    </message>
    <message>
        <source>Picture of %1</source>
        <translation>Bild von %1</translation>
    </message>
</context>
<context>
    <name>TileMenu</name>
    <message>
        <source>No longer large</source>
        <translation>Nicht mehr groß</translation>
    </message>
    <message>
        <source>Keep it large</source>
        <translation>Groß behalten</translation>
    </message>
    <message>
        <source>Back into the room</source>
        <translation>Zurück in den Raum</translation>
    </message>
    <message>
        <source>In a window of its own</source>
        <translation>In eigenem Fenster</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>Stummschalten</translation>
    </message>
    <message>
        <source>Make them the host</source>
        <translation>Zum Gastgeber machen</translation>
    </message>
    <message>
        <source>Remove from the room</source>
        <translation>Aus dem Raum entfernen</translation>
    </message>
</context>
<context>
    <name>TileWindow</name>
    <message>
        <source>Let other windows cover it</source>
        <translation>Andere Fenster davor erlauben</translation>
    </message>
    <message>
        <source>Keep it in front</source>
        <translation>Im Vordergrund halten</translation>
    </message>
    <message>
        <source>Put it back into the room</source>
        <translation>In den Raum zurücksetzen</translation>
    </message>
</context>
<context>
    <name>Toast</name>
    <message>
        <source>Dismiss</source>
        <translation>Ausblenden</translation>
    </message>
</context>
<context>
    <name>TrustBadge</name>
    <message>
        <source>Tells it hop by hop.</source>
        <translation>Zeigt es Abschnitt für Abschnitt.</translation>
    </message>
</context>
<context>
    <name>TrustLines</name>
    <message>
        <source>Can decrypt it: %1</source>
        <translation>Kann es entschlüsseln: %1</translation>
    </message>
</context>
<context>
    <name>UndoBar</name>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
</context>
<context>
    <name>WaitingCard</name>
    <message>
        <source>%1 is calling</source>
        <translation>%1 ruft an</translation>
    </message>
    <message>
        <source>Ignore: let it ring unheard</source>
        <translation>Ignorieren: lautlos klingeln lassen</translation>
    </message>
    <message>
        <source>Decline</source>
        <translation>Ablehnen</translation>
    </message>
    <message>
        <source>Hold and answer</source>
        <translation>Halten und annehmen</translation>
    </message>
    <message>
        <source>%1 goes on hold  ·  Ctrl+Enter</source>
        <translation>%1 wird gehalten  ·  Ctrl+Enter</translation>
    </message>
    <message>
        <source>End and answer</source>
        <translation>Beenden und annehmen</translation>
    </message>
    <message>
        <source>Ends the call with %1  ·  Ctrl+Alt+Enter</source>
        <translation>Beendet das Gespräch mit %1  ·  Ctrl+Alt+Enter</translation>
    </message>
</context>
<context>
    <name>WelcomePane</name>
    <message>
        <source>Ahoy, %1</source>
        <translation>Hallo, %1</translation>
    </message>
    <message>
        <source>Pick someone on the left or type whom to call. The echo test shows how you look and sound to others.</source>
        <translation>Wähle links jemanden aus oder gib ein, wen du anrufen willst. Der Echotest zeigt, wie du für andere aussiehst und klingst.</translation>
    </message>
    <message>
        <source>Call the echo test</source>
        <translation>Echotest anrufen</translation>
    </message>
    <message>
        <source>Echo test</source>
        <translation>Echotest</translation>
    </message>
    <message>
        <source>Others call you as</source>
        <translation>Andere rufen dich an als</translation>
    </message>
    <message>
        <source>Copy your user id</source>
        <translation>Benutzerkennung kopieren</translation>
    </message>
</context>
<context>
    <name>sentences</name>
    <message>
        <source>Not verified: anybody may use this name.</source>
        <translation>Nicht bestätigt: Diesen Namen kann jeder verwenden.</translation>
    </message>
    <message>
        <source>It stays in the tray, so that calls reach you. To end it, choose Quit in its menu, or press Ctrl+Q.</source>
        <translation>Es bleibt in der Taskleiste, damit Anrufe dich erreichen. Zum Beenden wähle „Beenden“ in seinem Menü oder drücke Ctrl+Q.</translation>
    </message>
    <message>
        <source>Incoming video call for {account}</source>
        <translation>Videoanruf für {account}</translation>
    </message>
    <message>
        <source>Incoming call for {account}</source>
        <translation>Anruf für {account}</translation>
    </message>
    <message>
        <source>Incoming video call</source>
        <translation>Videoanruf kommt herein</translation>
    </message>
    <message>
        <source>Incoming call</source>
        <translation>Anruf kommt herein</translation>
    </message>
    <message>
        <source>Missed video call</source>
        <translation>Verpasster Videoanruf</translation>
    </message>
    <message>
        <source>Missed call</source>
        <translation>Verpasster Anruf</translation>
    </message>
    <message>
        <source>Your call with {name} goes on. The icon in the tray has the window, mute and hang up.</source>
        <translation>Dein Gespräch mit {name} geht weiter. Das Symbol in der Taskleiste bietet Fenster, Stummschalten und Auflegen.</translation>
    </message>
    <message>
        <source>Ahoy goes on</source>
        <translation>Ahoy läuft weiter</translation>
    </message>
    <message>
        <source>A call with {name}</source>
        <translation>Ein Gespräch mit {name}</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Annehmen</translation>
    </message>
    <message>
        <source>Decline</source>
        <translation>Ablehnen</translation>
    </message>
    <message>
        <source>You are still in a call</source>
        <translation>Du bist noch in einem Gespräch</translation>
    </message>
    <message>
        <source>Call back</source>
        <translation>Zurückrufen</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>Startet</translation>
    </message>
    <message>
        <source>Online</source>
        <translation>Online</translation>
    </message>
    <message>
        <source>Connecting again</source>
        <translation>Verbindet erneut</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Offline</translation>
    </message>
    <message>
        <source>{state}, do not disturb</source>
        <translation>{state}, nicht stören</translation>
    </message>
    <message>
        <source>Hide Ahoy</source>
        <translation>Ahoy verbergen</translation>
    </message>
    <message>
        <source>Show Ahoy</source>
        <translation>Ahoy zeigen</translation>
    </message>
    <message>
        <source>Do not disturb</source>
        <translation>Nicht stören</translation>
    </message>
    <message>
        <source>Quit Ahoy</source>
        <translation>Ahoy beenden</translation>
    </message>
    <message>
        <source>{state}, quiet until {time}</source>
        <translation>{state}, Ruhe bis {time}</translation>
    </message>
    <message>
        <source>{state}, quiet</source>
        <translation>{state}, Ruhe</translation>
    </message>
    <message>
        <source>{name} is calling</source>
        <translation>{name} ruft an</translation>
    </message>
    <message>
        <source>In a call with {name}</source>
        <translation>Im Gespräch mit {name}</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>Stummschalten</translation>
    </message>
    <message>
        <source>Hang up</source>
        <translation>Auflegen</translation>
    </message>
    <message>
        <source>Camera {number}</source>
        <translation>Kamera {number}</translation>
    </message>
    <message>
        <source>Whole screen</source>
        <translation>Ganzer Bildschirm</translation>
    </message>
    <message>
        <source>Screen {number}</source>
        <translation>Bildschirm {number}</translation>
    </message>
    <message>
        <source>Choose in the system&apos;s dialog</source>
        <translation>Im Dialog des Systems wählen</translation>
    </message>
    <message>
        <source>What was shared is not there any more.</source>
        <translation>Was geteilt wurde, ist nicht mehr da.</translation>
    </message>
    <message>
        <source>The system does not let Ahoy capture it any more.</source>
        <translation>Das System lässt Ahoy nicht weiter aufnehmen.</translation>
    </message>
    <message>
        <source>Allow it in System Settings, Privacy &amp; Security, Screen &amp; System Audio Recording; then start Ahoy again.</source>
        <translation>Erlaube es in den Systemeinstellungen unter „Datenschutz &amp; Sicherheit“, „Bildschirm- &amp; Systemaudioaufnahme“; starte dann Ahoy neu.</translation>
    </message>
    <message>
        <source>The screen is shared through the desktop&apos;s own dialog (xdg-desktop-portal, with PipeWire): choose a screen there and press Share.</source>
        <translation>Der Bildschirm wird über den Dialog des Desktops geteilt (xdg-desktop-portal, mit PipeWire): Wähle dort einen Bildschirm und drücke auf „Teilen“.</translation>
    </message>
    <message>
        <source>This system shows Ahoy no screen that can be shared.</source>
        <translation>Dieses System zeigt Ahoy keinen Bildschirm, den man teilen kann.</translation>
    </message>
    <message>
        <source>Ahoy runs without a screen here.</source>
        <translation>Ahoy läuft hier ohne Bildschirm.</translation>
    </message>
    <message>
        <source>The sound server does not answer; Ahoy goes on trying.</source>
        <translation>Der Tonserver antwortet nicht; Ahoy versucht es weiter.</translation>
    </message>
    <message>
        <source>Ahoy has made a mistake; share again to send it.</source>
        <translation>Ahoy hat einen Fehler gemacht; teile noch einmal, um es zu senden.</translation>
    </message>
    <message>
        <source>Ahoy cannot take up this computer&apos;s sound on {system}.</source>
        <translation>Ahoy kann den Ton dieses Computers unter {system} nicht aufnehmen.</translation>
    </message>
    <message>
        <source>Ahoy cannot take up this computer&apos;s sound on this system.</source>
        <translation>Ahoy kann den Ton dieses Computers auf diesem System nicht aufnehmen.</translation>
    </message>
    <message>
        <source>Registered</source>
        <translation>Angemeldet</translation>
    </message>
    <message>
        <source>Registering…</source>
        <translation>Wird angemeldet …</translation>
    </message>
    <message>
        <source>Not registered, tries again</source>
        <translation>Nicht angemeldet, neuer Versuch folgt</translation>
    </message>
    <message>
        <source>Not registered</source>
        <translation>Nicht angemeldet</translation>
    </message>
    <message numerus="yes">
        <source>{n} new messages</source>
        <translation>
            <numerusform>{n} neue Nachricht</numerusform>
            <numerusform>{n} neue Nachrichten</numerusform>
        </translation>
    </message>
    <message>
        <source>New messages</source>
        <translation>Neue Nachrichten</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>Numbers by {address}</source>
        <translation>Nummern über {address}</translation>
    </message>
    <message>
        <source>Numbers by Ahoy itself</source>
        <translation>Nummern über Ahoy selbst</translation>
    </message>
    <message>
        <source>Voicemail</source>
        <translation>Mailbox</translation>
    </message>
    <message>
        <source>By {address}</source>
        <translation>Über {address}</translation>
    </message>
    <message>
        <source>User “{name}”</source>
        <translation>Benutzer „{name}“</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>Kopiert.</translation>
    </message>
    <message>
        <source>“{text}” is filled in, to be called after this call.</source>
        <translation>„{text}“ ist eingetragen, zum Anrufen nach diesem Gespräch.</translation>
    </message>
    <message>
        <source>Type a name, a number or an address to call.</source>
        <translation>Gib einen Namen, eine Nummer oder eine Adresse zum Anrufen ein.</translation>
    </message>
    <message>
        <source>{name} gave up before you answered.</source>
        <translation>{name} hat aufgegeben, bevor du angenommen hast.</translation>
    </message>
    <message>
        <source>You did not want to be disturbed.</source>
        <translation>Du wolltest nicht gestört werden.</translation>
    </message>
    <message>
        <source>{name} is nobody you know, and unknown callers are silenced.</source>
        <translation>{name} kennst du nicht, und unbekannte Anrufer sind stumm.</translation>
    </message>
    <message>
        <source>{name} is blocked.</source>
        <translation>{name} ist blockiert.</translation>
    </message>
    <message numerus="yes">
        <source>{n} missed calls</source>
        <translation>
            <numerusform>{n} verpasster Anruf</numerusform>
            <numerusform>{n} verpasste Anrufe</numerusform>
        </translation>
    </message>
    <message>
        <source>{name} called.</source>
        <translation>{name} hat angerufen.</translation>
    </message>
    <message>
        <source>The call is not established yet.</source>
        <translation>Das Gespräch ist noch nicht zustande gekommen.</translation>
    </message>
    <message>
        <source>The connection to the call service is away just now.</source>
        <translation>Die Verbindung zum Anrufdienst ist gerade weg.</translation>
    </message>
    <message>
        <source>A transfer is under way already.</source>
        <translation>Es wird bereits weiterverbunden.</translation>
    </message>
    <message>
        <source>The other side&apos;s program cannot be sent to another call.</source>
        <translation>Das Programm der Gegenseite lässt sich nicht weiterverbinden.</translation>
    </message>
    <message>
        <source>The other side takes no keys.</source>
        <translation>Die Gegenseite nimmt keine Tasten an.</translation>
    </message>
    <message>
        <source>The other side&apos;s program cannot show a shared screen.</source>
        <translation>Das Programm der Gegenseite kann keinen geteilten Bildschirm zeigen.</translation>
    </message>
    <message>
        <source>The call ended before the transfer was confirmed.</source>
        <translation>Das Gespräch endete, bevor das Weiterverbinden bestätigt war.</translation>
    </message>
    <message>
        <source>The call service does not offer this (it answered {status}).</source>
        <translation>Der Anrufdienst bietet das nicht an (Antwort: {status}).</translation>
    </message>
    <message>
        <source>Your token server gave no token. {error}</source>
        <translation>Dein Token-Server gab kein Token aus. {error}</translation>
    </message>
    <message>
        <source>Your token server answered with something that is no token.</source>
        <translation>Dein Token-Server antwortete mit etwas, das kein Token ist.</translation>
    </message>
    <message>
        <source>This call service has no telephone line.</source>
        <translation>Dieser Anrufdienst hat keine Telefonleitung.</translation>
    </message>
    <message>
        <source>Emergency numbers cannot be called from here: use another telephone.</source>
        <translation>Notrufnummern lassen sich von hier nicht anrufen: Nimm ein anderes Telefon.</translation>
    </message>
    <message>
        <source>This call service makes no calls to SIP addresses.</source>
        <translation>Dieser Anrufdienst ruft keine SIP-Adressen an.</translation>
    </message>
    <message>
        <source>This call service has no conference rooms.</source>
        <translation>Dieser Anrufdienst hat keine Konferenzräume.</translation>
    </message>
    <message>
        <source>Calls arrive only while this program runs.</source>
        <translation>Anrufe kommen nur an, während dieses Programm läuft.</translation>
    </message>
    <message>
        <source>A room at a SIP provider is called like a person: by its name, number or address.</source>
        <translation>Ein Raum bei einem SIP-Anbieter wird angerufen wie eine Person: mit Name, Nummer oder Adresse.</translation>
    </message>
    <message>
        <source>A SIP provider cannot wake this program: calls arrive only while it runs.</source>
        <translation>Ein SIP-Anbieter kann dieses Programm nicht wecken: Anrufe kommen nur an, während es läuft.</translation>
    </message>
    <message>
        <source>People nearby are reached through this program&apos;s own call service only.</source>
        <translation>Leute in der Nähe erreicht man nur über den eigenen Anrufdienst des Programms.</translation>
    </message>
    <message>
        <source>The call service asked for credentials again; sign in once more.</source>
        <translation>Der Anrufdienst fragte erneut nach Zugangsdaten; melde dich noch einmal an.</translation>
    </message>
    <message>
        <source>The call service does not allow this call.</source>
        <translation>Der Anrufdienst erlaubt diesen Anruf nicht.</translation>
    </message>
    <message>
        <source>Nobody with this address is known to the call service.</source>
        <translation>Niemand mit dieser Adresse ist dem Anrufdienst bekannt.</translation>
    </message>
    <message>
        <source>The person called has left this address.</source>
        <translation>Die angerufene Person hat diese Adresse aufgegeben.</translation>
    </message>
    <message>
        <source>The call was too large for the call service.</source>
        <translation>Der Anruf war zu groß für den Anrufdienst.</translation>
    </message>
    <message>
        <source>The other side does not understand this kind of call.</source>
        <translation>Die Gegenseite versteht diese Art von Anruf nicht.</translation>
    </message>
    <message>
        <source>The call service cannot reach this kind of address.</source>
        <translation>Der Anrufdienst kann diese Art von Adresse nicht erreichen.</translation>
    </message>
    <message>
        <source>The other side lacks a feature that this call needs.</source>
        <translation>Der Gegenseite fehlt etwas, das dieser Anruf braucht.</translation>
    </message>
    <message>
        <source>The call no longer exists on the other side.</source>
        <translation>Das Gespräch besteht auf der Gegenseite nicht mehr.</translation>
    </message>
    <message>
        <source>The call went round in a loop.</source>
        <translation>Der Anruf lief im Kreis.</translation>
    </message>
    <message>
        <source>The call was passed on too many times.</source>
        <translation>Der Anruf wurde zu oft weitergereicht.</translation>
    </message>
    <message>
        <source>The address is not complete.</source>
        <translation>Die Adresse ist unvollständig.</translation>
    </message>
    <message>
        <source>The address could mean several people.</source>
        <translation>Die Adresse könnte mehrere Leute meinen.</translation>
    </message>
    <message>
        <source>The other side has no audio or video format in common with this machine.</source>
        <translation>Die Gegenseite hat kein Ton- oder Videoformat mit diesem Computer gemeinsam.</translation>
    </message>
    <message>
        <source>The other side, or the call service, has an inner error.</source>
        <translation>Die Gegenseite oder der Anrufdienst hat einen inneren Fehler.</translation>
    </message>
    <message>
        <source>The call service does not offer this kind of call.</source>
        <translation>Der Anrufdienst bietet diese Art von Anruf nicht an.</translation>
    </message>
    <message>
        <source>The server of this address could not be reached.</source>
        <translation>Der Server dieser Adresse war nicht erreichbar.</translation>
    </message>
    <message>
        <source>The call service is overloaded or restarting; try again in a moment.</source>
        <translation>Der Anrufdienst ist überlastet oder startet neu; versuche es gleich noch einmal.</translation>
    </message>
    <message>
        <source>The call service could not reach the other side&apos;s service in time.</source>
        <translation>Der Anrufdienst konnte den Dienst der Gegenseite nicht rechtzeitig erreichen.</translation>
    </message>
    <message>
        <source>Nobody with this address exists.</source>
        <translation>Niemand hat diese Adresse.</translation>
    </message>
    <message>
        <source>The person called has moved to another address.</source>
        <translation>Die angerufene Person hat jetzt eine andere Adresse.</translation>
    </message>
    <message>
        <source>The call service refused the call.</source>
        <translation>Der Anrufdienst hat den Anruf abgelehnt.</translation>
    </message>
    <message>
        <source>The call service could not complete the call.</source>
        <translation>Der Anrufdienst konnte den Anruf nicht vermitteln.</translation>
    </message>
    <message>
        <source>The other side refused the call.</source>
        <translation>Die Gegenseite hat den Anruf abgelehnt.</translation>
    </message>
    <message>
        <source>The server needs a password.</source>
        <translation>Der Server verlangt ein Passwort.</translation>
    </message>
    <message>
        <source>The other side&apos;s server does not allow this call.</source>
        <translation>Der Server der Gegenseite erlaubt diesen Anruf nicht.</translation>
    </message>
    <message>
        <source>This address or number does not exist.</source>
        <translation>Diese Adresse oder Nummer gibt es nicht.</translation>
    </message>
    <message>
        <source>This address or number is no longer in use.</source>
        <translation>Diese Adresse oder Nummer ist nicht mehr in Gebrauch.</translation>
    </message>
    <message>
        <source>The address or number is not complete.</source>
        <translation>Die Adresse oder Nummer ist unvollständig.</translation>
    </message>
    <message>
        <source>The other side&apos;s server has an inner error.</source>
        <translation>Der Server der Gegenseite hat einen inneren Fehler.</translation>
    </message>
    <message>
        <source>The other side&apos;s server does not offer this kind of call.</source>
        <translation>Der Server der Gegenseite bietet diese Art von Anruf nicht an.</translation>
    </message>
    <message>
        <source>The other side&apos;s server could not reach the person called.</source>
        <translation>Der Server der Gegenseite konnte die angerufene Person nicht erreichen.</translation>
    </message>
    <message>
        <source>The other side&apos;s server is overloaded or away; try again in a moment.</source>
        <translation>Der Server der Gegenseite ist überlastet oder weg; versuche es gleich noch einmal.</translation>
    </message>
    <message>
        <source>The other side&apos;s server could not reach the person called in time.</source>
        <translation>Der Server der Gegenseite konnte die angerufene Person nicht rechtzeitig erreichen.</translation>
    </message>
    <message>
        <source>The other side&apos;s server refused the call.</source>
        <translation>Der Server der Gegenseite hat den Anruf abgelehnt.</translation>
    </message>
    <message>
        <source>The other side&apos;s server could not complete the call.</source>
        <translation>Der Server der Gegenseite konnte den Anruf nicht vermitteln.</translation>
    </message>
    <message>
        <source>The other side ended the call: no media came through between the two machines.</source>
        <translation>Die Gegenseite hat das Gespräch beendet: Zwischen den beiden Computern kam nichts durch.</translation>
    </message>
    <message>
        <source>The call was ended: the minutes for phone calls are used up for today.</source>
        <translation>Das Gespräch wurde beendet: Die Minuten für Telefonanrufe sind für heute verbraucht.</translation>
    </message>
    <message>
        <source>The other side ended the call: it could not use this machine&apos;s sound and picture.</source>
        <translation>Die Gegenseite hat das Gespräch beendet: Sie konnte mit Ton und Bild dieses Computers nichts anfangen.</translation>
    </message>
    <message>
        <source>The call was refused.</source>
        <translation>Der Anruf wurde abgelehnt.</translation>
    </message>
    <message>
        <source>The other side did not answer in time.</source>
        <translation>Die Gegenseite hat nicht rechtzeitig geantwortet.</translation>
    </message>
    <message>
        <source>The other side does not accept this.</source>
        <translation>Die Gegenseite nimmt das nicht an.</translation>
    </message>
    <message>
        <source>Both sides tried to change the call at once, again and again.</source>
        <translation>Beide Seiten wollten das Gespräch immer wieder gleichzeitig ändern.</translation>
    </message>
    <message>
        <source>The connection to the call service broke.</source>
        <translation>Die Verbindung zum Anrufdienst ist abgebrochen.</translation>
    </message>
    <message>
        <source>The other side refused ({status}).</source>
        <translation>Die Gegenseite hat abgelehnt ({status}).</translation>
    </message>
    <message>
        <source>The other side is changing the call just now.</source>
        <translation>Die Gegenseite ändert das Gespräch gerade.</translation>
    </message>
    <message>
        <source>The other side did not say in time what came of it.</source>
        <translation>Die Gegenseite hat nicht rechtzeitig gesagt, was daraus wurde.</translation>
    </message>
    <message>
        <source>The other side is not allowed to call there.</source>
        <translation>Die Gegenseite darf dort nicht anrufen.</translation>
    </message>
    <message>
        <source>Nobody with this address is known.</source>
        <translation>Niemand mit dieser Adresse ist bekannt.</translation>
    </message>
    <message>
        <source>Nobody could be reached there.</source>
        <translation>Dort war niemand zu erreichen.</translation>
    </message>
    <message>
        <source>Nobody answered there.</source>
        <translation>Dort hat niemand angenommen.</translation>
    </message>
    <message>
        <source>The line there is busy.</source>
        <translation>Dort ist besetzt.</translation>
    </message>
    <message>
        <source>The other side gave up calling there.</source>
        <translation>Die Gegenseite hat den Anruf dort aufgegeben.</translation>
    </message>
    <message>
        <source>The other side is being sent somewhere else already.</source>
        <translation>Die Gegenseite wird bereits woandershin verbunden.</translation>
    </message>
    <message>
        <source>The other side, or the person called, declined.</source>
        <translation>Die Gegenseite oder die angerufene Person hat abgelehnt.</translation>
    </message>
    <message>
        <source>It was refused ({status}).</source>
        <translation>Es wurde abgelehnt ({status}).</translation>
    </message>
    <message>
        <source>Only the host of the room can do that.</source>
        <translation>Das kann nur der Gastgeber des Raums.</translation>
    </message>
    <message>
        <source>The connection to the room was lost, and it has been locked since.</source>
        <translation>Die Verbindung zum Raum ging verloren, und er ist inzwischen abgeschlossen.</translation>
    </message>
    <message>
        <source>The connection to the room was lost, and it could not be entered again.</source>
        <translation>Die Verbindung zum Raum ging verloren, und er ließ sich nicht wieder betreten.</translation>
    </message>
    <message>
        <source>If this network wants you to log in first, do that in a web browser.</source>
        <translation>Falls dieses Netz erst eine Anmeldung verlangt, melde dich in einem Webbrowser an.</translation>
    </message>
    <message>
        <source>The address must begin with https:// (http:// is for this machine only).</source>
        <translation>Die Adresse muss mit https:// beginnen (http:// nur für diesen Computer).</translation>
    </message>
    <message>
        <source>The connection to {host} broke.</source>
        <translation>Die Verbindung zu {host} ist abgebrochen.</translation>
    </message>
    <message>
        <source>{host} answered with something else than a JSON object.</source>
        <translation>{host} antwortete mit etwas anderem als einem JSON-Objekt.</translation>
    </message>
    <message>
        <source>{host} did not answer in time.</source>
        <translation>{host} hat nicht rechtzeitig geantwortet.</translation>
    </message>
    <message>
        <source>There is no computer named {host}, or no network to ask.</source>
        <translation>Es gibt keinen Computer namens {host}, oder kein Netz zum Nachfragen.</translation>
    </message>
    <message>
        <source>{host} cannot be reached: {reason}.</source>
        <translation>{host} ist nicht erreichbar: {reason}.</translation>
    </message>
    <message>
        <source>{host} is no call service: it answered {status}.</source>
        <translation>{host} ist kein Anrufdienst: Antwort {status}.</translation>
    </message>
    <message>
        <source>{host} answered {status}.</source>
        <translation>{host} antwortete {status}.</translation>
    </message>
    <message>
        <source>This is not a web address.</source>
        <translation>Das ist keine Webadresse.</translation>
    </message>
    <message>
        <source>{host} answered with more than {number} bytes.</source>
        <translation>{host} antwortete mit mehr als {number} Byte.</translation>
    </message>
    <message>
        <source>The certificate of {host} is not valid for it.</source>
        <translation>Das Zertifikat von {host} gilt dafür nicht.</translation>
    </message>
    <message>
        <source>{host} does not speak HTTPS there.</source>
        <translation>{host} spricht dort kein HTTPS.</translation>
    </message>
    <message>
        <source>The push service at {host} answered {status}.</source>
        <translation>Der Push-Dienst bei {host} antwortete {status}.</translation>
    </message>
    <message>
        <source>The push service at {host} does not say where its messages are.</source>
        <translation>Der Push-Dienst bei {host} sagt nicht, wo seine Nachrichten liegen.</translation>
    </message>
    <message>
        <source>The call service did not let you in.</source>
        <translation>Der Anrufdienst hat dich nicht hereingelassen.</translation>
    </message>
    <message>
        <source>The registration of this user on this device has ended; only a token that prolongs it helps.</source>
        <translation>Die Anmeldung dieses Benutzers auf diesem Gerät ist abgelaufen; nur ein Token, das sie verlängert, hilft.</translation>
    </message>
    <message>
        <source>The SIP provider did not let you in: user name or password is wrong.</source>
        <translation>Der SIP-Anbieter hat dich nicht hereingelassen: Benutzername oder Passwort ist falsch.</translation>
    </message>
    <message>
        <source>There is no usable token for the call service.</source>
        <translation>Es gibt kein brauchbares Token für den Anrufdienst.</translation>
    </message>
    <message>
        <source>The call service has no room right now.</source>
        <translation>Der Anrufdienst hat gerade keinen Platz.</translation>
    </message>
    <message>
        <source>The call service did not let you in: {reason}</source>
        <translation>Der Anrufdienst hat dich nicht hereingelassen: {reason}</translation>
    </message>
    <message>
        <source>A new token for the call service could not be had; trying again.</source>
        <translation>Ein neues Token für den Anrufdienst war nicht zu bekommen; es wird erneut versucht.</translation>
    </message>
    <message>
        <source>The call service refuses tokens that it has just accepted.</source>
        <translation>Der Anrufdienst lehnt Token ab, die er eben noch angenommen hat.</translation>
    </message>
    <message>
        <source>The call service did not answer in time.</source>
        <translation>Der Anrufdienst hat nicht rechtzeitig geantwortet.</translation>
    </message>
    <message>
        <source>The connection to the call service was lost.</source>
        <translation>Die Verbindung zum Anrufdienst ging verloren.</translation>
    </message>
    <message>
        <source>This network wants you to sign in first. Open a page in a web browser to do that: Ahoy goes on by itself.</source>
        <translation>Dieses Netz verlangt erst eine Anmeldung. Öffne dazu eine Seite in einem Webbrowser: Ahoy macht dann von selbst weiter.</translation>
    </message>
    <message>
        <source>The connection to the call service broke while the call was being set up.</source>
        <translation>Die Verbindung zum Anrufdienst brach ab, während der Anruf aufgebaut wurde.</translation>
    </message>
    <message>
        <source>The other side no longer knows of this call.</source>
        <translation>Die Gegenseite kennt dieses Gespräch nicht mehr.</translation>
    </message>
    <message>
        <source>The other side did not confirm the call in time.</source>
        <translation>Die Gegenseite hat den Anruf nicht rechtzeitig bestätigt.</translation>
    </message>
    <message>
        <source>{host} is no call service, or refuses this program ({status}).</source>
        <translation>{host} ist kein Anrufdienst oder lehnt dieses Programm ab ({status}).</translation>
    </message>
    <message>
        <source>There is no connection to the call service right now.</source>
        <translation>Gerade besteht keine Verbindung zum Anrufdienst.</translation>
    </message>
    <message>
        <source>This call cannot be put into a SIP message: {error}.</source>
        <translation>Dieser Anruf lässt sich nicht als SIP-Nachricht schreiben: {error}.</translation>
    </message>
    <message>
        <source>A path with a line break in it cannot be started at login.</source>
        <translation>Ein Pfad mit einem Zeilenumbruch lässt sich nicht bei der Anmeldung starten.</translation>
    </message>
    <message>
        <source>{file} cannot be read: {reason}.</source>
        <translation>{file} lässt sich nicht lesen: {reason}.</translation>
    </message>
    <message>
        <source>{file} cannot be written: {reason}.</source>
        <translation>{file} lässt sich nicht schreiben: {reason}.</translation>
    </message>
    <message>
        <source>{file} cannot be removed: {reason}.</source>
        <translation>{file} lässt sich nicht entfernen: {reason}.</translation>
    </message>
    <message>
        <source>The registry cannot be read: {error}.</source>
        <translation>Die Registrierung lässt sich nicht lesen: {error}.</translation>
    </message>
    <message>
        <source>The registry cannot be written: {error}.</source>
        <translation>Die Registrierung lässt sich nicht schreiben: {error}.</translation>
    </message>
    <message>
        <source>Ahoy&apos;s own call service keeps stopping. Start Ahoy again.</source>
        <translation>Der eigene Anrufdienst von Ahoy bleibt immer wieder stehen. Starte Ahoy neu.</translation>
    </message>
    <message>
        <source>The SIP server needs your password.</source>
        <translation>Der SIP-Server braucht dein Passwort.</translation>
    </message>
    <message>
        <source>The SIP server needs the user name that it knows you by.</source>
        <translation>Der SIP-Server braucht den Benutzernamen, unter dem er dich kennt.</translation>
    </message>
    <message>
        <source>The call service needs an application secret or the address of your token server.</source>
        <translation>Der Anrufdienst braucht ein Anwendungsgeheimnis oder die Adresse deines Token-Servers.</translation>
    </message>
    <message>
        <source>There is no key store on this system: the password is forgotten when Ahoy closes.</source>
        <translation>Dieses System hat keinen Schlüsselbund: Das Passwort ist vergessen, wenn Ahoy schließt.</translation>
    </message>
    <message>
        <source>There is no key store on this system: the secret is forgotten when Ahoy closes.</source>
        <translation>Dieses System hat keinen Schlüsselbund: Das Geheimnis ist vergessen, wenn Ahoy schließt.</translation>
    </message>
    <message>
        <source>People nearby are found by Ahoy&apos;s own call service only.</source>
        <translation>Leute in der Nähe findet nur der eigene Anrufdienst von Ahoy.</translation>
    </message>
    <message>
        <source>Ahoy is not connected to its call service yet. Try again in a moment.</source>
        <translation>Ahoy ist noch nicht mit seinem Anrufdienst verbunden. Versuche es gleich noch einmal.</translation>
    </message>
    <message>
        <source>The call service does not answer: the account was not changed.</source>
        <translation>Der Anrufdienst antwortet nicht: Das Konto wurde nicht geändert.</translation>
    </message>
    <message>
        <source>Ahoy cannot ring while its window is closed: {error}</source>
        <translation>Ahoy kann nicht klingeln, während das Fenster geschlossen ist: {error}</translation>
    </message>
    <message>
        <source>“{text}” cannot be called by this account: use a number, or name@server.</source>
        <translation>„{text}“ lässt sich mit diesem Konto nicht anrufen: Nimm eine Nummer oder name@server.</translation>
    </message>
    <message>
        <source>People nearby are not called by an account at another provider.</source>
        <translation>Leute in der Nähe werden nicht über ein Konto bei einem anderen Anbieter angerufen.</translation>
    </message>
    <message>
        <source>A user id</source>
        <translation>Eine Benutzerkennung</translation>
    </message>
    <message>
        <source>The application key</source>
        <translation>Der Anwendungsschlüssel</translation>
    </message>
    <message>
        <source>The address of the call service</source>
        <translation>Die Adresse des Anrufdienstes</translation>
    </message>
    <message>
        <source>The call&apos;s headers</source>
        <translation>Die Kopfzeilen des Anrufs</translation>
    </message>
    <message>
        <source>The address of the SIP server</source>
        <translation>Die Adresse des SIP-Servers</translation>
    </message>
    <message>
        <source>The user name</source>
        <translation>Der Benutzername</translation>
    </message>
    <message>
        <source>The password</source>
        <translation>Das Passwort</translation>
    </message>
    <message>
        <source>The domain of the SIP server</source>
        <translation>Die Domain des SIP-Servers</translation>
    </message>
    <message>
        <source>The address</source>
        <translation>Die Adresse</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Choose a screen or a window to show.</source>
        <translation>Wähle einen Bildschirm oder ein Fenster zum Zeigen.</translation>
    </message>
    <message>
        <source>Calls to phone numbers show a number of yours: set it first.</source>
        <translation>Anrufe bei Telefonnummern zeigen eine Nummer von dir: Trage sie zuerst ein.</translation>
    </message>
    <message>
        <source>That is no international phone number: + and up to 15 digits.</source>
        <translation>Das ist keine internationale Telefonnummer: + und bis zu 15 Ziffern.</translation>
    </message>
    <message>
        <source>That is no SIP address: write name@server, 64 characters at most.</source>
        <translation>Das ist keine SIP-Adresse: Schreibe name@server, höchstens 64 Zeichen.</translation>
    </message>
    <message>
        <source>The name of a room has 1 to 64 characters.</source>
        <translation>Der Name eines Raums hat 1 bis 64 Zeichen.</translation>
    </message>
    <message>
        <source>They are not in the room any more.</source>
        <translation>Die Person ist nicht mehr im Raum.</translation>
    </message>
    <message>
        <source>This person&apos;s address on the network is not right.</source>
        <translation>Die Netzadresse dieser Person stimmt nicht.</translation>
    </message>
    <message>
        <source>This</source>
        <translation>Dies</translation>
    </message>
    <message>
        <source>Reconnecting</source>
        <translation>Verbindet erneut</translation>
    </message>
    <message>
        <source>The call service is away; the call goes on</source>
        <translation>Der Anrufdienst ist weg; das Gespräch geht weiter</translation>
    </message>
    <message>
        <source>Good: nothing was wrong with it.</source>
        <translation>Gut: Es war nichts auszusetzen.</translation>
    </message>
    <message>
        <source>{number} calls at once are all that Ahoy can hold.</source>
        <translation>Mehr als {number} Gespräche auf einmal kann Ahoy nicht halten.</translation>
    </message>
    <message>
        <source>{name} could not be reached.</source>
        <translation>{name} war nicht zu erreichen.</translation>
    </message>
    <message>
        <source>{name} declined the call.</source>
        <translation>{name} hat den Anruf abgelehnt.</translation>
    </message>
    <message>
        <source>{name} did not answer.</source>
        <translation>{name} hat nicht angenommen.</translation>
    </message>
    <message>
        <source>You cancelled the call.</source>
        <translation>Du hast den Anruf abgebrochen.</translation>
    </message>
    <message>
        <source>{name} took the call on another device.</source>
        <translation>{name} hat den Anruf auf einem anderen Gerät angenommen.</translation>
    </message>
    <message>
        <source>The connection was lost.</source>
        <translation>Die Verbindung ging verloren.</translation>
    </message>
    <message>
        <source>The call could not be set up.</source>
        <translation>Der Anruf kam nicht zustande.</translation>
    </message>
    <message>
        <source>You declined the call.</source>
        <translation>Du hast den Anruf abgelehnt.</translation>
    </message>
    <message>
        <source>You did not answer.</source>
        <translation>Du hast nicht angenommen.</translation>
    </message>
    <message>
        <source>Answered on another device.</source>
        <translation>Auf einem anderen Gerät angenommen.</translation>
    </message>
    <message>
        <source>You were in another call.</source>
        <translation>Du warst in einem anderen Gespräch.</translation>
    </message>
    <message numerus="yes">
        <source>The call with {name} ends in {n} seconds: your minutes for phone calls are used up then.</source>
        <translation>
            <numerusform>Das Gespräch mit {name} endet in {n} Sekunde: Dann sind deine Minuten für Telefonanrufe verbraucht.</numerusform>
            <numerusform>Das Gespräch mit {name} endet in {n} Sekunden: Dann sind deine Minuten für Telefonanrufe verbraucht.</numerusform>
        </translation>
    </message>
    <message>
        <source>The call with {name} went on in another one.</source>
        <translation>Das Gespräch mit {name} ging in einem anderen weiter.</translation>
    </message>
    <message>
        <source>You brought {name} into a conference room.</source>
        <translation>Du hast {name} in einen Konferenzraum geholt.</translation>
    </message>
    <message>
        <source>You connected {name} with {other}.</source>
        <translation>Du hast {name} mit {other} verbunden.</translation>
    </message>
    <message>
        <source>Declined on another device.</source>
        <translation>Auf einem anderen Gerät abgelehnt.</translation>
    </message>
    <message>
        <source>You and {name} called each other at the same moment.</source>
        <translation>Du und {name} habt euch im selben Moment angerufen.</translation>
    </message>
    <message>
        <source>{name} connected you with {other}.</source>
        <translation>{name} hat dich mit {other} verbunden.</translation>
    </message>
    <message>
        <source>The connection to {name} failed: {message}</source>
        <translation>Die Verbindung zu {name} ist gescheitert: {message}</translation>
    </message>
    <message>
        <source>The call could not be set up: {message}</source>
        <translation>Der Anruf kam nicht zustande: {message}</translation>
    </message>
    <message>
        <source>{name} brought you into a conference room.</source>
        <translation>{name} hat dich in einen Konferenzraum geholt.</translation>
    </message>
    <message>
        <source>You hung up.</source>
        <translation>Du hast aufgelegt.</translation>
    </message>
    <message>
        <source>{name} hung up.</source>
        <translation>{name} hat aufgelegt.</translation>
    </message>
    <message>
        <source>The call failed.</source>
        <translation>Der Anruf ist gescheitert.</translation>
    </message>
    <message>
        <source>You were busy.</source>
        <translation>Bei dir war besetzt.</translation>
    </message>
    <message>
        <source>{name} is busy.</source>
        <translation>Bei {name} ist besetzt.</translation>
    </message>
    <message>
        <source>Nobody can be sent into a room: invite them instead.</source>
        <translation>In einen Raum lässt sich niemand weiterverbinden: Lade die Person stattdessen ein.</translation>
    </message>
    <message>
        <source>Nobody can be sent to an emergency number: call it yourself.</source>
        <translation>Zu einer Notrufnummer lässt sich niemand weiterverbinden: Ruf selbst an.</translation>
    </message>
    <message>
        <source>{name} wanted to connect you with {other}. Ahoy did not do that.</source>
        <translation>{name} wollte dich mit {other} verbinden. Ahoy hat das nicht getan.</translation>
    </message>
    <message>
        <source>{name} is being connected with somebody already.</source>
        <translation>{name} wird bereits mit jemandem verbunden.</translation>
    </message>
    <message>
        <source>A call cannot be connected with itself.</source>
        <translation>Ein Gespräch lässt sich nicht mit sich selbst verbinden.</translation>
    </message>
    <message>
        <source>{name} cannot be connected with {other} now: {reason}</source>
        <translation>{name} lässt sich gerade nicht mit {other} verbinden: {reason}</translation>
    </message>
    <message>
        <source>{name} does not see your screen any more. {reason}</source>
        <translation>{name} sieht deinen Bildschirm nicht mehr. {reason}</translation>
    </message>
    <message>
        <source>Your screen cannot be shown to {name}: {reason}</source>
        <translation>Dein Bildschirm lässt sich {name} nicht zeigen: {reason}</translation>
    </message>
    <message>
        <source>The host of the room muted you.</source>
        <translation>Der Gastgeber des Raums hat dich stummgeschaltet.</translation>
    </message>
    <message>
        <source>{name} does not hear this computer&apos;s sound now. {reason}</source>
        <translation>{name} hört den Ton dieses Computers gerade nicht. {reason}</translation>
    </message>
    <message>
        <source>A part of the pictures from {name} gets lost on the way to you</source>
        <translation>Ein Teil des Bildes von {name} geht auf dem Weg zu dir verloren</translation>
    </message>
    <message>
        <source>A part of the sound from {name} gets lost on the way to you</source>
        <translation>Ein Teil des Tons von {name} geht auf dem Weg zu dir verloren</translation>
    </message>
    <message>
        <source>A part of your pictures gets lost on the way to {name}</source>
        <translation>Ein Teil deines Bildes geht auf dem Weg zu {name} verloren</translation>
    </message>
    <message>
        <source>A part of your sound gets lost on the way to {name}</source>
        <translation>Ein Teil deines Tons geht auf dem Weg zu {name} verloren</translation>
    </message>
    <message>
        <source>Your Wi-Fi seems to lose packets</source>
        <translation>Dein WLAN scheint Pakete zu verlieren</translation>
    </message>
    <message>
        <source>Your mobile network seems to lose packets</source>
        <translation>Dein Mobilfunknetz scheint Pakete zu verlieren</translation>
    </message>
    <message>
        <source>Your VPN seems to lose packets</source>
        <translation>Dein VPN scheint Pakete zu verlieren</translation>
    </message>
    <message>
        <source>The quality of the sound is not good.</source>
        <translation>Der Ton ist nicht gut.</translation>
    </message>
    <message>
        <source>The connection is slow: {name} answers late by {late} ms.</source>
        <translation>Die Verbindung ist langsam: {name} antwortet um {late} ms verspätet.</translation>
    </message>
    <message>
        <source>The connection is uneven</source>
        <translation>Die Verbindung ist ungleichmäßig</translation>
    </message>
    <message>
        <source>{here} of what comes, {there} of what you send</source>
        <translation>{here} von dem, was kommt, {there} von dem, was du sendest</translation>
    </message>
    <message>
        <source>The quality of the pictures is not good.</source>
        <translation>Das Bild ist nicht gut.</translation>
    </message>
    <message>
        <source>The connection is slow: {name} answers late.</source>
        <translation>Die Verbindung ist langsam: {name} antwortet verspätet.</translation>
    </message>
    <message>
        <source>The connection is uneven by {late} ms</source>
        <translation>Die Verbindung schwankt um {late} ms</translation>
    </message>
    <message>
        <source>pictures may stutter</source>
        <translation>das Bild kann stocken</translation>
    </message>
    <message>
        <source>sound may stutter</source>
        <translation>der Ton kann stocken</translation>
    </message>
    <message>
        <source>Your network, or that of {name}, loses packets</source>
        <translation>Dein Netz oder das von {name} verliert Pakete</translation>
    </message>
    <message>
        <source>The connection to {name} is interrupted. Ahoy tries to get it back.</source>
        <translation>Die Verbindung zu {name} ist unterbrochen. Ahoy versucht, sie wiederherzustellen.</translation>
    </message>
    <message>
        <source>Your microphone gives no sound at all: {name} hears nothing of you.</source>
        <translation>Dein Mikrofon gibt gar keinen Ton: {name} hört nichts von dir.</translation>
    </message>
    <message>
        <source>Your microphone gives an even noise and no voice: {name} may not hear you.</source>
        <translation>Dein Mikrofon gibt nur gleichmäßiges Rauschen und keine Stimme: {name} hört dich vielleicht nicht.</translation>
    </message>
    <message>
        <source>No sound comes from {name}: the microphone there may be switched off.</source>
        <translation>Von {name} kommt kein Ton: Vielleicht ist dort das Mikrofon aus.</translation>
    </message>
    <message>
        <source>Only an even noise comes from {name}.</source>
        <translation>Von {name} kommt nur gleichmäßiges Rauschen.</translation>
    </message>
    <message>
        <source>The room is locked: nobody else gets in.</source>
        <translation>Der Raum ist abgeschlossen: Niemand sonst kommt herein.</translation>
    </message>
    <message>
        <source>The host sent you out of the room.</source>
        <translation>Der Gastgeber hat dich aus dem Raum geschickt.</translation>
    </message>
    <message>
        <source>The host ended the room.</source>
        <translation>Der Gastgeber hat den Raum beendet.</translation>
    </message>
    <message>
        <source>You entered the room again from elsewhere.</source>
        <translation>Du hast den Raum noch einmal von woanders betreten.</translation>
    </message>
    <message>
        <source>The call service ended the room.</source>
        <translation>Der Anrufdienst hat den Raum beendet.</translation>
    </message>
    <message>
        <source>You did not wait for the room.</source>
        <translation>Du hast nicht auf den Raum gewartet.</translation>
    </message>
    <message>
        <source>The connection to the room was lost.</source>
        <translation>Die Verbindung zum Raum ging verloren.</translation>
    </message>
    <message>
        <source>The room has ended.</source>
        <translation>Der Raum ist zu Ende.</translation>
    </message>
    <message>
        <source>Room {name}</source>
        <translation>Raum {name}</translation>
    </message>
    <message>
        <source>You left the room.</source>
        <translation>Du hast den Raum verlassen.</translation>
    </message>
    <message>
        <source>The room could not be reached.</source>
        <translation>Der Raum war nicht zu erreichen.</translation>
    </message>
    <message>
        <source>You ended the room for all.</source>
        <translation>Du hast den Raum für alle beendet.</translation>
    </message>
    <message>
        <source>Your calls go by a relay alone, and your call service has none. Let them go directly: Settings, Privacy, “Always use a relay”.</source>
        <translation>Deine Anrufe laufen nur über ein Relay, und dein Anrufdienst hat keines. Lass sie direkt laufen: Einstellungen, Privatsphäre, „Immer ein Relay verwenden“.</translation>
    </message>
    <message>
        <source>{name} could not be taken back: {reason}</source>
        <translation>{name} ließ sich nicht zurückholen: {reason}</translation>
    </message>
    <message>
        <source>{name} could not be put on hold: {reason}</source>
        <translation>{name} ließ sich nicht halten: {reason}</translation>
    </message>
    <message>
        <source>{name} cannot be put on hold or taken back now: {error}</source>
        <translation>{name} lässt sich gerade weder halten noch zurückholen: {error}</translation>
    </message>
    <message>
        <source>No keys can be sent now: {error}</source>
        <translation>Gerade lassen sich keine Tasten senden: {error}</translation>
    </message>
    <message>
        <source>The screen cannot be shown to {name} now: {error}</source>
        <translation>Der Bildschirm lässt sich {name} gerade nicht zeigen: {error}</translation>
    </message>
    <message>
        <source>The account to call by does not exist any more.</source>
        <translation>Das Konto für diesen Anruf gibt es nicht mehr.</translation>
    </message>
    <message>
        <source>the room</source>
        <translation>dem Raum</translation>
    </message>
    <message>
        <source>Connecting {name} with {other}</source>
        <translation>{name} wird mit {other} verbunden</translation>
    </message>
    <message>
        <source>Connecting {name} with {other}: it rings there</source>
        <translation>{name} wird mit {other} verbunden: Dort klingelt es</translation>
    </message>
    <message>
        <source>{name} is connected with {other}</source>
        <translation>{name} ist mit {other} verbunden</translation>
    </message>
    <message>
        <source>{name} could not be connected with {other}: {reason}</source>
        <translation>{name} ließ sich nicht mit {other} verbinden: {reason}</translation>
    </message>
    <message>
        <source>{name} could not be brought into the room: {reason}</source>
        <translation>{name} ließ sich nicht in den Raum holen: {reason}</translation>
    </message>
    <message>
        <source>{name} connects you with {other}</source>
        <translation>{name} verbindet dich mit {other}</translation>
    </message>
    <message>
        <source>{name} could not be connected with {other}.</source>
        <translation>{name} ließ sich nicht mit {other} verbinden.</translation>
    </message>
    <message>
        <source>{name} is in the room</source>
        <translation>{name} ist im Raum</translation>
    </message>
    <message>
        <source>Bringing {name} into the room</source>
        <translation>{name} wird in den Raum geholt</translation>
    </message>
    <message>
        <source>{name} could not be brought into the room.</source>
        <translation>{name} ließ sich nicht in den Raum holen.</translation>
    </message>
    <message>
        <source>The connection was gone for {seconds} s.</source>
        <translation>Die Verbindung war {seconds} s lang weg.</translation>
    </message>
    <message>
        <source>On the way to you {amount} was lost for {seconds} s.</source>
        <translation>Auf dem Weg zu dir gingen {seconds} s lang {amount} verloren.</translation>
    </message>
    <message>
        <source>On the way from you {amount} was lost for {seconds} s.</source>
        <translation>Auf dem Weg von dir gingen {seconds} s lang {amount} verloren.</translation>
    </message>
    <message>
        <source>The picture stood still again and again for {seconds} s.</source>
        <translation>Das Bild stand {seconds} s lang immer wieder still.</translation>
    </message>
    <message>
        <source>The connection was slow: {amount} ms there and back, for {seconds} s.</source>
        <translation>Die Verbindung war langsam: {amount} ms hin und zurück, {seconds} s lang.</translation>
    </message>
    <message>
        <source>Type a name that other people will see.</source>
        <translation>Gib einen Namen ein, den andere sehen werden.</translation>
    </message>
    <message>
        <source>{error} Contacts and calls of this session are not kept.</source>
        <translation>{error} Kontakte und Anrufe dieser Sitzung werden nicht aufbewahrt.</translation>
    </message>
    <message>
        <source>The profile {folder} cannot be used: {reason}.</source>
        <translation>Das Profil {folder} lässt sich nicht verwenden: {reason}.</translation>
    </message>
    <message>
        <source>“{text}” cannot be called: use a user id, a phone number with +, a SIP address (name@server) or conf:room.</source>
        <translation>„{text}“ lässt sich nicht anrufen: Nimm eine Benutzerkennung, eine Telefonnummer mit +, eine SIP-Adresse (name@server) oder conf:raum.</translation>
    </message>
    <message>
        <source>“{text}” is not a SIP address: write name@server.</source>
        <translation>„{text}“ ist keine SIP-Adresse: Schreibe name@server.</translation>
    </message>
    <message>
        <source>A contact needs an address: a name, a number or name@server.</source>
        <translation>Ein Kontakt braucht eine Adresse: einen Namen, eine Nummer oder name@server.</translation>
    </message>
    <message>
        <source>Nobody has such an address: there is nothing to block.</source>
        <translation>Niemand hat eine solche Adresse: Es gibt nichts zu blockieren.</translation>
    </message>
    <message>
        <source>“{country}” is no country with telephones.</source>
        <translation>„{country}“ ist kein Land mit Telefonen.</translation>
    </message>
    <message>
        <source>Older calls cannot be read: {error}</source>
        <translation>Ältere Anrufe lassen sich nicht lesen: {error}</translation>
    </message>
    <message>
        <source>That is no address: {number} characters at most, in one line.</source>
        <translation>Das ist keine Adresse: höchstens {number} Zeichen, in einer Zeile.</translation>
    </message>
    <message>
        <source>A second call can ask, be rejected or ring, not “{policy}”.</source>
        <translation>Ein zweiter Anruf kann fragen, abgewiesen werden oder klingeln, nicht „{policy}“.</translation>
    </message>
    <message>
        <source>Unknown callers can ring or be silenced, not “{policy}”.</source>
        <translation>Unbekannte Anrufer können klingeln oder stumm sein, nicht „{policy}“.</translation>
    </message>
    <message>
        <source>Your number cannot be used. {error}</source>
        <translation>Deine Nummer lässt sich nicht verwenden. {error}</translation>
    </message>
    <message>
        <source>No contact was added.</source>
        <translation>Es kam kein Kontakt hinzu.</translation>
    </message>
    <message>
        <source>Stopped: no contact was added.</source>
        <translation>Abgebrochen: Es wurde kein Kontakt hinzugefügt.</translation>
    </message>
    <message>
        <source>{file} is still being read: wait, or stop that.</source>
        <translation>{file} wird noch gelesen: Warte, oder brich das ab.</translation>
    </message>
    <message numerus="yes">
        <source>{n} contacts added.</source>
        <translation>
            <numerusform>{n} Kontakt hinzugefügt.</numerusform>
            <numerusform>{n} Kontakte hinzugefügt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} contacts got something new.</source>
        <translation>
            <numerusform>{n} Kontakt bekam etwas Neues.</numerusform>
            <numerusform>{n} Kontakte bekamen etwas Neues.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} contacts had been there already.</source>
        <translation>
            <numerusform>{n} Kontakt war schon da.</numerusform>
            <numerusform>{n} Kontakte waren schon da.</numerusform>
        </translation>
    </message>
    <message>
        <source>Left out: {what}.</source>
        <translation>Ausgelassen: {what}.</translation>
    </message>
    <message numerus="yes">
        <source>{n} numbers without a country cannot be called yet.</source>
        <translation>
            <numerusform>{n} Nummer ohne Land lässt sich noch nicht anrufen.</numerusform>
            <numerusform>{n} Nummern ohne Land lassen sich noch nicht anrufen.</numerusform>
        </translation>
    </message>
    <message>
        <source>The file ends in the middle of a contact.</source>
        <translation>Die Datei endet mitten in einem Kontakt.</translation>
    </message>
    <message numerus="yes">
        <source>{n} with nothing to call</source>
        <translation>
            <numerusform>{n} ohne etwas zum Anrufen</numerusform>
            <numerusform>{n} ohne etwas zum Anrufen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} that could not be read</source>
        <translation>
            <numerusform>{n} nicht lesbar</numerusform>
            <numerusform>{n} nicht lesbar</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} beyond the limit</source>
        <translation>
            <numerusform>{n} über der Grenze</numerusform>
            <numerusform>{n} über der Grenze</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} contacts written to {file}.</source>
        <translation>
            <numerusform>{n} Kontakt in {file} geschrieben.</numerusform>
            <numerusform>{n} Kontakte in {file} geschrieben.</numerusform>
        </translation>
    </message>
    <message>
        <source>This contact does not exist any more.</source>
        <translation>Diesen Kontakt gibt es nicht mehr.</translation>
    </message>
    <message>
        <source>{name} has the address {address} already.</source>
        <translation>{name} hat schon die Adresse {address}.</translation>
    </message>
    <message>
        <source>Ahoy writes no vCard {version}: only 3.0 and 4.0.</source>
        <translation>Ahoy schreibt keine vCard {version}: nur 3.0 und 4.0.</translation>
    </message>
    <message>
        <source>This could not be saved: {error}</source>
        <translation>Das ließ sich nicht speichern: {error}</translation>
    </message>
    <message>
        <source>Quiet hours go from one time to another, such as 22:00, on one day at least.</source>
        <translation>Ruhezeiten gehen von einer Uhrzeit bis zu einer anderen, etwa 22:00, an mindestens einem Tag.</translation>
    </message>
    <message>
        <source>A time of the day is between 00:00 and 23:59.</source>
        <translation>Eine Uhrzeit liegt zwischen 00:00 und 23:59.</translation>
    </message>
    <message>
        <source>Echo test</source>
        <translation>Echotest</translation>
    </message>
    <message>
        <source>{name} did not come.</source>
        <translation>{name} ist nicht gekommen.</translation>
    </message>
    <message>
        <source>{name} left.</source>
        <translation>{name} ist gegangen.</translation>
    </message>
    <message>
        <source>{name} is the host of the room now.</source>
        <translation>{name} ist jetzt Gastgeber des Raums.</translation>
    </message>
    <message>
        <source>{name} raised a hand.</source>
        <translation>{name} hat die Hand gehoben.</translation>
    </message>
    <message>
        <source>{name} shows a screen.</source>
        <translation>{name} zeigt einen Bildschirm.</translation>
    </message>
    <message>
        <source>You are the host of the room now.</source>
        <translation>Du bist jetzt Gastgeber des Raums.</translation>
    </message>
    <message>
        <source>{name} is being called.</source>
        <translation>{name} wird angerufen.</translation>
    </message>
    <message>
        <source>The room is open again.</source>
        <translation>Der Raum ist wieder offen.</translation>
    </message>
    <message>
        <source>{name} lost the connection.</source>
        <translation>{name} hat die Verbindung verloren.</translation>
    </message>
    <message>
        <source>{name} is back.</source>
        <translation>{name} ist wieder da.</translation>
    </message>
    <message>
        <source>{name} joined.</source>
        <translation>{name} ist dazugekommen.</translation>
    </message>
    <message>
        <source>Calls are being brought into a room already.</source>
        <translation>Gespräche werden bereits in einen Raum geholt.</translation>
    </message>
    <message>
        <source>There is no other call to bring into the room.</source>
        <translation>Es gibt kein anderes Gespräch, das in den Raum könnte.</translation>
    </message>
    <message>
        <source>{name} is called on this network, by another call service, where {user} is somebody else.</source>
        <translation>{name} wird in diesem Netz über einen anderen Anrufdienst erreicht, bei dem {user} jemand anderes ist.</translation>
    </message>
    <message>
        <source>{name} is called on this network, by another call service: its people cannot come into rooms of this one.</source>
        <translation>{name} wird in diesem Netz über einen anderen Anrufdienst erreicht: Dessen Leute können nicht in Räume dieses Dienstes kommen.</translation>
    </message>
    <message>
        <source>{name} is not entered yet.</source>
        <translation>{name} ist noch nicht betreten.</translation>
    </message>
    <message>
        <source>The room could not be opened: the calls go on as they were.</source>
        <translation>Der Raum ließ sich nicht öffnen: Die Gespräche gehen weiter wie bisher.</translation>
    </message>
    <message>
        <source>{name} cannot be brought into a room now: {reason}</source>
        <translation>{name} lässt sich gerade nicht in einen Raum holen: {reason}</translation>
    </message>
    <message>
        <source>The room could not be opened: {error}.</source>
        <translation>Der Raum ließ sich nicht öffnen: {error}.</translation>
    </message>
    <message>
        <source>The room could not be entered: the calls go on as they were.</source>
        <translation>Der Raum ließ sich nicht betreten: Die Gespräche gehen weiter wie bisher.</translation>
    </message>
    <message>
        <source>{name} cannot be brought into the room now: {error}</source>
        <translation>{name} lässt sich gerade nicht in den Raum holen: {error}</translation>
    </message>
    <message>
        <source>A room cannot be invited into another one.</source>
        <translation>Ein Raum lässt sich nicht in einen anderen einladen.</translation>
    </message>
    <message>
        <source>An emergency number cannot be invited into a room: call it yourself.</source>
        <translation>Eine Notrufnummer lässt sich nicht in einen Raum einladen: Ruf sie selbst an.</translation>
    </message>
    <message>
        <source>People nearby have another call service, and cannot come into rooms of this one.</source>
        <translation>Leute in der Nähe haben einen anderen Anrufdienst und können nicht in Räume von diesem kommen.</translation>
    </message>
    <message>
        <source>That cannot be done now: {error}.</source>
        <translation>Das geht gerade nicht: {error}.</translation>
    </message>
    <message>
        <source>The link is longer than {number} characters.</source>
        <translation>Der Link ist länger als {number} Zeichen.</translation>
    </message>
    <message>
        <source>“{link}” is no link that Ahoy opens: {schemes}.</source>
        <translation>„{link}“ ist kein Link, den Ahoy öffnet: {schemes}.</translation>
    </message>
    <message>
        <source>The link “{link}” cannot be understood.</source>
        <translation>Der Link „{link}“ ist nicht zu verstehen.</translation>
    </message>
    <message>
        <source>You are speaking while muted.</source>
        <translation>Du sprichst, während du stumm bist.</translation>
    </message>
    <message>
        <source>Your microphone sends silence: others do not hear you.</source>
        <translation>Dein Mikrofon sendet Stille: Andere hören dich nicht.</translation>
    </message>
    <message>
        <source>The room is fine: your echo is weak enough to be removed.</source>
        <translation>Der Raum ist in Ordnung: Dein Echo ist schwach genug, um entfernt zu werden.</translation>
    </message>
    <message>
        <source>No echo comes back: you use a headset, or the speaker is turned off.</source>
        <translation>Es kommt kein Echo zurück: Du benutzt ein Headset, oder der Lautsprecher ist leise gedreht.</translation>
    </message>
    <message>
        <source>The speaker is loud at the microphone: turn it down or use a headset, or words get lost when both of you speak.</source>
        <translation>Der Lautsprecher ist am Mikrofon laut: Dreh ihn leiser oder nimm ein Headset, sonst gehen Wörter verloren, wenn ihr beide sprecht.</translation>
    </message>
    <message>
        <source>The speaker overloads the microphone: turn it down, or use a headset.</source>
        <translation>Der Lautsprecher übersteuert das Mikrofon: Dreh ihn leiser oder nimm ein Headset.</translation>
    </message>
    <message>
        <source>The room is noisy: use a headset, or close the window.</source>
        <translation>Der Raum ist laut: Nimm ein Headset oder schließ das Fenster.</translation>
    </message>
    <message>
        <source>The microphone hears nothing: is it muted, covered or unplugged?</source>
        <translation>Das Mikrofon hört nichts: Ist es stumm, verdeckt oder nicht angeschlossen?</translation>
    </message>
    <message>
        <source>Echo and noise cannot be removed: the program&apos;s sound processing is not installed completely. Use a headset, so that others do not hear themselves.</source>
        <translation>Echo und Rauschen lassen sich nicht entfernen: Die Tonverarbeitung des Programms ist nicht vollständig installiert. Nimm ein Headset, damit andere sich nicht selbst hören.</translation>
    </message>
    <message>
        <source>The speaker works.</source>
        <translation>Der Lautsprecher funktioniert.</translation>
    </message>
    <message>
        <source>The speaker was asked to play: did you hear it?</source>
        <translation>Der Lautsprecher sollte etwas spielen: Hast du es gehört?</translation>
    </message>
    <message>
        <source>The speaker takes no sound.</source>
        <translation>Der Lautsprecher nimmt keinen Ton an.</translation>
    </message>
    <message>
        <source>noise at {number} dB</source>
        <translation>Rauschen bei {number} dB</translation>
    </message>
    <message>
        <source>no noise at all</source>
        <translation>gar kein Rauschen</translation>
    </message>
    <message>
        <source>The microphone works ({loud}).</source>
        <translation>Das Mikrofon funktioniert ({loud}).</translation>
    </message>
    <message>
        <source>This system does not let Ahoy share the screen.</source>
        <translation>Dieses System lässt Ahoy den Bildschirm nicht teilen.</translation>
    </message>
    <message>
        <source>Test screen</source>
        <translation>Testbildschirm</translation>
    </message>
    <message>
        <source>Test window</source>
        <translation>Testfenster</translation>
    </message>
    <message>
        <source>The sound service of this system has stopped. You hear each other again when it is back.</source>
        <translation>Der Tondienst dieses Systems ist stehen geblieben. Ihr hört euch wieder, wenn er zurück ist.</translation>
    </message>
    <message>
        <source>The sound service of this system is back: sound goes on.</source>
        <translation>Der Tondienst dieses Systems ist zurück: Der Ton geht weiter.</translation>
    </message>
    <message>
        <source>Start it in a terminal: &quot;systemctl --user start pipewire-pulse&quot;, or &quot;pulseaudio --start&quot; on a system that has PulseAudio.</source>
        <translation>Starte ihn in einem Terminal: &quot;systemctl --user start pipewire-pulse&quot;, oder &quot;pulseaudio --start&quot; auf einem System mit PulseAudio.</translation>
    </message>
    <message>
        <source>Your account must be in the group &quot;video&quot;: type &quot;sudo usermod -aG video $USER&quot; in a terminal, then log in again.</source>
        <translation>Dein Benutzer muss in der Gruppe &quot;video&quot; sein: Gib &quot;sudo usermod -aG video $USER&quot; in einem Terminal ein und melde dich neu an.</translation>
    </message>
    <message>
        <source>microphone</source>
        <translation>Mikrofon</translation>
    </message>
    <message>
        <source>speaker</source>
        <translation>Lautsprecher</translation>
    </message>
    <message>
        <source>camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>Mikrofon</translation>
    </message>
    <message>
        <source>Speaker</source>
        <translation>Lautsprecher</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>No microphone was found: others will not hear you.</source>
        <translation>Kein Mikrofon gefunden: Andere werden dich nicht hören.</translation>
    </message>
    <message>
        <source>No speaker was found: you will not hear others.</source>
        <translation>Kein Lautsprecher gefunden: Du wirst andere nicht hören.</translation>
    </message>
    <message>
        <source>No camera was found: others will not see you.</source>
        <translation>Keine Kamera gefunden: Andere werden dich nicht sehen.</translation>
    </message>
    <message>
        <source>The chosen {noun} is not connected.</source>
        <translation>Nicht angeschlossen, obwohl gewählt: {noun}.</translation>
    </message>
    <message>
        <source>The {noun} is in use by another program.</source>
        <translation>Von einem anderen Programm belegt: {noun}.</translation>
    </message>
    <message>
        <source>The system does not allow Ahoy to use the {noun}.</source>
        <translation>Vom System nicht für Ahoy erlaubt: {noun}.</translation>
    </message>
    <message>
        <source>The {noun} delivers nothing.</source>
        <translation>Liefert nichts: {noun}.</translation>
    </message>
    <message>
        <source>The {noun} does not work.</source>
        <translation>Funktioniert nicht: {noun}.</translation>
    </message>
    <message>
        <source>The sound service of this system does not answer: no {noun} until it does.</source>
        <translation>Der Tondienst dieses Systems antwortet nicht. So lange fehlt: {noun}.</translation>
    </message>
    <message>
        <source>Allow it in System Settings, Privacy &amp; Security, {title}; then start Ahoy again.</source>
        <translation>Erlaube es in den Systemeinstellungen unter „Datenschutz &amp; Sicherheit“, {title}; starte dann Ahoy neu.</translation>
    </message>
    <message>
        <source>Allow it in Settings, Privacy &amp; security, {title}, for desktop apps too.</source>
        <translation>Erlaube es in den Einstellungen unter „Datenschutz und Sicherheit“, {title}, auch für Desktop-Apps.</translation>
    </message>
    <message>
        <source>Close that program, or take away its exclusive use in the device&apos;s properties, Advanced.</source>
        <translation>Beende das Programm oder nimm ihm die alleinige Nutzung in den Eigenschaften des Geräts, „Erweitert“.</translation>
    </message>
    <message>
        <source>The system prefers the {noun} &quot;{now}&quot; now: it is used instead of &quot;{before}&quot;.</source>
        <translation>Das System bevorzugt jetzt „{now}“ ({noun}) statt „{before}“.</translation>
    </message>
    <message>
        <source>The chosen {noun} is not connected: &quot;{name}&quot; is used instead.</source>
        <translation>Nicht angeschlossen, obwohl gewählt: {noun}. Stattdessen wird „{name}“ verwendet.</translation>
    </message>
    <message>
        <source>The {noun} &quot;{before}&quot; is gone: &quot;{now}&quot; is used now.</source>
        <translation>„{before}“ ({noun}) ist weg: Jetzt wird „{now}“ verwendet.</translation>
    </message>
    <message>
        <source>The {noun} &quot;{now}&quot; is back and is used again.</source>
        <translation>„{now}“ ({noun}) ist zurück und wird wieder verwendet.</translation>
    </message>
    <message>
        <source>Close that program, or choose another device.</source>
        <translation>Beende das Programm oder wähle ein anderes Gerät.</translation>
    </message>
    <message>
        <source>The key of your push subscription may still be in the key store of your system.</source>
        <translation>Der Schlüssel deines Push-Abonnements könnte noch im Schlüsselbund deines Systems sein.</translation>
    </message>
    <message>
        <source>The key of your accounts&apos; passwords may still be in the key store of your system.</source>
        <translation>Der Schlüssel der Passwörter deiner Konten könnte noch im Schlüsselbund deines Systems sein.</translation>
    </message>
    <message>
        <source>The agent that rings for calls does not end: it may write into the profile again.</source>
        <translation>Das kleine Programm, das bei Anrufen klingelt, endet nicht: Es könnte wieder ins Profil schreiben.</translation>
    </message>
    <message>
        <source>The password for {url} may still be in the key store of your system.</source>
        <translation>Das Passwort für {url} könnte noch im Schlüsselbund deines Systems sein.</translation>
    </message>
    <message>
        <source>There is nothing of yours in {folder}.</source>
        <translation>In {folder} ist nichts von dir.</translation>
    </message>
    <message>
        <source>{file} is a folder: name a file, such as ahoy.zip.</source>
        <translation>{file} ist ein Ordner: Nenne eine Datei, etwa ahoy.zip.</translation>
    </message>
    <message>
        <source>Your data cannot be read: {error}</source>
        <translation>Deine Daten lassen sich nicht lesen: {error}</translation>
    </message>
    <message>
        <source>That is no phone number.</source>
        <translation>Das ist keine Telefonnummer.</translation>
    </message>
    <message>
        <source>Write the number with its country: + and the country code first.</source>
        <translation>Schreibe die Nummer mit ihrem Land: zuerst + und die Landesvorwahl.</translation>
    </message>
    <message>
        <source>No country has that code: check the digits after the +.</source>
        <translation>Kein Land hat diese Vorwahl: Prüfe die Ziffern nach dem +.</translation>
    </message>
    <message>
        <source>The area code is missing from this number.</source>
        <translation>Dieser Nummer fehlt die Ortsvorwahl.</translation>
    </message>
    <message>
        <source>This number is too short.</source>
        <translation>Diese Nummer ist zu kurz.</translation>
    </message>
    <message>
        <source>This number is too long.</source>
        <translation>Diese Nummer ist zu lang.</translation>
    </message>
    <message>
        <source>{number}%</source>
        <translation>{number} %</translation>
    </message>
    <message>
        <source>Your settings were written by a newer version of Ahoy. They are used as far as this one understands them; changes are not kept.</source>
        <translation>Deine Einstellungen wurden von einer neueren Version von Ahoy geschrieben. Sie gelten, soweit diese sie versteht; Änderungen werden nicht aufbewahrt.</translation>
    </message>
    <message>
        <source>Your settings were damaged. They start anew; the old file is kept as {file}.</source>
        <translation>Deine Einstellungen waren beschädigt. Sie fangen neu an; die alte Datei liegt als {file} daneben.</translation>
    </message>
    <message>
        <source>Your contacts and history were damaged. They start anew; the old file is kept as {file}.</source>
        <translation>Deine Kontakte und Anrufe waren beschädigt. Sie fangen neu an; die alte Datei liegt als {file} daneben.</translation>
    </message>
    <message>
        <source>the disk is full.</source>
        <translation>Der Datenträger ist voll.</translation>
    </message>
    <message>
        <source>the file may not be written.</source>
        <translation>In die Datei darf nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>another program holds the file.</source>
        <translation>Ein anderes Programm hält die Datei.</translation>
    </message>
    <message>
        <source>the file is damaged.</source>
        <translation>Die Datei ist beschädigt.</translation>
    </message>
    <message>
        <source>the file was written by a newer version of Ahoy.</source>
        <translation>Die Datei wurde von einer neueren Version von Ahoy geschrieben.</translation>
    </message>
    <message>
        <source>the store is closed.</source>
        <translation>Der Speicher ist geschlossen.</translation>
    </message>
    <message>
        <source>the disk or its file system does not work.</source>
        <translation>Der Datenträger oder sein Dateisystem funktioniert nicht.</translation>
    </message>
    <message>
        <source>{file} is empty.</source>
        <translation>{file} ist leer.</translation>
    </message>
    <message>
        <source>{file} is neither a vCard nor a CSV file.</source>
        <translation>{file} ist weder eine vCard- noch eine CSV-Datei.</translation>
    </message>
    <message>
        <source>{file} holds no contacts that Ahoy can read: it is neither a vCard nor a CSV file whose first line names columns for phone numbers or addresses.</source>
        <translation>{file} enthält keine Kontakte, die Ahoy lesen kann: weder vCard noch eine CSV-Datei, deren erste Zeile Spalten für Telefonnummern oder Adressen nennt.</translation>
    </message>
    <message>
        <source>{file} could not be written: {reason}.</source>
        <translation>{file} ließ sich nicht schreiben: {reason}.</translation>
    </message>
    <message>
        <source>That is no name for a file.</source>
        <translation>Das ist kein Name für eine Datei.</translation>
    </message>
    <message>
        <source>{file} is no file.</source>
        <translation>{file} ist keine Datei.</translation>
    </message>
    <message>
        <source>{file} is too large: it has {size} MB, and Ahoy reads {most} MB at a time.</source>
        <translation>{file} ist zu groß: {size} MB, und Ahoy liest {most} MB auf einmal.</translation>
    </message>
    <message>
        <source>{file} could not be read: {reason}.</source>
        <translation>{file} ließ sich nicht lesen: {reason}.</translation>
    </message>
    <message>
        <source>That is no name of a file.</source>
        <translation>Das ist kein Name einer Datei.</translation>
    </message>
    <message>
        <source>the other person</source>
        <translation>der anderen Person</translation>
    </message>
    <message>
        <source>the conference server</source>
        <translation>dem Konferenzserver</translation>
    </message>
    <message>
        <source>the echo test</source>
        <translation>dem Echotest</translation>
    </message>
    <message>
        <source>the phone gateway</source>
        <translation>dem Telefon-Gateway</translation>
    </message>
    <message>
        <source>the other SIP server</source>
        <translation>dem anderen SIP-Server</translation>
    </message>
    <message>
        <source>the telephone provider</source>
        <translation>dem Telefonanbieter</translation>
    </message>
    <message>
        <source>the telephone network</source>
        <translation>dem Telefonnetz</translation>
    </message>
    <message>
        <source>the other end</source>
        <translation>der Gegenseite</translation>
    </message>
    <message>
        <source>The call service vouches for who that is.</source>
        <translation>Der Anrufdienst bürgt dafür, wer das ist.</translation>
    </message>
    <message>
        <source>The device has the key that you know from earlier calls.</source>
        <translation>Das Gerät hat den Schlüssel, den du aus früheren Gesprächen kennst.</translation>
    </message>
    <message>
        <source>You have not talked to this device before: its key is new to you.</source>
        <translation>Mit diesem Gerät hast du noch nie gesprochen: Sein Schlüssel ist dir neu.</translation>
    </message>
    <message>
        <source>Somebody of this name was met before, with another key. Ask them about it.</source>
        <translation>Jemand dieses Namens hatte früher einen anderen Schlüssel. Frag nach.</translation>
    </message>
    <message>
        <source>Nothing proves who that is.</source>
        <translation>Nichts beweist, wer das ist.</translation>
    </message>
    <message>
        <source>You and {others}.</source>
        <translation>Du und {others}.</translation>
    </message>
    <message>
        <source>this computer</source>
        <translation>diesem Computer</translation>
    </message>
    <message>
        <source>Not known.</source>
        <translation>Nicht bekannt.</translation>
    </message>
    <message>
        <source>Anybody on a part of the way.</source>
        <translation>Jeder auf einem Teil des Weges.</translation>
    </message>
    <message>
        <source>Encrypted to {party} only</source>
        <translation>Verschlüsselt nur bis zu {party}</translation>
    </message>
    <message>
        <source>Encrypted to {party} only, on a device that is new to you</source>
        <translation>Verschlüsselt nur bis zu {party}, auf einem Gerät, das dir neu ist</translation>
    </message>
    <message>
        <source>Encrypted to {party}</source>
        <translation>Verschlüsselt bis zu {party}</translation>
    </message>
    <message>
        <source>Encrypted hop by hop, as far as {party}</source>
        <translation>Abschnittsweise verschlüsselt, bis zu {party}</translation>
    </message>
    <message>
        <source>Encrypted, but nothing proves that it is {party}</source>
        <translation>Verschlüsselt, aber nichts beweist die Identität von {party}</translation>
    </message>
    <message>
        <source>Encrypted, but {party} has another key than before</source>
        <translation>Verschlüsselt, aber der Schlüssel von {party} ist ein anderer als zuvor</translation>
    </message>
    <message>
        <source>In clear</source>
        <translation>Unverschlüsselt</translation>
    </message>
    <message>
        <source>In clear beyond {party}</source>
        <translation>Unverschlüsselt jenseits von {party}</translation>
    </message>
    <message>
        <source>Encrypted to {party}, not known beyond it</source>
        <translation>Verschlüsselt bis zu {party}, dahinter unbekannt</translation>
    </message>
    <message>
        <source>Not known yet who can listen</source>
        <translation>Noch nicht bekannt, wer mithören kann</translation>
    </message>
    <message>
        <source>From {begin} to {party}: in clear.</source>
        <translation>Von {begin} bis zu {party}: unverschlüsselt.</translation>
    </message>
    <message>
        <source>From {begin} to {party}: not known.</source>
        <translation>Von {begin} bis zu {party}: nicht bekannt.</translation>
    </message>
    <message>
        <source>From {begin} to {party}: encrypted (SDES), but the key was sent in clear.</source>
        <translation>Von {begin} bis zu {party}: verschlüsselt (SDES), aber der Schlüssel wurde unverschlüsselt gesendet.</translation>
    </message>
    <message>
        <source>From {begin} to {party}: encrypted (SDES); the servers that passed the key on can decrypt it, too.</source>
        <translation>Von {begin} bis zu {party}: verschlüsselt (SDES); auch die Server, die den Schlüssel weitergaben, können es entschlüsseln.</translation>
    </message>
    <message>
        <source>From {begin} to {party}: encrypted (DTLS-SRTP), but set up in clear: somebody on the way could have taken its place.</source>
        <translation>Von {begin} bis zu {party}: verschlüsselt (DTLS-SRTP), aber unverschlüsselt vereinbart: Jemand unterwegs könnte sich dazwischengesetzt haben.</translation>
    </message>
    <message>
        <source>From {begin} to {party}: encrypted (DTLS-SRTP).</source>
        <translation>Von {begin} bis zu {party}: verschlüsselt (DTLS-SRTP).</translation>
    </message>
    <message>
        <source> and </source>
        <translation> und </translation>
    </message>
    <message>
        <source>Incoming call from {name}</source>
        <translation>Anruf von {name}</translation>
    </message>
    <message>
        <source>Incoming video call from {name}</source>
        <translation>Videoanruf von {name}</translation>
    </message>
    <message>
        <source>It rings at {name}</source>
        <translation>Bei {name} klingelt es</translation>
    </message>
    <message>
        <source>Connected with {name}</source>
        <translation>Verbunden mit {name}</translation>
    </message>
    <message>
        <source>Microphone off</source>
        <translation>Mikrofon aus</translation>
    </message>
    <message>
        <source>Microphone on</source>
        <translation>Mikrofon an</translation>
    </message>
    <message>
        <source>Camera off</source>
        <translation>Kamera aus</translation>
    </message>
    <message>
        <source>Camera on</source>
        <translation>Kamera an</translation>
    </message>
    <message>
        <source>No longer on hold</source>
        <translation>Nicht mehr gehalten</translation>
    </message>
    <message>
        <source>{name} is back in the call</source>
        <translation>{name} ist wieder im Gespräch</translation>
    </message>
    <message>
        <source>The connection is back</source>
        <translation>Die Verbindung ist wieder da</translation>
    </message>
    <message>
        <source>Connect {name} with {other}</source>
        <translation>{name} mit {other} verbinden</translation>
    </message>
    <message>
        <source>The keys travel inside the sound (RFC 4733).</source>
        <translation>Die Tasten reisen im Ton (RFC 4733).</translation>
    </message>
    <message>
        <source>The keys travel as messages beside the sound (SIP INFO).</source>
        <translation>Die Tasten reisen als Nachrichten neben dem Ton (SIP INFO).</translation>
    </message>
    <message>
        <source>Does not hear you</source>
        <translation>Hört dich nicht</translation>
    </message>
    <message>
        <source>Nobody hears you: all calls are on hold</source>
        <translation>Niemand hört dich: Alle Gespräche werden gehalten</translation>
    </message>
    <message numerus="yes">
        <source>{n} problems with the call</source>
        <translation>
            <numerusform>{n} Problem mit dem Gespräch</numerusform>
            <numerusform>{n} Probleme mit dem Gespräch</numerusform>
        </translation>
    </message>
    <message>
        <source>On hold: you and {name} both paused the call</source>
        <translation>Gehalten: Du und {name} habt beide das Gespräch angehalten</translation>
    </message>
    <message>
        <source>On hold: {name} cannot hear you</source>
        <translation>Gehalten: {name} kann dich nicht hören</translation>
    </message>
    <message>
        <source>{name} has put you on hold</source>
        <translation>{name} hält das Gespräch</translation>
    </message>
    <message>
        <source>for {account}</source>
        <translation>für {account}</translation>
    </message>
    <message>
        <source>by {account}</source>
        <translation>über {account}</translation>
    </message>
    <message>
        <source>Is calling you</source>
        <translation>Ruft dich an</translation>
    </message>
    <message>
        <source>On hold</source>
        <translation>Gehalten</translation>
    </message>
    <message>
        <source>Put you on hold</source>
        <translation>Hält dich</translation>
    </message>
    <message>
        <source>Video call for {account}</source>
        <translation>Videoanruf für {account}</translation>
    </message>
    <message>
        <source>Call for {account}</source>
        <translation>Anruf für {account}</translation>
    </message>
    <message>
        <source>Video call for you</source>
        <translation>Videoanruf für dich</translation>
    </message>
    <message>
        <source>Call for you</source>
        <translation>Anruf für dich</translation>
    </message>
    <message>
        <source>Calling {name}…</source>
        <translation>{name} wird angerufen …</translation>
    </message>
    <message>
        <source>Nobody hears you: there is no microphone</source>
        <translation>Niemand hört dich: Es gibt kein Mikrofon</translation>
    </message>
    <message>
        <source>This call cannot be put on hold.</source>
        <translation>Dieses Gespräch lässt sich nicht halten.</translation>
    </message>
    <message>
        <source>This call cannot be transferred.</source>
        <translation>Dieses Gespräch lässt sich nicht weiterverbinden.</translation>
    </message>
    <message>
        <source>Resume the call to send keys.</source>
        <translation>Setze das Gespräch fort, um Tasten zu senden.</translation>
    </message>
    <message>
        <source>{name} does not take keys.</source>
        <translation>{name} nimmt keine Tasten an.</translation>
    </message>
    <message>
        <source>Resume the call to share your screen.</source>
        <translation>Setze das Gespräch fort, um deinen Bildschirm zu teilen.</translation>
    </message>
    <message>
        <source>This call cannot show a screen.</source>
        <translation>Dieses Gespräch kann keinen Bildschirm zeigen.</translation>
    </message>
    <message>
        <source>No picture</source>
        <translation>Kein Bild</translation>
    </message>
    <message>
        <source>Voice call</source>
        <translation>Sprachanruf</translation>
    </message>
    <message>
        <source>Muted</source>
        <translation>Stumm</translation>
    </message>
    <message>
        <source>Hears you</source>
        <translation>Hört dich</translation>
    </message>
    <message>
        <source>You are talking to {name}, muted</source>
        <translation>Du sprichst mit {name}, stumm</translation>
    </message>
    <message>
        <source>You are talking to {name}</source>
        <translation>Du sprichst mit {name}</translation>
    </message>
    <message>
        <source>Connecting with {name}…</source>
        <translation>Verbindung mit {name} …</translation>
    </message>
    <message>
        <source>The call can be put on hold once it is answered.</source>
        <translation>Das Gespräch lässt sich halten, sobald es angenommen ist.</translation>
    </message>
    <message>
        <source>The call can be transferred once it is answered.</source>
        <translation>Das Gespräch lässt sich weiterverbinden, sobald es angenommen ist.</translation>
    </message>
    <message>
        <source>The call can take keys once it is answered.</source>
        <translation>Das Gespräch nimmt Tasten an, sobald es angenommen ist.</translation>
    </message>
    <message>
        <source>The call can show a screen once it is answered.</source>
        <translation>Das Gespräch kann einen Bildschirm zeigen, sobald es angenommen ist.</translation>
    </message>
    <message>
        <source>not verified</source>
        <translation>nicht bestätigt</translation>
    </message>
    <message>
        <source>Reconnecting: nothing comes from the other side</source>
        <translation>Verbindet erneut: Von der Gegenseite kommt nichts</translation>
    </message>
    <message>
        <source>{name} has paused the video</source>
        <translation>{name} hat das Video angehalten</translation>
    </message>
    <message>
        <source>first call from this address</source>
        <translation>erster Anruf von dieser Adresse</translation>
    </message>
    <message>
        <source>Type a name, a number or an address.</source>
        <translation>Gib einen Namen, eine Nummer oder eine Adresse ein.</translation>
    </message>
    <message numerus="yes">
        <source>{n} people match “{typed}”. Pick one of them.</source>
        <translation>
            <numerusform>{n} Person passt zu „{typed}“. Wähle sie aus.</numerusform>
            <numerusform>{n} Personen passen zu „{typed}“. Wähle eine aus.</numerusform>
        </translation>
    </message>
    <message>
        <source>Call with {name}</source>
        <translation>Gespräch mit {name}</translation>
    </message>
    <message>
        <source>Who can listen</source>
        <translation>Wer mithören kann</translation>
    </message>
    <message>
        <source>In short</source>
        <translation>Kurz gesagt</translation>
    </message>
    <message>
        <source>Can decrypt</source>
        <translation>Kann entschlüsseln</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Qualität</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
    <message>
        <source>Hop {n}</source>
        <translation>Abschnitt {n}</translation>
    </message>
    <message>
        <source>over Wi-Fi</source>
        <translation>über WLAN</translation>
    </message>
    <message>
        <source>over a cable</source>
        <translation>über Kabel</translation>
    </message>
    <message>
        <source>over a mobile network</source>
        <translation>über ein Mobilfunknetz</translation>
    </message>
    <message>
        <source>over a VPN</source>
        <translation>über ein VPN</translation>
    </message>
    <message>
        <source>inside this computer</source>
        <translation>in diesem Computer</translation>
    </message>
    <message>
        <source>over a virtual network</source>
        <translation>über ein virtuelles Netz</translation>
    </message>
    <message>
        <source>the connection</source>
        <translation>die Verbindung</translation>
    </message>
    <message>
        <source>{share} ({lost} of {all} packets)</source>
        <translation>{share} ({lost} von {all} Paketen)</translation>
    </message>
    <message>
        <source>through a relay</source>
        <translation>über ein Relay</translation>
    </message>
    <message>
        <source>direct</source>
        <translation>direkt</translation>
    </message>
    <message>
        <source>{size} at {rate} a second</source>
        <translation>{size} mit {rate} pro Sekunde</translation>
    </message>
    <message numerus="yes">
        <source>{n} times</source>
        <translation>
            <numerusform>{n}-mal</numerusform>
            <numerusform>{n}-mal</numerusform>
        </translation>
    </message>
    <message>
        <source>You send</source>
        <translation>Du sendest</translation>
    </message>
    <message>
        <source>You get</source>
        <translation>Du bekommst</translation>
    </message>
    <message>
        <source>Lost on the way to you</source>
        <translation>Auf dem Weg zu dir verloren</translation>
    </message>
    <message>
        <source>Lost on the way from you</source>
        <translation>Auf dem Weg von dir verloren</translation>
    </message>
    <message>
        <source>Jitter</source>
        <translation>Schwankung</translation>
    </message>
    <message>
        <source>Waits before it is played</source>
        <translation>Wartet bis zur Wiedergabe</translation>
    </message>
    <message>
        <source>Stood still</source>
        <translation>Stillstand</translation>
    </message>
    <message>
        <source>Limited by</source>
        <translation>Begrenzt durch</translation>
    </message>
    <message>
        <source>Way</source>
        <translation>Weg</translation>
    </message>
    <message>
        <source>There and back</source>
        <translation>Hin und zurück</translation>
    </message>
    <message>
        <source>Room for sending</source>
        <translation>Platz zum Senden</translation>
    </message>
    <message>
        <source>New paths taken</source>
        <translation>Neu eingeschlagene Wege</translation>
    </message>
    <message>
        <source>Encryption</source>
        <translation>Verschlüsselung</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>Ton</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>“{key}” is not a key of a telephone.</source>
        <translation>„{key}“ ist keine Taste eines Telefons.</translation>
    </message>
    <message>
        <source>At most {number} keys at once.</source>
        <translation>Höchstens {number} Tasten auf einmal.</translation>
    </message>
    <message>
        <source>There are no keys in that text.</source>
        <translation>In diesem Text sind keine Tasten.</translation>
    </message>
    <message>
        <source>That is not a key of a telephone.</source>
        <translation>Das ist keine Taste eines Telefons.</translation>
    </message>
    <message>
        <source>Merge the two calls</source>
        <translation>Beide Gespräche zusammenlegen</translation>
    </message>
    <message>
        <source>Merge all calls</source>
        <translation>Alle Gespräche zusammenlegen</translation>
    </message>
    <message>
        <source>Bring {name} into the room</source>
        <translation>{name} in den Raum holen</translation>
    </message>
    <message>
        <source>Bring everybody into the room</source>
        <translation>Alle in den Raum holen</translation>
    </message>
    <message>
        <source>Solved: {text}</source>
        <translation>Behoben: {text}</translation>
    </message>
    <message>
        <source>Sharing: {name}</source>
        <translation>Geteilt: {name}</translation>
    </message>
    <message>
        <source>You are sharing your screen</source>
        <translation>Du teilst deinen Bildschirm</translation>
    </message>
    <message>
        <source>For now without sound</source>
        <translation>Vorerst ohne Ton</translation>
    </message>
    <message>
        <source>With this computer&apos;s sound</source>
        <translation>Mit dem Ton dieses Computers</translation>
    </message>
    <message>
        <source>{width} by {height}</source>
        <translation>{width} × {height}</translation>
    </message>
    <message>
        <source>Windows</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>Screens</source>
        <translation>Bildschirme</translation>
    </message>
    <message>
        <source>Window without a name</source>
        <translation>Fenster ohne Namen</translation>
    </message>
    <message>
        <source>Screen</source>
        <translation>Bildschirm</translation>
    </message>
    <message>
        <source>There is no call to share a screen in.</source>
        <translation>Es gibt kein Gespräch, in dem sich ein Bildschirm teilen ließe.</translation>
    </message>
    <message>
        <source>Screen of {name}</source>
        <translation>Bildschirm von {name}</translation>
    </message>
    <message>
        <source>{name} no longer sees your screen.</source>
        <translation>{name} sieht deinen Bildschirm nicht mehr.</translation>
    </message>
    <message>
        <source>{name} is sharing a screen.</source>
        <translation>{name} teilt einen Bildschirm.</translation>
    </message>
    <message>
        <source>{name} no longer shares a screen.</source>
        <translation>{name} teilt keinen Bildschirm mehr.</translation>
    </message>
    <message>
        <source>It was written down on this computer, as {file}, and sent nowhere.</source>
        <translation>Es wurde auf diesem Computer als {file} aufgeschrieben und nirgendwohin gesendet.</translation>
    </message>
    <message>
        <source>Ahoy broke down when it ran last.</source>
        <translation>Ahoy ist beim letzten Mal abgestürzt.</translation>
    </message>
    <message>
        <source>Something went wrong when Ahoy ran last.</source>
        <translation>Beim letzten Mal ging in Ahoy etwas schief.</translation>
    </message>
    <message>
        <source>Diagnostics copied. They hold no passwords; look through them before you send them.</source>
        <translation>Diagnose kopiert. Sie enthält keine Passwörter; sieh sie durch, bevor du sie verschickst.</translation>
    </message>
    <message>
        <source>Your data can be written to files of this machine only.</source>
        <translation>Deine Daten lassen sich nur in Dateien dieses Computers schreiben.</translation>
    </message>
    <message>
        <source>Everything is in {file}.</source>
        <translation>Alles ist in {file}.</translation>
    </message>
    <message>
        <source>This desktop shows no icons of programs that run, so closing the window ends Ahoy.</source>
        <translation>Dieser Desktop zeigt keine Symbole laufender Programme, also endet Ahoy mit dem Fenster.</translation>
    </message>
    <message>
        <source>The call service of Ahoy itself ends with Ahoy: this needs one that goes on without it.</source>
        <translation>Der Anrufdienst von Ahoy selbst endet mit Ahoy: Hierfür braucht es einen, der ohne Ahoy weiterläuft.</translation>
    </message>
    <message>
        <source>This desktop shows no notifications.</source>
        <translation>Dieser Desktop zeigt keine Mitteilungen.</translation>
    </message>
    <message>
        <source>Quiet now, until {time}.</source>
        <translation>Jetzt Ruhe, bis {time}.</translation>
    </message>
    <message>
        <source>Quiet now.</source>
        <translation>Jetzt Ruhe.</translation>
    </message>
    <message>
        <source>All is well. You are ready to call.</source>
        <translation>Alles in Ordnung. Du kannst telefonieren.</translation>
    </message>
    <message>
        <source>Your sound is well: you are ready to call, but nobody will see you.</source>
        <translation>Dein Ton ist in Ordnung: Du kannst telefonieren, aber niemand wird dich sehen.</translation>
    </message>
    <message>
        <source>Something could be better: see below.</source>
        <translation>Etwas könnte besser sein: siehe unten.</translation>
    </message>
    <message>
        <source>Checking. Say a few words, and let the sound play.</source>
        <translation>Prüfung läuft. Sag ein paar Worte und lass den Ton spielen.</translation>
    </message>
    <message>
        <source>You stopped the check. Nothing was changed.</source>
        <translation>Du hast die Prüfung abgebrochen. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>The check could not be finished. Look at the devices, and try again.</source>
        <translation>Die Prüfung ließ sich nicht beenden. Sieh nach den Geräten und versuche es noch einmal.</translation>
    </message>
    <message>
        <source>System default</source>
        <translation>Standard des Systems</translation>
    </message>
    <message>
        <source>None found</source>
        <translation>Nichts gefunden</translation>
    </message>
    <message>
        <source>System default ({name})</source>
        <translation>Standard des Systems ({name})</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>Nicht angeschlossen</translation>
    </message>
    <message>
        <source>{name} (no longer there)</source>
        <translation>{name} (nicht mehr da)</translation>
    </message>
    <message>
        <source>Everything is sent as the microphone hears it: for music, and for quiet rooms.</source>
        <translation>Alles wird gesendet, wie das Mikrofon es hört: für Musik und ruhige Räume.</translation>
    </message>
    <message>
        <source>Takes fans, traffic and hum away. Voices stay as they are.</source>
        <translation>Nimmt Lüfter, Verkehr und Brummen weg. Stimmen bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>Takes keyboards and other voices down as well. Your own may sound thinner.</source>
        <translation>Dämpft auch Tastaturen und andere Stimmen. Deine eigene kann dünner klingen.</translation>
    </message>
    <message>
        <source>Same as the speaker for calls</source>
        <translation>Wie der Lautsprecher für Gespräche</translation>
    </message>
    <message>
        <source>Open the sound settings</source>
        <translation>Toneinstellungen öffnen</translation>
    </message>
    <message>
        <source>Open the privacy settings</source>
        <translation>Datenschutzeinstellungen öffnen</translation>
    </message>
    <message>
        <source>Phone number</source>
        <translation>Telefonnummer</translation>
    </message>
    <message>
        <source>Emergency number</source>
        <translation>Notrufnummer</translation>
    </message>
    <message>
        <source>Set your phone number in the settings first: whoever you call sees it.</source>
        <translation>Trage zuerst deine Telefonnummer in den Einstellungen ein: Wen du anrufst, sieht sie.</translation>
    </message>
    <message>
        <source>Extension {digits}: press these keys once somebody answers.</source>
        <translation>Durchwahl {digits}: Drücke diese Tasten, sobald jemand annimmt.</translation>
    </message>
    <message>
        <source>Getting ready…</source>
        <translation>Wird vorbereitet …</translation>
    </message>
    <message>
        <source>The same as the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Contacts can be read from and written to files of this machine only.</source>
        <translation>Kontakte lassen sich nur aus Dateien dieses Computers lesen und in solche schreiben.</translation>
    </message>
    <message>
        <source>Call to {name}</source>
        <translation>Anruf an {name}</translation>
    </message>
    <message>
        <source>Video call from {name}</source>
        <translation>Videoanruf von {name}</translation>
    </message>
    <message>
        <source>Call from {name}</source>
        <translation>Anruf von {name}</translation>
    </message>
    <message>
        <source>Video call to {name}</source>
        <translation>Videoanruf an {name}</translation>
    </message>
    <message>
        <source>Nobody talked</source>
        <translation>Niemand hat gesprochen</translation>
    </message>
    <message>
        <source>{name} has this address already.</source>
        <translation>{name} hat diese Adresse schon.</translation>
    </message>
    <message>
        <source>Missed</source>
        <translation>Verpasst</translation>
    </message>
    <message>
        <source>Incoming</source>
        <translation>Eingehend</translation>
    </message>
    <message>
        <source>Outgoing</source>
        <translation>Ausgehend</translation>
    </message>
    <message>
        <source>Not answered</source>
        <translation>Nicht angenommen</translation>
    </message>
    <message>
        <source>Declined</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Gescheitert</translation>
    </message>
    <message>
        <source>Answered on another device</source>
        <translation>Auf einem anderen Gerät angenommen</translation>
    </message>
    <message>
        <source>Blocked</source>
        <translation>Blockiert</translation>
    </message>
    <message>
        <source>Answered elsewhere</source>
        <translation>Anderswo angenommen</translation>
    </message>
    <message>
        <source>Contacts</source>
        <translation>Kontakte</translation>
    </message>
    <message>
        <source>Nearby</source>
        <translation>In der Nähe</translation>
    </message>
    <message>
        <source>Favourites</source>
        <translation>Favoriten</translation>
    </message>
    <message>
        <source>Try out sound and picture</source>
        <translation>Ton und Bild ausprobieren</translation>
    </message>
    <message>
        <source>Repeats what you say and shows what you show</source>
        <translation>Wiederholt, was du sagst, und zeigt, was du zeigst</translation>
    </message>
    <message>
        <source>As the system says ({name})</source>
        <translation>Wie das System es sagt ({name})</translation>
    </message>
    <message>
        <source>As the system says</source>
        <translation>Wie das System es sagt</translation>
    </message>
    <message>
        <source>Type the name that other people will see.</source>
        <translation>Gib den Namen ein, den andere sehen werden.</translation>
    </message>
    <message>
        <source>A name has at most {number} letters.</source>
        <translation>Ein Name hat höchstens {number} Zeichen.</translation>
    </message>
    <message>
        <source>The name has a character that cannot be shown.</source>
        <translation>Der Name enthält ein Zeichen, das sich nicht anzeigen lässt.</translation>
    </message>
    <message>
        <source>Type the name of a room: anyone who types the same one meets you there.</source>
        <translation>Gib den Namen eines Raums ein: Wer denselben eingibt, trifft dich dort.</translation>
    </message>
    <message>
        <source>The name of a room has {most} characters at most; this one has {number}.</source>
        <translation>Der Name eines Raums hat höchstens {most} Zeichen; dieser hat {number}.</translation>
    </message>
    <message>
        <source>The name of a room is made of letters, digits and signs that can be seen.</source>
        <translation>Der Name eines Raums besteht aus Buchstaben, Ziffern und sichtbaren Zeichen.</translation>
    </message>
    <message>
        <source>Among your contacts</source>
        <translation>Unter deinen Kontakten</translation>
    </message>
    <message>
        <source>A room cannot be invited into a room.</source>
        <translation>Ein Raum lässt sich nicht in einen Raum einladen.</translation>
    </message>
    <message>
        <source>An emergency number cannot be invited into a room.</source>
        <translation>Eine Notrufnummer lässt sich nicht in einen Raum einladen.</translation>
    </message>
    <message>
        <source>{name} (you)</source>
        <translation>{name} (du)</translation>
    </message>
    <message>
        <source>Calling…</source>
        <translation>Wird angerufen …</translation>
    </message>
    <message>
        <source>Connection lost</source>
        <translation>Verbindung verloren</translation>
    </message>
    <message>
        <source>Somebody</source>
        <translation>Jemand</translation>
    </message>
    <message>
        <source>hand raised, first</source>
        <translation>Hand gehoben, als Erstes</translation>
    </message>
    <message>
        <source>hand raised, second</source>
        <translation>Hand gehoben, als Zweites</translation>
    </message>
    <message>
        <source>hand raised, number {place}</source>
        <translation>Hand gehoben, Platz {place}</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Du</translation>
    </message>
    <message>
        <source>Only you</source>
        <translation>Nur du</translation>
    </message>
    <message numerus="yes">
        <source>{n} people</source>
        <translation>
            <numerusform>{n} Person</numerusform>
            <numerusform>{n} Personen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{people}, {n} being called</source>
        <translation>
            <numerusform>{people}, {n} wird angerufen</numerusform>
            <numerusform>{people}, {n} werden angerufen</numerusform>
        </translation>
    </message>
    <message>
        <source>Your hand is up</source>
        <translation>Deine Hand ist oben</translation>
    </message>
    <message>
        <source>{name} raised a hand</source>
        <translation>{name} hat die Hand gehoben</translation>
    </message>
    <message numerus="yes">
        <source>{first}, and {n} more</source>
        <translation>
            <numerusform>{first}, und {n} weitere Person</numerusform>
            <numerusform>{first}, und {n} weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>host</source>
        <translation>Gastgeber</translation>
    </message>
    <message>
        <source>speaking</source>
        <translation>spricht</translation>
    </message>
    <message>
        <source>muted</source>
        <translation>stumm</translation>
    </message>
    <message>
        <source>camera paused</source>
        <translation>Kamera angehalten</translation>
    </message>
    <message>
        <source>sharing a screen</source>
        <translation>teilt einen Bildschirm</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>Gastgeber</translation>
    </message>
    <message>
        <source>Sharing a screen</source>
        <translation>Teilt einen Bildschirm</translation>
    </message>
    <message>
        <source>See yourself in a corner</source>
        <translation>Dich selbst in einer Ecke sehen</translation>
    </message>
    <message>
        <source>Do not see yourself</source>
        <translation>Dich selbst nicht sehen</translation>
    </message>
    <message>
        <source>See yourself as a tile</source>
        <translation>Dich selbst als Kachel sehen</translation>
    </message>
    <message>
        <source>{name} is speaking</source>
        <translation>{name} spricht</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>Startet …</translation>
    </message>
    <message>
        <source>Who called did not show a number: nobody can be called back.</source>
        <translation>Der Anrufer hat keine Nummer gezeigt: Niemand lässt sich zurückrufen.</translation>
    </message>
    <message>
        <source>There can be no such host: {reason}.</source>
        <translation>Einen solchen Host kann es nicht geben: {reason}.</translation>
    </message>
    <message>
        <source>The service address starts with https:// or wss:// and names a host.</source>
        <translation>Die Adresse des Dienstes beginnt mit https:// oder wss:// und nennt einen Host.</translation>
    </message>
    <message>
        <source>Give the user id that this service knows you by.</source>
        <translation>Gib die Benutzerkennung an, unter der dich dieser Dienst kennt.</translation>
    </message>
    <message>
        <source>Give the application key.</source>
        <translation>Gib den Anwendungsschlüssel an.</translation>
    </message>
    <message>
        <source>The application key is a UUID in lower case, such as 0b9c4e1a-7f52-4d3b-9a68-2f1e5c7d8a90.</source>
        <translation>Der Anwendungsschlüssel ist eine UUID in Kleinbuchstaben, etwa 0b9c4e1a-7f52-4d3b-9a68-2f1e5c7d8a90.</translation>
    </message>
    <message>
        <source>Give either the application secret or the address that hands out tokens.</source>
        <translation>Gib entweder das Anwendungsgeheimnis an oder die Adresse, die Token ausgibt.</translation>
    </message>
    <message>
        <source>The token address starts with https:// and names a host.</source>
        <translation>Die Token-Adresse beginnt mit https:// und nennt einen Host.</translation>
    </message>
    <message>
        <source>The server address starts with wss:// and names a host, for example wss://sip.example.org:7443/ws.</source>
        <translation>Die Serveradresse beginnt mit wss:// und nennt einen Host, zum Beispiel wss://sip.example.org:7443/ws.</translation>
    </message>
    <message>
        <source>Give the user name of your account.</source>
        <translation>Gib den Benutzernamen deines Kontos an.</translation>
    </message>
    <message>
        <source>The user name is the part before the @, without spaces; the part after it is the domain.</source>
        <translation>Der Benutzername ist der Teil vor dem @, ohne Leerzeichen; der Teil danach ist die Domain.</translation>
    </message>
    <message>
        <source>Give the password of your account.</source>
        <translation>Gib das Passwort deines Kontos an.</translation>
    </message>
    <message>
        <source>The domain is a name such as example.org, or empty where it is that of the server.</source>
        <translation>Die Domain ist ein Name wie example.org, oder leer, wenn es die des Servers ist.</translation>
    </message>
    <message>
        <source>The address of an account looks like alice@example.org.</source>
        <translation>Die Adresse eines Kontos sieht aus wie alice@example.org.</translation>
    </message>
    <message>
        <source>Give the password of the account.</source>
        <translation>Gib das Passwort des Kontos an.</translation>
    </message>
    <message>
        <source>An outbound proxy looks like proxy.example.org or proxy.example.org:5060.</source>
        <translation>Ein ausgehender Proxy sieht aus wie proxy.example.org oder proxy.example.org:5060.</translation>
    </message>
    <message>
        <source>A STUN server looks like stun.example.org or stun.example.org:3478.</source>
        <translation>Ein STUN-Server sieht aus wie stun.example.org oder stun.example.org:3478.</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
    <message>
        <source>Who you are, and by which service you call</source>
        <translation>Wer du bist und über welchen Dienst du anrufst</translation>
    </message>
    <message>
        <source>Sound and video</source>
        <translation>Ton und Video</translation>
    </message>
    <message>
        <source>Microphone, speaker, camera, ringing</source>
        <translation>Mikrofon, Lautsprecher, Kamera, Klingeln</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>Anrufe</translation>
    </message>
    <message>
        <source>When it rings, and what a second caller meets</source>
        <translation>Wann es klingelt und was ein zweiter Anrufer erlebt</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>Privatsphäre</translation>
    </message>
    <message>
        <source>Who may call you, and what others learn</source>
        <translation>Wer dich anrufen darf und was andere erfahren</translation>
    </message>
    <message>
        <source>Desktop</source>
        <translation>Desktop</translation>
    </message>
    <message>
        <source>When the window is closed, notifications</source>
        <translation>Bei geschlossenem Fenster, Mitteilungen</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Darstellung</translation>
    </message>
    <message>
        <source>Language, light or dark, contrast, size of text</source>
        <translation>Sprache, hell oder dunkel, Kontrast, Textgröße</translation>
    </message>
    <message>
        <source>Your data</source>
        <translation>Deine Daten</translation>
    </message>
    <message>
        <source>Where it is, how to take it along or delete it</source>
        <translation>Wo sie liegen, wie du sie mitnimmst oder löschst</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Über Ahoy</translation>
    </message>
    <message>
        <source>Version, keys, and setting up again</source>
        <translation>Version, Tasten und erneutes Einrichten</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>The name that other people see when you call them.</source>
        <translation>Der Name, den andere sehen, wenn du sie anrufst.</translation>
    </message>
    <message>
        <source>display name nickname profile</source>
        <translation>Anzeigename Spitzname Profil</translation>
    </message>
    <message>
        <source>Call service</source>
        <translation>Anrufdienst</translation>
    </message>
    <message>
        <source>The server that your calls go by.</source>
        <translation>Der Server, über den deine Anrufe laufen.</translation>
    </message>
    <message>
        <source>server provider sip registrar log in sign in token</source>
        <translation>Server Anbieter SIP Registrar Anmeldung anmelden Token</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Abmelden</translation>
    </message>
    <message>
        <source>Goes back to the built-in service, and forgets the password.</source>
        <translation>Kehrt zum eingebauten Dienst zurück und vergisst das Passwort.</translation>
    </message>
    <message>
        <source>log out leave account</source>
        <translation>abmelden ausloggen Konto verlassen</translation>
    </message>
    <message>
        <source>Phone and SIP accounts</source>
        <translation>Telefon- und SIP-Konten</translation>
    </message>
    <message>
        <source>Accounts at a telephone company or at the office, for calls in and out.</source>
        <translation>Konten bei einer Telefongesellschaft oder im Büro, für Anrufe hinein und hinaus.</translation>
    </message>
    <message>
        <source>sip provider trunk voip pbx landline voicemail</source>
        <translation>SIP Anbieter Trunk VoIP Telefonanlage Festnetz Mailbox</translation>
    </message>
    <message>
        <source>The microphone that others hear you by.</source>
        <translation>Das Mikrofon, über das andere dich hören.</translation>
    </message>
    <message>
        <source>input headset recording</source>
        <translation>Eingang Headset Aufnahme</translation>
    </message>
    <message>
        <source>Microphone volume</source>
        <translation>Mikrofonlautstärke</translation>
    </message>
    <message>
        <source>How loud others hear you.</source>
        <translation>Wie laut andere dich hören.</translation>
    </message>
    <message>
        <source>gain quiet level</source>
        <translation>Verstärkung leise Pegel</translation>
    </message>
    <message>
        <source>Where you hear others.</source>
        <translation>Worüber du andere hörst.</translation>
    </message>
    <message>
        <source>output headphones loudspeaker bluetooth</source>
        <translation>Ausgang Kopfhörer Lautsprecher Bluetooth</translation>
    </message>
    <message>
        <source>Speaker volume</source>
        <translation>Lautsprecherlautstärke</translation>
    </message>
    <message>
        <source>How loud you hear others.</source>
        <translation>Wie laut du andere hörst.</translation>
    </message>
    <message>
        <source>loudness</source>
        <translation>Lautstärke</translation>
    </message>
    <message>
        <source>Noise suppression</source>
        <translation>Rauschunterdrückung</translation>
    </message>
    <message>
        <source>How much of the noise around you is taken away.</source>
        <translation>Wie viel vom Lärm um dich herum entfernt wird.</translation>
    </message>
    <message>
        <source>keyboard fan dog background</source>
        <translation>Tastatur Lüfter Hund Hintergrund</translation>
    </message>
    <message>
        <source>Ring on</source>
        <translation>Klingeln auf</translation>
    </message>
    <message>
        <source>The speaker that rings, which may be another one than for talking.</source>
        <translation>Der Lautsprecher, der klingelt; es darf ein anderer sein als der zum Sprechen.</translation>
    </message>
    <message>
        <source>ringer device</source>
        <translation>Klingel Gerät</translation>
    </message>
    <message>
        <source>Ringing volume</source>
        <translation>Klingellautstärke</translation>
    </message>
    <message>
        <source>How loud it rings.</source>
        <translation>Wie laut es klingelt.</translation>
    </message>
    <message>
        <source>silent loud bell</source>
        <translation>leise laut Klingel</translation>
    </message>
    <message>
        <source>Ringtone</source>
        <translation>Klingelton</translation>
    </message>
    <message>
        <source>The tune that tells of a call.</source>
        <translation>Die Melodie, die einen Anruf meldet.</translation>
    </message>
    <message>
        <source>melody bell sound</source>
        <translation>Melodie Klingel Ton</translation>
    </message>
    <message>
        <source>Check before a call</source>
        <translation>Prüfung vor dem Anruf</translation>
    </message>
    <message>
        <source>Tries camera, microphone, speaker and the sound of the room.</source>
        <translation>Probiert Kamera, Mikrofon, Lautsprecher und den Klang des Raums aus.</translation>
    </message>
    <message>
        <source>test echo camera preview</source>
        <translation>Test Echo Kamera Vorschau</translation>
    </message>
    <message>
        <source>Offer the test picture and test tone</source>
        <translation>Testbild und Testton anbieten</translation>
    </message>
    <message>
        <source>Shows them among cameras and microphones.</source>
        <translation>Zeigt sie unter Kameras und Mikrofonen.</translation>
    </message>
    <message>
        <source>fake virtual</source>
        <translation>falsch virtuell</translation>
    </message>
    <message>
        <source>Nobody rings here; their calls are listed as missed.</source>
        <translation>Hier klingelt niemand; die Anrufe werden als verpasst aufgelistet.</translation>
    </message>
    <message>
        <source>dnd silence mute busy</source>
        <translation>stören Ruhe stumm besetzt</translation>
    </message>
    <message>
        <source>Quiet hours</source>
        <translation>Ruhezeiten</translation>
    </message>
    <message>
        <source>Nobody rings at the hours and on the days you choose.</source>
        <translation>Zu den Zeiten und an den Tagen, die du wählst, klingelt niemand.</translation>
    </message>
    <message>
        <source>night schedule sleep weekend</source>
        <translation>Nacht Zeitplan Schlaf Wochenende</translation>
    </message>
    <message>
        <source>When somebody calls during a call</source>
        <translation>Wenn während eines Gesprächs jemand anruft</translation>
    </message>
    <message>
        <source>Whether a second caller is shown quietly, hears busy, or rings.</source>
        <translation>Ob ein zweiter Anrufer leise gezeigt wird, „besetzt“ hört oder klingelt.</translation>
    </message>
    <message>
        <source>call waiting busy second</source>
        <translation>Anklopfen besetzt zweiter</translation>
    </message>
    <message>
        <source>Your phone number</source>
        <translation>Deine Telefonnummer</translation>
    </message>
    <message>
        <source>The number that those see whom you call by phone.</source>
        <translation>Die Nummer, die sieht, wen du per Telefon anrufst.</translation>
    </message>
    <message>
        <source>caller id cli number shown</source>
        <translation>Anrufer-ID Rufnummer anzeigen</translation>
    </message>
    <message>
        <source>Country of numbers without + in front</source>
        <translation>Land der Nummern ohne + davor</translation>
    </message>
    <message>
        <source>Numbers that name no country are taken for numbers of this one.</source>
        <translation>Nummern ohne Landesvorwahl gelten als Nummern dieses Landes.</translation>
    </message>
    <message>
        <source>prefix area code region dial</source>
        <translation>Vorwahl Ortsvorwahl Region wählen</translation>
    </message>
    <message>
        <source>Silence unknown callers</source>
        <translation>Unbekannte Anrufer stummschalten</translation>
    </message>
    <message>
        <source>Who is no contact, and whom you have never talked to, does not ring.</source>
        <translation>Wer kein Kontakt ist und mit wem du nie gesprochen hast, klingelt nicht.</translation>
    </message>
    <message>
        <source>spam stranger block first call</source>
        <translation>Spam Fremde blockieren erster Anruf</translation>
    </message>
    <message>
        <source>Always use a relay</source>
        <translation>Immer ein Relay verwenden</translation>
    </message>
    <message>
        <source>Nobody you talk to learns the network address of this computer.</source>
        <translation>Niemand, mit dem du sprichst, erfährt die Netzadresse dieses Computers.</translation>
    </message>
    <message>
        <source>ip address hide turn direct peer</source>
        <translation>IP-Adresse verbergen TURN direkt</translation>
    </message>
    <message>
        <source>Let people on this network see and call me</source>
        <translation>Leute in diesem Netz dürfen mich sehen und anrufen</translation>
    </message>
    <message>
        <source>Announces your name on the local network.</source>
        <translation>Kündigt deinen Namen im lokalen Netz an.</translation>
    </message>
    <message>
        <source>nearby lan discovery bonjour</source>
        <translation>Nähe LAN finden Bonjour</translation>
    </message>
    <message>
        <source>Blocked people</source>
        <translation>Blockierte Personen</translation>
    </message>
    <message>
        <source>Who may not ring here.</source>
        <translation>Wer hier nicht anrufen darf.</translation>
    </message>
    <message>
        <source>block list ban spam</source>
        <translation>Sperrliste sperren Spam</translation>
    </message>
    <message>
        <source>Stay reachable when the window is closed</source>
        <translation>Bei geschlossenem Fenster erreichbar bleiben</translation>
    </message>
    <message>
        <source>Ahoy goes on in the tray.</source>
        <translation>Ahoy läuft in der Taskleiste weiter.</translation>
    </message>
    <message>
        <source>background close minimise quit</source>
        <translation>Hintergrund schließen minimieren beenden</translation>
    </message>
    <message>
        <source>Start when I log in</source>
        <translation>Beim Anmelden starten</translation>
    </message>
    <message>
        <source>Ahoy starts by itself, without a window.</source>
        <translation>Ahoy startet von selbst, ohne Fenster.</translation>
    </message>
    <message>
        <source>autostart boot login</source>
        <translation>Autostart Hochfahren Anmeldung</translation>
    </message>
    <message>
        <source>Ring when Ahoy does not run</source>
        <translation>Klingeln, wenn Ahoy nicht läuft</translation>
    </message>
    <message>
        <source>A small program waits for calls, and opens Ahoy.</source>
        <translation>Ein kleines Programm wartet auf Anrufe und öffnet Ahoy.</translation>
    </message>
    <message>
        <source>push wake agent</source>
        <translation>Push wecken Agent</translation>
    </message>
    <message>
        <source>When somebody calls while I use another program</source>
        <translation>Wenn jemand anruft, während ich ein anderes Programm benutze</translation>
    </message>
    <message>
        <source>Whether a card, a notification or both tell of a call.</source>
        <translation>Ob eine Karte, eine Mitteilung oder beides einen Anruf meldet.</translation>
    </message>
    <message>
        <source>popup toast notification incoming card</source>
        <translation>Popup Mitteilung eingehend Karte</translation>
    </message>
    <message>
        <source>Tell me of missed calls</source>
        <translation>Verpasste Anrufe melden</translation>
    </message>
    <message>
        <source>A notification tells of each missed call.</source>
        <translation>Eine Mitteilung meldet jeden verpassten Anruf.</translation>
    </message>
    <message>
        <source>notification badge</source>
        <translation>Mitteilung Zähler</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>The language of the window; dates and numbers follow it.</source>
        <translation>Die Sprache des Fensters; Daten und Zahlen folgen ihr.</translation>
    </message>
    <message>
        <source>translation english german french spanish swedish locale</source>
        <translation>Übersetzung Englisch Deutsch Französisch Spanisch Schwedisch</translation>
    </message>
    <message>
        <source>Light or dark</source>
        <translation>Hell oder dunkel</translation>
    </message>
    <message>
        <source>Draws the window in light or dark colours, or as the system does.</source>
        <translation>Zeichnet das Fenster in hellen oder dunklen Farben oder wie das System.</translation>
    </message>
    <message>
        <source>theme night mode colour</source>
        <translation>Thema Nachtmodus Farbe</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>Kontrast</translation>
    </message>
    <message>
        <source>Draws text and lines stronger.</source>
        <translation>Zeichnet Text und Linien kräftiger.</translation>
    </message>
    <message>
        <source>accessibility readable high</source>
        <translation>Barrierefreiheit lesbar hoch</translation>
    </message>
    <message>
        <source>Size of text</source>
        <translation>Textgröße</translation>
    </message>
    <message>
        <source>Makes all text larger.</source>
        <translation>Macht jeden Text größer.</translation>
    </message>
    <message>
        <source>font zoom big accessibility</source>
        <translation>Schrift Zoom groß Barrierefreiheit</translation>
    </message>
    <message>
        <source>Less motion</source>
        <translation>Weniger Bewegung</translation>
    </message>
    <message>
        <source>Tiles and panels appear at their place instead of moving there.</source>
        <translation>Kacheln und Felder erscheinen an ihrem Platz, statt dorthin zu gleiten.</translation>
    </message>
    <message>
        <source>animation reduced accessibility</source>
        <translation>Animation weniger Barrierefreiheit</translation>
    </message>
    <message>
        <source>Write a log</source>
        <translation>Protokoll schreiben</translation>
    </message>
    <message>
        <source>Keeps a file for finding faults, which is sent nowhere.</source>
        <translation>Führt eine Datei zur Fehlersuche, die nirgendwohin gesendet wird.</translation>
    </message>
    <message>
        <source>debug diagnostics trace</source>
        <translation>Fehlersuche Diagnose Spur</translation>
    </message>
    <message>
        <source>Export everything…</source>
        <translation>Alles exportieren …</translation>
    </message>
    <message>
        <source>Writes contacts, calls and settings into one archive.</source>
        <translation>Schreibt Kontakte, Anrufe und Einstellungen in ein Archiv.</translation>
    </message>
    <message>
        <source>backup save download</source>
        <translation>Sicherung speichern herunterladen</translation>
    </message>
    <message>
        <source>Delete everything…</source>
        <translation>Alles löschen …</translation>
    </message>
    <message>
        <source>Removes all that Ahoy keeps of you from this computer.</source>
        <translation>Entfernt alles von dir, was Ahoy auf diesem Computer hat.</translation>
    </message>
    <message>
        <source>reset forget remove erase</source>
        <translation>zurücksetzen vergessen entfernen löschen</translation>
    </message>
    <message>
        <source>Set up again</source>
        <translation>Erneut einrichten</translation>
    </message>
    <message>
        <source>Goes through the first steps once more; nothing is lost.</source>
        <translation>Geht die ersten Schritte noch einmal durch; nichts geht verloren.</translation>
    </message>
    <message>
        <source>first start wizard welcome permissions</source>
        <translation>erster Start Assistent Willkommen Berechtigungen</translation>
    </message>
    <message>
        <source>Keys for everything</source>
        <translation>Tasten für alles</translation>
    </message>
    <message>
        <source>Shows the table of keyboard shortcuts.</source>
        <translation>Zeigt die Tabelle der Tastenkürzel.</translation>
    </message>
    <message>
        <source>shortcut hotkey keyboard help</source>
        <translation>Tastenkürzel Tastatur Hilfe</translation>
    </message>
    <message>
        <source>In a call</source>
        <translation>Im Gespräch</translation>
    </message>
    <message>
        <source>Several calls</source>
        <translation>Mehrere Gespräche</translation>
    </message>
    <message>
        <source>In a room</source>
        <translation>In einem Raum</translation>
    </message>
    <message>
        <source>Someone calls</source>
        <translation>Jemand ruft an</translation>
    </message>
    <message>
        <source>Elsewhere</source>
        <translation>Anderswo</translation>
    </message>
    <message>
        <source>Mute or unmute the microphone</source>
        <translation>Mikrofon stummschalten oder einschalten</translation>
    </message>
    <message>
        <source>Show or pause your video</source>
        <translation>Dein Video zeigen oder anhalten</translation>
    </message>
    <message>
        <source>Put the call on hold, or resume it</source>
        <translation>Gespräch halten oder fortsetzen</translation>
    </message>
    <message>
        <source>Hang up, or cancel the call</source>
        <translation>Auflegen oder den Anruf abbrechen</translation>
    </message>
    <message>
        <source>Keypad</source>
        <translation>Tastenfeld</translation>
    </message>
    <message>
        <source>Transfer the call</source>
        <translation>Weiterverbinden</translation>
    </message>
    <message>
        <source>Add people, or call someone as well</source>
        <translation>Personen hinzufügen oder zusätzlich jemanden anrufen</translation>
    </message>
    <message>
        <source>Microphone, speaker and camera</source>
        <translation>Mikrofon, Lautsprecher und Kamera</translation>
    </message>
    <message>
        <source>Share your screen, or stop sharing</source>
        <translation>Bildschirm teilen oder nicht mehr teilen</translation>
    </message>
    <message>
        <source>Look again which screens can be shared</source>
        <translation>Erneut suchen, welche Bildschirme sich teilen lassen</translation>
    </message>
    <message>
        <source>Look at a shared screen pixel by pixel, or at all of it</source>
        <translation>Einen geteilten Bildschirm pixelgenau oder ganz ansehen</translation>
    </message>
    <message>
        <source>Exchange a shared screen and the camera</source>
        <translation>Geteilten Bildschirm und Kamera vertauschen</translation>
    </message>
    <message>
        <source>Details of the call: who can listen, and what is measured</source>
        <translation>Einzelheiten des Gesprächs: wer mithören kann und was gemessen wird</translation>
    </message>
    <message>
        <source>Magnify the picture; arrow keys move it</source>
        <translation>Bild vergrößern; Pfeiltasten verschieben es</translation>
    </message>
    <message>
        <source>Make it smaller again</source>
        <translation>Wieder kleiner machen</translation>
    </message>
    <message>
        <source>Back to 100 %</source>
        <translation>Zurück auf 100 %</translation>
    </message>
    <message>
        <source>Fill the window with the picture, or show all of it</source>
        <translation>Fenster mit dem Bild ausfüllen oder das ganze zeigen</translation>
    </message>
    <message>
        <source>A small window in front of all others, or back</source>
        <translation>Kleines Fenster vor allen anderen, oder zurück</translation>
    </message>
    <message>
        <source>See yourself or not, in a room also as a tile</source>
        <translation>Dich selbst sehen oder nicht, in einem Raum auch als Kachel</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Vollbild</translation>
    </message>
    <message>
        <source>Swap: talk to the next call on hold</source>
        <translation>Wechseln: mit dem nächsten gehaltenen Gespräch sprechen</translation>
    </message>
    <message>
        <source>Talk to the call at this place of the list</source>
        <translation>Mit dem Gespräch an dieser Stelle der Liste sprechen</translation>
    </message>
    <message>
        <source>Connect the two calls with each other</source>
        <translation>Die beiden Gespräche miteinander verbinden</translation>
    </message>
    <message>
        <source>Merge the calls into one room</source>
        <translation>Die Gespräche zu einem Raum zusammenlegen</translation>
    </message>
    <message>
        <source>Raise your hand, or take it down</source>
        <translation>Hand heben oder senken</translation>
    </message>
    <message>
        <source>People in the room, and whom to invite</source>
        <translation>Personen im Raum und wen du einladen kannst</translation>
    </message>
    <message>
        <source>Show who speaks large, or everybody alike</source>
        <translation>Wer spricht groß zeigen, oder alle gleich</translation>
    </message>
    <message>
        <source>The page of tiles before</source>
        <translation>Vorherige Seite mit Kacheln</translation>
    </message>
    <message>
        <source>The next page of tiles</source>
        <translation>Nächste Seite mit Kacheln</translation>
    </message>
    <message>
        <source>Answer; a call that is going on goes on hold</source>
        <translation>Annehmen; ein laufendes Gespräch wird gehalten</translation>
    </message>
    <message>
        <source>Answer without video</source>
        <translation>Ohne Video annehmen</translation>
    </message>
    <message>
        <source>End the present call and answer</source>
        <translation>Laufendes Gespräch beenden und annehmen</translation>
    </message>
    <message>
        <source>Decline the first call</source>
        <translation>Den ersten Anruf ablehnen</translation>
    </message>
    <message>
        <source>Decline the second call</source>
        <translation>Den zweiten Anruf ablehnen</translation>
    </message>
    <message>
        <source>Ignore the second call: it rings unheard</source>
        <translation>Den zweiten Anruf ignorieren: Er klingelt lautlos</translation>
    </message>
    <message>
        <source>Type whom to call</source>
        <translation>Eingeben, wen du anrufen willst</translation>
    </message>
    <message>
        <source>Your calls</source>
        <translation>Deine Gespräche</translation>
    </message>
    <message>
        <source>Your contacts</source>
        <translation>Deine Kontakte</translation>
    </message>
    <message>
        <source>The telephone keypad</source>
        <translation>Das Telefon-Tastenfeld</translation>
    </message>
    <message>
        <source>Rooms</source>
        <translation>Räume</translation>
    </message>
    <message>
        <source>Do not disturb, on or off</source>
        <translation>„Nicht stören“ an oder aus</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>This table</source>
        <translation>Diese Tabelle</translation>
    </message>
    <message>
        <source>Details of the chosen recent call</source>
        <translation>Einzelheiten des gewählten letzten Anrufs</translation>
    </message>
    <message>
        <source>Forget the chosen recent call</source>
        <translation>Den gewählten letzten Anruf löschen</translation>
    </message>
    <message>
        <source>The call has ended.</source>
        <translation>Das Gespräch ist beendet.</translation>
    </message>
    <message>
        <source>Ringing…</source>
        <translation>Klingelt …</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>Verbindet …</translation>
    </message>
    <message>
        <source>Reconnecting…</source>
        <translation>Verbindet erneut …</translation>
    </message>
    <message>
        <source>{hours} h</source>
        <translation>{hours} h</translation>
    </message>
    <message>
        <source>{duration} left</source>
        <translation>noch {duration}</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} s</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours} h {minutes} min</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>Gestern</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message numerus="yes">
        <source>{n} new missed calls</source>
        <translation>
            <numerusform>{n} neuer verpasster Anruf</numerusform>
            <numerusform>{n} neue verpasste Anrufe</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} calls forgotten</source>
        <translation>
            <numerusform>{n} Anruf gelöscht</numerusform>
            <numerusform>{n} Anrufe gelöscht</numerusform>
        </translation>
    </message>
    <message>
        <source>Give an address: a user id, a number with +, or name@server.</source>
        <translation>Gib eine Adresse an: eine Benutzerkennung, eine Nummer mit + oder name@server.</translation>
    </message>
    <message>
        <source>This is not an address that can be called.</source>
        <translation>Das ist keine Adresse, die sich anrufen lässt.</translation>
    </message>
    <message>
        <source>Conference room</source>
        <translation>Konferenzraum</translation>
    </message>
    <message>
        <source>SIP address</source>
        <translation>SIP-Adresse</translation>
    </message>
    <message>
        <source>On this network, {host}</source>
        <translation>In diesem Netz, {host}</translation>
    </message>
    <message>
        <source>On this network, not seen now</source>
        <translation>In diesem Netz, gerade nicht zu sehen</translation>
    </message>
    <message>
        <source>Call ended after {duration}</source>
        <translation>Anruf nach {duration} beendet</translation>
    </message>
    <message>
        <source>{minutes} min {seconds} s</source>
        <translation>{minutes} min {seconds} s</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes} min</translation>
    </message>
</context>
</TS>
