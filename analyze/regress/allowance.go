package regress

import (
	"fmt"
	"math/bits"
	"strconv"
	"strings"
	"time"
)

// Allowance is how many firings may be false: so many in all, or so many in
// a length of time, on average.
type Allowance struct {
	Firings uint64
	// Per is the length of time; 0 is the whole replay.
	Per time.Duration
	// Text is the allowance as written.
	Text string
}

// periods are the lengths of time that have a name.
var periods = map[string]time.Duration{
	"hour": time.Hour, "day": 24 * time.Hour, "week": 7 * 24 * time.Hour,
}

// ParseAllowance reads N, or N/DURATION, such as 0, 1/week or 3/30d; duration
// reads what is no name of a period. field is what it is, for the error.
func ParseAllowance(field, text string, duration func(field, text string) (time.Duration, error)) (Allowance, error) {
	a := Allowance{Text: text}
	number, per, rate := strings.Cut(text, "/")
	n, err := strconv.ParseUint(strings.TrimSpace(number), 10, 31)
	if err != nil {
		return a, fmt.Errorf("%s: %q found, a number of firings wanted, such as 2 or 1/week", field, text)
	}
	a.Firings = n
	if !rate {
		return a, nil
	}
	per = strings.TrimSpace(per)
	if a.Per = periods[per]; a.Per > 0 {
		return a, nil
	}
	if a.Per, err = duration(field, per); err != nil {
		return a, err
	}
	if a.Per < time.Second {
		return a, fmt.Errorf("%s: %q found, a time of at least 1 s wanted after /", field, text)
	}
	return a, nil
}

// Allows tells whether so many false firings in a replay of so many seconds
// are allowed.
func (a *Allowance) Allows(firings int, replaySec int64) bool {
	if a.Per == 0 {
		return uint64(firings) <= a.Firings
	}
	// firings / replaySec <= Firings / Per, without rounding.
	foundHigh, foundLow := bits.Mul64(uint64(firings), uint64(a.Per/time.Second))
	allowHigh, allowLow := bits.Mul64(a.Firings, uint64(max(replaySec, 0)))
	return foundHigh < allowHigh || foundHigh == allowHigh && foundLow <= allowLow
}

func (a *Allowance) decode(d *decoder, n *node, path string) error {
	if n.kind != kindText && n.kind != kindNumber {
		return d.found(n, path, "a number of firings, such as 2 or 1/week,")
	}
	var err error
	if *a, err = ParseAllowance(path, n.text, d.duration); err != nil {
		return d.refused(n, err)
	}
	return nil
}
