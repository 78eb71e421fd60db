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
	var line []byte
	s.EachAccountGroup(func(g Group) {
		line = strconv.AppendUint(line[:0], uint64(g.Second), 10)
		line = append(line, ',')
		line = strconv.AppendQuote(line, s.Causes[g.Cause])
		line = append(line, ',')
		line = strconv.AppendQuote(line, s.Accounts[g.Account])
		line = append(line, ',')
		line = strconv.AppendUint(line, g.N, 10)
		line = append(line, '\n')
		h.Write(line)
	})
	return hex.EncodeToString(h.Sum(nil))
}

// EachAccountGroup calls f with the groups in order, gateways added up.
func (s *Set) EachAccountGroup(f func(Group)) {
	for i := 0; i < len(s.Groups); {
		g := s.Groups[i]
		g.Gateway = 0
		for i++; i < len(s.Groups) && sameMeter(s.Groups[i], g); i++ {
			g.N += s.Groups[i].N
		}
		f(g)
	}
}

func sameMeter(a, b Group) bool {
	return a.Second == b.Second && a.Cause == b.Cause && a.Account == b.Account
}
