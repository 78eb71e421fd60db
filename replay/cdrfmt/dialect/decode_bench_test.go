package dialect

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"testing"
)

// generatedRows are rows of a file with a header, their times in a format of
// package fmt that takes a minute and a second.
func generatedRows(times string) string {
	causes := []string{"NORMAL_CLEARING", "USER_BUSY", "PROGRESS_TIMEOUT", "NO_ANSWER", "CALL_REJECTED"}
	var text strings.Builder
	text.WriteString("call_id,account_id,end_time,resource_id,duration_s,hangup_cause\n")
	for i := range 8192 {
		fmt.Fprintf(&text, "%032x,acme%03d,"+times+",carrier-%d,%d,%s\n",
			i*7919, i%997, i/60%60, i%60, i%7, i%300, causes[i%len(causes)])
	}
	return text.String()
}

// BenchmarkDecode reads what a replay needs from rows whose fields are found
// already.
func BenchmarkDecode(b *testing.B) {
	for _, bench := range []struct{ name, text, file string }{
		{name: "Seconds", text: generatedRows("2026-03-10 14:%02d:%02d")},
		{name: "RFC3339", text: generatedRows("2026-03-10T14:%02d:%02d.123Z")},
		{name: "FreeSWITCH", file: "testdata/freeswitch_linksys.csv"},
		{name: "KAZOO", file: "testdata/kazoo_4.3.csv"},
		{name: "KAZOOBare", file: "testdata/kazoo_4.0.csv"},
	} {
		b.Run(bench.name, func(b *testing.B) {
			head := []byte(bench.text)
			if bench.file != "" {
				data, err := os.ReadFile(bench.file)
				if err != nil {
					b.Fatal(err)
				}
				_, rows, _ := bytes.Cut(data, []byte("\n"))
				head = append(data, bytes.Repeat(rows, 1000)...)
			}
			l, err := Recognise("x.csv", head, true, replayOptions())
			if err != nil {
				b.Fatal(err)
			}
			records := takeSample(head, ',', true, maxSampled).records[l.HeaderRecords():]
			d := l.NewDecoder()
			batch := d.NewBatch()
			b.ReportAllocs()
			n := 0
			for b.Loop() {
				batch.Reset()
				for _, r := range records {
					if v, reject := d.Decode(r, batch); v != Accepted {
						b.Fatal(reject)
					}
				}
				n += len(records)
			}
			b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "rows/s")
		})
	}
}
