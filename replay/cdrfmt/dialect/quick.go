package dialect

import (
	"bytes"
	"encoding/binary"
)

// The forms that nearly all cells have, read 8 bytes at a time. What these
// functions refuse may still be right: it is the general readers' to say.

// clockZeros is 00:00:00 as 8 bytes; digits xor it are their values, colons 0.
const clockZeros = 0x30303a30303a3030

// quick reads YYYY-MM-DD?HH:MM:SS[.fff][Z] of the day last read in full.
func (c *clock) quick(b []byte) (unixMicros int64, ok bool) {
	if len(b) < 19 || binary.LittleEndian.Uint64(b) != c.dayLow || binary.LittleEndian.Uint16(b[8:]) != c.dayHigh || c.form != nil {
		return 0, false
	}
	if b[4] != '-' || b[10] != 'T' && b[10] != ' ' && b[10] != '_' {
		return 0, false
	}
	x := binary.LittleEndian.Uint64(b[11:]) ^ clockZeros
	// A digit plus 0x76 and a colon plus 0x7f keep below 0x80, all else does not.
	if (x|(x+0x76767f76767f7676))&highs != 0 {
		return 0, false
	}
	x = x*10 + x>>8 // each first byte of two becomes their number
	hour, minute, second := int64(x&0xff), int64(x>>24&0xff), int64(x>>48&0xff)
	sec := c.daySec + hour*3600 + minute*60 + second
	if hour > 23 || minute > 59 || second > 59 || sec == noTimeSec {
		return 0, false
	}
	milli := int64(0)
	tail := b[19:]
	if len(tail) >= 4 && tail[0] == '.' {
		f0, f1, f2 := tail[1]-'0', tail[2]-'0', tail[3]-'0'
		if f0 > 9 || f1 > 9 || f2 > 9 {
			return 0, false
		}
		milli = int64(f0)*100 + int64(f1)*10 + int64(f2)
		tail = tail[4:]
	}
	switch {
	case len(tail) == 1 && tail[0] == 'Z':
	case len(tail) == 0 && sec >= c.zone.fromSec && sec < c.zone.toSec:
		sec -= c.zone.offsetSec
	default:
		return 0, false
	}
	return sec*1_000_000 + milli*1000, true
}

const highs = 0x8080808080808080

// quickDigits is a whole number of 1 to 9 digits.
func quickDigits(b []byte) (v int64, ok bool) {
	if len(b)-1 > 8 {
		return 0, false
	}
	for _, c := range b {
		if c -= '0'; c > 9 {
			return 0, false
		}
		v = v*10 + int64(c)
	}
	return v, len(b) > 0
}

// unquoted is a field's text without outer quotes and the white space around
// it. Quotes inside are left as they are written.
func unquoted(bare []byte) []byte {
	b := bare
	if len(b) > 2 && b[0] == ' ' {
		b = b[1:]
	}
	if n := len(b); n >= 2 && b[0] == '"' && b[n-1] == '"' {
		return trim(b[1 : n-1])
	}
	return trim(bare)
}

// isPlain tells whether unquoted is all that has to be done to a field.
func isPlain(bare []byte) bool {
	if len(bare) == 0 || bare[0] > '"' {
		return true
	}
	return bytes.IndexByte(bare[1:max(1, len(bare)-1)], '"') < 0
}
