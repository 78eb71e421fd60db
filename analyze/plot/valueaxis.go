package plot

import (
	"math"
	"strconv"
)

// valueTick is a labelled value of a vertical axis.
type valueTick struct {
	value float64
	label string
}

// valueTicks are the multiples of 1, 2 or 5 times a power of ten in
// [0, top], at most wanted steps of them; whole keeps the steps whole.
func valueTicks(top float64, wanted int, whole bool) []valueTick {
	step, decimals := valueStep(top, wanted, whole)
	var ticks []valueTick
	for i := 0; float64(i)*step <= top; i++ {
		v := float64(i) * step
		ticks = append(ticks, valueTick{v, valueLabel(v, decimals)})
	}
	return ticks
}

// valueStep is the smallest round step that covers [0, top] in at most wanted
// steps, and how many decimals its multiples have.
func valueStep(top float64, wanted int, whole bool) (step float64, decimals int) {
	least := top / float64(wanted)
	exponent := int(math.Floor(math.Log10(least)))
	for ; ; exponent++ {
		for _, mantissa := range [...]int{1, 2, 5} {
			// Parsing rounds once; multiplying by a power of ten would not.
			step, _ = strconv.ParseFloat(strconv.Itoa(mantissa)+"e"+strconv.Itoa(exponent), 64)
			if step >= least && (!whole || step >= 1) {
				return step, max(0, -exponent)
			}
		}
	}
}

func valueLabel(v float64, decimals int) string {
	if v >= scientificFrom || decimals > 6 {
		return strconv.FormatFloat(v, 'g', 3, 64)
	}
	return thousands(strconv.FormatFloat(v, 'f', decimals, 64))
}
