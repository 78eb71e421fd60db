package dialect

import (
	"bytes"
	"unicode/utf8"
)

// spanUnits are the units of a time span as Go writes it and as people do, in
// nanoseconds.
var spanUnits = map[string]int64{
	"ns": 1, "us": 1000, "\u00b5s": 1000, "ms": 1_000_000,
	"s": 1e9, "sec": 1e9, "secs": 1e9, "second": 1e9, "seconds": 1e9,
	"m": 60e9, "min": 60e9, "mins": 60e9, "minute": 60e9, "minutes": 60e9,
	"h": 3600e9, "hr": 3600e9, "hrs": 3600e9, "hour": 3600e9, "hours": 3600e9,
	"d": 24 * 3600e9, "day": 24 * 3600e9, "days": 24 * 3600e9,
}

// parseUnitSpan reads a time span of numbers with units: 10s, 1m5s or 2h0m1.5s,
// as Go and with it CGRateS write it, "4 mins. 5 secs" and "1h 2m" of reports,
// PT1M5S of ISO 8601. It gives microseconds.
func parseUnitSpan(b []byte) (micros int64, ok bool) {
	negative := len(b) > 0 && b[0] == '-'
	if negative {
		b = b[1:]
	}
	if len(b) > 2 && b[0] == 'P' {
		if b, ok = cutISOSpan(b[1:]); !ok {
			return 0, false
		}
	}
	var nanos int64
	for ok = len(b) > 0; len(b) > 0; {
		n := 0
		for n < len(b) && (isDigit(b[n]) || b[n] == '.') {
			n++
		}
		d, isNumber := parseDecimal(b[:n])
		b = bytes.TrimLeft(b[n:], " ")
		letters := 0
		for letters < len(b) && (isLetter(b[letters]) || b[letters] >= utf8.RuneSelf) {
			letters++
		}
		unitNanos, isUnit := spanUnits[string(bytes.ToLower(b[:letters]))]
		if !isNumber || !isUnit || d.whole > maxSpanNanos/unitNanos {
			return 0, false
		}
		if nanos += d.whole*unitNanos + d.micros*unitNanos/1_000_000; nanos > maxSpanNanos {
			return 0, false
		}
		b = cutPoint(b[letters:], letters > 1)
	}
	if micros = nanos / 1000; negative {
		micros = -micros
	}
	return micros, ok
}

// cutPoint takes what may stand between two numbers with units from a span: a
// comma, the point of an abbreviation, blanks. Another point begins a number.
func cutPoint(b []byte, abbreviated bool) []byte {
	switch {
	case len(b) == 0 || !abbreviated:
	case b[0] == ',', b[0] == '.' && (len(b) == 1 || b[1] == ' '):
		b = b[1:]
	}
	return bytes.TrimLeft(b, " ")
}

// cutISOSpan takes the letters that ISO 8601 begins its parts with from a span;
// it is none if it has years, months or weeks.
func cutISOSpan(b []byte) (plain []byte, ok bool) {
	date, clock, timed := bytes.Cut(b, []byte("T"))
	if len(date) > 0 && date[len(date)-1] != 'D' || bytes.ContainsAny(date, "YMW") || timed && len(clock) == 0 {
		return nil, false
	}
	return append(bytes.Clone(date), clock...), true
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
