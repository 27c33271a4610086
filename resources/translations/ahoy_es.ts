<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
<context>
    <name>AboutPage</name>
    <message>
        <source>About</source>
        <translation>Acerca de</translation>
    </message>
    <message>
        <source>Ahoy %1. Free software under the GNU General Public License, version 3 or later.</source>
        <translation>Ahoy %1. Software libre bajo la Licencia Pública General de GNU, versión 3 o posterior.</translation>
    </message>
    <message>
        <source>Keys for everything</source>
        <translation>Teclas para todo</translation>
    </message>
    <message>
        <source>Set up again</source>
        <translation>Configurar de nuevo</translation>
    </message>
    <message>
        <source>The first steps once more; nothing is lost</source>
        <translation>Los primeros pasos otra vez; no se pierde nada</translation>
    </message>
</context>
<context>
    <name>AccountForm</name>
    <message>
        <source>An account that a telephone company or your own server gave you. It must be reachable over WebSocket. The password is kept in the key store of this machine.</source>
        <translation>Una cuenta de una compañía telefónica o de tu propio servidor. Debe ser accesible por WebSocket. La contraseña se guarda en el almacén de claves de este equipo.</translation>
    </message>
    <message>
        <source>Server address</source>
        <translation>Dirección del servidor</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>Nombre de usuario</translation>
    </message>
    <message>
        <source>Domain (if not the server&apos;s)</source>
        <translation>Dominio (si no es el del servidor)</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Contraseña</translation>
    </message>
    <message>
        <source>Use this account</source>
        <translation>Usar esta cuenta</translation>
    </message>
</context>
<context>
    <name>AccountPage</name>
    <message>
        <source>You</source>
        <translation>Tú</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Guardar</translation>
    </message>
    <message>
        <source>Others call you as</source>
        <translation>Los demás te llaman como</translation>
    </message>
    <message>
        <source>Copy your user id</source>
        <translation>Copiar tu identificador</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Conexión</translation>
    </message>
    <message>
        <source>%1: the service built into Ahoy</source>
        <translation>%1: el servicio integrado en Ahoy</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Cerrar sesión</translation>
    </message>
    <message>
        <source>There is nothing to sign out of: the built-in service needs no account.</source>
        <translation>No hay sesión que cerrar: el servicio integrado no necesita cuenta.</translation>
    </message>
    <message>
        <source>Goes back to the built-in service, and forgets the password</source>
        <translation>Vuelve al servicio integrado y olvida la contraseña</translation>
    </message>
    <message>
        <source>Sign out of %1?</source>
        <translation>¿Cerrar sesión en %1?</translation>
    </message>
    <message>
        <source>Its password is forgotten. Contacts and calls stay.</source>
        <translation>Se olvida su contraseña. Los contactos y las llamadas se conservan.</translation>
    </message>
</context>
<context>
    <name>AloneCard</name>
    <message>
        <source>Nobody else is here yet</source>
        <translation>Todavía no hay nadie más</translation>
    </message>
    <message>
        <source>Whoever has the link, or types the same room, meets you here.</source>
        <translation>Quien tenga el enlace o escriba la misma sala se encontrará aquí contigo.</translation>
    </message>
    <message>
        <source>Copy the link</source>
        <translation>Copiar el enlace</translation>
    </message>
    <message>
        <source>Invite</source>
        <translation>Invitar</translation>
    </message>
</context>
<context>
    <name>AppearanceSettings</name>
    <message>
        <source>Appearance</source>
        <translation>Apariencia</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Idioma</translation>
    </message>
    <message>
        <source>Light or dark</source>
        <translation>Claro u oscuro</translation>
    </message>
    <message>
        <source>System</source>
        <translation>Sistema</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Claro</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Oscuro</translation>
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
        <translation>Alto</translation>
    </message>
    <message>
        <source>Size of text</source>
        <translation>Tamaño del texto</translation>
    </message>
    <message>
        <source>Text as large as the system&apos;s</source>
        <translation>Texto del tamaño del sistema</translation>
    </message>
    <message>
        <source>Less motion</source>
        <translation>Menos movimiento</translation>
    </message>
    <message>
        <source>Tiles and panels appear at their place instead of moving there.</source>
        <translation>Los recuadros y paneles aparecen en su sitio en vez de desplazarse.</translation>
    </message>
</context>
<context>
    <name>BlockedSettings</name>
    <message>
        <source>Blocked people</source>
        <translation>Personas bloqueadas</translation>
    </message>
    <message>
        <source>They cannot ring here; they hear busy. Their calls are listed, and do not count as missed.</source>
        <translation>No pueden llamarte: oyen que comunicas. Sus llamadas aparecen en la lista, pero no cuentan como perdidas.</translation>
    </message>
    <message>
        <source>User id, number or address</source>
        <translation>Identificador, número o dirección</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>Bloquear</translation>
    </message>
    <message>
        <source>Nobody is blocked.</source>
        <translation>No hay nadie bloqueado.</translation>
    </message>
    <message>
        <source>Unblock</source>
        <translation>Desbloquear</translation>
    </message>
    <message>
        <source>Unblock %1</source>
        <translation>Desbloquear a %1</translation>
    </message>
</context>
<context>
    <name>CallBadges</name>
    <message>
        <source>The picture of %1 has stopped</source>
        <translation>La imagen de %1 se ha detenido</translation>
    </message>
    <message>
        <source>You are muted</source>
        <translation>Estás en silencio</translation>
    </message>
    <message>
        <source>You have paused your video</source>
        <translation>Has pausado tu vídeo</translation>
    </message>
    <message>
        <source>%1 is muted</source>
        <translation>%1 está en silencio</translation>
    </message>
    <message>
        <source>No microphone: others cannot hear you</source>
        <translation>Sin micrófono: nadie puede oírte</translation>
    </message>
    <message>
        <source>No camera: others cannot see you</source>
        <translation>Sin cámara: nadie puede verte</translation>
    </message>
</context>
<context>
    <name>CallControls</name>
    <message>
        <source>Unmute the microphone</source>
        <translation>Activar el micrófono</translation>
    </message>
    <message>
        <source>Mute the microphone</source>
        <translation>Silenciar el micrófono</translation>
    </message>
    <message>
        <source>Pause your video</source>
        <translation>Pausar tu vídeo</translation>
    </message>
    <message>
        <source>Show your video</source>
        <translation>Mostrar tu vídeo</translation>
    </message>
    <message>
        <source>Stop sharing your screen</source>
        <translation>Dejar de compartir la pantalla</translation>
    </message>
    <message>
        <source>Share your screen</source>
        <translation>Compartir tu pantalla</translation>
    </message>
    <message>
        <source>Resume the call</source>
        <translation>Reanudar la llamada</translation>
    </message>
    <message>
        <source>Put the call on hold</source>
        <translation>Poner la llamada en espera</translation>
    </message>
    <message>
        <source>Keypad</source>
        <translation>Teclado</translation>
    </message>
    <message>
        <source>Transfer the call</source>
        <translation>Transferir la llamada</translation>
    </message>
    <message>
        <source>Add people, or call someone as well</source>
        <translation>Añadir personas o llamar a alguien más</translation>
    </message>
    <message>
        <source>Take your hand down</source>
        <translation>Bajar la mano</translation>
    </message>
    <message>
        <source>Raise your hand</source>
        <translation>Levantar la mano</translation>
    </message>
    <message>
        <source>People in the room</source>
        <translation>Personas en la sala</translation>
    </message>
    <message>
        <source>Microphone, speaker and camera</source>
        <translation>Micrófono, altavoz y cámara</translation>
    </message>
    <message>
        <source>Leave full screen</source>
        <translation>Salir de pantalla completa</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Pantalla completa</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Más</translation>
    </message>
    <message>
        <source>Details of the call</source>
        <translation>Detalles de la llamada</translation>
    </message>
    <message>
        <source>Leave the room</source>
        <translation>Salir de la sala</translation>
    </message>
    <message>
        <source>Hang up</source>
        <translation>Colgar</translation>
    </message>
    <message>
        <source>Cancel the call</source>
        <translation>Cancelar la llamada</translation>
    </message>
</context>
<context>
    <name>CallDetailsDialog</name>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Inicio</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Duración</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Terminada</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Calidad</translation>
    </message>
    <message>
        <source>By the account</source>
        <translation>Por la cuenta</translation>
    </message>
    <message>
        <source>How it ended</source>
        <translation>Cómo terminó</translation>
    </message>
    <message>
        <source>For a report</source>
        <translation>Para un informe</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Dirección</translation>
    </message>
    <message>
        <source>Copy the address</source>
        <translation>Copiar la dirección</translation>
    </message>
    <message>
        <source>Forget this call</source>
        <translation>Olvidar esta llamada</translation>
    </message>
    <message>
        <source>Call %1</source>
        <translation>Llamar a %1</translation>
    </message>
    <message>
        <source>Video call %1</source>
        <translation>Videollamar a %1</translation>
    </message>
</context>
<context>
    <name>CallList</name>
    <message>
        <source>Your calls</source>
        <translation>Tus llamadas</translation>
    </message>
    <message>
        <source>They talk to each other, and you leave both calls  ·  Ctrl+J</source>
        <translation>Hablan entre sí, y tú sales de las dos llamadas  ·  Ctrl+J</translation>
    </message>
    <message>
        <source>The calls become one room, in which all hear each other  ·  Ctrl+Shift+J</source>
        <translation>Las llamadas se convierten en una sala en la que todos se oyen  ·  Ctrl+Shift+J</translation>
    </message>
</context>
<context>
    <name>CallListRow</name>
    <message>
        <source>Press to talk here; the present call goes on hold</source>
        <translation>Pulsa para hablar aquí; la llamada actual queda en espera</translation>
    </message>
    <message>
        <source>Resume the call with %1</source>
        <translation>Reanudar la llamada con %1</translation>
    </message>
    <message>
        <source>Talk to %1</source>
        <translation>Hablar con %1</translation>
    </message>
    <message>
        <source>Answer %1</source>
        <translation>Responder a %1</translation>
    </message>
    <message>
        <source>Decline %1</source>
        <translation>Rechazar a %1</translation>
    </message>
    <message>
        <source>Hang up on %1</source>
        <translation>Colgar a %1</translation>
    </message>
</context>
<context>
    <name>CallSettings</name>
    <message>
        <source>Calls</source>
        <translation>Llamadas</translation>
    </message>
    <message>
        <source>Do not disturb</source>
        <translation>No molestar</translation>
    </message>
    <message>
        <source>Nobody rings here. Callers hear busy, and their calls are listed as missed.</source>
        <translation>Aquí no suena nada. Quien llama oye que comunicas, y su llamada aparece como perdida.</translation>
    </message>
    <message>
        <source>When somebody calls during a call</source>
        <translation>Cuando alguien llama durante una llamada</translation>
    </message>
    <message>
        <source>Ask me quietly</source>
        <translation>Preguntarme con discreción</translation>
    </message>
    <message>
        <source>A card appears over the call, with a soft tone. The present call goes on until you choose.</source>
        <translation>Aparece una tarjeta sobre la llamada, con un tono suave. La llamada actual sigue hasta que elijas.</translation>
    </message>
    <message>
        <source>Say that I am busy</source>
        <translation>Decir que comunico</translation>
    </message>
    <message>
        <source>The caller hears busy at once; the call is listed as missed.</source>
        <translation>Quien llama oye enseguida que comunicas; la llamada aparece como perdida.</translation>
    </message>
    <message>
        <source>Ring as always</source>
        <translation>Sonar como siempre</translation>
    </message>
    <message>
        <source>The second call rings as loudly as a first one.</source>
        <translation>La segunda llamada suena tan fuerte como la primera.</translation>
    </message>
</context>
<context>
    <name>CallTopBar</name>
    <message>
        <source>by %1</source>
        <translation>por %1</translation>
    </message>
    <message>
        <source>not verified</source>
        <translation>sin verificar</translation>
    </message>
    <message>
        <source>Call time %1</source>
        <translation>Duración de la llamada %1</translation>
    </message>
</context>
<context>
    <name>CallingPane</name>
    <message>
        <source>The picture is in a small window in front</source>
        <translation>La imagen está en una ventana pequeña delante</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Reanudar</translation>
    </message>
    <message>
        <source>Put it back</source>
        <translation>Devolverla</translation>
    </message>
</context>
<context>
    <name>CheckDialog</name>
    <message>
        <source>Check before a call</source>
        <translation>Comprobación antes de llamar</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Cámara</translation>
    </message>
    <message>
        <source>A short sound is played, and you say a few words. Nothing is recorded or sent.</source>
        <translation>Se reproduce un sonido breve y dices unas palabras. No se graba ni se envía nada.</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>Micrófono</translation>
    </message>
    <message>
        <source>Speaker</source>
        <translation>Altavoz</translation>
    </message>
    <message>
        <source>Test speaker</source>
        <translation>Probar el altavoz</translation>
    </message>
    <message>
        <source>Room</source>
        <translation>Habitación</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Listo</translation>
    </message>
    <message>
        <source>Stop the check</source>
        <translation>Detener la comprobación</translation>
    </message>
    <message>
        <source>Start the check</source>
        <translation>Iniciar la comprobación</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Comprobar de nuevo</translation>
    </message>
</context>
<context>
    <name>CheckLine</name>
    <message>
        <source>Listening…</source>
        <translation>Escuchando…</translation>
    </message>
    <message>
        <source>Not checked yet</source>
        <translation>Aún sin comprobar</translation>
    </message>
</context>
<context>
    <name>CheckResult</name>
    <message>
        <source>The check is running</source>
        <translation>La comprobación está en curso</translation>
    </message>
</context>
<context>
    <name>ContactDialog</name>
    <message>
        <source>Add a contact</source>
        <translation>Añadir un contacto</translation>
    </message>
    <message>
        <source>Change the contact</source>
        <translation>Cambiar el contacto</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>As you want to see it</source>
        <translation>Como quieras verlo</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Dirección</translation>
    </message>
    <message>
        <source>Addresses, the first is called</source>
        <translation>Direcciones; se llama a la primera</translation>
    </message>
    <message>
        <source>anna, +4930…, name@server, conf:room</source>
        <translation>anna, +4930…, nombre@servidor, conf:sala</translation>
    </message>
    <message>
        <source>Address %1</source>
        <translation>Dirección %1</translation>
    </message>
    <message>
        <source>Take this address away</source>
        <translation>Quitar esta dirección</translation>
    </message>
    <message>
        <source>Another address</source>
        <translation>Otra dirección</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Guardar</translation>
    </message>
</context>
<context>
    <name>ContactFiles</name>
    <message>
        <source>Import contacts</source>
        <translation>Importar contactos</translation>
    </message>
    <message>
        <source>Contacts (*.vcf *.vcard *.csv)</source>
        <translation>Contactos (*.vcf *.vcard *.csv)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Todos los archivos (*)</translation>
    </message>
    <message>
        <source>Export contacts</source>
        <translation>Exportar contactos</translation>
    </message>
    <message>
        <source>vCard (*.vcf)</source>
        <translation>vCard (*.vcf)</translation>
    </message>
    <message>
        <source>vCard for older programs (*.vcf)</source>
        <translation>vCard para programas antiguos (*.vcf)</translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation>Tabla (*.csv)</translation>
    </message>
</context>
<context>
    <name>ContactFilesMenu</name>
    <message>
        <source>Import and export contacts</source>
        <translation>Importar y exportar contactos</translation>
    </message>
    <message>
        <source>Import from a file…</source>
        <translation>Importar de un archivo…</translation>
    </message>
    <message>
        <source>Export to a file…</source>
        <translation>Exportar a un archivo…</translation>
    </message>
</context>
<context>
    <name>CountryDialog</name>
    <message>
        <source>Country of your numbers</source>
        <translation>País de tus números</translation>
    </message>
    <message>
        <source>Country or code, such as +49</source>
        <translation>País o prefijo, como +49</translation>
    </message>
    <message>
        <source>Search for a country</source>
        <translation>Buscar un país</translation>
    </message>
    <message>
        <source>Countries</source>
        <translation>Países</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>No country by that name or code</source>
        <translation>Ningún país con ese nombre o prefijo</translation>
    </message>
</context>
<context>
    <name>CrashNotice</name>
    <message>
        <source>The last time did not end well</source>
        <translation>La última vez no acabó bien</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copiar</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
</context>
<context>
    <name>DataFiles</name>
    <message>
        <source>Export everything</source>
        <translation>Exportar todo</translation>
    </message>
    <message>
        <source>Archive (*.zip)</source>
        <translation>Archivo comprimido (*.zip)</translation>
    </message>
</context>
<context>
    <name>DataSettings</name>
    <message>
        <source>Privacy and data</source>
        <translation>Privacidad y datos</translation>
    </message>
    <message>
        <source>What Ahoy keeps of you is on this computer, and nowhere else.</source>
        <translation>Lo que Ahoy guarda de ti está en este equipo y en ningún otro sitio.</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Abrir la carpeta</translation>
    </message>
    <message>
        <source>This system has no key store that works: passwords are kept in memory and are forgotten when Ahoy ends.</source>
        <translation>Este sistema no tiene un almacén de claves que funcione: las contraseñas quedan en memoria y se olvidan al cerrar Ahoy.</translation>
    </message>
    <message>
        <source>Passwords are in the key store of your system.</source>
        <translation>Las contraseñas están en el almacén de claves de tu sistema.</translation>
    </message>
    <message>
        <source>Write a log</source>
        <translation>Escribir un registro</translation>
    </message>
    <message>
        <source>For finding faults. It holds no passwords, no keys and no whole phone numbers, and is sent nowhere.</source>
        <translation>Para encontrar fallos. No contiene contraseñas, claves ni números de teléfono completos, y no se envía a ningún sitio.</translation>
    </message>
    <message>
        <source>Copy diagnostics</source>
        <translation>Copiar el diagnóstico</translation>
    </message>
    <message>
        <source>Versions, devices, state and the end of the log</source>
        <translation>Versiones, dispositivos, estado y el final del registro</translation>
    </message>
    <message>
        <source>Exporting…</source>
        <translation>Exportando…</translation>
    </message>
    <message>
        <source>Export everything…</source>
        <translation>Exportar todo…</translation>
    </message>
    <message>
        <source>Contacts, calls and settings in one archive</source>
        <translation>Contactos, llamadas y ajustes en un archivo</translation>
    </message>
    <message>
        <source>Delete everything…</source>
        <translation>Eliminar todo…</translation>
    </message>
</context>
<context>
    <name>DesktopSettings</name>
    <message>
        <source>On your desktop</source>
        <translation>En tu escritorio</translation>
    </message>
    <message>
        <source>Stay reachable when the window is closed</source>
        <translation>Seguir localizable con la ventana cerrada</translation>
    </message>
    <message>
        <source>Ahoy goes on in the tray. Quit in the menu of its icon ends it, and so does Ctrl+Q.</source>
        <translation>Ahoy sigue en la bandeja. «Salir» en el menú de su icono lo cierra, igual que Ctrl+Q.</translation>
    </message>
    <message>
        <source>Start when I log in</source>
        <translation>Iniciar al entrar en la sesión</translation>
    </message>
    <message>
        <source>Its window is made small then.</source>
        <translation>Su ventana aparece entonces minimizada.</translation>
    </message>
    <message>
        <source>Without a window, in the tray.</source>
        <translation>Sin ventana, en la bandeja.</translation>
    </message>
    <message>
        <source>Ring when Ahoy does not run</source>
        <translation>Sonar cuando Ahoy no está abierto</translation>
    </message>
    <message>
        <source>A small program waits for calls, from login on. It shows who calls, and opens Ahoy when you answer.</source>
        <translation>Un pequeño programa espera llamadas desde el inicio de sesión. Muestra quién llama y abre Ahoy cuando respondes.</translation>
    </message>
    <message>
        <source>When somebody calls while I use another program</source>
        <translation>Cuando alguien llama mientras uso otro programa</translation>
    </message>
    <message>
        <source>As fits this desktop</source>
        <translation>Según este escritorio</translation>
    </message>
    <message>
        <source>A card where Ahoy may put one in front, else a notification. Neither takes the keyboard from you.</source>
        <translation>Una tarjeta donde Ahoy pueda ponerla delante; si no, una notificación. Ninguna te quita el teclado.</translation>
    </message>
    <message>
        <source>A card above all windows</source>
        <translation>Una tarjeta sobre todas las ventanas</translation>
    </message>
    <message>
        <source>On the screen where the pointer is.</source>
        <translation>En la pantalla donde está el puntero.</translation>
    </message>
    <message>
        <source>A notification of the desktop</source>
        <translation>Una notificación del escritorio</translation>
    </message>
    <message>
        <source>With buttons to answer and to decline, where the desktop shows such.</source>
        <translation>Con botones para responder y rechazar, si el escritorio los muestra.</translation>
    </message>
    <message>
        <source>Both</source>
        <translation>Ambas</translation>
    </message>
    <message>
        <source>A card, and a notification that stays as long as it rings.</source>
        <translation>Una tarjeta, y una notificación que permanece mientras suena.</translation>
    </message>
    <message>
        <source>Tell me of missed calls</source>
        <translation>Avisarme de las llamadas perdidas</translation>
    </message>
    <message>
        <source>By a notification, with a button to call back.</source>
        <translation>Con una notificación y un botón para devolver la llamada.</translation>
    </message>
</context>
<context>
    <name>DetailsPanel</name>
    <message>
        <source>Details of the call</source>
        <translation>Detalles de la llamada</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>Copiar como texto</translation>
    </message>
</context>
<context>
    <name>DeviceMenu</name>
    <message>
        <source>Microphone, speaker and camera</source>
        <translation>Micrófono, altavoz y cámara</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>Micrófono</translation>
    </message>
    <message>
        <source>Speaker</source>
        <translation>Altavoz</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Cámara</translation>
    </message>
    <message>
        <source>Check sound and video</source>
        <translation>Comprobar sonido y vídeo</translation>
    </message>
</context>
<context>
    <name>DevicesStep</name>
    <message>
        <source>Microphone and camera</source>
        <translation>Micrófono y cámara</translation>
    </message>
    <message>
        <source>Others hear you by your microphone, and see you by your camera if you want. Ahoy opens them in calls that you make or answer, and here if you try them. Your system may ask whether Ahoy may do so. Nothing is recorded or sent.</source>
        <translation>Los demás te oyen por tu micrófono y te ven por tu cámara si quieres. Ahoy los abre en las llamadas que haces o respondes, y aquí si los pruebas. Quizá tu sistema pregunte si Ahoy puede hacerlo. No se graba ni se envía nada.</translation>
    </message>
    <message>
        <source>Try microphone and camera</source>
        <translation>Probar micrófono y cámara</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>Micrófono</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Cámara</translation>
    </message>
    <message>
        <source>Speaker</source>
        <translation>Altavoz</translation>
    </message>
    <message>
        <source>Check sound and video</source>
        <translation>Comprobar sonido y vídeo</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Siguiente</translation>
    </message>
    <message>
        <source>Next, without trying them</source>
        <translation>Siguiente, sin probarlos</translation>
    </message>
</context>
<context>
    <name>DialBar</name>
    <message>
        <source>Name or number</source>
        <translation>Nombre o número</translation>
    </message>
    <message>
        <source>Name, number or address to call</source>
        <translation>Nombre, número o dirección a la que llamar</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>Llamar</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Intro</translation>
    </message>
    <message>
        <source>Calls to phone numbers have no picture.</source>
        <translation>Las llamadas a números de teléfono no tienen imagen.</translation>
    </message>
    <message>
        <source>Video call</source>
        <translation>Videollamada</translation>
    </message>
    <message>
        <source> · Enter calls</source>
        <translation> · Intro llama</translation>
    </message>
    <message>
        <source>Call it as a phone number</source>
        <translation>Llamar como número de teléfono</translation>
    </message>
    <message>
        <source>Call numbers by</source>
        <translation>Llamar a números por</translation>
    </message>
</context>
<context>
    <name>DialPad</name>
    <message>
        <source>Choose your country</source>
        <translation>Elige tu país</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Numbers that name no country are taken for numbers of this one</source>
        <translation>Los números sin país se toman por números de este</translation>
    </message>
    <message>
        <source>Type or paste a number</source>
        <translation>Escribe o pega un número</translation>
    </message>
    <message>
        <source>Number to call</source>
        <translation>Número al que llamar</translation>
    </message>
    <message>
        <source>Take the last digit away; hold to empty the field</source>
        <translation>Borrar la última cifra; mantén pulsado para vaciar el campo</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Call numbers by</source>
        <translation>Llamar a números por</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>Llamar</translation>
    </message>
    <message>
        <source>Type a number first.</source>
        <translation>Escribe antes un número.</translation>
    </message>
    <message>
        <source>Video call</source>
        <translation>Videollamada</translation>
    </message>
    <message>
        <source>Paste a number</source>
        <translation>Pegar un número</translation>
    </message>
</context>
<context>
    <name>EchoStep</name>
    <message>
        <source>Your first call</source>
        <translation>Tu primera llamada</translation>
    </message>
    <message>
        <source>The echo test repeats what you say and shows what you show. It opens your microphone, and your camera in a video call.</source>
        <translation>La prueba de eco repite lo que dices y muestra lo que muestras. Abre tu micrófono y, en una videollamada, tu cámara.</translation>
    </message>
    <message>
        <source>Call the echo test</source>
        <translation>Llamar a la prueba de eco</translation>
    </message>
    <message>
        <source>With sound alone</source>
        <translation>Solo con sonido</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Ahora no</translation>
    </message>
</context>
<context>
    <name>EraseDialog</name>
    <message>
        <source>Delete everything?</source>
        <translation>¿Eliminar todo?</translation>
    </message>
    <message>
        <source>Your name, contacts, calls, settings, passwords and logs are removed from this computer, and Ahoy ends. This cannot be undone. Export everything first if you may want it again.</source>
        <translation>Tu nombre, contactos, llamadas, ajustes, contraseñas y registros se eliminan de este equipo, y Ahoy se cierra. No se puede deshacer. Exporta todo antes si quizá lo necesites de nuevo.</translation>
    </message>
    <message>
        <source>Keep everything</source>
        <translation>Conservar todo</translation>
    </message>
    <message>
        <source>Delete everything</source>
        <translation>Eliminar todo</translation>
    </message>
</context>
<context>
    <name>FirstStart</name>
    <message>
        <source>The step before</source>
        <translation>Paso anterior</translation>
    </message>
    <message>
        <source>Step %1 of %2</source>
        <translation>Paso %1 de %2</translation>
    </message>
    <message>
        <source>Leave it as it was</source>
        <translation>Dejarlo como estaba</translation>
    </message>
</context>
<context>
    <name>HintCard</name>
    <message>
        <source>Unmute</source>
        <translation>Activar el micrófono</translation>
    </message>
    <message>
        <source>Choose devices</source>
        <translation>Elegir dispositivos</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Descartar</translation>
    </message>
</context>
<context>
    <name>HistoryList</name>
    <message>
        <source>Which calls are listed</source>
        <translation>Qué llamadas se muestran</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Todas</translation>
    </message>
    <message>
        <source>Missed</source>
        <translation>Perdidas</translation>
    </message>
    <message>
        <source>In</source>
        <comment>incoming calls</comment>
        <translation>Entrantes</translation>
    </message>
    <message>
        <source>Out</source>
        <comment>outgoing calls</comment>
        <translation>Salientes</translation>
    </message>
    <message>
        <source>Forget all recent calls</source>
        <translation>Olvidar todas las llamadas recientes</translation>
    </message>
    <message>
        <source>Contacts stay. You can take this back for a few seconds.</source>
        <translation>Los contactos se conservan. Puedes deshacerlo durante unos segundos.</translation>
    </message>
    <message>
        <source>Calls with %1</source>
        <translation>Llamadas con %1</translation>
    </message>
    <message>
        <source>Show calls with everybody</source>
        <translation>Mostrar las llamadas con todos</translation>
    </message>
    <message>
        <source>Recent calls</source>
        <translation>Llamadas recientes</translation>
    </message>
    <message>
        <source>Others are under “All”, or with nothing in the search field.</source>
        <translation>Las demás están en «Todas», o con la búsqueda vacía.</translation>
    </message>
    <message>
        <source>No calls yet</source>
        <translation>Aún no hay llamadas</translation>
    </message>
    <message>
        <source>No such calls</source>
        <translation>No hay llamadas así</translation>
    </message>
    <message>
        <source>The calls you make and get are listed here.</source>
        <translation>Aquí aparecen las llamadas que haces y recibes.</translation>
    </message>
    <message>
        <source>Forget all recent calls?</source>
        <translation>¿Olvidar todas las llamadas recientes?</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>Olvidar</translation>
    </message>
</context>
<context>
    <name>HistoryRow</name>
    <message>
        <source>%1, new: %2, %3</source>
        <translation>%1, nuevo: %2, %3</translation>
    </message>
    <message>
        <source>%1, %2, %3</source>
        <translation>%1, %2, %3</translation>
    </message>
    <message>
        <source>Enter calls again, Delete forgets the call, F2 shows its details</source>
        <translation>Intro vuelve a llamar, Supr olvida la llamada, F2 muestra sus detalles</translation>
    </message>
    <message>
        <source>Call %1 again</source>
        <translation>Volver a llamar a %1</translation>
    </message>
    <message>
        <source>Video call %1 again</source>
        <translation>Volver a videollamar a %1</translation>
    </message>
    <message>
        <source>About this call with %1</source>
        <translation>Sobre esta llamada con %1</translation>
    </message>
</context>
<context>
    <name>HostTools</name>
    <message>
        <source>Mute all</source>
        <translation>Silenciar a todos</translation>
    </message>
    <message>
        <source>Nobody else is here.</source>
        <translation>No hay nadie más.</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Desbloquear</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Bloquear</translation>
    </message>
    <message>
        <source>Let others in again</source>
        <translation>Volver a dejar entrar a otros</translation>
    </message>
    <message>
        <source>Let nobody else in</source>
        <translation>No dejar entrar a nadie más</translation>
    </message>
    <message>
        <source>End for all</source>
        <translation>Terminar para todos</translation>
    </message>
</context>
<context>
    <name>ImportBar</name>
    <message>
        <source>Importing %1</source>
        <translation>Importando %1</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Detener</translation>
    </message>
</context>
<context>
    <name>IncomingCard</name>
    <message>
        <source>%1 is calling</source>
        <translation>%1 está llamando</translation>
    </message>
    <message>
        <source>Incoming call for %1</source>
        <translation>Llamada entrante para %1</translation>
    </message>
    <message>
        <source>Incoming video call</source>
        <translation>Videollamada entrante</translation>
    </message>
    <message>
        <source>Incoming call</source>
        <translation>Llamada entrante</translation>
    </message>
    <message>
        <source>First call from this address</source>
        <translation>Primera llamada de esta dirección</translation>
    </message>
    <message>
        <source>Not verified: anybody may use this name</source>
        <translation>Sin verificar: cualquiera puede usar este nombre</translation>
    </message>
    <message>
        <source>Show Ahoy</source>
        <translation>Mostrar Ahoy</translation>
    </message>
    <message>
        <source>Decline and block</source>
        <translation>Rechazar y bloquear</translation>
    </message>
    <message>
        <source>Decline</source>
        <translation>Rechazar</translation>
    </message>
    <message>
        <source>Voice</source>
        <translation>Voz</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Responder</translation>
    </message>
    <message>
        <source>Answer without video</source>
        <translation>Responder sin vídeo</translation>
    </message>
    <message>
        <source>Answer with video</source>
        <translation>Responder con vídeo</translation>
    </message>
</context>
<context>
    <name>IncomingDialog</name>
    <message>
        <source>%1 is calling</source>
        <translation>%1 está llamando</translation>
    </message>
    <message>
        <source>Incoming call for %1</source>
        <translation>Llamada entrante para %1</translation>
    </message>
    <message>
        <source>Incoming video call</source>
        <translation>Videollamada entrante</translation>
    </message>
    <message>
        <source>Incoming call</source>
        <translation>Llamada entrante</translation>
    </message>
    <message>
        <source>Not verified: anybody may use this name</source>
        <translation>Sin verificar: cualquiera puede usar este nombre</translation>
    </message>
    <message>
        <source>First call from this address</source>
        <translation>Primera llamada de esta dirección</translation>
    </message>
    <message>
        <source>Decline</source>
        <translation>Rechazar</translation>
    </message>
    <message>
        <source>Answer without video</source>
        <translation>Responder sin vídeo</translation>
    </message>
    <message>
        <source>Answer with video</source>
        <translation>Responder con vídeo</translation>
    </message>
    <message>
        <source>Decline and block</source>
        <translation>Rechazar y bloquear</translation>
    </message>
</context>
<context>
    <name>KeyButton</name>
    <message>
        <source>Pause of two seconds</source>
        <translation>Pausa de dos segundos</translation>
    </message>
    <message>
        <source>Star</source>
        <translation>Asterisco</translation>
    </message>
    <message>
        <source>Hash</source>
        <translation>Almohadilla</translation>
    </message>
</context>
<context>
    <name>Keypad</name>
    <message>
        <source>Keypad</source>
        <translation>Teclado</translation>
    </message>
    <message>
        <source>No keys sent yet</source>
        <translation>Aún no se ha enviado ninguna tecla</translation>
    </message>
    <message>
        <source>Keys sent: %1</source>
        <translation>Teclas enviadas: %1</translation>
    </message>
    <message>
        <source>Type or paste keys</source>
        <translation>Escribir o pegar teclas</translation>
    </message>
    <message>
        <source>A to D, and a pause</source>
        <translation>De la A a la D, y una pausa</translation>
    </message>
</context>
<context>
    <name>LevelMeter</name>
    <message>
        <source>Microphone level</source>
        <translation>Nivel del micrófono</translation>
    </message>
    <message>
        <source>Level of what is played</source>
        <translation>Nivel de lo que suena</translation>
    </message>
</context>
<context>
    <name>MemberRow</name>
    <message>
        <source>Enter opens its menu.</source>
        <translation>Intro abre su menú.</translation>
    </message>
    <message>
        <source>What can be done with %1</source>
        <translation>Qué se puede hacer con %1</translation>
    </message>
</context>
<context>
    <name>MoreMenu</name>
    <message>
        <source>More</source>
        <translation>Más</translation>
    </message>
    <message>
        <source>People in the room</source>
        <translation>Personas en la sala</translation>
    </message>
    <message>
        <source>Take your hand down</source>
        <translation>Bajar la mano</translation>
    </message>
    <message>
        <source>Raise your hand</source>
        <translation>Levantar la mano</translation>
    </message>
    <message>
        <source>Show who speaks large</source>
        <translation>Mostrar en grande a quien habla</translation>
    </message>
    <message>
        <source>Show everybody alike</source>
        <translation>Mostrar a todos por igual</translation>
    </message>
    <message>
        <source>Show me to myself</source>
        <translation>Mostrarme a mí</translation>
    </message>
    <message>
        <source>Do not show me to myself</source>
        <translation>No mostrarme a mí</translation>
    </message>
    <message>
        <source>Stop sharing your screen</source>
        <translation>Dejar de compartir la pantalla</translation>
    </message>
    <message>
        <source>Share your screen</source>
        <translation>Compartir tu pantalla</translation>
    </message>
    <message>
        <source>Show all of the screen</source>
        <translation>Mostrar toda la pantalla</translation>
    </message>
    <message>
        <source>Show it pixel by pixel</source>
        <translation>Mostrar píxel a píxel</translation>
    </message>
    <message>
        <source>Keypad</source>
        <translation>Teclado</translation>
    </message>
    <message>
        <source>Transfer the call</source>
        <translation>Transferir la llamada</translation>
    </message>
    <message>
        <source>Add people, or call someone</source>
        <translation>Añadir personas o llamar a alguien</translation>
    </message>
    <message>
        <source>Sound and camera</source>
        <translation>Sonido y cámara</translation>
    </message>
    <message>
        <source>Show all of the picture</source>
        <translation>Mostrar toda la imagen</translation>
    </message>
    <message>
        <source>Fill the window</source>
        <translation>Llenar la ventana</translation>
    </message>
    <message>
        <source>Put the picture back</source>
        <translation>Devolver la imagen</translation>
    </message>
    <message>
        <source>A small window in front</source>
        <translation>Ventana pequeña delante</translation>
    </message>
    <message>
        <source>Details of the call</source>
        <translation>Detalles de la llamada</translation>
    </message>
    <message>
        <source>Leave full screen</source>
        <translation>Salir de pantalla completa</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Pantalla completa</translation>
    </message>
</context>
<context>
    <name>NameStep</name>
    <message>
        <source>Welcome to Ahoy</source>
        <translation>Te damos la bienvenida a Ahoy</translation>
    </message>
    <message>
        <source>Call people on this network, or the echo test, right away. No account needed.</source>
        <translation>Llama enseguida a personas de esta red o a la prueba de eco. No hace falta cuenta.</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>Tu nombre</translation>
    </message>
    <message>
        <source>The name that others see</source>
        <translation>El nombre que ven los demás</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Siguiente</translation>
    </message>
    <message>
        <source>Skip the other steps</source>
        <translation>Saltar los demás pasos</translation>
    </message>
    <message>
        <source>Without them Ahoy uses microphone and camera in calls only, tells you of calls, and shows your name to people on this network. All of it can be changed in the settings.</source>
        <translation>Sin ellos, Ahoy usa micrófono y cámara solo en llamadas, te avisa de ellas y muestra tu nombre a las personas de esta red. Todo se puede cambiar en los ajustes.</translation>
    </message>
</context>
<context>
    <name>NavBar</name>
    <message>
        <source>Calls</source>
        <translation>Llamadas</translation>
    </message>
    <message>
        <source>Contacts</source>
        <translation>Contactos</translation>
    </message>
    <message>
        <source>Keypad</source>
        <translation>Teclado</translation>
    </message>
    <message>
        <source>Rooms</source>
        <translation>Salas</translation>
    </message>
    <message>
        <source>What the window shows</source>
        <translation>Qué muestra la ventana</translation>
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
        <translation>Invitar a %1, %2</translation>
    </message>
</context>
<context>
    <name>PartyPanel</name>
    <message>
        <source>Transfer %1 to</source>
        <translation>Transferir a %1 a</translation>
    </message>
    <message>
        <source>Add people, or call someone as well</source>
        <translation>Añadir personas o llamar a alguien más</translation>
    </message>
    <message>
        <source>Call someone as well</source>
        <translation>Llamar a alguien más</translation>
    </message>
    <message>
        <source>Name, number or address</source>
        <translation>Nombre, número o dirección</translation>
    </message>
    <message>
        <source>Nobody is in your contacts yet. Type an address.</source>
        <translation>Aún no tienes contactos. Escribe una dirección.</translation>
    </message>
</context>
<context>
    <name>PartyRow</name>
    <message>
        <source>Transfer to %1, %2</source>
        <translation>Transferir a %1, %2</translation>
    </message>
    <message>
        <source>Call %1, %2</source>
        <translation>Llamar a %1, %2</translation>
    </message>
    <message>
        <source>Ask first</source>
        <translation>Preguntar antes</translation>
    </message>
    <message>
        <source>Call %1 while the other waits; then connect the two</source>
        <translation>Llamar a %1 mientras el otro espera; después conectarlos</translation>
    </message>
    <message>
        <source>Bring in</source>
        <translation>Incorporar</translation>
    </message>
    <message>
        <source>The call becomes a room, and %1 is called into it</source>
        <translation>La llamada se convierte en sala y se llama a %1</translation>
    </message>
</context>
<context>
    <name>PeopleList</name>
    <message>
        <source>People</source>
        <translation>Personas</translation>
    </message>
    <message>
        <source>Import and export contacts</source>
        <translation>Importar y exportar contactos</translation>
    </message>
    <message>
        <source>Add a contact</source>
        <translation>Añadir un contacto</translation>
    </message>
    <message>
        <source>Nobody here yet</source>
        <translation>Aún no hay nadie</translation>
    </message>
    <message>
        <source>Add somebody with the sign above, or import a file of contacts with the three dots. People on your network appear by themselves.</source>
        <translation>Añade a alguien con el signo de arriba o importa un archivo de contactos con los tres puntos. Las personas de tu red aparecen solas.</translation>
    </message>
    <message>
        <source>Nobody by that name</source>
        <translation>Nadie con ese nombre</translation>
    </message>
    <message>
        <source>Press Enter to call it as an address.</source>
        <translation>Pulsa Intro para llamar a esa dirección.</translation>
    </message>
</context>
<context>
    <name>PeoplePanel</name>
    <message>
        <source>People in the room</source>
        <translation>Personas en la sala</translation>
    </message>
    <message>
        <source>Copy the link to this room</source>
        <translation>Copiar el enlace a esta sala</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>Find or invite somebody</source>
        <translation>Buscar o invitar a alguien</translation>
    </message>
    <message>
        <source>Find somebody here, or invite by name, number or address</source>
        <translation>Buscar a alguien aquí, o invitar por nombre, número o dirección</translation>
    </message>
    <message>
        <source>In the room</source>
        <translation>En la sala</translation>
    </message>
    <message>
        <source>Invite</source>
        <translation>Invitar</translation>
    </message>
    <message>
        <source>Have the room call it</source>
        <translation>Que la sala llame</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Qué ha pasado</translation>
    </message>
</context>
<context>
    <name>PersonPane</name>
    <message>
        <source>Back to the list</source>
        <translation>Volver a la lista</translation>
    </message>
    <message>
        <source>Blocked: cannot ring here</source>
        <translation>Persona bloqueada: no puede llamarte</translation>
    </message>
    <message>
        <source>Video call</source>
        <translation>Videollamada</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>Llamar</translation>
    </message>
    <message>
        <source>No longer a favourite</source>
        <translation>Quitar de favoritos</translation>
    </message>
    <message>
        <source>Make a favourite</source>
        <translation>Añadir a favoritos</translation>
    </message>
    <message>
        <source>Add to contacts</source>
        <translation>Añadir a contactos</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Cambiar</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Eliminar</translation>
    </message>
    <message>
        <source>Remove from the contacts</source>
        <translation>Eliminar de los contactos</translation>
    </message>
    <message>
        <source>Unblock</source>
        <translation>Desbloquear</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>Bloquear</translation>
    </message>
    <message>
        <source>Let them ring here again</source>
        <translation>Permitir que vuelva a llamarte</translation>
    </message>
    <message>
        <source>They cannot ring here any more</source>
        <translation>Ya no podrá llamarte</translation>
    </message>
    <message>
        <source>Copy %1</source>
        <translation>Copiar %1</translation>
    </message>
    <message>
        <source>Call %1</source>
        <translation>Llamar a %1</translation>
    </message>
    <message>
        <source>Recent calls</source>
        <translation>Llamadas recientes</translation>
    </message>
    <message>
        <source>All calls</source>
        <translation>Todas las llamadas</translation>
    </message>
    <message>
        <source>Every call with %1, however long ago</source>
        <translation>Cada llamada con %1, por antigua que sea</translation>
    </message>
    <message>
        <source>Recent calls with %1</source>
        <translation>Llamadas recientes con %1</translation>
    </message>
</context>
<context>
    <name>PersonRow</name>
    <message>
        <source>%1, favourite, %2</source>
        <translation>%1, favorito, %2</translation>
    </message>
    <message>
        <source>Call %1</source>
        <translation>Llamar a %1</translation>
    </message>
    <message>
        <source>Video call %1</source>
        <translation>Videollamar a %1</translation>
    </message>
</context>
<context>
    <name>PhoneSettings</name>
    <message>
        <source>Phone calls</source>
        <translation>Llamadas telefónicas</translation>
    </message>
    <message>
        <source>For calls to phone numbers, which your call service carries into the telephone network.</source>
        <translation>Para llamadas a números de teléfono, que tu servicio de llamadas lleva a la red telefónica.</translation>
    </message>
    <message>
        <source>Your phone number</source>
        <translation>Tu número de teléfono</translation>
    </message>
    <message>
        <source>Whoever you call sees it</source>
        <translation>Lo ve la persona a la que llamas</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Guardar</translation>
    </message>
    <message>
        <source>Country of numbers without + in front</source>
        <translation>País de los números sin + delante</translation>
    </message>
</context>
<context>
    <name>PictureTools</name>
    <message>
        <source>Back to 100 % from %1 %</source>
        <translation>Volver del %1 % al 100 %</translation>
    </message>
    <message>
        <source>Show all of the picture</source>
        <translation>Mostrar toda la imagen</translation>
    </message>
    <message>
        <source>Fill the window with the picture</source>
        <translation>Llenar la ventana con la imagen</translation>
    </message>
    <message>
        <source>Put the picture into a window of its own</source>
        <translation>Poner la imagen en su propia ventana</translation>
    </message>
</context>
<context>
    <name>PrivacySettings</name>
    <message>
        <source>People you do not know</source>
        <translation>Personas que no conoces</translation>
    </message>
    <message>
        <source>Silence unknown callers</source>
        <translation>Silenciar llamadas desconocidas</translation>
    </message>
    <message>
        <source>Who is no contact, and whom you have never talked to, does not ring here. They hear busy, and their calls are listed as missed.</source>
        <translation>Quien no es contacto y con quien nunca has hablado no suena aquí. Oye que comunicas, y su llamada aparece como perdida.</translation>
    </message>
    <message>
        <source>What others learn</source>
        <translation>Qué saben los demás</translation>
    </message>
    <message>
        <source>Always use a relay</source>
        <translation>Usar siempre un relé</translation>
    </message>
    <message>
        <source>Nobody you talk to learns the network address of this computer. Calls take a longer way. Holds from the next call on.</source>
        <translation>Nadie con quien hables conoce la dirección de red de este equipo. Las llamadas van por un camino más largo. Vale desde la próxima llamada.</translation>
    </message>
    <message>
        <source>Your call service names no relay: while this is on, no call can be made or answered.</source>
        <translation>Tu servicio de llamadas no indica ningún relé: mientras esto esté activado no se puede llamar ni responder.</translation>
    </message>
    <message>
        <source>Let people on this network see and call me</source>
        <translation>Permitir que las personas de esta red me vean y me llamen</translation>
    </message>
    <message>
        <source>Your name is announced on the local network only. Names there are not verified.</source>
        <translation>Tu nombre se anuncia solo en la red local. Allí los nombres no están verificados.</translation>
    </message>
</context>
<context>
    <name>ProfileHeader</name>
    <message>
        <source>Your account</source>
        <translation>Tu cuenta</translation>
    </message>
    <message>
        <source>Do not disturb</source>
        <translation>No molestar</translation>
    </message>
    <message>
        <source>Ring again</source>
        <translation>Volver a llamar</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Ajustes</translation>
    </message>
    <message>
        <source>For trying out only</source>
        <translation>Solo para probar</translation>
    </message>
</context>
<context>
    <name>ProviderAccountForm</name>
    <message>
        <source>Address</source>
        <translation>Dirección</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Contraseña</translation>
    </message>
    <message>
        <source>Password (empty: as it was)</source>
        <translation>Contraseña (vacía: como estaba)</translation>
    </message>
    <message>
        <source>Name that others see</source>
        <translation>Nombre que ven los demás</translation>
    </message>
    <message>
        <source>User name (if not the address&apos;s)</source>
        <translation>Nombre de usuario (si no es el de la dirección)</translation>
    </message>
    <message>
        <source>Outbound proxy (if there is one)</source>
        <translation>Proxy de salida (si lo hay)</translation>
    </message>
    <message>
        <source>STUN server (if there is one)</source>
        <translation>Servidor STUN (si lo hay)</translation>
    </message>
    <message>
        <source>Transport</source>
        <translation>Transporte</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automático</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Añadir</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Guardar</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
</context>
<context>
    <name>ProviderAccounts</name>
    <message>
        <source>Phone and SIP accounts</source>
        <translation>Cuentas telefónicas y SIP</translation>
    </message>
    <message>
        <source>Accounts at a telephone company or at the office. The call service registers them: calls come in on them, and go out by them. Passwords are kept encrypted, with the call service.</source>
        <translation>Cuentas en una compañía telefónica o en la oficina. El servicio de llamadas las registra: las llamadas entran y salen por ellas. Las contraseñas se guardan cifradas en el servicio de llamadas.</translation>
    </message>
    <message>
        <source>No account yet.</source>
        <translation>Aún no hay cuentas.</translation>
    </message>
    <message>
        <source>Try %1 again now</source>
        <translation>Intentar %1 de nuevo ahora</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Cambiar</translation>
    </message>
    <message>
        <source>Change %1</source>
        <translation>Cambiar %1</translation>
    </message>
    <message>
        <source>Really remove</source>
        <translation>Eliminar de verdad</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Eliminar</translation>
    </message>
    <message>
        <source>Add an account</source>
        <translation>Añadir una cuenta</translation>
    </message>
</context>
<context>
    <name>Question</name>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
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
        <translation>Mié</translation>
    </message>
    <message>
        <source>Thu</source>
        <translation>Jue</translation>
    </message>
    <message>
        <source>Fri</source>
        <translation>Vie</translation>
    </message>
    <message>
        <source>Sat</source>
        <translation>Sáb</translation>
    </message>
    <message>
        <source>Sun</source>
        <translation>Dom</translation>
    </message>
    <message>
        <source>Quiet hours</source>
        <translation>Horas de silencio</translation>
    </message>
    <message>
        <source>Nobody rings at these hours, as with “do not disturb”.</source>
        <translation>A estas horas no suena nada, como con «No molestar».</translation>
    </message>
    <message>
        <source>From</source>
        <translation>De</translation>
    </message>
    <message>
        <source>To</source>
        <translation>A</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Guardar</translation>
    </message>
    <message>
        <source>Days on which they begin</source>
        <translation>Días en que empiezan</translation>
    </message>
</context>
<context>
    <name>ReachStep</name>
    <message>
        <source>Being reached</source>
        <translation>Estar localizable</translation>
    </message>
    <message>
        <source>Both can be changed in the settings. Your system may ask you to allow them.</source>
        <translation>Ambas cosas se pueden cambiar en los ajustes. Quizá tu sistema te pida permitirlas.</translation>
    </message>
    <message>
        <source>Tell me of calls by a notification</source>
        <translation>Avisarme de las llamadas con una notificación</translation>
    </message>
    <message>
        <source>So that you notice a call while you use another program. Missed calls are told, too.</source>
        <translation>Para que notes una llamada mientras usas otro programa. También se avisa de las perdidas.</translation>
    </message>
    <message>
        <source>Let people on this network see and call me</source>
        <translation>Permitir que las personas de esta red me vean y me llamen</translation>
    </message>
    <message>
        <source>Your name is announced on the local network only, so that others there can call you without an account.</source>
        <translation>Tu nombre se anuncia solo en la red local, para que otros te llamen allí sin cuenta.</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Siguiente</translation>
    </message>
</context>
<context>
    <name>RemoteView</name>
    <message>
        <source>Picture of %1</source>
        <translation>Imagen de %1</translation>
    </message>
    <message>
        <source>Give the room to the picture of %1</source>
        <translation>Dar todo el espacio a la imagen de %1</translation>
    </message>
</context>
<context>
    <name>RoomHead</name>
    <message>
        <source>, locked</source>
        <translation>, bloqueada</translation>
    </message>
</context>
<context>
    <name>RoomPane</name>
    <message>
        <source>Talk with several people</source>
        <translation>Hablar con varias personas</translation>
    </message>
    <message>
        <source>Whoever has this link, or types the same name, meets you here.</source>
        <translation>Quien tenga este enlace o escriba el mismo nombre se encontrará aquí contigo.</translation>
    </message>
    <message>
        <source>Whoever types the same name is in the same room. Pick a room on the left, type a name, or make a new one.</source>
        <translation>Quien escriba el mismo nombre está en la misma sala. Elige una sala a la izquierda, escribe un nombre o crea una nueva.</translation>
    </message>
    <message>
        <source>Copy the link to this room</source>
        <translation>Copiar el enlace a esta sala</translation>
    </message>
    <message>
        <source>Go in</source>
        <translation>Entrar</translation>
    </message>
    <message>
        <source>Sound alone</source>
        <translation>Solo sonido</translation>
    </message>
</context>
<context>
    <name>RoomRow</name>
    <message>
        <source>Room %1, %2</source>
        <translation>Sala %1, %2</translation>
    </message>
    <message>
        <source>Enter goes in with video, Shift+Enter with sound alone.</source>
        <translation>Intro entra con vídeo, Mayús+Intro solo con sonido.</translation>
    </message>
    <message>
        <source>Copy the link to %1</source>
        <translation>Copiar el enlace a %1</translation>
    </message>
    <message>
        <source>Go into %1 with sound alone</source>
        <translation>Entrar en %1 solo con sonido</translation>
    </message>
    <message>
        <source>Go into %1 with video</source>
        <translation>Entrar en %1 con vídeo</translation>
    </message>
</context>
<context>
    <name>RoomScreen</name>
    <message>
        <source>End the room for everybody?</source>
        <translation>¿Terminar la sala para todos?</translation>
    </message>
    <message>
        <source>All who are in it are disconnected.</source>
        <translation>Se desconecta a todos los que están en ella.</translation>
    </message>
    <message>
        <source>End for all</source>
        <translation>Terminar para todos</translation>
    </message>
    <message>
        <source>The page before, %1 of %2</source>
        <translation>Página anterior, %1 de %2</translation>
    </message>
    <message>
        <source>PgUp</source>
        <translation>Re Pág</translation>
    </message>
    <message>
        <source>The next page, %1 of %2</source>
        <translation>Página siguiente, %1 de %2</translation>
    </message>
    <message>
        <source>PgDown</source>
        <translation>Av Pág</translation>
    </message>
    <message>
        <source>Remove %1 from the room?</source>
        <translation>¿Expulsar a %1 de la sala?</translation>
    </message>
    <message>
        <source>They can come back unless the room is locked.</source>
        <translation>Podrá volver a menos que la sala esté bloqueada.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Eliminar</translation>
    </message>
</context>
<context>
    <name>RoomTile</name>
    <message>
        <source>Enter opens its menu.</source>
        <translation>Intro abre su menú.</translation>
    </message>
    <message>
        <source>What can be done with %1</source>
        <translation>Qué se puede hacer con %1</translation>
    </message>
</context>
<context>
    <name>RoomTools</name>
    <message>
        <source>Show who speaks large</source>
        <translation>Mostrar en grande a quien habla</translation>
    </message>
    <message>
        <source>Show everybody alike</source>
        <translation>Mostrar a todos por igual</translation>
    </message>
</context>
<context>
    <name>RoomsList</name>
    <message>
        <source>Name of a room, or its link</source>
        <translation>Nombre de una sala o su enlace</translation>
    </message>
    <message>
        <source>Go in</source>
        <translation>Entrar</translation>
    </message>
    <message>
        <source>With your camera  ·  Enter</source>
        <translation>Con tu cámara  ·  Intro</translation>
    </message>
    <message>
        <source>Go in with sound alone</source>
        <translation>Entrar solo con sonido</translation>
    </message>
    <message>
        <source>Copy the link to this room</source>
        <translation>Copiar el enlace a esta sala</translation>
    </message>
    <message>
        <source>Type a room, or make a new one.</source>
        <translation>Escribe una sala o crea una nueva.</translation>
    </message>
    <message>
        <source>New room</source>
        <translation>Nueva sala</translation>
    </message>
    <message>
        <source>With a name that nobody can guess: send its link to those who are to come</source>
        <translation>Con un nombre que nadie puede adivinar: envía el enlace a quienes deban venir</translation>
    </message>
    <message>
        <source>Rooms of before</source>
        <translation>Salas anteriores</translation>
    </message>
    <message>
        <source>No rooms yet</source>
        <translation>Aún no hay salas</translation>
    </message>
    <message>
        <source>In a room several people talk at once. Whoever types the same name is in the same room.</source>
        <translation>En una sala hablan varias personas a la vez. Quien escriba el mismo nombre está en la misma sala.</translation>
    </message>
</context>
<context>
    <name>ScreenTools</name>
    <message>
        <source>Show all of the screen</source>
        <translation>Mostrar toda la pantalla</translation>
    </message>
    <message>
        <source>Show it pixel by pixel</source>
        <translation>Mostrar píxel a píxel</translation>
    </message>
    <message>
        <source>Give the room to the camera</source>
        <translation>Dar todo el espacio a la cámara</translation>
    </message>
    <message>
        <source>Give the room to the screen</source>
        <translation>Dar todo el espacio a la pantalla</translation>
    </message>
</context>
<context>
    <name>ScreenView</name>
    <message>
        <source>Pixel by pixel. Arrow keys move it.</source>
        <translation>Píxel a píxel. Las flechas lo mueven.</translation>
    </message>
    <message>
        <source>Enter gives it the room.</source>
        <translation>Intro le da todo el espacio.</translation>
    </message>
    <message>
        <source>The shared screen is on its way…</source>
        <translation>La pantalla compartida está llegando…</translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>Empty the search</source>
        <translation>Vaciar la búsqueda</translation>
    </message>
</context>
<context>
    <name>SelfPreview</name>
    <message>
        <source>Your own picture</source>
        <translation>Tu propia imagen</translation>
    </message>
    <message>
        <source>Starting the camera…</source>
        <translation>Iniciando la cámara…</translation>
    </message>
    <message>
        <source>No camera. You can still call, and see others.</source>
        <translation>Sin cámara. Aun así puedes llamar y ver a los demás.</translation>
    </message>
</context>
<context>
    <name>SelfView</name>
    <message>
        <source>Your own picture. Arrow keys move it to another corner, plus and minus change its size.</source>
        <translation>Tu propia imagen. Las flechas la llevan a otra esquina; más y menos cambian su tamaño.</translation>
    </message>
    <message>
        <source>Your own picture</source>
        <translation>Tu propia imagen</translation>
    </message>
    <message>
        <source>Do not show me to myself</source>
        <translation>No mostrarme a mí</translation>
    </message>
</context>
<context>
    <name>ServiceSettings</name>
    <message>
        <source>Call service</source>
        <translation>Servicio de llamadas</translation>
    </message>
    <message>
        <source>Reaches everyone who uses the same service.</source>
        <translation>Llega a todos los que usan el mismo servicio.</translation>
    </message>
    <message>
        <source>Built in</source>
        <translation>Integrado</translation>
    </message>
    <message>
        <source>Your own</source>
        <translation>El tuyo</translation>
    </message>
    <message>
        <source>SIP account</source>
        <translation>Cuenta SIP</translation>
    </message>
    <message>
        <source>Runs on this machine: the echo test, and people on this network. No account.</source>
        <translation>Funciona en este equipo: la prueba de eco y las personas de esta red. Sin cuenta.</translation>
    </message>
    <message>
        <source>What this service cannot do</source>
        <translation>Lo que este servicio no puede hacer</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Dirección</translation>
    </message>
    <message>
        <source>User id</source>
        <translation>Identificador de usuario</translation>
    </message>
    <message>
        <source>Application key</source>
        <translation>Clave de aplicación</translation>
    </message>
    <message>
        <source>Where tokens come from</source>
        <translation>De dónde vienen los tokens</translation>
    </message>
    <message>
        <source>Application secret</source>
        <translation>Secreto de aplicación</translation>
    </message>
    <message>
        <source>Token address</source>
        <translation>Dirección de tokens</translation>
    </message>
    <message>
        <source>For trying out only: the secret is kept on this machine</source>
        <translation>Solo para probar: el secreto se guarda en este equipo</translation>
    </message>
    <message>
        <source>Address that hands out tokens</source>
        <translation>Dirección que entrega los tokens</translation>
    </message>
    <message>
        <source>Use this service</source>
        <translation>Usar este servicio</translation>
    </message>
</context>
<context>
    <name>SettingsList</name>
    <message>
        <source>Back</source>
        <translation>Atrás</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Ajustes</translation>
    </message>
    <message>
        <source>Search all settings</source>
        <translation>Buscar en todos los ajustes</translation>
    </message>
    <message numerus="yes">
        <source>%n found</source>
        <translation>
            <numerusform>%n encontrado</numerusform>
            <numerusform>%n encontrados</numerusform>
        </translation>
    </message>
    <message>
        <source>Pages of the settings</source>
        <translation>Páginas de los ajustes</translation>
    </message>
    <message>
        <source>Settings found</source>
        <translation>Ajustes encontrados</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>No such setting</source>
        <translation>No hay ningún ajuste así</translation>
    </message>
    <message>
        <source>Try another word, such as “microphone” or “night”.</source>
        <translation>Prueba otra palabra, como «micrófono» o «noche».</translation>
    </message>
</context>
<context>
    <name>SettingsScreen</name>
    <message>
        <source>Back to all settings</source>
        <translation>Volver a todos los ajustes</translation>
    </message>
</context>
<context>
    <name>ShareDialog</name>
    <message>
        <source>Share your screen</source>
        <translation>Compartir tu pantalla</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Buscar de nuevo</translation>
    </message>
    <message>
        <source>There is no screen or window that can be shared.</source>
        <translation>No hay ninguna pantalla ni ventana que compartir.</translation>
    </message>
    <message>
        <source>Screens and windows</source>
        <translation>Pantallas y ventanas</translation>
    </message>
    <message>
        <source>With this computer&apos;s sound</source>
        <translation>Con el sonido de este equipo</translation>
    </message>
    <message>
        <source>What other programs play, even while you are muted.</source>
        <translation>Lo que suena en otros programas, aunque estés en silencio.</translation>
    </message>
    <message>
        <source>Others see everything on it, notifications too.</source>
        <translation>Los demás ven todo lo que hay en ella, también las notificaciones.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Compartir</translation>
    </message>
    <message>
        <source>There is nothing to share.</source>
        <translation>No hay nada que compartir.</translation>
    </message>
</context>
<context>
    <name>SharingBar</name>
    <message>
        <source>Stop</source>
        <translation>Detener</translation>
    </message>
    <message>
        <source>Stop sharing</source>
        <translation>Dejar de compartir</translation>
    </message>
</context>
<context>
    <name>SharingStrip</name>
    <message>
        <source>Sharing – Ahoy</source>
        <translation>Compartiendo – Ahoy</translation>
    </message>
</context>
<context>
    <name>ShortcutsDialog</name>
    <message>
        <source>Keyboard</source>
        <translation>Teclado</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
</context>
<context>
    <name>Sidebar</name>
    <message>
        <source>Retry</source>
        <translation>Reintentar</translation>
    </message>
    <message>
        <source>Call the mailbox</source>
        <translation>Llamar al buzón</translation>
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
        <translation>%1 por ciento</translation>
    </message>
</context>
<context>
    <name>SmallWindow</name>
    <message>
        <source>Call with %1</source>
        <translation>Llamada con %1</translation>
    </message>
    <message>
        <source>Picture of %1</source>
        <translation>Imagen de %1</translation>
    </message>
    <message>
        <source>Unmute the microphone</source>
        <translation>Activar el micrófono</translation>
    </message>
    <message>
        <source>Mute the microphone</source>
        <translation>Silenciar el micrófono</translation>
    </message>
    <message>
        <source>Back to the whole call</source>
        <translation>Volver a la llamada completa</translation>
    </message>
    <message>
        <source>Hang up</source>
        <translation>Colgar</translation>
    </message>
</context>
<context>
    <name>SoundSettings</name>
    <message>
        <source>Sound and video</source>
        <translation>Sonido y vídeo</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Cámara</translation>
    </message>
    <message>
        <source>Check before a call</source>
        <translation>Comprobación antes de llamar</translation>
    </message>
    <message>
        <source>Tries camera, microphone, speaker and the sound of the room.</source>
        <translation>Prueba la cámara, el micrófono, el altavoz y el sonido de la habitación.</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>Micrófono</translation>
    </message>
    <message>
        <source>Microphone volume</source>
        <translation>Volumen del micrófono</translation>
    </message>
    <message>
        <source>Speaker</source>
        <translation>Altavoz</translation>
    </message>
    <message>
        <source>Speaker volume</source>
        <translation>Volumen del altavoz</translation>
    </message>
    <message>
        <source>Test speaker</source>
        <translation>Probar el altavoz</translation>
    </message>
    <message>
        <source>Noise suppression</source>
        <translation>Supresión de ruido</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Desactivado</translation>
    </message>
    <message>
        <source>Standard</source>
        <translation>Estándar</translation>
    </message>
    <message>
        <source>Strong</source>
        <translation>Fuerte</translation>
    </message>
    <message>
        <source>Ringing</source>
        <translation>Timbre</translation>
    </message>
    <message>
        <source>Ring on</source>
        <translation>Sonar en</translation>
    </message>
    <message>
        <source>Ringing volume</source>
        <translation>Volumen del timbre</translation>
    </message>
    <message>
        <source>Ringtone</source>
        <translation>Tono de llamada</translation>
    </message>
    <message>
        <source>Play the ringtone once</source>
        <translation>Reproducir el tono una vez</translation>
    </message>
    <message>
        <source>Offer the test picture and test tone</source>
        <translation>Ofrecer la imagen y el tono de prueba</translation>
    </message>
    <message>
        <source>For machines with no camera or microphone, and for trying out.</source>
        <translation>Para equipos sin cámara o micrófono, y para probar.</translation>
    </message>
</context>
<context>
    <name>StartingPane</name>
    <message>
        <source>Starting…</source>
        <translation>Iniciando…</translation>
    </message>
</context>
<context>
    <name>SummaryScreen</name>
    <message>
        <source>Call ended</source>
        <translation>Llamada terminada</translation>
    </message>
    <message>
        <source>Call again</source>
        <translation>Volver a llamar</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
</context>
<context>
    <name>TileFace</name>
    <message>
        <source>The shared screen is on its way…</source>
        <translation>La pantalla compartida está llegando…</translation>
    </message>
    <message>
        <source>Picture of %1</source>
        <translation>Imagen de %1</translation>
    </message>
</context>
<context>
    <name>TileMenu</name>
    <message>
        <source>No longer large</source>
        <translation>Dejar de mostrar en grande</translation>
    </message>
    <message>
        <source>Keep it large</source>
        <translation>Mantener en grande</translation>
    </message>
    <message>
        <source>Back into the room</source>
        <translation>Volver a la sala</translation>
    </message>
    <message>
        <source>In a window of its own</source>
        <translation>En su propia ventana</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>Silenciar</translation>
    </message>
    <message>
        <source>Make them the host</source>
        <translation>Hacer anfitrión</translation>
    </message>
    <message>
        <source>Remove from the room</source>
        <translation>Expulsar de la sala</translation>
    </message>
</context>
<context>
    <name>TileWindow</name>
    <message>
        <source>Let other windows cover it</source>
        <translation>Dejar que otras ventanas la tapen</translation>
    </message>
    <message>
        <source>Keep it in front</source>
        <translation>Mantener delante</translation>
    </message>
    <message>
        <source>Put it back into the room</source>
        <translation>Devolver a la sala</translation>
    </message>
</context>
<context>
    <name>Toast</name>
    <message>
        <source>Dismiss</source>
        <translation>Descartar</translation>
    </message>
</context>
<context>
    <name>TrustBadge</name>
    <message>
        <source>Tells it hop by hop.</source>
        <translation>Lo explica tramo a tramo.</translation>
    </message>
</context>
<context>
    <name>TrustLines</name>
    <message>
        <source>Can decrypt it: %1</source>
        <translation>Puede descifrarlo: %1</translation>
    </message>
</context>
<context>
    <name>UndoBar</name>
    <message>
        <source>Undo</source>
        <translation>Deshacer</translation>
    </message>
</context>
<context>
    <name>WaitingCard</name>
    <message>
        <source>%1 is calling</source>
        <translation>%1 está llamando</translation>
    </message>
    <message>
        <source>Ignore: let it ring unheard</source>
        <translation>Ignorar: dejar que suene sin oírse</translation>
    </message>
    <message>
        <source>Decline</source>
        <translation>Rechazar</translation>
    </message>
    <message>
        <source>Hold and answer</source>
        <translation>Espera y responder</translation>
    </message>
    <message>
        <source>%1 goes on hold  ·  Ctrl+Enter</source>
        <translation>%1 queda en espera  ·  Ctrl+Intro</translation>
    </message>
    <message>
        <source>End and answer</source>
        <translation>Colgar y responder</translation>
    </message>
    <message>
        <source>Ends the call with %1  ·  Ctrl+Alt+Enter</source>
        <translation>Termina la llamada con %1  ·  Ctrl+Alt+Intro</translation>
    </message>
</context>
<context>
    <name>WelcomePane</name>
    <message>
        <source>Ahoy, %1</source>
        <translation>Hola, %1</translation>
    </message>
    <message>
        <source>Pick someone on the left or type whom to call. The echo test shows how you look and sound to others.</source>
        <translation>Elige a alguien a la izquierda o escribe a quién llamar. La prueba de eco muestra cómo te ven y te oyen los demás.</translation>
    </message>
    <message>
        <source>Call the echo test</source>
        <translation>Llamar a la prueba de eco</translation>
    </message>
    <message>
        <source>Echo test</source>
        <translation>Prueba de eco</translation>
    </message>
    <message>
        <source>Others call you as</source>
        <translation>Los demás te llaman como</translation>
    </message>
    <message>
        <source>Copy your user id</source>
        <translation>Copiar tu identificador</translation>
    </message>
</context>
<context>
    <name>sentences</name>
    <message>
        <source>Not verified: anybody may use this name.</source>
        <translation>Sin verificar: cualquiera puede usar este nombre.</translation>
    </message>
    <message>
        <source>It stays in the tray, so that calls reach you. To end it, choose Quit in its menu, or press Ctrl+Q.</source>
        <translation>Se queda en la bandeja para que te lleguen las llamadas. Para cerrarlo, elige «Salir» en su menú o pulsa Ctrl+Q.</translation>
    </message>
    <message>
        <source>Incoming video call for {account}</source>
        <translation>Videollamada entrante para {account}</translation>
    </message>
    <message>
        <source>Incoming call for {account}</source>
        <translation>Llamada entrante para {account}</translation>
    </message>
    <message>
        <source>Incoming video call</source>
        <translation>Videollamada entrante</translation>
    </message>
    <message>
        <source>Incoming call</source>
        <translation>Llamada entrante</translation>
    </message>
    <message>
        <source>Missed video call</source>
        <translation>Videollamada perdida</translation>
    </message>
    <message>
        <source>Missed call</source>
        <translation>Llamada perdida</translation>
    </message>
    <message>
        <source>Your call with {name} goes on. The icon in the tray has the window, mute and hang up.</source>
        <translation>Tu llamada con {name} continúa. El icono de la bandeja permite abrir la ventana, silenciar y colgar.</translation>
    </message>
    <message>
        <source>Ahoy goes on</source>
        <translation>Ahoy sigue abierto</translation>
    </message>
    <message>
        <source>A call with {name}</source>
        <translation>Una llamada con {name}</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Responder</translation>
    </message>
    <message>
        <source>Decline</source>
        <translation>Rechazar</translation>
    </message>
    <message>
        <source>You are still in a call</source>
        <translation>Sigues en una llamada</translation>
    </message>
    <message>
        <source>Call back</source>
        <translation>Devolver la llamada</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>Iniciando</translation>
    </message>
    <message>
        <source>Online</source>
        <translation>En línea</translation>
    </message>
    <message>
        <source>Connecting again</source>
        <translation>Conectando de nuevo</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Sin conexión</translation>
    </message>
    <message>
        <source>{state}, do not disturb</source>
        <translation>{state}, no molestar</translation>
    </message>
    <message>
        <source>Hide Ahoy</source>
        <translation>Ocultar Ahoy</translation>
    </message>
    <message>
        <source>Show Ahoy</source>
        <translation>Mostrar Ahoy</translation>
    </message>
    <message>
        <source>Do not disturb</source>
        <translation>No molestar</translation>
    </message>
    <message>
        <source>Quit Ahoy</source>
        <translation>Salir de Ahoy</translation>
    </message>
    <message>
        <source>{state}, quiet until {time}</source>
        <translation>{state}, en silencio hasta las {time}</translation>
    </message>
    <message>
        <source>{state}, quiet</source>
        <translation>{state}, en silencio</translation>
    </message>
    <message>
        <source>{name} is calling</source>
        <translation>{name} está llamando</translation>
    </message>
    <message>
        <source>In a call with {name}</source>
        <translation>En llamada con {name}</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>Silenciar</translation>
    </message>
    <message>
        <source>Hang up</source>
        <translation>Colgar</translation>
    </message>
    <message>
        <source>Camera {number}</source>
        <translation>Cámara {number}</translation>
    </message>
    <message>
        <source>Whole screen</source>
        <translation>Pantalla completa</translation>
    </message>
    <message>
        <source>Screen {number}</source>
        <translation>Pantalla {number}</translation>
    </message>
    <message>
        <source>Choose in the system&apos;s dialog</source>
        <translation>Elegir en el diálogo del sistema</translation>
    </message>
    <message>
        <source>What was shared is not there any more.</source>
        <translation>Lo que se compartía ya no está.</translation>
    </message>
    <message>
        <source>The system does not let Ahoy capture it any more.</source>
        <translation>El sistema ya no permite que Ahoy lo capture.</translation>
    </message>
    <message>
        <source>Allow it in System Settings, Privacy &amp; Security, Screen &amp; System Audio Recording; then start Ahoy again.</source>
        <translation>Permítelo en Ajustes del Sistema, Privacidad y seguridad, Grabación de pantalla y audio del sistema; después vuelve a abrir Ahoy.</translation>
    </message>
    <message>
        <source>The screen is shared through the desktop&apos;s own dialog (xdg-desktop-portal, with PipeWire): choose a screen there and press Share.</source>
        <translation>La pantalla se comparte con el diálogo del escritorio (xdg-desktop-portal, con PipeWire): elige allí una pantalla y pulsa Compartir.</translation>
    </message>
    <message>
        <source>This system shows Ahoy no screen that can be shared.</source>
        <translation>Este sistema no muestra a Ahoy ninguna pantalla que se pueda compartir.</translation>
    </message>
    <message>
        <source>Ahoy runs without a screen here.</source>
        <translation>Ahoy se ejecuta aquí sin pantalla.</translation>
    </message>
    <message>
        <source>The sound server does not answer; Ahoy goes on trying.</source>
        <translation>El servidor de sonido no responde; Ahoy sigue intentándolo.</translation>
    </message>
    <message>
        <source>Ahoy has made a mistake; share again to send it.</source>
        <translation>Ahoy ha cometido un error; comparte otra vez para enviarlo.</translation>
    </message>
    <message>
        <source>Ahoy cannot take up this computer&apos;s sound on {system}.</source>
        <translation>Ahoy no puede captar el sonido de este equipo en {system}.</translation>
    </message>
    <message>
        <source>Ahoy cannot take up this computer&apos;s sound on this system.</source>
        <translation>Ahoy no puede captar el sonido de este equipo en este sistema.</translation>
    </message>
    <message>
        <source>Registered</source>
        <translation>Registrada</translation>
    </message>
    <message>
        <source>Registering…</source>
        <translation>Registrando…</translation>
    </message>
    <message>
        <source>Not registered, tries again</source>
        <translation>Sin registrar, se reintenta</translation>
    </message>
    <message>
        <source>Not registered</source>
        <translation>Sin registrar</translation>
    </message>
    <message numerus="yes">
        <source>{n} new messages</source>
        <translation>
            <numerusform>{n} mensaje nuevo</numerusform>
            <numerusform>{n} mensajes nuevos</numerusform>
        </translation>
    </message>
    <message>
        <source>New messages</source>
        <translation>Mensajes nuevos</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Desactivado</translation>
    </message>
    <message>
        <source>Numbers by {address}</source>
        <translation>Números por {address}</translation>
    </message>
    <message>
        <source>Numbers by Ahoy itself</source>
        <translation>Números por el propio Ahoy</translation>
    </message>
    <message>
        <source>Voicemail</source>
        <translation>Buzón de voz</translation>
    </message>
    <message>
        <source>By {address}</source>
        <translation>Por {address}</translation>
    </message>
    <message>
        <source>User “{name}”</source>
        <translation>Usuario «{name}»</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>Copiado.</translation>
    </message>
    <message>
        <source>“{text}” is filled in, to be called after this call.</source>
        <translation>«{text}» está escrito, para llamar después de esta llamada.</translation>
    </message>
    <message>
        <source>Type a name, a number or an address to call.</source>
        <translation>Escribe un nombre, un número o una dirección a la que llamar.</translation>
    </message>
    <message>
        <source>{name} gave up before you answered.</source>
        <translation>{name} desistió antes de que respondieras.</translation>
    </message>
    <message>
        <source>You did not want to be disturbed.</source>
        <translation>No querías que te molestaran.</translation>
    </message>
    <message>
        <source>{name} is nobody you know, and unknown callers are silenced.</source>
        <translation>No conoces a {name}, y las llamadas desconocidas no suenan.</translation>
    </message>
    <message>
        <source>{name} is blocked.</source>
        <translation>{name}: bloqueado.</translation>
    </message>
    <message numerus="yes">
        <source>{n} missed calls</source>
        <translation>
            <numerusform>{n} llamada perdida</numerusform>
            <numerusform>{n} llamadas perdidas</numerusform>
        </translation>
    </message>
    <message>
        <source>{name} called.</source>
        <translation>{name} ha llamado.</translation>
    </message>
    <message>
        <source>The call is not established yet.</source>
        <translation>La llamada aún no está establecida.</translation>
    </message>
    <message>
        <source>The connection to the call service is away just now.</source>
        <translation>Ahora mismo no hay conexión con el servicio de llamadas.</translation>
    </message>
    <message>
        <source>A transfer is under way already.</source>
        <translation>Ya hay una transferencia en curso.</translation>
    </message>
    <message>
        <source>The other side&apos;s program cannot be sent to another call.</source>
        <translation>El programa del otro extremo no se puede transferir.</translation>
    </message>
    <message>
        <source>The other side takes no keys.</source>
        <translation>El otro extremo no acepta teclas.</translation>
    </message>
    <message>
        <source>The other side&apos;s program cannot show a shared screen.</source>
        <translation>El programa del otro extremo no puede mostrar una pantalla compartida.</translation>
    </message>
    <message>
        <source>The call ended before the transfer was confirmed.</source>
        <translation>La llamada terminó antes de confirmarse la transferencia.</translation>
    </message>
    <message>
        <source>The call service does not offer this (it answered {status}).</source>
        <translation>El servicio de llamadas no ofrece esto (respondió {status}).</translation>
    </message>
    <message>
        <source>Your token server gave no token. {error}</source>
        <translation>Tu servidor de tokens no dio ningún token. {error}</translation>
    </message>
    <message>
        <source>Your token server answered with something that is no token.</source>
        <translation>Tu servidor de tokens respondió con algo que no es un token.</translation>
    </message>
    <message>
        <source>This call service has no telephone line.</source>
        <translation>Este servicio de llamadas no tiene línea telefónica.</translation>
    </message>
    <message>
        <source>Emergency numbers cannot be called from here: use another telephone.</source>
        <translation>Desde aquí no se puede llamar a números de emergencia: usa otro teléfono.</translation>
    </message>
    <message>
        <source>This call service makes no calls to SIP addresses.</source>
        <translation>Este servicio no llama a direcciones SIP.</translation>
    </message>
    <message>
        <source>This call service has no conference rooms.</source>
        <translation>Este servicio de llamadas no tiene salas de conferencia.</translation>
    </message>
    <message>
        <source>Calls arrive only while this program runs.</source>
        <translation>Las llamadas solo llegan mientras este programa está abierto.</translation>
    </message>
    <message>
        <source>A room at a SIP provider is called like a person: by its name, number or address.</source>
        <translation>A una sala de un proveedor SIP se la llama como a una persona: por nombre, número o dirección.</translation>
    </message>
    <message>
        <source>A SIP provider cannot wake this program: calls arrive only while it runs.</source>
        <translation>Un proveedor SIP no puede despertar este programa: las llamadas solo llegan mientras está abierto.</translation>
    </message>
    <message>
        <source>People nearby are reached through this program&apos;s own call service only.</source>
        <translation>A las personas cercanas solo se llega con el servicio de llamadas de este programa.</translation>
    </message>
    <message>
        <source>The call service asked for credentials again; sign in once more.</source>
        <translation>El servicio de llamadas volvió a pedir las credenciales; inicia sesión otra vez.</translation>
    </message>
    <message>
        <source>The call service does not allow this call.</source>
        <translation>El servicio de llamadas no permite esta llamada.</translation>
    </message>
    <message>
        <source>Nobody with this address is known to the call service.</source>
        <translation>El servicio de llamadas no conoce a nadie con esta dirección.</translation>
    </message>
    <message>
        <source>The person called has left this address.</source>
        <translation>La persona llamada ha dejado esta dirección.</translation>
    </message>
    <message>
        <source>The call was too large for the call service.</source>
        <translation>La llamada era demasiado grande para el servicio.</translation>
    </message>
    <message>
        <source>The other side does not understand this kind of call.</source>
        <translation>El otro extremo no entiende este tipo de llamada.</translation>
    </message>
    <message>
        <source>The call service cannot reach this kind of address.</source>
        <translation>El servicio de llamadas no puede llegar a este tipo de dirección.</translation>
    </message>
    <message>
        <source>The other side lacks a feature that this call needs.</source>
        <translation>Al otro extremo le falta una función que necesita esta llamada.</translation>
    </message>
    <message>
        <source>The call no longer exists on the other side.</source>
        <translation>La llamada ya no existe en el otro extremo.</translation>
    </message>
    <message>
        <source>The call went round in a loop.</source>
        <translation>La llamada entró en un bucle.</translation>
    </message>
    <message>
        <source>The call was passed on too many times.</source>
        <translation>La llamada se desvió demasiadas veces.</translation>
    </message>
    <message>
        <source>The address is not complete.</source>
        <translation>La dirección está incompleta.</translation>
    </message>
    <message>
        <source>The address could mean several people.</source>
        <translation>La dirección podría ser de varias personas.</translation>
    </message>
    <message>
        <source>The other side has no audio or video format in common with this machine.</source>
        <translation>El otro extremo no tiene ningún formato de audio o vídeo en común con este equipo.</translation>
    </message>
    <message>
        <source>The other side, or the call service, has an inner error.</source>
        <translation>El otro extremo, o el servicio de llamadas, tiene un error interno.</translation>
    </message>
    <message>
        <source>The call service does not offer this kind of call.</source>
        <translation>El servicio no ofrece este tipo de llamada.</translation>
    </message>
    <message>
        <source>The server of this address could not be reached.</source>
        <translation>No se pudo llegar al servidor de esta dirección.</translation>
    </message>
    <message>
        <source>The call service is overloaded or restarting; try again in a moment.</source>
        <translation>El servicio de llamadas está saturado o reiniciándose; inténtalo de nuevo en un momento.</translation>
    </message>
    <message>
        <source>The call service could not reach the other side&apos;s service in time.</source>
        <translation>El servicio no pudo llegar a tiempo al servicio del otro extremo.</translation>
    </message>
    <message>
        <source>Nobody with this address exists.</source>
        <translation>No existe nadie con esta dirección.</translation>
    </message>
    <message>
        <source>The person called has moved to another address.</source>
        <translation>La persona llamada se ha mudado a otra dirección.</translation>
    </message>
    <message>
        <source>The call service refused the call.</source>
        <translation>El servicio rechazó la llamada.</translation>
    </message>
    <message>
        <source>The call service could not complete the call.</source>
        <translation>El servicio no pudo completar la llamada.</translation>
    </message>
    <message>
        <source>The other side refused the call.</source>
        <translation>El otro extremo rechazó la llamada.</translation>
    </message>
    <message>
        <source>The server needs a password.</source>
        <translation>El servidor pide una contraseña.</translation>
    </message>
    <message>
        <source>The other side&apos;s server does not allow this call.</source>
        <translation>El servidor del otro extremo no permite esta llamada.</translation>
    </message>
    <message>
        <source>This address or number does not exist.</source>
        <translation>Esta dirección o número no existe.</translation>
    </message>
    <message>
        <source>This address or number is no longer in use.</source>
        <translation>Esta dirección o número ya no se usa.</translation>
    </message>
    <message>
        <source>The address or number is not complete.</source>
        <translation>La dirección o el número está incompleto.</translation>
    </message>
    <message>
        <source>The other side&apos;s server has an inner error.</source>
        <translation>El servidor del otro extremo tiene un error interno.</translation>
    </message>
    <message>
        <source>The other side&apos;s server does not offer this kind of call.</source>
        <translation>El servidor del otro extremo no ofrece este tipo de llamada.</translation>
    </message>
    <message>
        <source>The other side&apos;s server could not reach the person called.</source>
        <translation>El servidor del otro extremo no pudo localizar a la persona llamada.</translation>
    </message>
    <message>
        <source>The other side&apos;s server is overloaded or away; try again in a moment.</source>
        <translation>El servidor del otro extremo está saturado o no está; inténtalo en un momento.</translation>
    </message>
    <message>
        <source>The other side&apos;s server could not reach the person called in time.</source>
        <translation>El servidor del otro extremo no pudo localizar a tiempo a la persona llamada.</translation>
    </message>
    <message>
        <source>The other side&apos;s server refused the call.</source>
        <translation>El servidor del otro extremo rechazó la llamada.</translation>
    </message>
    <message>
        <source>The other side&apos;s server could not complete the call.</source>
        <translation>El servidor del otro extremo no pudo completar la llamada.</translation>
    </message>
    <message>
        <source>The other side ended the call: no media came through between the two machines.</source>
        <translation>El otro extremo terminó la llamada: no pasaba nada entre los dos equipos.</translation>
    </message>
    <message>
        <source>The call was ended: the minutes for phone calls are used up for today.</source>
        <translation>La llamada se terminó: se han agotado los minutos de teléfono de hoy.</translation>
    </message>
    <message>
        <source>The other side ended the call: it could not use this machine&apos;s sound and picture.</source>
        <translation>El otro extremo terminó la llamada: no podía usar el sonido y la imagen de este equipo.</translation>
    </message>
    <message>
        <source>The call was refused.</source>
        <translation>La llamada fue rechazada.</translation>
    </message>
    <message>
        <source>The other side did not answer in time.</source>
        <translation>El otro extremo no respondió a tiempo.</translation>
    </message>
    <message>
        <source>The other side does not accept this.</source>
        <translation>El otro extremo no lo acepta.</translation>
    </message>
    <message>
        <source>Both sides tried to change the call at once, again and again.</source>
        <translation>Ambos extremos intentaron cambiar la llamada a la vez, una y otra vez.</translation>
    </message>
    <message>
        <source>The connection to the call service broke.</source>
        <translation>Se cortó la conexión con el servicio de llamadas.</translation>
    </message>
    <message>
        <source>The other side refused ({status}).</source>
        <translation>El otro extremo lo rechazó ({status}).</translation>
    </message>
    <message>
        <source>The other side is changing the call just now.</source>
        <translation>El otro extremo está cambiando la llamada.</translation>
    </message>
    <message>
        <source>The other side did not say in time what came of it.</source>
        <translation>El otro extremo no dijo a tiempo qué resultó.</translation>
    </message>
    <message>
        <source>The other side is not allowed to call there.</source>
        <translation>El otro extremo no puede llamar allí.</translation>
    </message>
    <message>
        <source>Nobody with this address is known.</source>
        <translation>No se conoce a nadie con esta dirección.</translation>
    </message>
    <message>
        <source>Nobody could be reached there.</source>
        <translation>No se pudo localizar a nadie allí.</translation>
    </message>
    <message>
        <source>Nobody answered there.</source>
        <translation>Nadie respondió allí.</translation>
    </message>
    <message>
        <source>The line there is busy.</source>
        <translation>Allí comunica.</translation>
    </message>
    <message>
        <source>The other side gave up calling there.</source>
        <translation>El otro extremo desistió de llamar allí.</translation>
    </message>
    <message>
        <source>The other side is being sent somewhere else already.</source>
        <translation>El otro extremo ya se está transfiriendo a otro sitio.</translation>
    </message>
    <message>
        <source>The other side, or the person called, declined.</source>
        <translation>El otro extremo, o la persona llamada, lo rechazó.</translation>
    </message>
    <message>
        <source>It was refused ({status}).</source>
        <translation>Fue rechazado ({status}).</translation>
    </message>
    <message>
        <source>Only the host of the room can do that.</source>
        <translation>Solo el anfitrión de la sala puede hacerlo.</translation>
    </message>
    <message>
        <source>The connection to the room was lost, and it has been locked since.</source>
        <translation>Se perdió la conexión con la sala y desde entonces está bloqueada.</translation>
    </message>
    <message>
        <source>The connection to the room was lost, and it could not be entered again.</source>
        <translation>Se perdió la conexión con la sala y no se pudo volver a entrar.</translation>
    </message>
    <message>
        <source>If this network wants you to log in first, do that in a web browser.</source>
        <translation>Si esta red pide que inicies sesión antes, hazlo en un navegador.</translation>
    </message>
    <message>
        <source>The address must begin with https:// (http:// is for this machine only).</source>
        <translation>La dirección debe empezar por https:// (http:// es solo para este equipo).</translation>
    </message>
    <message>
        <source>The connection to {host} broke.</source>
        <translation>Se cortó la conexión con {host}.</translation>
    </message>
    <message>
        <source>{host} answered with something else than a JSON object.</source>
        <translation>{host} respondió con algo que no es un objeto JSON.</translation>
    </message>
    <message>
        <source>{host} did not answer in time.</source>
        <translation>{host} no respondió a tiempo.</translation>
    </message>
    <message>
        <source>There is no computer named {host}, or no network to ask.</source>
        <translation>No hay ningún equipo llamado {host}, o no hay red para preguntar.</translation>
    </message>
    <message>
        <source>{host} cannot be reached: {reason}.</source>
        <translation>No se puede llegar a {host}: {reason}.</translation>
    </message>
    <message>
        <source>{host} is no call service: it answered {status}.</source>
        <translation>{host} no es un servicio de llamadas: respondió {status}.</translation>
    </message>
    <message>
        <source>{host} answered {status}.</source>
        <translation>{host} respondió {status}.</translation>
    </message>
    <message>
        <source>This is not a web address.</source>
        <translation>Esto no es una dirección web.</translation>
    </message>
    <message>
        <source>{host} answered with more than {number} bytes.</source>
        <translation>{host} respondió con más de {number} bytes.</translation>
    </message>
    <message>
        <source>The certificate of {host} is not valid for it.</source>
        <translation>El certificado de {host} no es válido para él.</translation>
    </message>
    <message>
        <source>{host} does not speak HTTPS there.</source>
        <translation>{host} no habla HTTPS ahí.</translation>
    </message>
    <message>
        <source>The push service at {host} answered {status}.</source>
        <translation>El servicio push de {host} respondió {status}.</translation>
    </message>
    <message>
        <source>The push service at {host} does not say where its messages are.</source>
        <translation>El servicio push de {host} no dice dónde están sus mensajes.</translation>
    </message>
    <message>
        <source>The call service did not let you in.</source>
        <translation>El servicio de llamadas no te dejó entrar.</translation>
    </message>
    <message>
        <source>The registration of this user on this device has ended; only a token that prolongs it helps.</source>
        <translation>El registro de este usuario en este dispositivo ha terminado; solo ayuda un token que lo prolongue.</translation>
    </message>
    <message>
        <source>The SIP provider did not let you in: user name or password is wrong.</source>
        <translation>El proveedor SIP no te dejó entrar: el usuario o la contraseña son incorrectos.</translation>
    </message>
    <message>
        <source>There is no usable token for the call service.</source>
        <translation>No hay ningún token utilizable para el servicio de llamadas.</translation>
    </message>
    <message>
        <source>The call service has no room right now.</source>
        <translation>El servicio de llamadas no tiene sitio ahora mismo.</translation>
    </message>
    <message>
        <source>The call service did not let you in: {reason}</source>
        <translation>El servicio de llamadas no te dejó entrar: {reason}</translation>
    </message>
    <message>
        <source>A new token for the call service could not be had; trying again.</source>
        <translation>No se pudo obtener un token nuevo para el servicio; se reintenta.</translation>
    </message>
    <message>
        <source>The call service refuses tokens that it has just accepted.</source>
        <translation>El servicio rechaza tokens que acaba de aceptar.</translation>
    </message>
    <message>
        <source>The call service did not answer in time.</source>
        <translation>El servicio de llamadas no respondió a tiempo.</translation>
    </message>
    <message>
        <source>The connection to the call service was lost.</source>
        <translation>Se perdió la conexión con el servicio de llamadas.</translation>
    </message>
    <message>
        <source>This network wants you to sign in first. Open a page in a web browser to do that: Ahoy goes on by itself.</source>
        <translation>Esta red pide que inicies sesión antes. Abre para ello una página en un navegador: Ahoy sigue por sí solo.</translation>
    </message>
    <message>
        <source>The connection to the call service broke while the call was being set up.</source>
        <translation>La conexión con el servicio se cortó mientras se establecía la llamada.</translation>
    </message>
    <message>
        <source>The other side no longer knows of this call.</source>
        <translation>El otro extremo ya no conoce esta llamada.</translation>
    </message>
    <message>
        <source>The other side did not confirm the call in time.</source>
        <translation>El otro extremo no confirmó la llamada a tiempo.</translation>
    </message>
    <message>
        <source>{host} is no call service, or refuses this program ({status}).</source>
        <translation>{host} no es un servicio de llamadas, o rechaza este programa ({status}).</translation>
    </message>
    <message>
        <source>There is no connection to the call service right now.</source>
        <translation>Ahora mismo no hay conexión con el servicio de llamadas.</translation>
    </message>
    <message>
        <source>This call cannot be put into a SIP message: {error}.</source>
        <translation>Esta llamada no se puede expresar en un mensaje SIP: {error}.</translation>
    </message>
    <message>
        <source>A path with a line break in it cannot be started at login.</source>
        <translation>Una ruta con un salto de línea no se puede iniciar al entrar en la sesión.</translation>
    </message>
    <message>
        <source>{file} cannot be read: {reason}.</source>
        <translation>No se puede leer {file}: {reason}.</translation>
    </message>
    <message>
        <source>{file} cannot be written: {reason}.</source>
        <translation>No se puede escribir {file}: {reason}.</translation>
    </message>
    <message>
        <source>{file} cannot be removed: {reason}.</source>
        <translation>No se puede eliminar {file}: {reason}.</translation>
    </message>
    <message>
        <source>The registry cannot be read: {error}.</source>
        <translation>No se puede leer el registro de Windows: {error}.</translation>
    </message>
    <message>
        <source>The registry cannot be written: {error}.</source>
        <translation>No se puede escribir el registro de Windows: {error}.</translation>
    </message>
    <message>
        <source>Ahoy&apos;s own call service keeps stopping. Start Ahoy again.</source>
        <translation>El servicio de llamadas propio de Ahoy se detiene una y otra vez. Reinicia Ahoy.</translation>
    </message>
    <message>
        <source>The SIP server needs your password.</source>
        <translation>El servidor SIP necesita tu contraseña.</translation>
    </message>
    <message>
        <source>The SIP server needs the user name that it knows you by.</source>
        <translation>El servidor SIP necesita el nombre de usuario con el que te conoce.</translation>
    </message>
    <message>
        <source>The call service needs an application secret or the address of your token server.</source>
        <translation>El servicio de llamadas necesita un secreto de aplicación o la dirección de tu servidor de tokens.</translation>
    </message>
    <message>
        <source>There is no key store on this system: the password is forgotten when Ahoy closes.</source>
        <translation>Este sistema no tiene almacén de claves: la contraseña se olvida al cerrar Ahoy.</translation>
    </message>
    <message>
        <source>There is no key store on this system: the secret is forgotten when Ahoy closes.</source>
        <translation>Este sistema no tiene almacén de claves: el secreto se olvida al cerrar Ahoy.</translation>
    </message>
    <message>
        <source>People nearby are found by Ahoy&apos;s own call service only.</source>
        <translation>A las personas cercanas solo las encuentra el servicio de llamadas propio de Ahoy.</translation>
    </message>
    <message>
        <source>Ahoy is not connected to its call service yet. Try again in a moment.</source>
        <translation>Ahoy aún no está conectado a su servicio de llamadas. Inténtalo en un momento.</translation>
    </message>
    <message>
        <source>The call service does not answer: the account was not changed.</source>
        <translation>El servicio de llamadas no responde: la cuenta no se ha cambiado.</translation>
    </message>
    <message>
        <source>Ahoy cannot ring while its window is closed: {error}</source>
        <translation>Ahoy no puede sonar con la ventana cerrada: {error}</translation>
    </message>
    <message>
        <source>“{text}” cannot be called by this account: use a number, or name@server.</source>
        <translation>No se puede llamar a «{text}» con esta cuenta: usa un número o nombre@servidor.</translation>
    </message>
    <message>
        <source>People nearby are not called by an account at another provider.</source>
        <translation>A las personas cercanas no se las llama con una cuenta de otro proveedor.</translation>
    </message>
    <message>
        <source>A user id</source>
        <translation>Un identificador de usuario</translation>
    </message>
    <message>
        <source>The application key</source>
        <translation>La clave de aplicación</translation>
    </message>
    <message>
        <source>The address of the call service</source>
        <translation>La dirección del servicio de llamadas</translation>
    </message>
    <message>
        <source>The call&apos;s headers</source>
        <translation>Las cabeceras de la llamada</translation>
    </message>
    <message>
        <source>The address of the SIP server</source>
        <translation>La dirección del servidor SIP</translation>
    </message>
    <message>
        <source>The user name</source>
        <translation>El nombre de usuario</translation>
    </message>
    <message>
        <source>The password</source>
        <translation>La contraseña</translation>
    </message>
    <message>
        <source>The domain of the SIP server</source>
        <translation>El dominio del servidor SIP</translation>
    </message>
    <message>
        <source>The address</source>
        <translation>La dirección</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Teclas</translation>
    </message>
    <message>
        <source>Choose a screen or a window to show.</source>
        <translation>Elige una pantalla o una ventana para mostrar.</translation>
    </message>
    <message>
        <source>Calls to phone numbers show a number of yours: set it first.</source>
        <translation>Las llamadas a números de teléfono muestran un número tuyo: ponlo antes.</translation>
    </message>
    <message>
        <source>That is no international phone number: + and up to 15 digits.</source>
        <translation>Eso no es un número internacional: + y hasta 15 cifras.</translation>
    </message>
    <message>
        <source>That is no SIP address: write name@server, 64 characters at most.</source>
        <translation>Eso no es una dirección SIP: escribe nombre@servidor, 64 caracteres como máximo.</translation>
    </message>
    <message>
        <source>The name of a room has 1 to 64 characters.</source>
        <translation>El nombre de una sala tiene de 1 a 64 caracteres.</translation>
    </message>
    <message>
        <source>They are not in the room any more.</source>
        <translation>Esa persona ya no está en la sala.</translation>
    </message>
    <message>
        <source>This person&apos;s address on the network is not right.</source>
        <translation>La dirección de esta persona en la red no es correcta.</translation>
    </message>
    <message>
        <source>This</source>
        <translation>Esto</translation>
    </message>
    <message>
        <source>Reconnecting</source>
        <translation>Reconectando</translation>
    </message>
    <message>
        <source>The call service is away; the call goes on</source>
        <translation>El servicio de llamadas no está; la llamada continúa</translation>
    </message>
    <message>
        <source>Good: nothing was wrong with it.</source>
        <translation>Buena: sin ningún problema.</translation>
    </message>
    <message>
        <source>{number} calls at once are all that Ahoy can hold.</source>
        <translation>Ahoy no puede mantener más de {number} llamadas a la vez.</translation>
    </message>
    <message>
        <source>{name} could not be reached.</source>
        <translation>No se pudo localizar a {name}.</translation>
    </message>
    <message>
        <source>{name} declined the call.</source>
        <translation>{name} rechazó la llamada.</translation>
    </message>
    <message>
        <source>{name} did not answer.</source>
        <translation>{name} no respondió.</translation>
    </message>
    <message>
        <source>You cancelled the call.</source>
        <translation>Cancelaste la llamada.</translation>
    </message>
    <message>
        <source>{name} took the call on another device.</source>
        <translation>{name} respondió en otro dispositivo.</translation>
    </message>
    <message>
        <source>The connection was lost.</source>
        <translation>Se perdió la conexión.</translation>
    </message>
    <message>
        <source>The call could not be set up.</source>
        <translation>No se pudo establecer la llamada.</translation>
    </message>
    <message>
        <source>You declined the call.</source>
        <translation>Rechazaste la llamada.</translation>
    </message>
    <message>
        <source>You did not answer.</source>
        <translation>No respondiste.</translation>
    </message>
    <message>
        <source>Answered on another device.</source>
        <translation>Se respondió en otro dispositivo.</translation>
    </message>
    <message>
        <source>You were in another call.</source>
        <translation>Estabas en otra llamada.</translation>
    </message>
    <message numerus="yes">
        <source>The call with {name} ends in {n} seconds: your minutes for phone calls are used up then.</source>
        <translation>
            <numerusform>La llamada con {name} termina en {n} segundo: entonces se agotan tus minutos de teléfono.</numerusform>
            <numerusform>La llamada con {name} termina en {n} segundos: entonces se agotan tus minutos de teléfono.</numerusform>
        </translation>
    </message>
    <message>
        <source>The call with {name} went on in another one.</source>
        <translation>La llamada con {name} continuó en otra.</translation>
    </message>
    <message>
        <source>You brought {name} into a conference room.</source>
        <translation>Llevaste a {name} a una sala de conferencia.</translation>
    </message>
    <message>
        <source>You connected {name} with {other}.</source>
        <translation>Conectaste a {name} con {other}.</translation>
    </message>
    <message>
        <source>Declined on another device.</source>
        <translation>Se rechazó en otro dispositivo.</translation>
    </message>
    <message>
        <source>You and {name} called each other at the same moment.</source>
        <translation>Tú y {name} os llamasteis en el mismo momento.</translation>
    </message>
    <message>
        <source>{name} connected you with {other}.</source>
        <translation>{name} te conectó con {other}.</translation>
    </message>
    <message>
        <source>The connection to {name} failed: {message}</source>
        <translation>Falló la conexión con {name}: {message}</translation>
    </message>
    <message>
        <source>The call could not be set up: {message}</source>
        <translation>No se pudo establecer la llamada: {message}</translation>
    </message>
    <message>
        <source>{name} brought you into a conference room.</source>
        <translation>{name} te llevó a una sala de conferencia.</translation>
    </message>
    <message>
        <source>You hung up.</source>
        <translation>Colgaste.</translation>
    </message>
    <message>
        <source>{name} hung up.</source>
        <translation>{name} colgó.</translation>
    </message>
    <message>
        <source>The call failed.</source>
        <translation>La llamada falló.</translation>
    </message>
    <message>
        <source>You were busy.</source>
        <translation>Comunicabas.</translation>
    </message>
    <message>
        <source>{name} is busy.</source>
        <translation>{name} comunica.</translation>
    </message>
    <message>
        <source>Nobody can be sent into a room: invite them instead.</source>
        <translation>No se puede transferir a nadie a una sala: invita a esa persona.</translation>
    </message>
    <message>
        <source>Nobody can be sent to an emergency number: call it yourself.</source>
        <translation>No se puede transferir a nadie a un número de emergencia: llama tú.</translation>
    </message>
    <message>
        <source>{name} wanted to connect you with {other}. Ahoy did not do that.</source>
        <translation>{name} quiso conectarte con {other}. Ahoy no lo hizo.</translation>
    </message>
    <message>
        <source>{name} is being connected with somebody already.</source>
        <translation>{name} ya se está conectando con alguien.</translation>
    </message>
    <message>
        <source>A call cannot be connected with itself.</source>
        <translation>Una llamada no se puede conectar consigo misma.</translation>
    </message>
    <message>
        <source>{name} cannot be connected with {other} now: {reason}</source>
        <translation>No se puede conectar a {name} con {other} ahora: {reason}</translation>
    </message>
    <message>
        <source>{name} does not see your screen any more. {reason}</source>
        <translation>{name} ya no ve tu pantalla. {reason}</translation>
    </message>
    <message>
        <source>Your screen cannot be shown to {name}: {reason}</source>
        <translation>No se puede mostrar tu pantalla a {name}: {reason}</translation>
    </message>
    <message>
        <source>The host of the room muted you.</source>
        <translation>El anfitrión de la sala te ha silenciado.</translation>
    </message>
    <message>
        <source>{name} does not hear this computer&apos;s sound now. {reason}</source>
        <translation>{name} no oye ahora el sonido de este equipo. {reason}</translation>
    </message>
    <message>
        <source>A part of the pictures from {name} gets lost on the way to you</source>
        <translation>Una parte de la imagen de {name} se pierde de camino hacia ti</translation>
    </message>
    <message>
        <source>A part of the sound from {name} gets lost on the way to you</source>
        <translation>Una parte del sonido de {name} se pierde de camino hacia ti</translation>
    </message>
    <message>
        <source>A part of your pictures gets lost on the way to {name}</source>
        <translation>Una parte de tu imagen se pierde de camino a {name}</translation>
    </message>
    <message>
        <source>A part of your sound gets lost on the way to {name}</source>
        <translation>Una parte de tu sonido se pierde de camino a {name}</translation>
    </message>
    <message>
        <source>Your Wi-Fi seems to lose packets</source>
        <translation>Tu wifi parece perder paquetes</translation>
    </message>
    <message>
        <source>Your mobile network seems to lose packets</source>
        <translation>Tu red móvil parece perder paquetes</translation>
    </message>
    <message>
        <source>Your VPN seems to lose packets</source>
        <translation>Tu VPN parece perder paquetes</translation>
    </message>
    <message>
        <source>The quality of the sound is not good.</source>
        <translation>La calidad del sonido no es buena.</translation>
    </message>
    <message>
        <source>The connection is slow: {name} answers late by {late} ms.</source>
        <translation>La conexión es lenta: {name} responde con {late} ms de retraso.</translation>
    </message>
    <message>
        <source>The connection is uneven</source>
        <translation>La conexión es irregular</translation>
    </message>
    <message>
        <source>{here} of what comes, {there} of what you send</source>
        <translation>{here} de lo que llega, {there} de lo que envías</translation>
    </message>
    <message>
        <source>The quality of the pictures is not good.</source>
        <translation>La calidad de la imagen no es buena.</translation>
    </message>
    <message>
        <source>The connection is slow: {name} answers late.</source>
        <translation>La conexión es lenta: {name} responde con retraso.</translation>
    </message>
    <message>
        <source>The connection is uneven by {late} ms</source>
        <translation>La conexión varía en {late} ms</translation>
    </message>
    <message>
        <source>pictures may stutter</source>
        <translation>la imagen puede entrecortarse</translation>
    </message>
    <message>
        <source>sound may stutter</source>
        <translation>el sonido puede entrecortarse</translation>
    </message>
    <message>
        <source>Your network, or that of {name}, loses packets</source>
        <translation>Tu red, o la de {name}, pierde paquetes</translation>
    </message>
    <message>
        <source>The connection to {name} is interrupted. Ahoy tries to get it back.</source>
        <translation>La conexión con {name} se ha interrumpido. Ahoy intenta recuperarla.</translation>
    </message>
    <message>
        <source>Your microphone gives no sound at all: {name} hears nothing of you.</source>
        <translation>Tu micrófono no da ningún sonido: {name} no te oye.</translation>
    </message>
    <message>
        <source>Your microphone gives an even noise and no voice: {name} may not hear you.</source>
        <translation>Tu micrófono da un ruido uniforme y ninguna voz: quizá {name} no te oye.</translation>
    </message>
    <message>
        <source>No sound comes from {name}: the microphone there may be switched off.</source>
        <translation>No llega sonido de {name}: quizá su micrófono está apagado.</translation>
    </message>
    <message>
        <source>Only an even noise comes from {name}.</source>
        <translation>De {name} solo llega un ruido uniforme.</translation>
    </message>
    <message>
        <source>The room is locked: nobody else gets in.</source>
        <translation>La sala está bloqueada: nadie más puede entrar.</translation>
    </message>
    <message>
        <source>The host sent you out of the room.</source>
        <translation>El anfitrión te ha expulsado de la sala.</translation>
    </message>
    <message>
        <source>The host ended the room.</source>
        <translation>El anfitrión ha terminado la sala.</translation>
    </message>
    <message>
        <source>You entered the room again from elsewhere.</source>
        <translation>Has vuelto a entrar en la sala desde otro sitio.</translation>
    </message>
    <message>
        <source>The call service ended the room.</source>
        <translation>El servicio de llamadas ha terminado la sala.</translation>
    </message>
    <message>
        <source>You did not wait for the room.</source>
        <translation>No esperaste a la sala.</translation>
    </message>
    <message>
        <source>The connection to the room was lost.</source>
        <translation>Se perdió la conexión con la sala.</translation>
    </message>
    <message>
        <source>The room has ended.</source>
        <translation>La sala ha terminado.</translation>
    </message>
    <message>
        <source>Room {name}</source>
        <translation>Sala {name}</translation>
    </message>
    <message>
        <source>You left the room.</source>
        <translation>Saliste de la sala.</translation>
    </message>
    <message>
        <source>The room could not be reached.</source>
        <translation>No se pudo llegar a la sala.</translation>
    </message>
    <message>
        <source>You ended the room for all.</source>
        <translation>Terminaste la sala para todos.</translation>
    </message>
    <message>
        <source>Your calls go by a relay alone, and your call service has none. Let them go directly: Settings, Privacy, “Always use a relay”.</source>
        <translation>Tus llamadas solo van por un relé y tu servicio no tiene ninguno. Deja que vayan directas: Ajustes, Privacidad, «Usar siempre un relé».</translation>
    </message>
    <message>
        <source>{name} could not be taken back: {reason}</source>
        <translation>No se pudo recuperar a {name}: {reason}</translation>
    </message>
    <message>
        <source>{name} could not be put on hold: {reason}</source>
        <translation>No se pudo poner a {name} en espera: {reason}</translation>
    </message>
    <message>
        <source>{name} cannot be put on hold or taken back now: {error}</source>
        <translation>Ahora no se puede poner a {name} en espera ni recuperar: {error}</translation>
    </message>
    <message>
        <source>No keys can be sent now: {error}</source>
        <translation>Ahora no se pueden enviar teclas: {error}</translation>
    </message>
    <message>
        <source>The screen cannot be shown to {name} now: {error}</source>
        <translation>Ahora no se puede mostrar la pantalla a {name}: {error}</translation>
    </message>
    <message>
        <source>The account to call by does not exist any more.</source>
        <translation>La cuenta con la que llamar ya no existe.</translation>
    </message>
    <message>
        <source>the room</source>
        <translation>la sala</translation>
    </message>
    <message>
        <source>Connecting {name} with {other}</source>
        <translation>Conectando a {name} con {other}</translation>
    </message>
    <message>
        <source>Connecting {name} with {other}: it rings there</source>
        <translation>Conectando a {name} con {other}: allí suena</translation>
    </message>
    <message>
        <source>{name} is connected with {other}</source>
        <translation>{name} está en conexión con {other}</translation>
    </message>
    <message>
        <source>{name} could not be connected with {other}: {reason}</source>
        <translation>No se pudo conectar a {name} con {other}: {reason}</translation>
    </message>
    <message>
        <source>{name} could not be brought into the room: {reason}</source>
        <translation>No se pudo llevar a {name} a la sala: {reason}</translation>
    </message>
    <message>
        <source>{name} connects you with {other}</source>
        <translation>{name} te conecta con {other}</translation>
    </message>
    <message>
        <source>{name} could not be connected with {other}.</source>
        <translation>No se pudo conectar a {name} con {other}.</translation>
    </message>
    <message>
        <source>{name} is in the room</source>
        <translation>{name} está en la sala</translation>
    </message>
    <message>
        <source>Bringing {name} into the room</source>
        <translation>Llevando a {name} a la sala</translation>
    </message>
    <message>
        <source>{name} could not be brought into the room.</source>
        <translation>No se pudo llevar a {name} a la sala.</translation>
    </message>
    <message>
        <source>The connection was gone for {seconds} s.</source>
        <translation>La conexión se perdió durante {seconds} s.</translation>
    </message>
    <message>
        <source>On the way to you {amount} was lost for {seconds} s.</source>
        <translation>De camino hacia ti se perdió el {amount} durante {seconds} s.</translation>
    </message>
    <message>
        <source>On the way from you {amount} was lost for {seconds} s.</source>
        <translation>Desde ti se perdió el {amount} por el camino durante {seconds} s.</translation>
    </message>
    <message>
        <source>The picture stood still again and again for {seconds} s.</source>
        <translation>La imagen se detuvo una y otra vez durante {seconds} s.</translation>
    </message>
    <message>
        <source>The connection was slow: {amount} ms there and back, for {seconds} s.</source>
        <translation>La conexión fue lenta: {amount} ms ida y vuelta, durante {seconds} s.</translation>
    </message>
    <message>
        <source>Type a name that other people will see.</source>
        <translation>Escribe un nombre que verán los demás.</translation>
    </message>
    <message>
        <source>{error} Contacts and calls of this session are not kept.</source>
        <translation>{error} Los contactos y llamadas de esta sesión no se conservan.</translation>
    </message>
    <message>
        <source>The profile {folder} cannot be used: {reason}.</source>
        <translation>No se puede usar el perfil {folder}: {reason}.</translation>
    </message>
    <message>
        <source>“{text}” cannot be called: use a user id, a phone number with +, a SIP address (name@server) or conf:room.</source>
        <translation>No se puede llamar a «{text}»: usa un identificador, un número con +, una dirección SIP (nombre@servidor) o conf:sala.</translation>
    </message>
    <message>
        <source>“{text}” is not a SIP address: write name@server.</source>
        <translation>«{text}» no es una dirección SIP: escribe nombre@servidor.</translation>
    </message>
    <message>
        <source>A contact needs an address: a name, a number or name@server.</source>
        <translation>Un contacto necesita una dirección: un nombre, un número o nombre@servidor.</translation>
    </message>
    <message>
        <source>Nobody has such an address: there is nothing to block.</source>
        <translation>Nadie tiene esa dirección: no hay nada que bloquear.</translation>
    </message>
    <message>
        <source>“{country}” is no country with telephones.</source>
        <translation>«{country}» no es un país con teléfonos.</translation>
    </message>
    <message>
        <source>Older calls cannot be read: {error}</source>
        <translation>No se pueden leer las llamadas más antiguas: {error}</translation>
    </message>
    <message>
        <source>That is no address: {number} characters at most, in one line.</source>
        <translation>Eso no es una dirección: {number} caracteres como máximo, en una línea.</translation>
    </message>
    <message>
        <source>A second call can ask, be rejected or ring, not “{policy}”.</source>
        <translation>Una segunda llamada puede preguntar, rechazarse o sonar, no «{policy}».</translation>
    </message>
    <message>
        <source>Unknown callers can ring or be silenced, not “{policy}”.</source>
        <translation>Las llamadas desconocidas pueden sonar o silenciarse, no «{policy}».</translation>
    </message>
    <message>
        <source>Your number cannot be used. {error}</source>
        <translation>No se puede usar tu número. {error}</translation>
    </message>
    <message>
        <source>No contact was added.</source>
        <translation>No se añadió ningún contacto.</translation>
    </message>
    <message>
        <source>Stopped: no contact was added.</source>
        <translation>Detenido: no se ha añadido ningún contacto.</translation>
    </message>
    <message>
        <source>{file} is still being read: wait, or stop that.</source>
        <translation>{file} todavía se está leyendo: espera o detén la lectura.</translation>
    </message>
    <message numerus="yes">
        <source>{n} contacts added.</source>
        <translation>
            <numerusform>{n} contacto añadido.</numerusform>
            <numerusform>{n} contactos añadidos.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} contacts got something new.</source>
        <translation>
            <numerusform>{n} contacto recibió algo nuevo.</numerusform>
            <numerusform>{n} contactos recibieron algo nuevo.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} contacts had been there already.</source>
        <translation>
            <numerusform>{n} contacto ya estaba.</numerusform>
            <numerusform>{n} contactos ya estaban.</numerusform>
        </translation>
    </message>
    <message>
        <source>Left out: {what}.</source>
        <translation>Omitidos: {what}.</translation>
    </message>
    <message numerus="yes">
        <source>{n} numbers without a country cannot be called yet.</source>
        <translation>
            <numerusform>A {n} número sin país aún no se puede llamar.</numerusform>
            <numerusform>A {n} números sin país aún no se puede llamar.</numerusform>
        </translation>
    </message>
    <message>
        <source>The file ends in the middle of a contact.</source>
        <translation>El archivo termina en medio de un contacto.</translation>
    </message>
    <message numerus="yes">
        <source>{n} with nothing to call</source>
        <translation>
            <numerusform>{n} sin nada a lo que llamar</numerusform>
            <numerusform>{n} sin nada a lo que llamar</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} that could not be read</source>
        <translation>
            <numerusform>{n} ilegible</numerusform>
            <numerusform>{n} ilegibles</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} beyond the limit</source>
        <translation>
            <numerusform>{n} por encima del límite</numerusform>
            <numerusform>{n} por encima del límite</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} contacts written to {file}.</source>
        <translation>
            <numerusform>{n} contacto escrito en {file}.</numerusform>
            <numerusform>{n} contactos escritos en {file}.</numerusform>
        </translation>
    </message>
    <message>
        <source>This contact does not exist any more.</source>
        <translation>Este contacto ya no existe.</translation>
    </message>
    <message>
        <source>{name} has the address {address} already.</source>
        <translation>{name} ya tiene la dirección {address}.</translation>
    </message>
    <message>
        <source>Ahoy writes no vCard {version}: only 3.0 and 4.0.</source>
        <translation>Ahoy no escribe vCard {version}: solo 3.0 y 4.0.</translation>
    </message>
    <message>
        <source>This could not be saved: {error}</source>
        <translation>No se pudo guardar: {error}</translation>
    </message>
    <message>
        <source>Quiet hours go from one time to another, such as 22:00, on one day at least.</source>
        <translation>Las horas de silencio van de una hora a otra, como 22:00, al menos un día.</translation>
    </message>
    <message>
        <source>A time of the day is between 00:00 and 23:59.</source>
        <translation>Una hora del día está entre 00:00 y 23:59.</translation>
    </message>
    <message>
        <source>Echo test</source>
        <translation>Prueba de eco</translation>
    </message>
    <message>
        <source>{name} did not come.</source>
        <translation>{name} no vino.</translation>
    </message>
    <message>
        <source>{name} left.</source>
        <translation>{name} se ha ido.</translation>
    </message>
    <message>
        <source>{name} is the host of the room now.</source>
        <translation>{name} es ahora anfitrión de la sala.</translation>
    </message>
    <message>
        <source>{name} raised a hand.</source>
        <translation>{name} levantó la mano.</translation>
    </message>
    <message>
        <source>{name} shows a screen.</source>
        <translation>{name} muestra una pantalla.</translation>
    </message>
    <message>
        <source>You are the host of the room now.</source>
        <translation>Ahora eres anfitrión de la sala.</translation>
    </message>
    <message>
        <source>{name} is being called.</source>
        <translation>Se está llamando a {name}.</translation>
    </message>
    <message>
        <source>The room is open again.</source>
        <translation>La sala vuelve a estar abierta.</translation>
    </message>
    <message>
        <source>{name} lost the connection.</source>
        <translation>{name} perdió la conexión.</translation>
    </message>
    <message>
        <source>{name} is back.</source>
        <translation>{name} ha vuelto.</translation>
    </message>
    <message>
        <source>{name} joined.</source>
        <translation>{name} se ha unido.</translation>
    </message>
    <message>
        <source>Calls are being brought into a room already.</source>
        <translation>Ya se están llevando llamadas a una sala.</translation>
    </message>
    <message>
        <source>There is no other call to bring into the room.</source>
        <translation>No hay otra llamada que llevar a la sala.</translation>
    </message>
    <message>
        <source>{name} is called on this network, by another call service, where {user} is somebody else.</source>
        <translation>{name} está en esta red con otro servicio de llamadas, donde {user} es otra persona.</translation>
    </message>
    <message>
        <source>{name} is called on this network, by another call service: its people cannot come into rooms of this one.</source>
        <translation>{name} está en esta red con otro servicio de llamadas: su gente no puede entrar en salas de este.</translation>
    </message>
    <message>
        <source>{name} is not entered yet.</source>
        <translation>Aún no se ha entrado en {name}.</translation>
    </message>
    <message>
        <source>The room could not be opened: the calls go on as they were.</source>
        <translation>No se pudo abrir la sala: las llamadas siguen como estaban.</translation>
    </message>
    <message>
        <source>{name} cannot be brought into a room now: {reason}</source>
        <translation>Ahora no se puede llevar a {name} a una sala: {reason}</translation>
    </message>
    <message>
        <source>The room could not be opened: {error}.</source>
        <translation>No se pudo abrir la sala: {error}.</translation>
    </message>
    <message>
        <source>The room could not be entered: the calls go on as they were.</source>
        <translation>No se pudo entrar en la sala: las llamadas siguen como estaban.</translation>
    </message>
    <message>
        <source>{name} cannot be brought into the room now: {error}</source>
        <translation>Ahora no se puede llevar a {name} a la sala: {error}</translation>
    </message>
    <message>
        <source>A room cannot be invited into another one.</source>
        <translation>Una sala no se puede invitar a otra.</translation>
    </message>
    <message>
        <source>An emergency number cannot be invited into a room: call it yourself.</source>
        <translation>Un número de emergencia no se puede invitar a una sala: llámalo tú.</translation>
    </message>
    <message>
        <source>People nearby have another call service, and cannot come into rooms of this one.</source>
        <translation>Las personas cercanas tienen otro servicio de llamadas y no pueden entrar en salas de este.</translation>
    </message>
    <message>
        <source>That cannot be done now: {error}.</source>
        <translation>Ahora no se puede hacer: {error}.</translation>
    </message>
    <message>
        <source>The link is longer than {number} characters.</source>
        <translation>El enlace tiene más de {number} caracteres.</translation>
    </message>
    <message>
        <source>“{link}” is no link that Ahoy opens: {schemes}.</source>
        <translation>«{link}» no es un enlace que Ahoy abra: {schemes}.</translation>
    </message>
    <message>
        <source>The link “{link}” cannot be understood.</source>
        <translation>No se entiende el enlace «{link}».</translation>
    </message>
    <message>
        <source>You are speaking while muted.</source>
        <translation>Estás hablando en silencio.</translation>
    </message>
    <message>
        <source>Your microphone sends silence: others do not hear you.</source>
        <translation>Tu micrófono envía silencio: los demás no te oyen.</translation>
    </message>
    <message>
        <source>The room is fine: your echo is weak enough to be removed.</source>
        <translation>La habitación está bien: tu eco es lo bastante débil para eliminarlo.</translation>
    </message>
    <message>
        <source>No echo comes back: you use a headset, or the speaker is turned off.</source>
        <translation>No vuelve ningún eco: usas auriculares, o el altavoz está bajado.</translation>
    </message>
    <message>
        <source>The speaker is loud at the microphone: turn it down or use a headset, or words get lost when both of you speak.</source>
        <translation>El altavoz se oye fuerte en el micrófono: bájalo o usa auriculares, o se perderán palabras cuando habléis los dos.</translation>
    </message>
    <message>
        <source>The speaker overloads the microphone: turn it down, or use a headset.</source>
        <translation>El altavoz satura el micrófono: bájalo o usa auriculares.</translation>
    </message>
    <message>
        <source>The room is noisy: use a headset, or close the window.</source>
        <translation>Hay ruido en la habitación: usa auriculares o cierra la ventana.</translation>
    </message>
    <message>
        <source>The microphone hears nothing: is it muted, covered or unplugged?</source>
        <translation>El micrófono no oye nada: ¿está en silencio, tapado o desconectado?</translation>
    </message>
    <message>
        <source>Echo and noise cannot be removed: the program&apos;s sound processing is not installed completely. Use a headset, so that others do not hear themselves.</source>
        <translation>No se pueden eliminar el eco ni el ruido: el procesamiento de sonido no está instalado del todo. Usa auriculares para que los demás no se oigan a sí mismos.</translation>
    </message>
    <message>
        <source>The speaker works.</source>
        <translation>El altavoz funciona.</translation>
    </message>
    <message>
        <source>The speaker was asked to play: did you hear it?</source>
        <translation>Se pidió al altavoz que sonara: ¿lo oíste?</translation>
    </message>
    <message>
        <source>The speaker takes no sound.</source>
        <translation>El altavoz no acepta sonido.</translation>
    </message>
    <message>
        <source>noise at {number} dB</source>
        <translation>ruido a {number} dB</translation>
    </message>
    <message>
        <source>no noise at all</source>
        <translation>sin ruido alguno</translation>
    </message>
    <message>
        <source>The microphone works ({loud}).</source>
        <translation>El micrófono funciona ({loud}).</translation>
    </message>
    <message>
        <source>This system does not let Ahoy share the screen.</source>
        <translation>Este sistema no permite que Ahoy comparta la pantalla.</translation>
    </message>
    <message>
        <source>Test screen</source>
        <translation>Pantalla de prueba</translation>
    </message>
    <message>
        <source>Test window</source>
        <translation>Ventana de prueba</translation>
    </message>
    <message>
        <source>The sound service of this system has stopped. You hear each other again when it is back.</source>
        <translation>El servicio de sonido de este sistema se ha detenido. Os volveréis a oír cuando vuelva.</translation>
    </message>
    <message>
        <source>The sound service of this system is back: sound goes on.</source>
        <translation>El servicio de sonido de este sistema ha vuelto: el sonido continúa.</translation>
    </message>
    <message>
        <source>Start it in a terminal: &quot;systemctl --user start pipewire-pulse&quot;, or &quot;pulseaudio --start&quot; on a system that has PulseAudio.</source>
        <translation>Inícialo en un terminal: &quot;systemctl --user start pipewire-pulse&quot;, o &quot;pulseaudio --start&quot; en un sistema con PulseAudio.</translation>
    </message>
    <message>
        <source>Your account must be in the group &quot;video&quot;: type &quot;sudo usermod -aG video $USER&quot; in a terminal, then log in again.</source>
        <translation>Tu usuario debe estar en el grupo &quot;video&quot;: escribe &quot;sudo usermod -aG video $USER&quot; en un terminal y vuelve a iniciar sesión.</translation>
    </message>
    <message>
        <source>microphone</source>
        <translation>micrófono</translation>
    </message>
    <message>
        <source>speaker</source>
        <translation>altavoz</translation>
    </message>
    <message>
        <source>camera</source>
        <translation>cámara</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>Micrófono</translation>
    </message>
    <message>
        <source>Speaker</source>
        <translation>Altavoz</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Cámara</translation>
    </message>
    <message>
        <source>No microphone was found: others will not hear you.</source>
        <translation>No se encontró micrófono: los demás no te oirán.</translation>
    </message>
    <message>
        <source>No speaker was found: you will not hear others.</source>
        <translation>No se encontró altavoz: no oirás a los demás.</translation>
    </message>
    <message>
        <source>No camera was found: others will not see you.</source>
        <translation>No se encontró cámara: los demás no te verán.</translation>
    </message>
    <message>
        <source>The chosen {noun} is not connected.</source>
        <translation>Dispositivo elegido sin conectar: {noun}.</translation>
    </message>
    <message>
        <source>The {noun} is in use by another program.</source>
        <translation>En uso por otro programa: {noun}.</translation>
    </message>
    <message>
        <source>The system does not allow Ahoy to use the {noun}.</source>
        <translation>El sistema no permite que Ahoy use: {noun}.</translation>
    </message>
    <message>
        <source>The {noun} delivers nothing.</source>
        <translation>No entrega nada: {noun}.</translation>
    </message>
    <message>
        <source>The {noun} does not work.</source>
        <translation>No funciona: {noun}.</translation>
    </message>
    <message>
        <source>The sound service of this system does not answer: no {noun} until it does.</source>
        <translation>El servicio de sonido de este sistema no responde. Mientras tanto falta: {noun}.</translation>
    </message>
    <message>
        <source>Allow it in System Settings, Privacy &amp; Security, {title}; then start Ahoy again.</source>
        <translation>Permítelo en Ajustes del Sistema, Privacidad y seguridad, {title}; después vuelve a abrir Ahoy.</translation>
    </message>
    <message>
        <source>Allow it in Settings, Privacy &amp; security, {title}, for desktop apps too.</source>
        <translation>Permítelo en Configuración, Privacidad y seguridad, {title}, también para aplicaciones de escritorio.</translation>
    </message>
    <message>
        <source>Close that program, or take away its exclusive use in the device&apos;s properties, Advanced.</source>
        <translation>Cierra ese programa, o quítale el uso exclusivo en las propiedades del dispositivo, Opciones avanzadas.</translation>
    </message>
    <message>
        <source>The system prefers the {noun} &quot;{now}&quot; now: it is used instead of &quot;{before}&quot;.</source>
        <translation>El sistema prefiere ahora «{now}» ({noun}): se usa en lugar de «{before}».</translation>
    </message>
    <message>
        <source>The chosen {noun} is not connected: &quot;{name}&quot; is used instead.</source>
        <translation>Dispositivo elegido sin conectar: {noun}. Se usa «{name}» en su lugar.</translation>
    </message>
    <message>
        <source>The {noun} &quot;{before}&quot; is gone: &quot;{now}&quot; is used now.</source>
        <translation>«{before}» ({noun}) ya no está: ahora se usa «{now}».</translation>
    </message>
    <message>
        <source>The {noun} &quot;{now}&quot; is back and is used again.</source>
        <translation>«{now}» ({noun}) ha vuelto y se usa de nuevo.</translation>
    </message>
    <message>
        <source>Close that program, or choose another device.</source>
        <translation>Cierra ese programa o elige otro dispositivo.</translation>
    </message>
    <message>
        <source>The key of your push subscription may still be in the key store of your system.</source>
        <translation>La clave de tu suscripción push quizá siga en el almacén de claves de tu sistema.</translation>
    </message>
    <message>
        <source>The key of your accounts&apos; passwords may still be in the key store of your system.</source>
        <translation>La clave de las contraseñas de tus cuentas quizá siga en el almacén de claves de tu sistema.</translation>
    </message>
    <message>
        <source>The agent that rings for calls does not end: it may write into the profile again.</source>
        <translation>El agente que suena con las llamadas no termina: podría volver a escribir en el perfil.</translation>
    </message>
    <message>
        <source>The password for {url} may still be in the key store of your system.</source>
        <translation>La contraseña de {url} quizá siga en el almacén de claves de tu sistema.</translation>
    </message>
    <message>
        <source>There is nothing of yours in {folder}.</source>
        <translation>No hay nada tuyo en {folder}.</translation>
    </message>
    <message>
        <source>{file} is a folder: name a file, such as ahoy.zip.</source>
        <translation>{file} es una carpeta: indica un archivo, como ahoy.zip.</translation>
    </message>
    <message>
        <source>Your data cannot be read: {error}</source>
        <translation>No se pueden leer tus datos: {error}</translation>
    </message>
    <message>
        <source>That is no phone number.</source>
        <translation>Eso no es un número de teléfono.</translation>
    </message>
    <message>
        <source>Write the number with its country: + and the country code first.</source>
        <translation>Escribe el número con su país: primero + y el prefijo del país.</translation>
    </message>
    <message>
        <source>No country has that code: check the digits after the +.</source>
        <translation>Ningún país tiene ese prefijo: revisa las cifras después del +.</translation>
    </message>
    <message>
        <source>The area code is missing from this number.</source>
        <translation>A este número le falta el prefijo de zona.</translation>
    </message>
    <message>
        <source>This number is too short.</source>
        <translation>Este número es demasiado corto.</translation>
    </message>
    <message>
        <source>This number is too long.</source>
        <translation>Este número es demasiado largo.</translation>
    </message>
    <message>
        <source>{number}%</source>
        <translation>{number} %</translation>
    </message>
    <message>
        <source>Your settings were written by a newer version of Ahoy. They are used as far as this one understands them; changes are not kept.</source>
        <translation>Tus ajustes los escribió una versión más nueva de Ahoy. Se usan en la medida en que esta los entiende; los cambios no se conservan.</translation>
    </message>
    <message>
        <source>Your settings were damaged. They start anew; the old file is kept as {file}.</source>
        <translation>Tus ajustes estaban dañados. Empiezan de nuevo; el archivo antiguo se conserva como {file}.</translation>
    </message>
    <message>
        <source>Your contacts and history were damaged. They start anew; the old file is kept as {file}.</source>
        <translation>Tus contactos y llamadas estaban dañados. Empiezan de nuevo; el archivo antiguo se conserva como {file}.</translation>
    </message>
    <message>
        <source>the disk is full.</source>
        <translation>el disco está lleno.</translation>
    </message>
    <message>
        <source>the file may not be written.</source>
        <translation>no se puede escribir en el archivo.</translation>
    </message>
    <message>
        <source>another program holds the file.</source>
        <translation>otro programa tiene el archivo.</translation>
    </message>
    <message>
        <source>the file is damaged.</source>
        <translation>el archivo está dañado.</translation>
    </message>
    <message>
        <source>the file was written by a newer version of Ahoy.</source>
        <translation>el archivo lo escribió una versión más nueva de Ahoy.</translation>
    </message>
    <message>
        <source>the store is closed.</source>
        <translation>el almacén está cerrado.</translation>
    </message>
    <message>
        <source>the disk or its file system does not work.</source>
        <translation>el disco o su sistema de archivos no funciona.</translation>
    </message>
    <message>
        <source>{file} is empty.</source>
        <translation>{file} está vacío.</translation>
    </message>
    <message>
        <source>{file} is neither a vCard nor a CSV file.</source>
        <translation>{file} no es un archivo vCard ni CSV.</translation>
    </message>
    <message>
        <source>{file} holds no contacts that Ahoy can read: it is neither a vCard nor a CSV file whose first line names columns for phone numbers or addresses.</source>
        <translation>{file} no tiene contactos que Ahoy pueda leer: no es una vCard ni un CSV cuya primera línea nombre columnas de números o direcciones.</translation>
    </message>
    <message>
        <source>{file} could not be written: {reason}.</source>
        <translation>No se pudo escribir {file}: {reason}.</translation>
    </message>
    <message>
        <source>That is no name for a file.</source>
        <translation>Ese no es un nombre para un archivo.</translation>
    </message>
    <message>
        <source>{file} is no file.</source>
        <translation>{file} no es un archivo.</translation>
    </message>
    <message>
        <source>{file} is too large: it has {size} MB, and Ahoy reads {most} MB at a time.</source>
        <translation>{file} es demasiado grande: tiene {size} MB, y Ahoy lee {most} MB de una vez.</translation>
    </message>
    <message>
        <source>{file} could not be read: {reason}.</source>
        <translation>No se pudo leer {file}: {reason}.</translation>
    </message>
    <message>
        <source>That is no name of a file.</source>
        <translation>Ese no es el nombre de un archivo.</translation>
    </message>
    <message>
        <source>the other person</source>
        <translation>la otra persona</translation>
    </message>
    <message>
        <source>the conference server</source>
        <translation>el servidor de conferencias</translation>
    </message>
    <message>
        <source>the echo test</source>
        <translation>la prueba de eco</translation>
    </message>
    <message>
        <source>the phone gateway</source>
        <translation>la pasarela telefónica</translation>
    </message>
    <message>
        <source>the other SIP server</source>
        <translation>el otro servidor SIP</translation>
    </message>
    <message>
        <source>the telephone provider</source>
        <translation>el proveedor de telefonía</translation>
    </message>
    <message>
        <source>the telephone network</source>
        <translation>la red telefónica</translation>
    </message>
    <message>
        <source>the other end</source>
        <translation>el otro extremo</translation>
    </message>
    <message>
        <source>The call service vouches for who that is.</source>
        <translation>El servicio de llamadas responde de quién es.</translation>
    </message>
    <message>
        <source>The device has the key that you know from earlier calls.</source>
        <translation>El dispositivo tiene la clave que conoces de llamadas anteriores.</translation>
    </message>
    <message>
        <source>You have not talked to this device before: its key is new to you.</source>
        <translation>No has hablado antes con este dispositivo: su clave es nueva para ti.</translation>
    </message>
    <message>
        <source>Somebody of this name was met before, with another key. Ask them about it.</source>
        <translation>Alguien con este nombre tenía antes otra clave. Pregúntale.</translation>
    </message>
    <message>
        <source>Nothing proves who that is.</source>
        <translation>Nada prueba quién es.</translation>
    </message>
    <message>
        <source>You and {others}.</source>
        <translation>Tú y {others}.</translation>
    </message>
    <message>
        <source>this computer</source>
        <translation>este equipo</translation>
    </message>
    <message>
        <source>Not known.</source>
        <translation>No se sabe.</translation>
    </message>
    <message>
        <source>Anybody on a part of the way.</source>
        <translation>Cualquiera en una parte del camino.</translation>
    </message>
    <message>
        <source>Encrypted to {party} only</source>
        <translation>Cifrada solo hasta {party}</translation>
    </message>
    <message>
        <source>Encrypted to {party} only, on a device that is new to you</source>
        <translation>Cifrada solo hasta {party}, en un dispositivo nuevo para ti</translation>
    </message>
    <message>
        <source>Encrypted to {party}</source>
        <translation>Cifrada hasta {party}</translation>
    </message>
    <message>
        <source>Encrypted hop by hop, as far as {party}</source>
        <translation>Cifrada tramo a tramo, hasta {party}</translation>
    </message>
    <message>
        <source>Encrypted, but nothing proves that it is {party}</source>
        <translation>Cifrada, pero nada prueba la identidad de {party}</translation>
    </message>
    <message>
        <source>Encrypted, but {party} has another key than before</source>
        <translation>Cifrada, pero la clave de {party} no es la de antes</translation>
    </message>
    <message>
        <source>In clear</source>
        <translation>Sin cifrar</translation>
    </message>
    <message>
        <source>In clear beyond {party}</source>
        <translation>Sin cifrar más allá de {party}</translation>
    </message>
    <message>
        <source>Encrypted to {party}, not known beyond it</source>
        <translation>Cifrada hasta {party}; más allá no se sabe</translation>
    </message>
    <message>
        <source>Not known yet who can listen</source>
        <translation>Aún no se sabe quién puede escuchar</translation>
    </message>
    <message>
        <source>From {begin} to {party}: in clear.</source>
        <translation>De {begin} a {party}: sin cifrar.</translation>
    </message>
    <message>
        <source>From {begin} to {party}: not known.</source>
        <translation>De {begin} a {party}: no se sabe.</translation>
    </message>
    <message>
        <source>From {begin} to {party}: encrypted (SDES), but the key was sent in clear.</source>
        <translation>De {begin} a {party}: cifrado (SDES), pero la clave se envió sin cifrar.</translation>
    </message>
    <message>
        <source>From {begin} to {party}: encrypted (SDES); the servers that passed the key on can decrypt it, too.</source>
        <translation>De {begin} a {party}: cifrado (SDES); los servidores que pasaron la clave también pueden descifrarlo.</translation>
    </message>
    <message>
        <source>From {begin} to {party}: encrypted (DTLS-SRTP), but set up in clear: somebody on the way could have taken its place.</source>
        <translation>De {begin} a {party}: cifrado (DTLS-SRTP), pero acordado sin cifrar: alguien en el camino pudo ocupar su lugar.</translation>
    </message>
    <message>
        <source>From {begin} to {party}: encrypted (DTLS-SRTP).</source>
        <translation>De {begin} a {party}: cifrado (DTLS-SRTP).</translation>
    </message>
    <message>
        <source> and </source>
        <translation> y </translation>
    </message>
    <message>
        <source>Incoming call from {name}</source>
        <translation>Llamada entrante de {name}</translation>
    </message>
    <message>
        <source>Incoming video call from {name}</source>
        <translation>Videollamada entrante de {name}</translation>
    </message>
    <message>
        <source>It rings at {name}</source>
        <translation>Suena en {name}</translation>
    </message>
    <message>
        <source>Connected with {name}</source>
        <translation>En conexión con {name}</translation>
    </message>
    <message>
        <source>Microphone off</source>
        <translation>Micrófono apagado</translation>
    </message>
    <message>
        <source>Microphone on</source>
        <translation>Micrófono encendido</translation>
    </message>
    <message>
        <source>Camera off</source>
        <translation>Cámara apagada</translation>
    </message>
    <message>
        <source>Camera on</source>
        <translation>Cámara encendida</translation>
    </message>
    <message>
        <source>No longer on hold</source>
        <translation>Ya no está en espera</translation>
    </message>
    <message>
        <source>{name} is back in the call</source>
        <translation>{name} ha vuelto a la llamada</translation>
    </message>
    <message>
        <source>The connection is back</source>
        <translation>La conexión ha vuelto</translation>
    </message>
    <message>
        <source>Connect {name} with {other}</source>
        <translation>Conectar a {name} con {other}</translation>
    </message>
    <message>
        <source>The keys travel inside the sound (RFC 4733).</source>
        <translation>Las teclas viajan dentro del sonido (RFC 4733).</translation>
    </message>
    <message>
        <source>The keys travel as messages beside the sound (SIP INFO).</source>
        <translation>Las teclas viajan como mensajes junto al sonido (SIP INFO).</translation>
    </message>
    <message>
        <source>Does not hear you</source>
        <translation>No te oye</translation>
    </message>
    <message>
        <source>Nobody hears you: all calls are on hold</source>
        <translation>Nadie te oye: todas las llamadas están en espera</translation>
    </message>
    <message numerus="yes">
        <source>{n} problems with the call</source>
        <translation>
            <numerusform>{n} problema con la llamada</numerusform>
            <numerusform>{n} problemas con la llamada</numerusform>
        </translation>
    </message>
    <message>
        <source>On hold: you and {name} both paused the call</source>
        <translation>En espera: tú y {name} habéis pausado la llamada</translation>
    </message>
    <message>
        <source>On hold: {name} cannot hear you</source>
        <translation>En espera: {name} no puede oírte</translation>
    </message>
    <message>
        <source>{name} has put you on hold</source>
        <translation>{name} te ha puesto en espera</translation>
    </message>
    <message>
        <source>for {account}</source>
        <translation>para {account}</translation>
    </message>
    <message>
        <source>by {account}</source>
        <translation>por {account}</translation>
    </message>
    <message>
        <source>Is calling you</source>
        <translation>Te está llamando</translation>
    </message>
    <message>
        <source>On hold</source>
        <translation>En espera</translation>
    </message>
    <message>
        <source>Put you on hold</source>
        <translation>Te ha puesto en espera</translation>
    </message>
    <message>
        <source>Video call for {account}</source>
        <translation>Videollamada para {account}</translation>
    </message>
    <message>
        <source>Call for {account}</source>
        <translation>Llamada para {account}</translation>
    </message>
    <message>
        <source>Video call for you</source>
        <translation>Videollamada para ti</translation>
    </message>
    <message>
        <source>Call for you</source>
        <translation>Llamada para ti</translation>
    </message>
    <message>
        <source>Calling {name}…</source>
        <translation>Llamando a {name}…</translation>
    </message>
    <message>
        <source>Nobody hears you: there is no microphone</source>
        <translation>Nadie te oye: no hay micrófono</translation>
    </message>
    <message>
        <source>This call cannot be put on hold.</source>
        <translation>Esta llamada no se puede poner en espera.</translation>
    </message>
    <message>
        <source>This call cannot be transferred.</source>
        <translation>Esta llamada no se puede transferir.</translation>
    </message>
    <message>
        <source>Resume the call to send keys.</source>
        <translation>Reanuda la llamada para enviar teclas.</translation>
    </message>
    <message>
        <source>{name} does not take keys.</source>
        <translation>{name} no acepta teclas.</translation>
    </message>
    <message>
        <source>Resume the call to share your screen.</source>
        <translation>Reanuda la llamada para compartir tu pantalla.</translation>
    </message>
    <message>
        <source>This call cannot show a screen.</source>
        <translation>Esta llamada no puede mostrar una pantalla.</translation>
    </message>
    <message>
        <source>No picture</source>
        <translation>Sin imagen</translation>
    </message>
    <message>
        <source>Voice call</source>
        <translation>Llamada de voz</translation>
    </message>
    <message>
        <source>Muted</source>
        <translation>En silencio</translation>
    </message>
    <message>
        <source>Hears you</source>
        <translation>Te oye</translation>
    </message>
    <message>
        <source>You are talking to {name}, muted</source>
        <translation>Hablas con {name}, en silencio</translation>
    </message>
    <message>
        <source>You are talking to {name}</source>
        <translation>Hablas con {name}</translation>
    </message>
    <message>
        <source>Connecting with {name}…</source>
        <translation>Conectando con {name}…</translation>
    </message>
    <message>
        <source>The call can be put on hold once it is answered.</source>
        <translation>La llamada se puede poner en espera cuando se responda.</translation>
    </message>
    <message>
        <source>The call can be transferred once it is answered.</source>
        <translation>La llamada se puede transferir cuando se responda.</translation>
    </message>
    <message>
        <source>The call can take keys once it is answered.</source>
        <translation>La llamada acepta teclas cuando se responda.</translation>
    </message>
    <message>
        <source>The call can show a screen once it is answered.</source>
        <translation>La llamada puede mostrar una pantalla cuando se responda.</translation>
    </message>
    <message>
        <source>not verified</source>
        <translation>sin verificar</translation>
    </message>
    <message>
        <source>Reconnecting: nothing comes from the other side</source>
        <translation>Reconectando: no llega nada del otro extremo</translation>
    </message>
    <message>
        <source>{name} has paused the video</source>
        <translation>{name} ha pausado el vídeo</translation>
    </message>
    <message>
        <source>first call from this address</source>
        <translation>primera llamada de esta dirección</translation>
    </message>
    <message>
        <source>Type a name, a number or an address.</source>
        <translation>Escribe un nombre, un número o una dirección.</translation>
    </message>
    <message numerus="yes">
        <source>{n} people match “{typed}”. Pick one of them.</source>
        <translation>
            <numerusform>{n} persona coincide con «{typed}». Elígela.</numerusform>
            <numerusform>{n} personas coinciden con «{typed}». Elige una.</numerusform>
        </translation>
    </message>
    <message>
        <source>Call with {name}</source>
        <translation>Llamada con {name}</translation>
    </message>
    <message>
        <source>Who can listen</source>
        <translation>Quién puede escuchar</translation>
    </message>
    <message>
        <source>In short</source>
        <translation>En resumen</translation>
    </message>
    <message>
        <source>Can decrypt</source>
        <translation>Puede descifrar</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Calidad</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Ahora</translation>
    </message>
    <message>
        <source>Hop {n}</source>
        <translation>Tramo {n}</translation>
    </message>
    <message>
        <source>over Wi-Fi</source>
        <translation>por wifi</translation>
    </message>
    <message>
        <source>over a cable</source>
        <translation>por cable</translation>
    </message>
    <message>
        <source>over a mobile network</source>
        <translation>por una red móvil</translation>
    </message>
    <message>
        <source>over a VPN</source>
        <translation>por una VPN</translation>
    </message>
    <message>
        <source>inside this computer</source>
        <translation>dentro de este equipo</translation>
    </message>
    <message>
        <source>over a virtual network</source>
        <translation>por una red virtual</translation>
    </message>
    <message>
        <source>the connection</source>
        <translation>la conexión</translation>
    </message>
    <message>
        <source>{share} ({lost} of {all} packets)</source>
        <translation>{share} ({lost} de {all} paquetes)</translation>
    </message>
    <message>
        <source>through a relay</source>
        <translation>por un relé</translation>
    </message>
    <message>
        <source>direct</source>
        <translation>directo</translation>
    </message>
    <message>
        <source>{size} at {rate} a second</source>
        <translation>{size} a {rate} por segundo</translation>
    </message>
    <message numerus="yes">
        <source>{n} times</source>
        <translation>
            <numerusform>{n} vez</numerusform>
            <numerusform>{n} veces</numerusform>
        </translation>
    </message>
    <message>
        <source>You send</source>
        <translation>Envías</translation>
    </message>
    <message>
        <source>You get</source>
        <translation>Recibes</translation>
    </message>
    <message>
        <source>Lost on the way to you</source>
        <translation>Perdido de camino hacia ti</translation>
    </message>
    <message>
        <source>Lost on the way from you</source>
        <translation>Perdido de camino desde ti</translation>
    </message>
    <message>
        <source>Jitter</source>
        <translation>Fluctuación</translation>
    </message>
    <message>
        <source>Waits before it is played</source>
        <translation>Espera antes de sonar</translation>
    </message>
    <message>
        <source>Stood still</source>
        <translation>Detenida</translation>
    </message>
    <message>
        <source>Limited by</source>
        <translation>Limitado por</translation>
    </message>
    <message>
        <source>Way</source>
        <translation>Camino</translation>
    </message>
    <message>
        <source>There and back</source>
        <translation>Ida y vuelta</translation>
    </message>
    <message>
        <source>Room for sending</source>
        <translation>Margen para enviar</translation>
    </message>
    <message>
        <source>New paths taken</source>
        <translation>Caminos nuevos</translation>
    </message>
    <message>
        <source>Encryption</source>
        <translation>Cifrado</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Conexión</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>Sonido</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Imagen</translation>
    </message>
    <message>
        <source>“{key}” is not a key of a telephone.</source>
        <translation>«{key}» no es una tecla de teléfono.</translation>
    </message>
    <message>
        <source>At most {number} keys at once.</source>
        <translation>Como máximo {number} teclas a la vez.</translation>
    </message>
    <message>
        <source>There are no keys in that text.</source>
        <translation>No hay teclas en ese texto.</translation>
    </message>
    <message>
        <source>That is not a key of a telephone.</source>
        <translation>Eso no es una tecla de teléfono.</translation>
    </message>
    <message>
        <source>Merge the two calls</source>
        <translation>Unir las dos llamadas</translation>
    </message>
    <message>
        <source>Merge all calls</source>
        <translation>Unir todas las llamadas</translation>
    </message>
    <message>
        <source>Bring {name} into the room</source>
        <translation>Llevar a {name} a la sala</translation>
    </message>
    <message>
        <source>Bring everybody into the room</source>
        <translation>Llevar a todos a la sala</translation>
    </message>
    <message>
        <source>Solved: {text}</source>
        <translation>Resuelto: {text}</translation>
    </message>
    <message>
        <source>Sharing: {name}</source>
        <translation>Compartiendo: {name}</translation>
    </message>
    <message>
        <source>You are sharing your screen</source>
        <translation>Estás compartiendo tu pantalla</translation>
    </message>
    <message>
        <source>For now without sound</source>
        <translation>Por ahora sin sonido</translation>
    </message>
    <message>
        <source>With this computer&apos;s sound</source>
        <translation>Con el sonido de este equipo</translation>
    </message>
    <message>
        <source>{width} by {height}</source>
        <translation>{width} × {height}</translation>
    </message>
    <message>
        <source>Windows</source>
        <translation>Ventanas</translation>
    </message>
    <message>
        <source>Screens</source>
        <translation>Pantallas</translation>
    </message>
    <message>
        <source>Window without a name</source>
        <translation>Ventana sin nombre</translation>
    </message>
    <message>
        <source>Screen</source>
        <translation>Pantalla</translation>
    </message>
    <message>
        <source>There is no call to share a screen in.</source>
        <translation>No hay ninguna llamada en la que compartir pantalla.</translation>
    </message>
    <message>
        <source>Screen of {name}</source>
        <translation>Pantalla de {name}</translation>
    </message>
    <message>
        <source>{name} no longer sees your screen.</source>
        <translation>{name} ya no ve tu pantalla.</translation>
    </message>
    <message>
        <source>{name} is sharing a screen.</source>
        <translation>{name} comparte una pantalla.</translation>
    </message>
    <message>
        <source>{name} no longer shares a screen.</source>
        <translation>{name} ya no comparte pantalla.</translation>
    </message>
    <message>
        <source>It was written down on this computer, as {file}, and sent nowhere.</source>
        <translation>Quedó anotado en este equipo, como {file}, y no se envió a ningún sitio.</translation>
    </message>
    <message>
        <source>Ahoy broke down when it ran last.</source>
        <translation>Ahoy se cerró por un fallo la última vez.</translation>
    </message>
    <message>
        <source>Something went wrong when Ahoy ran last.</source>
        <translation>Algo salió mal la última vez que se abrió Ahoy.</translation>
    </message>
    <message>
        <source>Diagnostics copied. They hold no passwords; look through them before you send them.</source>
        <translation>Diagnóstico copiado. No contiene contraseñas; revísalo antes de enviarlo.</translation>
    </message>
    <message>
        <source>Your data can be written to files of this machine only.</source>
        <translation>Tus datos solo se pueden escribir en archivos de este equipo.</translation>
    </message>
    <message>
        <source>Everything is in {file}.</source>
        <translation>Todo está en {file}.</translation>
    </message>
    <message>
        <source>This desktop shows no icons of programs that run, so closing the window ends Ahoy.</source>
        <translation>Este escritorio no muestra iconos de programas abiertos, así que al cerrar la ventana se cierra Ahoy.</translation>
    </message>
    <message>
        <source>The call service of Ahoy itself ends with Ahoy: this needs one that goes on without it.</source>
        <translation>El servicio propio de Ahoy termina con Ahoy: esto necesita uno que siga sin él.</translation>
    </message>
    <message>
        <source>This desktop shows no notifications.</source>
        <translation>Este escritorio no muestra notificaciones.</translation>
    </message>
    <message>
        <source>Quiet now, until {time}.</source>
        <translation>Ahora en silencio, hasta las {time}.</translation>
    </message>
    <message>
        <source>Quiet now.</source>
        <translation>Ahora en silencio.</translation>
    </message>
    <message>
        <source>All is well. You are ready to call.</source>
        <translation>Todo está bien. Puedes llamar.</translation>
    </message>
    <message>
        <source>Your sound is well: you are ready to call, but nobody will see you.</source>
        <translation>Tu sonido está bien: puedes llamar, pero nadie te verá.</translation>
    </message>
    <message>
        <source>Something could be better: see below.</source>
        <translation>Algo podría estar mejor: míralo abajo.</translation>
    </message>
    <message>
        <source>Checking. Say a few words, and let the sound play.</source>
        <translation>Comprobando. Di unas palabras y deja que suene.</translation>
    </message>
    <message>
        <source>You stopped the check. Nothing was changed.</source>
        <translation>Has detenido la comprobación. No se ha cambiado nada.</translation>
    </message>
    <message>
        <source>The check could not be finished. Look at the devices, and try again.</source>
        <translation>La comprobación no pudo terminar. Revisa los dispositivos e inténtalo de nuevo.</translation>
    </message>
    <message>
        <source>System default</source>
        <translation>Predeterminado del sistema</translation>
    </message>
    <message>
        <source>None found</source>
        <translation>No se encontró ninguno</translation>
    </message>
    <message>
        <source>System default ({name})</source>
        <translation>Predeterminado del sistema ({name})</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>Sin conectar</translation>
    </message>
    <message>
        <source>{name} (no longer there)</source>
        <translation>{name} (ya no está)</translation>
    </message>
    <message>
        <source>Everything is sent as the microphone hears it: for music, and for quiet rooms.</source>
        <translation>Todo se envía tal como lo oye el micrófono: para música y habitaciones silenciosas.</translation>
    </message>
    <message>
        <source>Takes fans, traffic and hum away. Voices stay as they are.</source>
        <translation>Quita ventiladores, tráfico y zumbidos. Las voces quedan como son.</translation>
    </message>
    <message>
        <source>Takes keyboards and other voices down as well. Your own may sound thinner.</source>
        <translation>Atenúa también teclados y otras voces. La tuya puede sonar más fina.</translation>
    </message>
    <message>
        <source>Same as the speaker for calls</source>
        <translation>El mismo que el altavoz de las llamadas</translation>
    </message>
    <message>
        <source>Open the sound settings</source>
        <translation>Abrir los ajustes de sonido</translation>
    </message>
    <message>
        <source>Open the privacy settings</source>
        <translation>Abrir los ajustes de privacidad</translation>
    </message>
    <message>
        <source>Phone number</source>
        <translation>Número de teléfono</translation>
    </message>
    <message>
        <source>Emergency number</source>
        <translation>Número de emergencia</translation>
    </message>
    <message>
        <source>Set your phone number in the settings first: whoever you call sees it.</source>
        <translation>Pon antes tu número de teléfono en los ajustes: lo ve la persona a la que llamas.</translation>
    </message>
    <message>
        <source>Extension {digits}: press these keys once somebody answers.</source>
        <translation>Extensión {digits}: pulsa estas teclas cuando respondan.</translation>
    </message>
    <message>
        <source>Getting ready…</source>
        <translation>Preparando…</translation>
    </message>
    <message>
        <source>The same as the system</source>
        <translation>La misma que el sistema</translation>
    </message>
    <message>
        <source>Contacts can be read from and written to files of this machine only.</source>
        <translation>Los contactos solo se pueden leer y escribir en archivos de este equipo.</translation>
    </message>
    <message>
        <source>Call to {name}</source>
        <translation>Llamada a {name}</translation>
    </message>
    <message>
        <source>Video call from {name}</source>
        <translation>Videollamada de {name}</translation>
    </message>
    <message>
        <source>Call from {name}</source>
        <translation>Llamada de {name}</translation>
    </message>
    <message>
        <source>Video call to {name}</source>
        <translation>Videollamada a {name}</translation>
    </message>
    <message>
        <source>Nobody talked</source>
        <translation>Nadie habló</translation>
    </message>
    <message>
        <source>{name} has this address already.</source>
        <translation>{name} ya tiene esta dirección.</translation>
    </message>
    <message>
        <source>Missed</source>
        <translation>Perdidas</translation>
    </message>
    <message>
        <source>Incoming</source>
        <translation>Entrante</translation>
    </message>
    <message>
        <source>Outgoing</source>
        <translation>Saliente</translation>
    </message>
    <message>
        <source>Not answered</source>
        <translation>Sin respuesta</translation>
    </message>
    <message>
        <source>Declined</source>
        <translation>Rechazada</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fallida</translation>
    </message>
    <message>
        <source>Answered on another device</source>
        <translation>Respondida en otro dispositivo</translation>
    </message>
    <message>
        <source>Blocked</source>
        <translation>Bloqueada</translation>
    </message>
    <message>
        <source>Answered elsewhere</source>
        <translation>Respondida en otro sitio</translation>
    </message>
    <message>
        <source>Contacts</source>
        <translation>Contactos</translation>
    </message>
    <message>
        <source>Nearby</source>
        <translation>Cerca</translation>
    </message>
    <message>
        <source>Favourites</source>
        <translation>Favoritos</translation>
    </message>
    <message>
        <source>Try out sound and picture</source>
        <translation>Probar sonido e imagen</translation>
    </message>
    <message>
        <source>Repeats what you say and shows what you show</source>
        <translation>Repite lo que dices y muestra lo que muestras</translation>
    </message>
    <message>
        <source>As the system says ({name})</source>
        <translation>Como diga el sistema ({name})</translation>
    </message>
    <message>
        <source>As the system says</source>
        <translation>Como diga el sistema</translation>
    </message>
    <message>
        <source>Type the name that other people will see.</source>
        <translation>Escribe el nombre que verán los demás.</translation>
    </message>
    <message>
        <source>A name has at most {number} letters.</source>
        <translation>Un nombre tiene {number} letras como máximo.</translation>
    </message>
    <message>
        <source>The name has a character that cannot be shown.</source>
        <translation>El nombre tiene un carácter que no se puede mostrar.</translation>
    </message>
    <message>
        <source>Type the name of a room: anyone who types the same one meets you there.</source>
        <translation>Escribe el nombre de una sala: quien escriba el mismo se encontrará allí contigo.</translation>
    </message>
    <message>
        <source>The name of a room has {most} characters at most; this one has {number}.</source>
        <translation>El nombre de una sala tiene {most} caracteres como máximo; este tiene {number}.</translation>
    </message>
    <message>
        <source>The name of a room is made of letters, digits and signs that can be seen.</source>
        <translation>El nombre de una sala se compone de letras, cifras y signos visibles.</translation>
    </message>
    <message>
        <source>Among your contacts</source>
        <translation>Entre tus contactos</translation>
    </message>
    <message>
        <source>A room cannot be invited into a room.</source>
        <translation>Una sala no se puede invitar a una sala.</translation>
    </message>
    <message>
        <source>An emergency number cannot be invited into a room.</source>
        <translation>Un número de emergencia no se puede invitar a una sala.</translation>
    </message>
    <message>
        <source>{name} (you)</source>
        <translation>{name} (tú)</translation>
    </message>
    <message>
        <source>Calling…</source>
        <translation>Llamando…</translation>
    </message>
    <message>
        <source>Connection lost</source>
        <translation>Conexión perdida</translation>
    </message>
    <message>
        <source>Somebody</source>
        <translation>Alguien</translation>
    </message>
    <message>
        <source>hand raised, first</source>
        <translation>mano levantada, primero</translation>
    </message>
    <message>
        <source>hand raised, second</source>
        <translation>mano levantada, segundo</translation>
    </message>
    <message>
        <source>hand raised, number {place}</source>
        <translation>mano levantada, puesto {place}</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Tú</translation>
    </message>
    <message>
        <source>Only you</source>
        <translation>Solo tú</translation>
    </message>
    <message numerus="yes">
        <source>{n} people</source>
        <translation>
            <numerusform>{n} persona</numerusform>
            <numerusform>{n} personas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{people}, {n} being called</source>
        <translation>
            <numerusform>{people}, llamando a {n}</numerusform>
            <numerusform>{people}, llamando a {n}</numerusform>
        </translation>
    </message>
    <message>
        <source>Your hand is up</source>
        <translation>Tienes la mano levantada</translation>
    </message>
    <message>
        <source>{name} raised a hand</source>
        <translation>{name} levantó la mano</translation>
    </message>
    <message numerus="yes">
        <source>{first}, and {n} more</source>
        <translation>
            <numerusform>{first}, y {n} más</numerusform>
            <numerusform>{first}, y {n} más</numerusform>
        </translation>
    </message>
    <message>
        <source>host</source>
        <translation>anfitrión</translation>
    </message>
    <message>
        <source>speaking</source>
        <translation>habla</translation>
    </message>
    <message>
        <source>muted</source>
        <translation>en silencio</translation>
    </message>
    <message>
        <source>camera paused</source>
        <translation>cámara en pausa</translation>
    </message>
    <message>
        <source>sharing a screen</source>
        <translation>comparte una pantalla</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>Anfitrión</translation>
    </message>
    <message>
        <source>Sharing a screen</source>
        <translation>Comparte una pantalla</translation>
    </message>
    <message>
        <source>See yourself in a corner</source>
        <translation>Verte en una esquina</translation>
    </message>
    <message>
        <source>Do not see yourself</source>
        <translation>No verte</translation>
    </message>
    <message>
        <source>See yourself as a tile</source>
        <translation>Verte en un recuadro</translation>
    </message>
    <message>
        <source>{name} is speaking</source>
        <translation>{name} está hablando</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>Iniciando…</translation>
    </message>
    <message>
        <source>Who called did not show a number: nobody can be called back.</source>
        <translation>Quien llamó no mostró su número: no se puede devolver la llamada.</translation>
    </message>
    <message>
        <source>There can be no such host: {reason}.</source>
        <translation>No puede existir ese servidor: {reason}.</translation>
    </message>
    <message>
        <source>The service address starts with https:// or wss:// and names a host.</source>
        <translation>La dirección del servicio empieza por https:// o wss:// y nombra un servidor.</translation>
    </message>
    <message>
        <source>Give the user id that this service knows you by.</source>
        <translation>Indica el identificador con el que te conoce este servicio.</translation>
    </message>
    <message>
        <source>Give the application key.</source>
        <translation>Indica la clave de aplicación.</translation>
    </message>
    <message>
        <source>The application key is a UUID in lower case, such as 0b9c4e1a-7f52-4d3b-9a68-2f1e5c7d8a90.</source>
        <translation>La clave de aplicación es un UUID en minúsculas, como 0b9c4e1a-7f52-4d3b-9a68-2f1e5c7d8a90.</translation>
    </message>
    <message>
        <source>Give either the application secret or the address that hands out tokens.</source>
        <translation>Indica el secreto de aplicación o la dirección que entrega los tokens.</translation>
    </message>
    <message>
        <source>The token address starts with https:// and names a host.</source>
        <translation>La dirección de tokens empieza por https:// y nombra un servidor.</translation>
    </message>
    <message>
        <source>The server address starts with wss:// and names a host, for example wss://sip.example.org:7443/ws.</source>
        <translation>La dirección del servidor empieza por wss:// y nombra un servidor, por ejemplo wss://sip.example.org:7443/ws.</translation>
    </message>
    <message>
        <source>Give the user name of your account.</source>
        <translation>Indica el nombre de usuario de tu cuenta.</translation>
    </message>
    <message>
        <source>The user name is the part before the @, without spaces; the part after it is the domain.</source>
        <translation>El nombre de usuario es la parte anterior a la @, sin espacios; la parte posterior es el dominio.</translation>
    </message>
    <message>
        <source>Give the password of your account.</source>
        <translation>Indica la contraseña de tu cuenta.</translation>
    </message>
    <message>
        <source>The domain is a name such as example.org, or empty where it is that of the server.</source>
        <translation>El dominio es un nombre como example.org, o vacío si es el del servidor.</translation>
    </message>
    <message>
        <source>The address of an account looks like alice@example.org.</source>
        <translation>La dirección de una cuenta es como alice@example.org.</translation>
    </message>
    <message>
        <source>Give the password of the account.</source>
        <translation>Indica la contraseña de la cuenta.</translation>
    </message>
    <message>
        <source>An outbound proxy looks like proxy.example.org or proxy.example.org:5060.</source>
        <translation>Un proxy de salida es como proxy.example.org o proxy.example.org:5060.</translation>
    </message>
    <message>
        <source>A STUN server looks like stun.example.org or stun.example.org:3478.</source>
        <translation>Un servidor STUN es como stun.example.org o stun.example.org:3478.</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Cuenta</translation>
    </message>
    <message>
        <source>Who you are, and by which service you call</source>
        <translation>Quién eres y por qué servicio llamas</translation>
    </message>
    <message>
        <source>Sound and video</source>
        <translation>Sonido y vídeo</translation>
    </message>
    <message>
        <source>Microphone, speaker, camera, ringing</source>
        <translation>Micrófono, altavoz, cámara, timbre</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>Llamadas</translation>
    </message>
    <message>
        <source>When it rings, and what a second caller meets</source>
        <translation>Cuándo suena y qué encuentra una segunda llamada</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>Privacidad</translation>
    </message>
    <message>
        <source>Who may call you, and what others learn</source>
        <translation>Quién puede llamarte y qué saben los demás</translation>
    </message>
    <message>
        <source>Desktop</source>
        <translation>Escritorio</translation>
    </message>
    <message>
        <source>When the window is closed, notifications</source>
        <translation>Con la ventana cerrada, notificaciones</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Apariencia</translation>
    </message>
    <message>
        <source>Language, light or dark, contrast, size of text</source>
        <translation>Idioma, claro u oscuro, contraste, tamaño del texto</translation>
    </message>
    <message>
        <source>Your data</source>
        <translation>Tus datos</translation>
    </message>
    <message>
        <source>Where it is, how to take it along or delete it</source>
        <translation>Dónde están, cómo llevártelos o eliminarlos</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Acerca de</translation>
    </message>
    <message>
        <source>Version, keys, and setting up again</source>
        <translation>Versión, teclas y configurar de nuevo</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>The name that other people see when you call them.</source>
        <translation>El nombre que ven los demás cuando los llamas.</translation>
    </message>
    <message>
        <source>display name nickname profile</source>
        <translation>nombre visible apodo perfil</translation>
    </message>
    <message>
        <source>Call service</source>
        <translation>Servicio de llamadas</translation>
    </message>
    <message>
        <source>The server that your calls go by.</source>
        <translation>El servidor por el que van tus llamadas.</translation>
    </message>
    <message>
        <source>server provider sip registrar log in sign in token</source>
        <translation>servidor proveedor sip registrar iniciar sesión entrar token</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Cerrar sesión</translation>
    </message>
    <message>
        <source>Goes back to the built-in service, and forgets the password.</source>
        <translation>Vuelve al servicio integrado y olvida la contraseña.</translation>
    </message>
    <message>
        <source>log out leave account</source>
        <translation>cerrar sesión salir cuenta</translation>
    </message>
    <message>
        <source>Phone and SIP accounts</source>
        <translation>Cuentas telefónicas y SIP</translation>
    </message>
    <message>
        <source>Accounts at a telephone company or at the office, for calls in and out.</source>
        <translation>Cuentas en una compañía telefónica o en la oficina, para llamadas entrantes y salientes.</translation>
    </message>
    <message>
        <source>sip provider trunk voip pbx landline voicemail</source>
        <translation>sip proveedor troncal voip centralita fijo buzón</translation>
    </message>
    <message>
        <source>The microphone that others hear you by.</source>
        <translation>El micrófono por el que te oyen los demás.</translation>
    </message>
    <message>
        <source>input headset recording</source>
        <translation>entrada auriculares grabación</translation>
    </message>
    <message>
        <source>Microphone volume</source>
        <translation>Volumen del micrófono</translation>
    </message>
    <message>
        <source>How loud others hear you.</source>
        <translation>Con qué volumen te oyen los demás.</translation>
    </message>
    <message>
        <source>gain quiet level</source>
        <translation>ganancia bajo nivel</translation>
    </message>
    <message>
        <source>Where you hear others.</source>
        <translation>Por dónde oyes a los demás.</translation>
    </message>
    <message>
        <source>output headphones loudspeaker bluetooth</source>
        <translation>salida auriculares altavoz bluetooth</translation>
    </message>
    <message>
        <source>Speaker volume</source>
        <translation>Volumen del altavoz</translation>
    </message>
    <message>
        <source>How loud you hear others.</source>
        <translation>Con qué volumen oyes a los demás.</translation>
    </message>
    <message>
        <source>loudness</source>
        <translation>volumen</translation>
    </message>
    <message>
        <source>Noise suppression</source>
        <translation>Supresión de ruido</translation>
    </message>
    <message>
        <source>How much of the noise around you is taken away.</source>
        <translation>Cuánto ruido de tu alrededor se quita.</translation>
    </message>
    <message>
        <source>keyboard fan dog background</source>
        <translation>teclado ventilador perro fondo</translation>
    </message>
    <message>
        <source>Ring on</source>
        <translation>Sonar en</translation>
    </message>
    <message>
        <source>The speaker that rings, which may be another one than for talking.</source>
        <translation>El altavoz que suena, que puede ser otro que el de hablar.</translation>
    </message>
    <message>
        <source>ringer device</source>
        <translation>timbre dispositivo</translation>
    </message>
    <message>
        <source>Ringing volume</source>
        <translation>Volumen del timbre</translation>
    </message>
    <message>
        <source>How loud it rings.</source>
        <translation>Con qué volumen suena.</translation>
    </message>
    <message>
        <source>silent loud bell</source>
        <translation>silencio fuerte timbre</translation>
    </message>
    <message>
        <source>Ringtone</source>
        <translation>Tono de llamada</translation>
    </message>
    <message>
        <source>The tune that tells of a call.</source>
        <translation>La melodía que avisa de una llamada.</translation>
    </message>
    <message>
        <source>melody bell sound</source>
        <translation>melodía timbre sonido</translation>
    </message>
    <message>
        <source>Check before a call</source>
        <translation>Comprobación antes de llamar</translation>
    </message>
    <message>
        <source>Tries camera, microphone, speaker and the sound of the room.</source>
        <translation>Prueba la cámara, el micrófono, el altavoz y el sonido de la habitación.</translation>
    </message>
    <message>
        <source>test echo camera preview</source>
        <translation>prueba eco cámara vista previa</translation>
    </message>
    <message>
        <source>Offer the test picture and test tone</source>
        <translation>Ofrecer la imagen y el tono de prueba</translation>
    </message>
    <message>
        <source>Shows them among cameras and microphones.</source>
        <translation>Los muestra entre cámaras y micrófonos.</translation>
    </message>
    <message>
        <source>fake virtual</source>
        <translation>ficticio virtual</translation>
    </message>
    <message>
        <source>Nobody rings here; their calls are listed as missed.</source>
        <translation>Aquí no suena nada; las llamadas aparecen como perdidas.</translation>
    </message>
    <message>
        <source>dnd silence mute busy</source>
        <translation>silencio silenciar comunica</translation>
    </message>
    <message>
        <source>Quiet hours</source>
        <translation>Horas de silencio</translation>
    </message>
    <message>
        <source>Nobody rings at the hours and on the days you choose.</source>
        <translation>No suena nada a las horas y en los días que elijas.</translation>
    </message>
    <message>
        <source>night schedule sleep weekend</source>
        <translation>noche horario dormir fin de semana</translation>
    </message>
    <message>
        <source>When somebody calls during a call</source>
        <translation>Cuando alguien llama durante una llamada</translation>
    </message>
    <message>
        <source>Whether a second caller is shown quietly, hears busy, or rings.</source>
        <translation>Si una segunda llamada se muestra con discreción, oye que comunicas o suena.</translation>
    </message>
    <message>
        <source>call waiting busy second</source>
        <translation>llamada en espera comunica segunda</translation>
    </message>
    <message>
        <source>Your phone number</source>
        <translation>Tu número de teléfono</translation>
    </message>
    <message>
        <source>The number that those see whom you call by phone.</source>
        <translation>El número que ven las personas a las que llamas por teléfono.</translation>
    </message>
    <message>
        <source>caller id cli number shown</source>
        <translation>identificador de llamada número mostrado</translation>
    </message>
    <message>
        <source>Country of numbers without + in front</source>
        <translation>País de los números sin + delante</translation>
    </message>
    <message>
        <source>Numbers that name no country are taken for numbers of this one.</source>
        <translation>Los números sin país se toman por números de este.</translation>
    </message>
    <message>
        <source>prefix area code region dial</source>
        <translation>prefijo código de área región marcar</translation>
    </message>
    <message>
        <source>Silence unknown callers</source>
        <translation>Silenciar llamadas desconocidas</translation>
    </message>
    <message>
        <source>Who is no contact, and whom you have never talked to, does not ring.</source>
        <translation>Quien no es contacto y con quien nunca has hablado no suena.</translation>
    </message>
    <message>
        <source>spam stranger block first call</source>
        <translation>spam desconocido bloquear primera llamada</translation>
    </message>
    <message>
        <source>Always use a relay</source>
        <translation>Usar siempre un relé</translation>
    </message>
    <message>
        <source>Nobody you talk to learns the network address of this computer.</source>
        <translation>Nadie con quien hables conoce la dirección de red de este equipo.</translation>
    </message>
    <message>
        <source>ip address hide turn direct peer</source>
        <translation>dirección ip ocultar turn directo</translation>
    </message>
    <message>
        <source>Let people on this network see and call me</source>
        <translation>Permitir que las personas de esta red me vean y me llamen</translation>
    </message>
    <message>
        <source>Announces your name on the local network.</source>
        <translation>Anuncia tu nombre en la red local.</translation>
    </message>
    <message>
        <source>nearby lan discovery bonjour</source>
        <translation>cerca lan descubrimiento bonjour</translation>
    </message>
    <message>
        <source>Blocked people</source>
        <translation>Personas bloqueadas</translation>
    </message>
    <message>
        <source>Who may not ring here.</source>
        <translation>Quién no puede llamarte.</translation>
    </message>
    <message>
        <source>block list ban spam</source>
        <translation>lista de bloqueo vetar spam</translation>
    </message>
    <message>
        <source>Stay reachable when the window is closed</source>
        <translation>Seguir localizable con la ventana cerrada</translation>
    </message>
    <message>
        <source>Ahoy goes on in the tray.</source>
        <translation>Ahoy sigue en la bandeja.</translation>
    </message>
    <message>
        <source>background close minimise quit</source>
        <translation>segundo plano cerrar minimizar salir</translation>
    </message>
    <message>
        <source>Start when I log in</source>
        <translation>Iniciar al entrar en la sesión</translation>
    </message>
    <message>
        <source>Ahoy starts by itself, without a window.</source>
        <translation>Ahoy se inicia solo, sin ventana.</translation>
    </message>
    <message>
        <source>autostart boot login</source>
        <translation>inicio automático arranque sesión</translation>
    </message>
    <message>
        <source>Ring when Ahoy does not run</source>
        <translation>Sonar cuando Ahoy no está abierto</translation>
    </message>
    <message>
        <source>A small program waits for calls, and opens Ahoy.</source>
        <translation>Un pequeño programa espera llamadas y abre Ahoy.</translation>
    </message>
    <message>
        <source>push wake agent</source>
        <translation>push despertar agente</translation>
    </message>
    <message>
        <source>When somebody calls while I use another program</source>
        <translation>Cuando alguien llama mientras uso otro programa</translation>
    </message>
    <message>
        <source>Whether a card, a notification or both tell of a call.</source>
        <translation>Si avisa de una llamada una tarjeta, una notificación o ambas.</translation>
    </message>
    <message>
        <source>popup toast notification incoming card</source>
        <translation>ventana emergente notificación entrante tarjeta</translation>
    </message>
    <message>
        <source>Tell me of missed calls</source>
        <translation>Avisarme de las llamadas perdidas</translation>
    </message>
    <message>
        <source>A notification tells of each missed call.</source>
        <translation>Una notificación avisa de cada llamada perdida.</translation>
    </message>
    <message>
        <source>notification badge</source>
        <translation>notificación contador</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Idioma</translation>
    </message>
    <message>
        <source>The language of the window; dates and numbers follow it.</source>
        <translation>El idioma de la ventana; las fechas y los números lo siguen.</translation>
    </message>
    <message>
        <source>translation english german french spanish swedish locale</source>
        <translation>traducción inglés alemán francés español sueco</translation>
    </message>
    <message>
        <source>Light or dark</source>
        <translation>Claro u oscuro</translation>
    </message>
    <message>
        <source>Draws the window in light or dark colours, or as the system does.</source>
        <translation>Dibuja la ventana en colores claros u oscuros, o como el sistema.</translation>
    </message>
    <message>
        <source>theme night mode colour</source>
        <translation>tema modo nocturno color</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>Contraste</translation>
    </message>
    <message>
        <source>Draws text and lines stronger.</source>
        <translation>Dibuja el texto y las líneas con más fuerza.</translation>
    </message>
    <message>
        <source>accessibility readable high</source>
        <translation>accesibilidad legible alto</translation>
    </message>
    <message>
        <source>Size of text</source>
        <translation>Tamaño del texto</translation>
    </message>
    <message>
        <source>Makes all text larger.</source>
        <translation>Agranda todo el texto.</translation>
    </message>
    <message>
        <source>font zoom big accessibility</source>
        <translation>letra zoom grande accesibilidad</translation>
    </message>
    <message>
        <source>Less motion</source>
        <translation>Menos movimiento</translation>
    </message>
    <message>
        <source>Tiles and panels appear at their place instead of moving there.</source>
        <translation>Los recuadros y paneles aparecen en su sitio en vez de desplazarse.</translation>
    </message>
    <message>
        <source>animation reduced accessibility</source>
        <translation>animación reducida accesibilidad</translation>
    </message>
    <message>
        <source>Write a log</source>
        <translation>Escribir un registro</translation>
    </message>
    <message>
        <source>Keeps a file for finding faults, which is sent nowhere.</source>
        <translation>Guarda un archivo para encontrar fallos, que no se envía a ningún sitio.</translation>
    </message>
    <message>
        <source>debug diagnostics trace</source>
        <translation>depurar diagnóstico traza</translation>
    </message>
    <message>
        <source>Export everything…</source>
        <translation>Exportar todo…</translation>
    </message>
    <message>
        <source>Writes contacts, calls and settings into one archive.</source>
        <translation>Escribe contactos, llamadas y ajustes en un archivo.</translation>
    </message>
    <message>
        <source>backup save download</source>
        <translation>copia de seguridad guardar descargar</translation>
    </message>
    <message>
        <source>Delete everything…</source>
        <translation>Eliminar todo…</translation>
    </message>
    <message>
        <source>Removes all that Ahoy keeps of you from this computer.</source>
        <translation>Elimina todo lo que Ahoy guarda de ti en este equipo.</translation>
    </message>
    <message>
        <source>reset forget remove erase</source>
        <translation>restablecer olvidar eliminar borrar</translation>
    </message>
    <message>
        <source>Set up again</source>
        <translation>Configurar de nuevo</translation>
    </message>
    <message>
        <source>Goes through the first steps once more; nothing is lost.</source>
        <translation>Repite los primeros pasos; no se pierde nada.</translation>
    </message>
    <message>
        <source>first start wizard welcome permissions</source>
        <translation>primer inicio asistente bienvenida permisos</translation>
    </message>
    <message>
        <source>Keys for everything</source>
        <translation>Teclas para todo</translation>
    </message>
    <message>
        <source>Shows the table of keyboard shortcuts.</source>
        <translation>Muestra la tabla de atajos de teclado.</translation>
    </message>
    <message>
        <source>shortcut hotkey keyboard help</source>
        <translation>atajo teclado ayuda</translation>
    </message>
    <message>
        <source>In a call</source>
        <translation>En una llamada</translation>
    </message>
    <message>
        <source>Several calls</source>
        <translation>Varias llamadas</translation>
    </message>
    <message>
        <source>In a room</source>
        <translation>En una sala</translation>
    </message>
    <message>
        <source>Someone calls</source>
        <translation>Alguien llama</translation>
    </message>
    <message>
        <source>Elsewhere</source>
        <translation>En otros sitios</translation>
    </message>
    <message>
        <source>Mute or unmute the microphone</source>
        <translation>Silenciar o activar el micrófono</translation>
    </message>
    <message>
        <source>Show or pause your video</source>
        <translation>Mostrar o pausar tu vídeo</translation>
    </message>
    <message>
        <source>Put the call on hold, or resume it</source>
        <translation>Poner la llamada en espera o reanudarla</translation>
    </message>
    <message>
        <source>Hang up, or cancel the call</source>
        <translation>Colgar o cancelar la llamada</translation>
    </message>
    <message>
        <source>Keypad</source>
        <translation>Teclado</translation>
    </message>
    <message>
        <source>Transfer the call</source>
        <translation>Transferir la llamada</translation>
    </message>
    <message>
        <source>Add people, or call someone as well</source>
        <translation>Añadir personas o llamar a alguien más</translation>
    </message>
    <message>
        <source>Microphone, speaker and camera</source>
        <translation>Micrófono, altavoz y cámara</translation>
    </message>
    <message>
        <source>Share your screen, or stop sharing</source>
        <translation>Compartir tu pantalla o dejar de hacerlo</translation>
    </message>
    <message>
        <source>Look again which screens can be shared</source>
        <translation>Volver a buscar qué pantallas se pueden compartir</translation>
    </message>
    <message>
        <source>Look at a shared screen pixel by pixel, or at all of it</source>
        <translation>Ver una pantalla compartida píxel a píxel, o entera</translation>
    </message>
    <message>
        <source>Exchange a shared screen and the camera</source>
        <translation>Intercambiar la pantalla compartida y la cámara</translation>
    </message>
    <message>
        <source>Details of the call: who can listen, and what is measured</source>
        <translation>Detalles de la llamada: quién puede escuchar y qué se mide</translation>
    </message>
    <message>
        <source>Magnify the picture; arrow keys move it</source>
        <translation>Ampliar la imagen; las flechas la mueven</translation>
    </message>
    <message>
        <source>Make it smaller again</source>
        <translation>Reducirla de nuevo</translation>
    </message>
    <message>
        <source>Back to 100 %</source>
        <translation>Volver al 100 %</translation>
    </message>
    <message>
        <source>Fill the window with the picture, or show all of it</source>
        <translation>Llenar la ventana con la imagen o mostrarla entera</translation>
    </message>
    <message>
        <source>A small window in front of all others, or back</source>
        <translation>Ventana pequeña delante de todas, o volver</translation>
    </message>
    <message>
        <source>See yourself or not, in a room also as a tile</source>
        <translation>Verte o no, en una sala también en un recuadro</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Pantalla completa</translation>
    </message>
    <message>
        <source>Swap: talk to the next call on hold</source>
        <translation>Alternar: hablar con la siguiente llamada en espera</translation>
    </message>
    <message>
        <source>Talk to the call at this place of the list</source>
        <translation>Hablar con la llamada en ese puesto de la lista</translation>
    </message>
    <message>
        <source>Connect the two calls with each other</source>
        <translation>Conectar las dos llamadas entre sí</translation>
    </message>
    <message>
        <source>Merge the calls into one room</source>
        <translation>Unir las llamadas en una sala</translation>
    </message>
    <message>
        <source>Raise your hand, or take it down</source>
        <translation>Levantar la mano o bajarla</translation>
    </message>
    <message>
        <source>People in the room, and whom to invite</source>
        <translation>Personas en la sala y a quién invitar</translation>
    </message>
    <message>
        <source>Show who speaks large, or everybody alike</source>
        <translation>Mostrar en grande a quien habla, o a todos por igual</translation>
    </message>
    <message>
        <source>The page of tiles before</source>
        <translation>Página de recuadros anterior</translation>
    </message>
    <message>
        <source>The next page of tiles</source>
        <translation>Página de recuadros siguiente</translation>
    </message>
    <message>
        <source>Answer; a call that is going on goes on hold</source>
        <translation>Responder; la llamada en curso queda en espera</translation>
    </message>
    <message>
        <source>Answer without video</source>
        <translation>Responder sin vídeo</translation>
    </message>
    <message>
        <source>End the present call and answer</source>
        <translation>Terminar la llamada actual y responder</translation>
    </message>
    <message>
        <source>Decline the first call</source>
        <translation>Rechazar la primera llamada</translation>
    </message>
    <message>
        <source>Decline the second call</source>
        <translation>Rechazar la segunda llamada</translation>
    </message>
    <message>
        <source>Ignore the second call: it rings unheard</source>
        <translation>Ignorar la segunda llamada: suena sin oírse</translation>
    </message>
    <message>
        <source>Type whom to call</source>
        <translation>Escribir a quién llamar</translation>
    </message>
    <message>
        <source>Your calls</source>
        <translation>Tus llamadas</translation>
    </message>
    <message>
        <source>Your contacts</source>
        <translation>Tus contactos</translation>
    </message>
    <message>
        <source>The telephone keypad</source>
        <translation>El teclado del teléfono</translation>
    </message>
    <message>
        <source>Rooms</source>
        <translation>Salas</translation>
    </message>
    <message>
        <source>Do not disturb, on or off</source>
        <translation>No molestar, activar o desactivar</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Ajustes</translation>
    </message>
    <message>
        <source>This table</source>
        <translation>Esta tabla</translation>
    </message>
    <message>
        <source>Details of the chosen recent call</source>
        <translation>Detalles de la llamada reciente elegida</translation>
    </message>
    <message>
        <source>Forget the chosen recent call</source>
        <translation>Olvidar la llamada reciente elegida</translation>
    </message>
    <message>
        <source>The call has ended.</source>
        <translation>La llamada ha terminado.</translation>
    </message>
    <message>
        <source>Ringing…</source>
        <translation>Sonando…</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>Conectando…</translation>
    </message>
    <message>
        <source>Reconnecting…</source>
        <translation>Reconectando…</translation>
    </message>
    <message>
        <source>{hours} h</source>
        <translation>{hours} h</translation>
    </message>
    <message>
        <source>{duration} left</source>
        <translation>quedan {duration}</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Usuario</translation>
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
        <translation>Ayer</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Hoy</translation>
    </message>
    <message numerus="yes">
        <source>{n} new missed calls</source>
        <translation>
            <numerusform>{n} nueva llamada perdida</numerusform>
            <numerusform>{n} nuevas llamadas perdidas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} calls forgotten</source>
        <translation>
            <numerusform>{n} llamada olvidada</numerusform>
            <numerusform>{n} llamadas olvidadas</numerusform>
        </translation>
    </message>
    <message>
        <source>Give an address: a user id, a number with +, or name@server.</source>
        <translation>Indica una dirección: un identificador, un número con + o nombre@servidor.</translation>
    </message>
    <message>
        <source>This is not an address that can be called.</source>
        <translation>Esa no es una dirección a la que se pueda llamar.</translation>
    </message>
    <message>
        <source>Conference room</source>
        <translation>Sala de conferencia</translation>
    </message>
    <message>
        <source>SIP address</source>
        <translation>Dirección SIP</translation>
    </message>
    <message>
        <source>On this network, {host}</source>
        <translation>En esta red, {host}</translation>
    </message>
    <message>
        <source>On this network, not seen now</source>
        <translation>En esta red, no se ve ahora</translation>
    </message>
    <message>
        <source>Call ended after {duration}</source>
        <translation>Llamada terminada tras {duration}</translation>
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
