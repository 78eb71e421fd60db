package dialect

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// A header is FusionPBX's by columns that only it has, and whatever the user's
// rights left out.
func TestFusionPBXIsTold(t *testing.T) {
	for header, want := range map[string]string{
		"start_epoch,hangup_cause,duration,missed_call,xml_cdr_uuid,caller_destination": "fusionpbx",
		"start_stamp,hangup_cause,duration,tta,pdd_ms,rtp_audio_in_mos":                 "fusionpbx",
		",start_stamp,hangup_cause,duration,tta,pdd_ms,record_path":                     "fusionpbx",
		"start_stamp,hangup_cause,duration,uuid,accountcode,sip_hangup_disposition":     "header",
		"ID,call_id,duration_seconds,timestamp,hangup_cause,missed_call,tta,cc_side":    "kazoo",
	} {
		l, err := Recognise("x.csv", []byte(header+"\n"), true, replayOptions())
		if err != nil || l.Name() != want {
			t.Errorf("%s: got %v, %v, want %s", header, l, err, want)
		}
	}
}

// duration is the whole call as long as one row says so.
func TestFusionPBXTalkTime(t *testing.T) {
	const head = "start_epoch,hangup_cause,duration,billsec,tta,missed_call,xml_cdr_uuid\n"
	for rows, want := range map[string]string{
		"1773151200,X,9,9,3,f,a\n":                              "2026-03-10T14:00:12Z",
		"1773151200,X,9,9,0,f,a\n":                              "2026-03-10T14:00:09Z",
		"1773151200,X,9,9,-3,f,a\n":                             "2026-03-10T14:00:09Z",
		"1773151200,X,9,9,3,f,a\n1773151200,X,10,7,3,f,b\n":     "2026-03-10T14:00:09Z|2026-03-10T14:00:10Z",
		"1773151200,X,9,9,3,f,a\n1773151200,X,0,0,,t,b\n":       "2026-03-10T14:00:12Z|2026-03-10T14:00:00Z",
		"1773151200,X,9,9,3,f,a\n1773151200,X,9,9,broken,t,b\n": "2026-03-10T14:00:12Z|2026-03-10T14:00:09Z",
	} {
		if got := strings.Join(decodeAll(t, head+rows, cdr.EndTime, replayOptions()), "|"); got != want {
			t.Errorf("%s: got %s, want %s", rows, got, want)
		}
	}
}

// The number of a cause is no better than its name.
func TestNameOfACauseBeforeItsNumber(t *testing.T) {
	const text = "uuid,end_stamp,hangup_cause_q850,hangup_cause\na,2026-03-10 14:00:00,16,ORIGINATOR_CANCEL\nb,2026-03-10 14:00:00,17,\n"
	if got := decodeAll(t, text, cdr.HangupCause, replayOptions()); !slices.Equal(got, []string{"ORIGINATOR_CANCEL", "USER_BUSY"}) {
		t.Errorf("got %q", got)
	}
}

// FuzzFusionPBX damages rows of an export.
func FuzzFusionPBX(f *testing.F) {
	data, err := os.ReadFile("testdata/fusionpbx_2019.csv")
	if err != nil {
		f.Fatal(err)
	}
	lines := strings.SplitAfter(string(data), "\n")
	head := lines[0] + lines[1] + lines[2]
	for _, line := range lines[1:] {
		f.Add(line)
	}
	l, err := Recognise("x.csv", []byte(head), true, &Options{Need: cdr.FieldsOf(cdr.EndTime), Want: allFields})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, row string) {
		if r := record(row, l.sep); r.Len() > 0 {
			d := l.NewDecoder()
			checkDecode(t, d, r, d.NewBatch())
		}
	})
}
