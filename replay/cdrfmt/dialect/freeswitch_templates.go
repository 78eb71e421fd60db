package dialect

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
)

// template is one of mod_cdr_csv's: the variables it writes, in order.
type template struct {
	name    string
	columns []string
	// unescaped is the column in which a caller's name stands as it is, with
	// any commas and quotes.
	unescaped int
	// insert: the row is wrapped as INSERT INTO cdr VALUES (...); with its
	// first value in the column firstValue.
	insert     bool
	firstValue int
	// single: values stand in SQL's quotes.
	single bool
	// causeAt is the number, from 1, of the column of causes, which tells most
	// rows of others at once; 0 is unknown.
	causeAt int
}

const (
	builtinColumns = "caller_id_name caller_id_number destination_number context start_stamp answer_stamp end_stamp duration billsec hangup_cause uuid bleg_uuid accountcode"
	exampleColumns = builtinColumns + " read_codec write_codec"
)

// templates are those of the configuration that FreeSWITCH comes with
// (cdr_csv.conf.xml), the schema of mod_cdr_pg_csv (cdr_pg_csv.conf.xml), and
// the template built into mod_cdr_csv, which is used when the configured one is
// missing.
var templates = []template{
	{name: "example", columns: strings.Fields(exampleColumns)},
	{name: "snom", columns: strings.Fields(exampleColumns + " sip_user_agent call_clientcode sip_rtp_rxstat sip_rtp_txstat sofia_record_file")},
	{name: "linksys", columns: strings.Fields(exampleColumns + " sip_user_agent sip_p_rtp_stat")},
	{name: "asterisk", unescaped: 4, columns: strings.Fields("accountcode caller_id_number destination_number context caller_id channel_name bridge_channel last_app last_arg start_stamp answer_stamp end_stamp duration billsec hangup_cause amaflags uuid userfield")},
	{name: "opencdrrate", unescaped: 3, columns: strings.Fields("uuid signal_bond direction ani destination_number answer_stamp end_stamp billsec accountcode userfield network_addr has_name sip_gateway_name")},
	{name: "sql", columns: strings.Fields(builtinColumns), insert: true},
	{name: "pg_csv", unescaped: 1, columns: strings.Fields("local_ip_v4 " + exampleColumns)},
	{name: "built-in", columns: strings.Fields(builtinColumns)},
}

// custom is a template of a site's own that begins like the example.
const custom = "custom"

// customTemplate is the built-in columns and as many unknown ones behind them
// as most rows have: people add variables at the end of the example template.
func customTemplate(rows []*lex.Record) (t template, ok bool) {
	width := commonWidth(rows)
	columns := strings.Fields(builtinColumns)
	if width <= len(columns) {
		return template{}, false
	}
	return template{name: custom, columns: append(columns, make([]string, width-len(columns))...)}, true
}

// freeswitchFields are the variables that are read.
var freeswitchFields = map[string]struct {
	field cdr.Field
	unit  unit
}{
	"caller_id_name":     {field: cdr.CallerIDName},
	"caller_id":          {field: cdr.CallerIDName},
	"caller_id_number":   {field: cdr.CallerIDNumber},
	"ani":                {field: cdr.CallerIDNumber},
	"destination_number": {field: cdr.DestinationNumber},
	"start_stamp":        {field: cdr.StartTime},
	"answer_stamp":       {field: cdr.AnswerTime},
	"end_stamp":          {field: cdr.EndTime},
	"duration":           {field: cdr.DurationMs, unit: unitSec},
	"billsec":            {field: cdr.BillsecMs, unit: unitSec},
	"hangup_cause":       {field: cdr.HangupCause},
	"uuid":               {field: cdr.CallID},
	"bleg_uuid":          {field: cdr.OtherLegCallID},
	"accountcode":        {field: cdr.AccountID},
	"direction":          {field: cdr.Direction},
	"read_codec":         {field: cdr.ReadCodec},
	"write_codec":        {field: cdr.WriteCodec},
	"sip_gateway_name":   {field: cdr.ResourceID},
}

// dialect is the template's name as --dialect takes it.
func (t *template) dialect() string { return freeswitch + ":" + t.name }

func (t *template) width() int { return len(t.columns) }

// ends tells the templates whose rows end in a semicolon.
func (t *template) ends() bool { return t.columns[t.width()-1] == "accountcode" }

// namedInsert is the template of rows that name their columns, as the SQL spool
// of mod_cdr_pg_csv and database dumps do: INSERT INTO cdr (a,b) VALUES (1,2);
func namedInsert(r *lex.Record) (t template, ok bool) {
	if !isInsert(r.Bare(0)) {
		return t, false
	}
	n := 1 + slices.IndexFunc(cells(r), func(cell string) bool { return strings.Contains(strings.ToUpper(cell), ") VALUES") })
	if n < 2 {
		return t, false
	}
	last, _, _ := bytes.Cut(r.Bare(n-1), []byte(")"))
	_, first, open := bytes.Cut(r.Bare(0), []byte("("))
	if !open {
		return t, false
	}
	t = template{name: "sql", insert: true, firstValue: n - 1, columns: make([]string, n-1)}
	for i := range n {
		b := r.Bare(i)
		switch i {
		case 0:
			b = first
		case n - 1:
			b = last
		}
		name := string(bytes.Trim(b, " \"`'"))
		if name == "caller_id_name" {
			t.unescaped = n - 1 + i
		}
		t.columns = append(t.columns, name)
	}
	return t, true
}

// isSQLQuoted tells a row whose texts stand in single quotes.
func isSQLQuoted(r *lex.Record) bool {
	single := false
	for i := range r.Len() {
		b := trim(r.Bare(i))
		if isInsert(b) {
			_, b, _ = bytes.Cut(b, []byte("("))
		}
		if len(b) > 0 && b[0] == '"' {
			return false
		}
		single = single || len(b) > 0 && b[0] == '\''
	}
	return single
}

// isStatement tells the lines of a database dump that are no rows.
func isStatement(raw []byte) bool {
	if len(raw) == 0 || raw[0] == '"' || isInsert(raw) {
		return false
	}
	if bytes.HasPrefix(raw, []byte("/*!")) { // of MySQL alone
		return true
	}
	if !beginsStatement(trim(raw[:min(len(raw), 256)])) {
		return false
	}
	line := strings.ToUpper(string(trim(raw[:min(len(raw), 256)])))
	word, rest, _ := strings.Cut(line, " ")
	switch word {
	case "BEGIN;", "COMMIT;", "ROLLBACK;", ")", ");", "--":
		return true
	case "BEGIN", "PRAGMA", "SET", "USE", "ANALYZE", "LOCK", "UNLOCK":
		return strings.HasSuffix(line, ";")
	case "CREATE", "DROP", "DELETE", "ALTER":
		return strings.HasPrefix(rest, "TABLE ") || strings.HasPrefix(rest, "INDEX ") || strings.HasPrefix(rest, "FROM ")
	}
	kind, _, _ := strings.Cut(strings.TrimLeft(rest, " "), "(") // a column in CREATE TABLE
	switch kind, _, _ = strings.Cut(strings.TrimRight(kind, ", "), " "); kind {
	case "VARCHAR", "CHAR", "TEXT", "INTEGER", "INT", "BIGINT", "DATETIME", "TIMESTAMP", "BOOLEAN", "REAL", "UUID", "INET", "CHARACTER":
		return !strings.ContainsAny(word, "'(,")
	}
	return false
}

// beginsStatement tells by how a line and its second word begin whether it is
// worth a closer look: nearly all rows are not.
func beginsStatement(line []byte) bool {
	begins := func(b []byte, letters string) bool {
		return len(b) > 0 && (b[0] >= utf8.RuneSelf || strings.IndexByte(letters, b[0]) >= 0 || strings.IndexByte(letters, b[0]&^0x20) >= 0)
	}
	const longest = 2 * len("ROLLBACK;") // letters of two bytes may have one as capitals
	word, rest, _ := bytes.Cut(line, []byte{' '})
	return len(word) <= longest && begins(word, "ABCDLPRSU)-") || begins(bytes.TrimLeft(rest, " "), "BCDIRTUV")
}

// isInsert tells the first field of a row wrapped for SQL.
func isInsert(bare []byte) bool {
	const word = "INSERT INTO "
	return len(bare) > len(word) && strings.EqualFold(string(bare[:len(word)]), word)
}

// cleanInsert takes the value from `INSERT INTO cdr VALUES ("value"`.
func cleanInsert(bare []byte) []byte {
	if i := bytes.IndexByte(bare, '('); i >= 0 {
		bare = bare[i+1:]
	}
	return cleanSQL(bare)
}

// cleanEnd takes the value from ` "value";` and ` 'value');`.
func cleanEnd(bare []byte) []byte {
	return cleanSQL(bytes.TrimRight(bare, "; )"))
}

// cleanSQL takes the value from 'value', where quotes inside are doubled, and
// from "value".
func cleanSQL(bare []byte) []byte {
	b := unquote(bare)
	if !isSingleQuoted(b) {
		return b
	}
	b = b[1 : len(b)-1]
	if bytes.IndexByte(b, '\'') >= 0 {
		b = bytes.ReplaceAll(b, []byte("''"), []byte("'"))
	}
	return b
}

// cleanCallerID takes the name from `""Name" <number>"`, whose inner quotes
// are not doubled.
func cleanCallerID(bare []byte) []byte {
	bare = unquote(bare)
	if i := bytes.LastIndexByte(bare, '<'); i >= 0 {
		bare = bare[:i]
	}
	return bytes.Trim(bare, `" `)
}

func unquote(b []byte) []byte {
	b = bytes.Trim(b, " ")
	if len(b) >= 2 && b[0] == '"' && b[len(b)-1] == '"' {
		return b[1 : len(b)-1]
	}
	return b
}
