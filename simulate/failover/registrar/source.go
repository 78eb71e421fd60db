package registrar

import (
	"fmt"
	"time"
)

// Form is how a source tells of registrations.
type Form uint8

const (
	// FormEvents: reg_success and reg_flush events, as JSON lines.
	FormEvents Form = iota
	// FormCSV: the header time,username,realm,expires, in any order.
	FormCSV
	// FormKamailioLog: Kamailio's log of REGISTERs.
	FormKamailioLog
	// FormCrossbar: answers of crossbar's /registrations. Their expires
	// already hold the deviation.
	FormCrossbar
	// FormLocation: Kamailio's table location, as text with a header.
	FormLocation
	// FormSummary: what sup ecallmgr_maintenance registrar_summary prints.
	FormSummary
)

var formNames = [...]string{
	"reg_success events", "CSV of registrations", "Kamailio log", "crossbar registrations", "Kamailio location table", "registrar_summary",
}

// String names a form for a person.
func (f Form) String() string { return formNames[f] }

// snapshot tells whether a form shows one moment only.
func (f Form) snapshot() bool { return f >= FormCrossbar }

// Source is one file that was read.
type Source struct {
	Name string
	Form Form
	// Registrations are the REGISTERs or entries read, Rejected what could not
	// be read; FirstRejected says where the first is and what is wrong with it.
	Registrations, Rejected int
	FirstRejected           string
	// Twice are local times that exist twice in the zone; the first was taken.
	Twice int
	// Span is from the first to the last REGISTER, or the moments of snapshots.
	Span
	// LongestSec is the longest time a phone asked for, without deviation.
	LongestSec int64
}

// Remarks say in a line each what the source cannot know, and what of it could
// not be read. Times are UTC.
func (s Source) Remarks() []string {
	var list []string
	add := func(format string, args ...any) {
		list = append(list, s.Name+": "+fmt.Sprintf(format, args...))
	}
	switch {
	case s.Registrations == 0:
	case s.Form.snapshot() && s.UntilSec == 0:
		add("%s of %d phones, not known when it was taken: since when and until when others were registered is not known", s.Form, s.Registrations)
	case s.Form.snapshot():
		add("%s of %d phones at %s: who was registered before and who came later is not known", s.Form, s.Registrations, clock(s.UntilSec))
	default:
		add("%s, %d REGISTERs from %s: phones that registered before it are missing until they do again, at most %d s",
			s.Form, s.Registrations, clock(s.FromSec), s.LongestSec)
	}
	if s.Form == FormKamailioLog && s.Registrations > 0 {
		add("a log holds no registrations removed by hand, nor those of other proxies")
	}
	if s.Rejected > 0 {
		add("%d entries rejected, the first %s", s.Rejected, s.FirstRejected)
	}
	if s.Twice > 0 {
		add("%d times exist twice in the zone, the first was taken", s.Twice)
	}
	return list
}

func clock(sec int64) string { return time.Unix(sec, 0).UTC().Format(time.RFC3339) }

// reject counts an entry that cannot be read.
func (s *Source) reject(line int, format string, args ...any) {
	if s.Rejected++; s.FirstRejected == "" {
		s.FirstRejected = fmt.Sprintf("line %d: %s", line, fmt.Sprintf(format, args...))
	}
}
