package dialect

import (
	"bytes"
	"slices"
)

type spanUnit struct {
	name  string
	nanos int64
}

// spanUnits are the units of a time span as Go writes it, in nanoseconds.
var spanUnits = []spanUnit{
	{"ms", 1_000_000}, {"us", 1000}, {"\u00b5s", 1000}, {"ns", 1}, {"h", 3600e9}, {"m", 60e9}, {"s", 1e9},
}

// parseUnitSpan reads a time span of numbers with units, 10s, 1m5s or 2h0m1.5s,
// as Go and with it CGRateS write it. It gives microseconds.
func parseUnitSpan(b []byte) (micros int64, ok bool) {
	negative := len(b) > 0 && b[0] == '-'
	if negative {
		b = b[1:]
	}
	var nanos int64
	for ok = len(b) > 0; len(b) > 0; {
		n := 0
		for n < len(b) && (isDigit(b[n]) || b[n] == '.') {
			n++
		}
		d, isNumber := parseDecimal(b[:n])
		i := slices.IndexFunc(spanUnits, func(u spanUnit) bool { return bytes.HasPrefix(b[n:], []byte(u.name)) })
		if !isNumber || i < 0 {
			return 0, false
		}
		u := spanUnits[i]
		if d.whole > maxSpanNanos/u.nanos {
			return 0, false
		}
		if nanos += d.whole*u.nanos + d.micros*u.nanos/1_000_000; nanos > maxSpanNanos {
			return 0, false
		}
		b = b[n+len(u.name):]
	}
	if micros = nanos / 1000; negative {
		micros = -micros
	}
	return micros, ok
}

// maxSpanNanos bounds a time span with units, two of which stay within 64 bits.
const maxSpanNanos = maxDurationMs * 1_000_000

// parseClockSpan reads a time span written as on a clock, H:M:S or M:S, the
// seconds perhaps with decimals and the first number as large as it likes, as
// billing systems and spreadsheets export durations. It gives microseconds.
func parseClockSpan(b []byte) (micros int64, ok bool) {
	negative := len(b) > 0 && b[0] == '-'
	if negative {
		b = b[1:]
	}
	parts := bytes.Split(b, []byte{':'})
	if len(parts) < 2 || len(parts) > 3 {
		return 0, false
	}
	var seconds int64
	for i, part := range parts {
		n, ok := parseDecimal(part)
		last := i == len(parts)-1
		switch {
		case !ok, part[0] == '-', part[0] == '+':
			return 0, false
		case i > 0 && (n.whole > 59 || len(part) < 2):
			return 0, false
		case !last && n.digits > 0, n.whole > maxMicros/1_000_000/3600:
			return 0, false
		}
		seconds = seconds*60 + n.whole
		micros = n.micros
	}
	micros += seconds * 1_000_000
	if negative {
		micros = -micros
	}
	return micros, true
}
