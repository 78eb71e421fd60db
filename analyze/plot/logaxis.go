package plot

import (
	"math"
	"strconv"

	"gonum.org/v1/plot/vg"
)

// logAxis lays positive values out by their logarithm.
type logAxis struct {
	// low and high are the values at the ends, 0 < low < high.
	low, high float64
	// from and to are where the ends lie on the sheet.
	from, to vg.Length
}

// at is where a value lies; what is outside the axis is put on its end.
func (a logAxis) at(value float64) vg.Length {
	if !(value > a.low) {
		return a.from
	}
	part := math.Log(min(value, a.high)/a.low) / math.Log(a.high/a.low)
	return a.from + vg.Length(part)*(a.to-a.from)
}

// holds tells whether a value lies on the axis.
func (a logAxis) holds(value float64) bool { return value >= a.low && value <= a.high }

// column is the column of pixels that a value falls in.
func (a logAxis) column(value float64) int { return int((a.at(value) - a.from) / pixel) }

// ticks are round values of the axis, whose labels need room points each:
// 1, 2 and 5 times the powers of ten, or fewer of them.
func (a logAxis) ticks(room vg.Length, label func(float64) string) []valueTick {
	decade := vg.Length(math.Ln10/math.Log(a.high/a.low)) * (a.to - a.from)
	mantissas := []float64{1}
	switch {
	case decade >= 3.4*room:
		mantissas = []float64{1, 2, 5}
	case decade >= 2.2*room:
		mantissas = []float64{1, 3}
	}
	step := max(1, int(math.Ceil(float64(room/decade))))
	first := int(math.Floor(math.Log10(a.low)))
	var ticks []valueTick
	for e := first - ((first%step)+step)%step; math.Pow10(e) <= a.high; e += step {
		for _, m := range mantissas {
			// Parsing rounds once; multiplying by a power of ten would not.
			v, err := strconv.ParseFloat(strconv.Itoa(int(m))+"e"+strconv.Itoa(e), 64)
			if err == nil && a.holds(v) {
				ticks = append(ticks, valueTick{v, label(v)})
			}
		}
	}
	return ticks
}

// decimalLabel is a round value in plain digits, or as a power of ten where
// these would be many.
func decimalLabel(v float64) string {
	if v >= scientificFrom || v < 1e-6 {
		return strconv.FormatFloat(v, 'g', 3, 64)
	}
	return thousands(strconv.FormatFloat(v, 'f', -1, 64))
}
