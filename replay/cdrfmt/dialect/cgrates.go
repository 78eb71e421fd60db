package dialect

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
)

// CGRateS exports and reads rows whose columns its configuration names. Known
// here are those of its templates, with a header or without: the columns of an
// export (ees, earlier cdre), in which a direction stood until release 0.9, and
// the seven of its example of an import. Its table cdrs writes the same names
// in small letters with underscores (create_cdrs_tables.sql).

// cgratesColumns are those that are read.
var cgratesColumns = []named{
	{names: "originid origin_id cgrid", field: cdr.CallID},
	{names: "cgrid", field: cdr.InteractionID},
	{names: "account", field: cdr.AccountID},
	{names: "originhost origin_host source", field: cdr.MediaServer},
	{names: "supplier route routeid", field: cdr.ResourceID},
	{names: "destination", field: cdr.DestinationNumber},
	{names: "setuptime setup_time", field: cdr.StartTime},
	{names: "answertime answer_time", field: cdr.AnswerTime},
	{names: "pdd", field: cdr.ProgressMs, as: column{unit: unitSec}},
	{names: "usage", field: cdr.BillsecMs, as: column{unit: unitSec}},
	{names: "disconnectcause hangupcause disconnect_cause hangup_cause", field: cdr.HangupCause},
}

// cgratesLayouts are the columns of rows without a header.
var cgratesLayouts = []string{
	"CGRID RunID ToR OriginID RequestType Tenant Category Account Subject Destination SetupTime AnswerTime Usage",
	"CGRID RunID ToR OriginID RequestType Direction Tenant Category Account Subject Destination SetupTime AnswerTime Usage",
	"OriginID RequestType Tenant Account Destination SetupTime Usage",
}

var aboutCGRateS = []About{{
	Name:   cgrates,
	Writer: "CGRateS: exports by its default template (ees, cdre) and its example of an import; exports of its table cdrs; other templates with a header of its field names, which may begin with a colon",
	ToldBy: "a header with SetupTime, Usage and ToR, RunID, RequestType or OriginID; without one by services and requests that begin with * and times in their columns",
	Clock:  "start SetupTime, answer AnswerTime, end = AnswerTime + Usage, or SetupTime of a call never answered; +0000 UTC, Z, or --tz",
	Causes: "DisconnectCause or HangupCause where the template has one, else none: every leg counts as unknown",
	Lacks:  "ring time, the end of calls that were not answered; rows of other services than *voice, and of runs that rate the same calls again, are passed over",
	Example: "8f1c2d3e4f5061728394a5b6c7d8e9f001122334,*default,*voice,3f0c2a4e-0001,*rated,*out,example.org,call,1001,1001,+15550102," +
		"2026-03-10 14:00:00 +0000 UTC,2026-03-10 14:00:05 +0000 UTC,37s,0.0100\n",
}}

// matchCGRateS lays out CGRateS' rows, or says why they are none.
func matchCGRateS(s sample, forced string, opt *Options) (l *Layout, why string) {
	rows := s.rows()
	if len(rows) == 0 {
		return nil, "no rows"
	}
	names, at := s.firstNames(), s.columns()
	if strings.HasPrefix(names[0], ":") {
		names = slices.Clone(names)
		names[0] = names[0][1:]
		at = columnsByName(names)
	}
	if lacks(at, "setuptime|setup_time", "usage", "tor|runid|run_id|requesttype|request_type|originid|origin_id") == "" {
		l = headed(cgrates, s)
		l.headings = slices.Clone(l.headings)
		l.headings[0] = strings.TrimPrefix(l.headings[0], ":")
		names, rows = l.headings, rows[1:]
	} else if l, names = bareCGRateS(s, forced); l == nil {
		return nil, "found " + firstCells(s) + "; wanted a header with SetupTime and Usage, or rows whose service or request begins with *"
	}
	l.skips, l.talkEnds = isComment, true
	l.addNamed(names, cgratesColumns)
	if !opt.maps(cdr.EndTime) {
		l.remark("cgrates: end_time is AnswerTime + Usage, or SetupTime where a call was never answered")
	}
	if len(l.columns[cdr.HangupCause]) == 0 && !opt.maps(cdr.HangupCause) {
		l.remark("cgrates has no hangup cause: every leg counts as unknown (--column hangup_cause=COLUMN)")
	}
	if !opt.maps(cdr.BillsecMs) {
		l.settleUsage(rows)
	}
	l.setAside(s.sep, columnsByName(names), rows)
	return l, ""
}

// bareCGRateS lays out rows without a header: more than half of those at the
// head have to be of one of the known templates, unless a person says that
// they are.
func bareCGRateS(s sample, forced string) (l *Layout, names []string) {
	rows := slices.DeleteFunc(slices.Clone(s.rows()), func(r *lex.Record) bool { return isComment(r.Raw) })
	bestFits, width := 0, 0
	for _, columns := range cgratesLayouts {
		list := strings.Fields(columns)
		fits, widths, widest := 0, map[int]int{}, 0
		for i, r := range rows {
			if forced == auto && (fits+len(rows)-i)*2 <= len(rows) { // the others change nothing
				break
			}
			if !isCGRateS(r, list) {
				continue
			}
			fits++
			if n := r.Len(); widths[n]+1 > widths[widest] {
				widest = n
			}
			widths[r.Len()]++
		}
		if fits > bestFits {
			bestFits, names, width = fits, list, widest
		}
	}
	if bestFits == 0 || forced == auto && bestFits*2 <= len(rows) {
		return nil, nil
	}
	return &Layout{name: cgrates, leading: s.leading, width: width, shape: shapeExact}, names
}

// isCGRateS tells whether a row could be of a template.
func isCGRateS(r *lex.Record, names []string) bool {
	if r.Len() < len(names) {
		return false
	}
	for i, name := range names {
		b := trim(r.Field(i))
		switch name {
		case "ToR", "RequestType":
			if len(b) < 2 || b[0] != '*' {
				return false
			}
		case "Direction":
			if string(b) != "*out" && string(b) != "*in" {
				return false
			}
		case "SetupTime":
			if !isStamp(b) {
				return false
			}
		case "AnswerTime":
			if !isStamp(b) && !isNoTime(b) {
				return false
			}
		case "Usage":
			if _, ok := parseUnitSpan(b); !ok && !isDigits(b) {
				return false
			}
		}
	}
	return true
}

// leastNanos is a bare usage that must count nanoseconds: as seconds it would
// be three years.
const leastNanos = 100_000_000

// settleUsage tells what a bare number of the usage counts, seconds or, in
// exports without a conversion, nanoseconds.
func (l *Layout) settleUsage(rows []*lex.Record) {
	bare, nanos := false, false
	c := &l.columns[cdr.BillsecMs][0]
	for _, text := range columnCells(rows, c.index) {
		d, ok := parseDecimal([]byte(text))
		bare = bare || ok && !d.isZero()
		nanos = nanos || ok && d.whole >= leastNanos
	}
	switch {
	case nanos:
		c.unit = unitNano
		l.remark(fmt.Sprintf("%s: bare numbers read as nanoseconds, as some are above %d; else --column billsec_ms=%d:s", c.name, leastNanos, c.index+1))
	case bare:
		l.remark(fmt.Sprintf("%s: bare numbers read as seconds; if they are nanoseconds: --column billsec_ms=%d:ns", c.name, c.index+1))
	}
}
