package dialect

import (
	"fmt"
	"strings"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
)

// Avaya's IP Office sends a row for each part of a call, of 17 columns or more
// by its release, without a header (IP Office Manager, Appendix: SMDR).

// ipofficeColumns are the first of them, as the manual calls them.
var ipofficeColumns = []string{
	"Call Start", "Connected Time", "Ring Time", "Caller", "Direction", "Called Number", "Dialled Number", "Account",
	"Is Internal", "Call ID", "Continuation", "Party1Device", "Party1Name", "Party2Device", "Party2Name", "Hold Time", "Park Time",
}

// ipofficeFields are those that are read. The time that a call was connected
// leaves out what it rang, was held and was parked.
var ipofficeFields = []placedColumn{
	{"Call ID", cdr.CallID, column{}},
	{"Direction", cdr.Direction, column{}},
	{"Account", cdr.AccountID, column{}},
	{"Party2Device", cdr.ResourceID, column{word: ipofficeTrunk}},
	{"Caller", cdr.CallerIDNumber, column{}},
	{"Called Number", cdr.DestinationNumber, column{}},
	{"Call Start", cdr.StartTime, column{}},
	{"Connected Time", cdr.DurationMs, column{unit: unitSec, plus: []int{ipofficeRing + 1, ipofficeHold + 1, ipofficeHold + 2}}},
	{"Connected Time", cdr.BillsecMs, column{unit: unitSec}},
}

const (
	ipofficeStart     = 0
	ipofficeConnected = 1
	ipofficeRing      = 2
	ipofficeDirection = 4
	ipofficeContinues = 10
	ipofficeHold      = 15
)

var aboutIPOffice = []About{{
	Name:    ipoffice,
	Writer:  "Avaya IP Office, SMDR records as a collector saves them",
	ToldBy:  "no header, or one that is passed over; a time YYYY/MM/DD in column 1, H:MM:SS in 2, seconds in 3, I or O in 5, 0 or 1 in 11",
	Clock:   "the start of the call, in the zone of the system (--tz); the end is start + connected + ring + hold + park time",
	Causes:  "none: every leg counts as unknown",
	Lacks:   "hangup cause, answer time; a call that is transferred has several rows, all with its start",
	Example: "2026/03/10 14:00:00,00:00:37,5,5550101,I,201,5550142,,0,1000014155,0,E201,Ann,T9001,LINE 1.2,0,0,,,,,,,,,,,,,\n",
}}

// matchIPOffice lays out SMDR of IP Office: more than half of the rows at the
// head have to look like some, unless a person says that they are.
func matchIPOffice(s sample, forced string, _ *Options) (l *Layout, why string) {
	width := widthOfMost(s.rows(), forced, isIPOffice)
	if width == 0 {
		return nil, fmt.Sprintf("found %s; wanted rows with a start, a connected time, a ring time and I or O in columns 1, 2, 3 and 5", firstCells(s))
	}
	l = &Layout{name: ipoffice, leading: s.leading, width: width, shape: shapeShort}
	l.passHeader(s.rows()[0], isIPOffice)
	l.addPlaced(ipofficeColumns, ipofficeFields)
	l.remark(l.name + " has no hangup cause: every leg counts as unknown")
	return l, ""
}

// isIPOffice tells a row of a part of a call.
func isIPOffice(r *lex.Record) bool {
	if r.Len() < len(ipofficeColumns) {
		return false
	}
	cell := func(i int) []byte { return trim(r.Field(i)) }
	start := cell(ipofficeStart)
	if len(start) <= 4 || start[4] != '/' || !isStamp(start) {
		return false
	}
	_, connected := parseClockSpan(cell(ipofficeConnected))
	return connected && isDigits(cell(ipofficeRing)) &&
		isWord(cell(ipofficeDirection), []string{"I", "O"}) && isWord(cell(ipofficeContinues), []string{"0", "1"})
}

// ipofficeTrunk is the device of a trunk; extensions and voicemail are none.
func ipofficeTrunk(text string) string {
	if strings.HasPrefix(text, "T") {
		return text
	}
	return ""
}
