<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr" sourcelanguage="en">
<context>
    <name>AboutPage</name>
    <message>
        <source>About</source>
        <translation>À propos</translation>
    </message>
    <message>
        <source>Ahoy %1. Free software under the GNU General Public License, version 3 or later.</source>
        <translation>Ahoy %1. Logiciel libre sous licence publique générale GNU, version 3 ou ultérieure.</translation>
    </message>
    <message>
        <source>Keys for everything</source>
        <translation>Des raccourcis pour tout</translation>
    </message>
    <message>
        <source>Set up again</source>
        <translation>Configurer à nouveau</translation>
    </message>
    <message>
        <source>The first steps once more; nothing is lost</source>
        <translation>Les premières étapes encore une fois ; rien n’est perdu</translation>
    </message>
</context>
<context>
    <name>AccountForm</name>
    <message>
        <source>An account that a telephone company or your own server gave you. It must be reachable over WebSocket. The password is kept in the key store of this machine.</source>
        <translation>Un compte fourni par un opérateur téléphonique ou par votre propre serveur. Il doit être joignable par WebSocket. Le mot de passe est conservé dans le trousseau de cet ordinateur.</translation>
    </message>
    <message>
        <source>Server address</source>
        <translation>Adresse du serveur</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>Nom d’utilisateur</translation>
    </message>
    <message>
        <source>Domain (if not the server&apos;s)</source>
        <translation>Domaine (si différent du serveur)</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Mot de passe</translation>
    </message>
    <message>
        <source>Use this account</source>
        <translation>Utiliser ce compte</translation>
    </message>
</context>
<context>
    <name>AccountPage</name>
    <message>
        <source>You</source>
        <translation>Vous</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nom</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Enregistrer</translation>
    </message>
    <message>
        <source>Others call you as</source>
        <translation>Les autres vous appellent par</translation>
    </message>
    <message>
        <source>Copy your user id</source>
        <translation>Copier votre identifiant</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Connexion</translation>
    </message>
    <message>
        <source>%1: the service built into Ahoy</source>
        <translation>%1 : le service intégré à Ahoy</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1 : %2</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Se déconnecter</translation>
    </message>
    <message>
        <source>There is nothing to sign out of: the built-in service needs no account.</source>
        <translation>Il n’y a rien à déconnecter : le service intégré n’a pas besoin de compte.</translation>
    </message>
    <message>
        <source>Goes back to the built-in service, and forgets the password</source>
        <translation>Revient au service intégré et oublie le mot de passe</translation>
    </message>
    <message>
        <source>Sign out of %1?</source>
        <translation>Se déconnecter de %1 ?</translation>
    </message>
    <message>
        <source>Its password is forgotten. Contacts and calls stay.</source>
        <translation>Son mot de passe est oublié. Les contacts et les appels restent.</translation>
    </message>
</context>
<context>
    <name>AloneCard</name>
    <message>
        <source>Nobody else is here yet</source>
        <translation>Il n’y a encore personne d’autre</translation>
    </message>
    <message>
        <source>Whoever has the link, or types the same room, meets you here.</source>
        <translation>Toute personne qui a le lien ou saisit le même salon vous retrouve ici.</translation>
    </message>
    <message>
        <source>Copy the link</source>
        <translation>Copier le lien</translation>
    </message>
    <message>
        <source>Invite</source>
        <translation>Inviter</translation>
    </message>
</context>
<context>
    <name>AppearanceSettings</name>
    <message>
        <source>Appearance</source>
        <translation>Apparence</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Langue</translation>
    </message>
    <message>
        <source>Light or dark</source>
        <translation>Clair ou sombre</translation>
    </message>
    <message>
        <source>System</source>
        <translation>Système</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Clair</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Sombre</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>Contraste</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>Normal</translation>
    </message>
    <message>
        <source>High</source>
        <translation>Élevé</translation>
    </message>
    <message>
        <source>Size of text</source>
        <translation>Taille du texte</translation>
    </message>
    <message>
        <source>Text as large as the system&apos;s</source>
        <translation>Même taille de texte que le système</translation>
    </message>
    <message>
        <source>Less motion</source>
        <translation>Moins d’animations</translation>
    </message>
    <message>
        <source>Tiles and panels appear at their place instead of moving there.</source>
        <translation>Les vignettes et les volets apparaissent à leur place sans se déplacer.</translation>
    </message>
</context>
<context>
    <name>BlockedSettings</name>
    <message>
        <source>Blocked people</source>
        <translation>Personnes bloquées</translation>
    </message>
    <message>
        <source>They cannot ring here; they hear busy. Their calls are listed, and do not count as missed.</source>
        <translation>Elles ne peuvent pas vous appeler et entendent « occupé ». Leurs appels sont listés, mais ne comptent pas comme manqués.</translation>
    </message>
    <message>
        <source>User id, number or address</source>
        <translation>Identifiant, numéro ou adresse</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>Bloquer</translation>
    </message>
    <message>
        <source>Nobody is blocked.</source>
        <translation>Personne n’est bloqué.</translation>
    </message>
    <message>
        <source>Unblock</source>
        <translation>Débloquer</translation>
    </message>
    <message>
        <source>Unblock %1</source>
        <translation>Débloquer %1</translation>
    </message>
</context>
<context>
    <name>CallBadges</name>
    <message>
        <source>The picture of %1 has stopped</source>
        <translation>L’image de %1 est figée</translation>
    </message>
    <message>
        <source>You are muted</source>
        <translation>Votre micro est coupé</translation>
    </message>
    <message>
        <source>You have paused your video</source>
        <translation>Vous avez suspendu votre vidéo</translation>
    </message>
    <message>
        <source>%1 is muted</source>
        <translation>Le micro de %1 est coupé</translation>
    </message>
    <message>
        <source>No microphone: others cannot hear you</source>
        <translation>Pas de micro : personne ne vous entend</translation>
    </message>
    <message>
        <source>No camera: others cannot see you</source>
        <translation>Pas de caméra : personne ne vous voit</translation>
    </message>
</context>
<context>
    <name>CallControls</name>
    <message>
        <source>Unmute the microphone</source>
        <translation>Activer le micro</translation>
    </message>
    <message>
        <source>Mute the microphone</source>
        <translation>Couper le micro</translation>
    </message>
    <message>
        <source>Pause your video</source>
        <translation>Suspendre votre vidéo</translation>
    </message>
    <message>
        <source>Show your video</source>
        <translation>Montrer votre vidéo</translation>
    </message>
    <message>
        <source>Stop sharing your screen</source>
        <translation>Arrêter le partage d’écran</translation>
    </message>
    <message>
        <source>Share your screen</source>
        <translation>Partager votre écran</translation>
    </message>
    <message>
        <source>Resume the call</source>
        <translation>Reprendre l’appel</translation>
    </message>
    <message>
        <source>Put the call on hold</source>
        <translation>Mettre l’appel en attente</translation>
    </message>
    <message>
        <source>Keypad</source>
        <translation>Clavier</translation>
    </message>
    <message>
        <source>Transfer the call</source>
        <translation>Transférer l’appel</translation>
    </message>
    <message>
        <source>Add people, or call someone as well</source>
        <translation>Ajouter des personnes ou appeler aussi quelqu’un</translation>
    </message>
    <message>
        <source>Take your hand down</source>
        <translation>Baisser la main</translation>
    </message>
    <message>
        <source>Raise your hand</source>
        <translation>Lever la main</translation>
    </message>
    <message>
        <source>People in the room</source>
        <translation>Personnes dans le salon</translation>
    </message>
    <message>
        <source>Microphone, speaker and camera</source>
        <translation>Micro, haut-parleur et caméra</translation>
    </message>
    <message>
        <source>Leave full screen</source>
        <translation>Quitter le plein écran</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Plein écran</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Plus</translation>
    </message>
    <message>
        <source>Details of the call</source>
        <translation>Détails de l’appel</translation>
    </message>
    <message>
        <source>Leave the room</source>
        <translation>Quitter le salon</translation>
    </message>
    <message>
        <source>Hang up</source>
        <translation>Raccrocher</translation>
    </message>
    <message>
        <source>Cancel the call</source>
        <translation>Annuler l’appel</translation>
    </message>
</context>
<context>
    <name>CallDetailsDialog</name>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Début</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Durée</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Terminé</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Qualité</translation>
    </message>
    <message>
        <source>By the account</source>
        <translation>Par le compte</translation>
    </message>
    <message>
        <source>How it ended</source>
        <translation>Comment il s’est terminé</translation>
    </message>
    <message>
        <source>For a report</source>
        <translation>Pour un rapport</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Copy the address</source>
        <translation>Copier l’adresse</translation>
    </message>
    <message>
        <source>Forget this call</source>
        <translation>Oublier cet appel</translation>
    </message>
    <message>
        <source>Call %1</source>
        <translation>Appeler %1</translation>
    </message>
    <message>
        <source>Video call %1</source>
        <translation>Appeler %1 en vidéo</translation>
    </message>
</context>
<context>
    <name>CallList</name>
    <message>
        <source>Your calls</source>
        <translation>Vos appels</translation>
    </message>
    <message>
        <source>They talk to each other, and you leave both calls  ·  Ctrl+J</source>
        <translation>Ils se parlent, et vous quittez les deux appels  ·  Ctrl+J</translation>
    </message>
    <message>
        <source>The calls become one room, in which all hear each other  ·  Ctrl+Shift+J</source>
        <translation>Les appels deviennent un seul salon où tous s’entendent  ·  Ctrl+Shift+J</translation>
    </message>
</context>
<context>
    <name>CallListRow</name>
    <message>
        <source>Press to talk here; the present call goes on hold</source>
        <translation>Appuyez pour parler ici ; l’appel en cours passe en attente</translation>
    </message>
    <message>
        <source>Resume the call with %1</source>
        <translation>Reprendre l’appel avec %1</translation>
    </message>
    <message>
        <source>Talk to %1</source>
        <translation>Parler à %1</translation>
    </message>
    <message>
        <source>Answer %1</source>
        <translation>Répondre à %1</translation>
    </message>
    <message>
        <source>Decline %1</source>
        <translation>Refuser l’appel de %1</translation>
    </message>
    <message>
        <source>Hang up on %1</source>
        <translation>Raccrocher avec %1</translation>
    </message>
</context>
<context>
    <name>CallSettings</name>
    <message>
        <source>Calls</source>
        <translation>Appels</translation>
    </message>
    <message>
        <source>Do not disturb</source>
        <translation>Ne pas déranger</translation>
    </message>
    <message>
        <source>Nobody rings here. Callers hear busy, and their calls are listed as missed.</source>
        <translation>Rien ne sonne. Les appelants entendent « occupé », et leurs appels sont listés comme manqués.</translation>
    </message>
    <message>
        <source>When somebody calls during a call</source>
        <translation>Quand quelqu’un appelle pendant un appel</translation>
    </message>
    <message>
        <source>Ask me quietly</source>
        <translation>Me demander discrètement</translation>
    </message>
    <message>
        <source>A card appears over the call, with a soft tone. The present call goes on until you choose.</source>
        <translation>Une carte apparaît sur l’appel, avec un son doux. L’appel en cours continue jusqu’à votre choix.</translation>
    </message>
    <message>
        <source>Say that I am busy</source>
        <translation>Dire que je suis en ligne</translation>
    </message>
    <message>
        <source>The caller hears busy at once; the call is listed as missed.</source>
        <translation>L’appelant entend aussitôt « occupé » ; l’appel est listé comme manqué.</translation>
    </message>
    <message>
        <source>Ring as always</source>
        <translation>Sonner comme d’habitude</translation>
    </message>
    <message>
        <source>The second call rings as loudly as a first one.</source>
        <translation>Le deuxième appel sonne aussi fort qu’un premier.</translation>
    </message>
</context>
<context>
    <name>CallTopBar</name>
    <message>
        <source>by %1</source>
        <translation>par %1</translation>
    </message>
    <message>
        <source>not verified</source>
        <translation>non vérifié</translation>
    </message>
    <message>
        <source>Call time %1</source>
        <translation>Durée de l’appel %1</translation>
    </message>
</context>
<context>
    <name>CallingPane</name>
    <message>
        <source>The picture is in a small window in front</source>
        <translation>L’image est dans une petite fenêtre au premier plan</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Reprendre</translation>
    </message>
    <message>
        <source>Put it back</source>
        <translation>La remettre</translation>
    </message>
</context>
<context>
    <name>CheckDialog</name>
    <message>
        <source>Check before a call</source>
        <translation>Vérification avant un appel</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Caméra</translation>
    </message>
    <message>
        <source>A short sound is played, and you say a few words. Nothing is recorded or sent.</source>
        <translation>Un court son est joué, et vous dites quelques mots. Rien n’est enregistré ni envoyé.</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>Micro</translation>
    </message>
    <message>
        <source>Speaker</source>
        <translation>Haut-parleur</translation>
    </message>
    <message>
        <source>Test speaker</source>
        <translation>Tester le haut-parleur</translation>
    </message>
    <message>
        <source>Room</source>
        <translation>Pièce</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Terminé</translation>
    </message>
    <message>
        <source>Stop the check</source>
        <translation>Arrêter la vérification</translation>
    </message>
    <message>
        <source>Start the check</source>
        <translation>Lancer la vérification</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Vérifier à nouveau</translation>
    </message>
</context>
<context>
    <name>CheckLine</name>
    <message>
        <source>Listening…</source>
        <translation>Écoute…</translation>
    </message>
    <message>
        <source>Not checked yet</source>
        <translation>Pas encore vérifié</translation>
    </message>
</context>
<context>
    <name>CheckResult</name>
    <message>
        <source>The check is running</source>
        <translation>La vérification est en cours</translation>
    </message>
</context>
<context>
    <name>ContactDialog</name>
    <message>
        <source>Add a contact</source>
        <translation>Ajouter un contact</translation>
    </message>
    <message>
        <source>Change the contact</source>
        <translation>Modifier le contact</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nom</translation>
    </message>
    <message>
        <source>As you want to see it</source>
        <translation>Tel que vous voulez le voir</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Addresses, the first is called</source>
        <translation>Adresses ; la première est appelée</translation>
    </message>
    <message>
        <source>anna, +4930…, name@server, conf:room</source>
        <translation>anna, +4930…, nom@serveur, conf:salon</translation>
    </message>
    <message>
        <source>Address %1</source>
        <translation>Adresse %1</translation>
    </message>
    <message>
        <source>Take this address away</source>
        <translation>Retirer cette adresse</translation>
    </message>
    <message>
        <source>Another address</source>
        <translation>Autre adresse</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Enregistrer</translation>
    </message>
</context>
<context>
    <name>ContactFiles</name>
    <message>
        <source>Import contacts</source>
        <translation>Importer des contacts</translation>
    </message>
    <message>
        <source>Contacts (*.vcf *.vcard *.csv)</source>
        <translation>Contacts (*.vcf *.vcard *.csv)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Tous les fichiers (*)</translation>
    </message>
    <message>
        <source>Export contacts</source>
        <translation>Exporter les contacts</translation>
    </message>
    <message>
        <source>vCard (*.vcf)</source>
        <translation>vCard (*.vcf)</translation>
    </message>
    <message>
        <source>vCard for older programs (*.vcf)</source>
        <translation>vCard pour d’anciens programmes (*.vcf)</translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation>Tableau (*.csv)</translation>
    </message>
</context>
<context>
    <name>ContactFilesMenu</name>
    <message>
        <source>Import and export contacts</source>
        <translation>Importer et exporter des contacts</translation>
    </message>
    <message>
        <source>Import from a file…</source>
        <translation>Importer d’un fichier…</translation>
    </message>
    <message>
        <source>Export to a file…</source>
        <translation>Exporter vers un fichier…</translation>
    </message>
</context>
<context>
    <name>CountryDialog</name>
    <message>
        <source>Country of your numbers</source>
        <translation>Pays de vos numéros</translation>
    </message>
    <message>
        <source>Country or code, such as +49</source>
        <translation>Pays ou indicatif, comme +49</translation>
    </message>
    <message>
        <source>Search for a country</source>
        <translation>Chercher un pays</translation>
    </message>
    <message>
        <source>Countries</source>
        <translation>Pays</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>No country by that name or code</source>
        <translation>Aucun pays avec ce nom ou cet indicatif</translation>
    </message>
</context>
<context>
    <name>CrashNotice</name>
    <message>
        <source>The last time did not end well</source>
        <translation>La dernière fois s’est mal terminée</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copier</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
</context>
<context>
    <name>DataFiles</name>
    <message>
        <source>Export everything</source>
        <translation>Tout exporter</translation>
    </message>
    <message>
        <source>Archive (*.zip)</source>
        <translation>Archive (*.zip)</translation>
    </message>
</context>
<context>
    <name>DataSettings</name>
    <message>
        <source>Privacy and data</source>
        <translation>Confidentialité et données</translation>
    </message>
    <message>
        <source>What Ahoy keeps of you is on this computer, and nowhere else.</source>
        <translation>Ce qu’Ahoy conserve de vous est sur cet ordinateur, et nulle part ailleurs.</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Ouvrir le dossier</translation>
    </message>
    <message>
        <source>This system has no key store that works: passwords are kept in memory and are forgotten when Ahoy ends.</source>
        <translation>Ce système n’a pas de trousseau utilisable : les mots de passe restent en mémoire et sont oubliés quand Ahoy se termine.</translation>
    </message>
    <message>
        <source>Passwords are in the key store of your system.</source>
        <translation>Les mots de passe sont dans le trousseau de votre système.</translation>
    </message>
    <message>
        <source>Write a log</source>
        <translation>Tenir un journal</translation>
    </message>
    <message>
        <source>For finding faults. It holds no passwords, no keys and no whole phone numbers, and is sent nowhere.</source>
        <translation>Pour trouver des défauts. Il ne contient ni mot de passe, ni clé, ni numéro de téléphone complet, et n’est envoyé nulle part.</translation>
    </message>
    <message>
        <source>Copy diagnostics</source>
        <translation>Copier le diagnostic</translation>
    </message>
    <message>
        <source>Versions, devices, state and the end of the log</source>
        <translation>Versions, périphériques, état et fin du journal</translation>
    </message>
    <message>
        <source>Exporting…</source>
        <translation>Exportation…</translation>
    </message>
    <message>
        <source>Export everything…</source>
        <translation>Tout exporter…</translation>
    </message>
    <message>
        <source>Contacts, calls and settings in one archive</source>
        <translation>Contacts, appels et réglages dans une archive</translation>
    </message>
    <message>
        <source>Delete everything…</source>
        <translation>Tout supprimer…</translation>
    </message>
</context>
<context>
    <name>DesktopSettings</name>
    <message>
        <source>On your desktop</source>
        <translation>Sur votre bureau</translation>
    </message>
    <message>
        <source>Stay reachable when the window is closed</source>
        <translation>Rester joignable quand la fenêtre est fermée</translation>
    </message>
    <message>
        <source>Ahoy goes on in the tray. Quit in the menu of its icon ends it, and so does Ctrl+Q.</source>
        <translation>Ahoy continue dans la zone de notification. Quitter, dans le menu de son icône, le termine, tout comme Ctrl+Q.</translation>
    </message>
    <message>
        <source>Start when I log in</source>
        <translation>Démarrer à l’ouverture de session</translation>
    </message>
    <message>
        <source>Its window is made small then.</source>
        <translation>La fenêtre est alors réduite.</translation>
    </message>
    <message>
        <source>Without a window, in the tray.</source>
        <translation>Sans fenêtre, dans la zone de notification.</translation>
    </message>
    <message>
        <source>Ring when Ahoy does not run</source>
        <translation>Sonner quand Ahoy n’est pas lancé</translation>
    </message>
    <message>
        <source>A small program waits for calls, from login on. It shows who calls, and opens Ahoy when you answer.</source>
        <translation>Un petit programme attend les appels dès l’ouverture de session. Il montre qui appelle et ouvre Ahoy quand vous répondez.</translation>
    </message>
    <message>
        <source>When somebody calls while I use another program</source>
        <translation>Quand quelqu’un appelle pendant que j’utilise un autre programme</translation>
    </message>
    <message>
        <source>As fits this desktop</source>
        <translation>Selon ce bureau</translation>
    </message>
    <message>
        <source>A card where Ahoy may put one in front, else a notification. Neither takes the keyboard from you.</source>
        <translation>Une carte là où Ahoy peut en placer une au premier plan, sinon une notification. Aucune ne vous prend le clavier.</translation>
    </message>
    <message>
        <source>A card above all windows</source>
        <translation>Une carte au-dessus de toutes les fenêtres</translation>
    </message>
    <message>
        <source>On the screen where the pointer is.</source>
        <translation>Sur l’écran où se trouve le pointeur.</translation>
    </message>
    <message>
        <source>A notification of the desktop</source>
        <translation>Une notification du bureau</translation>
    </message>
    <message>
        <source>With buttons to answer and to decline, where the desktop shows such.</source>
        <translation>Avec des boutons pour répondre et refuser, si le bureau en affiche.</translation>
    </message>
    <message>
        <source>Both</source>
        <translation>Les deux</translation>
    </message>
    <message>
        <source>A card, and a notification that stays as long as it rings.</source>
        <translation>Une carte, et une notification qui reste tant que ça sonne.</translation>
    </message>
    <message>
        <source>Tell me of missed calls</source>
        <translation>Me signaler les appels manqués</translation>
    </message>
    <message>
        <source>By a notification, with a button to call back.</source>
        <translation>Par une notification, avec un bouton pour rappeler.</translation>
    </message>
</context>
<context>
    <name>DetailsPanel</name>
    <message>
        <source>Details of the call</source>
        <translation>Détails de l’appel</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>Copier comme texte</translation>
    </message>
</context>
<context>
    <name>DeviceMenu</name>
    <message>
        <source>Microphone, speaker and camera</source>
        <translation>Micro, haut-parleur et caméra</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>Micro</translation>
    </message>
    <message>
        <source>Speaker</source>
        <translation>Haut-parleur</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Caméra</translation>
    </message>
    <message>
        <source>Check sound and video</source>
        <translation>Vérifier le son et la vidéo</translation>
    </message>
</context>
<context>
    <name>DevicesStep</name>
    <message>
        <source>Microphone and camera</source>
        <translation>Micro et caméra</translation>
    </message>
    <message>
        <source>Others hear you by your microphone, and see you by your camera if you want. Ahoy opens them in calls that you make or answer, and here if you try them. Your system may ask whether Ahoy may do so. Nothing is recorded or sent.</source>
        <translation>Les autres vous entendent par votre micro et, si vous voulez, vous voient par votre caméra. Ahoy les ouvre pendant les appels que vous passez ou prenez, et ici si vous les essayez. Votre système demandera peut-être si Ahoy en a le droit. Rien n’est enregistré ni envoyé.</translation>
    </message>
    <message>
        <source>Try microphone and camera</source>
        <translation>Essayer le micro et la caméra</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>Micro</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Caméra</translation>
    </message>
    <message>
        <source>Speaker</source>
        <translation>Haut-parleur</translation>
    </message>
    <message>
        <source>Check sound and video</source>
        <translation>Vérifier le son et la vidéo</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Suivant</translation>
    </message>
    <message>
        <source>Next, without trying them</source>
        <translation>Suivant, sans les essayer</translation>
    </message>
</context>
<context>
    <name>DialBar</name>
    <message>
        <source>Name or number</source>
        <translation>Nom ou numéro</translation>
    </message>
    <message>
        <source>Name, number or address to call</source>
        <translation>Nom, numéro ou adresse à appeler</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>Appeler</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Entrée</translation>
    </message>
    <message>
        <source>Calls to phone numbers have no picture.</source>
        <translation>Les appels vers des numéros de téléphone n’ont pas d’image.</translation>
    </message>
    <message>
        <source>Video call</source>
        <translation>Appel vidéo</translation>
    </message>
    <message>
        <source> · Enter calls</source>
        <translation> · Entrée appelle</translation>
    </message>
    <message>
        <source>Call it as a phone number</source>
        <translation>Appeler comme numéro de téléphone</translation>
    </message>
    <message>
        <source>Call numbers by</source>
        <translation>Appeler les numéros par</translation>
    </message>
</context>
<context>
    <name>DialPad</name>
    <message>
        <source>Choose your country</source>
        <translation>Choisissez votre pays</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Numbers that name no country are taken for numbers of this one</source>
        <translation>Les numéros sans pays sont pris pour des numéros de celui-ci</translation>
    </message>
    <message>
        <source>Type or paste a number</source>
        <translation>Saisissez ou collez un numéro</translation>
    </message>
    <message>
        <source>Number to call</source>
        <translation>Numéro à appeler</translation>
    </message>
    <message>
        <source>Take the last digit away; hold to empty the field</source>
        <translation>Effacer le dernier chiffre ; maintenir pour vider le champ</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Call numbers by</source>
        <translation>Appeler les numéros par</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>Appeler</translation>
    </message>
    <message>
        <source>Type a number first.</source>
        <translation>Saisissez d’abord un numéro.</translation>
    </message>
    <message>
        <source>Video call</source>
        <translation>Appel vidéo</translation>
    </message>
    <message>
        <source>Paste a number</source>
        <translation>Coller un numéro</translation>
    </message>
</context>
<context>
    <name>EchoStep</name>
    <message>
        <source>Your first call</source>
        <translation>Votre premier appel</translation>
    </message>
    <message>
        <source>The echo test repeats what you say and shows what you show. It opens your microphone, and your camera in a video call.</source>
        <translation>Le test d’écho répète ce que vous dites et montre ce que vous montrez. Il ouvre votre micro, et votre caméra lors d’un appel vidéo.</translation>
    </message>
    <message>
        <source>Call the echo test</source>
        <translation>Appeler le test d’écho</translation>
    </message>
    <message>
        <source>With sound alone</source>
        <translation>Avec le son seul</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Pas maintenant</translation>
    </message>
</context>
<context>
    <name>EraseDialog</name>
    <message>
        <source>Delete everything?</source>
        <translation>Tout supprimer ?</translation>
    </message>
    <message>
        <source>Your name, contacts, calls, settings, passwords and logs are removed from this computer, and Ahoy ends. This cannot be undone. Export everything first if you may want it again.</source>
        <translation>Votre nom, vos contacts, appels, réglages, mots de passe et journaux sont supprimés de cet ordinateur, et Ahoy se termine. C’est irréversible. Exportez d’abord tout si vous pouvez en avoir encore besoin.</translation>
    </message>
    <message>
        <source>Keep everything</source>
        <translation>Tout garder</translation>
    </message>
    <message>
        <source>Delete everything</source>
        <translation>Tout supprimer</translation>
    </message>
</context>
<context>
    <name>FirstStart</name>
    <message>
        <source>The step before</source>
        <translation>Étape précédente</translation>
    </message>
    <message>
        <source>Step %1 of %2</source>
        <translation>Étape %1 sur %2</translation>
    </message>
    <message>
        <source>Leave it as it was</source>
        <translation>Laisser comme c’était</translation>
    </message>
</context>
<context>
    <name>HintCard</name>
    <message>
        <source>Unmute</source>
        <translation>Activer le micro</translation>
    </message>
    <message>
        <source>Choose devices</source>
        <translation>Choisir les périphériques</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Masquer</translation>
    </message>
</context>
<context>
    <name>HistoryList</name>
    <message>
        <source>Which calls are listed</source>
        <translation>Quels appels sont listés</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Tous</translation>
    </message>
    <message>
        <source>Missed</source>
        <translation>Manqués</translation>
    </message>
    <message>
        <source>In</source>
        <comment>incoming calls</comment>
        <translation>Entrants</translation>
    </message>
    <message>
        <source>Out</source>
        <comment>outgoing calls</comment>
        <translation>Sortants</translation>
    </message>
    <message>
        <source>Forget all recent calls</source>
        <translation>Oublier tous les appels récents</translation>
    </message>
    <message>
        <source>Contacts stay. You can take this back for a few seconds.</source>
        <translation>Les contacts restent. Vous pouvez revenir en arrière pendant quelques secondes.</translation>
    </message>
    <message>
        <source>Calls with %1</source>
        <translation>Appels avec %1</translation>
    </message>
    <message>
        <source>Show calls with everybody</source>
        <translation>Afficher les appels avec tous</translation>
    </message>
    <message>
        <source>Recent calls</source>
        <translation>Appels récents</translation>
    </message>
    <message>
        <source>Others are under “All”, or with nothing in the search field.</source>
        <translation>Les autres sont sous « Tous », ou quand la recherche est vide.</translation>
    </message>
    <message>
        <source>No calls yet</source>
        <translation>Pas encore d’appels</translation>
    </message>
    <message>
        <source>No such calls</source>
        <translation>Aucun appel de ce genre</translation>
    </message>
    <message>
        <source>The calls you make and get are listed here.</source>
        <translation>Vos appels passés et reçus apparaissent ici.</translation>
    </message>
    <message>
        <source>Forget all recent calls?</source>
        <translation>Oublier tous les appels récents ?</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>Oublier</translation>
    </message>
</context>
<context>
    <name>HistoryRow</name>
    <message>
        <source>%1, new: %2, %3</source>
        <translation>%1, nouveau : %2, %3</translation>
    </message>
    <message>
        <source>%1, %2, %3</source>
        <translation>%1, %2, %3</translation>
    </message>
    <message>
        <source>Enter calls again, Delete forgets the call, F2 shows its details</source>
        <translation>Entrée rappelle, Suppr oublie l’appel, F2 montre ses détails</translation>
    </message>
    <message>
        <source>Call %1 again</source>
        <translation>Rappeler %1</translation>
    </message>
    <message>
        <source>Video call %1 again</source>
        <translation>Rappeler %1 en vidéo</translation>
    </message>
    <message>
        <source>About this call with %1</source>
        <translation>À propos de cet appel avec %1</translation>
    </message>
</context>
<context>
    <name>HostTools</name>
    <message>
        <source>Mute all</source>
        <translation>Tout couper</translation>
    </message>
    <message>
        <source>Nobody else is here.</source>
        <translation>Il n’y a personne d’autre.</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Déverrouiller</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Verrouiller</translation>
    </message>
    <message>
        <source>Let others in again</source>
        <translation>Laisser à nouveau entrer</translation>
    </message>
    <message>
        <source>Let nobody else in</source>
        <translation>Ne plus laisser entrer personne</translation>
    </message>
    <message>
        <source>End for all</source>
        <translation>Terminer pour tous</translation>
    </message>
</context>
<context>
    <name>ImportBar</name>
    <message>
        <source>Importing %1</source>
        <translation>Importation de %1</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Arrêter</translation>
    </message>
</context>
<context>
    <name>IncomingCard</name>
    <message>
        <source>%1 is calling</source>
        <translation>%1 appelle</translation>
    </message>
    <message>
        <source>Incoming call for %1</source>
        <translation>Appel entrant pour %1</translation>
    </message>
    <message>
        <source>Incoming video call</source>
        <translation>Appel vidéo entrant</translation>
    </message>
    <message>
        <source>Incoming call</source>
        <translation>Appel entrant</translation>
    </message>
    <message>
        <source>First call from this address</source>
        <translation>Premier appel de cette adresse</translation>
    </message>
    <message>
        <source>Not verified: anybody may use this name</source>
        <translation>Non vérifié : n’importe qui peut utiliser ce nom</translation>
    </message>
    <message>
        <source>Show Ahoy</source>
        <translation>Afficher Ahoy</translation>
    </message>
    <message>
        <source>Decline and block</source>
        <translation>Refuser et bloquer</translation>
    </message>
    <message>
        <source>Decline</source>
        <translation>Refuser</translation>
    </message>
    <message>
        <source>Voice</source>
        <translation>Audio</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Répondre</translation>
    </message>
    <message>
        <source>Answer without video</source>
        <translation>Répondre sans vidéo</translation>
    </message>
    <message>
        <source>Answer with video</source>
        <translation>Répondre en vidéo</translation>
    </message>
</context>
<context>
    <name>IncomingDialog</name>
    <message>
        <source>%1 is calling</source>
        <translation>%1 appelle</translation>
    </message>
    <message>
        <source>Incoming call for %1</source>
        <translation>Appel entrant pour %1</translation>
    </message>
    <message>
        <source>Incoming video call</source>
        <translation>Appel vidéo entrant</translation>
    </message>
    <message>
        <source>Incoming call</source>
        <translation>Appel entrant</translation>
    </message>
    <message>
        <source>Not verified: anybody may use this name</source>
        <translation>Non vérifié : n’importe qui peut utiliser ce nom</translation>
    </message>
    <message>
        <source>First call from this address</source>
        <translation>Premier appel de cette adresse</translation>
    </message>
    <message>
        <source>Decline</source>
        <translation>Refuser</translation>
    </message>
    <message>
        <source>Answer without video</source>
        <translation>Répondre sans vidéo</translation>
    </message>
    <message>
        <source>Answer with video</source>
        <translation>Répondre en vidéo</translation>
    </message>
    <message>
        <source>Decline and block</source>
        <translation>Refuser et bloquer</translation>
    </message>
</context>
<context>
    <name>KeyButton</name>
    <message>
        <source>Pause of two seconds</source>
        <translation>Pause de deux secondes</translation>
    </message>
    <message>
        <source>Star</source>
        <translation>Étoile</translation>
    </message>
    <message>
        <source>Hash</source>
        <translation>Dièse</translation>
    </message>
</context>
<context>
    <name>Keypad</name>
    <message>
        <source>Keypad</source>
        <translation>Clavier</translation>
    </message>
    <message>
        <source>No keys sent yet</source>
        <translation>Aucune touche envoyée</translation>
    </message>
    <message>
        <source>Keys sent: %1</source>
        <translation>Touches envoyées : %1</translation>
    </message>
    <message>
        <source>Type or paste keys</source>
        <translation>Saisir ou coller des touches</translation>
    </message>
    <message>
        <source>A to D, and a pause</source>
        <translation>A à D, et une pause</translation>
    </message>
</context>
<context>
    <name>LevelMeter</name>
    <message>
        <source>Microphone level</source>
        <translation>Niveau du micro</translation>
    </message>
    <message>
        <source>Level of what is played</source>
        <translation>Niveau de ce qui est joué</translation>
    </message>
</context>
<context>
    <name>MemberRow</name>
    <message>
        <source>Enter opens its menu.</source>
        <translation>Entrée ouvre son menu.</translation>
    </message>
    <message>
        <source>What can be done with %1</source>
        <translation>Ce que l’on peut faire avec %1</translation>
    </message>
</context>
<context>
    <name>MoreMenu</name>
    <message>
        <source>More</source>
        <translation>Plus</translation>
    </message>
    <message>
        <source>People in the room</source>
        <translation>Personnes dans le salon</translation>
    </message>
    <message>
        <source>Take your hand down</source>
        <translation>Baisser la main</translation>
    </message>
    <message>
        <source>Raise your hand</source>
        <translation>Lever la main</translation>
    </message>
    <message>
        <source>Show who speaks large</source>
        <translation>Afficher en grand qui parle</translation>
    </message>
    <message>
        <source>Show everybody alike</source>
        <translation>Afficher tout le monde pareil</translation>
    </message>
    <message>
        <source>Show me to myself</source>
        <translation>Me montrer à moi-même</translation>
    </message>
    <message>
        <source>Do not show me to myself</source>
        <translation>Ne pas me montrer à moi-même</translation>
    </message>
    <message>
        <source>Stop sharing your screen</source>
        <translation>Arrêter le partage d’écran</translation>
    </message>
    <message>
        <source>Share your screen</source>
        <translation>Partager votre écran</translation>
    </message>
    <message>
        <source>Show all of the screen</source>
        <translation>Afficher tout l’écran</translation>
    </message>
    <message>
        <source>Show it pixel by pixel</source>
        <translation>Afficher pixel par pixel</translation>
    </message>
    <message>
        <source>Keypad</source>
        <translation>Clavier</translation>
    </message>
    <message>
        <source>Transfer the call</source>
        <translation>Transférer l’appel</translation>
    </message>
    <message>
        <source>Add people, or call someone</source>
        <translation>Ajouter des personnes, ou appeler quelqu’un</translation>
    </message>
    <message>
        <source>Sound and camera</source>
        <translation>Son et caméra</translation>
    </message>
    <message>
        <source>Show all of the picture</source>
        <translation>Afficher toute l’image</translation>
    </message>
    <message>
        <source>Fill the window</source>
        <translation>Remplir la fenêtre</translation>
    </message>
    <message>
        <source>Put the picture back</source>
        <translation>Remettre l’image</translation>
    </message>
    <message>
        <source>A small window in front</source>
        <translation>Petite fenêtre au premier plan</translation>
    </message>
    <message>
        <source>Details of the call</source>
        <translation>Détails de l’appel</translation>
    </message>
    <message>
        <source>Leave full screen</source>
        <translation>Quitter le plein écran</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Plein écran</translation>
    </message>
</context>
<context>
    <name>NameStep</name>
    <message>
        <source>Welcome to Ahoy</source>
        <translation>Bienvenue dans Ahoy</translation>
    </message>
    <message>
        <source>Call people on this network, or the echo test, right away. No account needed.</source>
        <translation>Appelez tout de suite des personnes de ce réseau, ou le test d’écho. Aucun compte nécessaire.</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>Votre nom</translation>
    </message>
    <message>
        <source>The name that others see</source>
        <translation>Le nom que voient les autres</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Suivant</translation>
    </message>
    <message>
        <source>Skip the other steps</source>
        <translation>Passer les autres étapes</translation>
    </message>
    <message>
        <source>Without them Ahoy uses microphone and camera in calls only, tells you of calls, and shows your name to people on this network. All of it can be changed in the settings.</source>
        <translation>Sans elles, Ahoy n’utilise le micro et la caméra que dans les appels, vous signale les appels et montre votre nom aux personnes de ce réseau. Tout se change dans les réglages.</translation>
    </message>
</context>
<context>
    <name>NavBar</name>
    <message>
        <source>Calls</source>
        <translation>Appels</translation>
    </message>
    <message>
        <source>Contacts</source>
        <translation>Contacts</translation>
    </message>
    <message>
        <source>Keypad</source>
        <translation>Clavier</translation>
    </message>
    <message>
        <source>Rooms</source>
        <translation>Salons</translation>
    </message>
    <message>
        <source>What the window shows</source>
        <translation>Ce que montre la fenêtre</translation>
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
        <translation>Inviter %1, %2</translation>
    </message>
</context>
<context>
    <name>PartyPanel</name>
    <message>
        <source>Transfer %1 to</source>
        <translation>Transférer %1 vers</translation>
    </message>
    <message>
        <source>Add people, or call someone as well</source>
        <translation>Ajouter des personnes ou appeler aussi quelqu’un</translation>
    </message>
    <message>
        <source>Call someone as well</source>
        <translation>Appeler aussi quelqu’un</translation>
    </message>
    <message>
        <source>Name, number or address</source>
        <translation>Nom, numéro ou adresse</translation>
    </message>
    <message>
        <source>Nobody is in your contacts yet. Type an address.</source>
        <translation>Personne dans vos contacts pour l’instant. Saisissez une adresse.</translation>
    </message>
</context>
<context>
    <name>PartyRow</name>
    <message>
        <source>Transfer to %1, %2</source>
        <translation>Transférer vers %1, %2</translation>
    </message>
    <message>
        <source>Call %1, %2</source>
        <translation>Appeler %1, %2</translation>
    </message>
    <message>
        <source>Ask first</source>
        <translation>Demander d’abord</translation>
    </message>
    <message>
        <source>Call %1 while the other waits; then connect the two</source>
        <translation>Appeler %1 pendant que l’autre attend, puis les relier</translation>
    </message>
    <message>
        <source>Bring in</source>
        <translation>Faire entrer</translation>
    </message>
    <message>
        <source>The call becomes a room, and %1 is called into it</source>
        <translation>L’appel devient un salon, et %1 y est appelé</translation>
    </message>
</context>
<context>
    <name>PeopleList</name>
    <message>
        <source>People</source>
        <translation>Personnes</translation>
    </message>
    <message>
        <source>Import and export contacts</source>
        <translation>Importer et exporter des contacts</translation>
    </message>
    <message>
        <source>Add a contact</source>
        <translation>Ajouter un contact</translation>
    </message>
    <message>
        <source>Nobody here yet</source>
        <translation>Personne ici pour l’instant</translation>
    </message>
    <message>
        <source>Add somebody with the sign above, or import a file of contacts with the three dots. People on your network appear by themselves.</source>
        <translation>Ajoutez quelqu’un avec le signe ci-dessus, ou importez un fichier de contacts avec les trois points. Les personnes de votre réseau apparaissent d’elles-mêmes.</translation>
    </message>
    <message>
        <source>Nobody by that name</source>
        <translation>Personne de ce nom</translation>
    </message>
    <message>
        <source>Press Enter to call it as an address.</source>
        <translation>Appuyez sur Entrée pour l’appeler comme adresse.</translation>
    </message>
</context>
<context>
    <name>PeoplePanel</name>
    <message>
        <source>People in the room</source>
        <translation>Personnes dans le salon</translation>
    </message>
    <message>
        <source>Copy the link to this room</source>
        <translation>Copier le lien de ce salon</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Find or invite somebody</source>
        <translation>Chercher ou inviter quelqu’un</translation>
    </message>
    <message>
        <source>Find somebody here, or invite by name, number or address</source>
        <translation>Chercher quelqu’un ici, ou inviter par nom, numéro ou adresse</translation>
    </message>
    <message>
        <source>In the room</source>
        <translation>Dans le salon</translation>
    </message>
    <message>
        <source>Invite</source>
        <translation>Inviter</translation>
    </message>
    <message>
        <source>Have the room call it</source>
        <translation>Faire appeler par le salon</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Ce qui s’est passé</translation>
    </message>
</context>
<context>
    <name>PersonPane</name>
    <message>
        <source>Back to the list</source>
        <translation>Retour à la liste</translation>
    </message>
    <message>
        <source>Blocked: cannot ring here</source>
        <translation>Bloqué : ne peut pas vous appeler</translation>
    </message>
    <message>
        <source>Video call</source>
        <translation>Appel vidéo</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>Appeler</translation>
    </message>
    <message>
        <source>No longer a favourite</source>
        <translation>Retirer des favoris</translation>
    </message>
    <message>
        <source>Make a favourite</source>
        <translation>Ajouter aux favoris</translation>
    </message>
    <message>
        <source>Add to contacts</source>
        <translation>Ajouter aux contacts</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Modifier</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Supprimer</translation>
    </message>
    <message>
        <source>Remove from the contacts</source>
        <translation>Supprimer des contacts</translation>
    </message>
    <message>
        <source>Unblock</source>
        <translation>Débloquer</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>Bloquer</translation>
    </message>
    <message>
        <source>Let them ring here again</source>
        <translation>Laisser appeler à nouveau</translation>
    </message>
    <message>
        <source>They cannot ring here any more</source>
        <translation>Ne pourra plus vous appeler</translation>
    </message>
    <message>
        <source>Copy %1</source>
        <translation>Copier %1</translation>
    </message>
    <message>
        <source>Call %1</source>
        <translation>Appeler %1</translation>
    </message>
    <message>
        <source>Recent calls</source>
        <translation>Appels récents</translation>
    </message>
    <message>
        <source>All calls</source>
        <translation>Tous les appels</translation>
    </message>
    <message>
        <source>Every call with %1, however long ago</source>
        <translation>Chaque appel avec %1, même ancien</translation>
    </message>
    <message>
        <source>Recent calls with %1</source>
        <translation>Appels récents avec %1</translation>
    </message>
</context>
<context>
    <name>PersonRow</name>
    <message>
        <source>%1, favourite, %2</source>
        <translation>%1, favori, %2</translation>
    </message>
    <message>
        <source>Call %1</source>
        <translation>Appeler %1</translation>
    </message>
    <message>
        <source>Video call %1</source>
        <translation>Appeler %1 en vidéo</translation>
    </message>
</context>
<context>
    <name>PhoneSettings</name>
    <message>
        <source>Phone calls</source>
        <translation>Appels téléphoniques</translation>
    </message>
    <message>
        <source>For calls to phone numbers, which your call service carries into the telephone network.</source>
        <translation>Pour les appels vers des numéros de téléphone, que votre service d’appel achemine sur le réseau téléphonique.</translation>
    </message>
    <message>
        <source>Your phone number</source>
        <translation>Votre numéro de téléphone</translation>
    </message>
    <message>
        <source>Whoever you call sees it</source>
        <translation>Les personnes que vous appelez le voient</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Enregistrer</translation>
    </message>
    <message>
        <source>Country of numbers without + in front</source>
        <translation>Pays des numéros sans + devant</translation>
    </message>
</context>
<context>
    <name>PictureTools</name>
    <message>
        <source>Back to 100 % from %1 %</source>
        <translation>Revenir de %1 % à 100 %</translation>
    </message>
    <message>
        <source>Show all of the picture</source>
        <translation>Afficher toute l’image</translation>
    </message>
    <message>
        <source>Fill the window with the picture</source>
        <translation>Remplir la fenêtre avec l’image</translation>
    </message>
    <message>
        <source>Put the picture into a window of its own</source>
        <translation>Mettre l’image dans sa propre fenêtre</translation>
    </message>
</context>
<context>
    <name>PrivacySettings</name>
    <message>
        <source>People you do not know</source>
        <translation>Personnes que vous ne connaissez pas</translation>
    </message>
    <message>
        <source>Silence unknown callers</source>
        <translation>Silence pour les appelants inconnus</translation>
    </message>
    <message>
        <source>Who is no contact, and whom you have never talked to, does not ring here. They hear busy, and their calls are listed as missed.</source>
        <translation>Qui n’est pas un contact et à qui vous n’avez jamais parlé ne sonne pas ici. Ces personnes entendent « occupé », et leurs appels sont listés comme manqués.</translation>
    </message>
    <message>
        <source>What others learn</source>
        <translation>Ce que les autres apprennent</translation>
    </message>
    <message>
        <source>Always use a relay</source>
        <translation>Toujours utiliser un relais</translation>
    </message>
    <message>
        <source>Nobody you talk to learns the network address of this computer. Calls take a longer way. Holds from the next call on.</source>
        <translation>Vos interlocuteurs n’apprennent pas l’adresse réseau de cet ordinateur. Les appels prennent un chemin plus long. Valable dès le prochain appel.</translation>
    </message>
    <message>
        <source>Your call service names no relay: while this is on, no call can be made or answered.</source>
        <translation>Votre service d’appel n’indique pas de relais : tant que c’est activé, aucun appel ne peut être passé ni pris.</translation>
    </message>
    <message>
        <source>Let people on this network see and call me</source>
        <translation>Laisser les personnes de ce réseau me voir et m’appeler</translation>
    </message>
    <message>
        <source>Your name is announced on the local network only. Names there are not verified.</source>
        <translation>Votre nom n’est annoncé que sur le réseau local. Les noms n’y sont pas vérifiés.</translation>
    </message>
</context>
<context>
    <name>ProfileHeader</name>
    <message>
        <source>Your account</source>
        <translation>Votre compte</translation>
    </message>
    <message>
        <source>Do not disturb</source>
        <translation>Ne pas déranger</translation>
    </message>
    <message>
        <source>Ring again</source>
        <translation>Sonner à nouveau</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Réglages</translation>
    </message>
    <message>
        <source>For trying out only</source>
        <translation>Pour essayer seulement</translation>
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
        <translation>Mot de passe</translation>
    </message>
    <message>
        <source>Password (empty: as it was)</source>
        <translation>Mot de passe (vide : inchangé)</translation>
    </message>
    <message>
        <source>Name that others see</source>
        <translation>Nom que voient les autres</translation>
    </message>
    <message>
        <source>User name (if not the address&apos;s)</source>
        <translation>Nom d’utilisateur (si différent de l’adresse)</translation>
    </message>
    <message>
        <source>Outbound proxy (if there is one)</source>
        <translation>Proxy sortant (s’il y en a un)</translation>
    </message>
    <message>
        <source>STUN server (if there is one)</source>
        <translation>Serveur STUN (s’il y en a un)</translation>
    </message>
    <message>
        <source>Transport</source>
        <translation>Transport</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatique</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Ajouter</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Enregistrer</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
</context>
<context>
    <name>ProviderAccounts</name>
    <message>
        <source>Phone and SIP accounts</source>
        <translation>Comptes téléphoniques et SIP</translation>
    </message>
    <message>
        <source>Accounts at a telephone company or at the office. The call service registers them: calls come in on them, and go out by them. Passwords are kept encrypted, with the call service.</source>
        <translation>Comptes chez un opérateur ou au bureau. Le service d’appel les enregistre : les appels y arrivent et en partent. Les mots de passe sont conservés chiffrés, auprès du service d’appel.</translation>
    </message>
    <message>
        <source>No account yet.</source>
        <translation>Pas encore de compte.</translation>
    </message>
    <message>
        <source>Try %1 again now</source>
        <translation>Réessayer %1 maintenant</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Modifier</translation>
    </message>
    <message>
        <source>Change %1</source>
        <translation>Modifier %1</translation>
    </message>
    <message>
        <source>Really remove</source>
        <translation>Vraiment supprimer</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Supprimer</translation>
    </message>
    <message>
        <source>Add an account</source>
        <translation>Ajouter un compte</translation>
    </message>
</context>
<context>
    <name>Question</name>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
</context>
<context>
    <name>QuietHours</name>
    <message>
        <source>Mon</source>
        <translation>Lun</translation>
    </message>
    <message>
        <source>Tue</source>
        <translation>Mar</translation>
    </message>
    <message>
        <source>Wed</source>
        <translation>Mer</translation>
    </message>
    <message>
        <source>Thu</source>
        <translation>Jeu</translation>
    </message>
    <message>
        <source>Fri</source>
        <translation>Ven</translation>
    </message>
    <message>
        <source>Sat</source>
        <translation>Sam</translation>
    </message>
    <message>
        <source>Sun</source>
        <translation>Dim</translation>
    </message>
    <message>
        <source>Quiet hours</source>
        <translation>Heures calmes</translation>
    </message>
    <message>
        <source>Nobody rings at these hours, as with “do not disturb”.</source>
        <translation>Rien ne sonne à ces heures, comme avec « Ne pas déranger ».</translation>
    </message>
    <message>
        <source>From</source>
        <translation>De</translation>
    </message>
    <message>
        <source>To</source>
        <translation>À</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Enregistrer</translation>
    </message>
    <message>
        <source>Days on which they begin</source>
        <translation>Jours où elles commencent</translation>
    </message>
</context>
<context>
    <name>ReachStep</name>
    <message>
        <source>Being reached</source>
        <translation>Être joignable</translation>
    </message>
    <message>
        <source>Both can be changed in the settings. Your system may ask you to allow them.</source>
        <translation>Les deux se changent dans les réglages. Votre système vous demandera peut-être de les autoriser.</translation>
    </message>
    <message>
        <source>Tell me of calls by a notification</source>
        <translation>Me signaler les appels par une notification</translation>
    </message>
    <message>
        <source>So that you notice a call while you use another program. Missed calls are told, too.</source>
        <translation>Pour remarquer un appel pendant que vous utilisez un autre programme. Les appels manqués sont signalés aussi.</translation>
    </message>
    <message>
        <source>Let people on this network see and call me</source>
        <translation>Laisser les personnes de ce réseau me voir et m’appeler</translation>
    </message>
    <message>
        <source>Your name is announced on the local network only, so that others there can call you without an account.</source>
        <translation>Votre nom n’est annoncé que sur le réseau local, pour que d’autres puissent vous y appeler sans compte.</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Suivant</translation>
    </message>
</context>
<context>
    <name>RemoteView</name>
    <message>
        <source>Picture of %1</source>
        <translation>Image de %1</translation>
    </message>
    <message>
        <source>Give the room to the picture of %1</source>
        <translation>Donner toute la place à l’image de %1</translation>
    </message>
</context>
<context>
    <name>RoomHead</name>
    <message>
        <source>, locked</source>
        <translation>, verrouillé</translation>
    </message>
</context>
<context>
    <name>RoomPane</name>
    <message>
        <source>Talk with several people</source>
        <translation>Parler à plusieurs</translation>
    </message>
    <message>
        <source>Whoever has this link, or types the same name, meets you here.</source>
        <translation>Qui a ce lien, ou saisit le même nom, vous retrouve ici.</translation>
    </message>
    <message>
        <source>Whoever types the same name is in the same room. Pick a room on the left, type a name, or make a new one.</source>
        <translation>Qui saisit le même nom est dans le même salon. Choisissez un salon à gauche, saisissez un nom, ou créez-en un.</translation>
    </message>
    <message>
        <source>Copy the link to this room</source>
        <translation>Copier le lien de ce salon</translation>
    </message>
    <message>
        <source>Go in</source>
        <translation>Entrer</translation>
    </message>
    <message>
        <source>Sound alone</source>
        <translation>Son seul</translation>
    </message>
</context>
<context>
    <name>RoomRow</name>
    <message>
        <source>Room %1, %2</source>
        <translation>Salon %1, %2</translation>
    </message>
    <message>
        <source>Enter goes in with video, Shift+Enter with sound alone.</source>
        <translation>Entrée entre en vidéo, Maj+Entrée avec le son seul.</translation>
    </message>
    <message>
        <source>Copy the link to %1</source>
        <translation>Copier le lien de %1</translation>
    </message>
    <message>
        <source>Go into %1 with sound alone</source>
        <translation>Entrer dans %1 avec le son seul</translation>
    </message>
    <message>
        <source>Go into %1 with video</source>
        <translation>Entrer dans %1 en vidéo</translation>
    </message>
</context>
<context>
    <name>RoomScreen</name>
    <message>
        <source>End the room for everybody?</source>
        <translation>Terminer le salon pour tous ?</translation>
    </message>
    <message>
        <source>All who are in it are disconnected.</source>
        <translation>Tous ceux qui s’y trouvent sont déconnectés.</translation>
    </message>
    <message>
        <source>End for all</source>
        <translation>Terminer pour tous</translation>
    </message>
    <message>
        <source>The page before, %1 of %2</source>
        <translation>Page précédente, %1 sur %2</translation>
    </message>
    <message>
        <source>PgUp</source>
        <translation>Page haut</translation>
    </message>
    <message>
        <source>The next page, %1 of %2</source>
        <translation>Page suivante, %1 sur %2</translation>
    </message>
    <message>
        <source>PgDown</source>
        <translation>Page bas</translation>
    </message>
    <message>
        <source>Remove %1 from the room?</source>
        <translation>Exclure %1 du salon ?</translation>
    </message>
    <message>
        <source>They can come back unless the room is locked.</source>
        <translation>Le retour est possible tant que le salon n’est pas verrouillé.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Supprimer</translation>
    </message>
</context>
<context>
    <name>RoomTile</name>
    <message>
        <source>Enter opens its menu.</source>
        <translation>Entrée ouvre son menu.</translation>
    </message>
    <message>
        <source>What can be done with %1</source>
        <translation>Ce que l’on peut faire avec %1</translation>
    </message>
</context>
<context>
    <name>RoomTools</name>
    <message>
        <source>Show who speaks large</source>
        <translation>Afficher en grand qui parle</translation>
    </message>
    <message>
        <source>Show everybody alike</source>
        <translation>Afficher tout le monde pareil</translation>
    </message>
</context>
<context>
    <name>RoomsList</name>
    <message>
        <source>Name of a room, or its link</source>
        <translation>Nom d’un salon, ou son lien</translation>
    </message>
    <message>
        <source>Go in</source>
        <translation>Entrer</translation>
    </message>
    <message>
        <source>With your camera  ·  Enter</source>
        <translation>Avec votre caméra  ·  Entrée</translation>
    </message>
    <message>
        <source>Go in with sound alone</source>
        <translation>Entrer avec le son seul</translation>
    </message>
    <message>
        <source>Copy the link to this room</source>
        <translation>Copier le lien de ce salon</translation>
    </message>
    <message>
        <source>Type a room, or make a new one.</source>
        <translation>Saisissez un salon, ou créez-en un.</translation>
    </message>
    <message>
        <source>New room</source>
        <translation>Nouveau salon</translation>
    </message>
    <message>
        <source>With a name that nobody can guess: send its link to those who are to come</source>
        <translation>Avec un nom que personne ne peut deviner : envoyez son lien à ceux qui doivent venir</translation>
    </message>
    <message>
        <source>Rooms of before</source>
        <translation>Salons précédents</translation>
    </message>
    <message>
        <source>No rooms yet</source>
        <translation>Pas encore de salons</translation>
    </message>
    <message>
        <source>In a room several people talk at once. Whoever types the same name is in the same room.</source>
        <translation>Dans un salon, plusieurs personnes se parlent. Qui saisit le même nom est dans le même salon.</translation>
    </message>
</context>
<context>
    <name>ScreenTools</name>
    <message>
        <source>Show all of the screen</source>
        <translation>Afficher tout l’écran</translation>
    </message>
    <message>
        <source>Show it pixel by pixel</source>
        <translation>Afficher pixel par pixel</translation>
    </message>
    <message>
        <source>Give the room to the camera</source>
        <translation>Donner toute la place à la caméra</translation>
    </message>
    <message>
        <source>Give the room to the screen</source>
        <translation>Donner toute la place à l’écran</translation>
    </message>
</context>
<context>
    <name>ScreenView</name>
    <message>
        <source>Pixel by pixel. Arrow keys move it.</source>
        <translation>Pixel par pixel. Les flèches le déplacent.</translation>
    </message>
    <message>
        <source>Enter gives it the room.</source>
        <translation>Entrée lui donne toute la place.</translation>
    </message>
    <message>
        <source>The shared screen is on its way…</source>
        <translation>L’écran partagé arrive…</translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>Empty the search</source>
        <translation>Effacer la recherche</translation>
    </message>
</context>
<context>
    <name>SelfPreview</name>
    <message>
        <source>Your own picture</source>
        <translation>Votre propre image</translation>
    </message>
    <message>
        <source>Starting the camera…</source>
        <translation>Démarrage de la caméra…</translation>
    </message>
    <message>
        <source>No camera. You can still call, and see others.</source>
        <translation>Pas de caméra. Vous pouvez quand même appeler et voir les autres.</translation>
    </message>
</context>
<context>
    <name>SelfView</name>
    <message>
        <source>Your own picture. Arrow keys move it to another corner, plus and minus change its size.</source>
        <translation>Votre propre image. Les flèches la déplacent dans un autre coin, plus et moins changent sa taille.</translation>
    </message>
    <message>
        <source>Your own picture</source>
        <translation>Votre propre image</translation>
    </message>
    <message>
        <source>Do not show me to myself</source>
        <translation>Ne pas me montrer à moi-même</translation>
    </message>
</context>
<context>
    <name>ServiceSettings</name>
    <message>
        <source>Call service</source>
        <translation>Service d’appel</translation>
    </message>
    <message>
        <source>Reaches everyone who uses the same service.</source>
        <translation>Joint toutes les personnes du même service.</translation>
    </message>
    <message>
        <source>Built in</source>
        <translation>Intégré</translation>
    </message>
    <message>
        <source>Your own</source>
        <translation>Le vôtre</translation>
    </message>
    <message>
        <source>SIP account</source>
        <translation>Compte SIP</translation>
    </message>
    <message>
        <source>Runs on this machine: the echo test, and people on this network. No account.</source>
        <translation>Fonctionne sur cet ordinateur : le test d’écho et les personnes de ce réseau. Sans compte.</translation>
    </message>
    <message>
        <source>What this service cannot do</source>
        <translation>Ce que ce service ne sait pas faire</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>User id</source>
        <translation>Identifiant</translation>
    </message>
    <message>
        <source>Application key</source>
        <translation>Clé d’application</translation>
    </message>
    <message>
        <source>Where tokens come from</source>
        <translation>D’où viennent les jetons</translation>
    </message>
    <message>
        <source>Application secret</source>
        <translation>Secret d’application</translation>
    </message>
    <message>
        <source>Token address</source>
        <translation>Adresse des jetons</translation>
    </message>
    <message>
        <source>For trying out only: the secret is kept on this machine</source>
        <translation>Pour essayer seulement : le secret est gardé sur cet ordinateur</translation>
    </message>
    <message>
        <source>Address that hands out tokens</source>
        <translation>Adresse qui délivre les jetons</translation>
    </message>
    <message>
        <source>Use this service</source>
        <translation>Utiliser ce service</translation>
    </message>
</context>
<context>
    <name>SettingsList</name>
    <message>
        <source>Back</source>
        <translation>Retour</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Réglages</translation>
    </message>
    <message>
        <source>Search all settings</source>
        <translation>Chercher dans tous les réglages</translation>
    </message>
    <message numerus="yes">
        <source>%n found</source>
        <translation>
            <numerusform>%n trouvé</numerusform>
            <numerusform>%n trouvés</numerusform>
        </translation>
    </message>
    <message>
        <source>Pages of the settings</source>
        <translation>Pages des réglages</translation>
    </message>
    <message>
        <source>Settings found</source>
        <translation>Réglages trouvés</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>No such setting</source>
        <translation>Aucun réglage de ce genre</translation>
    </message>
    <message>
        <source>Try another word, such as “microphone” or “night”.</source>
        <translation>Essayez un autre mot, comme « micro » ou « nuit ».</translation>
    </message>
</context>
<context>
    <name>SettingsScreen</name>
    <message>
        <source>Back to all settings</source>
        <translation>Retour à tous les réglages</translation>
    </message>
</context>
<context>
    <name>ShareDialog</name>
    <message>
        <source>Share your screen</source>
        <translation>Partager votre écran</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Chercher à nouveau</translation>
    </message>
    <message>
        <source>There is no screen or window that can be shared.</source>
        <translation>Il n’y a ni écran ni fenêtre à partager.</translation>
    </message>
    <message>
        <source>Screens and windows</source>
        <translation>Écrans et fenêtres</translation>
    </message>
    <message>
        <source>With this computer&apos;s sound</source>
        <translation>Avec le son de cet ordinateur</translation>
    </message>
    <message>
        <source>What other programs play, even while you are muted.</source>
        <translation>Ce que jouent les autres programmes, même quand votre micro est coupé.</translation>
    </message>
    <message>
        <source>Others see everything on it, notifications too.</source>
        <translation>Les autres voient tout ce qui s’y trouve, notifications comprises.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Partager</translation>
    </message>
    <message>
        <source>There is nothing to share.</source>
        <translation>Il n’y a rien à partager.</translation>
    </message>
</context>
<context>
    <name>SharingBar</name>
    <message>
        <source>Stop</source>
        <translation>Arrêter</translation>
    </message>
    <message>
        <source>Stop sharing</source>
        <translation>Arrêter le partage</translation>
    </message>
</context>
<context>
    <name>SharingStrip</name>
    <message>
        <source>Sharing – Ahoy</source>
        <translation>Partage – Ahoy</translation>
    </message>
</context>
<context>
    <name>ShortcutsDialog</name>
    <message>
        <source>Keyboard</source>
        <translation>Clavier</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
</context>
<context>
    <name>Sidebar</name>
    <message>
        <source>Retry</source>
        <translation>Réessayer</translation>
    </message>
    <message>
        <source>Call the mailbox</source>
        <translation>Appeler la messagerie</translation>
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
        <translation>%1 pour cent</translation>
    </message>
</context>
<context>
    <name>SmallWindow</name>
    <message>
        <source>Call with %1</source>
        <translation>Appel avec %1</translation>
    </message>
    <message>
        <source>Picture of %1</source>
        <translation>Image de %1</translation>
    </message>
    <message>
        <source>Unmute the microphone</source>
        <translation>Activer le micro</translation>
    </message>
    <message>
        <source>Mute the microphone</source>
        <translation>Couper le micro</translation>
    </message>
    <message>
        <source>Back to the whole call</source>
        <translation>Retour à l’appel entier</translation>
    </message>
    <message>
        <source>Hang up</source>
        <translation>Raccrocher</translation>
    </message>
</context>
<context>
    <name>SoundSettings</name>
    <message>
        <source>Sound and video</source>
        <translation>Son et vidéo</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Caméra</translation>
    </message>
    <message>
        <source>Check before a call</source>
        <translation>Vérification avant un appel</translation>
    </message>
    <message>
        <source>Tries camera, microphone, speaker and the sound of the room.</source>
        <translation>Essaie la caméra, le micro, le haut-parleur et le son de la pièce.</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>Micro</translation>
    </message>
    <message>
        <source>Microphone volume</source>
        <translation>Volume du micro</translation>
    </message>
    <message>
        <source>Speaker</source>
        <translation>Haut-parleur</translation>
    </message>
    <message>
        <source>Speaker volume</source>
        <translation>Volume du haut-parleur</translation>
    </message>
    <message>
        <source>Test speaker</source>
        <translation>Tester le haut-parleur</translation>
    </message>
    <message>
        <source>Noise suppression</source>
        <translation>Réduction du bruit</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Désactivé</translation>
    </message>
    <message>
        <source>Standard</source>
        <translation>Standard</translation>
    </message>
    <message>
        <source>Strong</source>
        <translation>Forte</translation>
    </message>
    <message>
        <source>Ringing</source>
        <translation>Sonnerie</translation>
    </message>
    <message>
        <source>Ring on</source>
        <translation>Sonner sur</translation>
    </message>
    <message>
        <source>Ringing volume</source>
        <translation>Volume de la sonnerie</translation>
    </message>
    <message>
        <source>Ringtone</source>
        <translation>Sonnerie</translation>
    </message>
    <message>
        <source>Play the ringtone once</source>
        <translation>Jouer la sonnerie une fois</translation>
    </message>
    <message>
        <source>Offer the test picture and test tone</source>
        <translation>Proposer l’image et le son de test</translation>
    </message>
    <message>
        <source>For machines with no camera or microphone, and for trying out.</source>
        <translation>Pour les ordinateurs sans caméra ni micro, et pour essayer.</translation>
    </message>
</context>
<context>
    <name>StartingPane</name>
    <message>
        <source>Starting…</source>
        <translation>Démarrage…</translation>
    </message>
</context>
<context>
    <name>SummaryScreen</name>
    <message>
        <source>Call ended</source>
        <translation>Appel terminé</translation>
    </message>
    <message>
        <source>Call again</source>
        <translation>Rappeler</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
</context>
<context>
    <name>TileFace</name>
    <message>
        <source>The shared screen is on its way…</source>
        <translation>L’écran partagé arrive…</translation>
    </message>
    <message>
        <source>Picture of %1</source>
        <translation>Image de %1</translation>
    </message>
</context>
<context>
    <name>TileMenu</name>
    <message>
        <source>No longer large</source>
        <translation>Ne plus agrandir</translation>
    </message>
    <message>
        <source>Keep it large</source>
        <translation>Garder en grand</translation>
    </message>
    <message>
        <source>Back into the room</source>
        <translation>Retour dans le salon</translation>
    </message>
    <message>
        <source>In a window of its own</source>
        <translation>Dans sa propre fenêtre</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>Couper le micro</translation>
    </message>
    <message>
        <source>Make them the host</source>
        <translation>Nommer hôte</translation>
    </message>
    <message>
        <source>Remove from the room</source>
        <translation>Exclure du salon</translation>
    </message>
</context>
<context>
    <name>TileWindow</name>
    <message>
        <source>Let other windows cover it</source>
        <translation>Laisser d’autres fenêtres le recouvrir</translation>
    </message>
    <message>
        <source>Keep it in front</source>
        <translation>Garder au premier plan</translation>
    </message>
    <message>
        <source>Put it back into the room</source>
        <translation>Remettre dans le salon</translation>
    </message>
</context>
<context>
    <name>Toast</name>
    <message>
        <source>Dismiss</source>
        <translation>Masquer</translation>
    </message>
</context>
<context>
    <name>TrustBadge</name>
    <message>
        <source>Tells it hop by hop.</source>
        <translation>Le détaille étape par étape.</translation>
    </message>
</context>
<context>
    <name>TrustLines</name>
    <message>
        <source>Can decrypt it: %1</source>
        <translation>Peut le déchiffrer : %1</translation>
    </message>
</context>
<context>
    <name>UndoBar</name>
    <message>
        <source>Undo</source>
        <translation>Annuler</translation>
    </message>
</context>
<context>
    <name>WaitingCard</name>
    <message>
        <source>%1 is calling</source>
        <translation>%1 appelle</translation>
    </message>
    <message>
        <source>Ignore: let it ring unheard</source>
        <translation>Ignorer : laisser sonner en silence</translation>
    </message>
    <message>
        <source>Decline</source>
        <translation>Refuser</translation>
    </message>
    <message>
        <source>Hold and answer</source>
        <translation>Attente et répondre</translation>
    </message>
    <message>
        <source>%1 goes on hold  ·  Ctrl+Enter</source>
        <translation>%1 passe en attente  ·  Ctrl+Entrée</translation>
    </message>
    <message>
        <source>End and answer</source>
        <translation>Terminer et répondre</translation>
    </message>
    <message>
        <source>Ends the call with %1  ·  Ctrl+Alt+Enter</source>
        <translation>Termine l’appel avec %1  ·  Ctrl+Alt+Entrée</translation>
    </message>
</context>
<context>
    <name>WelcomePane</name>
    <message>
        <source>Ahoy, %1</source>
        <translation>Bonjour, %1</translation>
    </message>
    <message>
        <source>Pick someone on the left or type whom to call. The echo test shows how you look and sound to others.</source>
        <translation>Choisissez quelqu’un à gauche ou saisissez qui appeler. Le test d’écho montre comment les autres vous voient et vous entendent.</translation>
    </message>
    <message>
        <source>Call the echo test</source>
        <translation>Appeler le test d’écho</translation>
    </message>
    <message>
        <source>Echo test</source>
        <translation>Test d’écho</translation>
    </message>
    <message>
        <source>Others call you as</source>
        <translation>Les autres vous appellent par</translation>
    </message>
    <message>
        <source>Copy your user id</source>
        <translation>Copier votre identifiant</translation>
    </message>
</context>
<context>
    <name>sentences</name>
    <message>
        <source>Not verified: anybody may use this name.</source>
        <translation>Non vérifié : n’importe qui peut utiliser ce nom.</translation>
    </message>
    <message>
        <source>It stays in the tray, so that calls reach you. To end it, choose Quit in its menu, or press Ctrl+Q.</source>
        <translation>Il reste dans la zone de notification, pour que les appels vous parviennent. Pour le terminer, choisissez Quitter dans son menu ou appuyez sur Ctrl+Q.</translation>
    </message>
    <message>
        <source>Incoming video call for {account}</source>
        <translation>Appel vidéo entrant pour {account}</translation>
    </message>
    <message>
        <source>Incoming call for {account}</source>
        <translation>Appel entrant pour {account}</translation>
    </message>
    <message>
        <source>Incoming video call</source>
        <translation>Appel vidéo entrant</translation>
    </message>
    <message>
        <source>Incoming call</source>
        <translation>Appel entrant</translation>
    </message>
    <message>
        <source>Missed video call</source>
        <translation>Appel vidéo manqué</translation>
    </message>
    <message>
        <source>Missed call</source>
        <translation>Appel manqué</translation>
    </message>
    <message>
        <source>Your call with {name} goes on. The icon in the tray has the window, mute and hang up.</source>
        <translation>Votre appel avec {name} continue. L’icône de la zone de notification permet d’ouvrir la fenêtre, de couper le micro et de raccrocher.</translation>
    </message>
    <message>
        <source>Ahoy goes on</source>
        <translation>Ahoy continue</translation>
    </message>
    <message>
        <source>A call with {name}</source>
        <translation>Un appel avec {name}</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Répondre</translation>
    </message>
    <message>
        <source>Decline</source>
        <translation>Refuser</translation>
    </message>
    <message>
        <source>You are still in a call</source>
        <translation>Vous êtes encore en appel</translation>
    </message>
    <message>
        <source>Call back</source>
        <translation>Rappeler</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>Démarrage</translation>
    </message>
    <message>
        <source>Online</source>
        <translation>En ligne</translation>
    </message>
    <message>
        <source>Connecting again</source>
        <translation>Reconnexion</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Hors ligne</translation>
    </message>
    <message>
        <source>{state}, do not disturb</source>
        <translation>{state}, ne pas déranger</translation>
    </message>
    <message>
        <source>Hide Ahoy</source>
        <translation>Masquer Ahoy</translation>
    </message>
    <message>
        <source>Show Ahoy</source>
        <translation>Afficher Ahoy</translation>
    </message>
    <message>
        <source>Do not disturb</source>
        <translation>Ne pas déranger</translation>
    </message>
    <message>
        <source>Quit Ahoy</source>
        <translation>Quitter Ahoy</translation>
    </message>
    <message>
        <source>{state}, quiet until {time}</source>
        <translation>{state}, silencieux jusqu’à {time}</translation>
    </message>
    <message>
        <source>{state}, quiet</source>
        <translation>{state}, silencieux</translation>
    </message>
    <message>
        <source>{name} is calling</source>
        <translation>{name} appelle</translation>
    </message>
    <message>
        <source>In a call with {name}</source>
        <translation>En appel avec {name}</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>Couper le micro</translation>
    </message>
    <message>
        <source>Hang up</source>
        <translation>Raccrocher</translation>
    </message>
    <message>
        <source>Camera {number}</source>
        <translation>Caméra {number}</translation>
    </message>
    <message>
        <source>Whole screen</source>
        <translation>Tout l’écran</translation>
    </message>
    <message>
        <source>Screen {number}</source>
        <translation>Écran {number}</translation>
    </message>
    <message>
        <source>Choose in the system&apos;s dialog</source>
        <translation>Choisir dans la boîte de dialogue du système</translation>
    </message>
    <message>
        <source>What was shared is not there any more.</source>
        <translation>Ce qui était partagé n’existe plus.</translation>
    </message>
    <message>
        <source>The system does not let Ahoy capture it any more.</source>
        <translation>Le système ne laisse plus Ahoy le capturer.</translation>
    </message>
    <message>
        <source>Allow it in System Settings, Privacy &amp; Security, Screen &amp; System Audio Recording; then start Ahoy again.</source>
        <translation>Autorisez-le dans Réglages Système, Confidentialité et sécurité, Enregistrement de l’écran et de l’audio système, puis relancez Ahoy.</translation>
    </message>
    <message>
        <source>The screen is shared through the desktop&apos;s own dialog (xdg-desktop-portal, with PipeWire): choose a screen there and press Share.</source>
        <translation>L’écran est partagé par la boîte de dialogue du bureau (xdg-desktop-portal, avec PipeWire) : choisissez-y un écran et appuyez sur Partager.</translation>
    </message>
    <message>
        <source>This system shows Ahoy no screen that can be shared.</source>
        <translation>Ce système ne montre à Ahoy aucun écran à partager.</translation>
    </message>
    <message>
        <source>Ahoy runs without a screen here.</source>
        <translation>Ahoy fonctionne ici sans écran.</translation>
    </message>
    <message>
        <source>The sound server does not answer; Ahoy goes on trying.</source>
        <translation>Le serveur de son ne répond pas ; Ahoy continue d’essayer.</translation>
    </message>
    <message>
        <source>Ahoy has made a mistake; share again to send it.</source>
        <translation>Ahoy s’est trompé ; partagez à nouveau pour l’envoyer.</translation>
    </message>
    <message>
        <source>Ahoy cannot take up this computer&apos;s sound on {system}.</source>
        <translation>Ahoy ne peut pas capter le son de cet ordinateur sous {system}.</translation>
    </message>
    <message>
        <source>Ahoy cannot take up this computer&apos;s sound on this system.</source>
        <translation>Ahoy ne peut pas capter le son de cet ordinateur sur ce système.</translation>
    </message>
    <message>
        <source>Registered</source>
        <translation>Enregistré</translation>
    </message>
    <message>
        <source>Registering…</source>
        <translation>Enregistrement…</translation>
    </message>
    <message>
        <source>Not registered, tries again</source>
        <translation>Non enregistré, nouvel essai</translation>
    </message>
    <message>
        <source>Not registered</source>
        <translation>Non enregistré</translation>
    </message>
    <message numerus="yes">
        <source>{n} new messages</source>
        <translation>
            <numerusform>{n} nouveau message</numerusform>
            <numerusform>{n} nouveaux messages</numerusform>
        </translation>
    </message>
    <message>
        <source>New messages</source>
        <translation>Nouveaux messages</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Désactivé</translation>
    </message>
    <message>
        <source>Numbers by {address}</source>
        <translation>Numéros par {address}</translation>
    </message>
    <message>
        <source>Numbers by Ahoy itself</source>
        <translation>Numéros par Ahoy lui-même</translation>
    </message>
    <message>
        <source>Voicemail</source>
        <translation>Messagerie vocale</translation>
    </message>
    <message>
        <source>By {address}</source>
        <translation>Par {address}</translation>
    </message>
    <message>
        <source>User “{name}”</source>
        <translation>Utilisateur « {name} »</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>Copié.</translation>
    </message>
    <message>
        <source>“{text}” is filled in, to be called after this call.</source>
        <translation>« {text} » est saisi, à appeler après cet appel.</translation>
    </message>
    <message>
        <source>Type a name, a number or an address to call.</source>
        <translation>Saisissez un nom, un numéro ou une adresse à appeler.</translation>
    </message>
    <message>
        <source>{name} gave up before you answered.</source>
        <translation>{name} a renoncé avant que vous ne répondiez.</translation>
    </message>
    <message>
        <source>You did not want to be disturbed.</source>
        <translation>Vous ne vouliez pas être dérangé.</translation>
    </message>
    <message>
        <source>{name} is nobody you know, and unknown callers are silenced.</source>
        <translation>{name} vous est inconnu, et les appelants inconnus sont silencieux.</translation>
    </message>
    <message>
        <source>{name} is blocked.</source>
        <translation>{name} est bloqué.</translation>
    </message>
    <message numerus="yes">
        <source>{n} missed calls</source>
        <translation>
            <numerusform>{n} appel manqué</numerusform>
            <numerusform>{n} appels manqués</numerusform>
        </translation>
    </message>
    <message>
        <source>{name} called.</source>
        <translation>{name} a appelé.</translation>
    </message>
    <message>
        <source>The call is not established yet.</source>
        <translation>L’appel n’est pas encore établi.</translation>
    </message>
    <message>
        <source>The connection to the call service is away just now.</source>
        <translation>La connexion au service d’appel est coupée en ce moment.</translation>
    </message>
    <message>
        <source>A transfer is under way already.</source>
        <translation>Un transfert est déjà en cours.</translation>
    </message>
    <message>
        <source>The other side&apos;s program cannot be sent to another call.</source>
        <translation>Le programme du correspondant ne peut pas être transféré.</translation>
    </message>
    <message>
        <source>The other side takes no keys.</source>
        <translation>Le correspondant n’accepte pas de touches.</translation>
    </message>
    <message>
        <source>The other side&apos;s program cannot show a shared screen.</source>
        <translation>Le programme du correspondant ne peut pas afficher d’écran partagé.</translation>
    </message>
    <message>
        <source>The call ended before the transfer was confirmed.</source>
        <translation>L’appel s’est terminé avant la confirmation du transfert.</translation>
    </message>
    <message>
        <source>The call service does not offer this (it answered {status}).</source>
        <translation>Le service d’appel ne propose pas cela (réponse : {status}).</translation>
    </message>
    <message>
        <source>Your token server gave no token. {error}</source>
        <translation>Votre serveur de jetons n’a pas donné de jeton. {error}</translation>
    </message>
    <message>
        <source>Your token server answered with something that is no token.</source>
        <translation>Votre serveur de jetons a répondu par autre chose qu’un jeton.</translation>
    </message>
    <message>
        <source>This call service has no telephone line.</source>
        <translation>Ce service d’appel n’a pas de ligne téléphonique.</translation>
    </message>
    <message>
        <source>Emergency numbers cannot be called from here: use another telephone.</source>
        <translation>Les numéros d’urgence ne peuvent pas être appelés d’ici : utilisez un autre téléphone.</translation>
    </message>
    <message>
        <source>This call service makes no calls to SIP addresses.</source>
        <translation>Ce service d’appel n’appelle pas d’adresses SIP.</translation>
    </message>
    <message>
        <source>This call service has no conference rooms.</source>
        <translation>Ce service d’appel n’a pas de salons de conférence.</translation>
    </message>
    <message>
        <source>Calls arrive only while this program runs.</source>
        <translation>Les appels n’arrivent que tant que ce programme est lancé.</translation>
    </message>
    <message>
        <source>A room at a SIP provider is called like a person: by its name, number or address.</source>
        <translation>Un salon chez un fournisseur SIP s’appelle comme une personne : par son nom, son numéro ou son adresse.</translation>
    </message>
    <message>
        <source>A SIP provider cannot wake this program: calls arrive only while it runs.</source>
        <translation>Un fournisseur SIP ne peut pas réveiller ce programme : les appels n’arrivent que s’il est lancé.</translation>
    </message>
    <message>
        <source>People nearby are reached through this program&apos;s own call service only.</source>
        <translation>Les personnes à proximité ne sont joignables que par le service d’appel de ce programme.</translation>
    </message>
    <message>
        <source>The call service asked for credentials again; sign in once more.</source>
        <translation>Le service d’appel a redemandé les identifiants ; connectez-vous à nouveau.</translation>
    </message>
    <message>
        <source>The call service does not allow this call.</source>
        <translation>Le service d’appel n’autorise pas cet appel.</translation>
    </message>
    <message>
        <source>Nobody with this address is known to the call service.</source>
        <translation>Le service d’appel ne connaît personne à cette adresse.</translation>
    </message>
    <message>
        <source>The person called has left this address.</source>
        <translation>La personne appelée a quitté cette adresse.</translation>
    </message>
    <message>
        <source>The call was too large for the call service.</source>
        <translation>L’appel était trop volumineux pour le service d’appel.</translation>
    </message>
    <message>
        <source>The other side does not understand this kind of call.</source>
        <translation>Le correspondant ne comprend pas ce type d’appel.</translation>
    </message>
    <message>
        <source>The call service cannot reach this kind of address.</source>
        <translation>Le service d’appel ne peut pas joindre ce type d’adresse.</translation>
    </message>
    <message>
        <source>The other side lacks a feature that this call needs.</source>
        <translation>Il manque au correspondant une fonction nécessaire à cet appel.</translation>
    </message>
    <message>
        <source>The call no longer exists on the other side.</source>
        <translation>L’appel n’existe plus chez le correspondant.</translation>
    </message>
    <message>
        <source>The call went round in a loop.</source>
        <translation>L’appel a tourné en boucle.</translation>
    </message>
    <message>
        <source>The call was passed on too many times.</source>
        <translation>L’appel a été relayé trop de fois.</translation>
    </message>
    <message>
        <source>The address is not complete.</source>
        <translation>L’adresse est incomplète.</translation>
    </message>
    <message>
        <source>The address could mean several people.</source>
        <translation>L’adresse peut désigner plusieurs personnes.</translation>
    </message>
    <message>
        <source>The other side has no audio or video format in common with this machine.</source>
        <translation>Le correspondant n’a aucun format audio ou vidéo en commun avec cet ordinateur.</translation>
    </message>
    <message>
        <source>The other side, or the call service, has an inner error.</source>
        <translation>Le correspondant, ou le service d’appel, a une erreur interne.</translation>
    </message>
    <message>
        <source>The call service does not offer this kind of call.</source>
        <translation>Le service d’appel ne propose pas ce type d’appel.</translation>
    </message>
    <message>
        <source>The server of this address could not be reached.</source>
        <translation>Le serveur de cette adresse est injoignable.</translation>
    </message>
    <message>
        <source>The call service is overloaded or restarting; try again in a moment.</source>
        <translation>Le service d’appel est surchargé ou redémarre ; réessayez dans un instant.</translation>
    </message>
    <message>
        <source>The call service could not reach the other side&apos;s service in time.</source>
        <translation>Le service d’appel n’a pas pu joindre à temps le service du correspondant.</translation>
    </message>
    <message>
        <source>Nobody with this address exists.</source>
        <translation>Personne n’a cette adresse.</translation>
    </message>
    <message>
        <source>The person called has moved to another address.</source>
        <translation>La personne appelée a changé d’adresse.</translation>
    </message>
    <message>
        <source>The call service refused the call.</source>
        <translation>Le service d’appel a refusé l’appel.</translation>
    </message>
    <message>
        <source>The call service could not complete the call.</source>
        <translation>Le service d’appel n’a pas pu établir l’appel.</translation>
    </message>
    <message>
        <source>The other side refused the call.</source>
        <translation>Le correspondant a refusé l’appel.</translation>
    </message>
    <message>
        <source>The server needs a password.</source>
        <translation>Le serveur demande un mot de passe.</translation>
    </message>
    <message>
        <source>The other side&apos;s server does not allow this call.</source>
        <translation>Le serveur du correspondant n’autorise pas cet appel.</translation>
    </message>
    <message>
        <source>This address or number does not exist.</source>
        <translation>Cette adresse ou ce numéro n’existe pas.</translation>
    </message>
    <message>
        <source>This address or number is no longer in use.</source>
        <translation>Cette adresse ou ce numéro n’est plus utilisé.</translation>
    </message>
    <message>
        <source>The address or number is not complete.</source>
        <translation>L’adresse ou le numéro est incomplet.</translation>
    </message>
    <message>
        <source>The other side&apos;s server has an inner error.</source>
        <translation>Le serveur du correspondant a une erreur interne.</translation>
    </message>
    <message>
        <source>The other side&apos;s server does not offer this kind of call.</source>
        <translation>Le serveur du correspondant ne propose pas ce type d’appel.</translation>
    </message>
    <message>
        <source>The other side&apos;s server could not reach the person called.</source>
        <translation>Le serveur du correspondant n’a pas pu joindre la personne appelée.</translation>
    </message>
    <message>
        <source>The other side&apos;s server is overloaded or away; try again in a moment.</source>
        <translation>Le serveur du correspondant est surchargé ou absent ; réessayez dans un instant.</translation>
    </message>
    <message>
        <source>The other side&apos;s server could not reach the person called in time.</source>
        <translation>Le serveur du correspondant n’a pas pu joindre à temps la personne appelée.</translation>
    </message>
    <message>
        <source>The other side&apos;s server refused the call.</source>
        <translation>Le serveur du correspondant a refusé l’appel.</translation>
    </message>
    <message>
        <source>The other side&apos;s server could not complete the call.</source>
        <translation>Le serveur du correspondant n’a pas pu établir l’appel.</translation>
    </message>
    <message>
        <source>The other side ended the call: no media came through between the two machines.</source>
        <translation>Le correspondant a mis fin à l’appel : rien ne passait entre les deux ordinateurs.</translation>
    </message>
    <message>
        <source>The call was ended: the minutes for phone calls are used up for today.</source>
        <translation>L’appel a été terminé : les minutes d’appels téléphoniques d’aujourd’hui sont épuisées.</translation>
    </message>
    <message>
        <source>The other side ended the call: it could not use this machine&apos;s sound and picture.</source>
        <translation>Le correspondant a mis fin à l’appel : il ne pouvait pas utiliser le son et l’image de cet ordinateur.</translation>
    </message>
    <message>
        <source>The call was refused.</source>
        <translation>L’appel a été refusé.</translation>
    </message>
    <message>
        <source>The other side did not answer in time.</source>
        <translation>Le correspondant n’a pas répondu à temps.</translation>
    </message>
    <message>
        <source>The other side does not accept this.</source>
        <translation>Le correspondant n’accepte pas cela.</translation>
    </message>
    <message>
        <source>Both sides tried to change the call at once, again and again.</source>
        <translation>Les deux côtés ont essayé de modifier l’appel en même temps, encore et encore.</translation>
    </message>
    <message>
        <source>The connection to the call service broke.</source>
        <translation>La connexion au service d’appel a été rompue.</translation>
    </message>
    <message>
        <source>The other side refused ({status}).</source>
        <translation>Le correspondant a refusé ({status}).</translation>
    </message>
    <message>
        <source>The other side is changing the call just now.</source>
        <translation>Le correspondant modifie l’appel en ce moment.</translation>
    </message>
    <message>
        <source>The other side did not say in time what came of it.</source>
        <translation>Le correspondant n’a pas dit à temps ce qu’il en est advenu.</translation>
    </message>
    <message>
        <source>The other side is not allowed to call there.</source>
        <translation>Le correspondant n’a pas le droit d’appeler là-bas.</translation>
    </message>
    <message>
        <source>Nobody with this address is known.</source>
        <translation>Personne n’est connu à cette adresse.</translation>
    </message>
    <message>
        <source>Nobody could be reached there.</source>
        <translation>Personne n’a pu être joint là-bas.</translation>
    </message>
    <message>
        <source>Nobody answered there.</source>
        <translation>Personne n’a répondu là-bas.</translation>
    </message>
    <message>
        <source>The line there is busy.</source>
        <translation>La ligne y est occupée.</translation>
    </message>
    <message>
        <source>The other side gave up calling there.</source>
        <translation>Le correspondant a renoncé à y appeler.</translation>
    </message>
    <message>
        <source>The other side is being sent somewhere else already.</source>
        <translation>Le correspondant est déjà transféré ailleurs.</translation>
    </message>
    <message>
        <source>The other side, or the person called, declined.</source>
        <translation>Le correspondant, ou la personne appelée, a refusé.</translation>
    </message>
    <message>
        <source>It was refused ({status}).</source>
        <translation>Refusé ({status}).</translation>
    </message>
    <message>
        <source>Only the host of the room can do that.</source>
        <translation>Seul l’hôte du salon peut le faire.</translation>
    </message>
    <message>
        <source>The connection to the room was lost, and it has been locked since.</source>
        <translation>La connexion au salon a été perdue, et il a été verrouillé depuis.</translation>
    </message>
    <message>
        <source>The connection to the room was lost, and it could not be entered again.</source>
        <translation>La connexion au salon a été perdue, et il n’a pas été possible d’y revenir.</translation>
    </message>
    <message>
        <source>If this network wants you to log in first, do that in a web browser.</source>
        <translation>Si ce réseau demande d’abord une connexion, faites-la dans un navigateur web.</translation>
    </message>
    <message>
        <source>The address must begin with https:// (http:// is for this machine only).</source>
        <translation>L’adresse doit commencer par https:// (http:// seulement pour cet ordinateur).</translation>
    </message>
    <message>
        <source>The connection to {host} broke.</source>
        <translation>La connexion à {host} a été rompue.</translation>
    </message>
    <message>
        <source>{host} answered with something else than a JSON object.</source>
        <translation>{host} a répondu par autre chose qu’un objet JSON.</translation>
    </message>
    <message>
        <source>{host} did not answer in time.</source>
        <translation>{host} n’a pas répondu à temps.</translation>
    </message>
    <message>
        <source>There is no computer named {host}, or no network to ask.</source>
        <translation>Il n’y a pas d’ordinateur nommé {host}, ou pas de réseau pour le demander.</translation>
    </message>
    <message>
        <source>{host} cannot be reached: {reason}.</source>
        <translation>{host} est injoignable : {reason}.</translation>
    </message>
    <message>
        <source>{host} is no call service: it answered {status}.</source>
        <translation>{host} n’est pas un service d’appel : réponse {status}.</translation>
    </message>
    <message>
        <source>{host} answered {status}.</source>
        <translation>{host} a répondu {status}.</translation>
    </message>
    <message>
        <source>This is not a web address.</source>
        <translation>Ce n’est pas une adresse web.</translation>
    </message>
    <message>
        <source>{host} answered with more than {number} bytes.</source>
        <translation>{host} a répondu par plus de {number} octets.</translation>
    </message>
    <message>
        <source>The certificate of {host} is not valid for it.</source>
        <translation>Le certificat de {host} n’est pas valable pour lui.</translation>
    </message>
    <message>
        <source>{host} does not speak HTTPS there.</source>
        <translation>{host} n’y parle pas HTTPS.</translation>
    </message>
    <message>
        <source>The push service at {host} answered {status}.</source>
        <translation>Le service de push de {host} a répondu {status}.</translation>
    </message>
    <message>
        <source>The push service at {host} does not say where its messages are.</source>
        <translation>Le service de push de {host} ne dit pas où sont ses messages.</translation>
    </message>
    <message>
        <source>The call service did not let you in.</source>
        <translation>Le service d’appel ne vous a pas laissé entrer.</translation>
    </message>
    <message>
        <source>The registration of this user on this device has ended; only a token that prolongs it helps.</source>
        <translation>L’enregistrement de cet utilisateur sur cet appareil a pris fin ; seul un jeton qui le prolonge aidera.</translation>
    </message>
    <message>
        <source>The SIP provider did not let you in: user name or password is wrong.</source>
        <translation>Le fournisseur SIP ne vous a pas laissé entrer : nom d’utilisateur ou mot de passe incorrect.</translation>
    </message>
    <message>
        <source>There is no usable token for the call service.</source>
        <translation>Il n’y a pas de jeton utilisable pour le service d’appel.</translation>
    </message>
    <message>
        <source>The call service has no room right now.</source>
        <translation>Le service d’appel n’a plus de place en ce moment.</translation>
    </message>
    <message>
        <source>The call service did not let you in: {reason}</source>
        <translation>Le service d’appel ne vous a pas laissé entrer : {reason}</translation>
    </message>
    <message>
        <source>A new token for the call service could not be had; trying again.</source>
        <translation>Impossible d’obtenir un nouveau jeton pour le service d’appel ; nouvel essai.</translation>
    </message>
    <message>
        <source>The call service refuses tokens that it has just accepted.</source>
        <translation>Le service d’appel refuse des jetons qu’il vient d’accepter.</translation>
    </message>
    <message>
        <source>The call service did not answer in time.</source>
        <translation>Le service d’appel n’a pas répondu à temps.</translation>
    </message>
    <message>
        <source>The connection to the call service was lost.</source>
        <translation>La connexion au service d’appel a été perdue.</translation>
    </message>
    <message>
        <source>This network wants you to sign in first. Open a page in a web browser to do that: Ahoy goes on by itself.</source>
        <translation>Ce réseau demande d’abord une connexion. Ouvrez pour cela une page dans un navigateur : Ahoy continue ensuite tout seul.</translation>
    </message>
    <message>
        <source>The connection to the call service broke while the call was being set up.</source>
        <translation>La connexion au service d’appel a été rompue pendant l’établissement de l’appel.</translation>
    </message>
    <message>
        <source>The other side no longer knows of this call.</source>
        <translation>Le correspondant ne connaît plus cet appel.</translation>
    </message>
    <message>
        <source>The other side did not confirm the call in time.</source>
        <translation>Le correspondant n’a pas confirmé l’appel à temps.</translation>
    </message>
    <message>
        <source>{host} is no call service, or refuses this program ({status}).</source>
        <translation>{host} n’est pas un service d’appel, ou refuse ce programme ({status}).</translation>
    </message>
    <message>
        <source>There is no connection to the call service right now.</source>
        <translation>Il n’y a pas de connexion au service d’appel en ce moment.</translation>
    </message>
    <message>
        <source>This call cannot be put into a SIP message: {error}.</source>
        <translation>Cet appel ne peut pas être mis dans un message SIP : {error}.</translation>
    </message>
    <message>
        <source>A path with a line break in it cannot be started at login.</source>
        <translation>Un chemin contenant un saut de ligne ne peut pas être lancé à l’ouverture de session.</translation>
    </message>
    <message>
        <source>{file} cannot be read: {reason}.</source>
        <translation>{file} ne peut pas être lu : {reason}.</translation>
    </message>
    <message>
        <source>{file} cannot be written: {reason}.</source>
        <translation>{file} ne peut pas être écrit : {reason}.</translation>
    </message>
    <message>
        <source>{file} cannot be removed: {reason}.</source>
        <translation>{file} ne peut pas être supprimé : {reason}.</translation>
    </message>
    <message>
        <source>The registry cannot be read: {error}.</source>
        <translation>Le registre ne peut pas être lu : {error}.</translation>
    </message>
    <message>
        <source>The registry cannot be written: {error}.</source>
        <translation>Le registre ne peut pas être écrit : {error}.</translation>
    </message>
    <message>
        <source>Ahoy&apos;s own call service keeps stopping. Start Ahoy again.</source>
        <translation>Le service d’appel d’Ahoy s’arrête sans cesse. Relancez Ahoy.</translation>
    </message>
    <message>
        <source>The SIP server needs your password.</source>
        <translation>Le serveur SIP a besoin de votre mot de passe.</translation>
    </message>
    <message>
        <source>The SIP server needs the user name that it knows you by.</source>
        <translation>Le serveur SIP a besoin du nom d’utilisateur sous lequel il vous connaît.</translation>
    </message>
    <message>
        <source>The call service needs an application secret or the address of your token server.</source>
        <translation>Le service d’appel a besoin d’un secret d’application ou de l’adresse de votre serveur de jetons.</translation>
    </message>
    <message>
        <source>There is no key store on this system: the password is forgotten when Ahoy closes.</source>
        <translation>Ce système n’a pas de trousseau : le mot de passe est oublié quand Ahoy se ferme.</translation>
    </message>
    <message>
        <source>There is no key store on this system: the secret is forgotten when Ahoy closes.</source>
        <translation>Ce système n’a pas de trousseau : le secret est oublié quand Ahoy se ferme.</translation>
    </message>
    <message>
        <source>People nearby are found by Ahoy&apos;s own call service only.</source>
        <translation>Les personnes à proximité ne sont trouvées que par le service d’appel d’Ahoy.</translation>
    </message>
    <message>
        <source>Ahoy is not connected to its call service yet. Try again in a moment.</source>
        <translation>Ahoy n’est pas encore connecté à son service d’appel. Réessayez dans un instant.</translation>
    </message>
    <message>
        <source>The call service does not answer: the account was not changed.</source>
        <translation>Le service d’appel ne répond pas : le compte n’a pas été modifié.</translation>
    </message>
    <message>
        <source>Ahoy cannot ring while its window is closed: {error}</source>
        <translation>Ahoy ne peut pas sonner quand sa fenêtre est fermée : {error}</translation>
    </message>
    <message>
        <source>“{text}” cannot be called by this account: use a number, or name@server.</source>
        <translation>« {text} » ne peut pas être appelé par ce compte : utilisez un numéro, ou nom@serveur.</translation>
    </message>
    <message>
        <source>People nearby are not called by an account at another provider.</source>
        <translation>On n’appelle pas les personnes à proximité par un compte chez un autre fournisseur.</translation>
    </message>
    <message>
        <source>A user id</source>
        <translation>Un identifiant</translation>
    </message>
    <message>
        <source>The application key</source>
        <translation>La clé d’application</translation>
    </message>
    <message>
        <source>The address of the call service</source>
        <translation>L’adresse du service d’appel</translation>
    </message>
    <message>
        <source>The call&apos;s headers</source>
        <translation>Les en-têtes de l’appel</translation>
    </message>
    <message>
        <source>The address of the SIP server</source>
        <translation>L’adresse du serveur SIP</translation>
    </message>
    <message>
        <source>The user name</source>
        <translation>Le nom d’utilisateur</translation>
    </message>
    <message>
        <source>The password</source>
        <translation>Le mot de passe</translation>
    </message>
    <message>
        <source>The domain of the SIP server</source>
        <translation>Le domaine du serveur SIP</translation>
    </message>
    <message>
        <source>The address</source>
        <translation>L’adresse</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Touches</translation>
    </message>
    <message>
        <source>Choose a screen or a window to show.</source>
        <translation>Choisissez un écran ou une fenêtre à montrer.</translation>
    </message>
    <message>
        <source>Calls to phone numbers show a number of yours: set it first.</source>
        <translation>Les appels vers des numéros de téléphone montrent un numéro à vous : indiquez-le d’abord.</translation>
    </message>
    <message>
        <source>That is no international phone number: + and up to 15 digits.</source>
        <translation>Ce n’est pas un numéro international : + et 15 chiffres au plus.</translation>
    </message>
    <message>
        <source>That is no SIP address: write name@server, 64 characters at most.</source>
        <translation>Ce n’est pas une adresse SIP : écrivez nom@serveur, 64 caractères au plus.</translation>
    </message>
    <message>
        <source>The name of a room has 1 to 64 characters.</source>
        <translation>Le nom d’un salon a de 1 à 64 caractères.</translation>
    </message>
    <message>
        <source>They are not in the room any more.</source>
        <translation>Cette personne n’est plus dans le salon.</translation>
    </message>
    <message>
        <source>This person&apos;s address on the network is not right.</source>
        <translation>L’adresse de cette personne sur le réseau n’est pas correcte.</translation>
    </message>
    <message>
        <source>This</source>
        <translation>Ceci</translation>
    </message>
    <message>
        <source>Reconnecting</source>
        <translation>Reconnexion</translation>
    </message>
    <message>
        <source>The call service is away; the call goes on</source>
        <translation>Le service d’appel est absent ; l’appel continue</translation>
    </message>
    <message>
        <source>Good: nothing was wrong with it.</source>
        <translation>Bon : rien à redire.</translation>
    </message>
    <message>
        <source>{number} calls at once are all that Ahoy can hold.</source>
        <translation>Ahoy ne peut pas tenir plus de {number} appels à la fois.</translation>
    </message>
    <message>
        <source>{name} could not be reached.</source>
        <translation>{name} est injoignable.</translation>
    </message>
    <message>
        <source>{name} declined the call.</source>
        <translation>{name} a refusé l’appel.</translation>
    </message>
    <message>
        <source>{name} did not answer.</source>
        <translation>{name} n’a pas répondu.</translation>
    </message>
    <message>
        <source>You cancelled the call.</source>
        <translation>Vous avez annulé l’appel.</translation>
    </message>
    <message>
        <source>{name} took the call on another device.</source>
        <translation>{name} a pris l’appel sur un autre appareil.</translation>
    </message>
    <message>
        <source>The connection was lost.</source>
        <translation>La connexion a été perdue.</translation>
    </message>
    <message>
        <source>The call could not be set up.</source>
        <translation>L’appel n’a pas pu être établi.</translation>
    </message>
    <message>
        <source>You declined the call.</source>
        <translation>Vous avez refusé l’appel.</translation>
    </message>
    <message>
        <source>You did not answer.</source>
        <translation>Vous n’avez pas répondu.</translation>
    </message>
    <message>
        <source>Answered on another device.</source>
        <translation>Pris sur un autre appareil.</translation>
    </message>
    <message>
        <source>You were in another call.</source>
        <translation>Vous étiez dans un autre appel.</translation>
    </message>
    <message numerus="yes">
        <source>The call with {name} ends in {n} seconds: your minutes for phone calls are used up then.</source>
        <translation>
            <numerusform>L’appel avec {name} se termine dans {n} seconde : vos minutes d’appels téléphoniques seront alors épuisées.</numerusform>
            <numerusform>L’appel avec {name} se termine dans {n} secondes : vos minutes d’appels téléphoniques seront alors épuisées.</numerusform>
        </translation>
    </message>
    <message>
        <source>The call with {name} went on in another one.</source>
        <translation>L’appel avec {name} s’est poursuivi dans un autre.</translation>
    </message>
    <message>
        <source>You brought {name} into a conference room.</source>
        <translation>Vous avez fait entrer {name} dans un salon de conférence.</translation>
    </message>
    <message>
        <source>You connected {name} with {other}.</source>
        <translation>Vous avez mis {name} en relation avec {other}.</translation>
    </message>
    <message>
        <source>Declined on another device.</source>
        <translation>Refusé sur un autre appareil.</translation>
    </message>
    <message>
        <source>You and {name} called each other at the same moment.</source>
        <translation>{name} et vous vous êtes appelés au même moment.</translation>
    </message>
    <message>
        <source>{name} connected you with {other}.</source>
        <translation>{name} vous a mis en relation avec {other}.</translation>
    </message>
    <message>
        <source>The connection to {name} failed: {message}</source>
        <translation>La connexion avec {name} a échoué : {message}</translation>
    </message>
    <message>
        <source>The call could not be set up: {message}</source>
        <translation>L’appel n’a pas pu être établi : {message}</translation>
    </message>
    <message>
        <source>{name} brought you into a conference room.</source>
        <translation>{name} vous a fait entrer dans un salon de conférence.</translation>
    </message>
    <message>
        <source>You hung up.</source>
        <translation>Vous avez raccroché.</translation>
    </message>
    <message>
        <source>{name} hung up.</source>
        <translation>{name} a raccroché.</translation>
    </message>
    <message>
        <source>The call failed.</source>
        <translation>L’appel a échoué.</translation>
    </message>
    <message>
        <source>You were busy.</source>
        <translation>Vous étiez occupé.</translation>
    </message>
    <message>
        <source>{name} is busy.</source>
        <translation>{name} est en ligne.</translation>
    </message>
    <message>
        <source>Nobody can be sent into a room: invite them instead.</source>
        <translation>Personne ne peut être transféré vers un salon : invitez-le plutôt.</translation>
    </message>
    <message>
        <source>Nobody can be sent to an emergency number: call it yourself.</source>
        <translation>Personne ne peut être transféré vers un numéro d’urgence : appelez vous-même.</translation>
    </message>
    <message>
        <source>{name} wanted to connect you with {other}. Ahoy did not do that.</source>
        <translation>{name} a voulu vous mettre en relation avec {other}. Ahoy ne l’a pas fait.</translation>
    </message>
    <message>
        <source>{name} is being connected with somebody already.</source>
        <translation>{name} est déjà en cours de transfert.</translation>
    </message>
    <message>
        <source>A call cannot be connected with itself.</source>
        <translation>Un appel ne peut pas être relié à lui-même.</translation>
    </message>
    <message>
        <source>{name} cannot be connected with {other} now: {reason}</source>
        <translation>{name} ne peut pas être mis en relation avec {other} maintenant : {reason}</translation>
    </message>
    <message>
        <source>{name} does not see your screen any more. {reason}</source>
        <translation>{name} ne voit plus votre écran. {reason}</translation>
    </message>
    <message>
        <source>Your screen cannot be shown to {name}: {reason}</source>
        <translation>Votre écran ne peut pas être montré à {name} : {reason}</translation>
    </message>
    <message>
        <source>The host of the room muted you.</source>
        <translation>L’hôte du salon a coupé votre micro.</translation>
    </message>
    <message>
        <source>{name} does not hear this computer&apos;s sound now. {reason}</source>
        <translation>{name} n’entend pas le son de cet ordinateur en ce moment. {reason}</translation>
    </message>
    <message>
        <source>A part of the pictures from {name} gets lost on the way to you</source>
        <translation>Une partie de l’image de {name} se perd en chemin vers vous</translation>
    </message>
    <message>
        <source>A part of the sound from {name} gets lost on the way to you</source>
        <translation>Une partie du son de {name} se perd en chemin vers vous</translation>
    </message>
    <message>
        <source>A part of your pictures gets lost on the way to {name}</source>
        <translation>Une partie de votre image se perd en chemin vers {name}</translation>
    </message>
    <message>
        <source>A part of your sound gets lost on the way to {name}</source>
        <translation>Une partie de votre son se perd en chemin vers {name}</translation>
    </message>
    <message>
        <source>Your Wi-Fi seems to lose packets</source>
        <translation>Votre Wi-Fi semble perdre des paquets</translation>
    </message>
    <message>
        <source>Your mobile network seems to lose packets</source>
        <translation>Votre réseau mobile semble perdre des paquets</translation>
    </message>
    <message>
        <source>Your VPN seems to lose packets</source>
        <translation>Votre VPN semble perdre des paquets</translation>
    </message>
    <message>
        <source>The quality of the sound is not good.</source>
        <translation>La qualité du son n’est pas bonne.</translation>
    </message>
    <message>
        <source>The connection is slow: {name} answers late by {late} ms.</source>
        <translation>La connexion est lente : {name} répond avec {late} ms de retard.</translation>
    </message>
    <message>
        <source>The connection is uneven</source>
        <translation>La connexion est irrégulière</translation>
    </message>
    <message>
        <source>{here} of what comes, {there} of what you send</source>
        <translation>{here} de ce qui arrive, {there} de ce que vous envoyez</translation>
    </message>
    <message>
        <source>The quality of the pictures is not good.</source>
        <translation>La qualité de l’image n’est pas bonne.</translation>
    </message>
    <message>
        <source>The connection is slow: {name} answers late.</source>
        <translation>La connexion est lente : {name} répond en retard.</translation>
    </message>
    <message>
        <source>The connection is uneven by {late} ms</source>
        <translation>La connexion varie de {late} ms</translation>
    </message>
    <message>
        <source>pictures may stutter</source>
        <translation>l’image peut saccader</translation>
    </message>
    <message>
        <source>sound may stutter</source>
        <translation>le son peut saccader</translation>
    </message>
    <message>
        <source>Your network, or that of {name}, loses packets</source>
        <translation>Votre réseau, ou celui de {name}, perd des paquets</translation>
    </message>
    <message>
        <source>The connection to {name} is interrupted. Ahoy tries to get it back.</source>
        <translation>La connexion avec {name} est interrompue. Ahoy essaie de la rétablir.</translation>
    </message>
    <message>
        <source>Your microphone gives no sound at all: {name} hears nothing of you.</source>
        <translation>Votre micro ne donne aucun son : {name} n’entend rien de vous.</translation>
    </message>
    <message>
        <source>Your microphone gives an even noise and no voice: {name} may not hear you.</source>
        <translation>Votre micro donne un bruit constant et pas de voix : {name} ne vous entend peut-être pas.</translation>
    </message>
    <message>
        <source>No sound comes from {name}: the microphone there may be switched off.</source>
        <translation>Aucun son ne vient de {name} : le micro y est peut-être coupé.</translation>
    </message>
    <message>
        <source>Only an even noise comes from {name}.</source>
        <translation>Seul un bruit constant vient de {name}.</translation>
    </message>
    <message>
        <source>The room is locked: nobody else gets in.</source>
        <translation>Le salon est verrouillé : personne d’autre n’entre.</translation>
    </message>
    <message>
        <source>The host sent you out of the room.</source>
        <translation>L’hôte vous a exclu du salon.</translation>
    </message>
    <message>
        <source>The host ended the room.</source>
        <translation>L’hôte a terminé le salon.</translation>
    </message>
    <message>
        <source>You entered the room again from elsewhere.</source>
        <translation>Vous êtes entré à nouveau dans le salon depuis ailleurs.</translation>
    </message>
    <message>
        <source>The call service ended the room.</source>
        <translation>Le service d’appel a terminé le salon.</translation>
    </message>
    <message>
        <source>You did not wait for the room.</source>
        <translation>Vous n’avez pas attendu le salon.</translation>
    </message>
    <message>
        <source>The connection to the room was lost.</source>
        <translation>La connexion au salon a été perdue.</translation>
    </message>
    <message>
        <source>The room has ended.</source>
        <translation>Le salon est terminé.</translation>
    </message>
    <message>
        <source>Room {name}</source>
        <translation>Salon {name}</translation>
    </message>
    <message>
        <source>You left the room.</source>
        <translation>Vous avez quitté le salon.</translation>
    </message>
    <message>
        <source>The room could not be reached.</source>
        <translation>Le salon est injoignable.</translation>
    </message>
    <message>
        <source>You ended the room for all.</source>
        <translation>Vous avez terminé le salon pour tous.</translation>
    </message>
    <message>
        <source>Your calls go by a relay alone, and your call service has none. Let them go directly: Settings, Privacy, “Always use a relay”.</source>
        <translation>Vos appels ne passent que par un relais, et votre service d’appel n’en a pas. Laissez-les passer directement : Réglages, Confidentialité, « Toujours utiliser un relais ».</translation>
    </message>
    <message>
        <source>{name} could not be taken back: {reason}</source>
        <translation>{name} n’a pas pu être repris : {reason}</translation>
    </message>
    <message>
        <source>{name} could not be put on hold: {reason}</source>
        <translation>{name} n’a pas pu être mis en attente : {reason}</translation>
    </message>
    <message>
        <source>{name} cannot be put on hold or taken back now: {error}</source>
        <translation>{name} ne peut être ni mis en attente ni repris maintenant : {error}</translation>
    </message>
    <message>
        <source>No keys can be sent now: {error}</source>
        <translation>Aucune touche ne peut être envoyée maintenant : {error}</translation>
    </message>
    <message>
        <source>The screen cannot be shown to {name} now: {error}</source>
        <translation>L’écran ne peut pas être montré à {name} maintenant : {error}</translation>
    </message>
    <message>
        <source>The account to call by does not exist any more.</source>
        <translation>Le compte à utiliser pour appeler n’existe plus.</translation>
    </message>
    <message>
        <source>the room</source>
        <translation>le salon</translation>
    </message>
    <message>
        <source>Connecting {name} with {other}</source>
        <translation>Mise en relation de {name} avec {other}</translation>
    </message>
    <message>
        <source>Connecting {name} with {other}: it rings there</source>
        <translation>Mise en relation de {name} avec {other} : ça sonne</translation>
    </message>
    <message>
        <source>{name} is connected with {other}</source>
        <translation>{name} est en relation avec {other}</translation>
    </message>
    <message>
        <source>{name} could not be connected with {other}: {reason}</source>
        <translation>{name} n’a pas pu être mis en relation avec {other} : {reason}</translation>
    </message>
    <message>
        <source>{name} could not be brought into the room: {reason}</source>
        <translation>{name} n’a pas pu être amené dans le salon : {reason}</translation>
    </message>
    <message>
        <source>{name} connects you with {other}</source>
        <translation>{name} vous met en relation avec {other}</translation>
    </message>
    <message>
        <source>{name} could not be connected with {other}.</source>
        <translation>{name} n’a pas pu être mis en relation avec {other}.</translation>
    </message>
    <message>
        <source>{name} is in the room</source>
        <translation>{name} est dans le salon</translation>
    </message>
    <message>
        <source>Bringing {name} into the room</source>
        <translation>Arrivée de {name} dans le salon</translation>
    </message>
    <message>
        <source>{name} could not be brought into the room.</source>
        <translation>{name} n’a pas pu être amené dans le salon.</translation>
    </message>
    <message>
        <source>The connection was gone for {seconds} s.</source>
        <translation>La connexion a été perdue pendant {seconds} s.</translation>
    </message>
    <message>
        <source>On the way to you {amount} was lost for {seconds} s.</source>
        <translation>{amount} se sont perdus en chemin vers vous pendant {seconds} s.</translation>
    </message>
    <message>
        <source>On the way from you {amount} was lost for {seconds} s.</source>
        <translation>{amount} se sont perdus en chemin depuis vous pendant {seconds} s.</translation>
    </message>
    <message>
        <source>The picture stood still again and again for {seconds} s.</source>
        <translation>L’image s’est figée à plusieurs reprises pendant {seconds} s.</translation>
    </message>
    <message>
        <source>The connection was slow: {amount} ms there and back, for {seconds} s.</source>
        <translation>La connexion était lente : {amount} ms aller-retour, pendant {seconds} s.</translation>
    </message>
    <message>
        <source>Type a name that other people will see.</source>
        <translation>Saisissez un nom que les autres verront.</translation>
    </message>
    <message>
        <source>{error} Contacts and calls of this session are not kept.</source>
        <translation>{error} Les contacts et les appels de cette session ne sont pas conservés.</translation>
    </message>
    <message>
        <source>The profile {folder} cannot be used: {reason}.</source>
        <translation>Le profil {folder} ne peut pas être utilisé : {reason}.</translation>
    </message>
    <message>
        <source>“{text}” cannot be called: use a user id, a phone number with +, a SIP address (name@server) or conf:room.</source>
        <translation>« {text} » ne peut pas être appelé : utilisez un identifiant, un numéro avec +, une adresse SIP (nom@serveur) ou conf:salon.</translation>
    </message>
    <message>
        <source>“{text}” is not a SIP address: write name@server.</source>
        <translation>« {text} » n’est pas une adresse SIP : écrivez nom@serveur.</translation>
    </message>
    <message>
        <source>A contact needs an address: a name, a number or name@server.</source>
        <translation>Un contact a besoin d’une adresse : un nom, un numéro ou nom@serveur.</translation>
    </message>
    <message>
        <source>Nobody has such an address: there is nothing to block.</source>
        <translation>Personne n’a une telle adresse : il n’y a rien à bloquer.</translation>
    </message>
    <message>
        <source>“{country}” is no country with telephones.</source>
        <translation>« {country} » n’est pas un pays qui a le téléphone.</translation>
    </message>
    <message>
        <source>Older calls cannot be read: {error}</source>
        <translation>Les appels plus anciens ne peuvent pas être lus : {error}</translation>
    </message>
    <message>
        <source>That is no address: {number} characters at most, in one line.</source>
        <translation>Ce n’est pas une adresse : {number} caractères au plus, sur une ligne.</translation>
    </message>
    <message>
        <source>A second call can ask, be rejected or ring, not “{policy}”.</source>
        <translation>Un deuxième appel peut demander, être rejeté ou sonner, pas « {policy} ».</translation>
    </message>
    <message>
        <source>Unknown callers can ring or be silenced, not “{policy}”.</source>
        <translation>Les appelants inconnus peuvent sonner ou être silencieux, pas « {policy} ».</translation>
    </message>
    <message>
        <source>Your number cannot be used. {error}</source>
        <translation>Votre numéro ne peut pas être utilisé. {error}</translation>
    </message>
    <message>
        <source>No contact was added.</source>
        <translation>Aucun contact n’a été ajouté.</translation>
    </message>
    <message>
        <source>Stopped: no contact was added.</source>
        <translation>Arrêté : aucun contact n’a été ajouté.</translation>
    </message>
    <message>
        <source>{file} is still being read: wait, or stop that.</source>
        <translation>{file} est encore en cours de lecture : attendez ou arrêtez-la.</translation>
    </message>
    <message numerus="yes">
        <source>{n} contacts added.</source>
        <translation>
            <numerusform>{n} contact ajouté.</numerusform>
            <numerusform>{n} contacts ajoutés.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} contacts got something new.</source>
        <translation>
            <numerusform>{n} contact a été complété.</numerusform>
            <numerusform>{n} contacts ont été complétés.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} contacts had been there already.</source>
        <translation>
            <numerusform>{n} contact était déjà là.</numerusform>
            <numerusform>{n} contacts étaient déjà là.</numerusform>
        </translation>
    </message>
    <message>
        <source>Left out: {what}.</source>
        <translation>Laissés de côté : {what}.</translation>
    </message>
    <message numerus="yes">
        <source>{n} numbers without a country cannot be called yet.</source>
        <translation>
            <numerusform>{n} numéro sans pays ne peut pas encore être appelé.</numerusform>
            <numerusform>{n} numéros sans pays ne peuvent pas encore être appelés.</numerusform>
        </translation>
    </message>
    <message>
        <source>The file ends in the middle of a contact.</source>
        <translation>Le fichier s’arrête au milieu d’un contact.</translation>
    </message>
    <message numerus="yes">
        <source>{n} with nothing to call</source>
        <translation>
            <numerusform>{n} sans rien à appeler</numerusform>
            <numerusform>{n} sans rien à appeler</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} that could not be read</source>
        <translation>
            <numerusform>{n} illisible</numerusform>
            <numerusform>{n} illisibles</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} beyond the limit</source>
        <translation>
            <numerusform>{n} au-delà de la limite</numerusform>
            <numerusform>{n} au-delà de la limite</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} contacts written to {file}.</source>
        <translation>
            <numerusform>{n} contact écrit dans {file}.</numerusform>
            <numerusform>{n} contacts écrits dans {file}.</numerusform>
        </translation>
    </message>
    <message>
        <source>This contact does not exist any more.</source>
        <translation>Ce contact n’existe plus.</translation>
    </message>
    <message>
        <source>{name} has the address {address} already.</source>
        <translation>{name} a déjà l’adresse {address}.</translation>
    </message>
    <message>
        <source>Ahoy writes no vCard {version}: only 3.0 and 4.0.</source>
        <translation>Ahoy n’écrit pas de vCard {version} : seulement 3.0 et 4.0.</translation>
    </message>
    <message>
        <source>This could not be saved: {error}</source>
        <translation>Impossible d’enregistrer : {error}</translation>
    </message>
    <message>
        <source>Quiet hours go from one time to another, such as 22:00, on one day at least.</source>
        <translation>Les heures calmes vont d’une heure à une autre, comme 22:00, au moins un jour.</translation>
    </message>
    <message>
        <source>A time of the day is between 00:00 and 23:59.</source>
        <translation>Une heure est comprise entre 00:00 et 23:59.</translation>
    </message>
    <message>
        <source>Echo test</source>
        <translation>Test d’écho</translation>
    </message>
    <message>
        <source>{name} did not come.</source>
        <translation>{name} n’est pas venu.</translation>
    </message>
    <message>
        <source>{name} left.</source>
        <translation>{name} est parti.</translation>
    </message>
    <message>
        <source>{name} is the host of the room now.</source>
        <translation>{name} est maintenant l’hôte du salon.</translation>
    </message>
    <message>
        <source>{name} raised a hand.</source>
        <translation>{name} a levé la main.</translation>
    </message>
    <message>
        <source>{name} shows a screen.</source>
        <translation>{name} montre un écran.</translation>
    </message>
    <message>
        <source>You are the host of the room now.</source>
        <translation>Vous êtes maintenant l’hôte du salon.</translation>
    </message>
    <message>
        <source>{name} is being called.</source>
        <translation>Appel de {name} en cours.</translation>
    </message>
    <message>
        <source>The room is open again.</source>
        <translation>Le salon est à nouveau ouvert.</translation>
    </message>
    <message>
        <source>{name} lost the connection.</source>
        <translation>{name} a perdu la connexion.</translation>
    </message>
    <message>
        <source>{name} is back.</source>
        <translation>{name} est de retour.</translation>
    </message>
    <message>
        <source>{name} joined.</source>
        <translation>{name} est arrivé.</translation>
    </message>
    <message>
        <source>Calls are being brought into a room already.</source>
        <translation>Des appels sont déjà en train d’être réunis dans un salon.</translation>
    </message>
    <message>
        <source>There is no other call to bring into the room.</source>
        <translation>Il n’y a pas d’autre appel à amener dans le salon.</translation>
    </message>
    <message>
        <source>{name} is called on this network, by another call service, where {user} is somebody else.</source>
        <translation>{name} est sur ce réseau avec un autre service d’appel, où {user} est quelqu’un d’autre.</translation>
    </message>
    <message>
        <source>{name} is called on this network, by another call service: its people cannot come into rooms of this one.</source>
        <translation>{name} est sur ce réseau avec un autre service d’appel : ses utilisateurs ne peuvent pas entrer dans les salons de celui-ci.</translation>
    </message>
    <message>
        <source>{name} is not entered yet.</source>
        <translation>L’entrée dans {name} n’est pas terminée.</translation>
    </message>
    <message>
        <source>The room could not be opened: the calls go on as they were.</source>
        <translation>Le salon n’a pas pu être ouvert : les appels continuent comme avant.</translation>
    </message>
    <message>
        <source>{name} cannot be brought into a room now: {reason}</source>
        <translation>{name} ne peut pas être amené dans un salon maintenant : {reason}</translation>
    </message>
    <message>
        <source>The room could not be opened: {error}.</source>
        <translation>Le salon n’a pas pu être ouvert : {error}.</translation>
    </message>
    <message>
        <source>The room could not be entered: the calls go on as they were.</source>
        <translation>Impossible d’entrer dans le salon : les appels continuent comme avant.</translation>
    </message>
    <message>
        <source>{name} cannot be brought into the room now: {error}</source>
        <translation>{name} ne peut pas être amené dans le salon maintenant : {error}</translation>
    </message>
    <message>
        <source>A room cannot be invited into another one.</source>
        <translation>Un salon ne peut pas être invité dans un autre.</translation>
    </message>
    <message>
        <source>An emergency number cannot be invited into a room: call it yourself.</source>
        <translation>Un numéro d’urgence ne peut pas être invité dans un salon : appelez-le vous-même.</translation>
    </message>
    <message>
        <source>People nearby have another call service, and cannot come into rooms of this one.</source>
        <translation>Les personnes à proximité ont un autre service d’appel et ne peuvent pas entrer dans les salons de celui-ci.</translation>
    </message>
    <message>
        <source>That cannot be done now: {error}.</source>
        <translation>Impossible pour l’instant : {error}.</translation>
    </message>
    <message>
        <source>The link is longer than {number} characters.</source>
        <translation>Le lien dépasse {number} caractères.</translation>
    </message>
    <message>
        <source>“{link}” is no link that Ahoy opens: {schemes}.</source>
        <translation>« {link} » n’est pas un lien qu’Ahoy ouvre : {schemes}.</translation>
    </message>
    <message>
        <source>The link “{link}” cannot be understood.</source>
        <translation>Le lien « {link} » est incompréhensible.</translation>
    </message>
    <message>
        <source>You are speaking while muted.</source>
        <translation>Vous parlez alors que votre micro est coupé.</translation>
    </message>
    <message>
        <source>Your microphone sends silence: others do not hear you.</source>
        <translation>Votre micro n’envoie que du silence : personne ne vous entend.</translation>
    </message>
    <message>
        <source>The room is fine: your echo is weak enough to be removed.</source>
        <translation>La pièce convient : votre écho est assez faible pour être supprimé.</translation>
    </message>
    <message>
        <source>No echo comes back: you use a headset, or the speaker is turned off.</source>
        <translation>Aucun écho ne revient : vous utilisez un casque, ou le haut-parleur est baissé.</translation>
    </message>
    <message>
        <source>The speaker is loud at the microphone: turn it down or use a headset, or words get lost when both of you speak.</source>
        <translation>Le haut-parleur est fort au micro : baissez-le ou utilisez un casque, sinon des mots se perdent quand vous parlez tous les deux.</translation>
    </message>
    <message>
        <source>The speaker overloads the microphone: turn it down, or use a headset.</source>
        <translation>Le haut-parleur sature le micro : baissez-le, ou utilisez un casque.</translation>
    </message>
    <message>
        <source>The room is noisy: use a headset, or close the window.</source>
        <translation>La pièce est bruyante : utilisez un casque, ou fermez la fenêtre.</translation>
    </message>
    <message>
        <source>The microphone hears nothing: is it muted, covered or unplugged?</source>
        <translation>Le micro n’entend rien : est-il coupé, couvert ou débranché ?</translation>
    </message>
    <message>
        <source>Echo and noise cannot be removed: the program&apos;s sound processing is not installed completely. Use a headset, so that others do not hear themselves.</source>
        <translation>L’écho et le bruit ne peuvent pas être supprimés : le traitement du son n’est pas entièrement installé. Utilisez un casque pour que les autres ne s’entendent pas.</translation>
    </message>
    <message>
        <source>The speaker works.</source>
        <translation>Le haut-parleur fonctionne.</translation>
    </message>
    <message>
        <source>The speaker was asked to play: did you hear it?</source>
        <translation>Le haut-parleur a reçu un son : l’avez-vous entendu ?</translation>
    </message>
    <message>
        <source>The speaker takes no sound.</source>
        <translation>Le haut-parleur n’accepte aucun son.</translation>
    </message>
    <message>
        <source>noise at {number} dB</source>
        <translation>bruit à {number} dB</translation>
    </message>
    <message>
        <source>no noise at all</source>
        <translation>aucun bruit</translation>
    </message>
    <message>
        <source>The microphone works ({loud}).</source>
        <translation>Le micro fonctionne ({loud}).</translation>
    </message>
    <message>
        <source>This system does not let Ahoy share the screen.</source>
        <translation>Ce système ne laisse pas Ahoy partager l’écran.</translation>
    </message>
    <message>
        <source>Test screen</source>
        <translation>Écran de test</translation>
    </message>
    <message>
        <source>Test window</source>
        <translation>Fenêtre de test</translation>
    </message>
    <message>
        <source>The sound service of this system has stopped. You hear each other again when it is back.</source>
        <translation>Le service de son de ce système s’est arrêté. Vous vous entendrez à nouveau quand il sera revenu.</translation>
    </message>
    <message>
        <source>The sound service of this system is back: sound goes on.</source>
        <translation>Le service de son de ce système est revenu : le son reprend.</translation>
    </message>
    <message>
        <source>Start it in a terminal: &quot;systemctl --user start pipewire-pulse&quot;, or &quot;pulseaudio --start&quot; on a system that has PulseAudio.</source>
        <translation>Lancez-le dans un terminal : &quot;systemctl --user start pipewire-pulse&quot;, ou &quot;pulseaudio --start&quot; sur un système avec PulseAudio.</translation>
    </message>
    <message>
        <source>Your account must be in the group &quot;video&quot;: type &quot;sudo usermod -aG video $USER&quot; in a terminal, then log in again.</source>
        <translation>Votre compte doit faire partie du groupe &quot;video&quot; : saisissez &quot;sudo usermod -aG video $USER&quot; dans un terminal, puis reconnectez-vous.</translation>
    </message>
    <message>
        <source>microphone</source>
        <translation>micro</translation>
    </message>
    <message>
        <source>speaker</source>
        <translation>haut-parleur</translation>
    </message>
    <message>
        <source>camera</source>
        <translation>caméra</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>Micro</translation>
    </message>
    <message>
        <source>Speaker</source>
        <translation>Haut-parleur</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Caméra</translation>
    </message>
    <message>
        <source>No microphone was found: others will not hear you.</source>
        <translation>Aucun micro trouvé : les autres ne vous entendront pas.</translation>
    </message>
    <message>
        <source>No speaker was found: you will not hear others.</source>
        <translation>Aucun haut-parleur trouvé : vous n’entendrez pas les autres.</translation>
    </message>
    <message>
        <source>No camera was found: others will not see you.</source>
        <translation>Aucune caméra trouvée : les autres ne vous verront pas.</translation>
    </message>
    <message>
        <source>The chosen {noun} is not connected.</source>
        <translation>Choisi, mais pas connecté : {noun}.</translation>
    </message>
    <message>
        <source>The {noun} is in use by another program.</source>
        <translation>Utilisé par un autre programme : {noun}.</translation>
    </message>
    <message>
        <source>The system does not allow Ahoy to use the {noun}.</source>
        <translation>Le système n’autorise pas Ahoy à utiliser : {noun}.</translation>
    </message>
    <message>
        <source>The {noun} delivers nothing.</source>
        <translation>Ne fournit rien : {noun}.</translation>
    </message>
    <message>
        <source>The {noun} does not work.</source>
        <translation>Ne fonctionne pas : {noun}.</translation>
    </message>
    <message>
        <source>The sound service of this system does not answer: no {noun} until it does.</source>
        <translation>Le service de son de ce système ne répond pas. En attendant, il manque : {noun}.</translation>
    </message>
    <message>
        <source>Allow it in System Settings, Privacy &amp; Security, {title}; then start Ahoy again.</source>
        <translation>Autorisez-le dans Réglages Système, Confidentialité et sécurité, {title}, puis relancez Ahoy.</translation>
    </message>
    <message>
        <source>Allow it in Settings, Privacy &amp; security, {title}, for desktop apps too.</source>
        <translation>Autorisez-le dans Paramètres, Confidentialité et sécurité, {title}, aussi pour les applications de bureau.</translation>
    </message>
    <message>
        <source>Close that program, or take away its exclusive use in the device&apos;s properties, Advanced.</source>
        <translation>Fermez ce programme, ou retirez-lui l’usage exclusif dans les propriétés du périphérique, Avancé.</translation>
    </message>
    <message>
        <source>The system prefers the {noun} &quot;{now}&quot; now: it is used instead of &quot;{before}&quot;.</source>
        <translation>Le système préfère maintenant « {now} » ({noun}), utilisé à la place de « {before} ».</translation>
    </message>
    <message>
        <source>The chosen {noun} is not connected: &quot;{name}&quot; is used instead.</source>
        <translation>Choisi, mais pas connecté : {noun}. « {name} » est utilisé à la place.</translation>
    </message>
    <message>
        <source>The {noun} &quot;{before}&quot; is gone: &quot;{now}&quot; is used now.</source>
        <translation>« {before} » ({noun}) a disparu : « {now} » est utilisé maintenant.</translation>
    </message>
    <message>
        <source>The {noun} &quot;{now}&quot; is back and is used again.</source>
        <translation>« {now} » ({noun}) est revenu et de nouveau utilisé.</translation>
    </message>
    <message>
        <source>Close that program, or choose another device.</source>
        <translation>Fermez ce programme, ou choisissez un autre périphérique.</translation>
    </message>
    <message>
        <source>The key of your push subscription may still be in the key store of your system.</source>
        <translation>La clé de votre abonnement push est peut-être encore dans le trousseau de votre système.</translation>
    </message>
    <message>
        <source>The key of your accounts&apos; passwords may still be in the key store of your system.</source>
        <translation>La clé des mots de passe de vos comptes est peut-être encore dans le trousseau de votre système.</translation>
    </message>
    <message>
        <source>The agent that rings for calls does not end: it may write into the profile again.</source>
        <translation>L’agent qui sonne pour les appels ne se termine pas : il pourrait encore écrire dans le profil.</translation>
    </message>
    <message>
        <source>The password for {url} may still be in the key store of your system.</source>
        <translation>Le mot de passe pour {url} est peut-être encore dans le trousseau de votre système.</translation>
    </message>
    <message>
        <source>There is nothing of yours in {folder}.</source>
        <translation>Il n’y a rien à vous dans {folder}.</translation>
    </message>
    <message>
        <source>{file} is a folder: name a file, such as ahoy.zip.</source>
        <translation>{file} est un dossier : indiquez un fichier, comme ahoy.zip.</translation>
    </message>
    <message>
        <source>Your data cannot be read: {error}</source>
        <translation>Vos données ne peuvent pas être lues : {error}</translation>
    </message>
    <message>
        <source>That is no phone number.</source>
        <translation>Ce n’est pas un numéro de téléphone.</translation>
    </message>
    <message>
        <source>Write the number with its country: + and the country code first.</source>
        <translation>Écrivez le numéro avec son pays : + et l’indicatif du pays d’abord.</translation>
    </message>
    <message>
        <source>No country has that code: check the digits after the +.</source>
        <translation>Aucun pays n’a cet indicatif : vérifiez les chiffres après le +.</translation>
    </message>
    <message>
        <source>The area code is missing from this number.</source>
        <translation>Il manque l’indicatif régional à ce numéro.</translation>
    </message>
    <message>
        <source>This number is too short.</source>
        <translation>Ce numéro est trop court.</translation>
    </message>
    <message>
        <source>This number is too long.</source>
        <translation>Ce numéro est trop long.</translation>
    </message>
    <message>
        <source>{number}%</source>
        <translation>{number} %</translation>
    </message>
    <message>
        <source>Your settings were written by a newer version of Ahoy. They are used as far as this one understands them; changes are not kept.</source>
        <translation>Vos réglages ont été écrits par une version plus récente d’Ahoy. Ils servent dans la mesure où celle-ci les comprend ; les changements ne sont pas conservés.</translation>
    </message>
    <message>
        <source>Your settings were damaged. They start anew; the old file is kept as {file}.</source>
        <translation>Vos réglages étaient endommagés. Ils repartent à neuf ; l’ancien fichier est conservé sous {file}.</translation>
    </message>
    <message>
        <source>Your contacts and history were damaged. They start anew; the old file is kept as {file}.</source>
        <translation>Vos contacts et vos appels étaient endommagés. Ils repartent à neuf ; l’ancien fichier est conservé sous {file}.</translation>
    </message>
    <message>
        <source>the disk is full.</source>
        <translation>le disque est plein.</translation>
    </message>
    <message>
        <source>the file may not be written.</source>
        <translation>le fichier ne peut pas être écrit.</translation>
    </message>
    <message>
        <source>another program holds the file.</source>
        <translation>un autre programme tient le fichier.</translation>
    </message>
    <message>
        <source>the file is damaged.</source>
        <translation>le fichier est endommagé.</translation>
    </message>
    <message>
        <source>the file was written by a newer version of Ahoy.</source>
        <translation>le fichier a été écrit par une version plus récente d’Ahoy.</translation>
    </message>
    <message>
        <source>the store is closed.</source>
        <translation>le stockage est fermé.</translation>
    </message>
    <message>
        <source>the disk or its file system does not work.</source>
        <translation>le disque ou son système de fichiers ne fonctionne pas.</translation>
    </message>
    <message>
        <source>{file} is empty.</source>
        <translation>{file} est vide.</translation>
    </message>
    <message>
        <source>{file} is neither a vCard nor a CSV file.</source>
        <translation>{file} n’est ni un fichier vCard ni un fichier CSV.</translation>
    </message>
    <message>
        <source>{file} holds no contacts that Ahoy can read: it is neither a vCard nor a CSV file whose first line names columns for phone numbers or addresses.</source>
        <translation>{file} ne contient aucun contact qu’Ahoy sache lire : ce n’est ni une vCard, ni un fichier CSV dont la première ligne nomme des colonnes de numéros ou d’adresses.</translation>
    </message>
    <message>
        <source>{file} could not be written: {reason}.</source>
        <translation>{file} n’a pas pu être écrit : {reason}.</translation>
    </message>
    <message>
        <source>That is no name for a file.</source>
        <translation>Ce n’est pas un nom de fichier possible.</translation>
    </message>
    <message>
        <source>{file} is no file.</source>
        <translation>{file} n’est pas un fichier.</translation>
    </message>
    <message>
        <source>{file} is too large: it has {size} MB, and Ahoy reads {most} MB at a time.</source>
        <translation>{file} est trop gros : {size} Mo, et Ahoy en lit {most} à la fois.</translation>
    </message>
    <message>
        <source>{file} could not be read: {reason}.</source>
        <translation>{file} n’a pas pu être lu : {reason}.</translation>
    </message>
    <message>
        <source>That is no name of a file.</source>
        <translation>Ce n’est pas le nom d’un fichier.</translation>
    </message>
    <message>
        <source>the other person</source>
        <translation>l’autre personne</translation>
    </message>
    <message>
        <source>the conference server</source>
        <translation>le serveur de conférence</translation>
    </message>
    <message>
        <source>the echo test</source>
        <translation>le test d’écho</translation>
    </message>
    <message>
        <source>the phone gateway</source>
        <translation>la passerelle téléphonique</translation>
    </message>
    <message>
        <source>the other SIP server</source>
        <translation>l’autre serveur SIP</translation>
    </message>
    <message>
        <source>the telephone provider</source>
        <translation>le fournisseur téléphonique</translation>
    </message>
    <message>
        <source>the telephone network</source>
        <translation>le réseau téléphonique</translation>
    </message>
    <message>
        <source>the other end</source>
        <translation>le correspondant</translation>
    </message>
    <message>
        <source>The call service vouches for who that is.</source>
        <translation>Le service d’appel garantit de qui il s’agit.</translation>
    </message>
    <message>
        <source>The device has the key that you know from earlier calls.</source>
        <translation>L’appareil a la clé que vous connaissez d’appels précédents.</translation>
    </message>
    <message>
        <source>You have not talked to this device before: its key is new to you.</source>
        <translation>Vous n’avez pas encore parlé à cet appareil : sa clé est nouvelle pour vous.</translation>
    </message>
    <message>
        <source>Somebody of this name was met before, with another key. Ask them about it.</source>
        <translation>Quelqu’un de ce nom avait auparavant une autre clé. Demandez-lui pourquoi.</translation>
    </message>
    <message>
        <source>Nothing proves who that is.</source>
        <translation>Rien ne prouve de qui il s’agit.</translation>
    </message>
    <message>
        <source>You and {others}.</source>
        <translation>Vous et {others}.</translation>
    </message>
    <message>
        <source>this computer</source>
        <translation>cet ordinateur</translation>
    </message>
    <message>
        <source>Not known.</source>
        <translation>Inconnu.</translation>
    </message>
    <message>
        <source>Anybody on a part of the way.</source>
        <translation>N’importe qui sur une partie du chemin.</translation>
    </message>
    <message>
        <source>Encrypted to {party} only</source>
        <translation>Chiffré seulement jusqu’à {party}</translation>
    </message>
    <message>
        <source>Encrypted to {party} only, on a device that is new to you</source>
        <translation>Chiffré seulement jusqu’à {party}, sur un appareil nouveau pour vous</translation>
    </message>
    <message>
        <source>Encrypted to {party}</source>
        <translation>Chiffré jusqu’à {party}</translation>
    </message>
    <message>
        <source>Encrypted hop by hop, as far as {party}</source>
        <translation>Chiffré étape par étape, jusqu’à {party}</translation>
    </message>
    <message>
        <source>Encrypted, but nothing proves that it is {party}</source>
        <translation>Chiffré, mais rien ne prouve l’identité de {party}</translation>
    </message>
    <message>
        <source>Encrypted, but {party} has another key than before</source>
        <translation>Chiffré, mais la clé de {party} n’est plus la même</translation>
    </message>
    <message>
        <source>In clear</source>
        <translation>En clair</translation>
    </message>
    <message>
        <source>In clear beyond {party}</source>
        <translation>En clair au-delà de {party}</translation>
    </message>
    <message>
        <source>Encrypted to {party}, not known beyond it</source>
        <translation>Chiffré jusqu’à {party}, inconnu au-delà</translation>
    </message>
    <message>
        <source>Not known yet who can listen</source>
        <translation>On ne sait pas encore qui peut écouter</translation>
    </message>
    <message>
        <source>From {begin} to {party}: in clear.</source>
        <translation>De {begin} à {party} : en clair.</translation>
    </message>
    <message>
        <source>From {begin} to {party}: not known.</source>
        <translation>De {begin} à {party} : inconnu.</translation>
    </message>
    <message>
        <source>From {begin} to {party}: encrypted (SDES), but the key was sent in clear.</source>
        <translation>De {begin} à {party} : chiffré (SDES), mais la clé a été envoyée en clair.</translation>
    </message>
    <message>
        <source>From {begin} to {party}: encrypted (SDES); the servers that passed the key on can decrypt it, too.</source>
        <translation>De {begin} à {party} : chiffré (SDES) ; les serveurs qui ont transmis la clé peuvent aussi le déchiffrer.</translation>
    </message>
    <message>
        <source>From {begin} to {party}: encrypted (DTLS-SRTP), but set up in clear: somebody on the way could have taken its place.</source>
        <translation>De {begin} à {party} : chiffré (DTLS-SRTP), mais établi en clair : quelqu’un en chemin a pu prendre sa place.</translation>
    </message>
    <message>
        <source>From {begin} to {party}: encrypted (DTLS-SRTP).</source>
        <translation>De {begin} à {party} : chiffré (DTLS-SRTP).</translation>
    </message>
    <message>
        <source> and </source>
        <translation> et </translation>
    </message>
    <message>
        <source>Incoming call from {name}</source>
        <translation>Appel entrant de {name}</translation>
    </message>
    <message>
        <source>Incoming video call from {name}</source>
        <translation>Appel vidéo entrant de {name}</translation>
    </message>
    <message>
        <source>It rings at {name}</source>
        <translation>Ça sonne chez {name}</translation>
    </message>
    <message>
        <source>Connected with {name}</source>
        <translation>En communication avec {name}</translation>
    </message>
    <message>
        <source>Microphone off</source>
        <translation>Micro coupé</translation>
    </message>
    <message>
        <source>Microphone on</source>
        <translation>Micro activé</translation>
    </message>
    <message>
        <source>Camera off</source>
        <translation>Caméra coupée</translation>
    </message>
    <message>
        <source>Camera on</source>
        <translation>Caméra activée</translation>
    </message>
    <message>
        <source>No longer on hold</source>
        <translation>L’appel n’est plus en attente</translation>
    </message>
    <message>
        <source>{name} is back in the call</source>
        <translation>{name} est de retour dans l’appel</translation>
    </message>
    <message>
        <source>The connection is back</source>
        <translation>La connexion est rétablie</translation>
    </message>
    <message>
        <source>Connect {name} with {other}</source>
        <translation>Mettre {name} en relation avec {other}</translation>
    </message>
    <message>
        <source>The keys travel inside the sound (RFC 4733).</source>
        <translation>Les touches passent dans le son (RFC 4733).</translation>
    </message>
    <message>
        <source>The keys travel as messages beside the sound (SIP INFO).</source>
        <translation>Les touches passent en messages à côté du son (SIP INFO).</translation>
    </message>
    <message>
        <source>Does not hear you</source>
        <translation>Ne vous entend pas</translation>
    </message>
    <message>
        <source>Nobody hears you: all calls are on hold</source>
        <translation>Personne ne vous entend : tous les appels sont en attente</translation>
    </message>
    <message numerus="yes">
        <source>{n} problems with the call</source>
        <translation>
            <numerusform>{n} problème avec l’appel</numerusform>
            <numerusform>{n} problèmes avec l’appel</numerusform>
        </translation>
    </message>
    <message>
        <source>On hold: you and {name} both paused the call</source>
        <translation>En attente : {name} et vous avez tous deux suspendu l’appel</translation>
    </message>
    <message>
        <source>On hold: {name} cannot hear you</source>
        <translation>En attente : {name} ne vous entend pas</translation>
    </message>
    <message>
        <source>{name} has put you on hold</source>
        <translation>{name} vous a mis en attente</translation>
    </message>
    <message>
        <source>for {account}</source>
        <translation>pour {account}</translation>
    </message>
    <message>
        <source>by {account}</source>
        <translation>par {account}</translation>
    </message>
    <message>
        <source>Is calling you</source>
        <translation>Vous appelle</translation>
    </message>
    <message>
        <source>On hold</source>
        <translation>En attente</translation>
    </message>
    <message>
        <source>Put you on hold</source>
        <translation>Vous a mis en attente</translation>
    </message>
    <message>
        <source>Video call for {account}</source>
        <translation>Appel vidéo pour {account}</translation>
    </message>
    <message>
        <source>Call for {account}</source>
        <translation>Appel pour {account}</translation>
    </message>
    <message>
        <source>Video call for you</source>
        <translation>Appel vidéo pour vous</translation>
    </message>
    <message>
        <source>Call for you</source>
        <translation>Appel pour vous</translation>
    </message>
    <message>
        <source>Calling {name}…</source>
        <translation>Appel de {name}…</translation>
    </message>
    <message>
        <source>Nobody hears you: there is no microphone</source>
        <translation>Personne ne vous entend : il n’y a pas de micro</translation>
    </message>
    <message>
        <source>This call cannot be put on hold.</source>
        <translation>Cet appel ne peut pas être mis en attente.</translation>
    </message>
    <message>
        <source>This call cannot be transferred.</source>
        <translation>Cet appel ne peut pas être transféré.</translation>
    </message>
    <message>
        <source>Resume the call to send keys.</source>
        <translation>Reprenez l’appel pour envoyer des touches.</translation>
    </message>
    <message>
        <source>{name} does not take keys.</source>
        <translation>{name} n’accepte pas de touches.</translation>
    </message>
    <message>
        <source>Resume the call to share your screen.</source>
        <translation>Reprenez l’appel pour partager votre écran.</translation>
    </message>
    <message>
        <source>This call cannot show a screen.</source>
        <translation>Cet appel ne peut pas montrer d’écran.</translation>
    </message>
    <message>
        <source>No picture</source>
        <translation>Pas d’image</translation>
    </message>
    <message>
        <source>Voice call</source>
        <translation>Appel audio</translation>
    </message>
    <message>
        <source>Muted</source>
        <translation>Micro coupé</translation>
    </message>
    <message>
        <source>Hears you</source>
        <translation>Vous entend</translation>
    </message>
    <message>
        <source>You are talking to {name}, muted</source>
        <translation>Vous parlez à {name}, micro coupé</translation>
    </message>
    <message>
        <source>You are talking to {name}</source>
        <translation>Vous parlez à {name}</translation>
    </message>
    <message>
        <source>Connecting with {name}…</source>
        <translation>Connexion avec {name}…</translation>
    </message>
    <message>
        <source>The call can be put on hold once it is answered.</source>
        <translation>L’appel pourra être mis en attente une fois qu’on aura répondu.</translation>
    </message>
    <message>
        <source>The call can be transferred once it is answered.</source>
        <translation>L’appel pourra être transféré une fois qu’on aura répondu.</translation>
    </message>
    <message>
        <source>The call can take keys once it is answered.</source>
        <translation>L’appel acceptera des touches une fois qu’on aura répondu.</translation>
    </message>
    <message>
        <source>The call can show a screen once it is answered.</source>
        <translation>L’appel pourra montrer un écran une fois qu’on aura répondu.</translation>
    </message>
    <message>
        <source>not verified</source>
        <translation>non vérifié</translation>
    </message>
    <message>
        <source>Reconnecting: nothing comes from the other side</source>
        <translation>Reconnexion : rien n’arrive du correspondant</translation>
    </message>
    <message>
        <source>{name} has paused the video</source>
        <translation>{name} a suspendu la vidéo</translation>
    </message>
    <message>
        <source>first call from this address</source>
        <translation>premier appel de cette adresse</translation>
    </message>
    <message>
        <source>Type a name, a number or an address.</source>
        <translation>Saisissez un nom, un numéro ou une adresse.</translation>
    </message>
    <message numerus="yes">
        <source>{n} people match “{typed}”. Pick one of them.</source>
        <translation>
            <numerusform>{n} personne correspond à « {typed} ». Choisissez-la.</numerusform>
            <numerusform>{n} personnes correspondent à « {typed} ». Choisissez-en une.</numerusform>
        </translation>
    </message>
    <message>
        <source>Call with {name}</source>
        <translation>Appel avec {name}</translation>
    </message>
    <message>
        <source>Who can listen</source>
        <translation>Qui peut écouter</translation>
    </message>
    <message>
        <source>In short</source>
        <translation>En bref</translation>
    </message>
    <message>
        <source>Can decrypt</source>
        <translation>Peut déchiffrer</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Qualité</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Maintenant</translation>
    </message>
    <message>
        <source>Hop {n}</source>
        <translation>Étape {n}</translation>
    </message>
    <message>
        <source>over Wi-Fi</source>
        <translation>par Wi-Fi</translation>
    </message>
    <message>
        <source>over a cable</source>
        <translation>par câble</translation>
    </message>
    <message>
        <source>over a mobile network</source>
        <translation>par un réseau mobile</translation>
    </message>
    <message>
        <source>over a VPN</source>
        <translation>par un VPN</translation>
    </message>
    <message>
        <source>inside this computer</source>
        <translation>à l’intérieur de cet ordinateur</translation>
    </message>
    <message>
        <source>over a virtual network</source>
        <translation>par un réseau virtuel</translation>
    </message>
    <message>
        <source>the connection</source>
        <translation>la connexion</translation>
    </message>
    <message>
        <source>{share} ({lost} of {all} packets)</source>
        <translation>{share} ({lost} paquets sur {all})</translation>
    </message>
    <message>
        <source>through a relay</source>
        <translation>par un relais</translation>
    </message>
    <message>
        <source>direct</source>
        <translation>direct</translation>
    </message>
    <message>
        <source>{size} at {rate} a second</source>
        <translation>{size} à {rate} par seconde</translation>
    </message>
    <message numerus="yes">
        <source>{n} times</source>
        <translation>
            <numerusform>{n} fois</numerusform>
            <numerusform>{n} fois</numerusform>
        </translation>
    </message>
    <message>
        <source>You send</source>
        <translation>Vous envoyez</translation>
    </message>
    <message>
        <source>You get</source>
        <translation>Vous recevez</translation>
    </message>
    <message>
        <source>Lost on the way to you</source>
        <translation>Perdu en chemin vers vous</translation>
    </message>
    <message>
        <source>Lost on the way from you</source>
        <translation>Perdu en chemin depuis vous</translation>
    </message>
    <message>
        <source>Jitter</source>
        <translation>Gigue</translation>
    </message>
    <message>
        <source>Waits before it is played</source>
        <translation>Attend avant d’être joué</translation>
    </message>
    <message>
        <source>Stood still</source>
        <translation>Image figée</translation>
    </message>
    <message>
        <source>Limited by</source>
        <translation>Limité par</translation>
    </message>
    <message>
        <source>Way</source>
        <translation>Chemin</translation>
    </message>
    <message>
        <source>There and back</source>
        <translation>Aller-retour</translation>
    </message>
    <message>
        <source>Room for sending</source>
        <translation>Débit d’envoi disponible</translation>
    </message>
    <message>
        <source>New paths taken</source>
        <translation>Nouveaux chemins pris</translation>
    </message>
    <message>
        <source>Encryption</source>
        <translation>Chiffrement</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Connexion</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>Son</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Image</translation>
    </message>
    <message>
        <source>“{key}” is not a key of a telephone.</source>
        <translation>« {key} » n’est pas une touche de téléphone.</translation>
    </message>
    <message>
        <source>At most {number} keys at once.</source>
        <translation>{number} touches au plus à la fois.</translation>
    </message>
    <message>
        <source>There are no keys in that text.</source>
        <translation>Il n’y a pas de touches dans ce texte.</translation>
    </message>
    <message>
        <source>That is not a key of a telephone.</source>
        <translation>Ce n’est pas une touche de téléphone.</translation>
    </message>
    <message>
        <source>Merge the two calls</source>
        <translation>Réunir les deux appels</translation>
    </message>
    <message>
        <source>Merge all calls</source>
        <translation>Réunir tous les appels</translation>
    </message>
    <message>
        <source>Bring {name} into the room</source>
        <translation>Amener {name} dans le salon</translation>
    </message>
    <message>
        <source>Bring everybody into the room</source>
        <translation>Amener tout le monde dans le salon</translation>
    </message>
    <message>
        <source>Solved: {text}</source>
        <translation>Résolu : {text}</translation>
    </message>
    <message>
        <source>Sharing: {name}</source>
        <translation>Partagé : {name}</translation>
    </message>
    <message>
        <source>You are sharing your screen</source>
        <translation>Vous partagez votre écran</translation>
    </message>
    <message>
        <source>For now without sound</source>
        <translation>Sans son pour l’instant</translation>
    </message>
    <message>
        <source>With this computer&apos;s sound</source>
        <translation>Avec le son de cet ordinateur</translation>
    </message>
    <message>
        <source>{width} by {height}</source>
        <translation>{width} × {height}</translation>
    </message>
    <message>
        <source>Windows</source>
        <translation>Fenêtres</translation>
    </message>
    <message>
        <source>Screens</source>
        <translation>Écrans</translation>
    </message>
    <message>
        <source>Window without a name</source>
        <translation>Fenêtre sans nom</translation>
    </message>
    <message>
        <source>Screen</source>
        <translation>Écran</translation>
    </message>
    <message>
        <source>There is no call to share a screen in.</source>
        <translation>Il n’y a pas d’appel dans lequel partager un écran.</translation>
    </message>
    <message>
        <source>Screen of {name}</source>
        <translation>Écran de {name}</translation>
    </message>
    <message>
        <source>{name} no longer sees your screen.</source>
        <translation>{name} ne voit plus votre écran.</translation>
    </message>
    <message>
        <source>{name} is sharing a screen.</source>
        <translation>{name} partage un écran.</translation>
    </message>
    <message>
        <source>{name} no longer shares a screen.</source>
        <translation>{name} ne partage plus d’écran.</translation>
    </message>
    <message>
        <source>It was written down on this computer, as {file}, and sent nowhere.</source>
        <translation>C’est noté sur cet ordinateur, dans {file}, et envoyé nulle part.</translation>
    </message>
    <message>
        <source>Ahoy broke down when it ran last.</source>
        <translation>Ahoy s’est arrêté brutalement la dernière fois.</translation>
    </message>
    <message>
        <source>Something went wrong when Ahoy ran last.</source>
        <translation>Quelque chose s’est mal passé dans Ahoy la dernière fois.</translation>
    </message>
    <message>
        <source>Diagnostics copied. They hold no passwords; look through them before you send them.</source>
        <translation>Diagnostic copié. Il ne contient pas de mot de passe ; relisez-le avant de l’envoyer.</translation>
    </message>
    <message>
        <source>Your data can be written to files of this machine only.</source>
        <translation>Vos données ne peuvent être écrites que dans des fichiers de cet ordinateur.</translation>
    </message>
    <message>
        <source>Everything is in {file}.</source>
        <translation>Tout est dans {file}.</translation>
    </message>
    <message>
        <source>This desktop shows no icons of programs that run, so closing the window ends Ahoy.</source>
        <translation>Ce bureau n’affiche pas d’icônes de programmes en cours : fermer la fenêtre termine Ahoy.</translation>
    </message>
    <message>
        <source>The call service of Ahoy itself ends with Ahoy: this needs one that goes on without it.</source>
        <translation>Le service d’appel d’Ahoy se termine avec lui : il en faut un qui continue sans lui.</translation>
    </message>
    <message>
        <source>This desktop shows no notifications.</source>
        <translation>Ce bureau n’affiche pas de notifications.</translation>
    </message>
    <message>
        <source>Quiet now, until {time}.</source>
        <translation>Silence maintenant, jusqu’à {time}.</translation>
    </message>
    <message>
        <source>Quiet now.</source>
        <translation>Silence maintenant.</translation>
    </message>
    <message>
        <source>All is well. You are ready to call.</source>
        <translation>Tout va bien. Vous pouvez appeler.</translation>
    </message>
    <message>
        <source>Your sound is well: you are ready to call, but nobody will see you.</source>
        <translation>Votre son va bien : vous pouvez appeler, mais personne ne vous verra.</translation>
    </message>
    <message>
        <source>Something could be better: see below.</source>
        <translation>Quelque chose pourrait être mieux : voyez ci-dessous.</translation>
    </message>
    <message>
        <source>Checking. Say a few words, and let the sound play.</source>
        <translation>Vérification. Dites quelques mots, et laissez le son se jouer.</translation>
    </message>
    <message>
        <source>You stopped the check. Nothing was changed.</source>
        <translation>Vous avez arrêté la vérification. Rien n’a été modifié.</translation>
    </message>
    <message>
        <source>The check could not be finished. Look at the devices, and try again.</source>
        <translation>La vérification n’a pas pu aboutir. Regardez les périphériques et réessayez.</translation>
    </message>
    <message>
        <source>System default</source>
        <translation>Par défaut du système</translation>
    </message>
    <message>
        <source>None found</source>
        <translation>Aucun trouvé</translation>
    </message>
    <message>
        <source>System default ({name})</source>
        <translation>Par défaut du système ({name})</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>Non connecté</translation>
    </message>
    <message>
        <source>{name} (no longer there)</source>
        <translation>{name} (plus là)</translation>
    </message>
    <message>
        <source>Everything is sent as the microphone hears it: for music, and for quiet rooms.</source>
        <translation>Tout est envoyé tel que le micro l’entend : pour la musique, et les pièces calmes.</translation>
    </message>
    <message>
        <source>Takes fans, traffic and hum away. Voices stay as they are.</source>
        <translation>Enlève ventilateurs, circulation et bourdonnement. Les voix restent telles quelles.</translation>
    </message>
    <message>
        <source>Takes keyboards and other voices down as well. Your own may sound thinner.</source>
        <translation>Atténue aussi les claviers et les autres voix. La vôtre peut sembler plus mince.</translation>
    </message>
    <message>
        <source>Same as the speaker for calls</source>
        <translation>Le même que le haut-parleur des appels</translation>
    </message>
    <message>
        <source>Open the sound settings</source>
        <translation>Ouvrir les réglages du son</translation>
    </message>
    <message>
        <source>Open the privacy settings</source>
        <translation>Ouvrir les réglages de confidentialité</translation>
    </message>
    <message>
        <source>Phone number</source>
        <translation>Numéro de téléphone</translation>
    </message>
    <message>
        <source>Emergency number</source>
        <translation>Numéro d’urgence</translation>
    </message>
    <message>
        <source>Set your phone number in the settings first: whoever you call sees it.</source>
        <translation>Indiquez d’abord votre numéro dans les réglages : les personnes que vous appelez le voient.</translation>
    </message>
    <message>
        <source>Extension {digits}: press these keys once somebody answers.</source>
        <translation>Poste {digits} : composez ces touches quand on répond.</translation>
    </message>
    <message>
        <source>Getting ready…</source>
        <translation>Préparation…</translation>
    </message>
    <message>
        <source>The same as the system</source>
        <translation>Comme le système</translation>
    </message>
    <message>
        <source>Contacts can be read from and written to files of this machine only.</source>
        <translation>Les contacts ne peuvent être lus et écrits que dans des fichiers de cet ordinateur.</translation>
    </message>
    <message>
        <source>Call to {name}</source>
        <translation>Appel à {name}</translation>
    </message>
    <message>
        <source>Video call from {name}</source>
        <translation>Appel vidéo de {name}</translation>
    </message>
    <message>
        <source>Call from {name}</source>
        <translation>Appel de {name}</translation>
    </message>
    <message>
        <source>Video call to {name}</source>
        <translation>Appel vidéo à {name}</translation>
    </message>
    <message>
        <source>Nobody talked</source>
        <translation>Personne n’a parlé</translation>
    </message>
    <message>
        <source>{name} has this address already.</source>
        <translation>{name} a déjà cette adresse.</translation>
    </message>
    <message>
        <source>Missed</source>
        <translation>Manqués</translation>
    </message>
    <message>
        <source>Incoming</source>
        <translation>Entrant</translation>
    </message>
    <message>
        <source>Outgoing</source>
        <translation>Sortant</translation>
    </message>
    <message>
        <source>Not answered</source>
        <translation>Sans réponse</translation>
    </message>
    <message>
        <source>Declined</source>
        <translation>Refusé</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Échoué</translation>
    </message>
    <message>
        <source>Answered on another device</source>
        <translation>Pris sur un autre appareil</translation>
    </message>
    <message>
        <source>Blocked</source>
        <translation>Bloqué</translation>
    </message>
    <message>
        <source>Answered elsewhere</source>
        <translation>Pris ailleurs</translation>
    </message>
    <message>
        <source>Contacts</source>
        <translation>Contacts</translation>
    </message>
    <message>
        <source>Nearby</source>
        <translation>À proximité</translation>
    </message>
    <message>
        <source>Favourites</source>
        <translation>Favoris</translation>
    </message>
    <message>
        <source>Try out sound and picture</source>
        <translation>Essayer le son et l’image</translation>
    </message>
    <message>
        <source>Repeats what you say and shows what you show</source>
        <translation>Répète ce que vous dites et montre ce que vous montrez</translation>
    </message>
    <message>
        <source>As the system says ({name})</source>
        <translation>Selon le système ({name})</translation>
    </message>
    <message>
        <source>As the system says</source>
        <translation>Selon le système</translation>
    </message>
    <message>
        <source>Type the name that other people will see.</source>
        <translation>Saisissez le nom que les autres verront.</translation>
    </message>
    <message>
        <source>A name has at most {number} letters.</source>
        <translation>Un nom a {number} caractères au plus.</translation>
    </message>
    <message>
        <source>The name has a character that cannot be shown.</source>
        <translation>Le nom contient un caractère qui ne peut pas être affiché.</translation>
    </message>
    <message>
        <source>Type the name of a room: anyone who types the same one meets you there.</source>
        <translation>Saisissez le nom d’un salon : qui saisit le même vous y retrouve.</translation>
    </message>
    <message>
        <source>The name of a room has {most} characters at most; this one has {number}.</source>
        <translation>Le nom d’un salon a {most} caractères au plus ; celui-ci en a {number}.</translation>
    </message>
    <message>
        <source>The name of a room is made of letters, digits and signs that can be seen.</source>
        <translation>Le nom d’un salon est fait de lettres, de chiffres et de signes visibles.</translation>
    </message>
    <message>
        <source>Among your contacts</source>
        <translation>Dans vos contacts</translation>
    </message>
    <message>
        <source>A room cannot be invited into a room.</source>
        <translation>Un salon ne peut pas être invité dans un salon.</translation>
    </message>
    <message>
        <source>An emergency number cannot be invited into a room.</source>
        <translation>Un numéro d’urgence ne peut pas être invité dans un salon.</translation>
    </message>
    <message>
        <source>{name} (you)</source>
        <translation>{name} (vous)</translation>
    </message>
    <message>
        <source>Calling…</source>
        <translation>Appel…</translation>
    </message>
    <message>
        <source>Connection lost</source>
        <translation>Connexion perdue</translation>
    </message>
    <message>
        <source>Somebody</source>
        <translation>Quelqu’un</translation>
    </message>
    <message>
        <source>hand raised, first</source>
        <translation>main levée, en premier</translation>
    </message>
    <message>
        <source>hand raised, second</source>
        <translation>main levée, en deuxième</translation>
    </message>
    <message>
        <source>hand raised, number {place}</source>
        <translation>main levée, rang {place}</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Vous</translation>
    </message>
    <message>
        <source>Only you</source>
        <translation>Vous seul</translation>
    </message>
    <message numerus="yes">
        <source>{n} people</source>
        <translation>
            <numerusform>{n} personne</numerusform>
            <numerusform>{n} personnes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{people}, {n} being called</source>
        <translation>
            <numerusform>{people}, {n} en cours d’appel</numerusform>
            <numerusform>{people}, {n} en cours d’appel</numerusform>
        </translation>
    </message>
    <message>
        <source>Your hand is up</source>
        <translation>Votre main est levée</translation>
    </message>
    <message>
        <source>{name} raised a hand</source>
        <translation>{name} a levé la main</translation>
    </message>
    <message numerus="yes">
        <source>{first}, and {n} more</source>
        <translation>
            <numerusform>{first}, et {n} autre</numerusform>
            <numerusform>{first}, et {n} autres</numerusform>
        </translation>
    </message>
    <message>
        <source>host</source>
        <translation>hôte</translation>
    </message>
    <message>
        <source>speaking</source>
        <translation>parle</translation>
    </message>
    <message>
        <source>muted</source>
        <translation>micro coupé</translation>
    </message>
    <message>
        <source>camera paused</source>
        <translation>caméra suspendue</translation>
    </message>
    <message>
        <source>sharing a screen</source>
        <translation>partage un écran</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>Hôte</translation>
    </message>
    <message>
        <source>Sharing a screen</source>
        <translation>Partage un écran</translation>
    </message>
    <message>
        <source>See yourself in a corner</source>
        <translation>Vous voir dans un coin</translation>
    </message>
    <message>
        <source>Do not see yourself</source>
        <translation>Ne pas vous voir</translation>
    </message>
    <message>
        <source>See yourself as a tile</source>
        <translation>Vous voir dans une vignette</translation>
    </message>
    <message>
        <source>{name} is speaking</source>
        <translation>{name} parle</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>Démarrage…</translation>
    </message>
    <message>
        <source>Who called did not show a number: nobody can be called back.</source>
        <translation>L’appelant n’a pas montré de numéro : personne ne peut être rappelé.</translation>
    </message>
    <message>
        <source>There can be no such host: {reason}.</source>
        <translation>Un tel hôte ne peut pas exister : {reason}.</translation>
    </message>
    <message>
        <source>The service address starts with https:// or wss:// and names a host.</source>
        <translation>L’adresse du service commence par https:// ou wss:// et nomme un hôte.</translation>
    </message>
    <message>
        <source>Give the user id that this service knows you by.</source>
        <translation>Indiquez l’identifiant sous lequel ce service vous connaît.</translation>
    </message>
    <message>
        <source>Give the application key.</source>
        <translation>Indiquez la clé d’application.</translation>
    </message>
    <message>
        <source>The application key is a UUID in lower case, such as 0b9c4e1a-7f52-4d3b-9a68-2f1e5c7d8a90.</source>
        <translation>La clé d’application est un UUID en minuscules, comme 0b9c4e1a-7f52-4d3b-9a68-2f1e5c7d8a90.</translation>
    </message>
    <message>
        <source>Give either the application secret or the address that hands out tokens.</source>
        <translation>Indiquez soit le secret d’application, soit l’adresse qui délivre les jetons.</translation>
    </message>
    <message>
        <source>The token address starts with https:// and names a host.</source>
        <translation>L’adresse des jetons commence par https:// et nomme un hôte.</translation>
    </message>
    <message>
        <source>The server address starts with wss:// and names a host, for example wss://sip.example.org:7443/ws.</source>
        <translation>L’adresse du serveur commence par wss:// et nomme un hôte, par exemple wss://sip.example.org:7443/ws.</translation>
    </message>
    <message>
        <source>Give the user name of your account.</source>
        <translation>Indiquez le nom d’utilisateur de votre compte.</translation>
    </message>
    <message>
        <source>The user name is the part before the @, without spaces; the part after it is the domain.</source>
        <translation>Le nom d’utilisateur est la partie avant le @, sans espaces ; la partie après est le domaine.</translation>
    </message>
    <message>
        <source>Give the password of your account.</source>
        <translation>Indiquez le mot de passe de votre compte.</translation>
    </message>
    <message>
        <source>The domain is a name such as example.org, or empty where it is that of the server.</source>
        <translation>Le domaine est un nom comme example.org, ou vide si c’est celui du serveur.</translation>
    </message>
    <message>
        <source>The address of an account looks like alice@example.org.</source>
        <translation>L’adresse d’un compte ressemble à alice@example.org.</translation>
    </message>
    <message>
        <source>Give the password of the account.</source>
        <translation>Indiquez le mot de passe du compte.</translation>
    </message>
    <message>
        <source>An outbound proxy looks like proxy.example.org or proxy.example.org:5060.</source>
        <translation>Un proxy sortant ressemble à proxy.example.org ou proxy.example.org:5060.</translation>
    </message>
    <message>
        <source>A STUN server looks like stun.example.org or stun.example.org:3478.</source>
        <translation>Un serveur STUN ressemble à stun.example.org ou stun.example.org:3478.</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Compte</translation>
    </message>
    <message>
        <source>Who you are, and by which service you call</source>
        <translation>Qui vous êtes, et par quel service vous appelez</translation>
    </message>
    <message>
        <source>Sound and video</source>
        <translation>Son et vidéo</translation>
    </message>
    <message>
        <source>Microphone, speaker, camera, ringing</source>
        <translation>Micro, haut-parleur, caméra, sonnerie</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>Appels</translation>
    </message>
    <message>
        <source>When it rings, and what a second caller meets</source>
        <translation>Quand ça sonne, et ce que rencontre un deuxième appelant</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>Confidentialité</translation>
    </message>
    <message>
        <source>Who may call you, and what others learn</source>
        <translation>Qui peut vous appeler, et ce que les autres apprennent</translation>
    </message>
    <message>
        <source>Desktop</source>
        <translation>Bureau</translation>
    </message>
    <message>
        <source>When the window is closed, notifications</source>
        <translation>Quand la fenêtre est fermée, notifications</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Apparence</translation>
    </message>
    <message>
        <source>Language, light or dark, contrast, size of text</source>
        <translation>Langue, clair ou sombre, contraste, taille du texte</translation>
    </message>
    <message>
        <source>Your data</source>
        <translation>Vos données</translation>
    </message>
    <message>
        <source>Where it is, how to take it along or delete it</source>
        <translation>Où elles sont, comment les emporter ou les supprimer</translation>
    </message>
    <message>
        <source>About</source>
        <translation>À propos</translation>
    </message>
    <message>
        <source>Version, keys, and setting up again</source>
        <translation>Version, raccourcis, et nouvelle configuration</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nom</translation>
    </message>
    <message>
        <source>The name that other people see when you call them.</source>
        <translation>Le nom que voient les autres quand vous les appelez.</translation>
    </message>
    <message>
        <source>display name nickname profile</source>
        <translation>nom affiché surnom profil</translation>
    </message>
    <message>
        <source>Call service</source>
        <translation>Service d’appel</translation>
    </message>
    <message>
        <source>The server that your calls go by.</source>
        <translation>Le serveur par lequel passent vos appels.</translation>
    </message>
    <message>
        <source>server provider sip registrar log in sign in token</source>
        <translation>serveur fournisseur sip registrar connexion se connecter jeton</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Se déconnecter</translation>
    </message>
    <message>
        <source>Goes back to the built-in service, and forgets the password.</source>
        <translation>Revient au service intégré, et oublie le mot de passe.</translation>
    </message>
    <message>
        <source>log out leave account</source>
        <translation>déconnexion quitter le compte</translation>
    </message>
    <message>
        <source>Phone and SIP accounts</source>
        <translation>Comptes téléphoniques et SIP</translation>
    </message>
    <message>
        <source>Accounts at a telephone company or at the office, for calls in and out.</source>
        <translation>Comptes chez un opérateur ou au bureau, pour les appels entrants et sortants.</translation>
    </message>
    <message>
        <source>sip provider trunk voip pbx landline voicemail</source>
        <translation>sip fournisseur trunk voip pbx ligne fixe messagerie</translation>
    </message>
    <message>
        <source>The microphone that others hear you by.</source>
        <translation>Le micro par lequel les autres vous entendent.</translation>
    </message>
    <message>
        <source>input headset recording</source>
        <translation>entrée casque enregistrement</translation>
    </message>
    <message>
        <source>Microphone volume</source>
        <translation>Volume du micro</translation>
    </message>
    <message>
        <source>How loud others hear you.</source>
        <translation>À quel volume les autres vous entendent.</translation>
    </message>
    <message>
        <source>gain quiet level</source>
        <translation>gain faible niveau</translation>
    </message>
    <message>
        <source>Where you hear others.</source>
        <translation>Par quoi vous entendez les autres.</translation>
    </message>
    <message>
        <source>output headphones loudspeaker bluetooth</source>
        <translation>sortie casque haut-parleur bluetooth</translation>
    </message>
    <message>
        <source>Speaker volume</source>
        <translation>Volume du haut-parleur</translation>
    </message>
    <message>
        <source>How loud you hear others.</source>
        <translation>À quel volume vous entendez les autres.</translation>
    </message>
    <message>
        <source>loudness</source>
        <translation>volume</translation>
    </message>
    <message>
        <source>Noise suppression</source>
        <translation>Réduction du bruit</translation>
    </message>
    <message>
        <source>How much of the noise around you is taken away.</source>
        <translation>Combien du bruit autour de vous est enlevé.</translation>
    </message>
    <message>
        <source>keyboard fan dog background</source>
        <translation>clavier ventilateur chien fond</translation>
    </message>
    <message>
        <source>Ring on</source>
        <translation>Sonner sur</translation>
    </message>
    <message>
        <source>The speaker that rings, which may be another one than for talking.</source>
        <translation>Le haut-parleur qui sonne, qui peut être un autre que pour parler.</translation>
    </message>
    <message>
        <source>ringer device</source>
        <translation>sonnerie appareil</translation>
    </message>
    <message>
        <source>Ringing volume</source>
        <translation>Volume de la sonnerie</translation>
    </message>
    <message>
        <source>How loud it rings.</source>
        <translation>À quel volume ça sonne.</translation>
    </message>
    <message>
        <source>silent loud bell</source>
        <translation>silencieux fort sonnette</translation>
    </message>
    <message>
        <source>Ringtone</source>
        <translation>Sonnerie</translation>
    </message>
    <message>
        <source>The tune that tells of a call.</source>
        <translation>La mélodie qui signale un appel.</translation>
    </message>
    <message>
        <source>melody bell sound</source>
        <translation>mélodie sonnette son</translation>
    </message>
    <message>
        <source>Check before a call</source>
        <translation>Vérification avant un appel</translation>
    </message>
    <message>
        <source>Tries camera, microphone, speaker and the sound of the room.</source>
        <translation>Essaie la caméra, le micro, le haut-parleur et le son de la pièce.</translation>
    </message>
    <message>
        <source>test echo camera preview</source>
        <translation>test écho caméra aperçu</translation>
    </message>
    <message>
        <source>Offer the test picture and test tone</source>
        <translation>Proposer l’image et le son de test</translation>
    </message>
    <message>
        <source>Shows them among cameras and microphones.</source>
        <translation>Les montre parmi les caméras et les micros.</translation>
    </message>
    <message>
        <source>fake virtual</source>
        <translation>factice virtuel</translation>
    </message>
    <message>
        <source>Nobody rings here; their calls are listed as missed.</source>
        <translation>Rien ne sonne ici ; les appels sont listés comme manqués.</translation>
    </message>
    <message>
        <source>dnd silence mute busy</source>
        <translation>silence muet occupé</translation>
    </message>
    <message>
        <source>Quiet hours</source>
        <translation>Heures calmes</translation>
    </message>
    <message>
        <source>Nobody rings at the hours and on the days you choose.</source>
        <translation>Rien ne sonne aux heures et aux jours que vous choisissez.</translation>
    </message>
    <message>
        <source>night schedule sleep weekend</source>
        <translation>nuit horaire sommeil week-end</translation>
    </message>
    <message>
        <source>When somebody calls during a call</source>
        <translation>Quand quelqu’un appelle pendant un appel</translation>
    </message>
    <message>
        <source>Whether a second caller is shown quietly, hears busy, or rings.</source>
        <translation>Si un deuxième appelant est montré discrètement, entend « occupé », ou sonne.</translation>
    </message>
    <message>
        <source>call waiting busy second</source>
        <translation>double appel occupé deuxième</translation>
    </message>
    <message>
        <source>Your phone number</source>
        <translation>Votre numéro de téléphone</translation>
    </message>
    <message>
        <source>The number that those see whom you call by phone.</source>
        <translation>Le numéro que voient les personnes que vous appelez par téléphone.</translation>
    </message>
    <message>
        <source>caller id cli number shown</source>
        <translation>identifiant appelant numéro affiché</translation>
    </message>
    <message>
        <source>Country of numbers without + in front</source>
        <translation>Pays des numéros sans + devant</translation>
    </message>
    <message>
        <source>Numbers that name no country are taken for numbers of this one.</source>
        <translation>Les numéros sans pays sont pris pour des numéros de celui-ci.</translation>
    </message>
    <message>
        <source>prefix area code region dial</source>
        <translation>préfixe indicatif région composer</translation>
    </message>
    <message>
        <source>Silence unknown callers</source>
        <translation>Silence pour les appelants inconnus</translation>
    </message>
    <message>
        <source>Who is no contact, and whom you have never talked to, does not ring.</source>
        <translation>Qui n’est pas un contact, et à qui vous n’avez jamais parlé, ne sonne pas.</translation>
    </message>
    <message>
        <source>spam stranger block first call</source>
        <translation>spam inconnu bloquer premier appel</translation>
    </message>
    <message>
        <source>Always use a relay</source>
        <translation>Toujours utiliser un relais</translation>
    </message>
    <message>
        <source>Nobody you talk to learns the network address of this computer.</source>
        <translation>Vos interlocuteurs n’apprennent pas l’adresse réseau de cet ordinateur.</translation>
    </message>
    <message>
        <source>ip address hide turn direct peer</source>
        <translation>adresse ip cacher turn direct</translation>
    </message>
    <message>
        <source>Let people on this network see and call me</source>
        <translation>Laisser les personnes de ce réseau me voir et m’appeler</translation>
    </message>
    <message>
        <source>Announces your name on the local network.</source>
        <translation>Annonce votre nom sur le réseau local.</translation>
    </message>
    <message>
        <source>nearby lan discovery bonjour</source>
        <translation>proximité lan découverte bonjour</translation>
    </message>
    <message>
        <source>Blocked people</source>
        <translation>Personnes bloquées</translation>
    </message>
    <message>
        <source>Who may not ring here.</source>
        <translation>Qui ne peut pas appeler ici.</translation>
    </message>
    <message>
        <source>block list ban spam</source>
        <translation>liste noire bannir spam</translation>
    </message>
    <message>
        <source>Stay reachable when the window is closed</source>
        <translation>Rester joignable quand la fenêtre est fermée</translation>
    </message>
    <message>
        <source>Ahoy goes on in the tray.</source>
        <translation>Ahoy continue dans la zone de notification.</translation>
    </message>
    <message>
        <source>background close minimise quit</source>
        <translation>arrière-plan fermer réduire quitter</translation>
    </message>
    <message>
        <source>Start when I log in</source>
        <translation>Démarrer à l’ouverture de session</translation>
    </message>
    <message>
        <source>Ahoy starts by itself, without a window.</source>
        <translation>Ahoy démarre tout seul, sans fenêtre.</translation>
    </message>
    <message>
        <source>autostart boot login</source>
        <translation>démarrage automatique session</translation>
    </message>
    <message>
        <source>Ring when Ahoy does not run</source>
        <translation>Sonner quand Ahoy n’est pas lancé</translation>
    </message>
    <message>
        <source>A small program waits for calls, and opens Ahoy.</source>
        <translation>Un petit programme attend les appels et ouvre Ahoy.</translation>
    </message>
    <message>
        <source>push wake agent</source>
        <translation>push réveil agent</translation>
    </message>
    <message>
        <source>When somebody calls while I use another program</source>
        <translation>Quand quelqu’un appelle pendant que j’utilise un autre programme</translation>
    </message>
    <message>
        <source>Whether a card, a notification or both tell of a call.</source>
        <translation>Si une carte, une notification ou les deux signalent un appel.</translation>
    </message>
    <message>
        <source>popup toast notification incoming card</source>
        <translation>popup notification entrant carte</translation>
    </message>
    <message>
        <source>Tell me of missed calls</source>
        <translation>Me signaler les appels manqués</translation>
    </message>
    <message>
        <source>A notification tells of each missed call.</source>
        <translation>Une notification signale chaque appel manqué.</translation>
    </message>
    <message>
        <source>notification badge</source>
        <translation>notification pastille</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Langue</translation>
    </message>
    <message>
        <source>The language of the window; dates and numbers follow it.</source>
        <translation>La langue de la fenêtre ; les dates et les nombres la suivent.</translation>
    </message>
    <message>
        <source>translation english german french spanish swedish locale</source>
        <translation>traduction anglais allemand français espagnol suédois</translation>
    </message>
    <message>
        <source>Light or dark</source>
        <translation>Clair ou sombre</translation>
    </message>
    <message>
        <source>Draws the window in light or dark colours, or as the system does.</source>
        <translation>Dessine la fenêtre en clair ou en sombre, ou comme le système.</translation>
    </message>
    <message>
        <source>theme night mode colour</source>
        <translation>thème mode nuit couleur</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>Contraste</translation>
    </message>
    <message>
        <source>Draws text and lines stronger.</source>
        <translation>Dessine le texte et les lignes plus fort.</translation>
    </message>
    <message>
        <source>accessibility readable high</source>
        <translation>accessibilité lisible élevé</translation>
    </message>
    <message>
        <source>Size of text</source>
        <translation>Taille du texte</translation>
    </message>
    <message>
        <source>Makes all text larger.</source>
        <translation>Agrandit tout le texte.</translation>
    </message>
    <message>
        <source>font zoom big accessibility</source>
        <translation>police zoom grand accessibilité</translation>
    </message>
    <message>
        <source>Less motion</source>
        <translation>Moins d’animations</translation>
    </message>
    <message>
        <source>Tiles and panels appear at their place instead of moving there.</source>
        <translation>Les vignettes et les volets apparaissent à leur place sans se déplacer.</translation>
    </message>
    <message>
        <source>animation reduced accessibility</source>
        <translation>animation réduite accessibilité</translation>
    </message>
    <message>
        <source>Write a log</source>
        <translation>Tenir un journal</translation>
    </message>
    <message>
        <source>Keeps a file for finding faults, which is sent nowhere.</source>
        <translation>Tient un fichier pour trouver des défauts, envoyé nulle part.</translation>
    </message>
    <message>
        <source>debug diagnostics trace</source>
        <translation>débogage diagnostic trace</translation>
    </message>
    <message>
        <source>Export everything…</source>
        <translation>Tout exporter…</translation>
    </message>
    <message>
        <source>Writes contacts, calls and settings into one archive.</source>
        <translation>Écrit contacts, appels et réglages dans une archive.</translation>
    </message>
    <message>
        <source>backup save download</source>
        <translation>sauvegarde enregistrer télécharger</translation>
    </message>
    <message>
        <source>Delete everything…</source>
        <translation>Tout supprimer…</translation>
    </message>
    <message>
        <source>Removes all that Ahoy keeps of you from this computer.</source>
        <translation>Supprime tout ce qu’Ahoy garde de vous sur cet ordinateur.</translation>
    </message>
    <message>
        <source>reset forget remove erase</source>
        <translation>réinitialiser oublier supprimer effacer</translation>
    </message>
    <message>
        <source>Set up again</source>
        <translation>Configurer à nouveau</translation>
    </message>
    <message>
        <source>Goes through the first steps once more; nothing is lost.</source>
        <translation>Refait les premières étapes ; rien n’est perdu.</translation>
    </message>
    <message>
        <source>first start wizard welcome permissions</source>
        <translation>premier démarrage assistant bienvenue autorisations</translation>
    </message>
    <message>
        <source>Keys for everything</source>
        <translation>Des raccourcis pour tout</translation>
    </message>
    <message>
        <source>Shows the table of keyboard shortcuts.</source>
        <translation>Affiche le tableau des raccourcis clavier.</translation>
    </message>
    <message>
        <source>shortcut hotkey keyboard help</source>
        <translation>raccourci clavier aide</translation>
    </message>
    <message>
        <source>In a call</source>
        <translation>En appel</translation>
    </message>
    <message>
        <source>Several calls</source>
        <translation>Plusieurs appels</translation>
    </message>
    <message>
        <source>In a room</source>
        <translation>Dans un salon</translation>
    </message>
    <message>
        <source>Someone calls</source>
        <translation>Quelqu’un appelle</translation>
    </message>
    <message>
        <source>Elsewhere</source>
        <translation>Ailleurs</translation>
    </message>
    <message>
        <source>Mute or unmute the microphone</source>
        <translation>Couper ou activer le micro</translation>
    </message>
    <message>
        <source>Show or pause your video</source>
        <translation>Montrer ou suspendre votre vidéo</translation>
    </message>
    <message>
        <source>Put the call on hold, or resume it</source>
        <translation>Mettre l’appel en attente, ou le reprendre</translation>
    </message>
    <message>
        <source>Hang up, or cancel the call</source>
        <translation>Raccrocher, ou annuler l’appel</translation>
    </message>
    <message>
        <source>Keypad</source>
        <translation>Clavier</translation>
    </message>
    <message>
        <source>Transfer the call</source>
        <translation>Transférer l’appel</translation>
    </message>
    <message>
        <source>Add people, or call someone as well</source>
        <translation>Ajouter des personnes ou appeler aussi quelqu’un</translation>
    </message>
    <message>
        <source>Microphone, speaker and camera</source>
        <translation>Micro, haut-parleur et caméra</translation>
    </message>
    <message>
        <source>Share your screen, or stop sharing</source>
        <translation>Partager votre écran, ou arrêter le partage</translation>
    </message>
    <message>
        <source>Look again which screens can be shared</source>
        <translation>Chercher à nouveau les écrans à partager</translation>
    </message>
    <message>
        <source>Look at a shared screen pixel by pixel, or at all of it</source>
        <translation>Regarder un écran partagé pixel par pixel, ou en entier</translation>
    </message>
    <message>
        <source>Exchange a shared screen and the camera</source>
        <translation>Échanger l’écran partagé et la caméra</translation>
    </message>
    <message>
        <source>Details of the call: who can listen, and what is measured</source>
        <translation>Détails de l’appel : qui peut écouter, et ce qui est mesuré</translation>
    </message>
    <message>
        <source>Magnify the picture; arrow keys move it</source>
        <translation>Agrandir l’image ; les flèches la déplacent</translation>
    </message>
    <message>
        <source>Make it smaller again</source>
        <translation>La réduire à nouveau</translation>
    </message>
    <message>
        <source>Back to 100 %</source>
        <translation>Revenir à 100 %</translation>
    </message>
    <message>
        <source>Fill the window with the picture, or show all of it</source>
        <translation>Remplir la fenêtre avec l’image, ou l’afficher en entier</translation>
    </message>
    <message>
        <source>A small window in front of all others, or back</source>
        <translation>Petite fenêtre devant toutes les autres, ou retour</translation>
    </message>
    <message>
        <source>See yourself or not, in a room also as a tile</source>
        <translation>Vous voir ou non, dans un salon aussi en vignette</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Plein écran</translation>
    </message>
    <message>
        <source>Swap: talk to the next call on hold</source>
        <translation>Permuter : parler à l’appel suivant en attente</translation>
    </message>
    <message>
        <source>Talk to the call at this place of the list</source>
        <translation>Parler à l’appel à cette place de la liste</translation>
    </message>
    <message>
        <source>Connect the two calls with each other</source>
        <translation>Relier les deux appels entre eux</translation>
    </message>
    <message>
        <source>Merge the calls into one room</source>
        <translation>Réunir les appels dans un salon</translation>
    </message>
    <message>
        <source>Raise your hand, or take it down</source>
        <translation>Lever la main, ou la baisser</translation>
    </message>
    <message>
        <source>People in the room, and whom to invite</source>
        <translation>Personnes dans le salon, et qui inviter</translation>
    </message>
    <message>
        <source>Show who speaks large, or everybody alike</source>
        <translation>Afficher en grand qui parle, ou tout le monde pareil</translation>
    </message>
    <message>
        <source>The page of tiles before</source>
        <translation>Page de vignettes précédente</translation>
    </message>
    <message>
        <source>The next page of tiles</source>
        <translation>Page de vignettes suivante</translation>
    </message>
    <message>
        <source>Answer; a call that is going on goes on hold</source>
        <translation>Répondre ; l’appel en cours passe en attente</translation>
    </message>
    <message>
        <source>Answer without video</source>
        <translation>Répondre sans vidéo</translation>
    </message>
    <message>
        <source>End the present call and answer</source>
        <translation>Terminer l’appel en cours et répondre</translation>
    </message>
    <message>
        <source>Decline the first call</source>
        <translation>Refuser le premier appel</translation>
    </message>
    <message>
        <source>Decline the second call</source>
        <translation>Refuser le deuxième appel</translation>
    </message>
    <message>
        <source>Ignore the second call: it rings unheard</source>
        <translation>Ignorer le deuxième appel : il sonne en silence</translation>
    </message>
    <message>
        <source>Type whom to call</source>
        <translation>Saisir qui appeler</translation>
    </message>
    <message>
        <source>Your calls</source>
        <translation>Vos appels</translation>
    </message>
    <message>
        <source>Your contacts</source>
        <translation>Vos contacts</translation>
    </message>
    <message>
        <source>The telephone keypad</source>
        <translation>Le clavier téléphonique</translation>
    </message>
    <message>
        <source>Rooms</source>
        <translation>Salons</translation>
    </message>
    <message>
        <source>Do not disturb, on or off</source>
        <translation>Ne pas déranger, activer ou désactiver</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Réglages</translation>
    </message>
    <message>
        <source>This table</source>
        <translation>Ce tableau</translation>
    </message>
    <message>
        <source>Details of the chosen recent call</source>
        <translation>Détails de l’appel récent choisi</translation>
    </message>
    <message>
        <source>Forget the chosen recent call</source>
        <translation>Oublier l’appel récent choisi</translation>
    </message>
    <message>
        <source>The call has ended.</source>
        <translation>L’appel est terminé.</translation>
    </message>
    <message>
        <source>Ringing…</source>
        <translation>Ça sonne…</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>Connexion…</translation>
    </message>
    <message>
        <source>Reconnecting…</source>
        <translation>Reconnexion…</translation>
    </message>
    <message>
        <source>{hours} h</source>
        <translation>{hours} h</translation>
    </message>
    <message>
        <source>{duration} left</source>
        <translation>encore {duration}</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Utilisateur</translation>
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
        <translation>Hier</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Aujourd’hui</translation>
    </message>
    <message numerus="yes">
        <source>{n} new missed calls</source>
        <translation>
            <numerusform>{n} nouvel appel manqué</numerusform>
            <numerusform>{n} nouveaux appels manqués</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} calls forgotten</source>
        <translation>
            <numerusform>{n} appel oublié</numerusform>
            <numerusform>{n} appels oubliés</numerusform>
        </translation>
    </message>
    <message>
        <source>Give an address: a user id, a number with +, or name@server.</source>
        <translation>Indiquez une adresse : un identifiant, un numéro avec +, ou nom@serveur.</translation>
    </message>
    <message>
        <source>This is not an address that can be called.</source>
        <translation>Ce n’est pas une adresse que l’on peut appeler.</translation>
    </message>
    <message>
        <source>Conference room</source>
        <translation>Salon de conférence</translation>
    </message>
    <message>
        <source>SIP address</source>
        <translation>Adresse SIP</translation>
    </message>
    <message>
        <source>On this network, {host}</source>
        <translation>Sur ce réseau, {host}</translation>
    </message>
    <message>
        <source>On this network, not seen now</source>
        <translation>Sur ce réseau, invisible pour l’instant</translation>
    </message>
    <message>
        <source>Call ended after {duration}</source>
        <translation>Appel terminé après {duration}</translation>
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
