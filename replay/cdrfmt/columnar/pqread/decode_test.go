package pqread

import (
	"bytes"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/format"
)

// The twins of the decoders are parquet-go's encoders.

func TestDeltaInts(t *testing.T) {
	for seed := range uint64(60) {
		rng := rand.New(rand.NewPCG(seed, 1))
		values := make([]int64, 1+rng.IntN(700))
		for i := range values {
			switch seed % 3 {
			case 0:
				values[i] = 1.7e15 + int64(i)*rng.Int64N(1000)
			case 1:
				values[i] = int64(rng.Uint64()) // deltas wrap around
			default:
				values[i] = 5
			}
		}
		data, err := parquet.DeltaBinaryPacked.EncodeInt64(nil, values)
		if err != nil {
			t.Fatal(err)
		}
		got, rest, err := deltaInts(nil, append(data, 1, 2, 3), len(values))
		if err != nil || !slices.Equal(got, values) || !bytes.Equal(rest, []byte{1, 2, 3}) {
			t.Fatalf("seed %d: %v, rest %v", seed, err, rest)
		}
		if _, _, err := deltaInts(nil, data, len(values)+1); err == nil {
			t.Fatal("one value too few: no error")
		}
		if _, _, err := deltaInts(nil, data[:len(data)-1], len(values)); err == nil && seed%3 != 2 {
			t.Fatal("cut: no error")
		}
	}
}

func TestEncodings(t *testing.T) {
	rng := rand.New(rand.NewPCG(2, 2))
	const n = 500
	var text []byte
	offsets := []uint32{0}
	var doubles []float64
	var ints []int32
	for i := range n {
		text = fmt.Appendf(text, "call-%d", rng.IntN(i+1))
		offsets = append(offsets, uint32(len(text)))
		doubles = append(doubles, rng.NormFloat64())
		ints = append(ints, int32(rng.Uint32()))
	}
	must := func(b []byte, err error) []byte {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	texts := &Leaf{physical: format.ByteArray, Form: cdr.Texts}
	for _, c := range []struct {
		enc  format.Encoding
		leaf *Leaf
		body []byte
	}{
		{format.Plain, texts, must(parquet.Plain.EncodeByteArray(nil, text, offsets))},
		{format.DeltaLengthByteArray, texts, must(parquet.DeltaLengthByteArray.EncodeByteArray(nil, text, offsets))},
		{format.DeltaByteArray, texts, must(parquet.DeltaByteArray.EncodeByteArray(nil, text, offsets))},
		{format.Plain, &Leaf{physical: format.Double}, must(parquet.Plain.EncodeDouble(nil, doubles))},
		{format.ByteStreamSplit, &Leaf{physical: format.Double}, must(parquet.ByteStreamSplit.EncodeDouble(nil, doubles))},
		{format.Plain, &Leaf{physical: format.Int32}, must(parquet.Plain.EncodeInt32(nil, ints))},
		{format.DeltaBinaryPacked, &Leaf{physical: format.Int32}, must(parquet.DeltaBinaryPacked.EncodeInt32(nil, ints))},
		{format.Plain, &Leaf{physical: format.Int32, unsigned: true}, must(parquet.Plain.EncodeInt32(nil, ints))},
		{format.DeltaBinaryPacked, &Leaf{physical: format.Int32, unsigned: true}, must(parquet.DeltaBinaryPacked.EncodeInt32(nil, ints))},
	} {
		var v cdr.Vector
		if err := decode(&v, c.leaf, c.enc, c.body, n); err != nil {
			t.Errorf("%v of %v: %v", c.enc, c.leaf.physical, err)
			continue
		}
		for i := range n {
			ok := false
			switch {
			case c.leaf == texts:
				ok = bytes.Equal(v.Text(i), text[offsets[i]:offsets[i+1]])
			case c.leaf.physical == format.Double:
				ok = v.Floats[i] == doubles[i]
			case c.leaf.unsigned:
				ok = v.Ints[i] == int64(uint32(ints[i]))
			default:
				ok = v.Ints[i] == int64(ints[i])
			}
			if !ok {
				t.Fatalf("%v of %v: value %d differs", c.enc, c.leaf.physical, i)
			}
		}
		if err := decode(&v, c.leaf, c.enc, c.body[:len(c.body)/2], n); err == nil {
			t.Errorf("%v of %v, cut: no error", c.enc, c.leaf.physical)
		}
	}
	var v cdr.Vector
	if err := decode(&v, texts, format.BitPacked, nil, 1); err == nil {
		t.Error("unknown encoding: no error")
	}
}

func TestInt96(t *testing.T) {
	body := []byte{0x40, 0x42, 0x0f, 0, 0, 0, 0, 0, 0, 0, 0, 0} // 1 ms into its day
	day := uint32(julianUnixDay + 2)
	for i := range 4 {
		body[8+i] = byte(day >> (8 * i))
	}
	var v cdr.Vector
	if err := decode(&v, &Leaf{physical: format.Int96}, format.Plain, body, 1); err != nil {
		t.Fatal(err)
	}
	if want := int64(2*dayUs + 1000); v.Ints[0] != want {
		t.Errorf("%d, want %d", v.Ints[0], want)
	}
}

func TestUnsigned64(t *testing.T) {
	l := &Leaf{physical: format.Int64, unsigned: true}
	ints := []int64{-1, 5}
	l.adjust(ints)
	if !slices.Equal(ints, []int64{math.MaxInt64, 5}) {
		t.Errorf("%d", ints)
	}
}

func TestLevelsAndIndexes(t *testing.T) {
	for seed := range uint64(100) {
		rng := rand.New(rand.NewPCG(seed, 3))
		n, limit := 1+rng.IntN(300), 1+rng.IntN(1000)
		bits, list := make([]byte, n), make([]int32, n)
		for i := range n {
			bits[i] = byte(min(1, rng.IntN(1+int(seed%9))))
			list[i] = int32(rng.IntN(limit))
			if i > 0 && rng.IntN(8) > 0 {
				list[i] = list[i-1]
			}
		}
		data, err := levelEncoding.EncodeLevels(nil, bits)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := levels(nil, data, n); err != nil || !bytes.Equal(got, bits) {
			t.Fatalf("seed %d: levels: %v", seed, err)
		}
		if data, err = parquet.RLEDictionary.EncodeInt32(nil, list); err != nil {
			t.Fatal(err)
		}
		got, err := indexes(nil, data, n, limit)
		if err != nil || !slices.Equal(got, list) {
			t.Fatalf("seed %d: indexes: %v", seed, err)
		}
		if most := slices.Max(list); most > 0 {
			if _, err := indexes(nil, data, n, int(most)); err == nil {
				t.Fatalf("seed %d: an index beyond the dictionary: no error", seed)
			}
		}
		if _, err := indexes(nil, data, n+16, limit); err == nil && data[0] > 0 {
			t.Fatalf("seed %d: runs too short: no error", seed)
		}
	}
	// Writers that pad bit-packed runs to 256 values.
	padded := append([]byte{32<<1 | 1}, bytes.Repeat([]byte{0xff}, 32)...)
	if got, err := levels(nil, padded, 3); err != nil || !bytes.Equal(got, []byte{1, 1, 1}) {
		t.Errorf("padded levels: %v %v", got, err)
	}
	// A run that claims 2^31 values in five bytes.
	if _, err := indexes(nil, []byte{1, 0xfe, 0xff, 0xff, 0xff, 0x0f, 1}, 10, 2); err == nil {
		t.Error("a run of 2^31 values: no error")
	}
}

func TestLZ4(t *testing.T) {
	rng := rand.New(rand.NewPCG(4, 4))
	for n := range 400 {
		want := make([]byte, n*7)
		for i := range want {
			want[i] = byte('a' + rng.IntN(1+n%25))
		}
		data, err := parquet.Lz4Raw.Encode(nil, want)
		if err != nil {
			t.Fatal(err)
		}
		got, err := lz4Block(make([]byte, 0, len(want)), data)
		if err != nil || !bytes.Equal(got, want) {
			t.Fatalf("%d bytes: %v", len(want), err)
		}
		if len(want) > 0 {
			if got, err := lz4Block(make([]byte, 0, len(want)-1), data); err == nil {
				t.Fatalf("%d bytes fitted in one less", len(got))
			}
		}
	}
}

func TestMeasure(t *testing.T) {
	var out bytes.Buffer
	type row struct {
		A string `parquet:"a,dict"`
		B []int  `parquet:"b,list"`
	}
	if err := parquet.Write(&out, []row{{"x", []int{1, 2}}}, parquet.KeyValueMetadata("k", "v")); err != nil {
		t.Fatal(err)
	}
	footer, err := readFooter(bytes.NewReader(out.Bytes()), int64(out.Len()))
	if err != nil {
		t.Fatal(err)
	}
	if n, err := measure(footer); err != nil || n != len(footer) {
		t.Errorf("%d, %v, want %d", n, err, len(footer))
	}
	for n := range footer {
		if _, err := measure(footer[:n]); err == nil {
			t.Fatalf("cut to %d bytes: no error", n)
		}
	}
	deep := bytes.Repeat([]byte{0x1c}, 1000) // field 1: a structure, and so on
	if _, err := measure(deep); err != errDeep {
		t.Errorf("%v, want %v", err, errDeep)
	}
	long := []byte{0x19, 0xfc, 0xff, 0xff, 0xff, 0xff, 0x07} // a list of 2^31 structures
	if _, err := measure(long); err != errShort {
		t.Errorf("%v, want %v", err, errShort)
	}
}

func FuzzDecode(f *testing.F) {
	f.Add(byte(format.DeltaBinaryPacked), byte(format.Int64), 8, []byte{8, 1, 3, 2, 2, 0, 0})
	f.Add(byte(format.RLEDictionary), byte(format.Int32), 8, []byte{1, 3, 0xff})
	f.Add(byte(format.DeltaByteArray), byte(format.ByteArray), 1, []byte{8, 1, 1, 2, 8, 1, 1, 2, 'a'})
	f.Fuzz(func(t *testing.T, enc, physical byte, n int, body []byte) {
		if n < 0 || n > 1000 {
			return
		}
		l := &Leaf{physical: format.Type(physical), length: uuidLen}
		if enc == byte(format.RLEDictionary) {
			if got, err := indexes(nil, body, n, 7); err == nil && len(got) != n {
				t.Fatalf("%d indexes, want %d", len(got), n)
			}
			return
		}
		var v cdr.Vector
		if err := decode(&v, l, format.Encoding(enc), body, n); err != nil {
			return
		}
		if got := max(len(v.Ints), len(v.Floats), len(v.Offsets)-1); got != n {
			t.Fatalf("%d values, want %d", got, n)
		}
	})
}
