package cdrfmt

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// countSink counts rows and does nothing else.
type countSink struct{ rows int }

func (s *countSink) Add(b *cdr.Batch) error {
	s.rows += b.Rows
	return nil
}

func BenchmarkReadCSV(b *testing.B) {
	const rows = 200_000
	var text strings.Builder
	text.WriteString("call_id,start_time,end_time,direction,caller_id_number,callee_id_number,resource_id,hangup_cause,account_id\n")
	for i := range rows {
		fmt.Fprintf(&text, "%08x-aaaa-bbbb,2026-03-10T00:00:00Z,2026-03-10T%02d:%02d:%02dZ,outbound,+49%09d,+44%09d,carrier-%d,CAUSE_%d,acme%d\n",
			i, i/3600%24, i/60%60, i%60, i*7, i*11, i%7, i%5, i%9)
	}
	path := filepath.Join(b.TempDir(), "in.csv")
	if err := os.WriteFile(path, []byte(text.String()), 0o644); err != nil {
		b.Fatal(err)
	}
	for _, mode := range []struct {
		name string
		mode DedupeMode
	}{{"plain", DedupeOff}, {"dedupe", DedupeOn}} {
		b.Run(mode.name, func(b *testing.B) {
			b.SetBytes(int64(text.Len()))
			for b.Loop() {
				opt := options()
				opt.Want = cdr.FieldsOf(cdr.EndTime, cdr.HangupCause, cdr.AccountID)
				opt.Dedupe = mode.mode
				if _, _, err := Read(context.Background(), []string{path}, opt, func() *countSink { return &countSink{} }); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.N)*rows/b.Elapsed().Seconds(), "rows/s")
		})
	}
}
