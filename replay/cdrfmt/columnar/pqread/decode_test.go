package pqread

import (
	"bytes"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/encoding/rle"
	"github.com/parquet-go/parquet-go/format"

	"github.com/cdrlab/cdrlab/replay/cdr"
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

// levelRuns are parquet-go's runs of these bits.
func levelRuns(t *testing.T, bits []byte) []byte {
	t.Helper()
	data, err := (&rle.Encoding{BitWidth: 1}).EncodeLevels(nil, bits)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// lookedUp reads n indexes of a body into a dictionary whose entries are
// their own indexes, in pieces of any length.
func lookedUp(rng *rand.Rand, body []byte, n, entries int) ([]int64, error) {
	dict := cdr.Vector{Rows: entries}
	for i := range entries {
		dict.Ints = append(dict.Ints, int64(i))
	}
	var h held
	if err := h.dictionary(&dict, body); err != nil {
		return nil, err
	}
	var out cdr.Vector
	for from := 0; from < n; {
		to := from + 1 + rng.IntN(n-from)
		if err := h.appendTo(&out, from, to); err != nil {
			return nil, err
		}
		from = to
	}
	return out.Ints, nil
}

func TestLevelsAndIndexes(t *testing.T) {
	for seed := range uint64(100) {
		rng := rand.New(rand.NewPCG(seed, 3))
		n, limit := 1+rng.IntN(300), 1+rng.IntN(1<<(seed%20))
		bits, list := make([]byte, n), make([]int32, n)
		for i := range n {
			bits[i] = byte(min(1, rng.IntN(1+int(seed%9))))
			list[i] = int32(rng.IntN(limit))
			if i > 0 && rng.IntN(8) > 0 {
				list[i] = list[i-1]
			}
		}
		data := levelRuns(t, bits)
		levels, got := newHybrid(data, 1), make([]byte, n)
		if err := read(&levels, got); err != nil || !bytes.Equal(got, bits) {
			t.Fatalf("seed %d: levels: %v", seed, err)
		}
		if ones, err := countOnes(data, n); err != nil || ones != bytes.Count(bits, []byte{1}) {
			t.Fatalf("seed %d: %d ones, %v", seed, ones, err)
		}
		data, err := parquet.RLEDictionary.EncodeInt32(nil, list)
		if err != nil {
			t.Fatal(err)
		}
		indexes, err := lookedUp(rng, data, n, limit)
		if err != nil {
			t.Fatalf("seed %d: indexes: %v", seed, err)
		}
		for i, x := range indexes {
			if x != int64(list[i]) {
				t.Fatalf("seed %d: index %d is %d, want %d", seed, i, x, list[i])
			}
		}
		if most := slices.Max(list); most > 0 {
			if _, err := lookedUp(rng, data, n, int(most)); err == nil {
				t.Fatalf("seed %d: an index beyond the dictionary: no error", seed)
			}
		}
		if _, err := lookedUp(rng, data, n+16, limit); err == nil && data[0] > 0 {
			t.Fatalf("seed %d: runs too short: no error", seed)
		}
	}
	// Writers that pad bit-packed runs to 256 values.
	padded := append([]byte{32<<1 | 1}, bytes.Repeat([]byte{0xff}, 32)...)
	if n, err := countOnes(padded, 3); err != nil || n != 3 {
		t.Errorf("padded levels: %d %v", n, err)
	}
	odd, ones := newHybrid([]byte{3 << 1, 0xfe}, 1), make([]byte, 3)
	if err := read(&odd, ones); err != nil || !bytes.Equal(ones, []byte{0, 0, 0}) {
		t.Errorf("a level of more than 1 bit: %v %v", ones, err)
	}
	if _, err := countOnes([]byte{0, 1}, 3); err == nil {
		t.Error("a run of no values: no error")
	}
	if _, err := countOnes([]byte{0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f, 1}, 3); err != errShort {
		t.Errorf("a bit-packed run of 2^62 groups: %v, want %v", err, errShort)
	}
}

func TestUnpack(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 5))
	src := make([]byte, 200)
	for i := range src {
		src[i] = byte(rng.Uint32())
	}
	for width := 1; width <= 32; width++ {
		for range 50 {
			bit := rng.IntN(100)
			got := make([]uint32, rng.IntN((8*len(src)-bit)/width+1))
			unpack(got, src, bit, width)
			for i, x := range got {
				var want uint32
				for j := range width {
					at := bit + i*width + j
					want |= uint32(src[at>>3]>>(at&7)&1) << j
				}
				if x != want {
					t.Fatalf("%d bits from %d, number %d: %d, want %d", width, bit, i, x, want)
				}
			}
		}
	}
}

func TestSpread(t *testing.T) {
	for seed := range uint64(200) {
		rng := rand.New(rand.NewPCG(seed, 6))
		var ints, wantInts []int64
		var text, wantText []int32
		for i := range rng.IntN(4) { // what stands before stays
			ints, text = append(ints, int64(-i)), append(text, int32(i))
		}
		text = append(text, 4)
		wantInts, wantText = slices.Clone(ints), slices.Clone(text)
		present := make([]byte, rng.IntN(40))
		n, end := 0, int32(4)
		for i := range present {
			x := int64(0)
			if present[i] = byte(rng.IntN(1+int(seed%3)) & 1); present[i] == 1 {
				n++
				x, end = int64(n), end+int32(rng.IntN(3))
				ints, text = append(ints, x), append(text, end)
			}
			wantInts, wantText = append(wantInts, x), append(wantText, end)
		}
		if got := spread(ints, present, n); !slices.Equal(got, wantInts) {
			t.Fatalf("seed %d: %d, want %d", seed, got, wantInts)
		}
		if got := spreadOffsets(text, present, n); !slices.Equal(got, wantText) {
			t.Fatalf("seed %d: offsets %d, want %d", seed, got, wantText)
		}
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
			if got, err := lookedUp(rand.New(rand.NewPCG(1, 1)), body, n, 7); err == nil && len(got) != n {
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
