package alert

import (
	"encoding/json"
	"math"
	"strconv"
	"strings"

	"github.com/cdrlab/cdrlab/replay/meter"
)

// erlangFloat reads a string as kz_term:to_float does: what binary_to_float
// takes (digits on both sides of a point, then perhaps an exponent), else what
// binary_to_integer takes. So "5" and "1.0e3" are numbers; ".5" and "1e3" are
// not.
func erlangFloat(s string) (float64, bool) {
	rest := digits(trimSign(s))
	if rest == trimSign(s) {
		return 0, false
	}
	if rest != "" {
		frac, ok := strings.CutPrefix(rest, ".")
		if rest = digits(frac); !ok || rest == frac {
			return 0, false
		}
		if rest != "" && !isExponent(rest) {
			return 0, false
		}
	}
	return finite(s)
}

// decimal reads a number of our YAML: any usual decimal notation, but none
// that YAML itself would read differently (hexadecimal, octal, underscores).
func decimal(s string) (float64, bool) {
	body := trimSign(s)
	rest := digits(body)
	whole := len(body) - len(rest)
	if whole > 1 && body[0] == '0' {
		return 0, false // YAML reads 010 as octal
	}
	if after, ok := strings.CutPrefix(rest, "."); ok {
		rest = digits(after)
		whole += len(after) - len(rest)
	}
	if whole == 0 || rest != "" && !isExponent(rest) {
		return 0, false
	}
	return finite(s)
}

// storedNumber reads a value of a KAZOO document: a JSON number, or a string
// for erlangFloat.
func storedNumber(raw json.RawMessage) (float64, bool) {
	var text string
	if json.Unmarshal(raw, &text) == nil {
		return erlangFloat(text)
	}
	var number json.Number
	if json.Unmarshal(raw, &number) != nil {
		return 0, false
	}
	return finite(string(number))
}

// isFinite tells whether the threshold times the minutes is a number. Erlang
// raises badarith where it would be infinite.
func isFinite(m meter.Metric, t float64) bool { return !math.IsInf(m.LimitPerSecond(t), 0) }

func finite(s string) (float64, bool) {
	v, err := strconv.ParseFloat(s, 64)
	return v, err == nil
}

func trimSign(s string) string {
	if s != "" && (s[0] == '+' || s[0] == '-') {
		return s[1:]
	}
	return s
}

// digits is s without its leading digits.
func digits(s string) string { return strings.TrimLeft(s, "0123456789") }

func isExponent(s string) bool {
	if s == "" || s[0] != 'e' && s[0] != 'E' {
		return false
	}
	power := trimSign(s[1:])
	return power != "" && digits(power) == ""
}
