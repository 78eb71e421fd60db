package dialect

import (
	"bytes"
	"strings"

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
	// insert: the row is wrapped as INSERT INTO cdr VALUES (...);
	insert bool
}

const (
	builtinColumns = "caller_id_name caller_id_number destination_number context start_stamp answer_stamp end_stamp duration billsec hangup_cause uuid bleg_uuid accountcode"
	exampleColumns = builtinColumns + " read_codec write_codec"
)

// templates are those of the configuration that FreeSWITCH comes with
// (cdr_csv.conf.xml), and the one built into mod_cdr_csv, which is used when
// the configured one is missing.
var templates = []template{
	{name: "example", columns: strings.Fields(exampleColumns)},
	{name: "snom", columns: strings.Fields(exampleColumns + " sip_user_agent call_clientcode sip_rtp_rxstat sip_rtp_txstat sofia_record_file")},
	{name: "linksys", columns: strings.Fields(exampleColumns + " sip_user_agent sip_p_rtp_stat")},
	{name: "asterisk", unescaped: 4, columns: strings.Fields("accountcode caller_id_number destination_number context caller_id channel_name bridge_channel last_app last_arg start_stamp answer_stamp end_stamp duration billsec hangup_cause amaflags uuid userfield")},
	{name: "opencdrrate", unescaped: 3, columns: strings.Fields("uuid signal_bond direction ani destination_number answer_stamp end_stamp billsec accountcode userfield network_addr has_name sip_gateway_name")},
	{name: "sql", columns: strings.Fields(builtinColumns), insert: true},
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
	return unquote(bare)
}

// cleanEnd takes the value from ` "value";` and ` "value");`.
func cleanEnd(bare []byte) []byte {
	return unquote(bytes.TrimRight(bare, "; )"))
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
