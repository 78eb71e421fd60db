package plot

import (
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"gonum.org/v1/plot/vg"

	"github.com/cdrlab/cdrlab/replay/meter"
)

// thousands puts a comma between each three digits before the point of a
// decimal number: "-43200.5" is "-43,200.5".
func thousands(decimal string) string {
	sign, digits := "", decimal
	if strings.HasPrefix(digits, "-") {
		sign, digits = "-", digits[1:]
	}
	whole, fraction, hasFraction := strings.Cut(digits, ".")
	var b strings.Builder
	b.WriteString(sign)
	for i := range len(whole) {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteByte(whole[i])
	}
	if hasFraction {
		b.WriteByte('.')
		b.WriteString(fraction)
	}
	return b.String()
}

// scientificFrom is where digits are no longer counted but given as a power
// of ten.
const scientificFrom = 1e12

// quantity is a number for people: three significant digits below 100, whole
// above, without trailing zeros.
func quantity(v float64) string {
	switch a := math.Abs(v); {
	case a >= scientificFrom || (a > 0 && a < 1e-6):
		return strconv.FormatFloat(v, 'g', 3, 64)
	case a >= 99.95 || a == 0:
		return thousands(strconv.FormatFloat(v, 'f', 0, 64))
	default:
		decimals := 2 - int(math.Floor(math.Log10(a)))
		s := strconv.FormatFloat(v, 'f', decimals, 64)
		return strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
}

// perMinute names a rate given in events per second.
func perMinute(ratePerSec float64) string { return quantity(ratePerSec*60) + "/min" }

// percent is a part in whole percent, or three digits where that is less
// than one.
func percent(part float64) string {
	if p := math.Round(100 * part); p >= 1 {
		return quantity(p) + "%"
	}
	return quantity(100*part) + "%"
}

// limitLabel names a limit as its threshold is stored and as the rate it
// means: "one 0.5 = 30/min".
func limitLabel(m meter.Metric, limitPerSec float64) string {
	threshold := limitPerSec / float64(m.Minutes())
	// Six digits drop what the division adds to a threshold people wrote.
	digits := strconv.FormatFloat(threshold, 'g', 6, 64)
	if t, err := strconv.ParseFloat(digits, 64); err == nil && t >= 1e-9 {
		digits = strconv.FormatFloat(t, 'f', -1, 64) // as sup wants it: no exponent
	}
	return m.String() + " " + digits + " = " + perMinute(limitPerSec)
}

// printable replaces what neither a font nor XML can hold.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == 0xFFFE || r == 0xFFFF {
			return utf8.RuneError
		}
		return r
	}, strings.ToValidUTF8(s, string(utf8.RuneError)))
}

// fit is s made printable and, if it is wider than room, cut short with an
// ellipsis.
func fit(l lettering, s string, room vg.Length) string {
	s = printable(s)
	if l.width(s) <= room {
		return s
	}
	runes := []rune(s)
	// The width grows with the length, but for kerning: search by halves.
	low, high := 0, len(runes)
	for low < high {
		mid := (low + high + 1) / 2
		if l.width(string(runes[:mid])+"…") <= room {
			low = mid
		} else {
			high = mid - 1
		}
	}
	if low == 0 {
		return ""
	}
	return strings.TrimRight(string(runes[:low]), " ") + "…"
}
