package dialect

import (
	"bytes"
	"encoding/binary"
)

// The forms that nearly all cells have, read 8 bytes at a time. What these
// functions refuse may still be right: it is the general readers' to say.

const (
	// clockZeros is 00:00:00 as 8 bytes, milliZeros .000 as 4; digits xor it
	// are their values, colons and the point 0.
	clockZeros = 0x30303a30303a3030
	milliZeros = 0x3030302e
	digitZeros = 0x3030303030303030
	highs      = 0x8080808080808080
)

// quickTimes reads cells of the forms YYYY-MM-DD?HH:MM:SS[.fff][Z] with the day
// last read in full and, if absent is set, empty ones, from row i up to row n
// or one of another form, and tells which.
func (s *strip) quickTimes(data []byte, i, n int, absent bool) int {
	c := s.cell.clocks[0]
	if c.form != nil || byte(c.dayLow>>32) != '-' {
		return i
	}
	cells := s.column
	for together := i; i < n; i++ {
		if i >= together {
			i = s.stampsTogether(c, data, i, n, absent)
			together = i + groupCells
		}
		if i = s.fullTimes(c, data, i, n); i == n {
			break
		}
		b := cells.Cell(data, i)
		if mayBeDressed(b) {
			b = unquoted(b)
		}
		if len(b) == 0 && absent {
			s.setNull(i)
			continue
		}
		if len(b) < 19 || binary.LittleEndian.Uint64(b) != c.dayLow || binary.LittleEndian.Uint16(b[8:]) != c.dayHigh {
			return i
		}
		if b[10] != 'T' && b[10] != ' ' && b[10] != '_' {
			return i
		}
		x := binary.LittleEndian.Uint64(b[11:]) ^ clockZeros
		// A digit plus 0x76 and a colon plus 0x7f keep below 0x80, all else does not.
		if (x|(x+0x76767f76767f7676))&highs != 0 {
			return i
		}
		x = x*10 + x>>8 // each first byte of two becomes their number
		hour, minute, second := int64(x&0xff), int64(x>>24&0xff), int64(x>>48&0xff)
		sec := c.daySec + hour*3600 + minute*60 + second
		if hour > 23 || minute > 59 || second > 59 || sec == noTimeSec {
			return i
		}
		milli := int64(0)
		tail := b[19:]
		if len(tail) >= 4 {
			y := binary.LittleEndian.Uint32(tail) ^ milliZeros
			if (y|(y+0x7676767f))&(highs>>32) != 0 {
				return i
			}
			milli = int64(y>>8&0xff)*100 + int64(y>>16&0xff)*10 + int64(y>>24)
			tail = tail[4:]
		}
		switch {
		case len(tail) == 1 && tail[0] == 'Z':
		case len(tail) == 0 && sec >= c.zone.fromSec && sec < c.zone.toSec:
			sec -= c.zone.offsetSec
		default:
			return i
		}
		s.ints[i] = sec*1_000_000 + milli*1000
	}
	return n
}

// groupCells is how many cells are read together, where that can be done; where
// it came to an end, it is tried again behind so many.
const groupCells = 4

// fullStamp is how long YYYY-MM-DDTHH:MM:SS.fffZ is.
const fullStamp = 24

// fullTimes is quickTimes for cells of that form alone. All of a cell is looked
// at before anything is decided: nearly always it is as it should be.
func (s *strip) fullTimes(c *clock, data []byte, i, n int) int {
	cells, dayLow, dayHigh, daySec := s.column, c.dayLow, c.dayHigh, c.daySec
	for ; i < n; i++ {
		cell := cells.Cell(data, i)
		if len(cell) != fullStamp {
			return i
		}
		b := (*[fullStamp]byte)(cell)
		x := binary.LittleEndian.Uint64(b[11:]) ^ clockZeros
		y := binary.LittleEndian.Uint32(b[19:]) ^ milliZeros
		bad := binary.LittleEndian.Uint64(b[:]) ^ dayLow | uint64(binary.LittleEndian.Uint16(b[8:])^dayHigh) |
			uint64(b[10]^'T') | uint64(b[23]^'Z') | (x|(x+0x76767f76767f7676))&highs | uint64(y|(y+0x7676767f))&(highs>>32)
		x = x*10 + x>>8
		hour, minute, second := int64(x&0xff), int64(x>>24&0xff), int64(x>>48&0xff)
		bad |= uint64((23-hour)|(59-minute)|(59-second)) >> 63 // one is beyond
		sec := daySec + hour*3600 + minute*60 + second
		if bad != 0 || sec == noTimeSec {
			return i
		}
		s.ints[i] = sec*1_000_000 + int64(y>>8&0xff)*100_000 + int64(y>>16&0xff)*10_000 + int64(y>>24)*1000
	}
	return n
}

// quickDigits is a whole number of 1 to 8 digits, with as many bytes as 8 from
// its start on in what it is a part of.
func quickDigits(b []byte) (v int64, ok bool) {
	if uint(len(b)-1) > 7 || cap(b) < 8 {
		return 0, false
	}
	// Shifted, the number has 8 digits, the first ones zeros. Each step joins
	// two neighbours: digits, pairs, fours.
	x := (binary.LittleEndian.Uint64(b[:8]) ^ digitZeros) << (-8 * len(b) & 63)
	bad := (x | (x + 0x7676767676767676)) & highs
	x = (x*10 + x>>8) & 0x00ff00ff00ff00ff
	x = (x*100 + x>>16) & 0x0000ffff0000ffff
	return int64(uint32(x*10000 + x>>32)), bad == 0
}

// mayBeDressed tells a field that may begin with a space or a quote.
func mayBeDressed(bare []byte) bool { return len(bare) > 0 && bare[0] <= '"' }

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
