package columnar

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/count"
)

var oddNames = []string{"", "unknown", "NORMAL_CLEARING", "acme", "a,b", `say "hi"`, "two\nlines", "cr\r\nlf", " blank ", "Zoë", "\xff", "-"}

// randomSet is a valid set; without gateways every group has the gateway "".
func randomSet(rng *rand.Rand, gateways ...string) *count.Set {
	r := newCountsReader()
	gates := cdr.NewDict()
	for range rng.IntN(300) {
		account := r.accounts.CodeOf(fmt.Sprint(oddNames[rng.IntN(len(oddNames))], rng.IntN(3)))
		if !r.add(rng.Int64N(50), r.causes.CodeOf(oddNames[rng.IntN(len(oddNames))]), account, 1+rng.Int64N(1e6)) {
			panic("a line was refused")
		}
		g := &r.set.Groups[len(r.set.Groups)-1]
		g.Gateway = gates.CodeOf(gateways[rng.IntN(len(gateways))])
	}
	r.set.HasGateway = len(gateways) > 1
	r.set.Gateways = namesOf(gates)
	r.set.Accepted = r.events
	r.set.Causes, r.set.Accounts = namesOf(r.causes), namesOf(r.accounts)
	r.order()
	return &r.set
}

// withoutGateways is the slow twin of what saving does.
func withoutGateways(s *count.Set) *count.Set {
	plain := *s
	plain.HasGateway, plain.Gateways = false, nil
	plain.Groups = nil
	for _, g := range s.Groups {
		g.Gateway = 0
		plain.Groups = append(plain.Groups, g)
		plain.Gateways = []string{""}
	}
	plain.Normalise()
	return &plain
}

func sameSet(t *testing.T, got, want *count.Set) {
	t.Helper()
	a, _ := json.Marshal(got)
	b, _ := json.Marshal(want)
	if string(a) != string(b) || got.HasGateway != want.HasGateway || !reflect.DeepEqual(got.Causes, want.Causes) || !reflect.DeepEqual(got.Accounts, want.Accounts) {
		t.Fatalf("got  %s\nwant %s", a, b)
	}
}

func TestCountsRoundTrip(t *testing.T) {
	for seed := range uint64(40) {
		rng := rand.New(rand.NewPCG(seed, 2))
		gateways := []string{""}
		if seed%2 == 1 {
			gateways = []string{"", "gw1", "gw2"}
		}
		s := randomSet(rng, gateways...)
		want := withoutGateways(s)

		var text bytes.Buffer
		if err := WriteCountsCSV(&text, s); err != nil {
			t.Fatal(err)
		}
		if !IsCountsCSV(text.Bytes()) {
			t.Fatal("not recognised")
		}
		got, meta, err := ReadCountsCSV("c.csv", bytes.NewReader(text.Bytes()))
		if err != nil {
			t.Fatal(err)
		}
		sameSet(t, got, want)
		source := count.Source{Name: "c.csv", Dialect: "counts", Rows: want.Accepted, Accepted: want.Accepted}
		if !reflect.DeepEqual(meta, count.Meta{Totals: got.Totals, Sources: []count.Source{source}}) {
			t.Fatalf("meta %+v", meta)
		}

		// Ignored and filtered legs are known from the metadata alone.
		want.Totals.Accepted += 7 + 5
		want.Totals.Ignored, want.Totals.Filtered = 7, 5
		m := count.Meta{
			LeftOut: []string{"NO_ANSWER"}, Totals: want.Totals,
			Sources: []count.Source{{Name: "a.csv", Dialect: "kazoo", Rows: 3, Accepted: 2, Rejected: 1}}, Since: 1, Until: 100,
		}
		var file, again bytes.Buffer
		if err := errors.Join(WriteCountsParquet(&file, s, m), WriteCountsParquet(&again, s, m)); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(file.Bytes(), again.Bytes()) {
			t.Fatal("two writings differ")
		}
		r := bytes.NewReader(file.Bytes())
		if !IsCounts(r, r.Size()) {
			t.Fatal("not recognised")
		}
		got, meta, err = ReadCountsParquet("c.parquet", r, r.Size())
		if err != nil {
			t.Fatal(err)
		}
		sameSet(t, got, want)
		if !reflect.DeepEqual(meta, m) {
			t.Fatalf("meta %+v, want %+v", meta, m)
		}
	}
}

func TestCountsCSVText(t *testing.T) {
	const in = "second,cause,account,n\r\n20,B,\"x,y\",2\r\n\r\n10,A,acme,1\n20,B,\"x,y\",3"
	s, _, err := ReadCountsCSV("c.csv", strings.NewReader(in))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := WriteCountsCSV(&out, s); err != nil {
		t.Fatal(err)
	}
	if want := "second,cause,account,n\n10,A,acme,1\n20,B,\"x,y\",5\n"; out.String() != want {
		t.Errorf("got %q, want %q", out.String(), want)
	}
	if s.First != 10 || s.Last != 20 || s.Accepted != 6 {
		t.Errorf("totals %+v", s.Totals)
	}
}

func TestCountsCSVErrors(t *testing.T) {
	const h = countsHeader + "\n"
	for _, c := range []struct{ in, want string }{
		{"", "c.csv:1: the file is empty"},
		{"second,cause,n\n", "c.csv:1: wanted the header second,cause,account,n"},
		{h + "1,A,x\n", "c.csv:2: found 3 fields, wanted 4"},
		{h + "1,A,x,1\n\n2,\"B\nC\",x,1\nx,A,x,1\n", `c.csv:6:second: "x" is not a whole number`},
		{h + "-1,A,x,1\n", "c.csv:2:second: found -1, wanted Unix seconds from 0 to 4294967295"},
		{h + "4294967296,A,x,1\n", "c.csv:2:second: found 4294967296"},
		{h + "1,A,x,0\n", "c.csv:2:n: found 0, wanted at least 1"},
		{h + "1,A,x,1.5\n", `c.csv:2:n: "1.5" is not a whole number`},
		{h + "1,A,x,9223372036854775807\n1,A,x,1\n", "c.csv:3:n: found more than"},
		{h + "1,A\x00,x,1\n", "c.csv:2:cause: holds a NUL byte"},
		{h + "1,A,x\x00,1\n", "c.csv:2:account: holds a NUL byte"},
		{h + "1,\"A\"B,x,1\n", "c.csv:2: found text after a closing quote"},
		{h + "1,A\"B,x,1\n", "c.csv:2: found a quote inside a field"},
		{h + "1,\"A,x,1\n", "c.csv:2: found the end of the file inside quotes"},
	} {
		_, _, err := ReadCountsCSV("c.csv", strings.NewReader(c.in))
		var data *cdr.DataError
		if !errors.As(err, &data) || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%q: %v, want a DataError %q", c.in, err, c.want)
		}
	}
}

func TestCountsParquetErrors(t *testing.T) {
	type row struct {
		Second  int64   `parquet:"second"`
		Cause   *string `parquet:"cause"`
		Account string  `parquet:"account"`
		N       int64   `parquet:"n"`
	}
	cause := "A"
	good := []row{{10, &cause, "x", 2}}
	meta := `{"totals":{"Accepted":2,"First":10,"Last":10}}`
	for _, c := range []struct {
		rows       []row
		meta, want string
	}{
		{good, "{", "c: metadata cdrlab.counts: unexpected end"},
		{good, `{"totals":{"Accepted":3,"First":10,"Last":10}}`, "c: metadata: found 3 accepted, 0 filtered, 0 ignored legs, the file holds 2 events"},
		{good, `{"totals":{"Accepted":2,"First":11,"Last":12}}`, "c: metadata: found the seconds 11 to 12, the file holds 10 to 10"},
		{[]row{{10, nil, "x", 2}}, meta, "c: row 1: cause: found null"},
		{[]row{{10, &cause, "x", 0}}, meta, "c: row 1: n: found 0"},
		{[]row{{1 << 40, &cause, "x", 2}}, meta, "c: row 1: second: found 1099511627776"},
	} {
		data := parquetOf(t, c.rows, parquet.KeyValueMetadata(countsKey, c.meta))
		_, _, err := ReadCountsParquet("c", bytes.NewReader(data), int64(len(data)))
		var bad *cdr.DataError
		if !errors.As(err, &bad) || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%v, want a DataError %q", err, c.want)
		}
	}
	plain := parquetOf(t, good)
	r := bytes.NewReader(plain)
	if IsCounts(r, r.Size()) {
		t.Error("a file without the metadata is taken for counts")
	}
	if _, _, err := ReadCountsParquet("c", r, r.Size()); err == nil {
		t.Error("a file without the metadata: no error")
	}
	if IsCounts(strings.NewReader("second,cause"), 12) {
		t.Error("CSV is taken for Parquet")
	}
}

func TestIsCountsCSV(t *testing.T) {
	for head, want := range map[string]bool{
		countsHeader: true, countsHeader + "\n1,": true, countsHeader + "\r\n": true,
		countsHeader + ",x\n": false, "Second,cause,account,n\n": false, "": false, "second": false,
	} {
		if got := IsCountsCSV([]byte(head)); got != want {
			t.Errorf("%q: %v, want %v", head, got, want)
		}
	}
}

func FuzzReadCountsCSV(f *testing.F) {
	f.Add([]byte(countsHeader + "\n1,A,\"x,\"\"y\",2\r\n\n3,B,,1"))
	f.Fuzz(func(t *testing.T, data []byte) {
		s, _, err := ReadCountsCSV("x", bytes.NewReader(data))
		if err != nil {
			return
		}
		var out bytes.Buffer
		if err := WriteCountsCSV(&out, s); err != nil {
			t.Fatal(err)
		}
		again, _, err := ReadCountsCSV("x", &out)
		if err != nil {
			t.Fatal(err)
		}
		sameSet(t, again, s)
	})
}

func FuzzReadCountsParquet(f *testing.F) {
	var out bytes.Buffer
	s := randomSet(rand.New(rand.NewPCG(1, 1)), "")
	if err := WriteCountsParquet(&out, s, count.Meta{Totals: s.Totals}); err != nil {
		f.Fatal(err)
	}
	f.Add(out.Bytes())
	f.Fuzz(func(t *testing.T, data []byte) {
		_, _, err := ReadCountsParquet("x", bytes.NewReader(data), int64(len(data)))
		var bad *cdr.DataError
		if err != nil && !errors.As(err, &bad) {
			t.Fatalf("%T %v, want a DataError", err, err)
		}
	})
}

// The cell of a second is its digits, whichever came before.
func TestSecondCell(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 3))
	var cell secondCell
	second := uint32(0)
	for i := range 100_000 {
		if second += rng.Uint32N(13); i%1000 == 0 {
			second = rng.Uint32() >> rng.IntN(32)
		}
		if got, want := string(cell.of(second)), fmt.Sprint(second, ","); got != want {
			t.Fatalf("%q, want %q", got, want)
		}
	}
}
