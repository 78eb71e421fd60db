package casefile

import (
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"time"

	"github.com/cdrlab/cdrlab/simulate/restart"
)

// maxSeconds keeps times to what a call may be about: four months.
const maxSeconds = 1e7

// seconds is a time in JSON; null is never.
type seconds time.Duration

const never = seconds(restart.Never)

// UnmarshalJSON reads a number of seconds, to the microsecond.
func (s *seconds) UnmarshalJSON(text []byte) error {
	if string(text) == "null" {
		*s = never
		return nil
	}
	f, err := strconv.ParseFloat(string(text), 64)
	if err != nil || math.Abs(f) > maxSeconds {
		return &valueError{string(text), "seconds"}
	}
	*s = seconds(math.Round(f*1e6)) * seconds(time.Microsecond)
	return nil
}

// MarshalJSON writes seconds to the microsecond, never as null.
func (s seconds) MarshalJSON() ([]byte, error) {
	if s == never {
		return []byte("null"), nil
	}
	us := math.Round(float64(s) / 1e3)
	return strconv.AppendFloat(nil, us/1e6, 'f', -1, 64), nil
}

func (s seconds) duration() time.Duration { return time.Duration(s) }

// word is a text that may be written as a number: a code, an algorithm.
type word string

// UnmarshalJSON reads a text or a whole number; null is "none".
func (w *word) UnmarshalJSON(text []byte) error {
	var s string
	switch {
	case string(text) == "null":
		s = "none"
	case text[0] == '"':
		if err := json.Unmarshal(text, &s); err != nil {
			return err
		}
	default:
		n, err := strconv.Atoi(string(text))
		if err != nil {
			return &valueError{string(text), "a word or a whole number"}
		}
		s = strconv.Itoa(n)
	}
	*w = word(s)
	return nil
}

// status is the word as a SIP status, "none" is 0.
func (w word) status(field string) (int, error) {
	if w == "none" {
		return 0, nil
	}
	code, err := strconv.Atoi(string(w))
	if err != nil || len(w) != 3 {
		return 0, fmt.Errorf("%s: %s found, a SIP status or none wanted", field, clip([]byte(w)))
	}
	return code, nil
}

// valueError is a value that a field cannot have.
type valueError struct{ text, wanted string }

func (e *valueError) Error() string {
	text := e.text
	if s := ""; json.Unmarshal([]byte(text), &s) == nil {
		text = s
	}
	return clip([]byte(text)) + " found, " + e.wanted + " wanted"
}

// anything is a measured result among inputs: it is passed over.
type anything struct{}

// UnmarshalJSON takes any value.
func (*anything) UnmarshalJSON([]byte) error { return nil }

// clip keeps a value short in messages.
func clip(text []byte) string {
	if len(text) > 40 {
		return strconv.Quote(string(text[:40])) + "..."
	}
	return strconv.Quote(string(text))
}
