package dialect

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
)

// addVagueStart takes the columns that are named for no more than a time as
// the start of the calls, where the header has durations and neither start nor
// end, or calls the end alike: "date" beside "date_end".
func (l *Layout) addVagueStart() {
	if len(l.columns[cdr.StartTime]) > 0 || len(l.columns[cdr.DurationMs]) == 0 {
		return
	}
	ends := l.columns[cdr.EndTime]
	rank := map[int]int{}
	for i, name := range l.headings {
		n, utc, ok := vagueStart(name)
		if ok && (len(ends) == 0 || normalName(ends[0].name) == normalName(name)+"_end") {
			rank[i] = n
			l.add(cdr.StartTime, column{index: i, name: name, utc: utc})
		}
	}
	slices.SortStableFunc(l.columns[cdr.StartTime], func(a, b column) int { return rank[a.index] - rank[b.index] })
}

// splitInvite takes the start for the answer, and the duration for that of the
// talk, where a header has the time of the INVITE beside it, as that of Teams'
// direct routing.
func (l *Layout) splitInvite() {
	starts := l.columns[cdr.StartTime]
	i := slices.IndexFunc(starts, func(c column) bool { return strings.HasPrefix(lastName(c.name), "invite_") })
	if i < 0 || len(starts) < 2 || len(l.columns[cdr.AnswerTime]) > 0 {
		return
	}
	l.columns[cdr.StartTime] = []column{starts[i]}
	l.columns[cdr.AnswerTime] = slices.Delete(slices.Clone(starts), i, i+1)
	if len(l.columns[cdr.BillsecMs]) == 0 {
		l.columns[cdr.BillsecMs], l.columns[cdr.DurationMs] = l.columns[cdr.DurationMs], nil
	}
}

// dropTimeless leaves out columns that have the name of a time and hold spans
// of time, as setup_time of PortaOne (the post-dial delay) and answered_time of
// Vicidial (the seconds of talk) do, or words, such as yes and no. The end is
// none of them: without it there is no leg, and its cells are to be complained
// of.
func (l *Layout) dropTimeless(rows []*lex.Record) {
	rows = rows[:min(len(rows), maxGuessed)]
	for _, f := range []cdr.Field{cdr.StartTime, cdr.ProgressTime, cdr.AnswerTime} {
		if f == cdr.StartTime && len(l.columns[cdr.EndTime]) == 0 {
			continue
		}
		l.columns[f] = slices.DeleteFunc(l.columns[f], func(c column) bool {
			span := firstSpan(rows, c.index)
			if span == "" {
				return false
			}
			if f == cdr.AnswerTime && len(l.columns[cdr.BillsecMs]) == 0 && normalName(c.name) == "answered_time" && isDigit(span[0]) {
				l.add(cdr.BillsecMs, column{index: c.index, name: c.name, unit: unitSec})
			} else {
				l.remark(fmt.Sprintf("%s holds no times, but %q and the like: not read", c.name, shorten([]byte(span))))
			}
			return true
		})
	}
}

// firstSpan is the first cell of a column that holds something, if all such
// cells are numbers too small to count to a time, or words.
func firstSpan(rows []*lex.Record, i int) (first string) {
	for _, r := range rows {
		if i >= r.Len() {
			continue
		}
		b := bytes.TrimSpace(r.Field(i))
		if isNoTime(b) || isZero(b) {
			continue
		}
		d, ok := parseDecimal(b)
		if word := !bytes.ContainsAny(b, "0123456789"); !word && (!ok || d.whole >= 1e7 || isSpreadsheetDay(b)) {
			return ""
		}
		if first == "" {
			first = string(b)
		}
	}
	return first
}

// isSpreadsheetDay tells a number of days since 1899-12-30 with a fraction, as
// spreadsheets count, between 1970 and 2099.
func isSpreadsheetDay(b []byte) bool {
	d, ok := parseDecimal(b)
	return ok && !d.negative && d.whole >= 25569 && d.whole < 73051 && d.digits > 0
}

// tellTalk takes a duration for that of the talk alone where there are answers
// and no ends, and it is 0 wherever there was no answer: the end is then the
// answer plus the duration, and not the start.
func (l *Layout) tellTalk(rows []*lex.Record, opt *Options) {
	answers, durations := l.columns[cdr.AnswerTime], l.columns[cdr.DurationMs]
	if len(answers) == 0 || len(durations) != 1 || len(l.columns[cdr.EndTime])+len(l.columns[cdr.BillsecMs]) > 0 ||
		len(l.columns[cdr.StartTime]) == 0 || opt.maps(cdr.DurationMs) {
		return
	}
	answer, duration, seen := answers[0], durations[0], false
	for _, r := range rows {
		if max(answer.index, duration.index) >= r.Len() {
			continue
		}
		if b := trim(r.Field(answer.index)); !isNoTime(b) && !isZero(b) {
			continue
		}
		b := trim(r.Field(duration.index))
		if len(bytes.Trim(b, "0:.")) > 0 && !isNull(b) {
			return
		}
		seen = seen || len(b) > 0
	}
	if seen {
		l.columns[cdr.BillsecMs], l.columns[cdr.DurationMs], l.talkEnds = durations, nil, true
		l.remark(fmt.Sprintf("%s is 0 wherever there is no %s, so that it is the time of talk: ends are %s plus it, or else starts (--column duration_ms=%s:s for starts plus it)",
			duration.name, answer.name, answer.name, duration.name))
	}
}
