package tune

import (
	"fmt"
	"math"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// Goals are what thresholds are wanted to do.
type Goals struct {
	// MaxFalse is how many false firings are put up with in PerSec seconds, at
	// least 0; PerSec is above 0.
	MaxFalse float64
	PerSec   int64
	// WithinSec is how soon after its start an incident has to be detected.
	WithinSec int64
	// ResetSec is how soon after the incidents' ends, in the mean, their firings
	// should be over. It is a wish: thresholds that keep it come first, since one
	// that goes on for a day hides the next incident and sends an alert a minute;
	// but where none does, those that keep the other goals still meet them.
	ResetSec int64
}

// Validate names the goal that cannot be meant.
func (g *Goals) Validate() error {
	switch {
	case !(g.MaxFalse >= 0 && g.MaxFalse <= math.MaxInt32):
		return &cdr.UsageError{Problem: fmt.Sprintf("at most %v false firings, wanted 0 to %d", g.MaxFalse, math.MaxInt32)}
	case g.PerSec <= 0:
		return &cdr.UsageError{Problem: fmt.Sprintf("false firings in %d s, wanted a time above 0", g.PerSec)}
	case g.WithinSec < 0:
		return &cdr.UsageError{Problem: fmt.Sprintf("detection within %d s, wanted 0 or more", g.WithinSec)}
	case g.ResetSec < 0:
		return &cdr.UsageError{Problem: fmt.Sprintf("reset within %d s, wanted 0 or more", g.ResetSec)}
	}
	return nil
}

// Allowed is how many false firings a period may have: a whole number, so that
// a period shorter than one false firing's share may have none.
func (g *Goals) Allowed(periodSec int64) uint64 {
	const rounding = 1e-9 // 3 weeks at 1 a week are 3, whatever the division says
	return uint64(g.MaxFalse*float64(periodSec)/float64(g.PerSec) + rounding)
}
