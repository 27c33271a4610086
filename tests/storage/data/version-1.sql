-- What the first version of Ahoy left on disk, dumped from a file that it wrote.
BEGIN TRANSACTION;
CREATE TABLE contacts (
        address TEXT PRIMARY KEY NOT NULL,
        name TEXT NOT NULL
    ) WITHOUT ROWID;
INSERT INTO "contacts" VALUES('+49 30 1234567','Bakery');
INSERT INTO "contacts" VALUES('+49301234567','Bakery again');
INSERT INTO "contacts" VALUES('anna-lindqvist','Anna Lindqvist');
INSERT INTO "contacts" VALUES('conf:weekly-crew','Weekly');
INSERT INTO "contacts" VALUES('sip:zoe@example.org','Zoë 🎉');
CREATE TABLE history (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        call_id TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        address TEXT NOT NULL,
        direction TEXT NOT NULL,
        video INTEGER NOT NULL,
        started_at REAL NOT NULL,
        duration_ms INTEGER NOT NULL,
        end_cause TEXT NOT NULL,
        end_text TEXT NOT NULL,
        is_missed INTEGER NOT NULL
    );
INSERT INTO "history" VALUES(1,'c1','Anna Lindqvist','anna-lindqvist','inbound',1,1700000000.5,61000,'HungUp','Anna Lindqvist hung up.',0);
INSERT INTO "history" VALUES(2,'c2','+4930 1234567','+4930 1234567','inbound',0,1700000100.25,0,'NoAnswer','You did not answer.',1);
INSERT INTO "history" VALUES(3,'c3','Zoë 🎉','sip:zoe@example.org','outbound',0,1700000200.0,0,'Failure','The call service refused the call.',0);
INSERT INTO "history" VALUES(4,'c4','Anna Lindqvist','anna-lindqvist','inbound',0,1700000300.0,0,'OtherDeviceAnswered','Answered on another device.',0);
CREATE TABLE settings (
        name TEXT PRIMARY KEY NOT NULL,
        value TEXT NOT NULL
    ) WITHOUT ROWID;
INSERT INTO "settings" VALUES('instance','"urn:uuid:00000000-0000-4000-8000-000000000001"');
INSERT INTO "settings" VALUES('profile','{"display_name": "Ada", "user_id": "ada", "visible_nearby": false}');
CREATE INDEX history_by_time ON history (started_at DESC, id DESC);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('history',4);
COMMIT;
PRAGMA user_version = 1;
