package dialect

import (
	"bytes"
	"encoding/binary"
	"time"
)

// reading is how a cell was understood.
type reading uint8

const (
	readValue reading = iota
	readNull
	readGarbage
	// readOtherZone: the name of a zone is not that of the times' zone then.
	readOtherZone
)

// instant is a time read from a cell.
type instant struct {
	unixMicros int64
	digits     int  // of a second in the text
	guessed    bool // the local time stood in a repeated or missing hour
	local      bool // no offset in the text
}

// clock reads the times of one column. It remembers the day of the last one:
// the rows of a file are near each other in time, so most cells cost a
// comparison of the date and six digits.
type clock struct {
	zone  localZone
	unit  unit
	form  *stampForm // of the column's own layout; nil if by content
	order dateOrder

	dayLow  uint64 // the ten bytes of the last YYYY-MM-DD
	dayHigh uint16
	daySec  int64 // its midnight on the wall clock
}

func newClock(c *column, zone *time.Location) *clock {
	if c.utc {
		zone = time.UTC
	}
	return &clock{zone: newLocalZone(zone), unit: c.unit, form: c.form, order: c.order}
}

// read understands one cell, already trimmed.
func (c *clock) read(b []byte) (instant, reading) {
	if len(b) >= 19 && c.form == nil && b[4] == '-' {
		if s, ok := c.fixed(b); ok {
			return c.place(s)
		}
	}
	if isNoTime(b) {
		return instant{}, readNull
	}
	if c.form != nil {
		s, ok := c.form.parse(b)
		if !ok {
			return instant{}, readGarbage
		}
		return c.place(s)
	}
	if d, ok := parseDecimal(b); ok && !isCompactStamp(b) {
		return c.number(d)
	}
	s, ok := parseStamp(b, c.order)
	if !ok {
		return instant{}, readGarbage
	}
	return c.place(s)
}

// fixed reads the commonest form, YYYY-MM-DD?HH:MM:SS with what may follow it.
// It leaves the rest, null dates among it, to the slow path.
func (c *clock) fixed(b []byte) (s stamp, ok bool) {
	_ = b[18]
	if low, high := binary.LittleEndian.Uint64(b), binary.LittleEndian.Uint16(b[8:]); low != c.dayLow || high != c.dayHigh {
		if b[7] != '-' || !isDigits(b[:4]) || !isDigits(b[5:7]) || !isDigits(b[8:10]) || isNoTime(b) {
			return s, false
		}
		days, ok := daysSince1970(twoDigits(b)*100+twoDigits(b[2:]), twoDigits(b[5:]), twoDigits(b[8:]))
		if !ok {
			return s, false
		}
		c.dayLow, c.dayHigh, c.daySec = low, high, days*daySec
	}
	if b[13] != ':' || b[16] != ':' || b[10] != ' ' && b[10] != 'T' && b[10] != '_' {
		return s, false
	}
	hour, minute, second := twoDigits(b[11:]), twoDigits(b[14:]), twoDigits(b[17:])
	if uint(hour) > 23 || uint(minute) > 59 || uint(second) > 60 {
		return s, false
	}
	s.sec = c.daySec + int64(hour*3600+minute*60+second)
	if s.sec == noTimeSec {
		return s, false
	}
	if len(b) == 20 && b[19] == 'Z' {
		s.zoned = true
	} else if len(b) > 19 {
		tail := scanner{b: b[19:]}
		tail.fraction()
		tail.offset()
		if tail.bad || len(tail.b) > 0 {
			return s, false
		}
		s.micros, s.digits, s.zoned, s.zone = int64(tail.micros), tail.digits, tail.zoned, tail.zone
		s.sec -= int64(tail.offsetSec)
	}
	return s, true
}

// twoDigits is the number that two bytes spell, or a value above 99 or below
// 0 if they are no digits.
func twoDigits(b []byte) int {
	hi, lo := b[0]-'0', b[1]-'0'
	if hi > 9 || lo > 9 {
		return -1
	}
	return int(hi)*10 + int(lo)
}

// place puts a written time on the time line.
func (c *clock) place(s stamp) (instant, reading) {
	t := instant{digits: s.digits, local: !s.zoned && s.zone == ""}
	sec, ok := s.sec, true
	switch {
	case s.zone != "":
		if sec, ok = c.zone.unixIn(s.sec, s.zone); !ok {
			return t, readOtherZone
		}
	case !s.zoned:
		sec, t.guessed = c.zone.unix(s.sec)
	}
	t.unixMicros = sec*1_000_000 + s.micros
	return t, readValue
}

// number reads seconds since 1970 or year 0, or parts of them; 0 is none.
func (c *clock) number(d decimal) (instant, reading) {
	if d.isZero() {
		return instant{}, readNull
	}
	u := c.unit
	if u == unitUnknown {
		if u = unitOfMagnitude(d.whole); u == unitUnknown || d.negative {
			return instant{}, readGarbage
		}
	}
	micros, ok := d.inMicros(u)
	if !ok {
		return instant{}, readGarbage
	}
	t := instant{unixMicros: micros, digits: d.digits}
	switch u {
	case unitGregorianSec:
		t.unixMicros -= gregorianUnixSec * 1_000_000
	case unitMilli:
		t.digits = 3
	case unitMicro:
		t.digits = 6
	}
	return t, readValue
}

// isCompactStamp tells YYYYMMDDhhmmss, perhaps with a fraction, from a number
// of seconds: as any unit of a time its magnitude would be out of range.
func isCompactStamp(b []byte) bool {
	whole := b
	if i := bytes.IndexByte(b, '.'); i >= 0 {
		whole = b[:i]
	}
	return len(whole) == 14 && (whole[0] == '1' || whole[0] == '2')
}

// noTimeSec is midnight of 2000-01-01, which some databases write for "none".
const noTimeSec = 10957 * daySec

// isNoTime tells the spellings of "did not happen": nothing, a word for null,
// the first day of a database's calendar, or midnight of 2000-01-01.
func isNoTime(b []byte) bool {
	if isNull(b) {
		return true
	}
	if len(b) < 10 {
		return false
	}
	switch string(b[:10]) {
	case "1900-01-01", "1970-01-01", "0000-00-00", "0001-01-01", "1900/01/01", "1970/01/01", "0000/00/00":
		return true
	case "2000-01-01", "2000/01/01":
		return len(b) == 10 || len(b) >= 19 && string(b[11:19]) == "00:00:00"
	}
	return false
}

// isNull tells the words for an absent value.
func isNull(b []byte) bool {
	switch len(b) {
	case 0:
		return true
	case 1:
		return b[0] == '-'
	case 2:
		return string(b) == "NA" || string(b) == `\N`
	case 3:
		return string(b) == "N/A"
	case 4:
		return string(b) == "NULL" || string(b) == "null" || string(b) == "None"
	}
	return false
}
