package dialect

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
)

// FusionPBX exports its table v_xml_cdr. Which columns there are depends on
// the release and on the rights of the user; texts stand in quotes, and quotes
// inside are not doubled (app/xml_cdr/xml_cdr_export.php). It has no end of the
// calls, and newer releases call the talk time duration (xml_cdr_inc.php).

// fusionpbxMarks are columns that only FusionPBX has.
const fusionpbxMarks = "xml_cdr_uuid domain_uuid missed_call caller_destination record_path record_name cc_side tta start_date_formatted" +
	" start_time_formatted raw_data_exists bridge_uuid sip_hangup_disposition pdd_ms rtp_audio_in_mos last_bridge provider_uuid"

// matchFusionPBX lays out an export of FusionPBX, or says what it lacks.
func matchFusionPBX(s sample, _ string, _ *Options) (l *Layout, why string) {
	rows := s.rows()
	if len(rows) == 0 {
		return nil, "no header"
	}
	names := s.firstNames()
	at := map[string]int{}
	for i := len(names) - 1; i >= 0; i-- {
		at[strings.ToLower(names[i])] = i
	}
	if lacking := fusionpbxLacks(at); lacking != "" {
		return nil, fmt.Sprintf("no column %s among %s", lacking, s.listFirst())
	}
	l = &Layout{name: fusionpbx, leading: s.leading + 1, headings: slices.Clip(names), headerRaw: rows[0].Raw, width: len(names)}
	l.remarkTitles(s)
	l.fitWidth(rows[1:])
	if l.byRows { // a column more or less at the start moves the others
		at = map[string]int{}
		for i := len(l.headings) - 1; i >= 0; i-- {
			at[strings.ToLower(l.headings[i])] = i
		}
	}
	l.addKnown()
	for _, more := range []struct {
		field cdr.Field
		names string
	}{
		{cdr.CallID, "xml_cdr_uuid uuid"},
		{cdr.OtherLegCallID, "bridge_uuid"},
		{cdr.AccountID, l.tenantOf(at, rows[1:])},
	} {
		l.columns[more.field] = nil
		for _, name := range strings.Fields(more.names) {
			if i, ok := at[name]; ok {
				l.add(more.field, column{index: i, name: name})
			}
		}
	}
	l.unwrapCells(rows[1:])
	l.joinNames(at)
	l.settleTalkTime(at, rows[1:])
	if stamp, ok := at["start_stamp"]; ok && l.columns[cdr.StartTime][0].index != stamp {
		l.remarkOffset(rows[1:], stamp, l.columns[cdr.StartTime][0], "other times without an offset are read by --tz")
	}
	return l, ""
}

// fusionpbxLacks is the first of the columns that make a header FusionPBX's,
// if it has not all of them.
func fusionpbxLacks(at map[string]int) string {
	has := func(name string) bool { _, ok := at[name]; return ok }
	switch {
	case !has("hangup_cause"):
		return "hangup_cause"
	case !has("start_epoch") && !has("start_stamp"):
		return "start_epoch"
	}
	marks := 0
	for _, name := range strings.Fields(fusionpbxMarks) {
		if has(name) {
			marks++
		}
	}
	if marks < 3 {
		return "xml_cdr_uuid, missed_call, caller_destination or others of FusionPBX alone"
	}
	return ""
}

// tenantOf is the column that tells tenants apart: the name of the domain is
// there only if the export is of all, and not every call has an accountcode.
func (l *Layout) tenantOf(at map[string]int, rows []*lex.Record) string {
	if _, ok := at["domain_name"]; ok {
		return "domain_name"
	}
	if code, ok := at["accountcode"]; ok && !slices.ContainsFunc(rows, func(r *lex.Record) bool {
		return r.Len() == l.width && isNull(trim(r.Field(code)))
	}) {
		return "accountcode"
	}
	if _, ok := at["domain_uuid"]; ok {
		return "domain_uuid"
	}
	return "accountcode"
}

// joinNames gives the fields a row has too many to the caller's name, as long
// as times and numbers then stand in their columns.
func (l *Layout) joinNames(at map[string]int) {
	name, ok := at["caller_id_name"]
	if !ok {
		return
	}
	l.shape, l.join = shapeJoin, joints{before: []int{name}}
	var numbers []int
	for _, n := range strings.Fields("start_epoch answer_epoch end_epoch duration mduration billsec billmsec pdd_ms tta rtp_audio_in_mos") {
		if i, ok := at[n]; ok {
			numbers = append(numbers, i)
		}
	}
	width := l.width
	l.join.widths = map[int]bool{width: true}
	l.join.fits = func(r *lex.Record, more int) bool {
		if r.Len() != width+more {
			return false
		}
		for _, i := range numbers {
			if i > name {
				i += more
			}
			b := trim(r.Field(i))
			if _, ok := parseDecimal(b); !ok && !isNull(b) {
				return false
			}
		}
		return true
	}
}

// settleTalkTime finds out whether duration is the talk time: then the time to
// answer is added, as otherwise calls would end before they did. Of a call that
// nobody answered the export does not tell how long it rang.
func (l *Layout) settleTalkTime(at map[string]int, rows []*lex.Record) {
	_, whole := at["mduration"]
	tta, ok := at["tta"]
	duration, hasDuration := at["duration"]
	billsec, hasBillsec := at["billsec"]
	if whole || !ok || !hasDuration || !hasBillsec {
		return
	}
	answered := 0
	for _, r := range rows {
		if r.Len() != l.width {
			continue
		}
		waited, ok := parseDecimal(trim(r.Field(tta)))
		if !ok || waited.negative || waited.isZero() {
			continue
		}
		if !bytes.Equal(trim(r.Field(duration)), trim(r.Field(billsec))) {
			return
		}
		answered++
	}
	if answered == 0 {
		return
	}
	for i := range l.columns[cdr.DurationMs] {
		if c := &l.columns[cdr.DurationMs][i]; c.index == duration {
			c.plus = []int{tta + 1}
		}
	}
	text := "duration is the talk time in this export: tta, the time to answer, is added to it"
	if len(l.columns[cdr.EndTime]) == 0 {
		text += "; calls that nobody answered count at their start"
	}
	l.remark(text)
}
