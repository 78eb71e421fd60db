package kpi

import (
	"errors"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// hand is a small day, whose figures are worked out by hand in TestByHand:
// two calls of an A leg and its attempts, one leg on its own.
func hand() []sample {
	leg := func(call, direction, gateway, cause string, startMs, ringMs, answerMs, endMs, billMs, sip int64) sample {
		return sample{
			interaction: call, call: call + direction + gateway, direction: direction, account: "acme", gateway: gateway,
			cause: cause, startMs: startMs, ringMs: ringMs, answerMs: answerMs, endMs: endMs, billMs: billMs, sip: sip,
		}
	}
	return []sample{
		// c-1 does not ring, c-2 answers after 20 s.
		leg("one", "inbound", "", "NORMAL_CLEARING", 0, 12_000, 20_000, 80_000, 60_000, 200),
		leg("one", "outbound", "c-1", "PROGRESS_TIMEOUT", 0, -1, -1, 8_000, 0, 408),
		leg("one", "outbound", "c-2", "NORMAL_CLEARING", 8_000, 4_000, 20_000, 80_000, 60_000, 200),
		// Cancelled while c-2 rings.
		leg("two", "inbound", "", "ORIGINATOR_CANCEL", 60_000, 2_500, -1, 90_000, 0, 487),
		leg("two", "outbound", "c-2", "ORIGINATOR_CANCEL", 60_000, 2_000, -1, 90_000, 0, 487),
		// A short call.
		leg("three", "outbound", "c-2", "NORMAL_CLEARING", 60_500, 1_000, 64_000, 70_000, 6_000, 200),
	}
}

func real(x float64) Value { return Value{Kind: Real, Float: x} }

func TestByHand(t *testing.T) {
	at := func(ms int64) Value { return instant((baseMs + ms) * 1000) }
	n := func(x int64) Value { return whole(x) }
	for _, test := range []struct {
		population Population
		want       [NumKPIs]Value
	}{
		{Legs, [NumKPIs]Value{
			LegCount: n(6), CallCount: n(3), Seizures: n(4), Answered: n(2),
			ASRPct: real(50), NERPct: real(75), // c-2's two answered, one rang and was cancelled
			ABRPct: real(50), CCRPct: ratio(100, 2, 3),
			ACDSec: real(33), BillSec: real(66),
			PDDMeanMs: real(7000.0 / 3), PDDP50Ms: n(2000), PDDP95Ms: n(4000), PDDP99Ms: n(4000),
			ShortPct: real(50), AbnormalPct: ratio(100, 1, 6),
			SERPct: real(50), SEERPct: real(50), ISAPct: real(25),
			CPSPeak: n(3), CPSPeakTime: at(60_000),
			ConcurrentPeak: n(5), ConcurrentPeakTime: at(60_500),
			// 80 + 8 + 72 + 30 + 30 + 9.5 s held in 90 s
			Erlang: real(229.5 / 90), BusyHour: at(0), BusyHourErlang: real(229.5 / 3600),
			Accounts: n(1), First: at(8_000), Last: at(90_000),
		}},
		{Calls, [NumKPIs]Value{
			LegCount: n(6), CallCount: n(3), Seizures: n(3), Answered: n(2),
			ASRPct: ratio(100, 2, 3), NERPct: real(100),
			ABRPct: ratio(100, 2, 3), CCRPct: ratio(100, 2, 3),
			ACDSec: real(33), BillSec: real(66),
			// The first call rings 12 s after its first attempt began.
			PDDMeanMs: real(5000), PDDP50Ms: n(2000), PDDP95Ms: n(12_000), PDDP99Ms: n(12_000),
			ShortPct: real(50), AbnormalPct: real(0),
			SERPct: ratio(100, 2, 3), SEERPct: ratio(100, 2, 3), ISAPct: real(0),
			CPSPeak: n(2), CPSPeakTime: at(60_000),
			ConcurrentPeak: n(3), ConcurrentPeakTime: at(60_500),
			Erlang: real(119.5 / 90), BusyHour: at(0), BusyHourErlang: real(119.5 / 3600),
			Accounts: n(1), First: at(70_000), Last: at(90_000),
		}},
	} {
		a := NewAccumulator(Options{KPIs: allKPIs(), Population: test.population})
		mustAdd(t, a, batchOf(hand(), 0, nil))
		got := Tabulate([]*Accumulator{a})
		for k := range KPI(NumKPIs) {
			g, w := got.Total.Values[k], test.want[k]
			if g.Kind != w.Kind || g.Int != w.Int || math.Abs(g.Float-w.Float) > 1e-12*w.Float {
				t.Errorf("%s, %s = %+v, want %+v", test.population, k, g, w)
			}
			if g.Kind != k.Kind() {
				t.Errorf("%s is of kind %d, Kind says %d", k, g.Kind, k.Kind())
			}
		}
	}
}

// Nothing in the data tells: undefined, never 0.
func TestUndefined(t *testing.T) {
	without := func(fields ...cdr.Field) cdr.FieldSet { return cdr.FieldsOf(fields...) }
	inboundOnly := slices.DeleteFunc(hand(), func(s sample) bool { return s.direction != inbound })
	for _, test := range []struct {
		name      string
		legs      []sample
		without   cdr.FieldSet
		undefined string
	}{
		{"no rows", nil, 0, "calls answered asr_pct ner_pct abr_pct ccr_pct acd_s billsec_s pdd_mean_ms pdd_p50_ms pdd_p95_ms pdd_p99_ms " +
			"short_pct abnormal_pct ser_pct seer_pct isa_pct cps_peak cps_peak_time concurrent_peak concurrent_peak_time erlang busy_hour " +
			"busy_hour_erlang accounts first last"},
		{"no seizures", inboundOnly, 0, "asr_pct ner_pct acd_s billsec_s pdd_mean_ms pdd_p50_ms pdd_p95_ms pdd_p99_ms short_pct ser_pct seer_pct isa_pct"},
		{"no answers", hand(), without(cdr.AnswerTime, cdr.BillsecMs), "answered asr_pct ner_pct abr_pct ccr_pct acd_s billsec_s short_pct"},
		{"no causes", hand(), without(cdr.HangupCause), "ner_pct abnormal_pct"},
		{"no starts", hand(), without(cdr.StartTime), "cps_peak cps_peak_time concurrent_peak concurrent_peak_time erlang busy_hour busy_hour_erlang"},
		{"no progress, status, account", hand(), without(cdr.ProgressMs, cdr.SIPCode, cdr.AccountID),
			"pdd_mean_ms pdd_p50_ms pdd_p95_ms pdd_p99_ms ser_pct seer_pct isa_pct accounts"},
		{"no identifiers", hand(), without(cdr.InteractionID, cdr.CallID), "calls ccr_pct"},
		{"end only", hand(), ^without(cdr.EndTime, cdr.Direction) & without(cdr.StartTime, cdr.AnswerTime, cdr.BillsecMs, cdr.ProgressMs,
			cdr.SIPCode, cdr.HangupCause, cdr.AccountID, cdr.CallID), "answered asr_pct ner_pct abr_pct ccr_pct acd_s billsec_s pdd_mean_ms " +
			"pdd_p50_ms pdd_p95_ms pdd_p99_ms short_pct abnormal_pct ser_pct seer_pct isa_pct cps_peak cps_peak_time concurrent_peak " +
			"concurrent_peak_time erlang busy_hour busy_hour_erlang accounts"},
	} {
		a := NewAccumulator(Options{KPIs: allKPIs()})
		mustAdd(t, a, batchOf(test.legs, test.without, nil))
		total := Tabulate([]*Accumulator{a}).Total
		var got []string
		for k, v := range total.Values {
			if v.Kind == Undefined {
				got = append(got, KPI(k).String())
			}
		}
		if text := strings.Join(got, " "); text != test.undefined {
			t.Errorf("%s: undefined %s\nwant %s", test.name, text, test.undefined)
		}
	}
}

func TestNeeds(t *testing.T) {
	opt := Options{KPIs: []KPI{LegCount, ASRPct, PDDP95Ms}, By: []Dimension{{Name: "gateway"}, {Name: "hour"}}}
	want := cdr.FieldsOf(cdr.EndTime, cdr.Direction, cdr.AnswerTime, cdr.BillsecMs, cdr.ProgressMs, cdr.ResourceID, cdr.StartTime, cdr.RowFlags)
	if got := opt.Needs(); got != want {
		t.Errorf("needs %b, want %b", got, want)
	}
	opt = Options{KPIs: []KPI{LegCount}, Filter: cdr.Filter{Causes: []string{"X"}}}
	if got := opt.Needs(); got != cdr.FieldsOf(cdr.EndTime, cdr.HangupCause, cdr.RowFlags) {
		t.Errorf("needs %b", got)
	}
	opt = Options{KPIs: []KPI{LegCount, CPSPeak}, By: []Dimension{{Name: "gateway"}}}
	if got := opt.Needs(); got != cdr.FieldsOf(cdr.EndTime, cdr.StartTime, cdr.ResourceID) {
		t.Errorf("needs %b", got) // no flag says anything of these
	}
}

// A group of many delays counts them by value, as exactly as a list.
func TestManyDelays(t *testing.T) {
	var d delay
	d.grow(1)
	var list []int64
	for i := range int64(3 * listedDelays) {
		ms := i * i % 20_011 * 5
		if i%100 == 0 {
			ms = -ms
		}
		d.groups[0].add(ms)
		list = append(list, ms)
	}
	d.finish()
	slices.Sort(list)
	for p := int64(1); p <= 100; p++ {
		rank := (int64(len(list))*p + 99) / 100
		if got := d.percentile(0, p); got != whole(list[rank-1]) {
			t.Errorf("percentile %d = %d, want %d", p, got.Int, list[rank-1])
		}
	}
}

// A counter of 8 bits that is full goes on.
func TestDelaysBeyondTheirCounters(t *testing.T) {
	var d delays
	for range listedDelays + 1 {
		d.place(10, 1)
	}
	d.place(20, math.MaxUint32-1)
	for range 3 {
		d.add(20)
	}
	d.place(30, 1<<32)
	d.n = listedDelays + 1 + math.MaxUint32 + 2 + 1<<32
	m := delay{groups: []delays{d}}
	for p, want := range map[int64]int64{1: 20, 49: 20, 50: 20, 51: 30, 100: 30} {
		if got := m.percentile(0, p); got != whole(want) {
			t.Errorf("percentile %d = %d, want %d", p, got.Int, want)
		}
	}
	if got := d.count(20); got != math.MaxUint32+2 {
		t.Errorf("%d delays of 20 ms, want %d", got, int64(math.MaxUint32+2))
	}
}

// Accounts of many groups, some of them kept as bits of an array and some in
// a table, are told apart.
func TestManyAccounts(t *testing.T) {
	const groups, ids = nearGroups + 3, 64*nearWords + 3
	one, other := newAccounts(), newAccounts()
	to := make([]uint32, groups)
	for _, m := range []*accounts{one, other} {
		for id := range ids {
			m.words.id(strconv.Itoa(id + 1))
		}
		m.grow(groups)
	}
	for g := range uint32(groups) {
		to[g] = groups - 1 - g
		one.mark(g, ids-1)
		one.mark(g, g%7)
		one.mark(g, g%7)
		other.mark(to[g], ids-1)
		other.mark(to[g], 9)
	}
	one.merge(other, to)
	one.finish()
	for g, n := range one.number {
		if n != 3 {
			t.Fatalf("group %d has %d accounts, want 3", g, n)
		}
	}
}

func TestSort(t *testing.T) {
	table := func() *Table {
		a := NewAccumulator(Options{KPIs: []KPI{Answered, ASRPct}, By: []Dimension{{Name: "gateway"}, {Name: "weekday"}}})
		legs := hand()
		legs[3].startMs += 6 * 24 * 3600_000 // Mon; its end stays, Tue
		mustAdd(t, a, batchOf(legs, 0, nil))
		return Tabulate([]*Accumulator{a})
	}
	names := func(tab *Table) string {
		var list []string
		for _, g := range tab.Groups {
			list = append(list, g.Names[0]+"/"+g.Names[1])
		}
		return strings.Join(list, " ")
	}
	for _, test := range []struct {
		sort func(*Table)
		want string
	}{
		{func(*Table) {}, "c-2/Tue /Mon /Tue c-1/Tue"},
		{func(tab *Table) { tab.SortBy(ASRPct, false) }, "c-2/Tue c-1/Tue /Mon /Tue"}, // undefined last
		{func(tab *Table) { tab.SortBy(ASRPct, true) }, "c-1/Tue c-2/Tue /Mon /Tue"},
		{func(tab *Table) { tab.SortBy(Erlang, true) }, "c-2/Tue /Mon /Tue c-1/Tue"}, // not in the table
		{func(tab *Table) { tab.SortByDimension(0, true) }, "c-2/Tue c-1/Tue /Mon /Tue"},
		{func(tab *Table) { tab.SortByDimension(1, false) }, "/Mon /Tue c-1/Tue c-2/Tue"},
	} {
		tab := table()
		test.sort(tab)
		if got := names(tab); got != test.want {
			t.Errorf("order %s, want %s", got, test.want)
		}
	}
}

func TestParse(t *testing.T) {
	for _, text := range append(DimensionNames()[:len(dimensions)-1], "prefix:1", "prefix:24") {
		if d, err := ParseDimension(text); err != nil || d.String() != text || DimensionMeaning(d.Name) == "" {
			t.Errorf("%s: %v, %v", text, d, err)
		}
	}
	for _, name := range KPINames() {
		if k, err := ParseKPI(name); err != nil || k.String() != name || k.Meaning() == "" {
			t.Errorf("%s: %v, %v", name, k, err)
		}
	}
	for text, want := range map[string]string{
		"gatway": "did you mean gateway?", "prefix": "prefix:N wanted", "prefix:0": "prefix:N wanted", "prefix:99": "prefix:N wanted",
		"hour:3": "has no digits", "": "wanted one of",
	} {
		_, err := ParseDimension(text)
		var usage *cdr.UsageError
		if !errors.As(err, &usage) || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
	if _, err := ParseKPI("asr"); err == nil || !strings.Contains(err.Error(), `unknown KPI "asr"`) {
		t.Error(err)
	}
	if _, err := ParseKPI("asr_pc"); err == nil || !strings.Contains(err.Error(), "did you mean asr_pct?") {
		t.Error(err)
	}
}

func FuzzParseDimension(f *testing.F) {
	f.Add("prefix:3")
	f.Add("hour")
	f.Add("prefix:+3")
	f.Fuzz(func(t *testing.T, text string) {
		d, err := ParseDimension(text)
		if err != nil {
			return
		}
		if again, err := ParseDimension(d.String()); err != nil || again != d {
			t.Errorf("%q is %v, read back %v, %v", text, d, again, err)
		}
	})
}

func TestBadBatches(t *testing.T) {
	a := NewAccumulator(Options{KPIs: []KPI{LegCount}})
	if err := a.Add(batchOf(hand(), cdr.FieldsOf(cdr.EndTime), nil)); err == nil {
		t.Error("a batch without end_time passes")
	}
	late := hand()
	late[0].endMs = 1 << 50
	if err := a.Add(batchOf(late, 0, nil)); err == nil {
		t.Error("an end after 2106 passes")
	}
}
