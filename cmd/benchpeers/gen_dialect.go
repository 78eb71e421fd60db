package main

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// spoken is a dialect that the same traffic is written in.
type spoken struct {
	// heads are the lines before the rows, without their ends.
	heads []string
	// carry makes of a leg what the dialect can say of it. The second that the
	// leg ends in stays.
	carry func(l *leg)
	// row adds the fields of a leg to a line. Where a leg has rows at several
	// times, entries tells of them and entry adds the fields of one instead.
	row     func(w *rowWriter, l *leg)
	entries func(l *leg) []entry
	entry   func(w *rowWriter, l *leg, e entry)
	// quoteAll puts every field in quotes.
	quoteAll bool
	// allCauses: also those are counted that KAZOO ignores, as they are what
	// rows have to be joined for.
	allCauses bool
}

// dialects are those that DuckDB is asked about as well; peers/dialects.mjs
// has their columns.
var dialects = map[format]*spoken{
	formatKazoo:      {heads: []string{quotedAll(kazooHeader)}, carry: ofOneAccount, row: (*rowWriter).kazoo, quoteAll: true},
	formatFreeSWITCH: {carry: wholeSeconds, row: (*rowWriter).freeswitch, quoteAll: true},
	formatAsterisk:   {carry: onlyDisposition, row: (*rowWriter).asterisk},
	formatFreePBX:    {heads: []string{freepbxHeader}, carry: onlyDisposition, row: (*rowWriter).freepbx},
	formatCisco:      {heads: []string{quotedAll(ciscoHeader), ciscoTypes()}, carry: onlyQ850OfOne, row: (*rowWriter).cisco},
	formatKamailio:   {heads: []string{accHeader}, carry: onlyStatusOfOne, row: (*rowWriter).acc, allCauses: true},
	formatYETI:       {heads: []string{yetiHeader}, carry: onlyStatus, row: (*rowWriter).yeti},
	formatAccCDRs:    {heads: []string{accCDRsHeader}, carry: noCause, row: (*rowWriter).accCDRs},
	formatCDRs:       {heads: []string{cdrsHeader}, carry: onlyAnswered, row: (*rowWriter).cdrs, allCauses: true},
	formatCGRateS:    {heads: []string{cgratesHeader}, carry: endsWithTalk, row: (*rowWriter).cgrates},
	formatCDRStats:   {heads: []string{cdrStatsHeader}, carry: wholeSeconds, row: (*rowWriter).cdrStats},
	formatBroadWorks: {carry: onlyQ850, row: (*rowWriter).broadworks},
	formatRibbon:     {carry: onlyQ850OfOne, entries: ribbonRecords, entry: (*rowWriter).ribbon},
	formatCEL:        {carry: onlyQ850, entries: channelEvents, entry: (*rowWriter).channelEvent, quoteAll: true},
}

// wholeSeconds moves the times of a leg to the seconds they are in; its
// length is then whole as well.
func wholeSeconds(l *leg) {
	l.endUnixMs -= l.endUnixMs % 1000
	l.startUnixMs -= l.startUnixMs % 1000
	l.answerUnixMs -= l.answerUnixMs % 1000
}

// ofOneAccount is what a file without a column of accounts says.
func ofOneAccount(l *leg) {
	wholeSeconds(l)
	l.account = 0
}

// onlyDisposition is what Asterisk tells of a cause.
func onlyDisposition(l *leg) {
	wholeSeconds(l)
	l.cause = dispositionCause[l.cause]
}

// onlyQ850OfOne is what CUCM tells of a cause; it has no accounts.
func onlyQ850OfOne(l *leg) {
	ofOneAccount(l)
	onlyQ850(l)
}

// onlyQ850 is what a number of Q.850 tells of a cause.
func onlyQ850(l *leg) {
	if ciscoCauses[l.cause] == normalClearing {
		l.cause = causeIndex("NORMAL_CLEARING")
	}
}

// onlyStatus is what a SIP status tells of a cause.
func onlyStatus(l *leg) {
	wholeSeconds(l)
	l.cause = statusCause[l.cause]
}

// onlyStatusOfOne is that of a file without a column of accounts.
func onlyStatusOfOne(l *leg) {
	onlyStatus(l)
	l.account = 0
}

// noCause is what a table without causes says: all have the same one, which
// KAZOO does not ignore.
func noCause(l *leg) {
	ofOneAccount(l)
	l.cause = causeIndex("UNALLOCATED_NUMBER")
}

// onlyAnswered is what a table of answered calls says: they begin when they are
// answered, and all of them were cleared normally.
func onlyAnswered(l *leg) {
	ofOneAccount(l)
	l.startUnixMs = max(l.startUnixMs, l.answerUnixMs)
	l.cause = causeIndex("NORMAL_CLEARING")
}

// statusCause is the cause that a cause's SIP status stands for, and
// causeStatus the status of one that stands for itself.
var statusCause, causeStatus = func() (stand []int, codes []string) {
	codes = make([]string, len(causes))
	for _, c := range causes {
		status, _ := strconv.Atoi(c.sipCode)
		i := causeIndex(cdr.CauseOfSIP(status))
		stand, codes[i] = append(stand, i), c.sipCode
	}
	return stand, codes
}()

// dispositions are Asterisk's words, by cause; dispositionCause is the cause
// that each word stands for.
var dispositions, dispositionCause = func() (words []string, stand []int) {
	for _, c := range causes {
		word, name := "FAILED", "NORMAL_TEMPORARY_FAILURE"
		switch {
		case c.answered:
			word, name = "ANSWERED", "NORMAL_CLEARING"
		case c.name == "USER_BUSY":
			word, name = "BUSY", c.name
		case slices.Contains([]string{"ORIGINATOR_CANCEL", "NO_ANSWER", "NO_USER_RESPONSE", "LOSE_RACE", "PICKED_OFF"}, c.name):
			word, name = "NO ANSWER", "NO_ANSWER"
		}
		words, stand = append(words, word), append(stand, causeIndex(name))
	}
	return words, stand
}()

// stamp writes a local time to the second; 0 is an empty field.
func (w *rowWriter) stamp(unixMs int64) { w.moment(unixMs, time.DateTime) }

// moment writes a time in UTC by a layout of package time; 0 is an empty field.
func (w *rowWriter) moment(unixMs int64, layout string) {
	w.field = w.field[:0]
	if unixMs != 0 {
		w.field = time.UnixMilli(unixMs).UTC().AppendFormat(w.field, layout)
	}
	w.put()
}

func (w *rowWriter) party(p party) {
	w.field = p.append(w.field[:0])
	w.put()
}

func (w *rowWriter) id(l *leg) {
	w.field = appendUUID(w.field[:0], l.id)
	w.put()
}

// empty adds so many empty fields.
func (w *rowWriter) empty(n int) {
	for range n {
		w.text("")
	}
}

func quotedAll(header string) string { return `"` + strings.ReplaceAll(header, ",", `","`) + `"` }

func (l *leg) direction() string { return either(l.outbound, "outbound", "inbound") }

func either(is bool, yes, no string) string {
	if is {
		return yes
	}
	return no
}

func (l *leg) durationSec() int64 { return (l.endUnixMs - l.startUnixMs) / 1000 }
