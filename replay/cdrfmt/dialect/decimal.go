package dialect

// decimal is a number as written: digits, and perhaps a point and digits.
type decimal struct {
	whole    int64
	micros   int64 // the part behind the point, in millionths, 0..999999
	digits   int   // behind the point, at most 6
	negative bool
}

// maxWholeDigits keeps a whole number in any unit within 64 bits of
// microseconds.
const maxWholeDigits = 18

// parseDecimal reads -12, 12.5 and the like, also .5, as Oracle and sqlcmd write
// it: no exponent, no grouping. Digits after the sixth decimal are dropped.
func parseDecimal(b []byte) (d decimal, ok bool) {
	if len(b) > 0 && (b[0] == '-' || b[0] == '+') {
		d.negative = b[0] == '-'
		b = b[1:]
	}
	n := 0
	for ; n < len(b) && isDigit(b[n]); n++ {
		if n == maxWholeDigits {
			return d, false
		}
		d.whole = d.whole*10 + int64(b[n]-'0')
	}
	if n == len(b) {
		return d, n > 0
	}
	if b[n] != '.' || n+1 == len(b) {
		return d, false
	}
	b = b[n+1:]
	for i, c := range b {
		if !isDigit(c) {
			return d, false
		}
		if i < 6 {
			d.micros = d.micros*10 + int64(c-'0')
		}
	}
	d.digits = min(len(b), 6)
	for i := d.digits; i < 6; i++ {
		d.micros *= 10
	}
	return d, true
}

// isZero tells whether all its digits are 0.
func (d decimal) isZero() bool { return d.whole == 0 && d.micros == 0 }

// maxMicros bounds what a decimal may mean: 10,000 years, so that sums of two
// stay within 64 bits.
const maxMicros = 10_000 * 366 * daySec * 1_000_000

// inMicros is the number, taken in units of u, in microseconds; a fraction of
// one is dropped. ok is false beyond 10,000 years.
func (d decimal) inMicros(u unit) (micros int64, ok bool) {
	one := u.micros()
	if u == unitNano {
		d.whole, d.micros, one = d.whole/1000, 0, 1
	}
	if d.whole > maxMicros/one {
		return 0, false
	}
	micros = d.whole*one + d.micros*one/1_000_000
	if d.negative {
		micros = -micros
	}
	return micros, true
}
