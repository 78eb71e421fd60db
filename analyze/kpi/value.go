package kpi

// ValueKind says what a Value holds.
type ValueKind uint8

const (
	// Undefined: the figure's denominator is 0, or nothing in the data tells.
	// It is never a 0.
	Undefined ValueKind = iota
	// Whole is a whole number.
	Whole
	// Real is a number with a fraction.
	Real
	// Instant is microseconds since 1970 UTC.
	Instant
)

// Value is one figure of one group. Its unit ends the figure's name.
type Value struct {
	Kind ValueKind
	// Int holds Whole and Instant.
	Int int64
	// Float holds Real.
	Float float64
}

func whole[T int64 | uint64](n T) Value { return Value{Kind: Whole, Int: int64(n)} }

func instant(us int64) Value { return Value{Kind: Instant, Int: us} }

// ratio is scale*part/of, undefined if of is 0.
func ratio(scale float64, part, of uint64) Value {
	if of == 0 {
		return Value{}
	}
	return Value{Kind: Real, Float: scale * float64(part) / float64(of)}
}

// Number is the value as a float64, for comparing; false if it is undefined.
func (v Value) Number() (float64, bool) {
	if v.Kind == Real {
		return v.Float, true
	}
	return float64(v.Int), v.Kind != Undefined
}

// compare orders values of the same figure; undefined ones come last in either
// direction.
func compare(a, b Value, ascending bool) int {
	x, okX := a.Number()
	y, okY := b.Number()
	switch {
	case okX != okY && okX:
		return -1
	case okX != okY:
		return 1
	case x == y || !okX:
		return 0
	case (x < y) == ascending:
		return -1
	}
	return 1
}
