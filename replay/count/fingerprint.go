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
	_ = s.EachAccountGroup(func(second, cause, account uint32, n uint64) error {
		lines = strconv.AppendUint(lines, uint64(second), 10)
		lines = append(lines, causes[cause]...)
		lines = append(lines, accounts[account]...)
		lines = append(lines, ',')
		lines = append(strconv.AppendUint(lines, n, 10), '\n')
		if len(lines) >= hashBytes {
			h.Write(lines)
			lines = lines[:0]
		}
		return nil
	})
	h.Write(lines)
	return hex.EncodeToString(h.Sum(nil))
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
