package sqldump

import "github.com/cdrlab/cdrlab/replay/cdrfmt/dialect"

// About says of dumps what a person has to know of them, as of a dialect; their
// rows are of the dialect of their table.
var About = dialect.About{
	Name:   "SQL dumps",
	Writer: "mysqldump, mariadb-dump, phpMyAdmin, pg_dump (plain), sqlite3's .dump, scripts of SQL Server, of any table whose CSV export would be read: Asterisk's cdr and cel, FusionPBX's v_xml_cdr, acc, missed_calls and cdrs of Kamailio and OpenSIPS, those of CGRateS, CDR-Stats and YETI, or of a site's own",
	ToldBy: "statements, among them INSERT, REPLACE or COPY with rows, and the columns that these or CREATE TABLE name; of several tables of CDRs the first that a known system writes is read, with all that have the same columns; the others are named, and --dialect picks among them",
	Clock:  "as in the dialect of the table",
	Causes: "as in the dialect of the table",
	Lacks:  "what the table has no column for; binary dumps (pg_dump -Fc) are made plain by pg_restore -f dump.sql",
	Example: "INSERT INTO `cdr` (`calldate`,`clid`,`src`,`dst`,`dcontext`,`channel`,`dstchannel`,`lastapp`,`duration`,`billsec`,`disposition`,`accountcode`,`uniqueid`) VALUES " +
		"('2026-03-01 12:00:00','\\\"Ann\\\" <101>','101','2025550102','internal','SIP/101-1','SIP/gw-2','Dial',42,37,'ANSWERED','acme','1772366400.1')," +
		"('2026-03-01 12:01:00','','102','2025550103','internal','SIP/102-3','','Dial',9,0,'NO ANSWER',NULL,'1772366460.2');\n",
}
