package pseudonym

import (
	"crypto/aes"
	"crypto/hmac"
	"crypto/sha256"
	"math/big"
)

// permutation permutes lists of numerals of given radices.
type permutation struct {
	feistel  feistel
	shuffler shuffler
	plans    map[string]*plan // by radices
	pattern  []byte           // scratch
	tweak    []byte
}

// plan is what follows from the radices.
type plan struct {
	size   uint32 // how many lists there are, if few; else 0
	halves *halves
	radix  uint32 // of all numerals; 0 if they differ
	digest [16]byte
}

const (
	// maxPiece is how many numerals are permuted as one number.
	maxPiece = 128
	// maxPlans bounds how many plans are remembered.
	maxPlans = 1 << 12
	// digestBytes of a plan of several radices are in the tweak.
	digestBytes = 6
)

func newPermutation(key Key) *permutation {
	derived := func(purpose string) []byte {
		mac := hmac.New(sha256.New, key[:])
		mac.Write([]byte(purpose))
		return mac.Sum(nil)
	}
	p := &permutation{plans: map[string]*plan{}}
	// A key of 32 bytes is always right for AES-256.
	p.feistel.block, _ = aes.NewCipher(derived("feistel"))
	p.shuffler.block, _ = aes.NewCipher(derived("shuffle"))
	p.shuffler.keys = map[uint32]*[shuffleRounds]uint32{}
	return p
}

// apply permutes x in place. tweak, of at most 8 bytes, chooses among
// permutations.
func (p *permutation) apply(x, radices []uint32, tweak []byte) {
	if len(x) <= maxPiece {
		p.piece(x, radices, tweak)
		return
	}
	for i := 0; len(x) > 0; i++ {
		n := min(len(x), maxPiece)
		p.piece(x[:n], radices[:n], append(tweak[:len(tweak):len(tweak)], 'p', byte(i), byte(i>>8), byte(i>>16)))
		x, radices = x[n:], radices[n:]
	}
}

func (p *permutation) piece(x, radices []uint32, tweak []byte) {
	if len(x) == 0 {
		return
	}
	pl := p.planOf(radices)
	if pl.size > 0 {
		p.shuffle(pl, x, radices, tweak)
		return
	}
	p.tweak = append(p.tweak[:0], tweak...)
	if pl.radix == 0 {
		p.tweak = append(p.tweak, pl.digest[:digestBytes]...)
	}
	h := pl.halves
	p.feistel.head(h, pl.radix, p.tweak)
	if h.small {
		y := p.feistel.small(h, p.tweak, [2]uint64{number(x[:h.u], radices[:h.u]), number(x[h.u:], radices[h.u:])})
		numerals(x[:h.u], radices[:h.u], y[0])
		numerals(x[h.u:], radices[h.u:], y[1])
		return
	}
	y := p.feistel.large(h, p.tweak, [2]*big.Int{bigNumber(x[:h.u], radices[:h.u]), bigNumber(x[h.u:], radices[h.u:])})
	bigNumerals(x[:h.u], radices[:h.u], y[0])
	bigNumerals(x[h.u:], radices[h.u:], y[1])
}

func (p *permutation) shuffle(pl *plan, x, radices []uint32, tweak []byte) {
	mark := pl.digest
	for i, b := range tweak {
		mark[i] ^= b
	}
	mark[15] ^= byte(len(tweak))
	p.shuffler.block.Encrypt(mark[:], mark[:])
	numerals(x, radices, uint64(p.shuffler.permute(pl.size, uint32(number(x, radices)), mark)))
}

// planOf makes the plan of some radices, or finds it.
func (p *permutation) planOf(radices []uint32) *plan {
	p.pattern = p.pattern[:0]
	for _, r := range radices {
		p.pattern = append(p.pattern, byte(r), byte(r>>8))
	}
	if pl := p.plans[string(p.pattern)]; pl != nil {
		return pl
	}
	pl := &plan{radix: radices[0]}
	size := uint64(1)
	for _, r := range radices {
		if r != pl.radix {
			pl.radix = 0
		}
		size = min(size*uint64(r), maxShuffled)
	}
	sum := sha256.Sum256(p.pattern)
	copy(pl.digest[:], sum[:])
	if size < maxShuffled {
		pl.size = uint32(size)
	} else {
		pl.halves = newHalves(radices)
	}
	if len(p.plans) >= maxPlans {
		clear(p.plans)
	}
	p.plans[string(p.pattern)] = pl
	return pl
}

// number is the number that numerals stand for, the first the highest.
func number(x, radices []uint32) uint64 {
	var n uint64
	for i, d := range x {
		n = n*uint64(radices[i]) + uint64(d)
	}
	return n
}

// numerals writes a number as numerals.
func numerals(x, radices []uint32, n uint64) {
	for i := len(x) - 1; i >= 0; i-- {
		r := uint64(radices[i])
		x[i] = uint32(n % r)
		n /= r
	}
}

// limb joins numerals as long as their radices' product fits into 32 bits, so
// that a big number is made in few steps.
func limb(radices []uint32) (n int, product uint32) {
	wide := uint64(1)
	for n < len(radices) && wide*uint64(radices[n]) <= 1<<32-1 {
		wide *= uint64(radices[n])
		n++
	}
	return n, uint32(wide)
}

func bigNumber(x, radices []uint32) *big.Int {
	n, part := new(big.Int), new(big.Int)
	for len(x) > 0 {
		k, product := limb(radices)
		n.Mul(n, part.SetUint64(uint64(product)))
		n.Add(n, part.SetUint64(number(x[:k], radices[:k])))
		x, radices = x[k:], radices[k:]
	}
	return n
}

func bigNumerals(x, radices []uint32, n *big.Int) {
	var ends []int
	for at := 0; at < len(radices); {
		k, _ := limb(radices[at:])
		at += k
		ends = append(ends, at)
	}
	rest, product := new(big.Int), new(big.Int)
	for i := len(ends) - 1; i >= 0; i-- {
		from := 0
		if i > 0 {
			from = ends[i-1]
		}
		_, p := limb(radices[from:ends[i]])
		n.QuoRem(n, product.SetUint64(uint64(p)), rest)
		numerals(x[from:ends[i]], radices[from:ends[i]], rest.Uint64())
	}
}
