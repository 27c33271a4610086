; The installer for Windows, of Inno Setup 6.3 or newer, for one person and without an administrator:
;
;   iscc /DVersion=0.1.0 /DBundle=build\package\bundles\ahoy /DOutput=build\dist packaging\windows\ahoy.iss
;
; With /DSign and /Sahoysign="signtool sign ... $f", the installer and what removes it are signed as well.

#ifndef Version
  #error Say which version: /DVersion=0.1.0
#endif
#ifndef Bundle
  #define Bundle "..\..\build\package\bundles\ahoy"
#endif
#ifndef Output
  #define Output "..\..\build\dist"
#endif

[Setup]
AppId={{6A6F1C0B-5C41-4E0D-9C8E-2F1B7F0A4C11}
AppName=Ahoy
AppVersion={#Version}
AppPublisher=The Ahoy developers
VersionInfoVersion={#Version}
DefaultDirName={localappdata}\Programs\Ahoy
DisableProgramGroupPage=yes
DisableDirPage=auto
PrivilegesRequired=lowest
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
LicenseFile=..\..\LICENSE
SetupIconFile=..\..\build\package\icons\ahoy.ico
UninstallDisplayIcon={app}\ahoy.exe
UninstallDisplayName=Ahoy
OutputDir={#Output}
OutputBaseFilename=ahoy-{#Version}-windows-x64
Compression=lzma2
SolidCompression=yes
WizardStyle=modern
; Files that are in use are those of a running Ahoy: it is asked to end, and is started again afterwards.
CloseApplications=yes
RestartApplications=yes
ChangesAssociations=yes
#ifdef Sign
SignTool=ahoysign
SignedUninstaller=yes
#endif

[Languages]
Name: "english"; MessagesFile: "compiler:Default.isl"

[Tasks]
Name: "links"; Description: "Open links to telephone numbers and SIP addresses with Ahoy"
Name: "desktop"; Description: "Put Ahoy on the desktop"; Flags: unchecked

[InstallDelete]
; What an older version brought and this one does not.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "{#Bundle}\*"; DestDir: "{app}"; Flags: recursesubdirs createallsubdirs ignoreversion

[Icons]
Name: "{userprograms}\Ahoy"; Filename: "{app}\ahoy.exe"
Name: "{userdesktop}\Ahoy"; Filename: "{app}\ahoy.exe"; Tasks: desktop

[Registry]
; One handler for all kinds of links. Windows lets the person choose it; nobody may take that choice away.
Root: HKCU; Subkey: "Software\Classes\Ahoy.Call"; ValueType: string; ValueData: "Call with Ahoy"; Flags: uninsdeletekey
Root: HKCU; Subkey: "Software\Classes\Ahoy.Call"; ValueType: string; ValueName: "URL Protocol"; ValueData: ""
Root: HKCU; Subkey: "Software\Classes\Ahoy.Call\DefaultIcon"; ValueType: string; ValueData: "{app}\ahoy.exe,0"
Root: HKCU; Subkey: "Software\Classes\Ahoy.Call\shell\open\command"; ValueType: string; ValueData: """{app}\ahoy.exe"" ""%1"""
Root: HKCU; Subkey: "Software\Ahoy"; Flags: uninsdeletekeyifempty
Root: HKCU; Subkey: "Software\Ahoy\Capabilities"; ValueType: string; ValueName: "ApplicationName"; ValueData: "Ahoy"; Flags: uninsdeletekey
Root: HKCU; Subkey: "Software\Ahoy\Capabilities"; ValueType: string; ValueName: "ApplicationDescription"; ValueData: "Audio and video calls"
Root: HKCU; Subkey: "Software\Ahoy\Capabilities\URLAssociations"; ValueType: string; ValueName: "sip"; ValueData: "Ahoy.Call"; Tasks: links
Root: HKCU; Subkey: "Software\Ahoy\Capabilities\URLAssociations"; ValueType: string; ValueName: "sips"; ValueData: "Ahoy.Call"; Tasks: links
Root: HKCU; Subkey: "Software\Ahoy\Capabilities\URLAssociations"; ValueType: string; ValueName: "tel"; ValueData: "Ahoy.Call"; Tasks: links
Root: HKCU; Subkey: "Software\Ahoy\Capabilities\URLAssociations"; ValueType: string; ValueName: "callto"; ValueData: "Ahoy.Call"; Tasks: links
Root: HKCU; Subkey: "Software\Ahoy\Capabilities\URLAssociations"; ValueType: string; ValueName: "ahoy"; ValueData: "Ahoy.Call"
Root: HKCU; Subkey: "Software\RegisteredApplications"; ValueType: string; ValueName: "Ahoy"; ValueData: "Software\Ahoy\Capabilities"; Flags: uninsdeletevalue
; Nobody else has links of our own kind.
Root: HKCU; Subkey: "Software\Classes\ahoy"; ValueType: string; ValueData: "URL:Ahoy"; Flags: uninsdeletekey
Root: HKCU; Subkey: "Software\Classes\ahoy"; ValueType: string; ValueName: "URL Protocol"; ValueData: ""
Root: HKCU; Subkey: "Software\Classes\ahoy\shell\open\command"; ValueType: string; ValueData: """{app}\ahoy.exe"" ""%1"""
; The app writes this value, if the person wants it started at login in the settings.
Root: HKCU; Subkey: "Software\Microsoft\Windows\CurrentVersion\Run"; ValueType: none; ValueName: "ahoy"; Flags: dontcreatekey uninsdeletevalue
Root: HKCU; Subkey: "Software\Microsoft\Windows\CurrentVersion\App Paths\ahoy.exe"; ValueType: string; ValueData: "{app}\ahoy.exe"; Flags: uninsdeletekey

[Run]
Filename: "{app}\ahoy.exe"; Description: "Open Ahoy"; Flags: nowait postinstall skipifsilent
