package dialect

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// BroadWorks (BroadSoft, now Cisco) writes rows without a header, some 450
// columns of which each release adds a few at the end, and a comma within a
// value as \\, (BroadWorks Accounting Call Detail Record Interface
// Specification). The first columns have stayed where they are.

// broadworksColumns are the first of them, as the specification calls them.
var broadworksColumns = strings.Fields("recordId serviceProvider type userNumber groupNumber direction callingNumber" +
	" callingPresentationIndicator calledNumber startTime userTimeZone answerIndicator answerTime releaseTime terminationCause" +
	" networkType carrierIdentificationCode dialedDigits callCategory networkCallType networkTranslatedNumber" +
	" networkTranslatedGroup releasingParty route networkCallID")

// broadworksFields are those that are read.
var broadworksFields = []placedColumn{
	{"recordId", cdr.CallID, column{}},
	{"serviceProvider", cdr.AccountID, column{}},
	{"userNumber", cdr.AuthorizingID, column{}},
	{"direction", cdr.Leg, column{word: broadworksLeg}},
	{"callingNumber", cdr.CallerIDNumber, column{}},
	{"calledNumber", cdr.DestinationNumber, column{}},
	{"startTime", cdr.StartTime, column{utc: true}},
	{"answerTime", cdr.AnswerTime, column{utc: true}},
	{"releaseTime", cdr.EndTime, column{utc: true}},
	{"terminationCause", cdr.HangupCause, column{}},
	{"route", cdr.ResourceID, column{}},
	{"networkCallID", cdr.SIPCallID, column{}},
	{"releasingParty", cdr.HangupDisposition, column{also: []int{5}, word: broadworksReleased}},
}

const (
	broadworksType      = 2 // the column of the type
	broadworksDirection = 5
	broadworksStart     = 9
	broadworksAnswered  = 11
	broadworksRelease   = 13
)

// broadworksOthers are the types of records that tell of no ended call.
var broadworksOthers = []string{"Start", "End", "Duration", "Long Duration", "Interim", "Fail-over", "Failover"}

var aboutBroadWorks = []About{{
	Name:   broadworks,
	Writer: "BroadWorks accounting CDRs as CSV",
	ToldBy: "no header; type Normal, Start, ... in column 3, Originating or Terminating in 6, times YYYYMMDDhhmmss.sss in 10 and 14, Yes or No in 12",
	Clock:  "start startTime, answer answerTime, end releaseTime, UTC",
	Causes: "terminationCause, a Q.850 number such as 016",
	Lacks:  "ring time, duration (from start to end)",
	Example: "0000001ABCDEF20260310140000.1231-000000,acme,Normal,+15550101,,Originating,+15550101,Public,+15550102,20260310140000.123,1-000000,Yes," +
		"20260310140005.500,20260310140042.750,016,VoIP,,5550102,,,,,local,192.0.2.7:5060,a1@192.0.2.7\n",
}}

// matchBroadWorks lays out BroadWorks' rows: more than half of those at the
// head have to look like some, unless a person says that they are.
func matchBroadWorks(s sample, forced string, _ *Options) (l *Layout, why string) {
	rows := s.rows()
	widths := map[int]int{}
	fits, ids, width, before := 0, 0, 0, -1
	for i, r := range rows {
		if forced == auto && (fits+len(rows)-i)*2 <= len(rows) { // the others change nothing
			break
		}
		calls := isBroadWorks(r.Raw, s.sep)
		if !calls && !isBroadWorksOther(r.Raw, s.sep) {
			continue
		}
		fits++
		if isBroadWorksID(escapedField(r.Raw, s.sep, 0)) {
			ids++
		}
		if before < 0 {
			before = i
		}
		if n := unescapedLen(r); calls {
			if widths[n]++; widths[n] > widths[width] {
				width = n
			}
		}
	}
	if width == 0 && ids > 0 && ids == fits { // the file of a quiet hour
		width = len(broadworksColumns)
	}
	if width == 0 || forced == auto && fits*2 <= len(rows) {
		return nil, fmt.Sprintf("found %s; wanted rows with type, direction, startTime, answerIndicator and releaseTime in columns 3, 6, 10, 12 and 14", firstCells(s))
	}
	l = &Layout{name: broadworks, leading: s.leading, width: width, shape: shapeEscaped}
	if before == 1 { // the line that tells the release and the encoding
		l.leading++
	}
	l.addPlaced(broadworksColumns[:min(len(broadworksColumns), width)], broadworksFields)
	sep := s.sep
	l.asides = []string{"of other types than Normal, which tell of no ended call"}
	l.aside = func(raw []byte) int {
		if isBroadWorksOther(raw, sep) {
			return 0
		}
		return -1
	}
	return l, ""
}

// isBroadWorks tells a row of an ended call.
func isBroadWorks(raw []byte, sep byte) bool {
	value := func(i int) []byte { return escapedField(raw, sep, i) }
	if !bytes.EqualFold(value(broadworksType), []byte("Normal")) || broadworksLeg(string(value(broadworksDirection))) == "" {
		return false
	}
	release := value(broadworksRelease)
	switch string(value(broadworksAnswered)) {
	case "Yes", "No", "Yes-PostRedirection":
		return isCompactStamp(value(broadworksStart)) && (isCompactStamp(release) || len(release) == 0)
	}
	return false
}

// isBroadWorksOther tells a record of another type.
func isBroadWorksOther(raw []byte, sep byte) bool {
	return isWord(escapedField(raw, sep, broadworksType), broadworksOthers)
}

// isBroadWorksID tells a recordId, which ends in a time and its zone:
// 0000002183ABCDEF20260310140000.1231-000000, 1 for a summer time.
func isBroadWorksID(b []byte) bool {
	const tail = "20260310140000.1231-000000"
	if len(b) < len(tail) {
		return false
	}
	b = b[len(b)-len(tail):]
	sign := len(tail) - 7
	return isCompactStamp(b[:14]) && b[14] == '.' && isDigits(b[15:sign]) && (b[sign] == '-' || b[sign] == '+') && isDigits(b[sign+1:])
}

// broadworksLeg tells the caller's half of a call from the called user's.
func broadworksLeg(text string) string {
	switch text {
	case "Originating":
		return "a"
	case "Terminating":
		return "b"
	}
	return ""
}

// broadworksReleased tells who hung up: a record is of the user of one side,
// who is the local one.
func broadworksReleased(text string) string {
	switch text {
	case "local-Originating", "remote-Terminating":
		return "caller"
	case "remote-Originating", "local-Terminating":
		return "callee"
	}
	return ""
}
