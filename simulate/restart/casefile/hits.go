package casefile

import (
	"io"
	"math"
	"strconv"

	"github.com/cdrlab/cdrlab/simulate/restart"
)

// hitsLine is the result of a batch as it is written.
type hitsLine struct {
	ID                string         `json:"id"`
	Calls             int            `json:"calls"`
	Hits              int            `json:"hits"`
	HitsAnyCopy       int            `json:"hits_any_copy"`
	NeverHit          int            `json:"never_hit"`
	HitByCopy         map[string]int `json:"hit_by_copy"`
	Probability       *float64       `json:"hit_probability"`
	ProbabilityAny    *float64       `json:"hit_probability_any_copy"`
	ExpectedHits      *float64       `json:"expected_hits"`
	ExpectedAny       *float64       `json:"expected_hits_any_copy"`
	StandardErrorHits *float64       `json:"standard_error_hits"`
}

// WriteHits writes the result of a batch as a line. hits counts first copies;
// probability, expectation and standard error are null unless gateways are
// drawn at random.
func WriteHits(w io.Writer, id string, h *restart.Hits) error {
	out := hitsLine{
		ID: id, Calls: h.Calls, Hits: h.FirstCopy, HitsAnyCopy: h.AnyCopy, NeverHit: h.NeverHit(), HitByCopy: map[string]int{},
	}
	for i, n := range h.ByCopy {
		if n > 0 {
			out.HitByCopy[strconv.Itoa(i+1)] = n
		}
	}
	if h.Random {
		n := float64(h.Calls)
		p := h.ExpectedFirstCopy / n
		out.Probability, out.ExpectedHits = statistic(p), statistic(h.ExpectedFirstCopy)
		out.ProbabilityAny, out.ExpectedAny = statistic(h.ExpectedAnyCopy/n), statistic(h.ExpectedAnyCopy)
		out.StandardErrorHits = statistic(math.Sqrt(n * p * (1 - p)))
	}
	return writeLine(w, out)
}

// statistic is a number rounded to 6 significant digits.
func statistic(f float64) *float64 {
	r, err := strconv.ParseFloat(strconv.FormatFloat(f, 'g', 6, 64), 64)
	if err != nil {
		return nil // FormatFloat writes what ParseFloat reads
	}
	return &r
}
