package dialect

import "bytes"

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
