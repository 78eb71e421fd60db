package tune

import (
	"context"
	"math"
	"math/bits"
	"strconv"

	"github.com/cdrlab/cdrlab/replay/meter"
)

// Several thresholds alert as soon as one of them does. Where no single one
// finds every incident, each is tried at a few places at which it is quiet
// enough: halfway, on a logarithmic scale, between the noise and the incidents
// that it still finds.
const (
	placesPerMetric  = 3 // limits of incidents, beside each level of noise
	ladderSteps      = 9 // up and down, when a set of thresholds is moved together
	ladderRatio      = 1.1224620483093730
	mostLadders      = 6
	thresholdDigits  = 2
	fewestForSeveral = 2 // with one incident, one threshold does
)

// evaluate is Evaluate for one run and one set of options.
type evaluate func(map[string][]meter.Values) (*Evaluations, error)

// joint looks for several thresholds, for the causes that no single one is
// enough for.
func joint(ctx context.Context, searches []*search, judge evaluate) error {
	tried := map[string][]meter.Values{}
	for _, s := range searches {
		if vectors := s.vectors(); len(vectors) > 0 {
			tried[s.rec.Cause] = vectors
		}
	}
	if len(tried) == 0 {
		return ctx.Err()
	}
	e, err := judge(tried)
	if err != nil {
		return err
	}
	ladders := map[string][]meter.Values{}
	for _, s := range searches {
		if vectors := tried[s.rec.Cause]; len(vectors) > 0 {
			ladders[s.rec.Cause] = s.ladders(vectors, e.Evaluations[s.rec.Cause])
		}
	}
	if e, err = judge(ladders); err != nil {
		return err
	}
	for _, s := range searches {
		s.climb(ladders[s.rec.Cause], e.Evaluations[s.rec.Cause])
	}
	return nil
}

// vectors are the sets of two and more thresholds worth trying, those of few
// thresholds first: each finds every incident in time with one of them.
func (s *search) vectors() []meter.Values {
	n := len(s.rec.Required)
	if n < fewestForSeveral || s.rec.Met {
		return nil
	}
	var places, quietest [meter.NumMetrics][]float64
	for m, c := range s.curves {
		if !s.shows(meter.Metric(m)) {
			continue
		}
		quietest[m] = c.places(c.quietFrom(s.rec.Lowest[m], 0), s.rec.Required)
		places[m] = quietest[m]
		if s.allowed > 0 {
			places[m] = append(places[m], c.places(c.quietFrom(s.rec.Lowest[m], s.allowed), s.rec.Required)...)
		}
	}
	var list []meter.Values
	for size := 2; size <= meter.NumMetrics; size++ {
		from := places
		if size > 2 {
			from = quietest
		}
		for mask := range 1 << meter.NumMetrics {
			if bits.OnesCount(uint(mask)) == size {
				list = s.combine(list, from, mask, 0, meter.Values{})
			}
		}
	}
	return list
}

// places are the thresholds between a level of noise and the limits of the
// incidents above it, the nearest limits first.
func (c *Curve) places(noise float64, required []int) []float64 {
	var list []float64
	limits := c.limits(required)
	for i := len(limits) - 1; i >= 0 && len(list) < placesPerMetric; i-- {
		if limits[i] > noise {
			list = append(list, math.Sqrt(noise)*math.Sqrt(limits[i]))
		}
	}
	return list
}

// combine appends the vectors of the metrics in mask, from metric m on, that
// cover every incident.
func (s *search) combine(list []meter.Values, places [meter.NumMetrics][]float64, mask, m int, v meter.Values) []meter.Values {
	if m == meter.NumMetrics {
		if s.covers(&v) {
			list = append(list, v)
		}
		return list
	}
	if mask>>m&1 == 0 {
		return s.combine(list, places, mask, m+1, v)
	}
	for _, t := range places[m] {
		v[m] = t
		list = s.combine(list, places, mask, m+1, v)
	}
	return list
}

// covers tells whether each required incident is found in time by one of the
// thresholds.
func (s *search) covers(v *meter.Values) bool {
	for _, i := range s.rec.Required {
		found := false
		for m, t := range v {
			found = found || t > 0 && t < s.curves[m].InTime[i]
		}
		if !found {
			return false
		}
	}
	return true
}

// meets tells whether an evaluation meets the goals and resets soon.
func (s *search) meets(e *Evaluation) bool {
	return !(e.MeanResetSec > float64(s.goals.ResetSec)) && e.False <= s.allowed && e.found(s.rec.Required, s.goals.WithinSec) == len(s.rec.Required)
}

// ladders are vectors that meet the goals and reset soon, with the fewest
// thresholds, each moved up and down as a whole, and rounded.
func (s *search) ladders(vectors []meter.Values, outcomes []Evaluation) []meter.Values {
	var good []meter.Values
	for i := range vectors {
		if s.meets(&outcomes[i]) && (len(good) == 0 || size(&vectors[i]) == size(&good[0])) {
			good = append(good, vectors[i]) // those of few thresholds come first
		}
	}
	var list []meter.Values
	for _, v := range good[:min(len(good), mostLadders)] {
		list = append(list, v)
		for step := -ladderSteps; step <= ladderSteps; step++ {
			rung := v
			for m := range rung {
				rung[m] = rounded(v[m] * math.Pow(ladderRatio, float64(step)))
			}
			list = append(list, rung)
		}
	}
	return list
}

// ladderLength is a vector as it was found, and the rungs.
const ladderLength = 1 + 2*ladderSteps + 1

// climb chooses the middle of the longest stretch of rungs that meet the goals.
func (s *search) climb(list []meter.Values, outcomes []Evaluation) {
	longest := 0
	for ; len(list) > 0; list, outcomes = list[ladderLength:], outcomes[ladderLength:] {
		if longest == 0 { // as it was found, if no rounded rung does
			s.choose(list[0], 1)
		}
		run := 0
		for i := 1; i < ladderLength; i++ {
			if !s.meets(&outcomes[i]) {
				run = 0
				continue
			}
			if run++; run > longest {
				longest = run
				s.choose(list[i-(run-1)/2], math.Pow(ladderRatio, float64((run-1)/2)))
			}
		}
	}
}

// choose takes several thresholds that meet the goals.
func (s *search) choose(v meter.Values, margin float64) {
	s.rec.Set, s.rec.Met, s.rec.Margin = v, true, margin
}

func size(v *meter.Values) int {
	n := 0
	for _, t := range v {
		if t > 0 {
			n++
		}
	}
	return n
}

// rounded is a threshold to two significant digits.
func rounded(t float64) float64 {
	r, err := strconv.ParseFloat(strconv.FormatFloat(t, 'g', thresholdDigits, 64), 64)
	if err != nil {
		return t
	}
	return r
}
