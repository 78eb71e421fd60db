package dialect

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

const (
	accHead = "id,method,from_tag,to_tag,callid,sip_code,sip_reason,time"
	accRow  = "1,INVITE,f1,t1,a84b4c76@192.0.2.7,486,Busy Here,2026-03-01 12:00:05"
	celRow  = `"HANGUP","1772366442.300000","Desk","1001","1001","","","2025550102","default","PJSIP/1001-00000001","Dial","","3","acme","1772366400.1","1772366400.1","","","","{""hangupcause"":17}"`
)

func TestRecogniseTablesOfProxies(t *testing.T) {
	tabs := func(s string) string { return strings.ReplaceAll(s, ",", "\t") }
	for _, test := range []struct{ name, head, dialect, end string }{
		{"acc", accHead + "\n" + accRow + "\n", kamailioAcc, "time"},
		{"in capitals, quoted", strings.ToUpper(`"`+strings.ReplaceAll(accHead, ",", `","`)+`"`) + "\n" + accRow + "\n", kamailioAcc, "TIME"},
		{"of a spreadsheet", "\ufeff" + strings.ReplaceAll(accHead+"\r\n"+accRow+"\r\n", ",", ";"), kamailioAcc, "time"},
		{"mysql --batch", tabs(accHead + "\n" + accRow + "\n"), kamailioAcc, "time"},
		{"no header", accRow + "\n", kamailioAcc, "8"},
		{"no header, no id", accRow[2:] + "\n", kamailioAcc, "7"},
		{"no header, extras", accRow + ",1001,example.com,192.0.2.7\n", kamailioAcc, "8"},
		{"no header, time_mode 1", accRow + ",1772366405,250000,1001\n", kamailioAcc, "8"},
		{"other names", "sip_method,fromtag,totag,sip_callid,sip_status,time\nINVITE,a,b,c,486,2026-03-01 12:00:05\n", kamailioAcc, "time"},
		{"finer times", accHead + ",time_hires\n" + accRow + ",1772366405.250\n", kamailioAcc, "time_hires"},
		{"a header alone", accHead + "\n", kamailioAcc, "time"},
		{"opensips", accHead + ",duration,setuptime,created\n" + accRow + ",0,5,2026-03-01 12:00:00\n", opensips, "time"},
		{"opensips, missed_calls", accHead + ",setuptime,created\n" + accRow + ",5,2026-03-01 12:00:00\n", opensips, "time"},
		{"opensips, no header", tabs(accRow + ",37,37250,5,2026-03-01 12:00:00\n"), opensips, "8"},
		{"opensips, nothing created", tabs(accRow + `,0,0,\N` + "\n"), opensips, "8"},
		{"acc_cdrs", "id,start_time,end_time,duration\n1,2026-03-01 12:00:00,2026-03-01 12:00:42,42.3\n", kamailioAccCDRs, "end_time"},
		{"acc_cdrs, extras", "start_time,end_time,duration,src_user,dst_user\n", kamailioAccCDRs, "end_time"},
		{"cdrs", "cdr_id,call_start_time,duration,sip_call_id\n", kamailioCDRs, ""},
		{"durations with a cause", "id,start_time,end_time,duration,hangup_cause\n", header, "end_time"},
		{"a table with a method", "uuid,end_time,hangup_cause,method\n", header, "end_time"},
		{"channel events", celRow + "\n", asteriskCEL, "2"},
		{"channel events, a table", "id,eventtype,eventtime,uniqueid,linkedid,extra\n", asteriskCEL, "eventtime"},
		{"channel events, tabs", strings.ReplaceAll(celRow, ",", "\t") + "\n", asteriskCEL, "2"},
		{"channel events, dates", strings.Replace(celRow, "1772366442.300000", "2026-03-01 12:00:42.300000", 1) + "\n", asteriskCEL, "2"},
		{"channel events, columns of a site's own", "1772366442.3,HANGUP,SIP/a-1,1772366400.1,1772366400.1\n", asteriskCEL, "1"},
	} {
		l, err := Recognise("x.csv", []byte(test.head), true, replayOptions())
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		end := ""
		if c := l.columns[cdr.EndTime]; len(c) > 0 {
			end = c[0].name
		}
		if l.Name() != test.dialect || end != test.end {
			t.Errorf("%s: got %s with the end %q, want %s with %q", test.name, l.Name(), end, test.dialect, test.end)
		}
	}
}

// Files of no other dialect are taken for tables of proxies or channel events,
// and these for none of the others.
func TestTablesOfProxiesAreNotConfused(t *testing.T) {
	files, err := filepath.Glob("testdata/*.csv")
	if err != nil || len(files) == 0 {
		t.Fatal(err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		l, err := Recognise(file, data, true, &Options{})
		if err != nil {
			continue
		}
		own := strings.HasPrefix(filepath.Base(file), "kamailio_")
		family, _, _ := strings.Cut(l.Name(), ":")
		if own != (family == kamailio) || family == opensips || l.Name() == asteriskCEL {
			t.Errorf("%s is recognised as %s", file, l.Name())
		}
	}
}

func TestForcedTablesOfProxies(t *testing.T) {
	acc, sips := accHead+"\n"+accRow+"\n", accHead+",duration,setuptime,created\n"
	for _, test := range []struct{ forced, head, dialect, problem string }{
		{kamailio, acc, kamailioAcc, ""},
		{kamailioAcc, acc, kamailioAcc, ""},
		{kamailioAcc, sips, kamailioAcc, ""},
		{opensips, sips, opensips, ""},
		{opensips, acc, "", "not opensips: no columns duration, setuptime and created"},
		{kamailioCDRs, acc, "", "not kamailio:cdrs: no column call_start_time among id, method"},
		{kamailioAccCDRs, "start_time,end_time,duration\n", kamailioAccCDRs, ""},
		{asteriskCEL, celRow + "\n", asteriskCEL, ""},
		{asteriskCEL, acc, "", "not asterisk:cel: found id, method, from_tag"},
		{freeswitch, acc, "", "not freeswitch"},
	} {
		opt := replayOptions()
		opt.Dialect = test.forced
		l, err := Recognise("x.csv", []byte(test.head), true, opt)
		switch {
		case test.problem != "":
			if err == nil || !strings.Contains(err.Error(), test.problem) {
				t.Errorf("%s: got %v, want %s", test.forced, err, test.problem)
			}
		case err != nil || l.Name() != test.dialect:
			t.Errorf("%s: got %v, %v", test.forced, l, err)
		}
	}
}
