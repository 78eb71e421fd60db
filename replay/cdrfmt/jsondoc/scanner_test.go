package jsondoc

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
)

// flatten reads a document as encoding/json does, the slow way: each value by
// its path, null as nothing.
func flatten(t *testing.T, text string) map[string]string {
	t.Helper()
	d := json.NewDecoder(strings.NewReader(text))
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err != nil {
		t.Fatal(err)
	}
	flat := map[string]string{}
	var walk func(path string, v any)
	walk = func(path string, v any) {
		switch v := v.(type) {
		case map[string]any:
			for k, inner := range v {
				walk(strings.TrimPrefix(path+"."+k, "."), inner)
			}
		case []any:
			for i, inner := range v {
				walk(strings.TrimPrefix(path+"."+strconv.Itoa(i), "."), inner)
			}
		case nil:
			flat[path] = ""
		default:
			flat[path] = fmt.Sprint(v)
		}
	}
	walk("", v)
	return flat
}

// scanAll reads all values of a document with a scanner.
func scanAll(text string) (flat map[string]string, end int, s *scanner) {
	p := newPaths(false)
	p.grow = true
	s = &scanner{text: []byte(text), whole: true}
	end = s.value(s.space(0), &p.root, 0)
	flat = map[string]string{}
	for i, name := range p.names {
		if s.seen[i] {
			flat[name] = string(s.cells[i])
		}
	}
	return flat, end, s
}

// randomDocument writes an object of distinct keys, with the spaces and escapes
// that JSON allows.
func randomDocument(r *rand.Rand, depth int) string {
	space := func() string { return []string{"", "", " ", "\n", "\t ", "\r\n"}[r.IntN(6)] }
	var value func(depth int) string
	text := func() string {
		words := []string{"", "a", "USER_BUSY", `\"`, `\\`, `é`, `\u00e9`, `\ud83d\ude00`, `\/\b\f\n\r\t`, "\u20ac", "a,b", " {}[]: "}
		return `"` + words[r.IntN(len(words))] + words[r.IntN(len(words))] + `"`
	}
	object := func(depth int) string {
		var members []string
		for i := range r.IntN(5) {
			members = append(members, fmt.Sprintf(`%s"k%d\u0041"%s:%s%s%s`, space(), i, space(), space(), value(depth-1), space()))
		}
		return "{" + strings.Join(members, ",") + space() + "}"
	}
	value = func(depth int) string {
		switch n := r.IntN(10); {
		case n < 2 && depth > 0:
			return object(depth)
		case n < 3 && depth > 0:
			var elements []string
			for range r.IntN(maxElements) {
				elements = append(elements, space()+value(depth-1)+space())
			}
			return "[" + strings.Join(elements, ",") + space() + "]"
		case n < 6:
			return text()
		case n < 8:
			return []string{"0", "-1", "12.50", "1772366400250000", "-0.001"}[r.IntN(5)]
		}
		return []string{"true", "false", "null"}[r.IntN(3)]
	}
	return object(depth)
}

func TestScannerReadsWhatItsTwinReads(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 800 {
		text := randomDocument(r, 4)
		want := flatten(t, text)
		got, end, s := scanAll(text)
		if end != len(text) || fmt.Sprint(got) != fmt.Sprint(want) {
			t.Fatalf("%s\nend %d of %d, %s\ngot  %q\nwant %q", text, end, len(text), s.fault, got, want)
		}
		for cut := range text {
			if _, end, s := scanAll(text[:cut]); end >= 0 || !s.cut {
				t.Fatalf("%q, cut: end %d, cut %v, %s", text[:cut], end, s.cut, s.fault)
			}
		}
	}
}

func TestScannerFaults(t *testing.T) {
	for text, want := range map[string]string{
		`{a}`:                         `1: found 'a', wanted a key in double quotes`,
		`{"a" 1}`:                     `5: found '1', wanted a colon after the key`,
		`{"a":1 "b":2}`:               `7: found '"', wanted a comma or }`,
		`{"a":1,}`:                    `7: found '}', wanted a key in double quotes`,
		`{"a":[1 2]}`:                 `8: found '2', wanted a comma or ]`,
		`{"a":[1,]}`:                  `8: found ']', wanted a value`,
		`{"a":True}`:                  `5: found 'T', wanted a value`,
		`{"a":01}`:                    `5: found a number that begins with 0, wanted none before other digits`,
		`{"a":1.}`:                    `7: found '}', wanted a digit`,
		`{"a":1e+}`:                   `8: found '}', wanted a digit`,
		`{"a":-}`:                     `6: found '}', wanted a digit`,
		`{"a":"\x"}`:                  `7: found \'x', wanted one of \" \\ \/ \b \f \n \r \t \u`,
		`{"a":"\u12g4"}`:              `10: found 'g', wanted four hex digits after \u`,
		"{\"a\":\"b\n\"}":             `7: found a line break, wanted the end of the string`,
		"{\"a\":\xff}":                `5: found byte 0xff, wanted a value`,
		`{"a":é}`:                     `5: found "é", wanted a value`,
		strings.Repeat(`{"a":`, 201):  `1000: values nested deeper than 200`,
		strings.Repeat(`[`, maxDepth): `200: the text ends within it`,
	} {
		_, end, s := scanAll(text)
		if got := fmt.Sprintf("%d: %s", s.at, s.fault); end >= 0 || got != want {
			t.Errorf("%q: end %d, got %s, want %s", text, end, got, want)
		}
	}
}

func TestKeyTwice(t *testing.T) {
	for text, want := range map[string]string{
		`{"a":1,"a":1}`:                  "",
		`{"a":1,"a":2}`:                  "a",
		`{"a":{"b":1},"a":{"b":null}}`:   "a.b",
		`{"a":{"b":1},"c":{"b":2}}`:      "",
		`{"a":null,"a":null,"\u0061":3}`: "a",
	} {
		_, _, s := scanAll(text)
		got := ""
		if s.twice != nil {
			got = s.twice.name
		}
		if got != want {
			t.Errorf("%s: got %q, want %q", text, got, want)
		}
	}
}

func TestNumbers(t *testing.T) {
	for text, want := range map[string]string{
		"1.7734107e9": "1773410700", "1E3": "1000", "1.5e-3": "0.0015", "-12.50e1": "-125", "0e0": "0", "0.0e5": "0",
		"1e31": "1e31", "12e-1": "1.2", "100e-2": "1", "1e99999999999999999999": "1e99999999999999999999",
		"NaN": "", "Infinity": "", "-Infinity": "", "9223372036854775808": "9223372036854775808",
	} {
		got, end, s := scanAll(`{"n":` + text + `}`)
		if end < 0 || got["n"] != want {
			t.Errorf("%s: got %q, want %q; %s", text, got["n"], want, s.fault)
		}
	}
}

// FuzzScanner takes anything for a document: what is JSON is read to its end,
// and what is read to its end is JSON, but for what the scanner allows beyond it.
func FuzzScanner(f *testing.F) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 20 {
		f.Add([]byte(randomDocument(r, 3)))
	}
	f.Add([]byte(`{"a":NaN,"b":-Infinity,"c":1e400,"\ud800":"\ud83d\ude00"}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		text := bytes.TrimSpace(data)
		if len(text) == 0 {
			return
		}
		_, end, s := scanAll(string(text))
		whole := end == len(text)
		valid := json.Valid(text)
		if end < 0 && s.fault == "" {
			t.Fatal("no reason")
		}
		if valid && !whole && !strings.Contains(s.fault, "nested deeper") {
			t.Fatalf("%q is JSON: end %d of %d, %s", text, end, len(text), s.fault)
		}
		beyond := bytes.Contains(text, []byte("NaN")) || bytes.Contains(text, []byte("Infinity")) ||
			bytes.ContainsFunc(text, func(c rune) bool { return c < ' ' })
		if whole && !valid && !beyond {
			t.Fatalf("%q is no JSON", text)
		}
	})
}
