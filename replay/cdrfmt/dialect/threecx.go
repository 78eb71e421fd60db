package dialect

import (
	"bytes"
	"fmt"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
)

// 3CX writes a row for each part of a call, without a header, in columns that
// its administrator may choose; these are the ones it offers, in its own order
// (3CX, CDR - Call Data Records).

// threecxFields are the columns that are read.
var threecxFields = []struct {
	name  string
	index int
	field cdr.Field
	as    column
}{
	{"callid", 1, cdr.CallID, column{}},
	{"duration", 2, cdr.BillsecMs, column{unit: unitSec}},
	{"time-start", 3, cdr.StartTime, column{}},
	{"time-answered", 4, cdr.AnswerTime, column{}},
	{"time-end", 5, cdr.EndTime, column{}},
	{"reason-terminated", 6, cdr.HangupCause, column{word: threecxCause, causes: spelledOwn}},
	{"reason-terminated", 6, cdr.HangupDisposition, column{word: threecxEnded}},
	{"from-no", 7, cdr.CallerIDNumber, column{clean: cleanExtension}},
	{"dial-no", 11, cdr.DestinationNumber, column{}},
	{"to-no", 8, cdr.CalleeIDNumber, column{clean: cleanExtension}},
	{"from-type", 20, cdr.Direction, column{word: lineMeans("inbound")}},
	{"to-type", 21, cdr.Direction, column{word: lineMeans("outbound")}},
}

const (
	threecxHistory  = 0
	threecxDuration = 2
	threecxStart    = 3
	threecxEnd      = 5
	threecxReason   = 6
	threecxLeast    = 12 // columns
)

var aboutThreeCX = []About{{
	Name:   threecx,
	Writer: "3CX, the file cdr.log with the columns in the order in which it offers them",
	ToldBy: "no header; Call and a number in column 1, H:MM:SS or nothing in 3, times in 4 and 6, a reason such as TerminatedBySrc in 7",
	Clock:  "time-start, time-answered and time-end, UTC unless 3CX was told otherwise (--tz)",
	Causes: "none where reason-terminated tells who hung up or who took the call over; else that reason as written",
	Lacks:  "account, gateway, ring time; a call that is transferred has several rows",
	Example: "Call 1001,00000000-01DC-0001,00:00:37,2026/03/10 14:00:00,2026/03/10 14:00:05,2026/03/10 14:00:42,TerminatedByDst,2025550142," +
		"Ext.101,10001,101,2025550100,,,,,,,,Chain: 2025550142;Ext.101;,Line,Extension,,,,,\n",
}}

// matchThreeCX lays out rows of 3CX: more than half of those at the head have
// to look like some, unless a person says that they are.
func matchThreeCX(s sample, forced string, _ *Options) (l *Layout, why string) {
	width := widthOfMost(s.rows(), forced, isThreeCX)
	if width == 0 {
		return nil, fmt.Sprintf("found %s; wanted rows with historyid, duration, time-start, time-end and reason-terminated in columns 1, 3, 4, 6 and 7", firstCells(s))
	}
	l = &Layout{name: threecx, leading: s.leading, width: width, shape: shapeShort}
	l.passHeader(s.rows()[0], isThreeCX)
	for _, f := range threecxFields {
		if f.index < width {
			c := f.as
			c.index, c.name = f.index, f.name
			l.add(f.field, c)
		}
	}
	return l, ""
}

// isThreeCX tells a row of 3CX.
func isThreeCX(r *lex.Record) bool {
	if r.Len() < threecxLeast {
		return false
	}
	number, called := bytes.CutPrefix(trim(r.Field(threecxHistory)), []byte("Call "))
	if !called || len(number) == 0 || !isDigits(number) || !isStamp(trim(r.Field(threecxStart))) || !isStamp(trim(r.Field(threecxEnd))) {
		return false
	}
	_, timed := parseClockSpan(trim(r.Field(threecxDuration)))
	reason := trim(r.Field(threecxReason))
	return (timed || isBlank(r, threecxDuration)) && len(reason) > 0 && isLetter(reason[0])
}

// cleanExtension takes the number from Ext.101.
func cleanExtension(bare []byte) []byte { return bytes.TrimPrefix(unquote(bare), []byte("Ext.")) }

// lineMeans is the direction of a leg one side of which is a line to outside.
func lineMeans(direction string) func(string) string {
	return func(text string) string {
		if text == "Line" || text == "ExternalLine" {
			return direction
		}
		return ""
	}
}

// threecxCause is a reason that says more than who hung up or was replaced.
func threecxCause(text string) string {
	switch text {
	case "TerminatedBySrc", "TerminatedByDst", "ReplacedSrc", "ReplacedDst":
		return ""
	}
	return text
}

// threecxEnded tells who hung up.
func threecxEnded(text string) string {
	switch text {
	case "TerminatedBySrc":
		return "caller"
	case "TerminatedByDst":
		return "callee"
	}
	return ""
}
