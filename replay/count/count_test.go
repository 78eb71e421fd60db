package count

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// leg is a row as a person would write it; "-" stands for null.
type leg struct {
	ms                                 int64
	cause, account, gateway, direction string
}

func batchOf(legs []leg) *cdr.Batch {
	b := &cdr.Batch{}
	end := cdr.NewColumn(cdr.EndTime)
	b.SetColumn(cdr.EndTime, end)
	columns := []struct {
		field cdr.Field
		value func(leg) string
	}{
		{cdr.HangupCause, func(l leg) string { return l.cause }},
		{cdr.AccountID, func(l leg) string { return l.account }},
		{cdr.ResourceID, func(l leg) string { return l.gateway }},
		{cdr.Direction, func(l leg) string { return l.direction }},
	}
	for _, c := range columns {
		b.SetColumn(c.field, cdr.NewColumn(c.field))
	}
	for _, l := range legs {
		end.AppendInt(l.ms * 1000)
		for _, c := range columns {
			if v := c.value(l); v == "-" {
				b.Column(c.field).AppendNull(cdr.Code)
			} else {
				b.Column(c.field).AppendName(v)
			}
		}
		b.Rows++
	}
	return b
}

func build(t testing.TB, filter cdr.Filter, ignore []string, batches ...*cdr.Batch) *Set {
	t.Helper()
	return builder(t, filter, ignore, batches...).Set()
}

func builder(t testing.TB, filter cdr.Filter, ignore []string, batches ...*cdr.Batch) *Builder {
	t.Helper()
	b := NewBuilder(filter, ignore, true)
	for _, batch := range batches {
		if err := b.Add(batch); err != nil {
			t.Fatal(err)
		}
	}
	return b
}

func dump(s *Set) string {
	var b strings.Builder
	for _, g := range s.Groups {
		fmt.Fprintf(&b, "%d %s %s %s %d\n", g.Second, s.Causes[g.Cause], s.Accounts[g.Account], s.Gateways[g.Gateway], g.N)
	}
	fmt.Fprintf(&b, "accepted %d filtered %d ignored %d first %d last %d", s.Accepted, s.Filtered, s.Ignored, s.First, s.Last)
	return b.String()
}

func TestBuilder(t *testing.T) {
	legs := []leg{
		{10_999, "B", "acme", "gw1", "inbound"},
		{10_000, "A", "acme", "gw1", "outbound"},
		{10_500, "B", "acme", "gw1", "outbound"},
		{9_000, "OK", "acme", "gw1", "outbound"},
		{12_000, "-", "-", "-", "-"},
		{12_000, "", "", "", ""},
	}
	for name, c := range map[string]struct {
		filter cdr.Filter
		want   string
	}{
		"all": {cdr.Filter{}, `10 A acme gw1 1
10 B acme gw1 2
12 unknown unknown  2
accepted 6 filtered 0 ignored 1 first 9 last 12`},
		"period": {cdr.Filter{SinceSec: 10, UntilSec: 12}, `10 A acme gw1 1
10 B acme gw1 2
accepted 6 filtered 3 ignored 0 first 10 last 10`},
		"cause": {cdr.Filter{Causes: []string{"A", "unknown"}}, `10 A acme gw1 1
12 unknown unknown  2
accepted 6 filtered 3 ignored 0 first 10 last 12`},
		"direction": {cdr.Filter{Directions: []string{"outbound"}}, `10 A acme gw1 1
10 B acme gw1 1
accepted 6 filtered 3 ignored 1 first 9 last 10`},
		"gateway": {cdr.Filter{Gateways: []string{""}}, `12 unknown unknown  2
accepted 6 filtered 4 ignored 0 first 12 last 12`},
		"nothing": {cdr.Filter{Accounts: []string{"nobody"}}, `accepted 6 filtered 6 ignored 0 first 0 last 0`},
	} {
		if got := dump(build(t, c.filter, []string{"OK"}, batchOf(legs))); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", name, got, c.want)
		}
	}
}

func TestBuilderWithoutColumns(t *testing.T) {
	b := &cdr.Batch{Rows: 2}
	end := cdr.NewColumn(cdr.EndTime)
	end.AppendInt(5_000_000)
	end.AppendInt(5_999_999)
	b.SetColumn(cdr.EndTime, end)
	s := build(t, cdr.Filter{}, nil, b)
	if got, want := dump(s), "5 unknown unknown  2\naccepted 2 filtered 0 ignored 0 first 5 last 5"; got != want || s.HasGateway {
		t.Errorf("%s (gateway %v), want %s", got, s.HasGateway, want)
	}
}

func TestBuilderRefusesTimesItCannotHold(t *testing.T) {
	for _, ms := range []int64{-1, 1 << 42} {
		b := NewBuilder(cdr.Filter{}, nil, false)
		if err := b.Add(batchOf([]leg{{ms: ms, cause: "A"}})); err == nil {
			t.Errorf("end %d ms was counted", ms)
		}
	}
}

// TestAgainstMap holds Builder, Collect, Merge and Fingerprint against a map, whatever
// the order of rows and their split over batches, workers and files.
func TestAgainstMap(t *testing.T) {
	for seed := range uint64(20) {
		r := rand.New(rand.NewPCG(seed, 1))
		legs := make([]leg, 3000)
		want := map[[4]string]uint64{}
		for i := range legs {
			l := leg{
				ms:      (1 + r.Int64N(400)) * 1000,
				cause:   fmt.Sprintf("C%d", r.IntN(9)),
				account: fmt.Sprintf("a%d", r.IntN(40)),
				gateway: fmt.Sprintf("g%d", r.IntN(5)),
			}
			legs[i] = l
			if l.cause != "C0" {
				want[[4]string{fmt.Sprint(l.ms / 1000), l.cause, l.account, l.gateway}]++
			}
		}
		whole := build(t, cdr.Filter{}, []string{"C0"}, batchOf(legs))
		if len(whole.Groups) != len(want) {
			t.Fatalf("%d groups, want %d", len(whole.Groups), len(want))
		}
		for _, g := range whole.Groups {
			key := [4]string{fmt.Sprint(g.Second), whole.Causes[g.Cause], whole.Accounts[g.Account], whole.Gateways[g.Gateway]}
			if want[key] != g.N {
				t.Fatalf("%v: %d, want %d", key, g.N, want[key])
			}
		}
		r.Shuffle(len(legs), func(i, j int) { legs[i], legs[j] = legs[j], legs[i] })
		var parts []*Set
		var builders []*Builder
		for len(legs) > 0 {
			n := 1 + r.IntN(len(legs))
			m := r.IntN(n + 1)
			parts = append(parts, build(t, cdr.Filter{}, []string{"C0"}, batchOf(legs[:m]), batchOf(legs[m:n])))
			builders = append(builders, builder(t, cdr.Filter{}, []string{"C0"}, batchOf(legs[:m]), batchOf(legs[m:n])))
			legs = legs[n:]
		}
		if merged := Merge(parts...); !reflect.DeepEqual(merged, whole) {
			t.Fatalf("seed %d: %d parts merge to another set", seed, len(parts))
		} else if merged.Fingerprint() != whole.Fingerprint() {
			t.Fatal("equal sets, other fingerprints")
		}
		if all := Collect(builders...); !reflect.DeepEqual(all, whole) {
			t.Fatalf("seed %d: %d builders collect another set", seed, len(builders))
		}
	}
}

// TestManyGroups makes the table overflow many times, in and out of order.
func TestManyGroups(t *testing.T) {
	const n = 3 * flushGroups
	legs := make([]leg, 0, 2*n)
	for i := range int64(2 * n) {
		legs = append(legs, leg{ms: (i * 7919 % n) * 1000, cause: "A", account: "x"})
	}
	s := build(t, cdr.Filter{}, nil, batchOf(legs))
	if len(s.Groups) != n || s.Events() != 2*n {
		t.Fatalf("%d groups, %d events, want %d and %d", len(s.Groups), s.Events(), n, 2*n)
	}
	if !slices.IsSortedFunc(s.Groups, compareGroups) {
		t.Error("not sorted")
	}
}

// What is flushed out of order is joined before it costs more memory than the
// answer; what comes in order is not looked at twice.
func TestRepeatsAreJoinedEarly(t *testing.T) {
	const rounds, seconds = 3, spareGroups
	legs := make([]leg, seconds)
	for i := range legs {
		legs[i] = leg{ms: int64(i+1) * 1000, cause: "A", account: "x"}
	}
	batch := batchOf(legs)
	b := builder(t, cdr.Filter{}, nil, batch)
	if len(b.pile.blocks) < 2 || b.suspects > 0 {
		t.Errorf("in order: %d blocks, %d groups that may repeat", len(b.pile.blocks), b.suspects)
	}
	for range rounds {
		if err := b.Add(batch); err != nil {
			t.Fatal(err)
		}
	}
	waiting := 0
	for _, block := range b.pile.blocks {
		waiting += len(block.groups)
	}
	if waiting > 3*seconds {
		t.Errorf("%d groups wait, the answer has %d", waiting, seconds)
	}
	if s := b.Set(); len(s.Groups) != seconds || s.Events() != seconds*(rounds+1) {
		t.Errorf("%d groups, %d events", len(s.Groups), s.Events())
	}
}

func TestFingerprint(t *testing.T) {
	a := build(t, cdr.Filter{}, nil, batchOf([]leg{{1000, "A", "x", "g1", ""}, {1000, "A", "x", "g2", ""}}))
	b := build(t, cdr.Filter{}, nil, batchOf([]leg{{1000, "A", "x", "-", ""}, {1000, "A", "x", "-", ""}}))
	c := build(t, cdr.Filter{}, nil, batchOf([]leg{{1000, "A", "x", "-", ""}}))
	if a.Fingerprint() != b.Fingerprint() {
		t.Error("gateways are no part of the fingerprint")
	}
	if b.Fingerprint() == c.Fingerprint() {
		t.Error("other counts, same fingerprint")
	}
}

func TestSelect(t *testing.T) {
	legs := []leg{{1000, "A", "x", "", ""}, {2000, "B", "y", "", ""}, {3000, "OK", "x", "", ""}, {4000, "A", "y", "", ""}}
	for name, filter := range map[string]cdr.Filter{
		"all":     {},
		"period":  {SinceSec: 2, UntilSec: 4},
		"account": {Accounts: []string{"y"}},
		"cause":   {Causes: []string{"A"}},
	} {
		all := build(t, cdr.Filter{}, nil, batchOf(legs)) // nothing left out
		got := dump(all.Select(filter, []string{"OK"}))
		if want := dump(build(t, filter, []string{"OK"}, batchOf(legs))); got != want {
			t.Errorf("%s:\n%s\nwant\n%s", name, got, want)
		}
	}
}

func BenchmarkBuilder(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 1))
	legs := make([]leg, 1<<16)
	for i := range legs {
		legs[i] = leg{int64(i) * 10, fmt.Sprintf("C%d", r.IntN(16)), fmt.Sprintf("a%d", r.IntN(2000)), "g", "outbound"}
	}
	batch := batchOf(legs)
	ignore := []string{"C0", "C1", "C2", "C3", "C4", "C5", "C6", "C7", "C8", "C9", "C10"}
	b.ReportAllocs()
	for b.Loop() {
		build(b, cdr.Filter{}, ignore, batch)
	}
	b.ReportMetric(float64(b.N)*float64(len(legs))/b.Elapsed().Seconds(), "rows/s")
}

// What several builders have counted is the same collected and merged.
func TestCollectEqualsMerge(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	names := strings.Fields("acme nordic - b c d")
	for workers := 1; workers <= 3; workers++ {
		var sets []*Set
		var builders []*Builder
		for range workers {
			legs := make([]leg, random.IntN(3*flushGroups))
			for i := range legs {
				name := func() string { return names[random.IntN(len(names))] }
				legs[i] = leg{ms: int64(random.IntN(500_000)), cause: name(), account: name(), gateway: name(), direction: "-"}
			}
			b := NewBuilder(cdr.Filter{}, []string{"d"}, true)
			if err := b.Add(batchOf(legs)); err != nil {
				t.Fatal(err)
			}
			builders = append(builders, b)
			sets = append(sets, build(t, cdr.Filter{}, []string{"d"}, batchOf(legs)))
		}
		if got, want := Collect(builders...), Merge(sets...); !reflect.DeepEqual(got, want) {
			t.Errorf("%d workers: %d groups of %v, merged %d of %v", workers, len(got.Groups), got.Totals, len(want.Groups), want.Totals)
		}
	}
}
