<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="sv" sourcelanguage="en">
<context>
    <name>AboutPage</name>
    <message>
        <source>About</source>
        <translation>Om</translation>
    </message>
    <message>
        <source>Ahoy %1. Free software under the GNU General Public License, version 3 or later.</source>
        <translation>Ahoy %1. Fri programvara under GNU General Public License, version 3 eller senare.</translation>
    </message>
    <message>
        <source>Keys for everything</source>
        <translation>Tangenter för allt</translation>
    </message>
    <message>
        <source>Set up again</source>
        <translation>Ställ in igen</translation>
    </message>
    <message>
        <source>The first steps once more; nothing is lost</source>
        <translation>De första stegen en gång till; inget går förlorat</translation>
    </message>
</context>
<context>
    <name>AccountForm</name>
    <message>
        <source>An account that a telephone company or your own server gave you. It must be reachable over WebSocket. The password is kept in the key store of this machine.</source>
        <translation>Ett konto från ett telefonbolag eller din egen server. Den måste gå att nå via WebSocket. Lösenordet sparas i datorns nyckelring.</translation>
    </message>
    <message>
        <source>Server address</source>
        <translation>Serveradress</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>Användarnamn</translation>
    </message>
    <message>
        <source>Domain (if not the server&apos;s)</source>
        <translation>Domän (om inte serverns)</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Lösenord</translation>
    </message>
    <message>
        <source>Use this account</source>
        <translation>Använd kontot</translation>
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
        <translation>Namn</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Spara</translation>
    </message>
    <message>
        <source>Others call you as</source>
        <translation>Andra ringer dig som</translation>
    </message>
    <message>
        <source>Copy your user id</source>
        <translation>Kopiera ditt användar-id</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Anslutning</translation>
    </message>
    <message>
        <source>%1: the service built into Ahoy</source>
        <translation>%1: tjänsten som är inbyggd i Ahoy</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Logga ut</translation>
    </message>
    <message>
        <source>There is nothing to sign out of: the built-in service needs no account.</source>
        <translation>Det finns inget att logga ut från: den inbyggda tjänsten behöver inget konto.</translation>
    </message>
    <message>
        <source>Goes back to the built-in service, and forgets the password</source>
        <translation>Går tillbaka till den inbyggda tjänsten och glömmer lösenordet</translation>
    </message>
    <message>
        <source>Sign out of %1?</source>
        <translation>Logga ut från %1?</translation>
    </message>
    <message>
        <source>Its password is forgotten. Contacts and calls stay.</source>
        <translation>Lösenordet glöms. Kontakter och samtal blir kvar.</translation>
    </message>
</context>
<context>
    <name>AloneCard</name>
    <message>
        <source>Nobody else is here yet</source>
        <translation>Ingen annan är här än</translation>
    </message>
    <message>
        <source>Whoever has the link, or types the same room, meets you here.</source>
        <translation>Den som har länken, eller skriver samma rum, möter dig här.</translation>
    </message>
    <message>
        <source>Copy the link</source>
        <translation>Kopiera länken</translation>
    </message>
    <message>
        <source>Invite</source>
        <translation>Bjud in</translation>
    </message>
</context>
<context>
    <name>AppearanceSettings</name>
    <message>
        <source>Appearance</source>
        <translation>Utseende</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Språk</translation>
    </message>
    <message>
        <source>Light or dark</source>
        <translation>Ljust eller mörkt</translation>
    </message>
    <message>
        <source>System</source>
        <translation>System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Ljust</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Mörkt</translation>
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
        <translation>Hög</translation>
    </message>
    <message>
        <source>Size of text</source>
        <translation>Textstorlek</translation>
    </message>
    <message>
        <source>Text as large as the system&apos;s</source>
        <translation>Samma textstorlek som systemet</translation>
    </message>
    <message>
        <source>Less motion</source>
        <translation>Mindre rörelse</translation>
    </message>
    <message>
        <source>Tiles and panels appear at their place instead of moving there.</source>
        <translation>Rutor och paneler visas på sin plats i stället för att glida dit.</translation>
    </message>
</context>
<context>
    <name>BlockedSettings</name>
    <message>
        <source>Blocked people</source>
        <translation>Blockerade personer</translation>
    </message>
    <message>
        <source>They cannot ring here; they hear busy. Their calls are listed, and do not count as missed.</source>
        <translation>De kan inte ringa hit utan hör upptagetton. Samtalen listas men räknas inte som missade.</translation>
    </message>
    <message>
        <source>User id, number or address</source>
        <translation>Användar-id, nummer eller adress</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>Blockera</translation>
    </message>
    <message>
        <source>Nobody is blocked.</source>
        <translation>Ingen är blockerad.</translation>
    </message>
    <message>
        <source>Unblock</source>
        <translation>Avblockera</translation>
    </message>
    <message>
        <source>Unblock %1</source>
        <translation>Avblockera %1</translation>
    </message>
</context>
<context>
    <name>CallBadges</name>
    <message>
        <source>The picture of %1 has stopped</source>
        <translation>Bilden från %1 har stannat</translation>
    </message>
    <message>
        <source>You are muted</source>
        <translation>Din mikrofon är av</translation>
    </message>
    <message>
        <source>You have paused your video</source>
        <translation>Du har pausat din video</translation>
    </message>
    <message>
        <source>%1 is muted</source>
        <translation>%1 har mikrofonen av</translation>
    </message>
    <message>
        <source>No microphone: others cannot hear you</source>
        <translation>Ingen mikrofon: andra hör dig inte</translation>
    </message>
    <message>
        <source>No camera: others cannot see you</source>
        <translation>Ingen kamera: andra ser dig inte</translation>
    </message>
</context>
<context>
    <name>CallControls</name>
    <message>
        <source>Unmute the microphone</source>
        <translation>Slå på mikrofonen</translation>
    </message>
    <message>
        <source>Mute the microphone</source>
        <translation>Stäng av mikrofonen</translation>
    </message>
    <message>
        <source>Pause your video</source>
        <translation>Pausa din video</translation>
    </message>
    <message>
        <source>Show your video</source>
        <translation>Visa din video</translation>
    </message>
    <message>
        <source>Stop sharing your screen</source>
        <translation>Sluta dela skärmen</translation>
    </message>
    <message>
        <source>Share your screen</source>
        <translation>Dela din skärm</translation>
    </message>
    <message>
        <source>Resume the call</source>
        <translation>Återuppta samtalet</translation>
    </message>
    <message>
        <source>Put the call on hold</source>
        <translation>Parkera samtalet</translation>
    </message>
    <message>
        <source>Keypad</source>
        <translation>Knappsats</translation>
    </message>
    <message>
        <source>Transfer the call</source>
        <translation>Koppla vidare samtalet</translation>
    </message>
    <message>
        <source>Add people, or call someone as well</source>
        <translation>Lägg till personer eller ring någon till</translation>
    </message>
    <message>
        <source>Take your hand down</source>
        <translation>Ta ner handen</translation>
    </message>
    <message>
        <source>Raise your hand</source>
        <translation>Räck upp handen</translation>
    </message>
    <message>
        <source>People in the room</source>
        <translation>Personer i rummet</translation>
    </message>
    <message>
        <source>Microphone, speaker and camera</source>
        <translation>Mikrofon, högtalare och kamera</translation>
    </message>
    <message>
        <source>Leave full screen</source>
        <translation>Lämna helskärm</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Helskärm</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mer</translation>
    </message>
    <message>
        <source>Details of the call</source>
        <translation>Samtalets detaljer</translation>
    </message>
    <message>
        <source>Leave the room</source>
        <translation>Lämna rummet</translation>
    </message>
    <message>
        <source>Hang up</source>
        <translation>Lägg på</translation>
    </message>
    <message>
        <source>Cancel the call</source>
        <translation>Avbryt samtalet</translation>
    </message>
</context>
<context>
    <name>CallDetailsDialog</name>
    <message>
        <source>Close</source>
        <translation>Stäng</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Började</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Längd</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Avslutat</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Kvalitet</translation>
    </message>
    <message>
        <source>By the account</source>
        <translation>Via kontot</translation>
    </message>
    <message>
        <source>How it ended</source>
        <translation>Så slutade det</translation>
    </message>
    <message>
        <source>For a report</source>
        <translation>För en felanmälan</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adress</translation>
    </message>
    <message>
        <source>Copy the address</source>
        <translation>Kopiera adressen</translation>
    </message>
    <message>
        <source>Forget this call</source>
        <translation>Glöm samtalet</translation>
    </message>
    <message>
        <source>Call %1</source>
        <translation>Ring %1</translation>
    </message>
    <message>
        <source>Video call %1</source>
        <translation>Ring videosamtal till %1</translation>
    </message>
</context>
<context>
    <name>CallList</name>
    <message>
        <source>Your calls</source>
        <translation>Dina samtal</translation>
    </message>
    <message>
        <source>They talk to each other, and you leave both calls  ·  Ctrl+J</source>
        <translation>De pratar med varandra, och du lämnar båda samtalen  ·  Ctrl+J</translation>
    </message>
    <message>
        <source>The calls become one room, in which all hear each other  ·  Ctrl+Shift+J</source>
        <translation>Samtalen blir ett rum där alla hör varandra  ·  Ctrl+Shift+J</translation>
    </message>
</context>
<context>
    <name>CallListRow</name>
    <message>
        <source>Press to talk here; the present call goes on hold</source>
        <translation>Tryck för att prata här; det pågående samtalet parkeras</translation>
    </message>
    <message>
        <source>Resume the call with %1</source>
        <translation>Återuppta samtalet med %1</translation>
    </message>
    <message>
        <source>Talk to %1</source>
        <translation>Prata med %1</translation>
    </message>
    <message>
        <source>Answer %1</source>
        <translation>Svara %1</translation>
    </message>
    <message>
        <source>Decline %1</source>
        <translation>Avvisa %1</translation>
    </message>
    <message>
        <source>Hang up on %1</source>
        <translation>Lägg på för %1</translation>
    </message>
</context>
<context>
    <name>CallSettings</name>
    <message>
        <source>Calls</source>
        <translation>Samtal</translation>
    </message>
    <message>
        <source>Do not disturb</source>
        <translation>Stör ej</translation>
    </message>
    <message>
        <source>Nobody rings here. Callers hear busy, and their calls are listed as missed.</source>
        <translation>Inget ringer här. Den som ringer hör upptagetton, och samtalet listas som missat.</translation>
    </message>
    <message>
        <source>When somebody calls during a call</source>
        <translation>När någon ringer under ett samtal</translation>
    </message>
    <message>
        <source>Ask me quietly</source>
        <translation>Fråga mig diskret</translation>
    </message>
    <message>
        <source>A card appears over the call, with a soft tone. The present call goes on until you choose.</source>
        <translation>Ett kort visas över samtalet, med en mjuk ton. Det pågående samtalet fortsätter tills du väljer.</translation>
    </message>
    <message>
        <source>Say that I am busy</source>
        <translation>Säg att jag är upptagen</translation>
    </message>
    <message>
        <source>The caller hears busy at once; the call is listed as missed.</source>
        <translation>Den som ringer hör genast upptagetton; samtalet listas som missat.</translation>
    </message>
    <message>
        <source>Ring as always</source>
        <translation>Ring som vanligt</translation>
    </message>
    <message>
        <source>The second call rings as loudly as a first one.</source>
        <translation>Det andra samtalet ringer lika högt som ett första.</translation>
    </message>
</context>
<context>
    <name>CallTopBar</name>
    <message>
        <source>by %1</source>
        <translation>via %1</translation>
    </message>
    <message>
        <source>not verified</source>
        <translation>inte verifierad</translation>
    </message>
    <message>
        <source>Call time %1</source>
        <translation>Samtalstid %1</translation>
    </message>
</context>
<context>
    <name>CallingPane</name>
    <message>
        <source>The picture is in a small window in front</source>
        <translation>Bilden är i ett litet fönster överst</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Återuppta</translation>
    </message>
    <message>
        <source>Put it back</source>
        <translation>Sätt tillbaka den</translation>
    </message>
</context>
<context>
    <name>CheckDialog</name>
    <message>
        <source>Check before a call</source>
        <translation>Kontroll före ett samtal</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Stäng</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>A short sound is played, and you say a few words. Nothing is recorded or sent.</source>
        <translation>Ett kort ljud spelas, och du säger några ord. Inget spelas in eller skickas.</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>Mikrofon</translation>
    </message>
    <message>
        <source>Speaker</source>
        <translation>Högtalare</translation>
    </message>
    <message>
        <source>Test speaker</source>
        <translation>Testa högtalaren</translation>
    </message>
    <message>
        <source>Room</source>
        <translation>Rum</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Klar</translation>
    </message>
    <message>
        <source>Stop the check</source>
        <translation>Stoppa kontrollen</translation>
    </message>
    <message>
        <source>Start the check</source>
        <translation>Starta kontrollen</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Kontrollera igen</translation>
    </message>
</context>
<context>
    <name>CheckLine</name>
    <message>
        <source>Listening…</source>
        <translation>Lyssnar…</translation>
    </message>
    <message>
        <source>Not checked yet</source>
        <translation>Inte kontrollerat än</translation>
    </message>
</context>
<context>
    <name>CheckResult</name>
    <message>
        <source>The check is running</source>
        <translation>Kontrollen pågår</translation>
    </message>
</context>
<context>
    <name>ContactDialog</name>
    <message>
        <source>Add a contact</source>
        <translation>Lägg till en kontakt</translation>
    </message>
    <message>
        <source>Change the contact</source>
        <translation>Ändra kontakten</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Namn</translation>
    </message>
    <message>
        <source>As you want to see it</source>
        <translation>Så som du vill se det</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adress</translation>
    </message>
    <message>
        <source>Addresses, the first is called</source>
        <translation>Adresser; den första rings</translation>
    </message>
    <message>
        <source>anna, +4930…, name@server, conf:room</source>
        <translation>anna, +4930…, namn@server, conf:rum</translation>
    </message>
    <message>
        <source>Address %1</source>
        <translation>Adress %1</translation>
    </message>
    <message>
        <source>Take this address away</source>
        <translation>Ta bort adressen</translation>
    </message>
    <message>
        <source>Another address</source>
        <translation>En adress till</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Avbryt</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Spara</translation>
    </message>
</context>
<context>
    <name>ContactFiles</name>
    <message>
        <source>Import contacts</source>
        <translation>Importera kontakter</translation>
    </message>
    <message>
        <source>Contacts (*.vcf *.vcard *.csv)</source>
        <translation>Kontakter (*.vcf *.vcard *.csv)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alla filer (*)</translation>
    </message>
    <message>
        <source>Export contacts</source>
        <translation>Exportera kontakter</translation>
    </message>
    <message>
        <source>vCard (*.vcf)</source>
        <translation>vCard (*.vcf)</translation>
    </message>
    <message>
        <source>vCard for older programs (*.vcf)</source>
        <translation>vCard för äldre program (*.vcf)</translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation>Tabell (*.csv)</translation>
    </message>
</context>
<context>
    <name>ContactFilesMenu</name>
    <message>
        <source>Import and export contacts</source>
        <translation>Importera och exportera kontakter</translation>
    </message>
    <message>
        <source>Import from a file…</source>
        <translation>Importera från en fil…</translation>
    </message>
    <message>
        <source>Export to a file…</source>
        <translation>Exportera till en fil…</translation>
    </message>
</context>
<context>
    <name>CountryDialog</name>
    <message>
        <source>Country of your numbers</source>
        <translation>Land för dina nummer</translation>
    </message>
    <message>
        <source>Country or code, such as +49</source>
        <translation>Land eller landsnummer, som +49</translation>
    </message>
    <message>
        <source>Search for a country</source>
        <translation>Sök ett land</translation>
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
        <translation>Inget land med det namnet eller numret</translation>
    </message>
</context>
<context>
    <name>CrashNotice</name>
    <message>
        <source>The last time did not end well</source>
        <translation>Förra gången slutade inte bra</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopiera</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Stäng</translation>
    </message>
</context>
<context>
    <name>DataFiles</name>
    <message>
        <source>Export everything</source>
        <translation>Exportera allt</translation>
    </message>
    <message>
        <source>Archive (*.zip)</source>
        <translation>Arkiv (*.zip)</translation>
    </message>
</context>
<context>
    <name>DataSettings</name>
    <message>
        <source>Privacy and data</source>
        <translation>Integritet och data</translation>
    </message>
    <message>
        <source>What Ahoy keeps of you is on this computer, and nowhere else.</source>
        <translation>Det Ahoy sparar om dig finns på den här datorn och ingen annanstans.</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Öppna mappen</translation>
    </message>
    <message>
        <source>This system has no key store that works: passwords are kept in memory and are forgotten when Ahoy ends.</source>
        <translation>Systemet har ingen fungerande nyckelring: lösenord finns bara i minnet och glöms när Ahoy avslutas.</translation>
    </message>
    <message>
        <source>Passwords are in the key store of your system.</source>
        <translation>Lösenord finns i systemets nyckelring.</translation>
    </message>
    <message>
        <source>Write a log</source>
        <translation>Skriv en logg</translation>
    </message>
    <message>
        <source>For finding faults. It holds no passwords, no keys and no whole phone numbers, and is sent nowhere.</source>
        <translation>För att hitta fel. Den innehåller inga lösenord, inga nycklar och inga hela telefonnummer, och skickas ingenstans.</translation>
    </message>
    <message>
        <source>Copy diagnostics</source>
        <translation>Kopiera diagnostik</translation>
    </message>
    <message>
        <source>Versions, devices, state and the end of the log</source>
        <translation>Versioner, enheter, läge och slutet av loggen</translation>
    </message>
    <message>
        <source>Exporting…</source>
        <translation>Exporterar…</translation>
    </message>
    <message>
        <source>Export everything…</source>
        <translation>Exportera allt…</translation>
    </message>
    <message>
        <source>Contacts, calls and settings in one archive</source>
        <translation>Kontakter, samtal och inställningar i ett arkiv</translation>
    </message>
    <message>
        <source>Delete everything…</source>
        <translation>Radera allt…</translation>
    </message>
</context>
<context>
    <name>DesktopSettings</name>
    <message>
        <source>On your desktop</source>
        <translation>På ditt skrivbord</translation>
    </message>
    <message>
        <source>Stay reachable when the window is closed</source>
        <translation>Förbli nåbar när fönstret är stängt</translation>
    </message>
    <message>
        <source>Ahoy goes on in the tray. Quit in the menu of its icon ends it, and so does Ctrl+Q.</source>
        <translation>Ahoy fortsätter i systemfältet. Avsluta i ikonens meny stänger det, och det gör även Ctrl+Q.</translation>
    </message>
    <message>
        <source>Start when I log in</source>
        <translation>Starta när jag loggar in</translation>
    </message>
    <message>
        <source>Its window is made small then.</source>
        <translation>Fönstret är då minimerat.</translation>
    </message>
    <message>
        <source>Without a window, in the tray.</source>
        <translation>Utan fönster, i systemfältet.</translation>
    </message>
    <message>
        <source>Ring when Ahoy does not run</source>
        <translation>Ring när Ahoy inte är igång</translation>
    </message>
    <message>
        <source>A small program waits for calls, from login on. It shows who calls, and opens Ahoy when you answer.</source>
        <translation>Ett litet program väntar på samtal från inloggningen. Det visar vem som ringer och öppnar Ahoy när du svarar.</translation>
    </message>
    <message>
        <source>When somebody calls while I use another program</source>
        <translation>När någon ringer medan jag använder ett annat program</translation>
    </message>
    <message>
        <source>As fits this desktop</source>
        <translation>Det som passar skrivbordet</translation>
    </message>
    <message>
        <source>A card where Ahoy may put one in front, else a notification. Neither takes the keyboard from you.</source>
        <translation>Ett kort där Ahoy får visa ett överst, annars en avisering. Ingetdera tar tangentbordet från dig.</translation>
    </message>
    <message>
        <source>A card above all windows</source>
        <translation>Ett kort ovanpå alla fönster</translation>
    </message>
    <message>
        <source>On the screen where the pointer is.</source>
        <translation>På skärmen där pekaren är.</translation>
    </message>
    <message>
        <source>A notification of the desktop</source>
        <translation>En avisering på skrivbordet</translation>
    </message>
    <message>
        <source>With buttons to answer and to decline, where the desktop shows such.</source>
        <translation>Med knappar för att svara och avvisa, där skrivbordet visar sådana.</translation>
    </message>
    <message>
        <source>Both</source>
        <translation>Båda</translation>
    </message>
    <message>
        <source>A card, and a notification that stays as long as it rings.</source>
        <translation>Ett kort, och en avisering som finns kvar så länge det ringer.</translation>
    </message>
    <message>
        <source>Tell me of missed calls</source>
        <translation>Berätta om missade samtal</translation>
    </message>
    <message>
        <source>By a notification, with a button to call back.</source>
        <translation>Med en avisering och en knapp för att ringa upp.</translation>
    </message>
</context>
<context>
    <name>DetailsPanel</name>
    <message>
        <source>Details of the call</source>
        <translation>Samtalets detaljer</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>Kopiera som text</translation>
    </message>
</context>
<context>
    <name>DeviceMenu</name>
    <message>
        <source>Microphone, speaker and camera</source>
        <translation>Mikrofon, högtalare och kamera</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>Mikrofon</translation>
    </message>
    <message>
        <source>Speaker</source>
        <translation>Högtalare</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>Check sound and video</source>
        <translation>Kontrollera ljud och video</translation>
    </message>
</context>
<context>
    <name>DevicesStep</name>
    <message>
        <source>Microphone and camera</source>
        <translation>Mikrofon och kamera</translation>
    </message>
    <message>
        <source>Others hear you by your microphone, and see you by your camera if you want. Ahoy opens them in calls that you make or answer, and here if you try them. Your system may ask whether Ahoy may do so. Nothing is recorded or sent.</source>
        <translation>Andra hör dig genom din mikrofon och ser dig genom din kamera om du vill. Ahoy öppnar dem i samtal som du ringer eller svarar på, och här om du provar dem. Systemet kan fråga om Ahoy får göra det. Inget spelas in eller skickas.</translation>
    </message>
    <message>
        <source>Try microphone and camera</source>
        <translation>Prova mikrofon och kamera</translation>
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
        <translation>Högtalare</translation>
    </message>
    <message>
        <source>Check sound and video</source>
        <translation>Kontrollera ljud och video</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Nästa</translation>
    </message>
    <message>
        <source>Next, without trying them</source>
        <translation>Nästa, utan att prova dem</translation>
    </message>
</context>
<context>
    <name>DialBar</name>
    <message>
        <source>Name or number</source>
        <translation>Namn eller nummer</translation>
    </message>
    <message>
        <source>Name, number or address to call</source>
        <translation>Namn, nummer eller adress att ringa</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>Ring</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Retur</translation>
    </message>
    <message>
        <source>Calls to phone numbers have no picture.</source>
        <translation>Samtal till telefonnummer har ingen bild.</translation>
    </message>
    <message>
        <source>Video call</source>
        <translation>Videosamtal</translation>
    </message>
    <message>
        <source> · Enter calls</source>
        <translation> · Retur ringer</translation>
    </message>
    <message>
        <source>Call it as a phone number</source>
        <translation>Ring som telefonnummer</translation>
    </message>
    <message>
        <source>Call numbers by</source>
        <translation>Ring nummer via</translation>
    </message>
</context>
<context>
    <name>DialPad</name>
    <message>
        <source>Choose your country</source>
        <translation>Välj ditt land</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Numbers that name no country are taken for numbers of this one</source>
        <translation>Nummer utan land räknas som nummer i det här</translation>
    </message>
    <message>
        <source>Type or paste a number</source>
        <translation>Skriv eller klistra in ett nummer</translation>
    </message>
    <message>
        <source>Number to call</source>
        <translation>Nummer att ringa</translation>
    </message>
    <message>
        <source>Take the last digit away; hold to empty the field</source>
        <translation>Ta bort sista siffran; håll in för att tömma fältet</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Call numbers by</source>
        <translation>Ring nummer via</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>Ring</translation>
    </message>
    <message>
        <source>Type a number first.</source>
        <translation>Skriv ett nummer först.</translation>
    </message>
    <message>
        <source>Video call</source>
        <translation>Videosamtal</translation>
    </message>
    <message>
        <source>Paste a number</source>
        <translation>Klistra in ett nummer</translation>
    </message>
</context>
<context>
    <name>EchoStep</name>
    <message>
        <source>Your first call</source>
        <translation>Ditt första samtal</translation>
    </message>
    <message>
        <source>The echo test repeats what you say and shows what you show. It opens your microphone, and your camera in a video call.</source>
        <translation>Ekotestet upprepar vad du säger och visar vad du visar. Det öppnar din mikrofon, och din kamera i ett videosamtal.</translation>
    </message>
    <message>
        <source>Call the echo test</source>
        <translation>Ring ekotestet</translation>
    </message>
    <message>
        <source>With sound alone</source>
        <translation>Med bara ljud</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Inte nu</translation>
    </message>
</context>
<context>
    <name>EraseDialog</name>
    <message>
        <source>Delete everything?</source>
        <translation>Radera allt?</translation>
    </message>
    <message>
        <source>Your name, contacts, calls, settings, passwords and logs are removed from this computer, and Ahoy ends. This cannot be undone. Export everything first if you may want it again.</source>
        <translation>Ditt namn, kontakter, samtal, inställningar, lösenord och loggar tas bort från den här datorn, och Ahoy avslutas. Det går inte att ångra. Exportera allt först om du kan vilja ha det igen.</translation>
    </message>
    <message>
        <source>Keep everything</source>
        <translation>Behåll allt</translation>
    </message>
    <message>
        <source>Delete everything</source>
        <translation>Radera allt</translation>
    </message>
</context>
<context>
    <name>FirstStart</name>
    <message>
        <source>The step before</source>
        <translation>Föregående steg</translation>
    </message>
    <message>
        <source>Step %1 of %2</source>
        <translation>Steg %1 av %2</translation>
    </message>
    <message>
        <source>Leave it as it was</source>
        <translation>Lämna det som det var</translation>
    </message>
</context>
<context>
    <name>HintCard</name>
    <message>
        <source>Unmute</source>
        <translation>Slå på mikrofonen</translation>
    </message>
    <message>
        <source>Choose devices</source>
        <translation>Välj enheter</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Dölj</translation>
    </message>
</context>
<context>
    <name>HistoryList</name>
    <message>
        <source>Which calls are listed</source>
        <translation>Vilka samtal som listas</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alla</translation>
    </message>
    <message>
        <source>Missed</source>
        <translation>Missade</translation>
    </message>
    <message>
        <source>In</source>
        <comment>incoming calls</comment>
        <translation>In</translation>
    </message>
    <message>
        <source>Out</source>
        <comment>outgoing calls</comment>
        <translation>Ut</translation>
    </message>
    <message>
        <source>Forget all recent calls</source>
        <translation>Glöm alla senaste samtal</translation>
    </message>
    <message>
        <source>Contacts stay. You can take this back for a few seconds.</source>
        <translation>Kontakter blir kvar. Du kan ångra i några sekunder.</translation>
    </message>
    <message>
        <source>Calls with %1</source>
        <translation>Samtal med %1</translation>
    </message>
    <message>
        <source>Show calls with everybody</source>
        <translation>Visa samtal med alla</translation>
    </message>
    <message>
        <source>Recent calls</source>
        <translation>Senaste samtal</translation>
    </message>
    <message>
        <source>Others are under “All”, or with nothing in the search field.</source>
        <translation>Andra finns under ”Alla”, eller med tomt sökfält.</translation>
    </message>
    <message>
        <source>No calls yet</source>
        <translation>Inga samtal än</translation>
    </message>
    <message>
        <source>No such calls</source>
        <translation>Inga sådana samtal</translation>
    </message>
    <message>
        <source>The calls you make and get are listed here.</source>
        <translation>Samtal du ringer och får listas här.</translation>
    </message>
    <message>
        <source>Forget all recent calls?</source>
        <translation>Glömma alla senaste samtal?</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>Glöm</translation>
    </message>
</context>
<context>
    <name>HistoryRow</name>
    <message>
        <source>%1, new: %2, %3</source>
        <translation>%1, nytt: %2, %3</translation>
    </message>
    <message>
        <source>%1, %2, %3</source>
        <translation>%1, %2, %3</translation>
    </message>
    <message>
        <source>Enter calls again, Delete forgets the call, F2 shows its details</source>
        <translation>Retur ringer igen, Delete glömmer samtalet, F2 visar detaljer</translation>
    </message>
    <message>
        <source>Call %1 again</source>
        <translation>Ring %1 igen</translation>
    </message>
    <message>
        <source>Video call %1 again</source>
        <translation>Ring videosamtal till %1 igen</translation>
    </message>
    <message>
        <source>About this call with %1</source>
        <translation>Om samtalet med %1</translation>
    </message>
</context>
<context>
    <name>HostTools</name>
    <message>
        <source>Mute all</source>
        <translation>Tysta alla</translation>
    </message>
    <message>
        <source>Nobody else is here.</source>
        <translation>Ingen annan är här.</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Lås upp</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Lås</translation>
    </message>
    <message>
        <source>Let others in again</source>
        <translation>Släpp in andra igen</translation>
    </message>
    <message>
        <source>Let nobody else in</source>
        <translation>Släpp inte in någon mer</translation>
    </message>
    <message>
        <source>End for all</source>
        <translation>Avsluta för alla</translation>
    </message>
</context>
<context>
    <name>ImportBar</name>
    <message>
        <source>Importing %1</source>
        <translation>Importerar %1</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stoppa</translation>
    </message>
</context>
<context>
    <name>IncomingCard</name>
    <message>
        <source>%1 is calling</source>
        <translation>%1 ringer</translation>
    </message>
    <message>
        <source>Incoming call for %1</source>
        <translation>Inkommande samtal till %1</translation>
    </message>
    <message>
        <source>Incoming video call</source>
        <translation>Inkommande videosamtal</translation>
    </message>
    <message>
        <source>Incoming call</source>
        <translation>Inkommande samtal</translation>
    </message>
    <message>
        <source>First call from this address</source>
        <translation>Första samtalet från adressen</translation>
    </message>
    <message>
        <source>Not verified: anybody may use this name</source>
        <translation>Inte verifierad: vem som helst kan använda namnet</translation>
    </message>
    <message>
        <source>Show Ahoy</source>
        <translation>Visa Ahoy</translation>
    </message>
    <message>
        <source>Decline and block</source>
        <translation>Avvisa och blockera</translation>
    </message>
    <message>
        <source>Decline</source>
        <translation>Avvisa</translation>
    </message>
    <message>
        <source>Voice</source>
        <translation>Bara ljud</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Svara</translation>
    </message>
    <message>
        <source>Answer without video</source>
        <translation>Svara utan video</translation>
    </message>
    <message>
        <source>Answer with video</source>
        <translation>Svara med video</translation>
    </message>
</context>
<context>
    <name>IncomingDialog</name>
    <message>
        <source>%1 is calling</source>
        <translation>%1 ringer</translation>
    </message>
    <message>
        <source>Incoming call for %1</source>
        <translation>Inkommande samtal till %1</translation>
    </message>
    <message>
        <source>Incoming video call</source>
        <translation>Inkommande videosamtal</translation>
    </message>
    <message>
        <source>Incoming call</source>
        <translation>Inkommande samtal</translation>
    </message>
    <message>
        <source>Not verified: anybody may use this name</source>
        <translation>Inte verifierad: vem som helst kan använda namnet</translation>
    </message>
    <message>
        <source>First call from this address</source>
        <translation>Första samtalet från adressen</translation>
    </message>
    <message>
        <source>Decline</source>
        <translation>Avvisa</translation>
    </message>
    <message>
        <source>Answer without video</source>
        <translation>Svara utan video</translation>
    </message>
    <message>
        <source>Answer with video</source>
        <translation>Svara med video</translation>
    </message>
    <message>
        <source>Decline and block</source>
        <translation>Avvisa och blockera</translation>
    </message>
</context>
<context>
    <name>KeyButton</name>
    <message>
        <source>Pause of two seconds</source>
        <translation>Paus på två sekunder</translation>
    </message>
    <message>
        <source>Star</source>
        <translation>Stjärna</translation>
    </message>
    <message>
        <source>Hash</source>
        <translation>Fyrkant</translation>
    </message>
</context>
<context>
    <name>Keypad</name>
    <message>
        <source>Keypad</source>
        <translation>Knappsats</translation>
    </message>
    <message>
        <source>No keys sent yet</source>
        <translation>Inga knappar skickade än</translation>
    </message>
    <message>
        <source>Keys sent: %1</source>
        <translation>Skickade knappar: %1</translation>
    </message>
    <message>
        <source>Type or paste keys</source>
        <translation>Skriv eller klistra in knappar</translation>
    </message>
    <message>
        <source>A to D, and a pause</source>
        <translation>A till D, och en paus</translation>
    </message>
</context>
<context>
    <name>LevelMeter</name>
    <message>
        <source>Microphone level</source>
        <translation>Mikrofonnivå</translation>
    </message>
    <message>
        <source>Level of what is played</source>
        <translation>Nivå på det som spelas</translation>
    </message>
</context>
<context>
    <name>MemberRow</name>
    <message>
        <source>Enter opens its menu.</source>
        <translation>Retur öppnar menyn.</translation>
    </message>
    <message>
        <source>What can be done with %1</source>
        <translation>Vad som kan göras med %1</translation>
    </message>
</context>
<context>
    <name>MoreMenu</name>
    <message>
        <source>More</source>
        <translation>Mer</translation>
    </message>
    <message>
        <source>People in the room</source>
        <translation>Personer i rummet</translation>
    </message>
    <message>
        <source>Take your hand down</source>
        <translation>Ta ner handen</translation>
    </message>
    <message>
        <source>Raise your hand</source>
        <translation>Räck upp handen</translation>
    </message>
    <message>
        <source>Show who speaks large</source>
        <translation>Visa den som talar stort</translation>
    </message>
    <message>
        <source>Show everybody alike</source>
        <translation>Visa alla lika stora</translation>
    </message>
    <message>
        <source>Show me to myself</source>
        <translation>Visa mig för mig själv</translation>
    </message>
    <message>
        <source>Do not show me to myself</source>
        <translation>Visa mig inte för mig själv</translation>
    </message>
    <message>
        <source>Stop sharing your screen</source>
        <translation>Sluta dela skärmen</translation>
    </message>
    <message>
        <source>Share your screen</source>
        <translation>Dela din skärm</translation>
    </message>
    <message>
        <source>Show all of the screen</source>
        <translation>Visa hela skärmen</translation>
    </message>
    <message>
        <source>Show it pixel by pixel</source>
        <translation>Visa pixel för pixel</translation>
    </message>
    <message>
        <source>Keypad</source>
        <translation>Knappsats</translation>
    </message>
    <message>
        <source>Transfer the call</source>
        <translation>Koppla vidare samtalet</translation>
    </message>
    <message>
        <source>Add people, or call someone</source>
        <translation>Lägg till personer eller ring någon</translation>
    </message>
    <message>
        <source>Sound and camera</source>
        <translation>Ljud och kamera</translation>
    </message>
    <message>
        <source>Show all of the picture</source>
        <translation>Visa hela bilden</translation>
    </message>
    <message>
        <source>Fill the window</source>
        <translation>Fyll fönstret</translation>
    </message>
    <message>
        <source>Put the picture back</source>
        <translation>Sätt tillbaka bilden</translation>
    </message>
    <message>
        <source>A small window in front</source>
        <translation>Litet fönster överst</translation>
    </message>
    <message>
        <source>Details of the call</source>
        <translation>Samtalets detaljer</translation>
    </message>
    <message>
        <source>Leave full screen</source>
        <translation>Lämna helskärm</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Helskärm</translation>
    </message>
</context>
<context>
    <name>NameStep</name>
    <message>
        <source>Welcome to Ahoy</source>
        <translation>Välkommen till Ahoy</translation>
    </message>
    <message>
        <source>Call people on this network, or the echo test, right away. No account needed.</source>
        <translation>Ring folk på nätverket, eller ekotestet, direkt. Inget konto behövs.</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>Ditt namn</translation>
    </message>
    <message>
        <source>The name that others see</source>
        <translation>Namnet som andra ser</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Nästa</translation>
    </message>
    <message>
        <source>Skip the other steps</source>
        <translation>Hoppa över resten</translation>
    </message>
    <message>
        <source>Without them Ahoy uses microphone and camera in calls only, tells you of calls, and shows your name to people on this network. All of it can be changed in the settings.</source>
        <translation>Utan dem använder Ahoy mikrofon och kamera bara i samtal, berättar om samtal och visar ditt namn för personer på nätverket. Allt kan ändras i inställningarna.</translation>
    </message>
</context>
<context>
    <name>NavBar</name>
    <message>
        <source>Calls</source>
        <translation>Samtal</translation>
    </message>
    <message>
        <source>Contacts</source>
        <translation>Kontakter</translation>
    </message>
    <message>
        <source>Keypad</source>
        <translation>Knappsats</translation>
    </message>
    <message>
        <source>Rooms</source>
        <translation>Rum</translation>
    </message>
    <message>
        <source>What the window shows</source>
        <translation>Vad fönstret visar</translation>
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
        <translation>Bjud in %1, %2</translation>
    </message>
</context>
<context>
    <name>PartyPanel</name>
    <message>
        <source>Transfer %1 to</source>
        <translation>Koppla %1 vidare till</translation>
    </message>
    <message>
        <source>Add people, or call someone as well</source>
        <translation>Lägg till personer eller ring någon till</translation>
    </message>
    <message>
        <source>Call someone as well</source>
        <translation>Ring någon till</translation>
    </message>
    <message>
        <source>Name, number or address</source>
        <translation>Namn, nummer eller adress</translation>
    </message>
    <message>
        <source>Nobody is in your contacts yet. Type an address.</source>
        <translation>Du har inga kontakter än. Skriv en adress.</translation>
    </message>
</context>
<context>
    <name>PartyRow</name>
    <message>
        <source>Transfer to %1, %2</source>
        <translation>Koppla vidare till %1, %2</translation>
    </message>
    <message>
        <source>Call %1, %2</source>
        <translation>Ring %1, %2</translation>
    </message>
    <message>
        <source>Ask first</source>
        <translation>Fråga först</translation>
    </message>
    <message>
        <source>Call %1 while the other waits; then connect the two</source>
        <translation>Ring %1 medan den andra väntar; koppla sedan ihop dem</translation>
    </message>
    <message>
        <source>Bring in</source>
        <translation>Ta in</translation>
    </message>
    <message>
        <source>The call becomes a room, and %1 is called into it</source>
        <translation>Samtalet blir ett rum, och %1 rings upp</translation>
    </message>
</context>
<context>
    <name>PeopleList</name>
    <message>
        <source>People</source>
        <translation>Personer</translation>
    </message>
    <message>
        <source>Import and export contacts</source>
        <translation>Importera och exportera kontakter</translation>
    </message>
    <message>
        <source>Add a contact</source>
        <translation>Lägg till en kontakt</translation>
    </message>
    <message>
        <source>Nobody here yet</source>
        <translation>Ingen här än</translation>
    </message>
    <message>
        <source>Add somebody with the sign above, or import a file of contacts with the three dots. People on your network appear by themselves.</source>
        <translation>Lägg till någon med tecknet ovan, eller importera en fil med kontakter med de tre punkterna. Personer på ditt nätverk visas av sig själva.</translation>
    </message>
    <message>
        <source>Nobody by that name</source>
        <translation>Ingen med det namnet</translation>
    </message>
    <message>
        <source>Press Enter to call it as an address.</source>
        <translation>Tryck Retur för att ringa det som adress.</translation>
    </message>
</context>
<context>
    <name>PeoplePanel</name>
    <message>
        <source>People in the room</source>
        <translation>Personer i rummet</translation>
    </message>
    <message>
        <source>Copy the link to this room</source>
        <translation>Kopiera länken till rummet</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Stäng</translation>
    </message>
    <message>
        <source>Find or invite somebody</source>
        <translation>Hitta eller bjud in någon</translation>
    </message>
    <message>
        <source>Find somebody here, or invite by name, number or address</source>
        <translation>Hitta någon här, eller bjud in med namn, nummer eller adress</translation>
    </message>
    <message>
        <source>In the room</source>
        <translation>I rummet</translation>
    </message>
    <message>
        <source>Invite</source>
        <translation>Bjud in</translation>
    </message>
    <message>
        <source>Have the room call it</source>
        <translation>Låt rummet ringa</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Vad som hänt</translation>
    </message>
</context>
<context>
    <name>PersonPane</name>
    <message>
        <source>Back to the list</source>
        <translation>Tillbaka till listan</translation>
    </message>
    <message>
        <source>Blocked: cannot ring here</source>
        <translation>Blockerad: kan inte ringa hit</translation>
    </message>
    <message>
        <source>Video call</source>
        <translation>Videosamtal</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>Ring</translation>
    </message>
    <message>
        <source>No longer a favourite</source>
        <translation>Inte längre favorit</translation>
    </message>
    <message>
        <source>Make a favourite</source>
        <translation>Gör till favorit</translation>
    </message>
    <message>
        <source>Add to contacts</source>
        <translation>Lägg till i kontakter</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Ändra</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Ta bort</translation>
    </message>
    <message>
        <source>Remove from the contacts</source>
        <translation>Ta bort från kontakter</translation>
    </message>
    <message>
        <source>Unblock</source>
        <translation>Avblockera</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>Blockera</translation>
    </message>
    <message>
        <source>Let them ring here again</source>
        <translation>Låt personen ringa hit igen</translation>
    </message>
    <message>
        <source>They cannot ring here any more</source>
        <translation>Personen kan inte längre ringa hit</translation>
    </message>
    <message>
        <source>Copy %1</source>
        <translation>Kopiera %1</translation>
    </message>
    <message>
        <source>Call %1</source>
        <translation>Ring %1</translation>
    </message>
    <message>
        <source>Recent calls</source>
        <translation>Senaste samtal</translation>
    </message>
    <message>
        <source>All calls</source>
        <translation>Alla samtal</translation>
    </message>
    <message>
        <source>Every call with %1, however long ago</source>
        <translation>Varje samtal med %1, hur gammalt det än är</translation>
    </message>
    <message>
        <source>Recent calls with %1</source>
        <translation>Senaste samtal med %1</translation>
    </message>
</context>
<context>
    <name>PersonRow</name>
    <message>
        <source>%1, favourite, %2</source>
        <translation>%1, favorit, %2</translation>
    </message>
    <message>
        <source>Call %1</source>
        <translation>Ring %1</translation>
    </message>
    <message>
        <source>Video call %1</source>
        <translation>Ring videosamtal till %1</translation>
    </message>
</context>
<context>
    <name>PhoneSettings</name>
    <message>
        <source>Phone calls</source>
        <translation>Telefonsamtal</translation>
    </message>
    <message>
        <source>For calls to phone numbers, which your call service carries into the telephone network.</source>
        <translation>För samtal till telefonnummer, som din samtalstjänst kopplar till telefonnätet.</translation>
    </message>
    <message>
        <source>Your phone number</source>
        <translation>Ditt telefonnummer</translation>
    </message>
    <message>
        <source>Whoever you call sees it</source>
        <translation>Den du ringer ser det</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Spara</translation>
    </message>
    <message>
        <source>Country of numbers without + in front</source>
        <translation>Land för nummer utan + framför</translation>
    </message>
</context>
<context>
    <name>PictureTools</name>
    <message>
        <source>Back to 100 % from %1 %</source>
        <translation>Tillbaka till 100 % från %1 %</translation>
    </message>
    <message>
        <source>Show all of the picture</source>
        <translation>Visa hela bilden</translation>
    </message>
    <message>
        <source>Fill the window with the picture</source>
        <translation>Fyll fönstret med bilden</translation>
    </message>
    <message>
        <source>Put the picture into a window of its own</source>
        <translation>Lägg bilden i ett eget fönster</translation>
    </message>
</context>
<context>
    <name>PrivacySettings</name>
    <message>
        <source>People you do not know</source>
        <translation>Personer du inte känner</translation>
    </message>
    <message>
        <source>Silence unknown callers</source>
        <translation>Tysta okända</translation>
    </message>
    <message>
        <source>Who is no contact, and whom you have never talked to, does not ring here. They hear busy, and their calls are listed as missed.</source>
        <translation>Den som inte är kontakt, och som du aldrig pratat med, ringer inte här. De hör upptagetton, och samtalen listas som missade.</translation>
    </message>
    <message>
        <source>What others learn</source>
        <translation>Vad andra får veta</translation>
    </message>
    <message>
        <source>Always use a relay</source>
        <translation>Använd alltid ett relä</translation>
    </message>
    <message>
        <source>Nobody you talk to learns the network address of this computer. Calls take a longer way. Holds from the next call on.</source>
        <translation>Ingen du pratar med får veta datorns nätverksadress. Samtal tar en längre väg. Gäller från nästa samtal.</translation>
    </message>
    <message>
        <source>Your call service names no relay: while this is on, no call can be made or answered.</source>
        <translation>Din samtalstjänst anger inget relä: så länge detta är på kan inga samtal ringas eller besvaras.</translation>
    </message>
    <message>
        <source>Let people on this network see and call me</source>
        <translation>Låt personer på nätverket se och ringa mig</translation>
    </message>
    <message>
        <source>Your name is announced on the local network only. Names there are not verified.</source>
        <translation>Ditt namn visas bara på det lokala nätverket. Namn där är inte verifierade.</translation>
    </message>
</context>
<context>
    <name>ProfileHeader</name>
    <message>
        <source>Your account</source>
        <translation>Ditt konto</translation>
    </message>
    <message>
        <source>Do not disturb</source>
        <translation>Stör ej</translation>
    </message>
    <message>
        <source>Ring again</source>
        <translation>Ring igen</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Inställningar</translation>
    </message>
    <message>
        <source>For trying out only</source>
        <translation>Bara för att prova</translation>
    </message>
</context>
<context>
    <name>ProviderAccountForm</name>
    <message>
        <source>Address</source>
        <translation>Adress</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Lösenord</translation>
    </message>
    <message>
        <source>Password (empty: as it was)</source>
        <translation>Lösenord (tomt: som förut)</translation>
    </message>
    <message>
        <source>Name that others see</source>
        <translation>Namn som andra ser</translation>
    </message>
    <message>
        <source>User name (if not the address&apos;s)</source>
        <translation>Användarnamn (om inte adressens)</translation>
    </message>
    <message>
        <source>Outbound proxy (if there is one)</source>
        <translation>Utgående proxy (om det finns en)</translation>
    </message>
    <message>
        <source>STUN server (if there is one)</source>
        <translation>STUN-server (om det finns en)</translation>
    </message>
    <message>
        <source>Transport</source>
        <translation>Transport</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatiskt</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Lägg till</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Spara</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Avbryt</translation>
    </message>
</context>
<context>
    <name>ProviderAccounts</name>
    <message>
        <source>Phone and SIP accounts</source>
        <translation>Telefon- och SIP-konton</translation>
    </message>
    <message>
        <source>Accounts at a telephone company or at the office. The call service registers them: calls come in on them, and go out by them. Passwords are kept encrypted, with the call service.</source>
        <translation>Konton hos ett telefonbolag eller på kontoret. Samtalstjänsten registrerar dem: samtal kommer in och går ut via dem. Lösenord sparas krypterade hos samtalstjänsten.</translation>
    </message>
    <message>
        <source>No account yet.</source>
        <translation>Inget konto än.</translation>
    </message>
    <message>
        <source>Try %1 again now</source>
        <translation>Försök med %1 igen nu</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Ändra</translation>
    </message>
    <message>
        <source>Change %1</source>
        <translation>Ändra %1</translation>
    </message>
    <message>
        <source>Really remove</source>
        <translation>Ta verkligen bort</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Ta bort</translation>
    </message>
    <message>
        <source>Add an account</source>
        <translation>Lägg till ett konto</translation>
    </message>
</context>
<context>
    <name>Question</name>
    <message>
        <source>Cancel</source>
        <translation>Avbryt</translation>
    </message>
</context>
<context>
    <name>QuietHours</name>
    <message>
        <source>Mon</source>
        <translation>Mån</translation>
    </message>
    <message>
        <source>Tue</source>
        <translation>Tis</translation>
    </message>
    <message>
        <source>Wed</source>
        <translation>Ons</translation>
    </message>
    <message>
        <source>Thu</source>
        <translation>Tors</translation>
    </message>
    <message>
        <source>Fri</source>
        <translation>Fre</translation>
    </message>
    <message>
        <source>Sat</source>
        <translation>Lör</translation>
    </message>
    <message>
        <source>Sun</source>
        <translation>Sön</translation>
    </message>
    <message>
        <source>Quiet hours</source>
        <translation>Tysta timmar</translation>
    </message>
    <message>
        <source>Nobody rings at these hours, as with “do not disturb”.</source>
        <translation>Inget ringer dessa tider, som vid ”Stör ej”.</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Från</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Till</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Spara</translation>
    </message>
    <message>
        <source>Days on which they begin</source>
        <translation>Dagar då de börjar</translation>
    </message>
</context>
<context>
    <name>ReachStep</name>
    <message>
        <source>Being reached</source>
        <translation>Att vara nåbar</translation>
    </message>
    <message>
        <source>Both can be changed in the settings. Your system may ask you to allow them.</source>
        <translation>Båda kan ändras i inställningarna. Systemet kan be dig tillåta dem.</translation>
    </message>
    <message>
        <source>Tell me of calls by a notification</source>
        <translation>Berätta om samtal med en avisering</translation>
    </message>
    <message>
        <source>So that you notice a call while you use another program. Missed calls are told, too.</source>
        <translation>Så att du märker ett samtal medan du använder ett annat program. Även missade samtal meddelas.</translation>
    </message>
    <message>
        <source>Let people on this network see and call me</source>
        <translation>Låt personer på nätverket se och ringa mig</translation>
    </message>
    <message>
        <source>Your name is announced on the local network only, so that others there can call you without an account.</source>
        <translation>Ditt namn visas bara på det lokala nätverket, så att andra där kan ringa dig utan konto.</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Nästa</translation>
    </message>
</context>
<context>
    <name>RemoteView</name>
    <message>
        <source>Picture of %1</source>
        <translation>Bild från %1</translation>
    </message>
    <message>
        <source>Give the room to the picture of %1</source>
        <translation>Ge hela ytan åt bilden från %1</translation>
    </message>
</context>
<context>
    <name>RoomHead</name>
    <message>
        <source>, locked</source>
        <translation>, låst</translation>
    </message>
</context>
<context>
    <name>RoomPane</name>
    <message>
        <source>Talk with several people</source>
        <translation>Prata med flera</translation>
    </message>
    <message>
        <source>Whoever has this link, or types the same name, meets you here.</source>
        <translation>Den som har länken, eller skriver samma namn, möter dig här.</translation>
    </message>
    <message>
        <source>Whoever types the same name is in the same room. Pick a room on the left, type a name, or make a new one.</source>
        <translation>Den som skriver samma namn är i samma rum. Välj ett rum till vänster, skriv ett namn eller skapa ett nytt.</translation>
    </message>
    <message>
        <source>Copy the link to this room</source>
        <translation>Kopiera länken till rummet</translation>
    </message>
    <message>
        <source>Go in</source>
        <translation>Gå in</translation>
    </message>
    <message>
        <source>Sound alone</source>
        <translation>Bara ljud</translation>
    </message>
</context>
<context>
    <name>RoomRow</name>
    <message>
        <source>Room %1, %2</source>
        <translation>Rum %1, %2</translation>
    </message>
    <message>
        <source>Enter goes in with video, Shift+Enter with sound alone.</source>
        <translation>Retur går in med video, Skift+Retur bara med ljud.</translation>
    </message>
    <message>
        <source>Copy the link to %1</source>
        <translation>Kopiera länken till %1</translation>
    </message>
    <message>
        <source>Go into %1 with sound alone</source>
        <translation>Gå in i %1 med bara ljud</translation>
    </message>
    <message>
        <source>Go into %1 with video</source>
        <translation>Gå in i %1 med video</translation>
    </message>
</context>
<context>
    <name>RoomScreen</name>
    <message>
        <source>End the room for everybody?</source>
        <translation>Avsluta rummet för alla?</translation>
    </message>
    <message>
        <source>All who are in it are disconnected.</source>
        <translation>Alla som är där kopplas från.</translation>
    </message>
    <message>
        <source>End for all</source>
        <translation>Avsluta för alla</translation>
    </message>
    <message>
        <source>The page before, %1 of %2</source>
        <translation>Föregående sida, %1 av %2</translation>
    </message>
    <message>
        <source>PgUp</source>
        <translation>PgUp</translation>
    </message>
    <message>
        <source>The next page, %1 of %2</source>
        <translation>Nästa sida, %1 av %2</translation>
    </message>
    <message>
        <source>PgDown</source>
        <translation>PgDn</translation>
    </message>
    <message>
        <source>Remove %1 from the room?</source>
        <translation>Ta bort %1 från rummet?</translation>
    </message>
    <message>
        <source>They can come back unless the room is locked.</source>
        <translation>Personen kan komma tillbaka om rummet inte är låst.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Ta bort</translation>
    </message>
</context>
<context>
    <name>RoomTile</name>
    <message>
        <source>Enter opens its menu.</source>
        <translation>Retur öppnar menyn.</translation>
    </message>
    <message>
        <source>What can be done with %1</source>
        <translation>Vad som kan göras med %1</translation>
    </message>
</context>
<context>
    <name>RoomTools</name>
    <message>
        <source>Show who speaks large</source>
        <translation>Visa den som talar stort</translation>
    </message>
    <message>
        <source>Show everybody alike</source>
        <translation>Visa alla lika stora</translation>
    </message>
</context>
<context>
    <name>RoomsList</name>
    <message>
        <source>Name of a room, or its link</source>
        <translation>Namn på ett rum, eller dess länk</translation>
    </message>
    <message>
        <source>Go in</source>
        <translation>Gå in</translation>
    </message>
    <message>
        <source>With your camera  ·  Enter</source>
        <translation>Med din kamera  ·  Retur</translation>
    </message>
    <message>
        <source>Go in with sound alone</source>
        <translation>Gå in med bara ljud</translation>
    </message>
    <message>
        <source>Copy the link to this room</source>
        <translation>Kopiera länken till rummet</translation>
    </message>
    <message>
        <source>Type a room, or make a new one.</source>
        <translation>Skriv ett rum, eller skapa ett nytt.</translation>
    </message>
    <message>
        <source>New room</source>
        <translation>Nytt rum</translation>
    </message>
    <message>
        <source>With a name that nobody can guess: send its link to those who are to come</source>
        <translation>Med ett namn som ingen kan gissa: skicka länken till dem som ska komma</translation>
    </message>
    <message>
        <source>Rooms of before</source>
        <translation>Tidigare rum</translation>
    </message>
    <message>
        <source>No rooms yet</source>
        <translation>Inga rum än</translation>
    </message>
    <message>
        <source>In a room several people talk at once. Whoever types the same name is in the same room.</source>
        <translation>I ett rum pratar flera samtidigt. Den som skriver samma namn är i samma rum.</translation>
    </message>
</context>
<context>
    <name>ScreenTools</name>
    <message>
        <source>Show all of the screen</source>
        <translation>Visa hela skärmen</translation>
    </message>
    <message>
        <source>Show it pixel by pixel</source>
        <translation>Visa pixel för pixel</translation>
    </message>
    <message>
        <source>Give the room to the camera</source>
        <translation>Ge hela ytan åt kameran</translation>
    </message>
    <message>
        <source>Give the room to the screen</source>
        <translation>Ge hela ytan åt skärmen</translation>
    </message>
</context>
<context>
    <name>ScreenView</name>
    <message>
        <source>Pixel by pixel. Arrow keys move it.</source>
        <translation>Pixel för pixel. Piltangenterna flyttar den.</translation>
    </message>
    <message>
        <source>Enter gives it the room.</source>
        <translation>Retur ger den hela ytan.</translation>
    </message>
    <message>
        <source>The shared screen is on its way…</source>
        <translation>Den delade skärmen är på väg…</translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>Empty the search</source>
        <translation>Töm sökningen</translation>
    </message>
</context>
<context>
    <name>SelfPreview</name>
    <message>
        <source>Your own picture</source>
        <translation>Din egen bild</translation>
    </message>
    <message>
        <source>Starting the camera…</source>
        <translation>Kameran startar…</translation>
    </message>
    <message>
        <source>No camera. You can still call, and see others.</source>
        <translation>Ingen kamera. Du kan ändå ringa och se andra.</translation>
    </message>
</context>
<context>
    <name>SelfView</name>
    <message>
        <source>Your own picture. Arrow keys move it to another corner, plus and minus change its size.</source>
        <translation>Din egen bild. Piltangenterna flyttar den till ett annat hörn, plus och minus ändrar storleken.</translation>
    </message>
    <message>
        <source>Your own picture</source>
        <translation>Din egen bild</translation>
    </message>
    <message>
        <source>Do not show me to myself</source>
        <translation>Visa mig inte för mig själv</translation>
    </message>
</context>
<context>
    <name>ServiceSettings</name>
    <message>
        <source>Call service</source>
        <translation>Samtalstjänst</translation>
    </message>
    <message>
        <source>Reaches everyone who uses the same service.</source>
        <translation>Når alla som använder samma tjänst.</translation>
    </message>
    <message>
        <source>Built in</source>
        <translation>Inbyggd</translation>
    </message>
    <message>
        <source>Your own</source>
        <translation>Din egen</translation>
    </message>
    <message>
        <source>SIP account</source>
        <translation>SIP-konto</translation>
    </message>
    <message>
        <source>Runs on this machine: the echo test, and people on this network. No account.</source>
        <translation>Körs på den här datorn: ekotestet och folk på nätverket. Inget konto.</translation>
    </message>
    <message>
        <source>What this service cannot do</source>
        <translation>Vad tjänsten inte kan</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adress</translation>
    </message>
    <message>
        <source>User id</source>
        <translation>Användar-id</translation>
    </message>
    <message>
        <source>Application key</source>
        <translation>Programnyckel</translation>
    </message>
    <message>
        <source>Where tokens come from</source>
        <translation>Varifrån token kommer</translation>
    </message>
    <message>
        <source>Application secret</source>
        <translation>Programhemlighet</translation>
    </message>
    <message>
        <source>Token address</source>
        <translation>Tokenadress</translation>
    </message>
    <message>
        <source>For trying out only: the secret is kept on this machine</source>
        <translation>Bara för att prova: hemligheten sparas på den här datorn</translation>
    </message>
    <message>
        <source>Address that hands out tokens</source>
        <translation>Adress som delar ut token</translation>
    </message>
    <message>
        <source>Use this service</source>
        <translation>Använd tjänsten</translation>
    </message>
</context>
<context>
    <name>SettingsList</name>
    <message>
        <source>Back</source>
        <translation>Tillbaka</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Inställningar</translation>
    </message>
    <message>
        <source>Search all settings</source>
        <translation>Sök i alla inställningar</translation>
    </message>
    <message numerus="yes">
        <source>%n found</source>
        <translation>
            <numerusform>%n hittad</numerusform>
            <numerusform>%n hittade</numerusform>
        </translation>
    </message>
    <message>
        <source>Pages of the settings</source>
        <translation>Inställningarnas sidor</translation>
    </message>
    <message>
        <source>Settings found</source>
        <translation>Hittade inställningar</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>No such setting</source>
        <translation>Ingen sådan inställning</translation>
    </message>
    <message>
        <source>Try another word, such as “microphone” or “night”.</source>
        <translation>Prova ett annat ord, som ”mikrofon” eller ”natt”.</translation>
    </message>
</context>
<context>
    <name>SettingsScreen</name>
    <message>
        <source>Back to all settings</source>
        <translation>Tillbaka till alla inställningar</translation>
    </message>
</context>
<context>
    <name>ShareDialog</name>
    <message>
        <source>Share your screen</source>
        <translation>Dela din skärm</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Leta igen</translation>
    </message>
    <message>
        <source>There is no screen or window that can be shared.</source>
        <translation>Det finns ingen skärm eller ett fönster att dela.</translation>
    </message>
    <message>
        <source>Screens and windows</source>
        <translation>Skärmar och fönster</translation>
    </message>
    <message>
        <source>With this computer&apos;s sound</source>
        <translation>Med datorns ljud</translation>
    </message>
    <message>
        <source>What other programs play, even while you are muted.</source>
        <translation>Det andra program spelar, även när din mikrofon är av.</translation>
    </message>
    <message>
        <source>Others see everything on it, notifications too.</source>
        <translation>Andra ser allt på den, även aviseringar.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Avbryt</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Dela</translation>
    </message>
    <message>
        <source>There is nothing to share.</source>
        <translation>Det finns inget att dela.</translation>
    </message>
</context>
<context>
    <name>SharingBar</name>
    <message>
        <source>Stop</source>
        <translation>Stoppa</translation>
    </message>
    <message>
        <source>Stop sharing</source>
        <translation>Sluta dela</translation>
    </message>
</context>
<context>
    <name>SharingStrip</name>
    <message>
        <source>Sharing – Ahoy</source>
        <translation>Delar – Ahoy</translation>
    </message>
</context>
<context>
    <name>ShortcutsDialog</name>
    <message>
        <source>Keyboard</source>
        <translation>Tangentbord</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Stäng</translation>
    </message>
</context>
<context>
    <name>Sidebar</name>
    <message>
        <source>Retry</source>
        <translation>Försök igen</translation>
    </message>
    <message>
        <source>Call the mailbox</source>
        <translation>Ring röstbrevlådan</translation>
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
        <translation>%1 procent</translation>
    </message>
</context>
<context>
    <name>SmallWindow</name>
    <message>
        <source>Call with %1</source>
        <translation>Samtal med %1</translation>
    </message>
    <message>
        <source>Picture of %1</source>
        <translation>Bild från %1</translation>
    </message>
    <message>
        <source>Unmute the microphone</source>
        <translation>Slå på mikrofonen</translation>
    </message>
    <message>
        <source>Mute the microphone</source>
        <translation>Stäng av mikrofonen</translation>
    </message>
    <message>
        <source>Back to the whole call</source>
        <translation>Tillbaka till hela samtalet</translation>
    </message>
    <message>
        <source>Hang up</source>
        <translation>Lägg på</translation>
    </message>
</context>
<context>
    <name>SoundSettings</name>
    <message>
        <source>Sound and video</source>
        <translation>Ljud och video</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>Check before a call</source>
        <translation>Kontroll före ett samtal</translation>
    </message>
    <message>
        <source>Tries camera, microphone, speaker and the sound of the room.</source>
        <translation>Provar kamera, mikrofon, högtalare och ljudet i rummet.</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>Mikrofon</translation>
    </message>
    <message>
        <source>Microphone volume</source>
        <translation>Mikrofonvolym</translation>
    </message>
    <message>
        <source>Speaker</source>
        <translation>Högtalare</translation>
    </message>
    <message>
        <source>Speaker volume</source>
        <translation>Högtalarvolym</translation>
    </message>
    <message>
        <source>Test speaker</source>
        <translation>Testa högtalaren</translation>
    </message>
    <message>
        <source>Noise suppression</source>
        <translation>Brusreducering</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Av</translation>
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
        <translation>Ringning</translation>
    </message>
    <message>
        <source>Ring on</source>
        <translation>Ring i</translation>
    </message>
    <message>
        <source>Ringing volume</source>
        <translation>Ringvolym</translation>
    </message>
    <message>
        <source>Ringtone</source>
        <translation>Ringsignal</translation>
    </message>
    <message>
        <source>Play the ringtone once</source>
        <translation>Spela ringsignalen en gång</translation>
    </message>
    <message>
        <source>Offer the test picture and test tone</source>
        <translation>Erbjud testbild och testton</translation>
    </message>
    <message>
        <source>For machines with no camera or microphone, and for trying out.</source>
        <translation>För datorer utan kamera eller mikrofon, och för att prova.</translation>
    </message>
</context>
<context>
    <name>StartingPane</name>
    <message>
        <source>Starting…</source>
        <translation>Startar…</translation>
    </message>
</context>
<context>
    <name>SummaryScreen</name>
    <message>
        <source>Call ended</source>
        <translation>Samtalet avslutat</translation>
    </message>
    <message>
        <source>Call again</source>
        <translation>Ring igen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Stäng</translation>
    </message>
</context>
<context>
    <name>TileFace</name>
    <message>
        <source>The shared screen is on its way…</source>
        <translation>Den delade skärmen är på väg…</translation>
    </message>
    <message>
        <source>Picture of %1</source>
        <translation>Bild från %1</translation>
    </message>
</context>
<context>
    <name>TileMenu</name>
    <message>
        <source>No longer large</source>
        <translation>Inte längre stor</translation>
    </message>
    <message>
        <source>Keep it large</source>
        <translation>Behåll stor</translation>
    </message>
    <message>
        <source>Back into the room</source>
        <translation>Tillbaka till rummet</translation>
    </message>
    <message>
        <source>In a window of its own</source>
        <translation>I ett eget fönster</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>Tysta</translation>
    </message>
    <message>
        <source>Make them the host</source>
        <translation>Gör till värd</translation>
    </message>
    <message>
        <source>Remove from the room</source>
        <translation>Ta bort från rummet</translation>
    </message>
</context>
<context>
    <name>TileWindow</name>
    <message>
        <source>Let other windows cover it</source>
        <translation>Låt andra fönster täcka det</translation>
    </message>
    <message>
        <source>Keep it in front</source>
        <translation>Håll överst</translation>
    </message>
    <message>
        <source>Put it back into the room</source>
        <translation>Sätt tillbaka i rummet</translation>
    </message>
</context>
<context>
    <name>Toast</name>
    <message>
        <source>Dismiss</source>
        <translation>Dölj</translation>
    </message>
</context>
<context>
    <name>TrustBadge</name>
    <message>
        <source>Tells it hop by hop.</source>
        <translation>Visar det steg för steg.</translation>
    </message>
</context>
<context>
    <name>TrustLines</name>
    <message>
        <source>Can decrypt it: %1</source>
        <translation>Kan dekryptera det: %1</translation>
    </message>
</context>
<context>
    <name>UndoBar</name>
    <message>
        <source>Undo</source>
        <translation>Ångra</translation>
    </message>
</context>
<context>
    <name>WaitingCard</name>
    <message>
        <source>%1 is calling</source>
        <translation>%1 ringer</translation>
    </message>
    <message>
        <source>Ignore: let it ring unheard</source>
        <translation>Ignorera: låt det ringa ohört</translation>
    </message>
    <message>
        <source>Decline</source>
        <translation>Avvisa</translation>
    </message>
    <message>
        <source>Hold and answer</source>
        <translation>Parkera och svara</translation>
    </message>
    <message>
        <source>%1 goes on hold  ·  Ctrl+Enter</source>
        <translation>%1 parkeras  ·  Ctrl+Retur</translation>
    </message>
    <message>
        <source>End and answer</source>
        <translation>Avsluta och svara</translation>
    </message>
    <message>
        <source>Ends the call with %1  ·  Ctrl+Alt+Enter</source>
        <translation>Avslutar samtalet med %1  ·  Ctrl+Alt+Retur</translation>
    </message>
</context>
<context>
    <name>WelcomePane</name>
    <message>
        <source>Ahoy, %1</source>
        <translation>Hej, %1</translation>
    </message>
    <message>
        <source>Pick someone on the left or type whom to call. The echo test shows how you look and sound to others.</source>
        <translation>Välj någon till vänster eller skriv vem du vill ringa. Ekotestet visar hur du ser ut och låter för andra.</translation>
    </message>
    <message>
        <source>Call the echo test</source>
        <translation>Ring ekotestet</translation>
    </message>
    <message>
        <source>Echo test</source>
        <translation>Ekotest</translation>
    </message>
    <message>
        <source>Others call you as</source>
        <translation>Andra ringer dig som</translation>
    </message>
    <message>
        <source>Copy your user id</source>
        <translation>Kopiera ditt användar-id</translation>
    </message>
</context>
<context>
    <name>sentences</name>
    <message>
        <source>Not verified: anybody may use this name.</source>
        <translation>Inte verifierad: vem som helst kan använda namnet.</translation>
    </message>
    <message>
        <source>It stays in the tray, so that calls reach you. To end it, choose Quit in its menu, or press Ctrl+Q.</source>
        <translation>Det ligger kvar i systemfältet så att samtal når dig. Avsluta det med Avsluta i menyn, eller tryck Ctrl+Q.</translation>
    </message>
    <message>
        <source>Incoming video call for {account}</source>
        <translation>Inkommande videosamtal till {account}</translation>
    </message>
    <message>
        <source>Incoming call for {account}</source>
        <translation>Inkommande samtal till {account}</translation>
    </message>
    <message>
        <source>Incoming video call</source>
        <translation>Inkommande videosamtal</translation>
    </message>
    <message>
        <source>Incoming call</source>
        <translation>Inkommande samtal</translation>
    </message>
    <message>
        <source>Missed video call</source>
        <translation>Missat videosamtal</translation>
    </message>
    <message>
        <source>Missed call</source>
        <translation>Missat samtal</translation>
    </message>
    <message>
        <source>Your call with {name} goes on. The icon in the tray has the window, mute and hang up.</source>
        <translation>Ditt samtal med {name} fortsätter. Ikonen i systemfältet har fönstret, mikrofon av och lägg på.</translation>
    </message>
    <message>
        <source>Ahoy goes on</source>
        <translation>Ahoy fortsätter</translation>
    </message>
    <message>
        <source>A call with {name}</source>
        <translation>Ett samtal med {name}</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Svara</translation>
    </message>
    <message>
        <source>Decline</source>
        <translation>Avvisa</translation>
    </message>
    <message>
        <source>You are still in a call</source>
        <translation>Du är fortfarande i ett samtal</translation>
    </message>
    <message>
        <source>Call back</source>
        <translation>Ring upp</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>Startar</translation>
    </message>
    <message>
        <source>Online</source>
        <translation>Online</translation>
    </message>
    <message>
        <source>Connecting again</source>
        <translation>Ansluter igen</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Offline</translation>
    </message>
    <message>
        <source>{state}, do not disturb</source>
        <translation>{state}, stör ej</translation>
    </message>
    <message>
        <source>Hide Ahoy</source>
        <translation>Dölj Ahoy</translation>
    </message>
    <message>
        <source>Show Ahoy</source>
        <translation>Visa Ahoy</translation>
    </message>
    <message>
        <source>Do not disturb</source>
        <translation>Stör ej</translation>
    </message>
    <message>
        <source>Quit Ahoy</source>
        <translation>Avsluta Ahoy</translation>
    </message>
    <message>
        <source>{state}, quiet until {time}</source>
        <translation>{state}, tyst till {time}</translation>
    </message>
    <message>
        <source>{state}, quiet</source>
        <translation>{state}, tyst</translation>
    </message>
    <message>
        <source>{name} is calling</source>
        <translation>{name} ringer</translation>
    </message>
    <message>
        <source>In a call with {name}</source>
        <translation>I samtal med {name}</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>Tysta</translation>
    </message>
    <message>
        <source>Hang up</source>
        <translation>Lägg på</translation>
    </message>
    <message>
        <source>Camera {number}</source>
        <translation>Kamera {number}</translation>
    </message>
    <message>
        <source>Whole screen</source>
        <translation>Hela skärmen</translation>
    </message>
    <message>
        <source>Screen {number}</source>
        <translation>Skärm {number}</translation>
    </message>
    <message>
        <source>Choose in the system&apos;s dialog</source>
        <translation>Välj i systemets dialogruta</translation>
    </message>
    <message>
        <source>What was shared is not there any more.</source>
        <translation>Det som delades finns inte längre.</translation>
    </message>
    <message>
        <source>The system does not let Ahoy capture it any more.</source>
        <translation>Systemet låter inte längre Ahoy fånga det.</translation>
    </message>
    <message>
        <source>Allow it in System Settings, Privacy &amp; Security, Screen &amp; System Audio Recording; then start Ahoy again.</source>
        <translation>Tillåt det i Systeminställningar, Integritet och säkerhet, Skärm- och systemljudinspelning; starta sedan Ahoy igen.</translation>
    </message>
    <message>
        <source>The screen is shared through the desktop&apos;s own dialog (xdg-desktop-portal, with PipeWire): choose a screen there and press Share.</source>
        <translation>Skärmen delas med skrivbordets egen dialogruta (xdg-desktop-portal, med PipeWire): välj en skärm där och tryck på Dela.</translation>
    </message>
    <message>
        <source>This system shows Ahoy no screen that can be shared.</source>
        <translation>Systemet visar ingen skärm som Ahoy kan dela.</translation>
    </message>
    <message>
        <source>Ahoy runs without a screen here.</source>
        <translation>Ahoy körs utan skärm här.</translation>
    </message>
    <message>
        <source>The sound server does not answer; Ahoy goes on trying.</source>
        <translation>Ljudservern svarar inte; Ahoy fortsätter försöka.</translation>
    </message>
    <message>
        <source>Ahoy has made a mistake; share again to send it.</source>
        <translation>Ahoy har gjort ett fel; dela igen för att skicka det.</translation>
    </message>
    <message>
        <source>Ahoy cannot take up this computer&apos;s sound on {system}.</source>
        <translation>Ahoy kan inte ta upp datorns ljud i {system}.</translation>
    </message>
    <message>
        <source>Ahoy cannot take up this computer&apos;s sound on this system.</source>
        <translation>Ahoy kan inte ta upp datorns ljud i det här systemet.</translation>
    </message>
    <message>
        <source>Registered</source>
        <translation>Registrerat</translation>
    </message>
    <message>
        <source>Registering…</source>
        <translation>Registrerar…</translation>
    </message>
    <message>
        <source>Not registered, tries again</source>
        <translation>Inte registrerat, försöker igen</translation>
    </message>
    <message>
        <source>Not registered</source>
        <translation>Inte registrerat</translation>
    </message>
    <message numerus="yes">
        <source>{n} new messages</source>
        <translation>
            <numerusform>{n} nytt meddelande</numerusform>
            <numerusform>{n} nya meddelanden</numerusform>
        </translation>
    </message>
    <message>
        <source>New messages</source>
        <translation>Nya meddelanden</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Av</translation>
    </message>
    <message>
        <source>Numbers by {address}</source>
        <translation>Nummer via {address}</translation>
    </message>
    <message>
        <source>Numbers by Ahoy itself</source>
        <translation>Nummer via Ahoy självt</translation>
    </message>
    <message>
        <source>Voicemail</source>
        <translation>Röstbrevlåda</translation>
    </message>
    <message>
        <source>By {address}</source>
        <translation>Via {address}</translation>
    </message>
    <message>
        <source>User “{name}”</source>
        <translation>Användaren ”{name}”</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>Kopierat.</translation>
    </message>
    <message>
        <source>“{text}” is filled in, to be called after this call.</source>
        <translation>”{text}” är ifyllt, att ringa efter det här samtalet.</translation>
    </message>
    <message>
        <source>Type a name, a number or an address to call.</source>
        <translation>Skriv ett namn, ett nummer eller en adress att ringa.</translation>
    </message>
    <message>
        <source>{name} gave up before you answered.</source>
        <translation>{name} gav upp innan du svarade.</translation>
    </message>
    <message>
        <source>You did not want to be disturbed.</source>
        <translation>Du ville inte bli störd.</translation>
    </message>
    <message>
        <source>{name} is nobody you know, and unknown callers are silenced.</source>
        <translation>{name} är ingen du känner, och okända ringer ohört.</translation>
    </message>
    <message>
        <source>{name} is blocked.</source>
        <translation>{name} är blockerad.</translation>
    </message>
    <message numerus="yes">
        <source>{n} missed calls</source>
        <translation>
            <numerusform>{n} missat samtal</numerusform>
            <numerusform>{n} missade samtal</numerusform>
        </translation>
    </message>
    <message>
        <source>{name} called.</source>
        <translation>{name} ringde.</translation>
    </message>
    <message>
        <source>The call is not established yet.</source>
        <translation>Samtalet är inte uppkopplat än.</translation>
    </message>
    <message>
        <source>The connection to the call service is away just now.</source>
        <translation>Anslutningen till samtalstjänsten är borta just nu.</translation>
    </message>
    <message>
        <source>A transfer is under way already.</source>
        <translation>En vidarekoppling pågår redan.</translation>
    </message>
    <message>
        <source>The other side&apos;s program cannot be sent to another call.</source>
        <translation>Motpartens program kan inte kopplas vidare.</translation>
    </message>
    <message>
        <source>The other side takes no keys.</source>
        <translation>Motparten tar inte emot knappar.</translation>
    </message>
    <message>
        <source>The other side&apos;s program cannot show a shared screen.</source>
        <translation>Motpartens program kan inte visa en delad skärm.</translation>
    </message>
    <message>
        <source>The call ended before the transfer was confirmed.</source>
        <translation>Samtalet slutade innan vidarekopplingen bekräftades.</translation>
    </message>
    <message>
        <source>The call service does not offer this (it answered {status}).</source>
        <translation>Samtalstjänsten erbjuder inte detta (den svarade {status}).</translation>
    </message>
    <message>
        <source>Your token server gave no token. {error}</source>
        <translation>Din tokenserver gav ingen token. {error}</translation>
    </message>
    <message>
        <source>Your token server answered with something that is no token.</source>
        <translation>Din tokenserver svarade med något som inte är en token.</translation>
    </message>
    <message>
        <source>This call service has no telephone line.</source>
        <translation>Samtalstjänsten har ingen telefonlinje.</translation>
    </message>
    <message>
        <source>Emergency numbers cannot be called from here: use another telephone.</source>
        <translation>Nödnummer kan inte ringas härifrån: använd en annan telefon.</translation>
    </message>
    <message>
        <source>This call service makes no calls to SIP addresses.</source>
        <translation>Samtalstjänsten ringer inte till SIP-adresser.</translation>
    </message>
    <message>
        <source>This call service has no conference rooms.</source>
        <translation>Samtalstjänsten har inga konferensrum.</translation>
    </message>
    <message>
        <source>Calls arrive only while this program runs.</source>
        <translation>Samtal kommer bara fram när programmet är igång.</translation>
    </message>
    <message>
        <source>A room at a SIP provider is called like a person: by its name, number or address.</source>
        <translation>Ett rum hos en SIP-leverantör rings som en person: med namn, nummer eller adress.</translation>
    </message>
    <message>
        <source>A SIP provider cannot wake this program: calls arrive only while it runs.</source>
        <translation>En SIP-leverantör kan inte väcka programmet: samtal kommer bara fram när det är igång.</translation>
    </message>
    <message>
        <source>People nearby are reached through this program&apos;s own call service only.</source>
        <translation>Personer i närheten nås bara via programmets egen samtalstjänst.</translation>
    </message>
    <message>
        <source>The call service asked for credentials again; sign in once more.</source>
        <translation>Samtalstjänsten frågade efter uppgifter igen; logga in en gång till.</translation>
    </message>
    <message>
        <source>The call service does not allow this call.</source>
        <translation>Samtalstjänsten tillåter inte samtalet.</translation>
    </message>
    <message>
        <source>Nobody with this address is known to the call service.</source>
        <translation>Ingen med adressen är känd för samtalstjänsten.</translation>
    </message>
    <message>
        <source>The person called has left this address.</source>
        <translation>Personen har lämnat adressen.</translation>
    </message>
    <message>
        <source>The call was too large for the call service.</source>
        <translation>Samtalet var för stort för samtalstjänsten.</translation>
    </message>
    <message>
        <source>The other side does not understand this kind of call.</source>
        <translation>Motparten förstår inte den här sortens samtal.</translation>
    </message>
    <message>
        <source>The call service cannot reach this kind of address.</source>
        <translation>Samtalstjänsten kan inte nå den här sortens adress.</translation>
    </message>
    <message>
        <source>The other side lacks a feature that this call needs.</source>
        <translation>Motparten saknar en funktion som samtalet behöver.</translation>
    </message>
    <message>
        <source>The call no longer exists on the other side.</source>
        <translation>Samtalet finns inte längre hos motparten.</translation>
    </message>
    <message>
        <source>The call went round in a loop.</source>
        <translation>Samtalet gick runt i en slinga.</translation>
    </message>
    <message>
        <source>The call was passed on too many times.</source>
        <translation>Samtalet skickades vidare för många gånger.</translation>
    </message>
    <message>
        <source>The address is not complete.</source>
        <translation>Adressen är inte fullständig.</translation>
    </message>
    <message>
        <source>The address could mean several people.</source>
        <translation>Adressen kan gälla flera personer.</translation>
    </message>
    <message>
        <source>The other side has no audio or video format in common with this machine.</source>
        <translation>Motparten har inget ljud- eller videoformat gemensamt med datorn.</translation>
    </message>
    <message>
        <source>The other side, or the call service, has an inner error.</source>
        <translation>Motparten, eller samtalstjänsten, har ett internt fel.</translation>
    </message>
    <message>
        <source>The call service does not offer this kind of call.</source>
        <translation>Samtalstjänsten erbjuder inte den här sortens samtal.</translation>
    </message>
    <message>
        <source>The server of this address could not be reached.</source>
        <translation>Adressens server gick inte att nå.</translation>
    </message>
    <message>
        <source>The call service is overloaded or restarting; try again in a moment.</source>
        <translation>Samtalstjänsten är överbelastad eller startar om; försök igen om en stund.</translation>
    </message>
    <message>
        <source>The call service could not reach the other side&apos;s service in time.</source>
        <translation>Samtalstjänsten kunde inte nå motpartens tjänst i tid.</translation>
    </message>
    <message>
        <source>Nobody with this address exists.</source>
        <translation>Ingen med adressen finns.</translation>
    </message>
    <message>
        <source>The person called has moved to another address.</source>
        <translation>Personen har flyttat till en annan adress.</translation>
    </message>
    <message>
        <source>The call service refused the call.</source>
        <translation>Samtalstjänsten avvisade samtalet.</translation>
    </message>
    <message>
        <source>The call service could not complete the call.</source>
        <translation>Samtalstjänsten kunde inte koppla samtalet.</translation>
    </message>
    <message>
        <source>The other side refused the call.</source>
        <translation>Motparten avvisade samtalet.</translation>
    </message>
    <message>
        <source>The server needs a password.</source>
        <translation>Servern kräver ett lösenord.</translation>
    </message>
    <message>
        <source>The other side&apos;s server does not allow this call.</source>
        <translation>Motpartens server tillåter inte samtalet.</translation>
    </message>
    <message>
        <source>This address or number does not exist.</source>
        <translation>Adressen eller numret finns inte.</translation>
    </message>
    <message>
        <source>This address or number is no longer in use.</source>
        <translation>Adressen eller numret används inte längre.</translation>
    </message>
    <message>
        <source>The address or number is not complete.</source>
        <translation>Adressen eller numret är inte fullständigt.</translation>
    </message>
    <message>
        <source>The other side&apos;s server has an inner error.</source>
        <translation>Motpartens server har ett internt fel.</translation>
    </message>
    <message>
        <source>The other side&apos;s server does not offer this kind of call.</source>
        <translation>Motpartens server erbjuder inte den här sortens samtal.</translation>
    </message>
    <message>
        <source>The other side&apos;s server could not reach the person called.</source>
        <translation>Motpartens server kunde inte nå personen.</translation>
    </message>
    <message>
        <source>The other side&apos;s server is overloaded or away; try again in a moment.</source>
        <translation>Motpartens server är överbelastad eller borta; försök igen om en stund.</translation>
    </message>
    <message>
        <source>The other side&apos;s server could not reach the person called in time.</source>
        <translation>Motpartens server kunde inte nå personen i tid.</translation>
    </message>
    <message>
        <source>The other side&apos;s server refused the call.</source>
        <translation>Motpartens server avvisade samtalet.</translation>
    </message>
    <message>
        <source>The other side&apos;s server could not complete the call.</source>
        <translation>Motpartens server kunde inte koppla samtalet.</translation>
    </message>
    <message>
        <source>The other side ended the call: no media came through between the two machines.</source>
        <translation>Motparten avslutade samtalet: inget kom fram mellan datorerna.</translation>
    </message>
    <message>
        <source>The call was ended: the minutes for phone calls are used up for today.</source>
        <translation>Samtalet avslutades: dagens minuter för telefonsamtal är slut.</translation>
    </message>
    <message>
        <source>The other side ended the call: it could not use this machine&apos;s sound and picture.</source>
        <translation>Motparten avslutade samtalet: den kunde inte använda datorns ljud och bild.</translation>
    </message>
    <message>
        <source>The call was refused.</source>
        <translation>Samtalet avvisades.</translation>
    </message>
    <message>
        <source>The other side did not answer in time.</source>
        <translation>Motparten svarade inte i tid.</translation>
    </message>
    <message>
        <source>The other side does not accept this.</source>
        <translation>Motparten godtar inte detta.</translation>
    </message>
    <message>
        <source>Both sides tried to change the call at once, again and again.</source>
        <translation>Båda sidor försökte ändra samtalet samtidigt, gång på gång.</translation>
    </message>
    <message>
        <source>The connection to the call service broke.</source>
        <translation>Anslutningen till samtalstjänsten bröts.</translation>
    </message>
    <message>
        <source>The other side refused ({status}).</source>
        <translation>Motparten vägrade ({status}).</translation>
    </message>
    <message>
        <source>The other side is changing the call just now.</source>
        <translation>Motparten ändrar samtalet just nu.</translation>
    </message>
    <message>
        <source>The other side did not say in time what came of it.</source>
        <translation>Motparten sa inte i tid hur det gick.</translation>
    </message>
    <message>
        <source>The other side is not allowed to call there.</source>
        <translation>Motparten får inte ringa dit.</translation>
    </message>
    <message>
        <source>Nobody with this address is known.</source>
        <translation>Ingen med adressen är känd.</translation>
    </message>
    <message>
        <source>Nobody could be reached there.</source>
        <translation>Ingen gick att nå där.</translation>
    </message>
    <message>
        <source>Nobody answered there.</source>
        <translation>Ingen svarade där.</translation>
    </message>
    <message>
        <source>The line there is busy.</source>
        <translation>Det är upptaget där.</translation>
    </message>
    <message>
        <source>The other side gave up calling there.</source>
        <translation>Motparten gav upp att ringa dit.</translation>
    </message>
    <message>
        <source>The other side is being sent somewhere else already.</source>
        <translation>Motparten kopplas redan någon annanstans.</translation>
    </message>
    <message>
        <source>The other side, or the person called, declined.</source>
        <translation>Motparten, eller personen som ringdes, avböjde.</translation>
    </message>
    <message>
        <source>It was refused ({status}).</source>
        <translation>Det avvisades ({status}).</translation>
    </message>
    <message>
        <source>Only the host of the room can do that.</source>
        <translation>Det kan bara rummets värd göra.</translation>
    </message>
    <message>
        <source>The connection to the room was lost, and it has been locked since.</source>
        <translation>Anslutningen till rummet förlorades, och det har låsts sedan dess.</translation>
    </message>
    <message>
        <source>The connection to the room was lost, and it could not be entered again.</source>
        <translation>Anslutningen till rummet förlorades, och det gick inte att gå in igen.</translation>
    </message>
    <message>
        <source>If this network wants you to log in first, do that in a web browser.</source>
        <translation>Om nätverket vill att du loggar in först, gör det i en webbläsare.</translation>
    </message>
    <message>
        <source>The address must begin with https:// (http:// is for this machine only).</source>
        <translation>Adressen måste börja med https:// (http:// är bara för den här datorn).</translation>
    </message>
    <message>
        <source>The connection to {host} broke.</source>
        <translation>Anslutningen till {host} bröts.</translation>
    </message>
    <message>
        <source>{host} answered with something else than a JSON object.</source>
        <translation>{host} svarade med något annat än ett JSON-objekt.</translation>
    </message>
    <message>
        <source>{host} did not answer in time.</source>
        <translation>{host} svarade inte i tid.</translation>
    </message>
    <message>
        <source>There is no computer named {host}, or no network to ask.</source>
        <translation>Det finns ingen dator som heter {host}, eller inget nätverk att fråga.</translation>
    </message>
    <message>
        <source>{host} cannot be reached: {reason}.</source>
        <translation>{host} går inte att nå: {reason}.</translation>
    </message>
    <message>
        <source>{host} is no call service: it answered {status}.</source>
        <translation>{host} är ingen samtalstjänst: den svarade {status}.</translation>
    </message>
    <message>
        <source>{host} answered {status}.</source>
        <translation>{host} svarade {status}.</translation>
    </message>
    <message>
        <source>This is not a web address.</source>
        <translation>Det är ingen webbadress.</translation>
    </message>
    <message>
        <source>{host} answered with more than {number} bytes.</source>
        <translation>{host} svarade med mer än {number} byte.</translation>
    </message>
    <message>
        <source>The certificate of {host} is not valid for it.</source>
        <translation>Certifikatet för {host} gäller inte för den.</translation>
    </message>
    <message>
        <source>{host} does not speak HTTPS there.</source>
        <translation>{host} talar inte HTTPS där.</translation>
    </message>
    <message>
        <source>The push service at {host} answered {status}.</source>
        <translation>Pushtjänsten på {host} svarade {status}.</translation>
    </message>
    <message>
        <source>The push service at {host} does not say where its messages are.</source>
        <translation>Pushtjänsten på {host} säger inte var meddelandena finns.</translation>
    </message>
    <message>
        <source>The call service did not let you in.</source>
        <translation>Samtalstjänsten släppte inte in dig.</translation>
    </message>
    <message>
        <source>The registration of this user on this device has ended; only a token that prolongs it helps.</source>
        <translation>Användarens registrering på enheten har upphört; bara en token som förlänger den hjälper.</translation>
    </message>
    <message>
        <source>The SIP provider did not let you in: user name or password is wrong.</source>
        <translation>SIP-leverantören släppte inte in dig: fel användarnamn eller lösenord.</translation>
    </message>
    <message>
        <source>There is no usable token for the call service.</source>
        <translation>Det finns ingen användbar token för samtalstjänsten.</translation>
    </message>
    <message>
        <source>The call service has no room right now.</source>
        <translation>Samtalstjänsten har ingen plats just nu.</translation>
    </message>
    <message>
        <source>The call service did not let you in: {reason}</source>
        <translation>Samtalstjänsten släppte inte in dig: {reason}</translation>
    </message>
    <message>
        <source>A new token for the call service could not be had; trying again.</source>
        <translation>En ny token till samtalstjänsten gick inte att få; försöker igen.</translation>
    </message>
    <message>
        <source>The call service refuses tokens that it has just accepted.</source>
        <translation>Samtalstjänsten avvisar token som den nyss godtog.</translation>
    </message>
    <message>
        <source>The call service did not answer in time.</source>
        <translation>Samtalstjänsten svarade inte i tid.</translation>
    </message>
    <message>
        <source>The connection to the call service was lost.</source>
        <translation>Anslutningen till samtalstjänsten förlorades.</translation>
    </message>
    <message>
        <source>This network wants you to sign in first. Open a page in a web browser to do that: Ahoy goes on by itself.</source>
        <translation>Nätverket vill att du loggar in först. Öppna en sida i en webbläsare för det: Ahoy fortsätter av sig självt.</translation>
    </message>
    <message>
        <source>The connection to the call service broke while the call was being set up.</source>
        <translation>Anslutningen till samtalstjänsten bröts medan samtalet kopplades upp.</translation>
    </message>
    <message>
        <source>The other side no longer knows of this call.</source>
        <translation>Motparten känner inte längre till samtalet.</translation>
    </message>
    <message>
        <source>The other side did not confirm the call in time.</source>
        <translation>Motparten bekräftade inte samtalet i tid.</translation>
    </message>
    <message>
        <source>{host} is no call service, or refuses this program ({status}).</source>
        <translation>{host} är ingen samtalstjänst, eller avvisar programmet ({status}).</translation>
    </message>
    <message>
        <source>There is no connection to the call service right now.</source>
        <translation>Det finns ingen anslutning till samtalstjänsten just nu.</translation>
    </message>
    <message>
        <source>This call cannot be put into a SIP message: {error}.</source>
        <translation>Samtalet kan inte skrivas som ett SIP-meddelande: {error}.</translation>
    </message>
    <message>
        <source>A path with a line break in it cannot be started at login.</source>
        <translation>En sökväg med radbrytning kan inte startas vid inloggning.</translation>
    </message>
    <message>
        <source>{file} cannot be read: {reason}.</source>
        <translation>{file} kan inte läsas: {reason}.</translation>
    </message>
    <message>
        <source>{file} cannot be written: {reason}.</source>
        <translation>{file} kan inte skrivas: {reason}.</translation>
    </message>
    <message>
        <source>{file} cannot be removed: {reason}.</source>
        <translation>{file} kan inte tas bort: {reason}.</translation>
    </message>
    <message>
        <source>The registry cannot be read: {error}.</source>
        <translation>Registret kan inte läsas: {error}.</translation>
    </message>
    <message>
        <source>The registry cannot be written: {error}.</source>
        <translation>Registret kan inte skrivas: {error}.</translation>
    </message>
    <message>
        <source>Ahoy&apos;s own call service keeps stopping. Start Ahoy again.</source>
        <translation>Ahoys egen samtalstjänst stannar hela tiden. Starta om Ahoy.</translation>
    </message>
    <message>
        <source>The SIP server needs your password.</source>
        <translation>SIP-servern behöver ditt lösenord.</translation>
    </message>
    <message>
        <source>The SIP server needs the user name that it knows you by.</source>
        <translation>SIP-servern behöver användarnamnet som den känner dig under.</translation>
    </message>
    <message>
        <source>The call service needs an application secret or the address of your token server.</source>
        <translation>Samtalstjänsten behöver en programhemlighet eller adressen till din tokenserver.</translation>
    </message>
    <message>
        <source>There is no key store on this system: the password is forgotten when Ahoy closes.</source>
        <translation>Systemet har ingen nyckelring: lösenordet glöms när Ahoy stängs.</translation>
    </message>
    <message>
        <source>There is no key store on this system: the secret is forgotten when Ahoy closes.</source>
        <translation>Systemet har ingen nyckelring: hemligheten glöms när Ahoy stängs.</translation>
    </message>
    <message>
        <source>People nearby are found by Ahoy&apos;s own call service only.</source>
        <translation>Personer i närheten hittas bara av Ahoys egen samtalstjänst.</translation>
    </message>
    <message>
        <source>Ahoy is not connected to its call service yet. Try again in a moment.</source>
        <translation>Ahoy är inte ansluten till sin samtalstjänst än. Försök igen om en stund.</translation>
    </message>
    <message>
        <source>The call service does not answer: the account was not changed.</source>
        <translation>Samtalstjänsten svarar inte: kontot ändrades inte.</translation>
    </message>
    <message>
        <source>Ahoy cannot ring while its window is closed: {error}</source>
        <translation>Ahoy kan inte ringa när fönstret är stängt: {error}</translation>
    </message>
    <message>
        <source>“{text}” cannot be called by this account: use a number, or name@server.</source>
        <translation>”{text}” kan inte ringas med kontot: använd ett nummer eller namn@server.</translation>
    </message>
    <message>
        <source>People nearby are not called by an account at another provider.</source>
        <translation>Personer i närheten rings inte via ett konto hos en annan leverantör.</translation>
    </message>
    <message>
        <source>A user id</source>
        <translation>Ett användar-id</translation>
    </message>
    <message>
        <source>The application key</source>
        <translation>Programnyckeln</translation>
    </message>
    <message>
        <source>The address of the call service</source>
        <translation>Samtalstjänstens adress</translation>
    </message>
    <message>
        <source>The call&apos;s headers</source>
        <translation>Samtalets huvudfält</translation>
    </message>
    <message>
        <source>The address of the SIP server</source>
        <translation>SIP-serverns adress</translation>
    </message>
    <message>
        <source>The user name</source>
        <translation>Användarnamnet</translation>
    </message>
    <message>
        <source>The password</source>
        <translation>Lösenordet</translation>
    </message>
    <message>
        <source>The domain of the SIP server</source>
        <translation>SIP-serverns domän</translation>
    </message>
    <message>
        <source>The address</source>
        <translation>Adressen</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Knappar</translation>
    </message>
    <message>
        <source>Choose a screen or a window to show.</source>
        <translation>Välj en skärm eller ett fönster att visa.</translation>
    </message>
    <message>
        <source>Calls to phone numbers show a number of yours: set it first.</source>
        <translation>Samtal till telefonnummer visar ett nummer som är ditt: ange det först.</translation>
    </message>
    <message>
        <source>That is no international phone number: + and up to 15 digits.</source>
        <translation>Det är inget internationellt telefonnummer: + och högst 15 siffror.</translation>
    </message>
    <message>
        <source>That is no SIP address: write name@server, 64 characters at most.</source>
        <translation>Det är ingen SIP-adress: skriv namn@server, högst 64 tecken.</translation>
    </message>
    <message>
        <source>The name of a room has 1 to 64 characters.</source>
        <translation>Ett rums namn har 1 till 64 tecken.</translation>
    </message>
    <message>
        <source>They are not in the room any more.</source>
        <translation>Personen är inte kvar i rummet.</translation>
    </message>
    <message>
        <source>This person&apos;s address on the network is not right.</source>
        <translation>Personens adress på nätverket stämmer inte.</translation>
    </message>
    <message>
        <source>This</source>
        <translation>Detta</translation>
    </message>
    <message>
        <source>Reconnecting</source>
        <translation>Ansluter igen</translation>
    </message>
    <message>
        <source>The call service is away; the call goes on</source>
        <translation>Samtalstjänsten är borta; samtalet fortsätter</translation>
    </message>
    <message>
        <source>Good: nothing was wrong with it.</source>
        <translation>Bra: inget var fel.</translation>
    </message>
    <message>
        <source>{number} calls at once are all that Ahoy can hold.</source>
        <translation>Fler än {number} samtal på en gång klarar inte Ahoy.</translation>
    </message>
    <message>
        <source>{name} could not be reached.</source>
        <translation>{name} gick inte att nå.</translation>
    </message>
    <message>
        <source>{name} declined the call.</source>
        <translation>{name} avvisade samtalet.</translation>
    </message>
    <message>
        <source>{name} did not answer.</source>
        <translation>{name} svarade inte.</translation>
    </message>
    <message>
        <source>You cancelled the call.</source>
        <translation>Du avbröt samtalet.</translation>
    </message>
    <message>
        <source>{name} took the call on another device.</source>
        <translation>{name} tog samtalet på en annan enhet.</translation>
    </message>
    <message>
        <source>The connection was lost.</source>
        <translation>Anslutningen förlorades.</translation>
    </message>
    <message>
        <source>The call could not be set up.</source>
        <translation>Samtalet kunde inte kopplas upp.</translation>
    </message>
    <message>
        <source>You declined the call.</source>
        <translation>Du avvisade samtalet.</translation>
    </message>
    <message>
        <source>You did not answer.</source>
        <translation>Du svarade inte.</translation>
    </message>
    <message>
        <source>Answered on another device.</source>
        <translation>Besvarat på en annan enhet.</translation>
    </message>
    <message>
        <source>You were in another call.</source>
        <translation>Du var i ett annat samtal.</translation>
    </message>
    <message numerus="yes">
        <source>The call with {name} ends in {n} seconds: your minutes for phone calls are used up then.</source>
        <translation>
            <numerusform>Samtalet med {name} slutar om {n} sekund: då är dina minuter för telefonsamtal slut.</numerusform>
            <numerusform>Samtalet med {name} slutar om {n} sekunder: då är dina minuter för telefonsamtal slut.</numerusform>
        </translation>
    </message>
    <message>
        <source>The call with {name} went on in another one.</source>
        <translation>Samtalet med {name} fortsatte i ett annat.</translation>
    </message>
    <message>
        <source>You brought {name} into a conference room.</source>
        <translation>Du tog in {name} i ett konferensrum.</translation>
    </message>
    <message>
        <source>You connected {name} with {other}.</source>
        <translation>Du kopplade ihop {name} med {other}.</translation>
    </message>
    <message>
        <source>Declined on another device.</source>
        <translation>Avvisat på en annan enhet.</translation>
    </message>
    <message>
        <source>You and {name} called each other at the same moment.</source>
        <translation>Du och {name} ringde varandra i samma ögonblick.</translation>
    </message>
    <message>
        <source>{name} connected you with {other}.</source>
        <translation>{name} kopplade ihop dig med {other}.</translation>
    </message>
    <message>
        <source>The connection to {name} failed: {message}</source>
        <translation>Anslutningen till {name} misslyckades: {message}</translation>
    </message>
    <message>
        <source>The call could not be set up: {message}</source>
        <translation>Samtalet kunde inte kopplas upp: {message}</translation>
    </message>
    <message>
        <source>{name} brought you into a conference room.</source>
        <translation>{name} tog in dig i ett konferensrum.</translation>
    </message>
    <message>
        <source>You hung up.</source>
        <translation>Du lade på.</translation>
    </message>
    <message>
        <source>{name} hung up.</source>
        <translation>{name} lade på.</translation>
    </message>
    <message>
        <source>The call failed.</source>
        <translation>Samtalet misslyckades.</translation>
    </message>
    <message>
        <source>You were busy.</source>
        <translation>Du var upptagen.</translation>
    </message>
    <message>
        <source>{name} is busy.</source>
        <translation>{name} är upptagen.</translation>
    </message>
    <message>
        <source>Nobody can be sent into a room: invite them instead.</source>
        <translation>Ingen kan kopplas till ett rum: bjud in personen i stället.</translation>
    </message>
    <message>
        <source>Nobody can be sent to an emergency number: call it yourself.</source>
        <translation>Ingen kan kopplas till ett nödnummer: ring själv.</translation>
    </message>
    <message>
        <source>{name} wanted to connect you with {other}. Ahoy did not do that.</source>
        <translation>{name} ville koppla dig till {other}. Ahoy gjorde inte det.</translation>
    </message>
    <message>
        <source>{name} is being connected with somebody already.</source>
        <translation>{name} kopplas redan till någon.</translation>
    </message>
    <message>
        <source>A call cannot be connected with itself.</source>
        <translation>Ett samtal kan inte kopplas till sig självt.</translation>
    </message>
    <message>
        <source>{name} cannot be connected with {other} now: {reason}</source>
        <translation>{name} kan inte kopplas till {other} nu: {reason}</translation>
    </message>
    <message>
        <source>{name} does not see your screen any more. {reason}</source>
        <translation>{name} ser inte längre din skärm. {reason}</translation>
    </message>
    <message>
        <source>Your screen cannot be shown to {name}: {reason}</source>
        <translation>Din skärm kan inte visas för {name}: {reason}</translation>
    </message>
    <message>
        <source>The host of the room muted you.</source>
        <translation>Rummets värd stängde av din mikrofon.</translation>
    </message>
    <message>
        <source>{name} does not hear this computer&apos;s sound now. {reason}</source>
        <translation>{name} hör inte datorns ljud nu. {reason}</translation>
    </message>
    <message>
        <source>A part of the pictures from {name} gets lost on the way to you</source>
        <translation>En del av bilden från {name} går förlorad på vägen till dig</translation>
    </message>
    <message>
        <source>A part of the sound from {name} gets lost on the way to you</source>
        <translation>En del av ljudet från {name} går förlorad på vägen till dig</translation>
    </message>
    <message>
        <source>A part of your pictures gets lost on the way to {name}</source>
        <translation>En del av din bild går förlorad på vägen till {name}</translation>
    </message>
    <message>
        <source>A part of your sound gets lost on the way to {name}</source>
        <translation>En del av ditt ljud går förlorad på vägen till {name}</translation>
    </message>
    <message>
        <source>Your Wi-Fi seems to lose packets</source>
        <translation>Ditt wifi verkar tappa paket</translation>
    </message>
    <message>
        <source>Your mobile network seems to lose packets</source>
        <translation>Ditt mobilnät verkar tappa paket</translation>
    </message>
    <message>
        <source>Your VPN seems to lose packets</source>
        <translation>Ditt VPN verkar tappa paket</translation>
    </message>
    <message>
        <source>The quality of the sound is not good.</source>
        <translation>Ljudets kvalitet är inte bra.</translation>
    </message>
    <message>
        <source>The connection is slow: {name} answers late by {late} ms.</source>
        <translation>Anslutningen är långsam: {name} svarar {late} ms för sent.</translation>
    </message>
    <message>
        <source>The connection is uneven</source>
        <translation>Anslutningen är ojämn</translation>
    </message>
    <message>
        <source>{here} of what comes, {there} of what you send</source>
        <translation>{here} av det som kommer, {there} av det du skickar</translation>
    </message>
    <message>
        <source>The quality of the pictures is not good.</source>
        <translation>Bildens kvalitet är inte bra.</translation>
    </message>
    <message>
        <source>The connection is slow: {name} answers late.</source>
        <translation>Anslutningen är långsam: {name} svarar sent.</translation>
    </message>
    <message>
        <source>The connection is uneven by {late} ms</source>
        <translation>Anslutningen varierar med {late} ms</translation>
    </message>
    <message>
        <source>pictures may stutter</source>
        <translation>bilden kan hacka</translation>
    </message>
    <message>
        <source>sound may stutter</source>
        <translation>ljudet kan hacka</translation>
    </message>
    <message>
        <source>Your network, or that of {name}, loses packets</source>
        <translation>Ditt nätverk, eller {name}s, tappar paket</translation>
    </message>
    <message>
        <source>The connection to {name} is interrupted. Ahoy tries to get it back.</source>
        <translation>Anslutningen till {name} är avbruten. Ahoy försöker få tillbaka den.</translation>
    </message>
    <message>
        <source>Your microphone gives no sound at all: {name} hears nothing of you.</source>
        <translation>Din mikrofon ger inget ljud alls: {name} hör dig inte.</translation>
    </message>
    <message>
        <source>Your microphone gives an even noise and no voice: {name} may not hear you.</source>
        <translation>Din mikrofon ger ett jämnt brus och ingen röst: {name} hör dig kanske inte.</translation>
    </message>
    <message>
        <source>No sound comes from {name}: the microphone there may be switched off.</source>
        <translation>Inget ljud kommer från {name}: mikrofonen där kan vara avstängd.</translation>
    </message>
    <message>
        <source>Only an even noise comes from {name}.</source>
        <translation>Bara ett jämnt brus kommer från {name}.</translation>
    </message>
    <message>
        <source>The room is locked: nobody else gets in.</source>
        <translation>Rummet är låst: ingen annan kommer in.</translation>
    </message>
    <message>
        <source>The host sent you out of the room.</source>
        <translation>Värden skickade ut dig ur rummet.</translation>
    </message>
    <message>
        <source>The host ended the room.</source>
        <translation>Värden avslutade rummet.</translation>
    </message>
    <message>
        <source>You entered the room again from elsewhere.</source>
        <translation>Du gick in i rummet igen från ett annat ställe.</translation>
    </message>
    <message>
        <source>The call service ended the room.</source>
        <translation>Samtalstjänsten avslutade rummet.</translation>
    </message>
    <message>
        <source>You did not wait for the room.</source>
        <translation>Du väntade inte på rummet.</translation>
    </message>
    <message>
        <source>The connection to the room was lost.</source>
        <translation>Anslutningen till rummet förlorades.</translation>
    </message>
    <message>
        <source>The room has ended.</source>
        <translation>Rummet är avslutat.</translation>
    </message>
    <message>
        <source>Room {name}</source>
        <translation>Rum {name}</translation>
    </message>
    <message>
        <source>You left the room.</source>
        <translation>Du lämnade rummet.</translation>
    </message>
    <message>
        <source>The room could not be reached.</source>
        <translation>Rummet gick inte att nå.</translation>
    </message>
    <message>
        <source>You ended the room for all.</source>
        <translation>Du avslutade rummet för alla.</translation>
    </message>
    <message>
        <source>Your calls go by a relay alone, and your call service has none. Let them go directly: Settings, Privacy, “Always use a relay”.</source>
        <translation>Dina samtal går bara via ett relä, och din samtalstjänst har inget. Låt dem gå direkt: Inställningar, Integritet, ”Använd alltid ett relä”.</translation>
    </message>
    <message>
        <source>{name} could not be taken back: {reason}</source>
        <translation>{name} kunde inte tas tillbaka: {reason}</translation>
    </message>
    <message>
        <source>{name} could not be put on hold: {reason}</source>
        <translation>{name} kunde inte parkeras: {reason}</translation>
    </message>
    <message>
        <source>{name} cannot be put on hold or taken back now: {error}</source>
        <translation>{name} kan inte parkeras eller tas tillbaka nu: {error}</translation>
    </message>
    <message>
        <source>No keys can be sent now: {error}</source>
        <translation>Inga knappar kan skickas nu: {error}</translation>
    </message>
    <message>
        <source>The screen cannot be shown to {name} now: {error}</source>
        <translation>Skärmen kan inte visas för {name} nu: {error}</translation>
    </message>
    <message>
        <source>The account to call by does not exist any more.</source>
        <translation>Kontot att ringa med finns inte längre.</translation>
    </message>
    <message>
        <source>the room</source>
        <translation>rummet</translation>
    </message>
    <message>
        <source>Connecting {name} with {other}</source>
        <translation>Kopplar ihop {name} med {other}</translation>
    </message>
    <message>
        <source>Connecting {name} with {other}: it rings there</source>
        <translation>Kopplar ihop {name} med {other}: det ringer där</translation>
    </message>
    <message>
        <source>{name} is connected with {other}</source>
        <translation>{name} är ihopkopplad med {other}</translation>
    </message>
    <message>
        <source>{name} could not be connected with {other}: {reason}</source>
        <translation>{name} kunde inte kopplas till {other}: {reason}</translation>
    </message>
    <message>
        <source>{name} could not be brought into the room: {reason}</source>
        <translation>{name} kunde inte tas in i rummet: {reason}</translation>
    </message>
    <message>
        <source>{name} connects you with {other}</source>
        <translation>{name} kopplar dig till {other}</translation>
    </message>
    <message>
        <source>{name} could not be connected with {other}.</source>
        <translation>{name} kunde inte kopplas till {other}.</translation>
    </message>
    <message>
        <source>{name} is in the room</source>
        <translation>{name} är i rummet</translation>
    </message>
    <message>
        <source>Bringing {name} into the room</source>
        <translation>Tar in {name} i rummet</translation>
    </message>
    <message>
        <source>{name} could not be brought into the room.</source>
        <translation>{name} kunde inte tas in i rummet.</translation>
    </message>
    <message>
        <source>The connection was gone for {seconds} s.</source>
        <translation>Anslutningen var borta i {seconds} s.</translation>
    </message>
    <message>
        <source>On the way to you {amount} was lost for {seconds} s.</source>
        <translation>På vägen till dig förlorades {amount} i {seconds} s.</translation>
    </message>
    <message>
        <source>On the way from you {amount} was lost for {seconds} s.</source>
        <translation>På vägen från dig förlorades {amount} i {seconds} s.</translation>
    </message>
    <message>
        <source>The picture stood still again and again for {seconds} s.</source>
        <translation>Bilden stannade gång på gång i {seconds} s.</translation>
    </message>
    <message>
        <source>The connection was slow: {amount} ms there and back, for {seconds} s.</source>
        <translation>Anslutningen var långsam: {amount} ms fram och tillbaka, i {seconds} s.</translation>
    </message>
    <message>
        <source>Type a name that other people will see.</source>
        <translation>Skriv ett namn som andra kommer att se.</translation>
    </message>
    <message>
        <source>{error} Contacts and calls of this session are not kept.</source>
        <translation>{error} Kontakter och samtal från den här gången sparas inte.</translation>
    </message>
    <message>
        <source>The profile {folder} cannot be used: {reason}.</source>
        <translation>Profilen {folder} kan inte användas: {reason}.</translation>
    </message>
    <message>
        <source>“{text}” cannot be called: use a user id, a phone number with +, a SIP address (name@server) or conf:room.</source>
        <translation>”{text}” kan inte ringas: använd ett användar-id, ett telefonnummer med +, en SIP-adress (namn@server) eller conf:rum.</translation>
    </message>
    <message>
        <source>“{text}” is not a SIP address: write name@server.</source>
        <translation>”{text}” är ingen SIP-adress: skriv namn@server.</translation>
    </message>
    <message>
        <source>A contact needs an address: a name, a number or name@server.</source>
        <translation>En kontakt behöver en adress: ett namn, ett nummer eller namn@server.</translation>
    </message>
    <message>
        <source>Nobody has such an address: there is nothing to block.</source>
        <translation>Ingen har en sådan adress: det finns inget att blockera.</translation>
    </message>
    <message>
        <source>“{country}” is no country with telephones.</source>
        <translation>”{country}” är inget land med telefoner.</translation>
    </message>
    <message>
        <source>Older calls cannot be read: {error}</source>
        <translation>Äldre samtal kan inte läsas: {error}</translation>
    </message>
    <message>
        <source>That is no address: {number} characters at most, in one line.</source>
        <translation>Det är ingen adress: högst {number} tecken, på en rad.</translation>
    </message>
    <message>
        <source>A second call can ask, be rejected or ring, not “{policy}”.</source>
        <translation>Ett andra samtal kan fråga, avvisas eller ringa, inte ”{policy}”.</translation>
    </message>
    <message>
        <source>Unknown callers can ring or be silenced, not “{policy}”.</source>
        <translation>Okända kan ringa eller tystas, inte ”{policy}”.</translation>
    </message>
    <message>
        <source>Your number cannot be used. {error}</source>
        <translation>Ditt nummer kan inte användas. {error}</translation>
    </message>
    <message>
        <source>No contact was added.</source>
        <translation>Ingen kontakt lades till.</translation>
    </message>
    <message>
        <source>Stopped: no contact was added.</source>
        <translation>Stoppat: ingen kontakt lades till.</translation>
    </message>
    <message>
        <source>{file} is still being read: wait, or stop that.</source>
        <translation>{file} läses fortfarande: vänta, eller stoppa det.</translation>
    </message>
    <message numerus="yes">
        <source>{n} contacts added.</source>
        <translation>
            <numerusform>{n} kontakt tillagd.</numerusform>
            <numerusform>{n} kontakter tillagda.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} contacts got something new.</source>
        <translation>
            <numerusform>{n} kontakt fick något nytt.</numerusform>
            <numerusform>{n} kontakter fick något nytt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} contacts had been there already.</source>
        <translation>
            <numerusform>{n} kontakt fanns redan.</numerusform>
            <numerusform>{n} kontakter fanns redan.</numerusform>
        </translation>
    </message>
    <message>
        <source>Left out: {what}.</source>
        <translation>Utelämnat: {what}.</translation>
    </message>
    <message numerus="yes">
        <source>{n} numbers without a country cannot be called yet.</source>
        <translation>
            <numerusform>{n} nummer utan land kan inte ringas än.</numerusform>
            <numerusform>{n} nummer utan land kan inte ringas än.</numerusform>
        </translation>
    </message>
    <message>
        <source>The file ends in the middle of a contact.</source>
        <translation>Filen slutar mitt i en kontakt.</translation>
    </message>
    <message numerus="yes">
        <source>{n} with nothing to call</source>
        <translation>
            <numerusform>{n} utan något att ringa</numerusform>
            <numerusform>{n} utan något att ringa</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} that could not be read</source>
        <translation>
            <numerusform>{n} oläslig</numerusform>
            <numerusform>{n} oläsliga</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} beyond the limit</source>
        <translation>
            <numerusform>{n} över gränsen</numerusform>
            <numerusform>{n} över gränsen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} contacts written to {file}.</source>
        <translation>
            <numerusform>{n} kontakt skriven till {file}.</numerusform>
            <numerusform>{n} kontakter skrivna till {file}.</numerusform>
        </translation>
    </message>
    <message>
        <source>This contact does not exist any more.</source>
        <translation>Kontakten finns inte längre.</translation>
    </message>
    <message>
        <source>{name} has the address {address} already.</source>
        <translation>{name} har redan adressen {address}.</translation>
    </message>
    <message>
        <source>Ahoy writes no vCard {version}: only 3.0 and 4.0.</source>
        <translation>Ahoy skriver inte vCard {version}: bara 3.0 och 4.0.</translation>
    </message>
    <message>
        <source>This could not be saved: {error}</source>
        <translation>Detta kunde inte sparas: {error}</translation>
    </message>
    <message>
        <source>Quiet hours go from one time to another, such as 22:00, on one day at least.</source>
        <translation>Tysta timmar går från en tid till en annan, som 22:00, minst en dag.</translation>
    </message>
    <message>
        <source>A time of the day is between 00:00 and 23:59.</source>
        <translation>En tid på dagen är mellan 00:00 och 23:59.</translation>
    </message>
    <message>
        <source>Echo test</source>
        <translation>Ekotest</translation>
    </message>
    <message>
        <source>{name} did not come.</source>
        <translation>{name} kom inte.</translation>
    </message>
    <message>
        <source>{name} left.</source>
        <translation>{name} gick.</translation>
    </message>
    <message>
        <source>{name} is the host of the room now.</source>
        <translation>{name} är nu rummets värd.</translation>
    </message>
    <message>
        <source>{name} raised a hand.</source>
        <translation>{name} räckte upp handen.</translation>
    </message>
    <message>
        <source>{name} shows a screen.</source>
        <translation>{name} visar en skärm.</translation>
    </message>
    <message>
        <source>You are the host of the room now.</source>
        <translation>Du är nu rummets värd.</translation>
    </message>
    <message>
        <source>{name} is being called.</source>
        <translation>{name} rings upp.</translation>
    </message>
    <message>
        <source>The room is open again.</source>
        <translation>Rummet är öppet igen.</translation>
    </message>
    <message>
        <source>{name} lost the connection.</source>
        <translation>{name} förlorade anslutningen.</translation>
    </message>
    <message>
        <source>{name} is back.</source>
        <translation>{name} är tillbaka.</translation>
    </message>
    <message>
        <source>{name} joined.</source>
        <translation>{name} kom in.</translation>
    </message>
    <message>
        <source>Calls are being brought into a room already.</source>
        <translation>Samtal tas redan in i ett rum.</translation>
    </message>
    <message>
        <source>There is no other call to bring into the room.</source>
        <translation>Det finns inget annat samtal att ta in i rummet.</translation>
    </message>
    <message>
        <source>{name} is called on this network, by another call service, where {user} is somebody else.</source>
        <translation>{name} nås på det här nätverket via en annan samtalstjänst, där {user} är någon annan.</translation>
    </message>
    <message>
        <source>{name} is called on this network, by another call service: its people cannot come into rooms of this one.</source>
        <translation>{name} nås på det här nätverket via en annan samtalstjänst: de som hör dit kan inte komma in i rum här.</translation>
    </message>
    <message>
        <source>{name} is not entered yet.</source>
        <translation>Du är inte inne i {name} än.</translation>
    </message>
    <message>
        <source>The room could not be opened: the calls go on as they were.</source>
        <translation>Rummet kunde inte öppnas: samtalen fortsätter som förut.</translation>
    </message>
    <message>
        <source>{name} cannot be brought into a room now: {reason}</source>
        <translation>{name} kan inte tas in i ett rum nu: {reason}</translation>
    </message>
    <message>
        <source>The room could not be opened: {error}.</source>
        <translation>Rummet kunde inte öppnas: {error}.</translation>
    </message>
    <message>
        <source>The room could not be entered: the calls go on as they were.</source>
        <translation>Det gick inte att gå in i rummet: samtalen fortsätter som förut.</translation>
    </message>
    <message>
        <source>{name} cannot be brought into the room now: {error}</source>
        <translation>{name} kan inte tas in i rummet nu: {error}</translation>
    </message>
    <message>
        <source>A room cannot be invited into another one.</source>
        <translation>Ett rum kan inte bjudas in till ett annat.</translation>
    </message>
    <message>
        <source>An emergency number cannot be invited into a room: call it yourself.</source>
        <translation>Ett nödnummer kan inte bjudas in till ett rum: ring det själv.</translation>
    </message>
    <message>
        <source>People nearby have another call service, and cannot come into rooms of this one.</source>
        <translation>Personer i närheten har en annan samtalstjänst och kan inte komma in i rum här.</translation>
    </message>
    <message>
        <source>That cannot be done now: {error}.</source>
        <translation>Det går inte nu: {error}.</translation>
    </message>
    <message>
        <source>The link is longer than {number} characters.</source>
        <translation>Länken är längre än {number} tecken.</translation>
    </message>
    <message>
        <source>“{link}” is no link that Ahoy opens: {schemes}.</source>
        <translation>”{link}” är ingen länk som Ahoy öppnar: {schemes}.</translation>
    </message>
    <message>
        <source>The link “{link}” cannot be understood.</source>
        <translation>Länken ”{link}” går inte att förstå.</translation>
    </message>
    <message>
        <source>You are speaking while muted.</source>
        <translation>Du pratar med mikrofonen avstängd.</translation>
    </message>
    <message>
        <source>Your microphone sends silence: others do not hear you.</source>
        <translation>Din mikrofon skickar tystnad: andra hör dig inte.</translation>
    </message>
    <message>
        <source>The room is fine: your echo is weak enough to be removed.</source>
        <translation>Rummet är bra: ditt eko är svagt nog att tas bort.</translation>
    </message>
    <message>
        <source>No echo comes back: you use a headset, or the speaker is turned off.</source>
        <translation>Inget eko kommer tillbaka: du använder headset, eller så är högtalaren nedskruvad.</translation>
    </message>
    <message>
        <source>The speaker is loud at the microphone: turn it down or use a headset, or words get lost when both of you speak.</source>
        <translation>Högtalaren låter högt vid mikrofonen: sänk den eller använd headset, annars försvinner ord när båda pratar.</translation>
    </message>
    <message>
        <source>The speaker overloads the microphone: turn it down, or use a headset.</source>
        <translation>Högtalaren överstyr mikrofonen: sänk den eller använd headset.</translation>
    </message>
    <message>
        <source>The room is noisy: use a headset, or close the window.</source>
        <translation>Rummet är bullrigt: använd headset eller stäng fönstret.</translation>
    </message>
    <message>
        <source>The microphone hears nothing: is it muted, covered or unplugged?</source>
        <translation>Mikrofonen hör inget: är den avstängd, täckt eller urkopplad?</translation>
    </message>
    <message>
        <source>Echo and noise cannot be removed: the program&apos;s sound processing is not installed completely. Use a headset, so that others do not hear themselves.</source>
        <translation>Eko och brus kan inte tas bort: programmets ljudbehandling är inte helt installerad. Använd headset så att andra inte hör sig själva.</translation>
    </message>
    <message>
        <source>The speaker works.</source>
        <translation>Högtalaren fungerar.</translation>
    </message>
    <message>
        <source>The speaker was asked to play: did you hear it?</source>
        <translation>Högtalaren ombads spela: hörde du det?</translation>
    </message>
    <message>
        <source>The speaker takes no sound.</source>
        <translation>Högtalaren tar inte emot ljud.</translation>
    </message>
    <message>
        <source>noise at {number} dB</source>
        <translation>brus på {number} dB</translation>
    </message>
    <message>
        <source>no noise at all</source>
        <translation>inget brus alls</translation>
    </message>
    <message>
        <source>The microphone works ({loud}).</source>
        <translation>Mikrofonen fungerar ({loud}).</translation>
    </message>
    <message>
        <source>This system does not let Ahoy share the screen.</source>
        <translation>Systemet låter inte Ahoy dela skärmen.</translation>
    </message>
    <message>
        <source>Test screen</source>
        <translation>Testskärm</translation>
    </message>
    <message>
        <source>Test window</source>
        <translation>Testfönster</translation>
    </message>
    <message>
        <source>The sound service of this system has stopped. You hear each other again when it is back.</source>
        <translation>Systemets ljudtjänst har stannat. Ni hör varandra igen när den är tillbaka.</translation>
    </message>
    <message>
        <source>The sound service of this system is back: sound goes on.</source>
        <translation>Systemets ljudtjänst är tillbaka: ljudet fortsätter.</translation>
    </message>
    <message>
        <source>Start it in a terminal: &quot;systemctl --user start pipewire-pulse&quot;, or &quot;pulseaudio --start&quot; on a system that has PulseAudio.</source>
        <translation>Starta den i en terminal: &quot;systemctl --user start pipewire-pulse&quot;, eller &quot;pulseaudio --start&quot; på ett system med PulseAudio.</translation>
    </message>
    <message>
        <source>Your account must be in the group &quot;video&quot;: type &quot;sudo usermod -aG video $USER&quot; in a terminal, then log in again.</source>
        <translation>Ditt konto måste vara med i gruppen &quot;video&quot;: skriv &quot;sudo usermod -aG video $USER&quot; i en terminal och logga sedan in igen.</translation>
    </message>
    <message>
        <source>microphone</source>
        <translation>mikrofon</translation>
    </message>
    <message>
        <source>speaker</source>
        <translation>högtalare</translation>
    </message>
    <message>
        <source>camera</source>
        <translation>kamera</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>Mikrofon</translation>
    </message>
    <message>
        <source>Speaker</source>
        <translation>Högtalare</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>No microphone was found: others will not hear you.</source>
        <translation>Ingen mikrofon hittades: andra kommer inte att höra dig.</translation>
    </message>
    <message>
        <source>No speaker was found: you will not hear others.</source>
        <translation>Ingen högtalare hittades: du kommer inte att höra andra.</translation>
    </message>
    <message>
        <source>No camera was found: others will not see you.</source>
        <translation>Ingen kamera hittades: andra kommer inte att se dig.</translation>
    </message>
    <message>
        <source>The chosen {noun} is not connected.</source>
        <translation>Vald men inte ansluten: {noun}.</translation>
    </message>
    <message>
        <source>The {noun} is in use by another program.</source>
        <translation>Används av ett annat program: {noun}.</translation>
    </message>
    <message>
        <source>The system does not allow Ahoy to use the {noun}.</source>
        <translation>Systemet låter inte Ahoy använda: {noun}.</translation>
    </message>
    <message>
        <source>The {noun} delivers nothing.</source>
        <translation>Levererar inget: {noun}.</translation>
    </message>
    <message>
        <source>The {noun} does not work.</source>
        <translation>Fungerar inte: {noun}.</translation>
    </message>
    <message>
        <source>The sound service of this system does not answer: no {noun} until it does.</source>
        <translation>Systemets ljudtjänst svarar inte. Så länge saknas: {noun}.</translation>
    </message>
    <message>
        <source>Allow it in System Settings, Privacy &amp; Security, {title}; then start Ahoy again.</source>
        <translation>Tillåt det i Systeminställningar, Integritet och säkerhet, {title}; starta sedan Ahoy igen.</translation>
    </message>
    <message>
        <source>Allow it in Settings, Privacy &amp; security, {title}, for desktop apps too.</source>
        <translation>Tillåt det i Inställningar, Sekretess och säkerhet, {title}, även för skrivbordsappar.</translation>
    </message>
    <message>
        <source>Close that program, or take away its exclusive use in the device&apos;s properties, Advanced.</source>
        <translation>Stäng programmet, eller ta bort dess exklusiva användning i enhetens egenskaper, Avancerat.</translation>
    </message>
    <message>
        <source>The system prefers the {noun} &quot;{now}&quot; now: it is used instead of &quot;{before}&quot;.</source>
        <translation>Systemet föredrar nu ”{now}” ({noun}): den används i stället för ”{before}”.</translation>
    </message>
    <message>
        <source>The chosen {noun} is not connected: &quot;{name}&quot; is used instead.</source>
        <translation>Vald men inte ansluten: {noun}. ”{name}” används i stället.</translation>
    </message>
    <message>
        <source>The {noun} &quot;{before}&quot; is gone: &quot;{now}&quot; is used now.</source>
        <translation>”{before}” ({noun}) är borta: nu används ”{now}”.</translation>
    </message>
    <message>
        <source>The {noun} &quot;{now}&quot; is back and is used again.</source>
        <translation>”{now}” ({noun}) är tillbaka och används igen.</translation>
    </message>
    <message>
        <source>Close that program, or choose another device.</source>
        <translation>Stäng programmet, eller välj en annan enhet.</translation>
    </message>
    <message>
        <source>The key of your push subscription may still be in the key store of your system.</source>
        <translation>Nyckeln till din pushprenumeration kan finnas kvar i systemets nyckelring.</translation>
    </message>
    <message>
        <source>The key of your accounts&apos; passwords may still be in the key store of your system.</source>
        <translation>Nyckeln till dina kontons lösenord kan finnas kvar i systemets nyckelring.</translation>
    </message>
    <message>
        <source>The agent that rings for calls does not end: it may write into the profile again.</source>
        <translation>Det lilla programmet som ringer avslutas inte: det kan skriva i profilen igen.</translation>
    </message>
    <message>
        <source>The password for {url} may still be in the key store of your system.</source>
        <translation>Lösenordet till {url} kan finnas kvar i systemets nyckelring.</translation>
    </message>
    <message>
        <source>There is nothing of yours in {folder}.</source>
        <translation>Det finns inget av ditt i {folder}.</translation>
    </message>
    <message>
        <source>{file} is a folder: name a file, such as ahoy.zip.</source>
        <translation>{file} är en mapp: ange en fil, som ahoy.zip.</translation>
    </message>
    <message>
        <source>Your data cannot be read: {error}</source>
        <translation>Dina data kan inte läsas: {error}</translation>
    </message>
    <message>
        <source>That is no phone number.</source>
        <translation>Det är inget telefonnummer.</translation>
    </message>
    <message>
        <source>Write the number with its country: + and the country code first.</source>
        <translation>Skriv numret med land: först + och landsnumret.</translation>
    </message>
    <message>
        <source>No country has that code: check the digits after the +.</source>
        <translation>Inget land har det numret: kontrollera siffrorna efter +.</translation>
    </message>
    <message>
        <source>The area code is missing from this number.</source>
        <translation>Riktnumret saknas i numret.</translation>
    </message>
    <message>
        <source>This number is too short.</source>
        <translation>Numret är för kort.</translation>
    </message>
    <message>
        <source>This number is too long.</source>
        <translation>Numret är för långt.</translation>
    </message>
    <message>
        <source>{number}%</source>
        <translation>{number} %</translation>
    </message>
    <message>
        <source>Your settings were written by a newer version of Ahoy. They are used as far as this one understands them; changes are not kept.</source>
        <translation>Dina inställningar skrevs av en nyare version av Ahoy. De används så långt den här förstår dem; ändringar sparas inte.</translation>
    </message>
    <message>
        <source>Your settings were damaged. They start anew; the old file is kept as {file}.</source>
        <translation>Dina inställningar var skadade. De börjar om; den gamla filen sparas som {file}.</translation>
    </message>
    <message>
        <source>Your contacts and history were damaged. They start anew; the old file is kept as {file}.</source>
        <translation>Dina kontakter och samtal var skadade. De börjar om; den gamla filen sparas som {file}.</translation>
    </message>
    <message>
        <source>the disk is full.</source>
        <translation>disken är full.</translation>
    </message>
    <message>
        <source>the file may not be written.</source>
        <translation>filen får inte skrivas.</translation>
    </message>
    <message>
        <source>another program holds the file.</source>
        <translation>ett annat program håller filen.</translation>
    </message>
    <message>
        <source>the file is damaged.</source>
        <translation>filen är skadad.</translation>
    </message>
    <message>
        <source>the file was written by a newer version of Ahoy.</source>
        <translation>filen skrevs av en nyare version av Ahoy.</translation>
    </message>
    <message>
        <source>the store is closed.</source>
        <translation>lagret är stängt.</translation>
    </message>
    <message>
        <source>the disk or its file system does not work.</source>
        <translation>disken eller dess filsystem fungerar inte.</translation>
    </message>
    <message>
        <source>{file} is empty.</source>
        <translation>{file} är tom.</translation>
    </message>
    <message>
        <source>{file} is neither a vCard nor a CSV file.</source>
        <translation>{file} är varken en vCard- eller CSV-fil.</translation>
    </message>
    <message>
        <source>{file} holds no contacts that Ahoy can read: it is neither a vCard nor a CSV file whose first line names columns for phone numbers or addresses.</source>
        <translation>{file} har inga kontakter som Ahoy kan läsa: den är varken en vCard eller en CSV-fil vars första rad namnger kolumner för telefonnummer eller adresser.</translation>
    </message>
    <message>
        <source>{file} could not be written: {reason}.</source>
        <translation>{file} kunde inte skrivas: {reason}.</translation>
    </message>
    <message>
        <source>That is no name for a file.</source>
        <translation>Det är inget namn för en fil.</translation>
    </message>
    <message>
        <source>{file} is no file.</source>
        <translation>{file} är ingen fil.</translation>
    </message>
    <message>
        <source>{file} is too large: it has {size} MB, and Ahoy reads {most} MB at a time.</source>
        <translation>{file} är för stor: den har {size} MB, och Ahoy läser {most} MB åt gången.</translation>
    </message>
    <message>
        <source>{file} could not be read: {reason}.</source>
        <translation>{file} kunde inte läsas: {reason}.</translation>
    </message>
    <message>
        <source>That is no name of a file.</source>
        <translation>Det är inget namn på en fil.</translation>
    </message>
    <message>
        <source>the other person</source>
        <translation>den andra personen</translation>
    </message>
    <message>
        <source>the conference server</source>
        <translation>konferensservern</translation>
    </message>
    <message>
        <source>the echo test</source>
        <translation>ekotestet</translation>
    </message>
    <message>
        <source>the phone gateway</source>
        <translation>telefongatewayen</translation>
    </message>
    <message>
        <source>the other SIP server</source>
        <translation>den andra SIP-servern</translation>
    </message>
    <message>
        <source>the telephone provider</source>
        <translation>telefonleverantören</translation>
    </message>
    <message>
        <source>the telephone network</source>
        <translation>telefonnätet</translation>
    </message>
    <message>
        <source>the other end</source>
        <translation>motparten</translation>
    </message>
    <message>
        <source>The call service vouches for who that is.</source>
        <translation>Samtalstjänsten går i god för vem det är.</translation>
    </message>
    <message>
        <source>The device has the key that you know from earlier calls.</source>
        <translation>Enheten har nyckeln som du känner från tidigare samtal.</translation>
    </message>
    <message>
        <source>You have not talked to this device before: its key is new to you.</source>
        <translation>Du har inte pratat med enheten förut: dess nyckel är ny för dig.</translation>
    </message>
    <message>
        <source>Somebody of this name was met before, with another key. Ask them about it.</source>
        <translation>Någon med det namnet hade en annan nyckel förut. Fråga om det.</translation>
    </message>
    <message>
        <source>Nothing proves who that is.</source>
        <translation>Inget bevisar vem det är.</translation>
    </message>
    <message>
        <source>You and {others}.</source>
        <translation>Du och {others}.</translation>
    </message>
    <message>
        <source>this computer</source>
        <translation>den här datorn</translation>
    </message>
    <message>
        <source>Not known.</source>
        <translation>Inte känt.</translation>
    </message>
    <message>
        <source>Anybody on a part of the way.</source>
        <translation>Vem som helst på en del av vägen.</translation>
    </message>
    <message>
        <source>Encrypted to {party} only</source>
        <translation>Krypterat bara till {party}</translation>
    </message>
    <message>
        <source>Encrypted to {party} only, on a device that is new to you</source>
        <translation>Krypterat bara till {party}, på en enhet som är ny för dig</translation>
    </message>
    <message>
        <source>Encrypted to {party}</source>
        <translation>Krypterat till {party}</translation>
    </message>
    <message>
        <source>Encrypted hop by hop, as far as {party}</source>
        <translation>Krypterat steg för steg, fram till {party}</translation>
    </message>
    <message>
        <source>Encrypted, but nothing proves that it is {party}</source>
        <translation>Krypterat, men inget bevisar att det är {party}</translation>
    </message>
    <message>
        <source>Encrypted, but {party} has another key than before</source>
        <translation>Krypterat, men {party} har en annan nyckel än förut</translation>
    </message>
    <message>
        <source>In clear</source>
        <translation>Okrypterat</translation>
    </message>
    <message>
        <source>In clear beyond {party}</source>
        <translation>Okrypterat bortom {party}</translation>
    </message>
    <message>
        <source>Encrypted to {party}, not known beyond it</source>
        <translation>Krypterat till {party}, okänt bortom</translation>
    </message>
    <message>
        <source>Not known yet who can listen</source>
        <translation>Ännu inte känt vem som kan lyssna</translation>
    </message>
    <message>
        <source>From {begin} to {party}: in clear.</source>
        <translation>Från {begin} till {party}: okrypterat.</translation>
    </message>
    <message>
        <source>From {begin} to {party}: not known.</source>
        <translation>Från {begin} till {party}: inte känt.</translation>
    </message>
    <message>
        <source>From {begin} to {party}: encrypted (SDES), but the key was sent in clear.</source>
        <translation>Från {begin} till {party}: krypterat (SDES), men nyckeln skickades okrypterat.</translation>
    </message>
    <message>
        <source>From {begin} to {party}: encrypted (SDES); the servers that passed the key on can decrypt it, too.</source>
        <translation>Från {begin} till {party}: krypterat (SDES); servrarna som förde nyckeln vidare kan också dekryptera det.</translation>
    </message>
    <message>
        <source>From {begin} to {party}: encrypted (DTLS-SRTP), but set up in clear: somebody on the way could have taken its place.</source>
        <translation>Från {begin} till {party}: krypterat (DTLS-SRTP), men upprättat okrypterat: någon på vägen kan ha tagit dess plats.</translation>
    </message>
    <message>
        <source>From {begin} to {party}: encrypted (DTLS-SRTP).</source>
        <translation>Från {begin} till {party}: krypterat (DTLS-SRTP).</translation>
    </message>
    <message>
        <source> and </source>
        <translation> och </translation>
    </message>
    <message>
        <source>Incoming call from {name}</source>
        <translation>Inkommande samtal från {name}</translation>
    </message>
    <message>
        <source>Incoming video call from {name}</source>
        <translation>Inkommande videosamtal från {name}</translation>
    </message>
    <message>
        <source>It rings at {name}</source>
        <translation>Det ringer hos {name}</translation>
    </message>
    <message>
        <source>Connected with {name}</source>
        <translation>Ansluten till {name}</translation>
    </message>
    <message>
        <source>Microphone off</source>
        <translation>Mikrofon av</translation>
    </message>
    <message>
        <source>Microphone on</source>
        <translation>Mikrofon på</translation>
    </message>
    <message>
        <source>Camera off</source>
        <translation>Kamera av</translation>
    </message>
    <message>
        <source>Camera on</source>
        <translation>Kamera på</translation>
    </message>
    <message>
        <source>No longer on hold</source>
        <translation>Inte längre parkerat</translation>
    </message>
    <message>
        <source>{name} is back in the call</source>
        <translation>{name} är tillbaka i samtalet</translation>
    </message>
    <message>
        <source>The connection is back</source>
        <translation>Anslutningen är tillbaka</translation>
    </message>
    <message>
        <source>Connect {name} with {other}</source>
        <translation>Koppla ihop {name} med {other}</translation>
    </message>
    <message>
        <source>The keys travel inside the sound (RFC 4733).</source>
        <translation>Knapparna skickas i ljudet (RFC 4733).</translation>
    </message>
    <message>
        <source>The keys travel as messages beside the sound (SIP INFO).</source>
        <translation>Knapparna skickas som meddelanden vid sidan av ljudet (SIP INFO).</translation>
    </message>
    <message>
        <source>Does not hear you</source>
        <translation>Hör dig inte</translation>
    </message>
    <message>
        <source>Nobody hears you: all calls are on hold</source>
        <translation>Ingen hör dig: alla samtal är parkerade</translation>
    </message>
    <message numerus="yes">
        <source>{n} problems with the call</source>
        <translation>
            <numerusform>{n} problem med samtalet</numerusform>
            <numerusform>{n} problem med samtalet</numerusform>
        </translation>
    </message>
    <message>
        <source>On hold: you and {name} both paused the call</source>
        <translation>Parkerat: både du och {name} har pausat samtalet</translation>
    </message>
    <message>
        <source>On hold: {name} cannot hear you</source>
        <translation>Parkerat: {name} hör dig inte</translation>
    </message>
    <message>
        <source>{name} has put you on hold</source>
        <translation>{name} har parkerat dig</translation>
    </message>
    <message>
        <source>for {account}</source>
        <translation>till {account}</translation>
    </message>
    <message>
        <source>by {account}</source>
        <translation>via {account}</translation>
    </message>
    <message>
        <source>Is calling you</source>
        <translation>Ringer dig</translation>
    </message>
    <message>
        <source>On hold</source>
        <translation>Parkerat</translation>
    </message>
    <message>
        <source>Put you on hold</source>
        <translation>Har parkerat dig</translation>
    </message>
    <message>
        <source>Video call for {account}</source>
        <translation>Videosamtal till {account}</translation>
    </message>
    <message>
        <source>Call for {account}</source>
        <translation>Samtal till {account}</translation>
    </message>
    <message>
        <source>Video call for you</source>
        <translation>Videosamtal till dig</translation>
    </message>
    <message>
        <source>Call for you</source>
        <translation>Samtal till dig</translation>
    </message>
    <message>
        <source>Calling {name}…</source>
        <translation>Ringer {name}…</translation>
    </message>
    <message>
        <source>Nobody hears you: there is no microphone</source>
        <translation>Ingen hör dig: det finns ingen mikrofon</translation>
    </message>
    <message>
        <source>This call cannot be put on hold.</source>
        <translation>Samtalet kan inte parkeras.</translation>
    </message>
    <message>
        <source>This call cannot be transferred.</source>
        <translation>Samtalet kan inte kopplas vidare.</translation>
    </message>
    <message>
        <source>Resume the call to send keys.</source>
        <translation>Återuppta samtalet för att skicka knappar.</translation>
    </message>
    <message>
        <source>{name} does not take keys.</source>
        <translation>{name} tar inte emot knappar.</translation>
    </message>
    <message>
        <source>Resume the call to share your screen.</source>
        <translation>Återuppta samtalet för att dela din skärm.</translation>
    </message>
    <message>
        <source>This call cannot show a screen.</source>
        <translation>Samtalet kan inte visa en skärm.</translation>
    </message>
    <message>
        <source>No picture</source>
        <translation>Ingen bild</translation>
    </message>
    <message>
        <source>Voice call</source>
        <translation>Röstsamtal</translation>
    </message>
    <message>
        <source>Muted</source>
        <translation>Mikrofon av</translation>
    </message>
    <message>
        <source>Hears you</source>
        <translation>Hör dig</translation>
    </message>
    <message>
        <source>You are talking to {name}, muted</source>
        <translation>Du pratar med {name}, mikrofon av</translation>
    </message>
    <message>
        <source>You are talking to {name}</source>
        <translation>Du pratar med {name}</translation>
    </message>
    <message>
        <source>Connecting with {name}…</source>
        <translation>Ansluter till {name}…</translation>
    </message>
    <message>
        <source>The call can be put on hold once it is answered.</source>
        <translation>Samtalet kan parkeras när det har besvarats.</translation>
    </message>
    <message>
        <source>The call can be transferred once it is answered.</source>
        <translation>Samtalet kan kopplas vidare när det har besvarats.</translation>
    </message>
    <message>
        <source>The call can take keys once it is answered.</source>
        <translation>Samtalet tar emot knappar när det har besvarats.</translation>
    </message>
    <message>
        <source>The call can show a screen once it is answered.</source>
        <translation>Samtalet kan visa en skärm när det har besvarats.</translation>
    </message>
    <message>
        <source>not verified</source>
        <translation>inte verifierad</translation>
    </message>
    <message>
        <source>Reconnecting: nothing comes from the other side</source>
        <translation>Ansluter igen: inget kommer från motparten</translation>
    </message>
    <message>
        <source>{name} has paused the video</source>
        <translation>{name} har pausat videon</translation>
    </message>
    <message>
        <source>first call from this address</source>
        <translation>första samtalet från adressen</translation>
    </message>
    <message>
        <source>Type a name, a number or an address.</source>
        <translation>Skriv ett namn, ett nummer eller en adress.</translation>
    </message>
    <message numerus="yes">
        <source>{n} people match “{typed}”. Pick one of them.</source>
        <translation>
            <numerusform>{n} person matchar ”{typed}”. Välj den.</numerusform>
            <numerusform>{n} personer matchar ”{typed}”. Välj en av dem.</numerusform>
        </translation>
    </message>
    <message>
        <source>Call with {name}</source>
        <translation>Samtal med {name}</translation>
    </message>
    <message>
        <source>Who can listen</source>
        <translation>Vem som kan lyssna</translation>
    </message>
    <message>
        <source>In short</source>
        <translation>I korthet</translation>
    </message>
    <message>
        <source>Can decrypt</source>
        <translation>Kan dekryptera</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Kvalitet</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Nu</translation>
    </message>
    <message>
        <source>Hop {n}</source>
        <translation>Steg {n}</translation>
    </message>
    <message>
        <source>over Wi-Fi</source>
        <translation>via wifi</translation>
    </message>
    <message>
        <source>over a cable</source>
        <translation>via kabel</translation>
    </message>
    <message>
        <source>over a mobile network</source>
        <translation>via ett mobilnät</translation>
    </message>
    <message>
        <source>over a VPN</source>
        <translation>via ett VPN</translation>
    </message>
    <message>
        <source>inside this computer</source>
        <translation>inom datorn</translation>
    </message>
    <message>
        <source>over a virtual network</source>
        <translation>via ett virtuellt nätverk</translation>
    </message>
    <message>
        <source>the connection</source>
        <translation>anslutningen</translation>
    </message>
    <message>
        <source>{share} ({lost} of {all} packets)</source>
        <translation>{share} ({lost} av {all} paket)</translation>
    </message>
    <message>
        <source>through a relay</source>
        <translation>via ett relä</translation>
    </message>
    <message>
        <source>direct</source>
        <translation>direkt</translation>
    </message>
    <message>
        <source>{size} at {rate} a second</source>
        <translation>{size} med {rate} per sekund</translation>
    </message>
    <message numerus="yes">
        <source>{n} times</source>
        <translation>
            <numerusform>{n} gång</numerusform>
            <numerusform>{n} gånger</numerusform>
        </translation>
    </message>
    <message>
        <source>You send</source>
        <translation>Du skickar</translation>
    </message>
    <message>
        <source>You get</source>
        <translation>Du får</translation>
    </message>
    <message>
        <source>Lost on the way to you</source>
        <translation>Förlorat på vägen till dig</translation>
    </message>
    <message>
        <source>Lost on the way from you</source>
        <translation>Förlorat på vägen från dig</translation>
    </message>
    <message>
        <source>Jitter</source>
        <translation>Jitter</translation>
    </message>
    <message>
        <source>Waits before it is played</source>
        <translation>Väntar innan det spelas</translation>
    </message>
    <message>
        <source>Stood still</source>
        <translation>Stod still</translation>
    </message>
    <message>
        <source>Limited by</source>
        <translation>Begränsas av</translation>
    </message>
    <message>
        <source>Way</source>
        <translation>Väg</translation>
    </message>
    <message>
        <source>There and back</source>
        <translation>Fram och tillbaka</translation>
    </message>
    <message>
        <source>Room for sending</source>
        <translation>Utrymme att skicka</translation>
    </message>
    <message>
        <source>New paths taken</source>
        <translation>Nya vägar</translation>
    </message>
    <message>
        <source>Encryption</source>
        <translation>Kryptering</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Anslutning</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>Ljud</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>“{key}” is not a key of a telephone.</source>
        <translation>”{key}” är ingen telefonknapp.</translation>
    </message>
    <message>
        <source>At most {number} keys at once.</source>
        <translation>Högst {number} knappar på en gång.</translation>
    </message>
    <message>
        <source>There are no keys in that text.</source>
        <translation>Det finns inga knappar i texten.</translation>
    </message>
    <message>
        <source>That is not a key of a telephone.</source>
        <translation>Det är ingen telefonknapp.</translation>
    </message>
    <message>
        <source>Merge the two calls</source>
        <translation>Slå ihop de två samtalen</translation>
    </message>
    <message>
        <source>Merge all calls</source>
        <translation>Slå ihop alla samtal</translation>
    </message>
    <message>
        <source>Bring {name} into the room</source>
        <translation>Ta in {name} i rummet</translation>
    </message>
    <message>
        <source>Bring everybody into the room</source>
        <translation>Ta in alla i rummet</translation>
    </message>
    <message>
        <source>Solved: {text}</source>
        <translation>Löst: {text}</translation>
    </message>
    <message>
        <source>Sharing: {name}</source>
        <translation>Delar: {name}</translation>
    </message>
    <message>
        <source>You are sharing your screen</source>
        <translation>Du delar din skärm</translation>
    </message>
    <message>
        <source>For now without sound</source>
        <translation>Tills vidare utan ljud</translation>
    </message>
    <message>
        <source>With this computer&apos;s sound</source>
        <translation>Med datorns ljud</translation>
    </message>
    <message>
        <source>{width} by {height}</source>
        <translation>{width} × {height}</translation>
    </message>
    <message>
        <source>Windows</source>
        <translation>Fönster</translation>
    </message>
    <message>
        <source>Screens</source>
        <translation>Skärmar</translation>
    </message>
    <message>
        <source>Window without a name</source>
        <translation>Fönster utan namn</translation>
    </message>
    <message>
        <source>Screen</source>
        <translation>Skärm</translation>
    </message>
    <message>
        <source>There is no call to share a screen in.</source>
        <translation>Det finns inget samtal att dela en skärm i.</translation>
    </message>
    <message>
        <source>Screen of {name}</source>
        <translation>Skärm från {name}</translation>
    </message>
    <message>
        <source>{name} no longer sees your screen.</source>
        <translation>{name} ser inte längre din skärm.</translation>
    </message>
    <message>
        <source>{name} is sharing a screen.</source>
        <translation>{name} delar en skärm.</translation>
    </message>
    <message>
        <source>{name} no longer shares a screen.</source>
        <translation>{name} delar inte längre en skärm.</translation>
    </message>
    <message>
        <source>It was written down on this computer, as {file}, and sent nowhere.</source>
        <translation>Det skrevs ner på datorn, som {file}, och skickades ingenstans.</translation>
    </message>
    <message>
        <source>Ahoy broke down when it ran last.</source>
        <translation>Ahoy kraschade förra gången.</translation>
    </message>
    <message>
        <source>Something went wrong when Ahoy ran last.</source>
        <translation>Något gick fel när Ahoy var igång förra gången.</translation>
    </message>
    <message>
        <source>Diagnostics copied. They hold no passwords; look through them before you send them.</source>
        <translation>Diagnostik kopierad. Den har inga lösenord; läs igenom den innan du skickar den.</translation>
    </message>
    <message>
        <source>Your data can be written to files of this machine only.</source>
        <translation>Dina data kan bara skrivas till filer på den här datorn.</translation>
    </message>
    <message>
        <source>Everything is in {file}.</source>
        <translation>Allt finns i {file}.</translation>
    </message>
    <message>
        <source>This desktop shows no icons of programs that run, so closing the window ends Ahoy.</source>
        <translation>Skrivbordet visar inga ikoner för program, så Ahoy avslutas när fönstret stängs.</translation>
    </message>
    <message>
        <source>The call service of Ahoy itself ends with Ahoy: this needs one that goes on without it.</source>
        <translation>Ahoys egen samtalstjänst slutar med Ahoy: det här kräver en som fortsätter utan.</translation>
    </message>
    <message>
        <source>This desktop shows no notifications.</source>
        <translation>Skrivbordet visar inga aviseringar.</translation>
    </message>
    <message>
        <source>Quiet now, until {time}.</source>
        <translation>Tyst nu, till {time}.</translation>
    </message>
    <message>
        <source>Quiet now.</source>
        <translation>Tyst nu.</translation>
    </message>
    <message>
        <source>All is well. You are ready to call.</source>
        <translation>Allt är bra. Du kan ringa.</translation>
    </message>
    <message>
        <source>Your sound is well: you are ready to call, but nobody will see you.</source>
        <translation>Ditt ljud är bra: du kan ringa, men ingen kommer att se dig.</translation>
    </message>
    <message>
        <source>Something could be better: see below.</source>
        <translation>Något kunde vara bättre: se nedan.</translation>
    </message>
    <message>
        <source>Checking. Say a few words, and let the sound play.</source>
        <translation>Kontrollerar. Säg några ord och låt ljudet spela.</translation>
    </message>
    <message>
        <source>You stopped the check. Nothing was changed.</source>
        <translation>Du stoppade kontrollen. Inget ändrades.</translation>
    </message>
    <message>
        <source>The check could not be finished. Look at the devices, and try again.</source>
        <translation>Kontrollen kunde inte slutföras. Se över enheterna och försök igen.</translation>
    </message>
    <message>
        <source>System default</source>
        <translation>Systemets standard</translation>
    </message>
    <message>
        <source>None found</source>
        <translation>Ingen hittades</translation>
    </message>
    <message>
        <source>System default ({name})</source>
        <translation>Systemets standard ({name})</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>Inte ansluten</translation>
    </message>
    <message>
        <source>{name} (no longer there)</source>
        <translation>{name} (finns inte längre)</translation>
    </message>
    <message>
        <source>Everything is sent as the microphone hears it: for music, and for quiet rooms.</source>
        <translation>Allt skickas som mikrofonen hör det: för musik och tysta rum.</translation>
    </message>
    <message>
        <source>Takes fans, traffic and hum away. Voices stay as they are.</source>
        <translation>Tar bort fläktar, trafik och brum. Röster förblir som de är.</translation>
    </message>
    <message>
        <source>Takes keyboards and other voices down as well. Your own may sound thinner.</source>
        <translation>Dämpar även tangentbord och andra röster. Din egen kan låta tunnare.</translation>
    </message>
    <message>
        <source>Same as the speaker for calls</source>
        <translation>Samma som högtalaren för samtal</translation>
    </message>
    <message>
        <source>Open the sound settings</source>
        <translation>Öppna ljudinställningarna</translation>
    </message>
    <message>
        <source>Open the privacy settings</source>
        <translation>Öppna sekretessinställningarna</translation>
    </message>
    <message>
        <source>Phone number</source>
        <translation>Telefonnummer</translation>
    </message>
    <message>
        <source>Emergency number</source>
        <translation>Nödnummer</translation>
    </message>
    <message>
        <source>Set your phone number in the settings first: whoever you call sees it.</source>
        <translation>Ange först ditt telefonnummer i inställningarna: den du ringer ser det.</translation>
    </message>
    <message>
        <source>Extension {digits}: press these keys once somebody answers.</source>
        <translation>Anknytning {digits}: tryck på de knapparna när någon svarar.</translation>
    </message>
    <message>
        <source>Getting ready…</source>
        <translation>Gör klart…</translation>
    </message>
    <message>
        <source>The same as the system</source>
        <translation>Samma som systemet</translation>
    </message>
    <message>
        <source>Contacts can be read from and written to files of this machine only.</source>
        <translation>Kontakter kan bara läsas från och skrivas till filer på den här datorn.</translation>
    </message>
    <message>
        <source>Call to {name}</source>
        <translation>Samtal till {name}</translation>
    </message>
    <message>
        <source>Video call from {name}</source>
        <translation>Videosamtal från {name}</translation>
    </message>
    <message>
        <source>Call from {name}</source>
        <translation>Samtal från {name}</translation>
    </message>
    <message>
        <source>Video call to {name}</source>
        <translation>Videosamtal till {name}</translation>
    </message>
    <message>
        <source>Nobody talked</source>
        <translation>Ingen pratade</translation>
    </message>
    <message>
        <source>{name} has this address already.</source>
        <translation>{name} har redan adressen.</translation>
    </message>
    <message>
        <source>Missed</source>
        <translation>Missade</translation>
    </message>
    <message>
        <source>Incoming</source>
        <translation>Inkommande</translation>
    </message>
    <message>
        <source>Outgoing</source>
        <translation>Utgående</translation>
    </message>
    <message>
        <source>Not answered</source>
        <translation>Inget svar</translation>
    </message>
    <message>
        <source>Declined</source>
        <translation>Avvisat</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Misslyckat</translation>
    </message>
    <message>
        <source>Answered on another device</source>
        <translation>Besvarat på en annan enhet</translation>
    </message>
    <message>
        <source>Blocked</source>
        <translation>Blockerat</translation>
    </message>
    <message>
        <source>Answered elsewhere</source>
        <translation>Besvarat på annat håll</translation>
    </message>
    <message>
        <source>Contacts</source>
        <translation>Kontakter</translation>
    </message>
    <message>
        <source>Nearby</source>
        <translation>I närheten</translation>
    </message>
    <message>
        <source>Favourites</source>
        <translation>Favoriter</translation>
    </message>
    <message>
        <source>Try out sound and picture</source>
        <translation>Prova ljud och bild</translation>
    </message>
    <message>
        <source>Repeats what you say and shows what you show</source>
        <translation>Upprepar vad du säger och visar vad du visar</translation>
    </message>
    <message>
        <source>As the system says ({name})</source>
        <translation>Som systemet säger ({name})</translation>
    </message>
    <message>
        <source>As the system says</source>
        <translation>Som systemet säger</translation>
    </message>
    <message>
        <source>Type the name that other people will see.</source>
        <translation>Skriv namnet som andra kommer att se.</translation>
    </message>
    <message>
        <source>A name has at most {number} letters.</source>
        <translation>Ett namn har högst {number} tecken.</translation>
    </message>
    <message>
        <source>The name has a character that cannot be shown.</source>
        <translation>Namnet har ett tecken som inte kan visas.</translation>
    </message>
    <message>
        <source>Type the name of a room: anyone who types the same one meets you there.</source>
        <translation>Skriv namnet på ett rum: den som skriver samma möter dig där.</translation>
    </message>
    <message>
        <source>The name of a room has {most} characters at most; this one has {number}.</source>
        <translation>Ett rums namn har högst {most} tecken; det här har {number}.</translation>
    </message>
    <message>
        <source>The name of a room is made of letters, digits and signs that can be seen.</source>
        <translation>Ett rums namn består av bokstäver, siffror och synliga tecken.</translation>
    </message>
    <message>
        <source>Among your contacts</source>
        <translation>Bland dina kontakter</translation>
    </message>
    <message>
        <source>A room cannot be invited into a room.</source>
        <translation>Ett rum kan inte bjudas in till ett rum.</translation>
    </message>
    <message>
        <source>An emergency number cannot be invited into a room.</source>
        <translation>Ett nödnummer kan inte bjudas in till ett rum.</translation>
    </message>
    <message>
        <source>{name} (you)</source>
        <translation>{name} (du)</translation>
    </message>
    <message>
        <source>Calling…</source>
        <translation>Ringer…</translation>
    </message>
    <message>
        <source>Connection lost</source>
        <translation>Anslutningen förlorad</translation>
    </message>
    <message>
        <source>Somebody</source>
        <translation>Någon</translation>
    </message>
    <message>
        <source>hand raised, first</source>
        <translation>hand uppe, först</translation>
    </message>
    <message>
        <source>hand raised, second</source>
        <translation>hand uppe, tvåa</translation>
    </message>
    <message>
        <source>hand raised, number {place}</source>
        <translation>hand uppe, plats {place}</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Du</translation>
    </message>
    <message>
        <source>Only you</source>
        <translation>Bara du</translation>
    </message>
    <message numerus="yes">
        <source>{n} people</source>
        <translation>
            <numerusform>{n} person</numerusform>
            <numerusform>{n} personer</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{people}, {n} being called</source>
        <translation>
            <numerusform>{people}, {n} rings upp</numerusform>
            <numerusform>{people}, {n} rings upp</numerusform>
        </translation>
    </message>
    <message>
        <source>Your hand is up</source>
        <translation>Din hand är uppe</translation>
    </message>
    <message>
        <source>{name} raised a hand</source>
        <translation>{name} räckte upp handen</translation>
    </message>
    <message numerus="yes">
        <source>{first}, and {n} more</source>
        <translation>
            <numerusform>{first}, och {n} till</numerusform>
            <numerusform>{first}, och {n} till</numerusform>
        </translation>
    </message>
    <message>
        <source>host</source>
        <translation>värd</translation>
    </message>
    <message>
        <source>speaking</source>
        <translation>pratar</translation>
    </message>
    <message>
        <source>muted</source>
        <translation>mikrofon av</translation>
    </message>
    <message>
        <source>camera paused</source>
        <translation>kamera pausad</translation>
    </message>
    <message>
        <source>sharing a screen</source>
        <translation>delar en skärm</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>Värd</translation>
    </message>
    <message>
        <source>Sharing a screen</source>
        <translation>Delar en skärm</translation>
    </message>
    <message>
        <source>See yourself in a corner</source>
        <translation>Se dig själv i ett hörn</translation>
    </message>
    <message>
        <source>Do not see yourself</source>
        <translation>Se inte dig själv</translation>
    </message>
    <message>
        <source>See yourself as a tile</source>
        <translation>Se dig själv som en ruta</translation>
    </message>
    <message>
        <source>{name} is speaking</source>
        <translation>{name} pratar</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>Startar…</translation>
    </message>
    <message>
        <source>Who called did not show a number: nobody can be called back.</source>
        <translation>Den som ringde visade inget nummer: ingen kan ringas upp.</translation>
    </message>
    <message>
        <source>There can be no such host: {reason}.</source>
        <translation>En sådan värddator kan inte finnas: {reason}.</translation>
    </message>
    <message>
        <source>The service address starts with https:// or wss:// and names a host.</source>
        <translation>Tjänstens adress börjar med https:// eller wss:// och anger en värddator.</translation>
    </message>
    <message>
        <source>Give the user id that this service knows you by.</source>
        <translation>Ange användar-id:t som tjänsten känner dig under.</translation>
    </message>
    <message>
        <source>Give the application key.</source>
        <translation>Ange programnyckeln.</translation>
    </message>
    <message>
        <source>The application key is a UUID in lower case, such as 0b9c4e1a-7f52-4d3b-9a68-2f1e5c7d8a90.</source>
        <translation>Programnyckeln är ett UUID med små bokstäver, som 0b9c4e1a-7f52-4d3b-9a68-2f1e5c7d8a90.</translation>
    </message>
    <message>
        <source>Give either the application secret or the address that hands out tokens.</source>
        <translation>Ange antingen programhemligheten eller adressen som delar ut token.</translation>
    </message>
    <message>
        <source>The token address starts with https:// and names a host.</source>
        <translation>Tokenadressen börjar med https:// och anger en värddator.</translation>
    </message>
    <message>
        <source>The server address starts with wss:// and names a host, for example wss://sip.example.org:7443/ws.</source>
        <translation>Serveradressen börjar med wss:// och anger en värddator, till exempel wss://sip.example.org:7443/ws.</translation>
    </message>
    <message>
        <source>Give the user name of your account.</source>
        <translation>Ange kontots användarnamn.</translation>
    </message>
    <message>
        <source>The user name is the part before the @, without spaces; the part after it is the domain.</source>
        <translation>Användarnamnet är delen före @, utan mellanslag; delen efter är domänen.</translation>
    </message>
    <message>
        <source>Give the password of your account.</source>
        <translation>Ange ditt kontos lösenord.</translation>
    </message>
    <message>
        <source>The domain is a name such as example.org, or empty where it is that of the server.</source>
        <translation>Domänen är ett namn som example.org, eller tom om den är serverns.</translation>
    </message>
    <message>
        <source>The address of an account looks like alice@example.org.</source>
        <translation>Ett kontos adress ser ut som alice@example.org.</translation>
    </message>
    <message>
        <source>Give the password of the account.</source>
        <translation>Ange kontots lösenord.</translation>
    </message>
    <message>
        <source>An outbound proxy looks like proxy.example.org or proxy.example.org:5060.</source>
        <translation>En utgående proxy ser ut som proxy.example.org eller proxy.example.org:5060.</translation>
    </message>
    <message>
        <source>A STUN server looks like stun.example.org or stun.example.org:3478.</source>
        <translation>En STUN-server ser ut som stun.example.org eller stun.example.org:3478.</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
    <message>
        <source>Who you are, and by which service you call</source>
        <translation>Vem du är, och via vilken tjänst du ringer</translation>
    </message>
    <message>
        <source>Sound and video</source>
        <translation>Ljud och video</translation>
    </message>
    <message>
        <source>Microphone, speaker, camera, ringing</source>
        <translation>Mikrofon, högtalare, kamera, ringning</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>Samtal</translation>
    </message>
    <message>
        <source>When it rings, and what a second caller meets</source>
        <translation>När det ringer, och vad en andra uppringare möter</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>Integritet</translation>
    </message>
    <message>
        <source>Who may call you, and what others learn</source>
        <translation>Vem som får ringa dig, och vad andra får veta</translation>
    </message>
    <message>
        <source>Desktop</source>
        <translation>Skrivbord</translation>
    </message>
    <message>
        <source>When the window is closed, notifications</source>
        <translation>När fönstret är stängt, aviseringar</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Utseende</translation>
    </message>
    <message>
        <source>Language, light or dark, contrast, size of text</source>
        <translation>Språk, ljust eller mörkt, kontrast, textstorlek</translation>
    </message>
    <message>
        <source>Your data</source>
        <translation>Dina data</translation>
    </message>
    <message>
        <source>Where it is, how to take it along or delete it</source>
        <translation>Var de finns, hur du tar med dem eller raderar dem</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Om</translation>
    </message>
    <message>
        <source>Version, keys, and setting up again</source>
        <translation>Version, tangenter och att ställa in igen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Namn</translation>
    </message>
    <message>
        <source>The name that other people see when you call them.</source>
        <translation>Namnet som andra ser när du ringer dem.</translation>
    </message>
    <message>
        <source>display name nickname profile</source>
        <translation>visningsnamn smeknamn profil</translation>
    </message>
    <message>
        <source>Call service</source>
        <translation>Samtalstjänst</translation>
    </message>
    <message>
        <source>The server that your calls go by.</source>
        <translation>Servern som dina samtal går via.</translation>
    </message>
    <message>
        <source>server provider sip registrar log in sign in token</source>
        <translation>server leverantör sip registrar logga in token</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Logga ut</translation>
    </message>
    <message>
        <source>Goes back to the built-in service, and forgets the password.</source>
        <translation>Går tillbaka till den inbyggda tjänsten och glömmer lösenordet.</translation>
    </message>
    <message>
        <source>log out leave account</source>
        <translation>logga ut lämna konto</translation>
    </message>
    <message>
        <source>Phone and SIP accounts</source>
        <translation>Telefon- och SIP-konton</translation>
    </message>
    <message>
        <source>Accounts at a telephone company or at the office, for calls in and out.</source>
        <translation>Konton hos ett telefonbolag eller på kontoret, för samtal in och ut.</translation>
    </message>
    <message>
        <source>sip provider trunk voip pbx landline voicemail</source>
        <translation>sip leverantör trunk voip växel fast telefon röstbrevlåda</translation>
    </message>
    <message>
        <source>The microphone that others hear you by.</source>
        <translation>Mikrofonen som andra hör dig genom.</translation>
    </message>
    <message>
        <source>input headset recording</source>
        <translation>ingång headset inspelning</translation>
    </message>
    <message>
        <source>Microphone volume</source>
        <translation>Mikrofonvolym</translation>
    </message>
    <message>
        <source>How loud others hear you.</source>
        <translation>Hur högt andra hör dig.</translation>
    </message>
    <message>
        <source>gain quiet level</source>
        <translation>förstärkning tyst nivå</translation>
    </message>
    <message>
        <source>Where you hear others.</source>
        <translation>Var du hör andra.</translation>
    </message>
    <message>
        <source>output headphones loudspeaker bluetooth</source>
        <translation>utgång hörlurar högtalare bluetooth</translation>
    </message>
    <message>
        <source>Speaker volume</source>
        <translation>Högtalarvolym</translation>
    </message>
    <message>
        <source>How loud you hear others.</source>
        <translation>Hur högt du hör andra.</translation>
    </message>
    <message>
        <source>loudness</source>
        <translation>ljudstyrka</translation>
    </message>
    <message>
        <source>Noise suppression</source>
        <translation>Brusreducering</translation>
    </message>
    <message>
        <source>How much of the noise around you is taken away.</source>
        <translation>Hur mycket av bruset runt dig som tas bort.</translation>
    </message>
    <message>
        <source>keyboard fan dog background</source>
        <translation>tangentbord fläkt hund bakgrund</translation>
    </message>
    <message>
        <source>Ring on</source>
        <translation>Ring i</translation>
    </message>
    <message>
        <source>The speaker that rings, which may be another one than for talking.</source>
        <translation>Högtalaren som ringer, som får vara en annan än för samtal.</translation>
    </message>
    <message>
        <source>ringer device</source>
        <translation>ringning enhet</translation>
    </message>
    <message>
        <source>Ringing volume</source>
        <translation>Ringvolym</translation>
    </message>
    <message>
        <source>How loud it rings.</source>
        <translation>Hur högt det ringer.</translation>
    </message>
    <message>
        <source>silent loud bell</source>
        <translation>tyst högt klocka</translation>
    </message>
    <message>
        <source>Ringtone</source>
        <translation>Ringsignal</translation>
    </message>
    <message>
        <source>The tune that tells of a call.</source>
        <translation>Melodin som berättar om ett samtal.</translation>
    </message>
    <message>
        <source>melody bell sound</source>
        <translation>melodi klocka ljud</translation>
    </message>
    <message>
        <source>Check before a call</source>
        <translation>Kontroll före ett samtal</translation>
    </message>
    <message>
        <source>Tries camera, microphone, speaker and the sound of the room.</source>
        <translation>Provar kamera, mikrofon, högtalare och ljudet i rummet.</translation>
    </message>
    <message>
        <source>test echo camera preview</source>
        <translation>test eko kamera förhandsvisning</translation>
    </message>
    <message>
        <source>Offer the test picture and test tone</source>
        <translation>Erbjud testbild och testton</translation>
    </message>
    <message>
        <source>Shows them among cameras and microphones.</source>
        <translation>Visar dem bland kameror och mikrofoner.</translation>
    </message>
    <message>
        <source>fake virtual</source>
        <translation>falsk virtuell</translation>
    </message>
    <message>
        <source>Nobody rings here; their calls are listed as missed.</source>
        <translation>Inget ringer här; samtalen listas som missade.</translation>
    </message>
    <message>
        <source>dnd silence mute busy</source>
        <translation>tyst tysta upptagen</translation>
    </message>
    <message>
        <source>Quiet hours</source>
        <translation>Tysta timmar</translation>
    </message>
    <message>
        <source>Nobody rings at the hours and on the days you choose.</source>
        <translation>Inget ringer de tider och dagar du väljer.</translation>
    </message>
    <message>
        <source>night schedule sleep weekend</source>
        <translation>natt schema sömn helg</translation>
    </message>
    <message>
        <source>When somebody calls during a call</source>
        <translation>När någon ringer under ett samtal</translation>
    </message>
    <message>
        <source>Whether a second caller is shown quietly, hears busy, or rings.</source>
        <translation>Om en andra uppringare visas diskret, hör upptagetton eller ringer.</translation>
    </message>
    <message>
        <source>call waiting busy second</source>
        <translation>samtal väntar upptaget andra</translation>
    </message>
    <message>
        <source>Your phone number</source>
        <translation>Ditt telefonnummer</translation>
    </message>
    <message>
        <source>The number that those see whom you call by phone.</source>
        <translation>Numret som de ser som du ringer per telefon.</translation>
    </message>
    <message>
        <source>caller id cli number shown</source>
        <translation>nummerpresentation visat nummer</translation>
    </message>
    <message>
        <source>Country of numbers without + in front</source>
        <translation>Land för nummer utan + framför</translation>
    </message>
    <message>
        <source>Numbers that name no country are taken for numbers of this one.</source>
        <translation>Nummer utan land räknas som nummer i det här.</translation>
    </message>
    <message>
        <source>prefix area code region dial</source>
        <translation>prefix riktnummer region ringa</translation>
    </message>
    <message>
        <source>Silence unknown callers</source>
        <translation>Tysta okända</translation>
    </message>
    <message>
        <source>Who is no contact, and whom you have never talked to, does not ring.</source>
        <translation>Den som inte är kontakt, och som du aldrig pratat med, ringer inte.</translation>
    </message>
    <message>
        <source>spam stranger block first call</source>
        <translation>skräp främling blockera första samtalet</translation>
    </message>
    <message>
        <source>Always use a relay</source>
        <translation>Använd alltid ett relä</translation>
    </message>
    <message>
        <source>Nobody you talk to learns the network address of this computer.</source>
        <translation>Ingen du pratar med får veta datorns nätverksadress.</translation>
    </message>
    <message>
        <source>ip address hide turn direct peer</source>
        <translation>ip-adress dölja turn direkt</translation>
    </message>
    <message>
        <source>Let people on this network see and call me</source>
        <translation>Låt personer på nätverket se och ringa mig</translation>
    </message>
    <message>
        <source>Announces your name on the local network.</source>
        <translation>Visar ditt namn på det lokala nätverket.</translation>
    </message>
    <message>
        <source>nearby lan discovery bonjour</source>
        <translation>närheten lan upptäcka bonjour</translation>
    </message>
    <message>
        <source>Blocked people</source>
        <translation>Blockerade personer</translation>
    </message>
    <message>
        <source>Who may not ring here.</source>
        <translation>Vem som inte får ringa hit.</translation>
    </message>
    <message>
        <source>block list ban spam</source>
        <translation>spärrlista spärra skräp</translation>
    </message>
    <message>
        <source>Stay reachable when the window is closed</source>
        <translation>Förbli nåbar när fönstret är stängt</translation>
    </message>
    <message>
        <source>Ahoy goes on in the tray.</source>
        <translation>Ahoy fortsätter i systemfältet.</translation>
    </message>
    <message>
        <source>background close minimise quit</source>
        <translation>bakgrund stänga minimera avsluta</translation>
    </message>
    <message>
        <source>Start when I log in</source>
        <translation>Starta när jag loggar in</translation>
    </message>
    <message>
        <source>Ahoy starts by itself, without a window.</source>
        <translation>Ahoy startar av sig självt, utan fönster.</translation>
    </message>
    <message>
        <source>autostart boot login</source>
        <translation>autostart uppstart inloggning</translation>
    </message>
    <message>
        <source>Ring when Ahoy does not run</source>
        <translation>Ring när Ahoy inte är igång</translation>
    </message>
    <message>
        <source>A small program waits for calls, and opens Ahoy.</source>
        <translation>Ett litet program väntar på samtal och öppnar Ahoy.</translation>
    </message>
    <message>
        <source>push wake agent</source>
        <translation>push väcka agent</translation>
    </message>
    <message>
        <source>When somebody calls while I use another program</source>
        <translation>När någon ringer medan jag använder ett annat program</translation>
    </message>
    <message>
        <source>Whether a card, a notification or both tell of a call.</source>
        <translation>Om ett kort, en avisering eller båda berättar om ett samtal.</translation>
    </message>
    <message>
        <source>popup toast notification incoming card</source>
        <translation>popup avisering inkommande kort</translation>
    </message>
    <message>
        <source>Tell me of missed calls</source>
        <translation>Berätta om missade samtal</translation>
    </message>
    <message>
        <source>A notification tells of each missed call.</source>
        <translation>En avisering berättar om varje missat samtal.</translation>
    </message>
    <message>
        <source>notification badge</source>
        <translation>avisering märke</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Språk</translation>
    </message>
    <message>
        <source>The language of the window; dates and numbers follow it.</source>
        <translation>Fönstrets språk; datum och tal följer det.</translation>
    </message>
    <message>
        <source>translation english german french spanish swedish locale</source>
        <translation>översättning engelska tyska franska spanska svenska</translation>
    </message>
    <message>
        <source>Light or dark</source>
        <translation>Ljust eller mörkt</translation>
    </message>
    <message>
        <source>Draws the window in light or dark colours, or as the system does.</source>
        <translation>Ritar fönstret i ljusa eller mörka färger, eller som systemet.</translation>
    </message>
    <message>
        <source>theme night mode colour</source>
        <translation>tema nattläge färg</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>Kontrast</translation>
    </message>
    <message>
        <source>Draws text and lines stronger.</source>
        <translation>Ritar text och linjer starkare.</translation>
    </message>
    <message>
        <source>accessibility readable high</source>
        <translation>tillgänglighet läsbar hög</translation>
    </message>
    <message>
        <source>Size of text</source>
        <translation>Textstorlek</translation>
    </message>
    <message>
        <source>Makes all text larger.</source>
        <translation>Gör all text större.</translation>
    </message>
    <message>
        <source>font zoom big accessibility</source>
        <translation>teckensnitt zoom stor tillgänglighet</translation>
    </message>
    <message>
        <source>Less motion</source>
        <translation>Mindre rörelse</translation>
    </message>
    <message>
        <source>Tiles and panels appear at their place instead of moving there.</source>
        <translation>Rutor och paneler visas på sin plats i stället för att glida dit.</translation>
    </message>
    <message>
        <source>animation reduced accessibility</source>
        <translation>animation mindre tillgänglighet</translation>
    </message>
    <message>
        <source>Write a log</source>
        <translation>Skriv en logg</translation>
    </message>
    <message>
        <source>Keeps a file for finding faults, which is sent nowhere.</source>
        <translation>För en fil för att hitta fel, som inte skickas någonstans.</translation>
    </message>
    <message>
        <source>debug diagnostics trace</source>
        <translation>felsökning diagnostik spår</translation>
    </message>
    <message>
        <source>Export everything…</source>
        <translation>Exportera allt…</translation>
    </message>
    <message>
        <source>Writes contacts, calls and settings into one archive.</source>
        <translation>Skriver kontakter, samtal och inställningar till ett arkiv.</translation>
    </message>
    <message>
        <source>backup save download</source>
        <translation>säkerhetskopia spara ladda ner</translation>
    </message>
    <message>
        <source>Delete everything…</source>
        <translation>Radera allt…</translation>
    </message>
    <message>
        <source>Removes all that Ahoy keeps of you from this computer.</source>
        <translation>Tar bort allt som Ahoy har om dig på datorn.</translation>
    </message>
    <message>
        <source>reset forget remove erase</source>
        <translation>återställa glömma ta bort radera</translation>
    </message>
    <message>
        <source>Set up again</source>
        <translation>Ställ in igen</translation>
    </message>
    <message>
        <source>Goes through the first steps once more; nothing is lost.</source>
        <translation>Går igenom de första stegen igen; inget går förlorat.</translation>
    </message>
    <message>
        <source>first start wizard welcome permissions</source>
        <translation>första start guide välkommen behörigheter</translation>
    </message>
    <message>
        <source>Keys for everything</source>
        <translation>Tangenter för allt</translation>
    </message>
    <message>
        <source>Shows the table of keyboard shortcuts.</source>
        <translation>Visar tabellen med kortkommandon.</translation>
    </message>
    <message>
        <source>shortcut hotkey keyboard help</source>
        <translation>kortkommando tangentbord hjälp</translation>
    </message>
    <message>
        <source>In a call</source>
        <translation>I ett samtal</translation>
    </message>
    <message>
        <source>Several calls</source>
        <translation>Flera samtal</translation>
    </message>
    <message>
        <source>In a room</source>
        <translation>I ett rum</translation>
    </message>
    <message>
        <source>Someone calls</source>
        <translation>Någon ringer</translation>
    </message>
    <message>
        <source>Elsewhere</source>
        <translation>Annars</translation>
    </message>
    <message>
        <source>Mute or unmute the microphone</source>
        <translation>Slå av eller på mikrofonen</translation>
    </message>
    <message>
        <source>Show or pause your video</source>
        <translation>Visa eller pausa din video</translation>
    </message>
    <message>
        <source>Put the call on hold, or resume it</source>
        <translation>Parkera samtalet, eller återuppta det</translation>
    </message>
    <message>
        <source>Hang up, or cancel the call</source>
        <translation>Lägg på, eller avbryt samtalet</translation>
    </message>
    <message>
        <source>Keypad</source>
        <translation>Knappsats</translation>
    </message>
    <message>
        <source>Transfer the call</source>
        <translation>Koppla vidare samtalet</translation>
    </message>
    <message>
        <source>Add people, or call someone as well</source>
        <translation>Lägg till personer eller ring någon till</translation>
    </message>
    <message>
        <source>Microphone, speaker and camera</source>
        <translation>Mikrofon, högtalare och kamera</translation>
    </message>
    <message>
        <source>Share your screen, or stop sharing</source>
        <translation>Dela din skärm, eller sluta dela</translation>
    </message>
    <message>
        <source>Look again which screens can be shared</source>
        <translation>Leta igen efter skärmar att dela</translation>
    </message>
    <message>
        <source>Look at a shared screen pixel by pixel, or at all of it</source>
        <translation>Se en delad skärm pixel för pixel, eller hela</translation>
    </message>
    <message>
        <source>Exchange a shared screen and the camera</source>
        <translation>Byt plats på delad skärm och kamera</translation>
    </message>
    <message>
        <source>Details of the call: who can listen, and what is measured</source>
        <translation>Samtalets detaljer: vem som kan lyssna och vad som mäts</translation>
    </message>
    <message>
        <source>Magnify the picture; arrow keys move it</source>
        <translation>Förstora bilden; piltangenterna flyttar den</translation>
    </message>
    <message>
        <source>Make it smaller again</source>
        <translation>Gör den mindre igen</translation>
    </message>
    <message>
        <source>Back to 100 %</source>
        <translation>Tillbaka till 100 %</translation>
    </message>
    <message>
        <source>Fill the window with the picture, or show all of it</source>
        <translation>Fyll fönstret med bilden, eller visa hela</translation>
    </message>
    <message>
        <source>A small window in front of all others, or back</source>
        <translation>Ett litet fönster framför alla andra, eller tillbaka</translation>
    </message>
    <message>
        <source>See yourself or not, in a room also as a tile</source>
        <translation>Se dig själv eller inte, i ett rum även som ruta</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Helskärm</translation>
    </message>
    <message>
        <source>Swap: talk to the next call on hold</source>
        <translation>Växla: prata med nästa parkerade samtal</translation>
    </message>
    <message>
        <source>Talk to the call at this place of the list</source>
        <translation>Prata med samtalet på den platsen i listan</translation>
    </message>
    <message>
        <source>Connect the two calls with each other</source>
        <translation>Koppla ihop de två samtalen</translation>
    </message>
    <message>
        <source>Merge the calls into one room</source>
        <translation>Slå ihop samtalen till ett rum</translation>
    </message>
    <message>
        <source>Raise your hand, or take it down</source>
        <translation>Räck upp handen, eller ta ner den</translation>
    </message>
    <message>
        <source>People in the room, and whom to invite</source>
        <translation>Personer i rummet, och vem du kan bjuda in</translation>
    </message>
    <message>
        <source>Show who speaks large, or everybody alike</source>
        <translation>Visa den som talar stort, eller alla lika</translation>
    </message>
    <message>
        <source>The page of tiles before</source>
        <translation>Föregående sida med rutor</translation>
    </message>
    <message>
        <source>The next page of tiles</source>
        <translation>Nästa sida med rutor</translation>
    </message>
    <message>
        <source>Answer; a call that is going on goes on hold</source>
        <translation>Svara; ett pågående samtal parkeras</translation>
    </message>
    <message>
        <source>Answer without video</source>
        <translation>Svara utan video</translation>
    </message>
    <message>
        <source>End the present call and answer</source>
        <translation>Avsluta det pågående samtalet och svara</translation>
    </message>
    <message>
        <source>Decline the first call</source>
        <translation>Avvisa det första samtalet</translation>
    </message>
    <message>
        <source>Decline the second call</source>
        <translation>Avvisa det andra samtalet</translation>
    </message>
    <message>
        <source>Ignore the second call: it rings unheard</source>
        <translation>Ignorera det andra samtalet: det ringer ohört</translation>
    </message>
    <message>
        <source>Type whom to call</source>
        <translation>Skriv vem du vill ringa</translation>
    </message>
    <message>
        <source>Your calls</source>
        <translation>Dina samtal</translation>
    </message>
    <message>
        <source>Your contacts</source>
        <translation>Dina kontakter</translation>
    </message>
    <message>
        <source>The telephone keypad</source>
        <translation>Telefonens knappsats</translation>
    </message>
    <message>
        <source>Rooms</source>
        <translation>Rum</translation>
    </message>
    <message>
        <source>Do not disturb, on or off</source>
        <translation>Stör ej, på eller av</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Inställningar</translation>
    </message>
    <message>
        <source>This table</source>
        <translation>Den här tabellen</translation>
    </message>
    <message>
        <source>Details of the chosen recent call</source>
        <translation>Detaljer om det valda samtalet</translation>
    </message>
    <message>
        <source>Forget the chosen recent call</source>
        <translation>Glöm det valda samtalet</translation>
    </message>
    <message>
        <source>The call has ended.</source>
        <translation>Samtalet är slut.</translation>
    </message>
    <message>
        <source>Ringing…</source>
        <translation>Det ringer…</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>Ansluter…</translation>
    </message>
    <message>
        <source>Reconnecting…</source>
        <translation>Ansluter igen…</translation>
    </message>
    <message>
        <source>{hours} h</source>
        <translation>{hours} h</translation>
    </message>
    <message>
        <source>{duration} left</source>
        <translation>{duration} kvar</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Användare</translation>
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
        <translation>I går</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>I dag</translation>
    </message>
    <message numerus="yes">
        <source>{n} new missed calls</source>
        <translation>
            <numerusform>{n} nytt missat samtal</numerusform>
            <numerusform>{n} nya missade samtal</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} calls forgotten</source>
        <translation>
            <numerusform>{n} samtal glömt</numerusform>
            <numerusform>{n} samtal glömda</numerusform>
        </translation>
    </message>
    <message>
        <source>Give an address: a user id, a number with +, or name@server.</source>
        <translation>Ange en adress: ett användar-id, ett nummer med + eller namn@server.</translation>
    </message>
    <message>
        <source>This is not an address that can be called.</source>
        <translation>Det är ingen adress som kan ringas.</translation>
    </message>
    <message>
        <source>Conference room</source>
        <translation>Konferensrum</translation>
    </message>
    <message>
        <source>SIP address</source>
        <translation>SIP-adress</translation>
    </message>
    <message>
        <source>On this network, {host}</source>
        <translation>På nätverket, {host}</translation>
    </message>
    <message>
        <source>On this network, not seen now</source>
        <translation>På nätverket, syns inte nu</translation>
    </message>
    <message>
        <source>Call ended after {duration}</source>
        <translation>Samtalet slutade efter {duration}</translation>
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
