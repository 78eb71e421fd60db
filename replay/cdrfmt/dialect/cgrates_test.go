package dialect

import (
	"strings"
	"testing"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

const cgratesHead = "CGRID,RunID,ToR,OriginID,RequestType,Tenant,Category,Account,Subject,Destination,SetupTime,AnswerTime,Usage,Cost\n"

func cgratesRow(run, id, usage string) string {
	return "8f1c" + id + "," + run + ",*voice," + id + ",*rated,example.org,call,1001,1001,1002,2026-03-10T14:00:00Z,2026-03-10T14:00:05Z," + usage + ",1\n"
}

// The size of the numbers tells nanoseconds from seconds, and a person may say
// otherwise.
func TestCGRateSUsage(t *testing.T) {
	for _, test := range []struct{ usages, unit, want, remark string }{
		{"37s 1m5s 1h0m0.5s", "", "37000 65000 3600500", ""},
		{"37 65", "", "37000 65000", "Usage: bare numbers read as seconds; if they are nanoseconds: --column billsec_ms=13:ns"},
		{"37000000000 50000000", "", "37000 50", "Usage: bare numbers read as nanoseconds, as some are above 100000000; else --column billsec_ms=13:s"},
		{"50000000", "ns", "50", ""},
		{"0 0", "", "0 0", ""},
		{"-5s", "", "0", ""},
	} {
		text := cgratesHead
		for _, usage := range strings.Fields(test.usages) {
			text += cgratesRow("*default", "a", usage)
		}
		opt := replayOptions()
		opt.Want |= cdr.FieldsOf(cdr.BillsecMs)
		if test.unit != "" {
			withColumn("billsec_ms", "Usage", test.unit)(opt)
		}
		if got := strings.Join(decodeAll(t, text, cdr.BillsecMs, opt), " "); got != test.want {
			t.Errorf("%s: got %s, want %s", test.usages, got, test.want)
		}
		if test.remark != "" {
			has(t, text, opt, test.remark, true)
		}
		has(t, text, opt, "Usage: bare numbers read as seconds; if they are nanoseconds: --column billsec_ms=13:ns", strings.Contains(test.remark, "as seconds"))
	}
}

// A call that several runs rate counts once; runs of different calls all count.
func TestCGRateSRuns(t *testing.T) {
	for _, test := range []struct {
		runs string // run and call of each row
		want string // the calls that count
	}{
		{"*default:a *default:b", "a b"},
		{"*default:a supplier:a *default:b supplier:b", "a b"},
		{"*raw:a *default:a *raw:b *default:b", "a b"},
		{"*raw:a gold:a *raw:b gold:b *raw:c", "a b c"},
		{"gold:a silver:b gold:c silver:d", "a b c d"},
		{"gold:a silver:a gold:b", "a b"},
		{"supplier:a *default:b supplier:c", "a b c"},
	} {
		text := cgratesHead
		for _, row := range strings.Fields(test.runs) {
			run, id, _ := strings.Cut(row, ":")
			text += cgratesRow(run, id, "10s")
		}
		opt := replayOptions()
		opt.Want |= cdr.FieldsOf(cdr.CallID)
		if got := strings.Join(decodeAll(t, text, cdr.CallID, opt), " "); got != test.want {
			t.Errorf("%s: got %s, want %s", test.runs, got, test.want)
		}
	}
}

// The end of a call is when it was answered plus its usage, or when it was set
// up; a column that a person names goes before.
func TestCGRateSEnd(t *testing.T) {
	text := cgratesHead + cgratesRow("*default", "a", "10s") + strings.Replace(cgratesRow("*default", "b", "0s"), "2026-03-10T14:00:05Z", "0001-01-01T00:00:00Z", 1)
	opt := replayOptions()
	if got := strings.Join(decodeAll(t, text, cdr.EndTime, opt), " "); got != "2026-03-10T14:00:15Z 2026-03-10T14:00:00Z" {
		t.Errorf("got %s", got)
	}
	withColumn("end_time", "SetupTime", "")(opt)
	if got := strings.Join(decodeAll(t, text, cdr.EndTime, opt), " "); got != "2026-03-10T14:00:00Z 2026-03-10T14:00:00Z" {
		t.Errorf("with --column: got %s", got)
	}
}

// The table of the database has the same names, otherwise written.
func TestCGRateSTable(t *testing.T) {
	text := "id,cgrid,run_id,origin_host,source,origin_id,tor,request_type,tenant,category,account,subject,destination,setup_time,answer_time,usage,extra_fields,cost\n"
	for _, run := range []string{"*default", "derived"} {
		text += "1,8f1c," + run + ",192.0.2.1,freeswitch,a,*voice,*rated,example.org,call,1001,1001,1002,2026-03-10 14:00:00,2026-03-10 14:00:05,37000000000,{},1\n"
	}
	opt := replayOptions()
	opt.Want |= cdr.FieldsOf(cdr.BillsecMs, cdr.CallID, cdr.AccountID, cdr.MediaServer)
	for field, want := range map[cdr.Field]string{cdr.BillsecMs: "37000", cdr.CallID: "a", cdr.AccountID: "1001", cdr.MediaServer: "192.0.2.1"} {
		if got := strings.Join(decodeAll(t, text, field, opt), " "); got != want {
			t.Errorf("%s %q, want %q", field, got, want)
		}
	}
}
