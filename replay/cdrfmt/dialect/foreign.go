package dialect

import (
	"bytes"
	"regexp"
	"sync"
)

// foreignTexts are texts of telephone systems that are no CDRs, or CDRs that
// no dialect reads, and what a person can give in their place. They are told by
// how their first lines look.
var foreignTexts = []struct{ line, what, hint string }{
	{`^\d{10}\|[^|]*\|[^|]*\|[^|]*\|[A-Z]{4,}\|`, "Asterisk's queue_log (events of queues)",
		"give its CDRs (cdr-csv/Master.csv, the table cdr) or its channel event log (cel)"},
	{`\bACC: [a-z ]+: timestamp=\d+;method=`, "lines that Kamailio's or OpenSIPS' module acc writes to the system's log",
		"give its tables acc and missed_calls (db_flag), as CSV or as a dump"},
	{`^(?:[A-Z][a-z]{2} ){2}[ \d]\d \d\d:\d\d:\d\d \d{4}\r?\n[\t ]+[\w-]+ = `, "a detail file of RADIUS",
		"give the accounting table (radacct) as CSV, or the Stop records with a column for each attribute (Acct-Session-Id,h323-setup-time,...)"},
	{`^CDR\|\d+\|`, "the status port of GNU Gatekeeper", "give its accounting as CSV with a header (FileAcct with a format, or SQLAcct)"},
	{`^[-%+ ]?\d\d/\d\d \d\d:\d\d(?::\d\d)?[APap ]? {0,2}\d{2,4}:\d\d:\d\d `, "SMDR in columns of fixed width",
		"put a separator between its columns and a header above them (start_time,duration,...): a spreadsheet imports such texts by width"},
	{`(?m)^ ?\d\d/\d\d/\d\d +\d\d?:\d\d(?:AM|PM|) +\d+ +`, "SMDR in columns of fixed width",
		"put a separator between its columns and a header above them (start_time,duration,...): a spreadsheet imports such texts by width"},
}

// foreignLines are made when they are first asked for: nearly no run needs them.
var foreignLines = sync.OnceValue(func() (lines []*regexp.Regexp) {
	for _, f := range foreignTexts {
		lines = append(lines, regexp.MustCompile(f.line))
	}
	return lines
})

// foreignText names what a head is, and what to give in its place; "" if it is
// none of them.
func foreignText(head []byte) (what, hint string) {
	const enough = 2048
	head = bytes.TrimLeft(head[:min(len(head), enough)], "\r\n")
	for i, line := range foreignLines() {
		if line.Match(head) {
			return foreignTexts[i].what, foreignTexts[i].hint
		}
	}
	return "", ""
}
