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
; The code below ends what it knows of before; Windows asks whatever else has our files open.
CloseApplications=yes
RestartApplications=yes
ChangesAssociations=yes
#ifdef Sign
SignTool=ahoysign
SignedUninstaller=yes
#endif

; The language is that of Windows.
ShowLanguageDialog=no

; Not all releases of Inno Setup bring Swedish along.
#if FileExists(AddBackslash(CompilerPath) + "Languages\Swedish.isl")
  #define Swedish
#endif

[Languages]
Name: "english"; MessagesFile: "compiler:Default.isl"
Name: "german"; MessagesFile: "compiler:Languages\German.isl"
Name: "spanish"; MessagesFile: "compiler:Languages\Spanish.isl"
Name: "french"; MessagesFile: "compiler:Languages\French.isl"
#ifdef Swedish
Name: "swedish"; MessagesFile: "compiler:Languages\Swedish.isl"
#endif

[CustomMessages]
; Without a name in front: for every language that has no words of its own.
Links=Open links to telephone numbers and SIP addresses with Ahoy
OnDesktop=Put Ahoy on the desktop
OpenNow=Open Ahoy
CallWith=Call with Ahoy
About=Audio and video calls
german.Links=Links zu Telefonnummern und SIP-Adressen mit Ahoy öffnen
german.OnDesktop=Ahoy auf den Desktop legen
german.OpenNow=Ahoy öffnen
german.CallWith=Mit Ahoy anrufen
german.About=Audio- und Videoanrufe
spanish.Links=Abrir con Ahoy los enlaces a números de teléfono y direcciones SIP
spanish.OnDesktop=Poner Ahoy en el escritorio
spanish.OpenNow=Abrir Ahoy
spanish.CallWith=Llamar con Ahoy
spanish.About=Llamadas de audio y vídeo
french.Links=Ouvrir avec Ahoy les liens vers des numéros de téléphone et des adresses SIP
french.OnDesktop=Mettre Ahoy sur le bureau
french.OpenNow=Ouvrir Ahoy
french.CallWith=Appeler avec Ahoy
french.About=Appels audio et vidéo
#ifdef Swedish
swedish.Links=Öppna länkar till telefonnummer och SIP-adresser med Ahoy
swedish.OnDesktop=Lägg Ahoy på skrivbordet
swedish.OpenNow=Öppna Ahoy
swedish.CallWith=Ring med Ahoy
swedish.About=Ljud- och videosamtal
#endif

[Tasks]
Name: "links"; Description: "{cm:Links}"
Name: "desktop"; Description: "{cm:OnDesktop}"; Flags: unchecked

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
Root: HKCU; Subkey: "Software\Classes\Ahoy.Call"; ValueType: string; ValueData: "{cm:CallWith}"; Flags: uninsdeletekey
Root: HKCU; Subkey: "Software\Classes\Ahoy.Call"; ValueType: string; ValueName: "URL Protocol"; ValueData: ""
Root: HKCU; Subkey: "Software\Classes\Ahoy.Call\DefaultIcon"; ValueType: string; ValueData: "{app}\ahoy.exe,0"
Root: HKCU; Subkey: "Software\Classes\Ahoy.Call\shell\open\command"; ValueType: string; ValueData: """{app}\ahoy.exe"" ""%1"""
Root: HKCU; Subkey: "Software\Ahoy"; Flags: uninsdeletekeyifempty
Root: HKCU; Subkey: "Software\Ahoy\Capabilities"; ValueType: string; ValueName: "ApplicationName"; ValueData: "Ahoy"; Flags: uninsdeletekey
Root: HKCU; Subkey: "Software\Ahoy\Capabilities"; ValueType: string; ValueName: "ApplicationDescription"; ValueData: "{cm:About}"
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
; The app writes this value, if the person wants it started at login in the settings. The code below takes away
; those of its agent and of other profiles, whose names nobody knows beforehand.
Root: HKCU; Subkey: "Software\Microsoft\Windows\CurrentVersion\Run"; ValueType: none; ValueName: "ahoy"; Flags: dontcreatekey uninsdeletevalue
Root: HKCU; Subkey: "Software\Microsoft\Windows\CurrentVersion\App Paths\ahoy.exe"; ValueType: string; ValueData: "{app}\ahoy.exe"; Flags: uninsdeletekey

[Run]
Filename: "{app}\ahoy.exe"; Description: "{cm:OpenNow}"; Flags: nowait postinstall skipifsilent

[Code]
const
  RunKey = 'Software\Microsoft\Windows\CurrentVersion\Run';
  NameOfAgents = 'ahoy-agent';

// What follows the program in a value at login: "open --minimised", "--profile X agent". False if the value is
// not one that the program in this folder has written.
function FoundLogin(const Name: String; var Words: String): Boolean;
var
  Path, Line: String;
begin
  Result := False;
  if (Name <> 'ahoy') and (Pos('ahoy-', Name) <> 1) then
    Exit;
  if not RegQueryStringValue(HKEY_CURRENT_USER, RunKey, Name, Line) then
    Exit;
  // A path with a space in it is in quotes.
  if Pos('"', Line) = 1 then
    Delete(Line, 1, 1);
  Path := ExpandConstant('{app}\ahoy');
  if Pos(Lowercase(Path), Lowercase(Line)) <> 1 then
    Exit;
  Delete(Line, 1, Length(Path));
  Delete(Line, 1, Pos('.exe', Lowercase(Line)) + 3);
  if Pos('"', Line) = 1 then
    Delete(Line, 1, 1);
  Words := Trim(Line);
  Result := True;
end;

// Runs a command and returns its exit code. With the program that has a console, hidden: no message box of it
// can wait for somebody here.
function Ran(const Words: String): Integer;
var
  Code: Integer;
begin
  Code := -1;
  if not Exec(ExpandConstant('{app}\ahoy-console.exe'), Words, '', SW_HIDE, ewWaitUntilTerminated, Code) then
    Code := -1;
  Result := Code;
end;

// Ends a window and waits until none answers any more: with 0 it says that it ends, with 1 it gave no answer.
procedure EndWindow(const Words: String);
var
  Code, Asked: Integer;
begin
  Asked := 0;
  repeat
    Code := Ran(Words);
    Asked := Asked + 1;
    if (Code = 0) or (Code = 1) then
      Sleep(500);
  until (Code < 0) or (Code > 1) or (Asked >= 20);
end;

procedure EndAll;
var
  Names: TArrayOfString;
  Words: String;
  I: Integer;
begin
  if not FileExists(ExpandConstant('{app}\ahoy-console.exe')) then
    Exit;
  EndWindow('quit');
  Ran('agent --stop');
  if RegGetValueNames(HKEY_CURRENT_USER, RunKey, Names) then
    for I := 0 to GetArrayLength(Names) - 1 do
      if FoundLogin(Names[I], Words) then
      begin
        if Pos(NameOfAgents, Names[I]) = 1 then
          Ran(Words + ' --stop')
        else
        begin
          StringChangeEx(Words, 'open --minimised', 'quit', True);
          EndWindow(Words);
        end;
      end;
  // Windows lets go of the files of a process a little after its end.
  Sleep(1000);
end;

procedure StartAgents;
var
  Names: TArrayOfString;
  Words: String;
  I, Code: Integer;
begin
  if RegGetValueNames(HKEY_CURRENT_USER, RunKey, Names) then
    for I := 0 to GetArrayLength(Names) - 1 do
      if (Pos(NameOfAgents, Names[I]) = 1) and FoundLogin(Names[I], Words) then
        Exec(ExpandConstant('{app}\ahoy.exe'), Words, '', SW_HIDE, ewNoWait, Code);
end;

procedure ForgetLogins;
var
  Names: TArrayOfString;
  Words: String;
  I: Integer;
begin
  if RegGetValueNames(HKEY_CURRENT_USER, RunKey, Names) then
    for I := 0 to GetArrayLength(Names) - 1 do
      if FoundLogin(Names[I], Words) then
        RegDeleteValue(HKEY_CURRENT_USER, RunKey, Names[I]);
end;

function PrepareToInstall(var NeedsRestart: Boolean): String;
begin
  EndAll;
  Result := '';
end;

procedure CurStepChanged(CurStep: TSetupStep);
begin
  if CurStep = ssPostInstall then
    StartAgents;
end;

procedure CurUninstallStepChanged(CurUninstallStep: TUninstallStep);
begin
  if CurUninstallStep = usUninstall then
  begin
    EndAll;
    ForgetLogins;
  end;
end;
