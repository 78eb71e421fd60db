package main

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/cdrlab/cdrlab/analyze/label"
	"github.com/cdrlab/cdrlab/replay/meter"
)

// falseWords is "0.1 (<0.3)": false firings a week and their upper limit.
func falseWords(n uint64, sec int64) string {
	if sec <= 0 {
		return "-"
	}
	i := label.Rate(int(n), float64(sec)/(7*86400))
	return fmt.Sprintf("%s (<%s)", shortOrNone(i.Estimate), shortOrNone(i.High))
}

func shortOrNone(x float64) string {
	if x <= 0 {
		return "0"
	}
	return short(x)
}

// betweenFirings is how long it is from one false firing to the next.
func betweenFirings(perWeek float64) string {
	if days := 7 / perWeek; days >= 2 && !math.IsInf(days, 1) {
		if days > 36525 {
			return "100 years"
		}
		return short(math.Floor(days)) + " days"
	}
	if perWeek == 0 {
		return "100 years"
	}
	return durationWords(int64(7 * 86400 / perWeek))
}

// limitWords is "one 0.5 30/min", with +1 for each more.
func limitWords(set meter.Values) string {
	words := ""
	more := 0
	for m := range meter.Metric(meter.NumMetrics) {
		switch {
		case set[m] <= 0:
		case words == "":
			words = fmt.Sprintf("%s %s %s/min", m, threshold(set[m]), perMin(m.LimitPerSecond(set[m])))
		default:
			more++
		}
	}
	switch {
	case words == "":
		return "-"
	case more > 0:
		return fmt.Sprintf("%s +%d", words, more)
	}
	return words
}

// nearWords are "one 0.31 (19/min)" for each threshold.
func nearWords(set *meter.Values) []string {
	var words []string
	for m := range meter.Metric(meter.NumMetrics) {
		if set[m] > 0 {
			words = append(words, fmt.Sprintf("%s %s (%s/min)", m, threshold(set[m]), perMin(m.LimitPerSecond(set[m]))))
		}
	}
	return words
}

// thresholdWords are "one 0.31" for each threshold.
func thresholdWords(set *meter.Values) []string {
	var words []string
	for m := range meter.Metric(meter.NumMetrics) {
		if set[m] > 0 {
			words = append(words, m.String()+" "+threshold(set[m]))
		}
	}
	return words
}

// roundedThreshold is an exact limit to three digits, rounded down: what stands
// here still keeps the incident.
func roundedThreshold(t float64) string {
	unit := math.Pow10(int(math.Floor(math.Log10(t))) - 2)
	down, err := strconv.ParseFloat(strconv.FormatFloat(math.Floor(t/unit)*unit, 'g', 3, 64), 64)
	if err != nil || down > t {
		return threshold(t)
	}
	return threshold(down)
}

// plainDecimal is a threshold as sup reads it: digits, point, digits.
func plainDecimal(t float64) string {
	s := strconv.FormatFloat(t, 'f', -1, 64)
	if !strings.Contains(s, ".") {
		s += ".0"
	}
	return s
}
