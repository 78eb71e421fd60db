package count

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
)

// Fingerprint identifies the traffic: the SHA-256, in hex, of one line
// "second,cause,account,n\n" for each second, cause and account, sorted, with
// the gateways added up. Names are quoted as Go strings, so that no name can
// imitate a line.
func (s *Set) Fingerprint() string {
	h := sha256.New()
	causes, accounts := quoted(s.Causes), quoted(s.Accounts)
	lines := make([]byte, 0, 2*hashBytes)
	var clock secondText
	_ = s.EachAccountGroup(func(second, cause, account uint32, n uint64) error {
		lines = clock.append(lines, second)
		lines = append(lines, causes[cause]...)
		lines = append(lines, accounts[account]...)
		lines = append(lines, ',')
		if n < 10 {
			lines = append(lines, '0'+byte(n), '\n')
		} else {
			lines = append(strconv.AppendUint(lines, n, 10), '\n')
		}
		if len(lines) >= hashBytes {
			h.Write(lines)
			lines = lines[:0]
		}
		return nil
	})
	h.Write(lines)
	return hex.EncodeToString(h.Sum(nil))
}

// secondText writes seconds that mostly are near the one before: but for the
// last two digits of it they have the same text.
type secondText struct {
	hundreds uint32
	text     []byte // of the hundreds, if there are any
}

func (t *secondText) append(to []byte, second uint32) []byte {
	if second < 100 {
		return strconv.AppendUint(to, uint64(second), 10)
	}
	if h := second / 100; h != t.hundreds {
		t.hundreds, t.text = h, strconv.AppendUint(t.text[:0], uint64(h), 10)
	}
	rest := byte(second % 100)
	return append(append(to, t.text...), '0'+rest/10, '0'+rest%10)
}

// hashBytes is how much is hashed at a time.
const hashBytes = 1 << 12

// quoted is each name as a Go string, with a comma before it.
func quoted(names []string) [][]byte {
	cells := make([][]byte, len(names))
	for i, n := range names {
		cells[i] = strconv.AppendQuote([]byte{','}, n)
	}
	return cells
}
