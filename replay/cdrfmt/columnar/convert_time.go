package columnar

import (
	"fmt"
	"math"
	"strconv"
	"time"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

const (
	dayUs = 86400 * 1e6
	minUs = cdr.MinTimeUs
	maxUs = cdr.MaxTimeUs
	// y1900Us and y2000Us are the first instants of these years, which some
	// writers put where there is no time; of 1900 and 1970 the whole first day.
	y1900Us = -2208988800 * 1e6
	y2000Us = 946684800 * 1e6
	// gregorianUnixSec is 1970-01-01 in seconds since the year 0, KAZOO's clock.
	gregorianUnixSec = 62167219200
	// none is an instant that is no instant.
	none = 0
)

// meansNone tells the instants that stand for "did not happen".
func meansNone(us int64) bool {
	return us >= 0 && us < dayUs || us == y2000Us || us >= y1900Us && us < y1900Us+dayUs
}

// instants converts a Time field. In a needed one "none" rejects the row, in
// others it is null.
func (r *Reader) instants(p pick, v *cdr.Vector, c *cdr.Column, need bool) {
	switch c.Ints = c.Ints[:0]; {
	case v.Form == cdr.Ints && v.TicksPerSec == 1e6:
		c.Ints = v.Ints[:v.Rows]
	case v.Form == cdr.Ints:
		for _, x := range v.Ints[:v.Rows] {
			c.Ints = append(c.Ints, microsOf(x, v.TicksPerSec))
		}
	case v.Form == cdr.Floats:
		for _, x := range v.Floats[:v.Rows] {
			c.Ints = append(c.Ints, microsOfFloat(x))
		}
	default:
		for i := range v.Rows {
			us, ok := microsOfText(v, i)
			if !ok {
				r.refuse(p, i, v.Rows, fmt.Sprintf("%q is not an RFC 3339 time", v.Text(i)), string(v.Text(i)))
			}
			c.Ints = append(c.Ints, us)
		}
	}
	if r.file.outlined.Has(p.field) && (!need || len(v.Present) == 0) {
		return // none is odd: both bounds are sound
	}
	if len(v.Present) == 0 {
		if least, most := cdr.Bounds(c.Ints); least > y2000Us && most < maxUs {
			return // none is odd, as mostly
		}
		for i, us := range c.Ints {
			if odd(us) != 0 {
				r.oddInstant(p, v, c, i, need)
			}
		}
		return
	}
	for i, us := range c.Ints {
		switch present := v.Present[i]; {
		case odd(us)&present != 0:
			r.oddInstant(p, v, c, i, need)
		case need && present == 0:
			r.rejects.add(i, p.name, "no value, wanted "+p.field.String(), "")
		}
	}
}

// odd is 1 for an instant that is none or out of range, else 0: a number, so
// that nulls among the instants cost no branches.
func odd(us int64) (is byte) {
	if uint64(us-minUs) >= maxUs-minUs {
		is = 1
	}
	if us == y2000Us {
		is = 1
	}
	return is
}

// oddInstant judges a row whose time is none or out of range.
func (r *Reader) oddInstant(p pick, v *cdr.Vector, c *cdr.Column, i int, need bool) {
	us := c.Ints[i]
	switch absent := meansNone(us); {
	case absent && need:
		r.rejects.add(i, p.name, "no value, wanted "+p.field.String(), rawValue(v, i))
	case absent:
		setNull(c, i, v.Rows)
	case us >= maxUs || need || p.field == cdr.EndTime:
		r.refuse(p, i, v.Rows, "outside 1970..2106", rawValue(v, i))
	default: // some writers' zero, as the year 1
		setNull(c, i, v.Rows)
	}
}

// setNull makes row i of n a null.
func setNull(c *cdr.Column, i, n int) {
	if c.Valid == nil {
		c.Valid = make([]byte, (n+7)>>3)
		for j := range c.Valid {
			c.Valid[j] = 0xff
		}
	}
	c.Valid[i>>3] &^= 1 << (i & 7)
}

// microsOf is an instant in microseconds; ticksPerSec 0 means that the unit
// shows only in the number's size. What int64 cannot hold becomes a number
// that is out of range too.
func microsOf(x, ticksPerSec int64) int64 {
	if ticksPerSec == 0 {
		ticksPerSec, x = ticksOf(x)
	}
	if ticksPerSec > 1e6 {
		return x / (ticksPerSec / 1e6)
	}
	mul := 1e6 / ticksPerSec
	switch {
	case x > math.MaxInt64/mul:
		return math.MaxInt64
	case x < math.MinInt64/mul:
		return math.MinInt64
	}
	return x * mul
}

// ticksOf guesses the unit of an instant from its size. Seconds, milliseconds,
// microseconds and nanoseconds of the years 1973 to 2286 do not overlap;
// between them are gregorian seconds, which become Unix seconds.
func ticksOf(x int64) (ticksPerSec, instant int64) {
	switch {
	case x >= 62e9 && x < 67e9:
		return 1, x - gregorianUnixSec
	case x < 1e11:
		return 1, x
	case x < 1e14:
		return 1e3, x
	case x < 1e17:
		return 1e6, x
	}
	return 1e9, x
}

// microsOfFloat is microsOf for numbers with a fraction, by their size.
func microsOfFloat(x float64) int64 {
	switch {
	case !(x > 0): // NaN too
		return none
	case x >= math.MaxInt64/2:
		return math.MaxInt64
	}
	ticksPerSec, whole := ticksOf(int64(x))
	if ticksPerSec > 1e6 {
		return microsOf(whole, ticksPerSec)
	}
	_, fraction := math.Modf(x)
	mul := 1e6 / ticksPerSec
	return microsOf(whole, ticksPerSec) + int64(math.Round(fraction*float64(mul)))
}

// microsOfText reads RFC 3339, with a blank for the T if need be. Empty text
// is none, as is a null.
func microsOfText(v *cdr.Vector, i int) (us int64, ok bool) {
	s := v.Text(i)
	if v.IsNull(i) || len(s) == 0 {
		return none, true
	}
	text := string(s)
	if len(text) > 10 && text[10] == ' ' {
		text = text[:10] + "T" + text[11:]
	}
	t, err := time.Parse(time.RFC3339Nano, text)
	if err != nil {
		return none + minUs, false // a good time: the row has its reason
	}
	return t.UnixMicro(), true
}

// rawValue shows row i of a vector as it is in the file.
func rawValue(v *cdr.Vector, i int) string {
	switch {
	case v.Form == cdr.Texts:
		return string(v.Text(i))
	case v.Form == cdr.Floats:
		return strconv.FormatFloat(v.Floats[i], 'g', -1, 64)
	case v.TicksPerSec == 0:
		return strconv.FormatInt(v.Ints[i], 10)
	}
	sec, rest := v.Ints[i]/v.TicksPerSec, v.Ints[i]%v.TicksPerSec
	if sec < -62135596800 || sec > 253402300799 { // the years 1 to 9999
		return fmt.Sprintf("%d/%d s", v.Ints[i], v.TicksPerSec)
	}
	return time.Unix(sec, rest*(1e9/v.TicksPerSec)).UTC().Format(time.RFC3339Nano)
}
