package dialect

// unit is what a bare number counts.
type unit uint8

const (
	// unitUnknown: of a time, it is told by the number's magnitude.
	unitUnknown unit = iota
	unitSec
	unitMilli
	// unitCenti, of durations alone: the ticks of 10 ms that Ribbon counts.
	unitCenti
	unitMicro
	// unitNano is of durations alone.
	unitNano
	// unitMinute is of durations alone.
	unitMinute
	// unitGregorianSec: seconds since year 0 of the Gregorian calendar, as
	// Erlang and so KAZOO count.
	unitGregorianSec
)

// gregorianUnixSec is 1970-01-01 in Gregorian seconds.
const gregorianUnixSec = 62167219200

// micros is how many microseconds one is; 0 if it is less than one.
func (u unit) micros() int64 {
	switch u {
	case unitCenti:
		return 10_000
	case unitMilli:
		return 1000
	case unitMicro:
		return 1
	case unitNano:
		return 0
	case unitMinute:
		return 60_000_000
	}
	return 1_000_000
}

// unitByName are the spellings of --column's UNIT.
var unitByName = map[string]unit{
	"s": unitSec, "ms": unitMilli, "us": unitMicro, "ns": unitNano, "epoch": unitSec, "gregorian": unitGregorianSec,
}

// unitOfMagnitude tells what a number that stands for a present-day time
// counts: the ranges of seconds, Gregorian seconds, milliseconds and
// microseconds do not touch between the years 1973 and 2106.
func unitOfMagnitude(v int64) unit {
	switch {
	case v >= 62e9 && v < 67e9:
		return unitGregorianSec
	case v >= 1e8 && v < 1e10:
		return unitSec
	case v >= 1e11 && v < 1e13:
		if isShortStamp(v) {
			return unitUnknown
		}
		return unitMilli
	case v >= 1e14 && v < 1e16:
		return unitMicro
	}
	return unitUnknown
}

// isShortStamp tells a number of twelve digits that may be a date and a time,
// YYMMDDhhmmss or DDMMYYhhmmss: as milliseconds it would be before 1992.
func isShortStamp(v int64) bool {
	date, second, minute, hour := v/1_000_000, v%100, v/100%100, v/10_000%100
	a, b, c := date/10_000, date/100%100, date%100
	return v < 700e9 && second < 60 && minute < 60 && hour < 24 && a >= 1 && b >= 1 && b <= 12 && c >= 1
}
