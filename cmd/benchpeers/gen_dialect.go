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
	// row adds the fields of a leg to a line.
	row func(w *rowWriter, l *leg)
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
	formatCisco:      {heads: []string{quotedAll(ciscoHeader), ciscoTypes()}, carry: onlyQ850, row: (*rowWriter).cisco},
	formatKamailio:   {heads: []string{accHeader}, carry: onlyStatusOfOne, row: (*rowWriter).acc, allCauses: true},
	formatYETI:       {heads: []string{yetiHeader}, carry: onlyStatus, row: (*rowWriter).yeti},
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

// onlyQ850 is what CUCM tells of a cause; it has no accounts.
func onlyQ850(l *leg) {
	ofOneAccount(l)
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
func (w *rowWriter) stamp(unixMs int64) {
	w.field = w.field[:0]
	if unixMs != 0 {
		w.field = time.UnixMilli(unixMs).UTC().AppendFormat(w.field, time.DateTime)
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

func (l *leg) direction() string {
	if l.outbound {
		return "outbound"
	}
	return "inbound"
}

func (l *leg) durationSec() int64 { return (l.endUnixMs - l.startUnixMs) / 1000 }
