package regress_test

import (
	"fmt"
	"os"
	"strings"

	"github.com/cdrlab/cdrlab/analyze/regress"
)

// A result is held against the one saved before: two firings have gone since,
// and the first has another limit.
func Example() {
	text, err := os.ReadFile("testdata/saved.json")
	if err != nil {
		fmt.Println(err)
		return
	}
	before, err := regress.Parse("saved.json", text)
	if err != nil {
		fmt.Println(err)
		return
	}
	after := *before
	after.Firings = append(after.Firings[:0:0], before.Firings[:4]...)
	after.Firings[0].Peak.Threshold = 0.09
	after.Firings[0].Peak.LimitPerMinute = 5.4

	d := regress.Compare(before, &after)
	fmt.Printf("%d differ, %d unchanged\n", d.Differences(), d.Unchanged)
	for _, f := range d.Lost {
		fmt.Println("lost", f.Cause, f.Start)
	}
	for _, p := range d.Changed {
		fmt.Println("changed", p.After.Cause, p.After.Start, strings.Join(p.Fields, ", "))
	}
	// Output:
	// 3 differ, 3 unchanged
	// lost CALL_REJECTED 2026-03-10T12:07:30Z
	// lost CALL_REJECTED 2026-03-10T13:00:30Z
	// changed CALL_REJECTED 2026-03-10T10:25:00Z peak.threshold, peak.limit_per_minute
}
