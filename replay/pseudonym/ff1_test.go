package pseudonym

import (
	"crypto/aes"
	"encoding/hex"
	"math/big"
	"strings"
	"testing"
)

const base36 = "0123456789abcdefghijklmnopqrstuvwxyz"

// The samples of NIST for FF1 with AES-128, AES-192 and AES-256
// (csrc.nist.gov, SP 800-38G examples).
func TestFF1Samples(t *testing.T) {
	const key = "2b7e151628aed2a6abf7158809cf4f3cef4359d8d580aa4f7f036d6f04fc6a94"
	for _, c := range []struct {
		keyBytes int
		radix    uint32
		tweak    string
		in, out  string
	}{
		{16, 10, "", "0123456789", "2433477484"},
		{16, 10, "39383736353433323130", "0123456789", "6124200773"},
		{16, 36, "3737373770717273373737", "0123456789abcdefghi", "a9tv40mll9kdu509eum"},
		{32, 10, "", "0123456789", "6657667009"},
		{32, 10, "39383736353433323130", "0123456789", "1001623463"},
		{32, 36, "3737373770717273373737", "0123456789abcdefghi", "xs8a0azh2avyalyzuwd"},
	} {
		secret, err := hex.DecodeString(key[:2*c.keyBytes])
		if err != nil {
			t.Fatal(err)
		}
		tweak, err := hex.DecodeString(c.tweak)
		if err != nil {
			t.Fatal(err)
		}
		block, err := aes.NewCipher(secret)
		if err != nil {
			t.Fatal(err)
		}
		f := &feistel{block: block}
		var x, radices []uint32
		for _, r := range c.in {
			x, radices = append(x, uint32(strings.IndexRune(base36, r))), append(radices, c.radix)
		}
		h := newHalves(radices)
		halves := [2]*big.Int{bigNumber(x[:h.u], radices[:h.u]), bigNumber(x[h.u:], radices[h.u:])}
		small := [2]uint64{halves[0].Uint64(), halves[1].Uint64()}
		f.head(h, c.radix, tweak)
		y := f.large(h, tweak, halves)
		bigNumerals(x[:h.u], radices[:h.u], new(big.Int).Set(y[0]))
		bigNumerals(x[h.u:], radices[h.u:], new(big.Int).Set(y[1]))
		got := ""
		for _, v := range x {
			got += base36[v : v+1]
		}
		if got != c.out {
			t.Errorf("AES-%d, tweak %q: %s becomes %s, want %s", 8*c.keyBytes, c.tweak, c.in, got, c.out)
		}
		if !h.small {
			t.Errorf("%s: the halves do not fit into 64 bits", c.in)
			continue
		}
		if z := f.small(h, tweak, small); z[0] != y[0].Uint64() || z[1] != y[1].Uint64() {
			t.Errorf("%s: %v by 64 bits, %v by big numbers", c.in, z, y)
		}
	}
}
