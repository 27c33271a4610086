<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="sv" sourcelanguage="en">
<context>
    <name>AccountForm</name>
    <message>
        <source>An account that a telephone company or your own server gave you. It must be reachable over WebSocket. The password is kept in the key store of this machine.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Server address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>User name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Domain (if not the server&apos;s)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use this account</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AloneCard</name>
    <message>
        <source>Nobody else is here yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whoever has the link, or types the same room, meets you here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the link</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Invite</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BlockedSettings</name>
    <message>
        <source>Blocked people</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They cannot ring here; they hear busy. Their calls are listed, and do not count as missed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>User id, number or address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Block</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody is blocked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unblock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unblock %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CallBadges</name>
    <message>
        <source>The picture of %1 has stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You are muted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is muted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No microphone: others cannot hear you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No camera: others cannot see you</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CallControls</name>
    <message>
        <source>Unmute the microphone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mute the microphone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause your video</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show your video</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop sharing your screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share your screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume the call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put the call on hold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keypad</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transfer the call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add people, or call someone as well</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take your hand down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Raise your hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>People in the room</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Microphone, speaker and camera</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave full screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave the room</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hang up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel the call</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CallDetailsDialog</name>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Started</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How it ended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For a report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forget this call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Call %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Video call %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CallList</name>
    <message>
        <source>Your calls</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They talk to each other, and you leave both calls  ·  Ctrl+J</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The calls become one room, in which all hear each other  ·  Ctrl+Shift+J</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CallListRow</name>
    <message>
        <source>Press to talk here; the present call goes on hold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume the call with %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Talk to %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decline %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hang up on %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CallSettings</name>
    <message>
        <source>Calls</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do not disturb</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody rings here. Callers hear busy, and their calls are listed as missed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When somebody calls during a call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask me quietly</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A card appears over the call, with a soft tone. The present call goes on until you choose.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say that I am busy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The caller hears busy at once; the call is listed as missed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ring as always</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The second call rings as loudly as a first one.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CallTopBar</name>
    <message>
        <source>by %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not verified</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Call time %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CallingPane</name>
    <message>
        <source>Resume</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CheckDialog</name>
    <message>
        <source>Check before a call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Camera</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A short sound is played, and you say a few words. Nothing is recorded or sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speaker</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test speaker</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Room</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop the check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start the check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check again</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CheckLine</name>
    <message>
        <source>Listening…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not checked yet</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CheckResult</name>
    <message>
        <source>The check is running</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ContactDialog</name>
    <message>
        <source>Add a contact</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the contact</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As you want to see it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>anna, +4930…, name@server, conf:room</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ContactFiles</name>
    <message>
        <source>Import contacts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Contacts (*.vcf *.vcard *.csv)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export contacts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>vCard (*.vcf)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>vCard for older programs (*.vcf)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ContactFilesMenu</name>
    <message>
        <source>Import and export contacts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import from a file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export to a file…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CrashNotice</name>
    <message>
        <source>The last time did not end well</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DataFiles</name>
    <message>
        <source>Export everything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Archive (*.zip)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DataSettings</name>
    <message>
        <source>Privacy and data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What Ahoy keeps of you is on this computer, and nowhere else.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This system has no key store that works: passwords are kept in memory and are forgotten when Ahoy ends.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passwords are in the key store of your system.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write a log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For finding faults. It holds no passwords, no keys and no whole phone numbers, and is sent nowhere.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy diagnostics</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Versions, devices, state and the end of the log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exporting…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export everything…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Contacts, calls and settings in one archive</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete everything…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DesktopSettings</name>
    <message>
        <source>On your desktop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stay reachable when the window is closed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ahoy goes on in the tray. Quit in the menu of its icon ends it, and so does Ctrl+Q.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start when I log in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its window is made small then.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without a window, in the tray.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ring when Ahoy does not run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A small program waits for calls, from login on. It shows who calls, and opens Ahoy when you answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When somebody calls while I use another program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As fits this desktop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A card where Ahoy may put one in front, else a notification. Neither takes the keyboard from you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A card above all windows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On the screen where the pointer is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A notification of the desktop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With buttons to answer and to decline, where the desktop shows such.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Both</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A card, and a notification that stays as long as it rings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tell me of missed calls</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By a notification, with a button to call back.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DeviceMenu</name>
    <message>
        <source>Microphone, speaker and camera</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speaker</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Camera</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check sound and video</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DialBar</name>
    <message>
        <source>Name or number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name, number or address to call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Calls to phone numbers have no picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Video call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> · Enter calls</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Call it as a phone number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Call numbers by</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EraseDialog</name>
    <message>
        <source>Delete everything?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your name, contacts, calls, settings, passwords and logs are removed from this computer, and Ahoy ends. This cannot be undone. Export everything first if you may want it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep everything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete everything</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FirstStart</name>
    <message>
        <source>Welcome to Ahoy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Call people on this network, or the echo test, right away. No account needed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The name that others see</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start calling</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your camera and microphone are only used here until you make or answer a call.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Camera</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speaker</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check sound and video</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HintCard</name>
    <message>
        <source>Unmute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose devices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HistoryList</name>
    <message>
        <source>Which calls are listed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Missed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forget all recent calls</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recent calls</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No calls with that name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No missed calls</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No calls yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The calls you make and get are listed here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forget all recent calls?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Contacts stay. This cannot be undone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forget</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HistoryRow</name>
    <message>
        <source>new: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter calls again, Delete forgets the call, F2 shows its details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Call %1 again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Video call %1 again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About this call with %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HostTools</name>
    <message>
        <source>Mute all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody else is here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let others in again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let nobody else in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End for all</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>IncomingCard</name>
    <message>
        <source>%1 is calling</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Incoming call for %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Incoming video call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Incoming call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not verified: anybody may use this name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show Ahoy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Voice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer without video</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer with video</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>IncomingDialog</name>
    <message>
        <source>%1 is calling</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Incoming call for %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Incoming video call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Incoming call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not verified: anybody may use this name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer without video</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer with video</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>KeyButton</name>
    <message>
        <source>Pause of two seconds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Star</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hash</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Keypad</name>
    <message>
        <source>Keypad</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No keys sent yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys sent: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type or paste keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A to D, and a pause</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LevelMeter</name>
    <message>
        <source>Microphone level</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MemberRow</name>
    <message>
        <source>Enter opens its menu.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What can be done with %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MoreMenu</name>
    <message>
        <source>More</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>People in the room</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take your hand down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Raise your hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show who speaks large</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show everybody alike</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop sharing your screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share your screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all of the screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show it pixel by pixel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keypad</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transfer the call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add people, or call someone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sound and camera</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave full screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OfferedRow</name>
    <message>
        <source>Invite %1, %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PartyPanel</name>
    <message>
        <source>Transfer %1 to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add people, or call someone as well</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Call someone as well</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name, number or address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody is in your contacts yet. Type an address.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PartyRow</name>
    <message>
        <source>Transfer to %1, %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Call %1, %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Call %1 while the other waits; then connect the two</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bring in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The call becomes a room, and %1 is called into it</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PeopleList</name>
    <message>
        <source>People</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nearby</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Favourites</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Contacts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import and export contacts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a contact</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody by that name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press Enter to call it as an address.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PeoplePanel</name>
    <message>
        <source>People in the room</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the link to this room</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find or invite somebody</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find somebody here, or invite by name, number or address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In the room</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Invite</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Have the room call it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What happened</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PersonPane</name>
    <message>
        <source>Back to the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blocked: cannot ring here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Video call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No longer a favourite</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make a favourite</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add to contacts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove from the contacts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unblock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Block</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let them ring here again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They cannot ring here any more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recent calls</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recent calls with %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PersonRow</name>
    <message>
        <source>%1, favourite, %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Call %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Video call %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PhoneSettings</name>
    <message>
        <source>Phone calls</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For calls to phone numbers, which your call service carries into the telephone network.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your phone number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whoever you call sees it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Country of numbers without + in front</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProfileHeader</name>
    <message>
        <source>Do not disturb</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ring again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For trying out only</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProviderAccountForm</name>
    <message>
        <source>Address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Password (empty: as it was)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name that others see</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>User name (if not the address&apos;s)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outbound proxy (if there is one)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>STUN server (if there is one)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transport</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProviderAccounts</name>
    <message>
        <source>Phone and SIP accounts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accounts at a telephone company or at the office. The call service registers them: calls come in on them, and go out by them. Passwords are kept encrypted, with the call service.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No account yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try %1 again now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Really remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add an account</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Question</name>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>QuietHours</name>
    <message>
        <source>Mon</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thu</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fri</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sun</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quiet hours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody rings at these hours, as with “do not disturb”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Days on which they begin</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RemoteView</name>
    <message>
        <source>Picture of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the room to the picture of %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RoomHead</name>
    <message>
        <source>, locked</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RoomRow</name>
    <message>
        <source>Room %1, %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter goes in with video, Shift+Enter with sound alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the link to %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go into %1 with sound alone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go into %1 with video</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RoomScreen</name>
    <message>
        <source>End the room for everybody?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All who are in it are disconnected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End for all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The page before, %1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PgUp</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The next page, %1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PgDown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove %1 from the room?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They can come back unless the room is locked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RoomTile</name>
    <message>
        <source>Enter opens its menu.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What can be done with %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RoomTools</name>
    <message>
        <source>Show who speaks large</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show everybody alike</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RoomsList</name>
    <message>
        <source>Name of a room, or its link</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With your camera  ·  Enter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go in with sound alone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the link to this room</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type a room, or make a new one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New room</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With a name that nobody can guess: send its link to those who are to come</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rooms of before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No rooms yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In a room several people talk at once. Whoever types the same name is in the same room.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ScreenTools</name>
    <message>
        <source>Show all of the screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show it pixel by pixel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the room to the camera</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the room to the screen</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ScreenView</name>
    <message>
        <source>Pixel by pixel. Arrow keys move it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter gives it the room.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The shared screen is on its way…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SelfPreview</name>
    <message>
        <source>Your own picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starting the camera…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No camera. You can still call, and see others.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SelfView</name>
    <message>
        <source>Your own picture. Arrow keys move it to another corner.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your own picture</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ServiceSettings</name>
    <message>
        <source>Call service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reaches everyone who uses the same service.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Built in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SIP account</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Runs on this machine: the echo test, and people on this network. No account.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What this service cannot do</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>User id</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Application key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where tokens come from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Application secret</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Token address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For trying out only: the secret is kept on this machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address that hands out tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use this service</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SettingsScreen</name>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Others call you as</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy your user id</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>System</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Less motion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tiles and panels appear at their place instead of moving there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>People nearby</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let people on this network see and call me</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your name is announced on the local network only. Names there are not verified.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ahoy %1. Free software under the GNU General Public License, version 3 or later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys for everything</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ShareDialog</name>
    <message>
        <source>Share your screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no screen or window that can be shared.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Screens and windows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With this computer&apos;s sound</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What other programs play, even while you are muted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Others see everything on it, notifications too.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to share.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SharingBar</name>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop sharing</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SharingStrip</name>
    <message>
        <source>Sharing – Ahoy</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ShortcutsDialog</name>
    <message>
        <source>Keyboard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Sidebar</name>
    <message>
        <source>Retry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Call the mailbox</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the list shows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>People</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rooms</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Slide</name>
    <message>
        <source>%1 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 percent</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SoundSettings</name>
    <message>
        <source>Sound and video</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Camera</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check before a call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tries camera, microphone, speaker and the sound of the room.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Microphone volume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speaker</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speaker volume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test speaker</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Noise suppression</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Standard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Strong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ringing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ring on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ringing volume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ringtone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play the ringtone once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Offer the test picture and test tone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For machines with no camera or microphone, and for trying out.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StartingPane</name>
    <message>
        <source>Starting…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SummaryScreen</name>
    <message>
        <source>Call ended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Call again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TileFace</name>
    <message>
        <source>The shared screen is on its way…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Picture of %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TileMenu</name>
    <message>
        <source>No longer large</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep it large</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back into the room</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In a window of its own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make them the host</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove from the room</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TileWindow</name>
    <message>
        <source>Let other windows cover it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep it in front</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put it back into the room</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Toast</name>
    <message>
        <source>Dismiss</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WaitingCard</name>
    <message>
        <source>%1 is calling</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ignore: let it ring unheard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold and answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 goes on hold  ·  Ctrl+Enter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End and answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ends the call with %1  ·  Ctrl+Alt+Enter</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WelcomePane</name>
    <message>
        <source>Ahoy, %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pick someone on the left or type whom to call. The echo test shows how you look and sound to others.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Call the echo test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Echo test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Others call you as</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy your user id</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>sentences</name>
    <message>
        <source>Not verified: anybody may use this name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It stays in the tray, so that calls reach you. To end it, choose Quit in its menu, or press Ctrl+Q.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Incoming video call for {account}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Incoming call for {account}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Incoming video call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Incoming call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Missed video call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Missed call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your call with {name} goes on. The icon in the tray has the window, mute and hang up.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ahoy goes on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A call with {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You are still in a call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Call back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Online</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connecting again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Offline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{state}, do not disturb</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide Ahoy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show Ahoy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do not disturb</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit Ahoy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{state}, quiet until {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{state}, quiet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is calling</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In a call with {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hang up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Camera {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whole screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Screen {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose in the system&apos;s dialog</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was shared is not there any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The system does not let Ahoy capture it any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Allow it in System Settings, Privacy &amp; Security, Screen &amp; System Audio Recording; then start Ahoy again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The screen is shared through the desktop&apos;s own dialog (xdg-desktop-portal, with PipeWire): choose a screen there and press Share.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This system shows Ahoy no screen that can be shared.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ahoy runs without a screen here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sound server does not answer; Ahoy goes on trying.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ahoy has made a mistake; share again to send it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ahoy cannot take up this computer&apos;s sound on {system}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ahoy cannot take up this computer&apos;s sound on this system.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Registered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Registering…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not registered, tries again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not registered</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{n} new messages</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>New messages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Numbers by {address}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Numbers by Ahoy itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Voicemail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By {address}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>User “{name}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{text}” is filled in, to be called after this call.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type a name, a number or an address to call.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connect {name} with {other}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The keys travel inside the sound (RFC 4733).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The keys travel as messages beside the sound (SIP INFO).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Does not hear you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody hears you: all calls are on hold</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{n} problems with the call</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>On hold: you and {name} both paused the call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On hold: {name} cannot hear you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} has put you on hold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Camera is off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>for {account}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>by {account}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Is calling you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On hold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put you on hold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Video call for {account}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Call for {account}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Video call for you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Call for you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Calling {name}…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody hears you: there is no microphone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This call cannot be put on hold.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This call cannot be transferred.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume the call to send keys.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} does not take keys.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume the call to share your screen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This call cannot show a screen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Voice call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Muted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hears you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You are talking to {name}, muted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You are talking to {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connecting with {name}…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The call can be put on hold once it is answered.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The call can be transferred once it is answered.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The call can take keys once it is answered.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The call can show a screen once it is answered.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not verified</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type a name, a number or an address.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{n} people match “{typed}”. Pick one of them.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>“{key}” is not a key of a telephone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At most {number} keys at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are no keys in that text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That is not a key of a telephone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merge the two calls</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merge all calls</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bring {name} into the room</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bring everybody into the room</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Solved: {text}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sharing: {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You are sharing your screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For now without sound</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With this computer&apos;s sound</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{width} by {height}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Windows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Screens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Window without a name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no call to share a screen in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Screen of {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} no longer sees your screen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is sharing a screen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} no longer shares a screen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was written down on this computer, as {file}, and sent nowhere.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ahoy broke down when it ran last.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something went wrong when Ahoy ran last.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Diagnostics copied. They hold no passwords; look through them before you send them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your data can be written to files of this machine only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything is in {file}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This desktop shows no icons of programs that run, so closing the window ends Ahoy.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The call service of Ahoy itself ends with Ahoy: this needs one that goes on without it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This desktop shows no notifications.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quiet now, until {time}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quiet now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All is well. You are ready to call.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your sound is well: you are ready to call, but nobody will see you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something could be better: see below.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checking. Say a few words, and let the sound play.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You stopped the check. Nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The check could not be finished. Look at the devices, and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>System default</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>System default ({name})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} (no longer there)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything is sent as the microphone hears it: for music, and for quiet rooms.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Takes fans, traffic and hum away. Voices stay as they are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Takes keyboards and other voices down as well. Your own may sound thinner.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Same as the speaker for calls</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the sound settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the privacy settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Phone number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Emergency number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set your phone number in the settings first: whoever you call sees it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same as the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Contacts can be read from and written to files of this machine only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Call to {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Video call from {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Call from {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Video call to {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody talked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Missed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Incoming</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outgoing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not answered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Declined</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answered on another device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blocked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answered elsewhere</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Contacts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nearby</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Favourites</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try out sound and picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Repeats what you say and shows what you show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the system says ({name})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the system says</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type the name that other people will see.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A name has at most {number} letters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The name has a character that cannot be shown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type the name of a room: anyone who types the same one meets you there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The name of a room has {most} characters at most; this one has {number}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The name of a room is made of letters, digits and signs that can be seen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Among your contacts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A room cannot be invited into a room.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An emergency number cannot be invited into a room.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody nearby has another call service: send them the link instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} (you)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Calling…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connection lost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hand raised, first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hand raised, second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hand raised, number {place}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only you</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{n} people</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{people}, {n} being called</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Your hand is up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} raised a hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{first}, and {n} more</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>host</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>speaking</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>muted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>camera paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sharing a screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Host</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sharing a screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See yourself in a corner</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do not see yourself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See yourself as a tile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is speaking</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who called did not show a number: nobody can be called back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There can be no such host: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service address starts with https:// or wss:// and names a host.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the user id that this service knows you by.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the application key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The application key is a UUID in lower case, such as 0b9c4e1a-7f52-4d3b-9a68-2f1e5c7d8a90.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give either the application secret or the address that hands out tokens.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The token address starts with https:// and names a host.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server address starts with wss:// and names a host, for example wss://sip.example.org:7443/ws.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the user name of your account.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The user name is the part before the @, without spaces; the part after it is the domain.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the password of your account.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The domain is a name such as example.org, or empty where it is that of the server.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The address of an account looks like alice@example.org.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the password of the account.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An outbound proxy looks like proxy.example.org or proxy.example.org:5060.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A STUN server looks like stun.example.org or stun.example.org:3478.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In a call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Several calls</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In a room</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Someone calls</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Elsewhere</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mute or unmute the microphone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show or pause your video</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put the call on hold, or resume it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hang up, or cancel the call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keypad</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transfer the call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add people, or call someone as well</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Microphone, speaker and camera</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share your screen, or stop sharing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look again which screens can be shared</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at a shared screen pixel by pixel, or at all of it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exchange a shared screen and the camera</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Swap: talk to the next call on hold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Talk to the call at this place of the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connect the two calls with each other</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merge the calls into one room</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Raise your hand, or take it down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>People in the room, and whom to invite</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show who speaks large, or everybody alike</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See yourself as a tile, in a corner, or not at all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The page of tiles before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The next page of tiles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer; a call that is going on goes on hold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer without video</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End the present call and answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decline the first call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decline the second call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ignore the second call: it rings unheard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type whom to call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do not disturb, on or off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details of the chosen recent call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forget the chosen recent call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The call has ended.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ringing…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reconnecting…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{hours} h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{duration} left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>User</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{n} new missed calls</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Give an address: a user id, a number with +, or name@server.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not an address that can be called.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Conference room</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SIP address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On this network, {host}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On this network, not seen now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Call ended after {duration}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{minutes} min {seconds} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
