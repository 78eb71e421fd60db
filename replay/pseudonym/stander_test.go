package pseudonym

import (
	"bytes"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"unicode/utf8"
)

var update = flag.Bool("update", false, "rewrite the goldens")

// testKey is a Key of random-looking bytes that needs no stretching.
func testKey(t testing.TB, digits string) Key {
	t.Helper()
	key, err := ParseKey("test.key", []byte(strings.Repeat(digits, 32/len(digits))))
	if err != nil {
		t.Fatal(err)
	}
	return key
}

// samples are values of every kind, as CDRs have them; all are invented.
var samples = []string{
	"", "-", "+", "0", "7", "00", "110", "112", "1001", "+4930123456", "004930123456", "4930123456", "030123456",
	"+49 (30) 123-456", "*98", "#31#0301", "+15550100", "00", "0012", "+1", "+212555010", "0000",
	"anonymous", "Alice Adams", "ALICE", "Zoë Müller-Lüdenscheidt", "Łukasz", "Ольга", "李小龙", "김민수", "محمد", "O'Neill, \"Bo\"",
	"alice", "carrier-1", "trunk_7", "gw.example.net", "10.0.0.1", "192.168.10.254", "10.0.0.01", "999.1.2.3", "2001:db8::1",
	"sip:+4930123456@gw.example.com:5060;transport=udp", "sip:alice@10.0.0.1", "tel:+4930123456", "alice@example.com",
	"sips:1001@[2001:db8::1]:5061", "sip:10.0.0.1", "a@b@c", "abc:y@h",
	"4bb8b4c2-7d4e-4a0f-9f0e-0c8a6f2f1e11", "0f3a9c0d1e2b3a4f5a6b7c8d9e0f1a2b", "0F3A9C0D", "a1", "1700000000.17",
	"63755366000-0f3a9c0d1e", "3c26700857a8-h2tq@192.0.2.7", "deadbeef", "cdrs/2026/acme.csv",
}

func TestGolden(t *testing.T) {
	var got bytes.Buffer
	for _, opt := range []Options{{}, {KeepDigits: 5}, {KeepCountry: true}} {
		s := NewStander(testKey(t, "0f1e2d3c4b5a6978"), opt)
		for _, v := range samples {
			stand := s.Append(nil, []byte(v))
			fmt.Fprintf(&got, "%q\t%q\n", v, stand)
		}
		got.WriteByte('\n')
	}
	const path = "testdata/standins.txt"
	if *update {
		if err := os.WriteFile(path, got.Bytes(), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got.Bytes(), want) {
		t.Errorf("got:\n%s\nwant:\n%s", got.Bytes(), want)
	}
}

// form is what of a value its stand-in keeps.
func form(v string) string {
	var b strings.Builder
	hex := kindOf([]byte(v)) == isHex || kindOf([]byte(v)) == isHexUpper
	for _, r := range v {
		c := stays
		if r < 0x80 {
			c = ascii[r].class
		} else {
			c = classBeyond(r)
		}
		switch {
		case hex && c.radix() > 0:
			b.WriteByte('x')
		case c.radix() == 0:
			b.WriteRune(r)
		case c.size > 0:
			fmt.Fprintf(&b, "<%x>", c.first)
		default:
			b.WriteByte(c.list[0])
		}
	}
	return b.String()
}

// Of every short value of some alphabets there is one stand-in, no two are the
// same, and together they are the values again.
func TestShortValuesExhaustively(t *testing.T) {
	for _, opt := range []Options{{}, {KeepDigits: 2}, {KeepCountry: true}} {
		s := NewStander(testKey(t, "00112233445566778899aabbccddeeff"), opt)
		for _, c := range []struct {
			alphabet string
			length   int
		}{
			{"0123456789", 1}, {"0123456789", 2}, {"0123456789", 3}, {"0123456789", 4},
			{"0123456789+", 3}, {"0123456789abcdef", 2}, {"0123456789ABCDEF", 3}, {"0123456789.", 4},
			{"aeiou", 3}, {"abcdefghijklmnopqrstuvwxyz", 3}, {"0123456789abcdefg", 3}, {"a1-@:", 5}, {"01.:", 7}, {"äö1", 3},
		} {
			alphabet := []rune(c.alphabet)
			n := 1
			for range c.length {
				n *= len(alphabet)
			}
			seen := make(map[string]string, n)
			value := make([]rune, c.length)
			for i := range n {
				for j, rest := 0, i; j < c.length; j, rest = j+1, rest/len(alphabet) {
					value[j] = alphabet[rest%len(alphabet)]
				}
				stand := string(s.Append(nil, []byte(string(value))))
				if other, ok := seen[stand]; ok {
					t.Fatalf("%+v: %q and %q both become %q", opt, string(value), other, stand)
				}
				seen[stand] = string(value)
				k := kindOf([]byte(stand))
				if k != kindOf([]byte(string(value))) {
					t.Fatalf("%q becomes %q, of another kind", string(value), stand)
				}
				if k != isIPv4 && k != isAddress && form(stand) != form(string(value)) {
					t.Fatalf("%q becomes %q, of another form", string(value), stand)
				}
			}
			if c.alphabet == "0123456789" {
				for v := range n {
					if _, ok := seen[fmt.Sprintf("%0*d", c.length, v)]; !ok {
						t.Fatalf("nothing becomes %0*d", c.length, v)
					}
				}
			}
		}
	}
}

// randomValue is a value of any kind.
func randomValue(rng *rand.Rand) string {
	pick := func(alphabet string, most int) string {
		runes := []rune(alphabet)
		var b strings.Builder
		for range 1 + rng.IntN(most) {
			b.WriteRune(runes[rng.IntN(len(runes))])
		}
		return b.String()
	}
	switch rng.IntN(9) {
	case 0:
		return "+" + pick("0123456789", 15)
	case 1:
		return pick("0123456789", 20)
	case 2:
		return pick("0123456789abcdef-", 40)
	case 3:
		return pick("aeioubcdfgXYZ ", 30)
	case 4:
		return pick("aä1öüßÀÿŁлğ李김ん-. ", 200)
	case 5:
		return fmt.Sprintf("%d.%d.%d.%d", rng.IntN(256), rng.IntN(256), rng.IntN(256), rng.IntN(300))
	case 6:
		return "sip:" + pick("0123456789", 12) + "@" + pick("abcdef.", 12) + ":5060"
	case 7:
		return pick("0123456789 ()-./*#+", 20)
	}
	return pick("a1:@.;?> -sip", 24)
}

func TestRandomValues(t *testing.T) {
	s := NewStander(testKey(t, "0f1e2d3c4b5a6978"), Options{KeepDigits: 3})
	again := NewStander(testKey(t, "0f1e2d3c4b5a6978"), Options{KeepDigits: 3})
	rng := rand.New(rand.NewPCG(1, 2))
	values, stands := map[string]string{}, map[string]string{}
	for range 60_000 {
		v := randomValue(rng)
		stand := string(s.Append(nil, []byte(v)))
		if other, ok := stands[stand]; ok && other != v {
			t.Fatalf("%q and %q both become %q", v, other, stand)
		}
		if before, ok := values[v]; ok && before != stand {
			t.Fatalf("%q becomes %q and %q", v, before, stand)
		}
		values[v], stands[stand] = stand, v
		if k := kindOf([]byte(v)); k != kindOf([]byte(stand)) || k != isIPv4 && k != isAddress && form(stand) != form(v) {
			t.Fatalf("%q becomes %q, of another kind or form", v, stand)
		}
		if !utf8.ValidString(stand) {
			t.Fatalf("%q becomes %q, no UTF-8", v, stand)
		}
	}
	for v, stand := range values { // in another order, with nothing remembered
		if got := string(again.Append(nil, []byte(v))); got != stand {
			t.Fatalf("%q becomes %q and %q", v, stand, got)
		}
	}
}

// The digits behind + and 00 and those alone become the same.
func TestInternationalPrefixes(t *testing.T) {
	for _, opt := range []Options{{}, {KeepDigits: 4}} {
		s := NewStander(testKey(t, "0f1e2d3c4b5a6978"), opt)
		stand := func(v string) string { return string(s.Append(nil, []byte(v))) }
		for _, digits := range []string{"4930123456", "1", "15550100", "49"} {
			bare := stand(digits)
			if got := stand("+" + digits); got != "+"+bare {
				t.Errorf("+%s becomes %s, %s becomes %s", digits, got, digits, bare)
			}
			if got := stand("00" + digits); got != "00"+bare {
				t.Errorf("00%s becomes %s, %s becomes %s", digits, got, digits, bare)
			}
			if got := stand("sip:+" + digits + "@h"); !strings.HasPrefix(got, "sip:+"+bare+"@") {
				t.Errorf("sip:+%s@h becomes %s, %s becomes %s", digits, got, digits, bare)
			}
			if !strings.HasPrefix(bare, digits[:opt.kept(make([]uint32, len(digits)), false)]) {
				t.Errorf("%s becomes %s, which keeps too little", digits, bare)
			}
		}
	}
}

// Other keys give other stand-ins; about one in so many numbers is its own.
func TestKeysDiffer(t *testing.T) {
	a, b := NewStander(testKey(t, "0f1e2d3c4b5a6978"), Options{}), NewStander(testKey(t, "0f1e2d3c4b5a6979"), Options{})
	same, own := 0, 0
	for i := range 10000 {
		v := fmt.Append(nil, 490000000+i)
		x := a.Append(nil, v)
		if bytes.Equal(x, b.Append(nil, v)) {
			same++
		}
		if bytes.Equal(x, v) {
			own++
		}
	}
	if same+own > 0 {
		t.Errorf("%d stand-ins of two keys are the same, %d their values", same, own)
	}
}

// Each place of a deck of ten is as likely as any other.
func TestSmallDecksAreShuffled(t *testing.T) {
	const keys = 2000
	var hits [10][10]int
	for k := range keys {
		s := NewStander(testKey(t, fmt.Sprintf("%016x", 1+k*2654435761)), Options{})
		for d := range 10 {
			hits[d][s.Append(nil, []byte{byte('0' + d)})[0]-'0']++
		}
	}
	for d, row := range hits {
		chi := 0.0
		for _, n := range row {
			chi += float64((n-keys/10)*(n-keys/10)) / (keys / 10)
		}
		if chi > 33.7 { // 9 degrees of freedom: one in 10,000
			t.Errorf("digit %d: %v, chi-square %.1f", d, row, chi)
		}
	}
}

func TestOpaque(t *testing.T) {
	s := NewStander(testKey(t, "0f1e2d3c4b5a6978"), Options{})
	seen := map[string]bool{}
	for i := range 5000 {
		got := string(s.AppendOpaque(nil, "file-", fmt.Append(nil, "cdrs/", i, ".csv")))
		if seen[got] || !strings.HasPrefix(got, "file-") || len(got) != 5+2*len(fmt.Sprint("cdrs/", i, ".csv")) {
			t.Fatalf("%d becomes %s", i, got)
		}
		seen[got] = true
	}
	if got := string(s.AppendOpaque(nil, "file-", []byte("-"))); len(got) != 7 {
		t.Errorf("- becomes %s", got)
	}
}
