package dialect

import (
	"fmt"
	"slices"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
)

// The variants of Asterisk's dialect.
const (
	asteriskCustom  = asterisk + ":custom"
	asteriskFreePBX = asterisk + ":freepbx"
	asteriskTable   = asterisk + ":table"
)

func asteriskVariants() []string { return []string{"custom", "freepbx", "table"} }

// matchAsterisk lays out what Asterisk writes: by the names of its columns, by
// the order in which cdr_csv and the sample of cdr_custom have them, or, for a
// mapping of a site's own, by what stands in each column.
func matchAsterisk(s sample, forced string, _ *Options) (l *Layout, why string) {
	rows := s.rows()
	if len(rows) == 0 {
		return nil, "no rows"
	}
	if l = asteriskTableLayout(s, forced); l != nil {
		return l, ""
	}
	if forced == asteriskFreePBX || forced == asteriskTable {
		return nil, "found " + s.listFirst() + "; wanted a header with disposition and other columns of Asterisk's cdr table"
	}
	heading := asteriskHeading(rows)
	body := rows[heading:]
	body = body[:min(len(body), 256)]
	if l = bestForm(body, forced); l == nil && countKnown(rows[0]) < 2 {
		l = mappedLayout(body)
	}
	if l == nil {
		return nil, fmt.Sprintf("found rows with %d fields, %s; wanted those of cdr_csv (16 to 21 fields), or of cdr_custom with start, end or duration, and disposition",
			body[0].Len(), listCells(body[0]))
	}
	l.leading = s.leading + heading
	if heading > 0 {
		l.headerRaw = rows[0].Raw
		if rows[0].Len() == l.width {
			l.headings = cells(rows[0])
		}
	}
	return l, ""
}

// asteriskHeading is 1 if the first row is a header that somebody put before
// rows that have none, in words that say nothing here; else 0.
func asteriskHeading(rows []*lex.Record) int {
	if len(rows) > 1 && !hasDigits(rows[0]) && rows[0].Len() > 1 && !isAsteriskRow(rows[0]) {
		return 1
	}
	return 0
}

// isAsteriskRow tells a row by a disposition, which is the name of no column.
func isAsteriskRow(r *lex.Record) bool {
	for i := range r.Len() {
		if isDisposition(trim(r.Field(i))) {
			return true
		}
	}
	return false
}

// isAsterisk tells the layouts of Asterisk's dialect.
func (l *Layout) isAsterisk() bool {
	return slices.Contains([]string{asterisk, asteriskCustom, asteriskFreePBX, asteriskTable}, l.name)
}

// asteriskColumns are the columns of Asterisk's CDR that are read beyond those
// that a header's names tell (headings), or otherwise than these.
var asteriskColumns = map[string]struct {
	field  cdr.Field
	column column
}{
	"accountcode": {field: cdr.AccountID},
	"src":         {field: cdr.CallerIDNumber},
	"cnum":        {field: cdr.CallerIDNumber},
	"cnam":        {field: cdr.CallerIDName},
	"clid":        {cdr.CallerIDName, column{clean: nameOfCallerID}},
	"dst":         {field: cdr.DestinationNumber},
	"dst_cnam":    {field: cdr.CalleeIDName},
	"dstchannel":  {cdr.ResourceID, column{clean: peerOfChannel, varied: true}},
	"start":       {field: cdr.StartTime},
	"answer":      {field: cdr.AnswerTime},
	"end":         {field: cdr.EndTime},
	"duration":    {cdr.DurationMs, column{unit: unitSec}},
	"billsec":     {cdr.BillsecMs, column{unit: unitSec}},
	"disposition": {cdr.HangupCause, column{causes: spelledDisposition}},
	"uniqueid":    {field: cdr.CallID},
	"linkedid":    {field: cdr.InteractionID},
}

// addAsterisk adds column i, which holds what Asterisk calls name and the file
// calls heading, if anything is read from it.
func (l *Layout) addAsterisk(name string, i int, heading string) {
	if known, ok := asteriskColumns[name]; ok {
		c := known.column
		c.index, c.name = i, heading
		l.add(known.field, c)
	}
}

// completeAsterisk adds what follows from the columns: a call without a
// linkedid is its own interaction, and a caller's number stands in clid too.
func (l *Layout) completeAsterisk() {
	l.add(cdr.InteractionID, l.columns[cdr.CallID]...)
	if len(l.columns[cdr.CallerIDNumber]) > 0 {
		return
	}
	for _, c := range l.columns[cdr.CallerIDName] {
		if c.clean != nil {
			c.clean = numberOfCallerID
			l.add(cdr.CallerIDNumber, c)
		}
	}
}
