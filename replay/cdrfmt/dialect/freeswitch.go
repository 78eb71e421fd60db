package dialect

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
)

// matchFreeSWITCH lays out mod_cdr_csv's rows, which have no header: the
// template is told by the number of fields and by what stands in the columns
// of times and causes. The one that most rows fit is taken; unless a person
// says that this is FreeSWITCH's, more than half of them have to.
func matchFreeSWITCH(s sample, forced string, _ *Options) (l *Layout, why string) {
	rows := s.rows()
	switch {
	case len(rows) == 0:
		return nil, "no rows"
	case countKnown(rows[0]) >= 2: // somebody put a header before the rows
		return nil, "a header, wanted rows alone"
	}
	rows = rows[:min(len(rows), 256)]
	tried := slices.Clone(templates)
	if t, ok := customTemplate(rows); ok {
		tried = append(tried, t)
	}
	var best *template
	bestFits := 0
	for i := range tried {
		t := &tried[i]
		if strings.Contains(forced, ":") && forced != t.dialect() {
			continue
		}
		fits := 0
		for _, r := range rows {
			if t.fits(r) {
				fits++
			}
		}
		if fits > bestFits {
			best, bestFits = t, fits
		}
	}
	if best == nil || forced == auto && bestFits*2 <= len(rows) {
		return nil, fmt.Sprintf("found rows with %d fields, %s; wanted a template of mod_cdr_csv: %s",
			rows[0].Len(), listNames(cells(rows[0])), templateWidths())
	}
	l = best.layout()
	l.leading = s.leading
	return l, ""
}

// freeswitchVariants are the templates.
func freeswitchVariants() []string {
	var names []string
	for i := range templates {
		names = append(names, templates[i].name)
	}
	return append(names, custom)
}

// templateWidths lists the templates with their numbers of fields.
func templateWidths() string {
	list := make([]string, len(templates))
	for i := range templates {
		list[i] = fmt.Sprintf("%s %d", templates[i].name, templates[i].width())
	}
	return strings.Join(list, ", ")
}

// fits tells whether a row could be the template's: times in the columns of
// times, a hangup cause in its column, digits in billsec. A comma in a caller's
// name may have made it longer.
func (t *template) fits(r *lex.Record) bool {
	more := r.Len() - t.width()
	if more < 0 || more > maxJoined || t.insert != isInsert(r.Bare(0)) {
		return false
	}
	for i, c := range t.columns {
		at := i
		if i > t.unescaped {
			at += more
		}
		b := bytes.TrimSpace(r.Field(at))
		switch c {
		case "start_stamp", "end_stamp":
			if s, ok := parseStamp(b, orderUnknown); !ok || s.zoned {
				return false
			}
		case "answer_stamp":
			if _, ok := parseStamp(b, orderUnknown); !ok && len(b) > 0 {
				return false
			}
		case "hangup_cause":
			if !looksLikeCause(b) {
				return false
			}
		case "duration", "billsec":
			if _, ok := parseDecimal(b); !ok {
				return false
			}
		case "direction":
			if s := string(b); s != "inbound" && s != "outbound" {
				return false
			}
		}
	}
	return true
}

// looksLikeCause tells a hangup cause by its spelling. The dispositions that
// Asterisk writes into a file of the same width are none.
func looksLikeCause(b []byte) bool {
	switch string(b) {
	case "ANSWERED", "BUSY", "FAILED", "CONGESTION", "CANCEL":
		return false
	}
	for _, c := range b {
		if c != '_' && (c < 'A' || c > 'Z') && !isDigit(c) {
			return false
		}
	}
	return len(b) > 0
}

// layout is the template's. The zone of its times and the file are not known
// here.
func (t *template) layout() *Layout {
	l := &Layout{name: t.dialect(), width: t.width(), shape: shapeJoin, join: joints{before: []int{t.unescaped}}}
	for i, name := range t.columns {
		f, ok := freeswitchFields[name]
		if !ok {
			continue
		}
		c := column{index: i, name: name, unit: f.unit}
		switch {
		case name == "caller_id":
			c.clean = cleanCallerID
		case i == 0 && t.insert:
			c.clean = cleanInsert
		case i == t.width()-1 && t.ends():
			c.clean = cleanEnd
		}
		l.add(f.field, c)
	}
	if len(l.columns[cdr.HangupCause]) == 0 {
		l.remark(l.name + " has no hangup cause: every leg counts as unknown")
	}
	return l
}
