package pqread

import (
	"bytes"
	"encoding/binary"
	"math"
	"math/big"
	"math/rand/v2"
	"strconv"
	"testing"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/deprecated"
	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// twosComplement is x in so many bytes, big-endian.
func twosComplement(x *big.Int, n int) []byte {
	if x.Sign() < 0 {
		x = new(big.Int).Add(x, new(big.Int).Lsh(big.NewInt(1), uint(8*n)))
	}
	return x.FillBytes(make([]byte, n))
}

func TestBigEndian(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 7))
	least, most := big.NewInt(math.MinInt64), big.NewInt(math.MaxInt64)
	for range 20_000 {
		n := 1 + rng.IntN(20)
		bits := 1 + rng.IntN(8*n-1) // below the sign
		x := new(big.Int).Exp(big.NewInt(rng.Int64()), big.NewInt(3), nil)
		if extra := x.BitLen() - bits; extra > 0 {
			x.Rsh(x, uint(extra))
		}
		if n > 8 && rng.IntN(10) == 0 { // near the bounds of int64
			x.Add(most, big.NewInt(rng.Int64N(5)-2))
		}
		if rng.IntN(2) == 0 {
			x.Not(x)
		}
		want := x
		switch {
		case x.Cmp(least) < 0:
			want = least
		case x.Cmp(most) > 0:
			want = most
		}
		if got := bigEndian(twosComplement(x, n)); got != want.Int64() {
			t.Fatalf("%v in %d bytes: got %d, want %v", x, n, got, want)
		}
		near, _ := new(big.Float).SetInt(x).Float64()
		if got := bigFloat(twosComplement(x, n)); math.Abs(got-near) > math.Abs(near)*1e-12 {
			t.Fatalf("%v in %d bytes: got %g", x, n, got)
		}
	}
}

// decimalOfType is a column of decimals.
func decimalOfType(physical format.Type, length, scale int) *Leaf {
	l := leafOf(&format.SchemaElement{
		Type: thrift.New(physical), TypeLength: thrift.New(int32(length)), Scale: thrift.New(int32(scale)), Precision: thrift.New(int32(18)),
		ConvertedType: thrift.New(deprecated.Decimal),
	})
	return &l
}

// TestDecimals: a decimal is the float nearest to what it spells, a whole number
// without digits after its point, in each type and encoding.
func TestDecimals(t *testing.T) {
	rng := rand.New(rand.NewPCG(8, 8))
	for _, scale := range []int{0, 1, 3, 6, 18} {
		for _, physical := range []format.Type{format.Int32, format.Int64, format.ByteArray, format.FixedLenByteArray} {
			const n, length = 300, 9
			digits := make([]int64, n)
			var plain, split, lengths []byte
			for i := range digits {
				digits[i] = rng.Int64N(1<<31) - 1<<30
				switch physical {
				case format.Int32:
					plain = binary.LittleEndian.AppendUint32(plain, uint32(digits[i]))
				case format.Int64:
					plain = binary.LittleEndian.AppendUint64(plain, uint64(digits[i]))
				case format.ByteArray:
					plain = append(append(plain, 4, 0, 0, 0), twosComplement(big.NewInt(digits[i]), 4)...)
				default:
					plain = append(plain, twosComplement(big.NewInt(digits[i]), length)...)
				}
			}
			bodies := map[format.Encoding][]byte{format.Plain: plain}
			if physical == format.FixedLenByteArray {
				for j := range length {
					for i := range n {
						split = append(split, plain[i*length+j])
					}
				}
				bodies[format.ByteStreamSplit] = split
				var err error
				if lengths, err = (&parquet.DeltaByteArray).EncodeFixedLenByteArray(nil, plain, length); err != nil {
					t.Fatal(err)
				}
				bodies[format.DeltaByteArray] = lengths
			}
			l := decimalOfType(physical, length, scale)
			for enc, body := range bodies {
				var v cdr.Vector
				v.Form = l.Form
				if err := decode(&v, l, enc, body, n); err != nil || !l.Readable {
					t.Fatal(physical, enc, err)
				}
				for i, x := range digits {
					if scale == 0 {
						if v.Ints[i] != x {
							t.Fatalf("%v %v: got %d, want %d", physical, enc, v.Ints[i], x)
						}
						continue
					}
					want, err := strconv.ParseFloat(strconv.FormatInt(x, 10)+"e-"+strconv.Itoa(scale), 64)
					if err != nil || v.Floats[i] != want {
						t.Fatalf("%v %v, %d of scale %d: got %g, want %g", physical, enc, x, scale, v.Floats[i], want)
					}
				}
				for cut := range 20 {
					if err := decode(new(cdr.Vector), l, enc, body[:cut*len(body)/40], n); err == nil {
						t.Fatalf("%v %v cut: no error", physical, enc)
					}
				}
			}
		}
	}
}

func TestTypeNames(t *testing.T) {
	element := func(converted deprecated.ConvertedType) *format.SchemaElement {
		return &format.SchemaElement{Type: thrift.New(format.Int64), Scale: thrift.New(int32(3)), Precision: thrift.New(int32(18)), ConvertedType: thrift.New(converted)}
	}
	for converted, want := range map[deprecated.ConvertedType]string{
		deprecated.UTF8: "INT64 UTF8", deprecated.Decimal: "INT64 DECIMAL(18,3)", deprecated.Interval: "INT64 INTERVAL", 99: "INT64 (converted type 99)", -1: "INT64 (converted type -1)",
	} {
		if got := typeName(element(converted)); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

func TestFixedText(t *testing.T) {
	l := leafOf(&format.SchemaElement{Type: thrift.New(format.FixedLenByteArray), TypeLength: thrift.New(int32(4))})
	v := cdr.Vector{Form: cdr.Texts}
	if err := decode(&v, &l, format.Plain, []byte("ab\x00\x00abcd\x00\x00\x00\x00"), 3); err != nil || !l.Readable {
		t.Fatal(err)
	}
	for i, want := range []string{"ab", "abcd", ""} {
		if got := string(v.Text(i)); got != want {
			t.Errorf("row %d: got %q, want %q", i, got, want)
		}
	}
	for _, length := range []int32{0, -1, 16} { // 16 are no text
		l := leafOf(&format.SchemaElement{Type: thrift.New(format.FixedLenByteArray), TypeLength: thrift.New(length)})
		if l.Readable {
			t.Errorf("%d bytes are taken for text", length)
		}
	}
}

// TestLZ4Framed: a page in blocks as Hadoop frames them, and in one alone.
func TestLZ4Framed(t *testing.T) {
	page := bytes.Repeat([]byte("NORMAL_CLEARING carrier-b "), 500)
	block := func(b []byte) []byte {
		out, err := parquet.Lz4Raw.Encode(nil, b)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	var framed []byte
	for rest := page; len(rest) > 0; {
		piece := rest[:min(5000, len(rest))]
		rest = rest[len(piece):]
		packed := block(piece)
		framed = binary.BigEndian.AppendUint32(framed, uint32(len(piece)))
		framed = append(binary.BigEndian.AppendUint32(framed, uint32(len(packed))), packed...)
	}
	var c codec
	for name, src := range map[string][]byte{"frames": framed, "block": block(page)} {
		got, err := c.decompress(nil, src, format.Lz4, len(page))
		if err != nil || !bytes.Equal(got, page) {
			t.Errorf("%s: %d bytes, %v", name, len(got), err)
		}
		for n := range len(src) {
			if _, err := c.decompress(nil, src[:n], format.Lz4, len(page)); err == nil {
				t.Errorf("%s cut to %d of %d bytes: no error", name, n, len(src))
			}
		}
	}
	wrong := bytes.Clone(framed) // lengths of two blocks, the sum of which is right
	binary.BigEndian.PutUint32(wrong, 5001)
	second := 8 + int(binary.BigEndian.Uint32(wrong[4:]))
	binary.BigEndian.PutUint32(wrong[second:], 4999)
	if _, err := c.decompress(nil, wrong, format.Lz4, len(page)); err == nil {
		t.Error("blocks of other lengths than they say: no error")
	}
	rng := rand.New(rand.NewPCG(9, 9))
	for range 5000 {
		broken := bytes.Clone(framed)
		broken[rng.IntN(len(broken))] = byte(rng.Uint32())
		c.decompress(nil, broken, format.Lz4, len(page)) // it may be sound by chance
	}
}
