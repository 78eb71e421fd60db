package dialect

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// KAZOO's downloads have a header, but neither account nor gateway, and what
// their times mean depends on the version that wrote them. The columns are
// those of core/kazoo_documents/src/kzd_cdrs.hrl, 3.22 to master.

// kazooFields are the columns that are read, apart from the clock.
var kazooFields = []struct {
	name  string
	field cdr.Field
	unit  unit
}{
	{"call_id", cdr.CallID, 0},
	{"interaction_id", cdr.InteractionID, 0},
	{"other_leg_call_id", cdr.OtherLegCallID, 0},
	{"direction", cdr.Direction, 0},
	{"owner_id", cdr.OwnerID, 0},
	{"authorizing_id", cdr.AuthorizingID, 0},
	{"media_server", cdr.MediaServer, 0},
	{"caller_id_number", cdr.CallerIDNumber, 0},
	{"caller_id_name", cdr.CallerIDName, 0},
	{"callee_id_number", cdr.CalleeIDNumber, 0},
	{"callee_id_name", cdr.CalleeIDName, 0},
	{"dialed_number", cdr.DestinationNumber, 0},
	{"duration_seconds", cdr.DurationMs, unitSec},
	{"billing_seconds", cdr.BillsecMs, unitSec},
	{"hangup_cause", cdr.HangupCause, 0},
}

// kazooClocks are the columns that hold the time, the finest first. `datetime`
// is not among them: it moves with the zone of the request.
var kazooClocks = []struct {
	name string
	unit unit
}{
	{"unix_timestamp_micro", unitUnknown},
	{"unix_timestamp", unitSec},
	{"timestamp", unitGregorianSec},
}

// matchKazoo lays out KAZOO's CSV, or says what it lacks.
func matchKazoo(s sample, _ string, _ *Options) (l *Layout, why string) {
	rows := s.rows()
	if len(rows) == 0 {
		return nil, "no header"
	}
	names := s.firstNames()
	at := map[string]int{}
	for i := len(names) - 1; i >= 0; i-- {
		at[strings.ToLower(names[i])] = i
	}
	if lacking := kazooLacks(at); lacking != "" {
		return nil, fmt.Sprintf("no column %s among %s", lacking, s.listFirst())
	}
	l = &Layout{
		name: kazoo, leading: s.leading + 1, headings: slices.Clip(names), headerRaw: rows[0].Raw,
		width: len(names), shape: shapeShort,
	}
	l.remarkTitles(s)
	for _, k := range kazooFields {
		if i, ok := at[k.name]; ok {
			l.add(k.field, column{index: i, name: names[i], unit: k.unit})
		}
	}
	quoted := len(rows) < 2 || bytes.HasPrefix(rows[1].Raw, []byte(`"`))
	if !quoted {
		l.shape, l.join = shapeBare, bareJoints(at)
	}
	version := kazooVersion(at)
	clock, meaning := cdr.StartTime, "the start of the call; end_time = start + duration_seconds"
	if (version == "3.22" || version == "4.0") && !quoted {
		clock, meaning = cdr.EndTime, "the end of the call"
	}
	for _, k := range kazooClocks {
		if i, ok := at[k.name]; ok {
			l.add(clock, column{index: i, name: names[i], unit: k.unit})
		}
	}
	if i, ok := at["datetime"]; ok {
		l.remarkOffset(rows[1:], i, l.columns[clock][0], "it is not read")
	}
	best := l.columns[clock][0].name
	if version == "" {
		l.remark(fmt.Sprintf("kazoo of a version that the columns left do not tell: %s taken as %s; if it is the end, as in 3.22 and 4.0: --column end_time=%s", best, meaning, best))
		return l, ""
	}
	l.remark(fmt.Sprintf("kazoo %s: %s taken as %s", version, best, meaning))
	return l, ""
}

// kazooLacks is the first of the columns that make a CSV KAZOO's, if it has
// not all of them.
func kazooLacks(at map[string]int) string {
	for _, name := range []string{"call_id", "duration_seconds", "hangup_cause"} {
		if _, ok := at[name]; !ok {
			return name
		}
	}
	for _, k := range kazooClocks {
		if _, ok := at[k.name]; ok {
			return ""
		}
	}
	return kazooClocks[0].name
}

// kazooVersion is the oldest release that writes these columns. Empty columns
// may have been left out, and people leave out more, so only what is there is
// evidence: "" if it tells nothing.
func kazooVersion(at map[string]int) string {
	for _, mark := range []struct{ column, version string }{
		{"unix_timestamp_micro", "master"},
		{"disposition", "4.3"},
		{"iso_8601_combined", "4.3"},
		{"interaction_id", "4.3"},
		{"media_server", "4.2"},
	} {
		if _, ok := at[mark.column]; ok {
			return mark.version
		}
	}
	for _, name := range strings.Fields(kazooColumns) {
		if _, ok := at[name]; !ok {
			return ""
		}
	}
	if _, ok := at["media_recordings"]; ok {
		return "4.0"
	}
	return "3.22"
}

// kazooColumns are those that every release writes. The first two releases
// join a fixed list, so that a file of theirs has all of them.
const kazooColumns = "call_id caller_id_number caller_id_name callee_id_number callee_id_name duration_seconds billing_seconds" +
	" timestamp hangup_cause other_leg_call_id owner_id to from direction request authorizing_id cost dialed_number calling_from" +
	" datetime unix_timestamp rfc_1036 iso_8601 call_type rate rate_name bridge_id recording_url call_priority"
