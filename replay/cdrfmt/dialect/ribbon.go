package dialect

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
)

// Ribbon's SBC Core and, as Sonus, the GSX 9000 write accounting files .ACT: a
// record for the start of a call, its middle and its end, and one for a call
// that was not answered, each with columns of its own (SBC Core documentation,
// CDR Field Descriptions). Releases add columns at the end.

// ribbonColumns are those that are read, and where STOP and ATTEMPT have them.
var ribbonColumns = []struct {
	name          string
	stop, attempt int // from 1; 0 is none
}{
	{"Record Type", 1, 1},
	{"Gateway Name", 2, 2},
	{"Accounting ID", 3, 3},
	{"Node Time Zone", 5, 5},
	{"Start Time (Date)", 6, 6},
	{"Start Time (Time)", 7, 7},
	{"Disconnect Time (Date)", 11, 105},
	{"Disconnect Time (Time)", 12, 10},
	{"Call Service Duration", 14, 0},
	{"Call Disconnect Reason", 15, 12},
	{"Calling Number", 20, 17},
	{"Called Number", 21, 18},
	{"Route Selected", 31, 28},
}

// The columns by their place in ribbonColumns.
const (
	ribbonGateway = iota + 1
	ribbonID
	ribbonZone
	ribbonStartDay
	ribbonStartClock
	ribbonEndDay
	ribbonEndClock
	ribbonDuration
	ribbonReason
	ribbonCalling
	ribbonCalled
	ribbonRoute
)

// ribbonTypes are the types of records of calls that are over.
var ribbonTypes = func() []recordType {
	stop := recordType{name: "STOP", endDay: ribbonEndDay + 1, startDay: ribbonStartDay + 1, least: 31}
	attempt := recordType{name: "ATTEMPT", endDay: ribbonEndDay + 1, startDay: ribbonStartDay + 1, least: 28}
	for _, c := range ribbonColumns {
		stop.places, attempt.places = append(stop.places, c.stop), append(attempt.places, c.attempt)
	}
	return []recordType{stop, attempt}
}()

// ribbonOthers are records of calls that go on, and of the switch.
var ribbonOthers = []string{"START", "INTERMEDIATE", "REBOOT", "SWITCHOVER"}

var aboutRibbon = []About{{
	Name:   ribbon,
	Writer: "Ribbon SBC Core and Sonus GSX 9000, accounting files .ACT",
	ToldBy: "no header but perhaps a line of the maker's; STOP, ATTEMPT, START or INTERMEDIATE in column 1, an accounting id 0x... in 3, GMT and an offset in 5",
	Clock:  "start and disconnect date and time, local to the node, in --tz; an ATTEMPT without a date of its own ends on the day it starts, or past midnight",
	Causes: "Call Disconnect Reason, a Q.850 number; above 127 Ribbon's own, kept",
	Lacks:  "account, answer time, ring time",
	Example: "STOP,GW1,0x0001000A00000001,65223,GMT-05:00-Eastern,03/10/2026,09:00:00.1,2,300,500,03/10/2026,09:00:42.6,0,3750,16,VoIP,IP-TO-IP,DEFAULT,," +
		"5550101,5550102,,0,,0,,0,,ROUTE1,1,GW1:TG-OUT,192.0.2.7,192.0.2.8\n",
}}

// matchRibbon lays out Ribbon's accounting files: more than half of the
// records at the head have to look like some, unless a person says that they
// are.
func matchRibbon(s sample, forced string, _ *Options) (l *Layout, why string) {
	rows := s.rows()
	fits, first, zone := 0, -1, ""
	for i, r := range rows {
		if !isRibbon(r) {
			continue
		}
		if fits++; first < 0 {
			first, zone = i, string(trim(r.Field(ribbonColumns[ribbonZone].stop-1)))
		}
	}
	if fits == 0 || forced == auto && fits*2 <= len(rows) {
		return nil, "found " + firstCells(s) + "; wanted records that begin with STOP, ATTEMPT, START or INTERMEDIATE and an accounting id"
	}
	l = &Layout{name: ribbon, leading: s.leading, width: len(ribbonColumns), shape: shapeTyped, types: ribbonTypes}
	for _, c := range ribbonColumns {
		l.headings = append(l.headings, c.name)
	}
	if first > 0 && strings.HasPrefix(string(rows[0].Raw), "Sonus Networks") {
		l.leading++
	}
	form, err := newStampForm("m/d/Y H:M:S.f")
	if err != nil {
		return nil, err.Error()
	}
	add := func(f cdr.Field, i int, c column) {
		c.index, c.name = i, ribbonColumns[i].name
		l.add(f, c)
	}
	add(cdr.CallID, ribbonID, column{})
	add(cdr.MediaServer, ribbonGateway, column{})
	add(cdr.StartTime, ribbonStartDay, column{clockAt: ribbonStartClock + 1, form: form})
	add(cdr.EndTime, ribbonEndDay, column{clockAt: ribbonEndClock + 1, form: form})
	add(cdr.BillsecMs, ribbonDuration, column{unit: unitCenti, missing: []byte("0")})
	add(cdr.HangupCause, ribbonReason, column{causes: spelledQ850})
	add(cdr.CallerIDNumber, ribbonCalling, column{})
	add(cdr.DestinationNumber, ribbonCalled, column{})
	add(cdr.ResourceID, ribbonRoute, column{})
	l.remark(fmt.Sprintf("ribbon: times are local to the node, whose zone is %q", shorten([]byte(zone))))
	sep := s.sep
	l.asides = []string{"of calls that go on or of the switch (START, INTERMEDIATE, REBOOT, SWITCHOVER)"}
	l.aside = func(raw []byte) int {
		if slices.Contains(ribbonOthers, string(rawField(raw, sep, 0))) {
			return 0
		}
		return -1
	}
	return l, ""
}

// isRibbon tells a record of a call.
func isRibbon(r *lex.Record) bool {
	if r.Len() < 16 {
		return false
	}
	switch string(trim(r.Field(0))) {
	case "STOP", "ATTEMPT", "START", "INTERMEDIATE":
		id, zone := string(trim(r.Field(2))), string(trim(r.Field(4)))
		return strings.HasPrefix(id, "0x") && strings.HasPrefix(zone, "GMT") && isDay(trim(r.Field(5))) && isTimeOfDay(trim(r.Field(6)))
	}
	return false
}
