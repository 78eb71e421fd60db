package dialect

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"
)

// recognised are heads of the commonest dialects, a row each, and for each row
// what changes from one to the next: two identifiers, three times.
var recognised = []struct {
	name, header string
	row          func(b *bytes.Buffer, i int, start time.Time)
}{
	{"header", "call_id,start_time,end_time,duration_ms,hangup_cause,account_id,gateway\n", func(b *bytes.Buffer, i int, start time.Time) {
		fmt.Fprintf(b, "c%08x,%s,%s,9000,%s,acme%d,gw%d\n", i*7919, start.Format(time.RFC3339), start.Add(9*time.Second).Format(time.RFC3339), benchCause(i), i%5, i%3)
	}},
	{"kazoo", `"ID","call_id","caller_id_number","caller_id_name","callee_id_number","callee_id_name","duration_seconds","billing_seconds","timestamp","hangup_cause","other_leg_call_id","owner_id","to","from","direction","request","datetime","iso_8601"` + "\n", func(b *bytes.Buffer, i int, start time.Time) {
		fmt.Fprintf(b, `"202603-%08x","%08x","+1202555%04d","Ann","101","Bob, Jr.","9","0","%d","%s","%08x","","101@example.com","ann@example.com","inbound","101@example.com","%s","%s"`+"\n",
			i*7919, i*7919, i%9999, start.Unix()+62167219200, benchCause(i), i*31, start.Format(time.DateTime), start.Format(time.DateOnly))
	}},
	{"freeswitch", "", func(b *bytes.Buffer, i int, start time.Time) {
		fmt.Fprintf(b, `"Ann","1001","2%03d","default","%s","","%s","9","0","%s","%08x-1111-4222-8333-000000000001","","acme","",""`+"\n",
			i%999, start.Format(time.DateTime), start.Add(9*time.Second).Format(time.DateTime), benchCause(i), i*7919)
	}},
	{"asterisk", "", func(b *bytes.Buffer, i int, start time.Time) {
		fmt.Fprintf(b, `"","100","7%03d","phones","""Ann"" <100>","SIP/100-%08x","","Dial","SIP/7","%s","%s","%s",12,9,"ANSWERED","DOCUMENTATION","%d.%d",""`+"\n",
			i%999, i, start.Format(time.DateTime), start.Add(3*time.Second).Format(time.DateTime), start.Add(12*time.Second).Format(time.DateTime), start.Unix(), i)
	}},
}

func benchCause(i int) string {
	return [...]string{"NORMAL_CLEARING", "USER_BUSY", "NO_ANSWER", "NORMAL_CLEARING"}[i%4]
}

// BenchmarkRecognise tells what an input costs before its first row is read:
// small files, a full head, and heads that are made to be expensive.
func BenchmarkRecognise(b *testing.B) {
	run := func(name string, head []byte, whole bool) {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for range b.N {
				Recognise("x.csv", head, whole, replayOptions())
			}
		})
	}
	for _, kind := range recognised {
		for _, rows := range []int{100, 4200} {
			text := bytes.NewBufferString(kind.header)
			for i := range rows {
				kind.row(text, i, time.Date(2026, 3, 10, 9, 0, i, 0, time.UTC))
			}
			whole := text.Len() <= 1<<20
			run(fmt.Sprintf("%s/rows=%d", kind.name, rows), text.Bytes()[:min(text.Len(), 1<<20)], whole)
		}
	}
	for _, hostile := range []string{",", ";", `";"`, `"`, "\n", " ", "a\n", ",,,,,,,,,,,,,,,\n", "cause,", "\"\n", "#\n", "2026-03-10 10:00:00,"} {
		run(fmt.Sprintf("hostile/%q", hostile), []byte("x"+strings.Repeat(hostile, 1<<20/len(hostile))), false)
	}
}
