package tune

import (
	"fmt"
	"slices"

	"github.com/cdrlab/cdrlab/analyze/falsealarm"
	"github.com/cdrlab/cdrlab/analyze/label"
	"github.com/cdrlab/cdrlab/replay"
	"github.com/cdrlab/cdrlab/replay/meter"
)

// rateClasses is how many rates stand for those of all hours. The averages that
// matter here forget within minutes, so which hour comes after which does not.
const rateClasses = 7

// classed is the traffic with its hours sorted by rate and put together to a few
// classes, each with one rate.
func classed(t falsealarm.Traffic, rate func([]float64) float64) falsealarm.Traffic {
	rates := slices.Sorted(slices.Values(t.Profile.RatesPerSec))
	if len(rates) < rateClasses {
		return t
	}
	classes := rateClasses
	for len(rates)%classes != 0 {
		classes--
	}
	t.Profile = falsealarm.Profile{SlotMinutes: 24 * 60}
	for class := range slices.Chunk(rates, len(rates)/classes) {
		t.Profile.RatesPerSec = append(t.Profile.RatesPerSec, rate(class))
	}
	return t
}

func meanRate(list []float64) float64 {
	var sum float64
	for _, v := range list {
		sum += v
	}
	return sum / float64(len(list))
}

// A model is believed that expects as many firings in the record as are there,
// where it expects so many.
var doubtedAt = [...]float64{30, 10, 3}

// doubt says why the model of a cause's usual traffic is not to be trusted:
// because the record is too short to tell, or has clearly more firings than
// expected at some threshold, twice as many or more. Else it is "".
func doubt(b *falsealarm.Baseline, m meter.Metric, record *falsealarm.Record) (string, error) {
	outlook, err := falsealarm.NewOutlook(classed(b.UsualTraffic(m), meanRate))
	if err != nil {
		return "", err
	}
	clear := clearMinutes(m, record)
	weeks := float64(countTrue(clear)) * replay.CheckSec / weekSec
	var levels []float64
	for _, expected := range doubtedAt {
		if perWeek := expected / weeks; weeks > 0 && perWeek <= mostPerWeek/leastApart {
			level, err := outlook.Threshold(perWeek)
			if err != nil {
				return "", err
			}
			levels = append(levels, level)
		}
	}
	if len(levels) == 0 {
		return "too short a record to check a model by", nil
	}
	for i, n := range firingsAt(levels, m, record, clear) {
		rates, err := outlook.Rates(levels[i])
		if err != nil {
			return "", err
		}
		expected := rates.FiringsPerWeek * weeks
		if float64(n) > 2*expected && label.Rate(n, 1).Low > expected {
			return fmt.Sprintf("at %s %.3g the model expects %.2g firings in the record, which has %d", m, levels[i], expected, n), nil
		}
	}
	return "", nil
}

// leastApart is how many minutes apart firings must be expected for each to be
// independent of the one before.
const leastApart = 60

// clearMinutes tells of each minute of the record whether an average at its end
// has forgotten the beginning and every incident.
func clearMinutes(m meter.Metric, r *falsealarm.Record) []bool {
	const memories = 3 // spans of the average
	clear := make([]bool, max(0, (r.UntilSec-r.SinceSec)/replay.CheckSec))
	for i := range clear {
		clear[i] = i >= memories*m.Minutes()
	}
	for _, w := range r.LeaveOut {
		from := max(0, (w.FromSec-r.SinceSec)/replay.CheckSec)
		to := min(int64(len(clear)), (w.ToSec-r.SinceSec)/replay.CheckSec+1+int64(memories*m.Minutes()))
		for i := from; i < to; i++ {
			clear[i] = false
		}
	}
	return clear
}

func countTrue(list []bool) int {
	n := 0
	for _, v := range list {
		if v {
			n++
		}
	}
	return n
}

// firingsAt counts the firings at some thresholds that begin in clear minutes,
// by one meter that is checked at each minute's end.
func firingsAt(levels []float64, m meter.Metric, r *falsealarm.Record, clear []bool) []int {
	found, fires := make([]int, len(levels)), make([]bool, len(levels))
	average := meter.Born()
	events := r.Events
	for i := range clear {
		check := r.SinceSec + int64(i+1)*replay.CheckSec
		for t := check - replay.CheckSec + meter.TickSec; t <= check; t += meter.TickSec {
			for len(events) > 0 && int64(events[0].Second) < t {
				average.Mark(events[0].N)
				events = events[1:]
			}
			average.Tick()
		}
		for k, level := range levels {
			now := average.Rates[m] > m.LimitPerSecond(level)
			if now && !fires[k] && clear[i] {
				found[k]++
			}
			fires[k] = now
		}
	}
	return found
}
