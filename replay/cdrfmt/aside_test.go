package cdrfmt

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// Records that are no rows of their own are counted by kind, whatever the
// chunks and the number of workers, and are part of neither rows nor rejects.
func TestAsides(t *testing.T) {
	const head = "CGRID,RunID,ToR,OriginID,RequestType,Account,Destination,SetupTime,AnswerTime,Usage\n"
	text := func(calls int) string {
		var b strings.Builder
		b.WriteString(head)
		for i := range calls {
			for _, run := range []string{"*default", "supplier"} {
				fmt.Fprintf(&b, "%d,%s,*voice,call-%d,*rated,acme,1002,2026-03-10T14:00:00Z,2026-03-10T14:00:05Z,37s\n", i, run, i)
			}
			fmt.Fprintf(&b, "%d,*default,*sms,text-%d,*rated,acme,1002,2026-03-10T14:00:00Z,2026-03-10T14:00:05Z,1\n", i, i)
		}
		b.WriteString("1,2,3\n")
		return b.String()
	}
	dir := t.TempDir()
	paths := []string{write(t, dir, "a.csv", text(20)), write(t, dir, "b.csv", text(5))}
	for _, workers := range []int{1, 4} {
		for _, chunk := range []int{1, 16, 100, 1000, 1 << 20} {
			opt := options()
			opt.Workers = workers
			got := readRows(opt, chunk, paths...)
			if got.err != nil {
				t.Fatal(got.err)
			}
			for _, want := range []string{
				paths[0] + " and 1 more: records passed over: 25 of other services than *voice",
				paths[0] + " and 1 more: records passed over: 25 of other runs than *default, which rate the same calls again",
			} {
				if !slices.Contains(got.report.Remarks, want) {
					t.Errorf("%d workers, chunks of %d: no %q in %q", workers, chunk, want, got.report.Remarks)
				}
			}
			if f := got.report.Files[0]; f.Rows != 21 || f.Accepted != 20 || f.Rejected != 1 {
				t.Errorf("%d workers, chunks of %d: %+v", workers, chunk, f)
			}
		}
	}
}
