package inflight

import (
	"testing"
	"time"
)

func TestSlots(t *testing.T) {
	zone := time.FixedZone("east", 2*3600)
	tr := &Traffic{Instants: Every(15 * time.Minute)}
	first := time.Date(2026, 3, 9, 0, 0, 0, 0, zone) // a Monday
	tr.First = first.UnixMicro() / tr.Instants.EveryUs()
	tr.End = tr.First + 8*96
	slots := tr.Slots(zone, 15, false)
	if len(slots) != 96 || slots[1].Minute != 15 || slots[1].Days != 8 || len(slots[1].Restarts) != 8 || slots[0].Restarts[1] != 96 {
		t.Fatalf("%d slots, %+v", len(slots), slots[1])
	}
	hours := tr.Slots(zone, 60, true)
	if len(hours) != 7*24 || hours[0].Weekday != time.Sunday || hours[24].Days != 2 || len(hours[24].Restarts) != 8 {
		t.Fatalf("%d slots, %+v", len(hours), hours[24])
	}
	mean := make([]float64, 96)
	for i := range mean {
		mean[i] = 1
	}
	mean[10], mean[20], mean[21], mean[22], mean[40], mean[95] = 0, 0, 0, 0, 0, 7
	best, worst := Extremes(slots, mean)
	if best != (Run{20, 22, 5}) || worst != (Run{95, 95, 1}) {
		t.Errorf("best %+v, worst %+v", best, worst)
	}
}

func TestSummarize(t *testing.T) {
	values := []Estimate{{1, 0, 4}, {2, 2, 2}, {3, 3, 3}, {10, 9, 11}}
	got := Summarize([]int{0, 1, 2, 3}, func(i int) Estimate { return values[i] })
	if got != (Summary{Mean: 4, P90: 10, Low: 0, High: 11}) {
		t.Errorf("%+v", got)
	}
}
