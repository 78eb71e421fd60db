package mend

import (
	"bytes"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf16"
)

const builtinRow = `"Ann","1001","2001","default","2026-03-10 14:00:00","","2026-03-10 14:00:09","9","0","USER_BUSY","6b0c","", "acme";`

// units is a text in UTF-16.
func units(s string, bigEndian bool) string {
	var b []byte
	for _, u := range utf16.Encode([]rune(s)) {
		lo, hi := byte(u), byte(u>>8)
		if bigEndian {
			lo, hi = hi, lo
		}
		b = append(b, lo, hi)
	}
	return string(b)
}

var examples = []struct {
	name, text string
	mends      []Mend
	want       string // after them; "" is the text itself
}{
	{name: "nothing", text: ""},
	{name: "plain", text: "a,b\n1,2\n"},
	{name: "CRLF", text: "a,b\r\n1,2\r\n"},
	{name: "CR CR LF", text: "a,b\r\r\n1,2\r\r\n"},
	{name: "a CR in a line", text: "a,b\n1\r2,3\n"},
	{name: "a CR in quotes", text: "\"a\rb\",c\n"},
	{name: "UTF-16, little end first", text: units("\ufeffa,\u00fc,\U0001f600\r\n", false), mends: []Mend{UTF16LE}, want: "a,\u00fc,\U0001f600\r\n"},
	{name: "UTF-16, big end first", text: units("\ufeffa,b\n", true), mends: []Mend{UTF16BE}, want: "a,b\n"},
	{name: "UTF-16 without a mark", text: units("call_id,end_time\n", false), mends: []Mend{UTF16LE}, want: "call_id,end_time\n"},
	{name: "UTF-16 without a mark, big end first", text: units("call_id,end_time\n", true), mends: []Mend{UTF16BE}, want: "call_id,end_time\n"},
	{name: "UTF-16 that is cut off", text: units("\ufeffa,b", false) + "c", mends: []Mend{UTF16LE}, want: "a,b\ufffd"},
	{name: "half a pair", text: "\xff\xfea\x00\x00\xd8b\x00\x00\xdc", mends: []Mend{UTF16LE}, want: "a\ufffdb\ufffd"},
	{name: "UTF-32", text: "\xff\xfe\x00\x00a\x00\x00\x00"},
	{name: "zeros", text: strings.Repeat("\x00", 64)},
	{name: "CR alone", text: "a,b\r1,2\r\r3,4\r\n5,6\r", mends: []Mend{CarriageReturns}, want: "a,b\n1,2\n\n3,4\r\n5,6\n"},
	{name: "UTF-16 with CR alone", text: units("\ufeffa,b\r1,2\r", false), mends: []Mend{UTF16LE, CarriageReturns}, want: "a,b\n1,2\n"},
	{name: "quoted lines", text: "\"a,b,c\"\r\n\"1,\"\"2\"\",3\"\r\n", mends: []Mend{QuotedLines}, want: "a,b,c\r\n1,\"2\",3\r\n"},
	{name: "quoted lines below a bare header", text: "a,b,c\n\"1,2,3\"\n", mends: []Mend{QuotedLines}, want: "a,b,c\n1,2,3\n"},
	{name: "quoted lines with empty fields behind", text: "\"a;b;c\";;\n\"1;2;3\";;", mends: []Mend{QuotedLines}, want: "a;b;c\n1;2;3"},
	{name: "quoted lines and one that is not", text: strings.Repeat("\"1,2,3\"\n", 9) + "\"4\",\"5\"\n\"6,\n7,8\"\n",
		mends: []Mend{QuotedLines}, want: strings.Repeat("1,2,3\n", 9) + "\"4\",\"5\"\n\"6,\n7,8\"\n"},
	{name: "quoted fields", text: "\"a\",\"b\",\"c\"\n\"1\",\"2\",\"3\"\n"},
	{name: "one quoted column", text: "\"name\"\n\"Doe, Ann\"\n"},
	{name: "rows without ends", text: builtinRow + builtinRow + builtinRow[:40], mends: []Mend{Unbroken}, want: builtinRow + "\n" + builtinRow + "\n" + builtinRow[:40]},
	{name: "rows without ends and a name that looks like one", text: builtinRow + strings.Replace(builtinRow, "Ann", `A";"n`, 1) + builtinRow,
		mends: []Mend{Unbroken}, want: builtinRow + "\n" + strings.Replace(builtinRow, "Ann", `A";"n`, 1) + "\n" + builtinRow},
	{name: "rows with ends", text: builtinRow + "\n" + builtinRow + "\n"},
	{name: "semicolons", text: strings.Repeat(`"a";"b";`, 100)},
}

func TestMend(t *testing.T) {
	for _, e := range examples {
		got := Of([]byte(e.text), true)
		if !slices.Equal(got, e.mends) {
			t.Errorf("%s: got %v, want %v", e.name, got, e.mends)
			continue
		}
		want := e.want
		if len(e.mends) == 0 {
			want = e.text
		}
		for name, r := range map[string]io.Reader{
			"at once":       strings.NewReader(e.text),
			"byte by byte":  iotest.OneByteReader(strings.NewReader(e.text)),
			"end with data": iotest.DataErrReader(strings.NewReader(e.text)),
		} {
			out, err := io.ReadAll(Reader(r, got))
			if err != nil || string(out) != want {
				t.Errorf("%s, %s: got %q, %v, want %q", e.name, name, out, err, want)
			}
		}
	}
}

// A text that cannot be read further is not taken for one that ends there.
func TestReadError(t *testing.T) {
	text := units("\ufeffa,b\n", false) + "c"
	r := Reader(io.MultiReader(strings.NewReader(text), iotest.ErrReader(io.ErrUnexpectedEOF)), []Mend{UTF16LE})
	if out, err := io.ReadAll(r); string(out) != "a,b\n" || err != io.ErrUnexpectedEOF {
		t.Errorf("got %q, %v", out, err)
	}
}

// FuzzMend takes anything for a text: it is mended the same however it comes,
// and loses no more than what a mend takes off.
func FuzzMend(f *testing.F) {
	for _, e := range examples {
		f.Add([]byte(e.text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		list := Of(text, true)
		once, err := io.ReadAll(Reader(bytes.NewReader(text), list))
		if err != nil {
			t.Fatal(err)
		}
		bytewise, err := io.ReadAll(Reader(iotest.OneByteReader(bytes.NewReader(text)), list))
		if err != nil || !bytes.Equal(once, bytewise) {
			t.Fatalf("%v: got %q at once and %q, %v byte by byte", list, once, bytewise, err)
		}
		if len(list) == 0 && !bytes.Equal(once, text) {
			t.Fatalf("nothing to mend: %q became %q", text, once)
		}
		if len(list) == 1 && list[0] == CarriageReturns && len(once) != len(text) {
			t.Fatalf("%q became %q", text, once)
		}
	})
}
