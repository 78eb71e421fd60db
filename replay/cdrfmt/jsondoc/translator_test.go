package jsondoc

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/dialect"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/translate"
	"github.com/cdrlab/cdrlab/replay/internal/golden"
	"github.com/cdrlab/cdrlab/replay/internal/goldendoc"
)

// call is a document of a call.
func call(id string) string {
	return fmt.Sprintf(`{"call_id":"%s","end_time":"2026-03-01T12:00:42Z","hangup_cause":"USER_BUSY"}`, id)
}

// pretty is the same over many lines.
func pretty(id, indent string) string {
	text := strings.ReplaceAll(call(id), `,"`, ",\n  \"")
	text = strings.Replace(strings.Replace(text, "{", "{\n  ", 1), "}", "\n}", 1)
	return indent + strings.ReplaceAll(text, "\n", "\n"+indent)
}

// translated is what a translator makes of a text, in short: the call of each
// leg, and of other rows the verdict, the place and the reason.
func translated(text string, r io.Reader) (rows []string, err error) {
	src, err := Recognise("x.json", []byte(text), true, &dialect.Options{})
	if err != nil || src == nil {
		return nil, err
	}
	return goldendoc.Rows(src.Open(r, 0), text)
}

func TestDocumentsAreFound(t *testing.T) {
	broken := `{"call_id":"x" "end_time":1}`
	lines := "a\nb\nc\n"
	list := func(sep string, ids ...string) string {
		for i := range ids {
			ids[i] = call(ids[i])
		}
		return strings.Join(ids, sep)
	}
	for _, c := range []struct{ name, text, want string }{
		{"lines", list("\n", "a", "b", "c") + "\n", lines},
		{"lines with CRLF and blank ones", list("\r\n\r\n", "a", "b", "c"), lines},
		{"lines with commas", list(",\n", "a", "b", "c"), lines},
		{"one after the other", list("", "a", "b", "c"), lines},
		{"over many lines", pretty("a", "") + "\n" + pretty("b", "") + "\n" + pretty("c", ""), lines},
		{"array", "[" + list(",", "a", "b", "c") + "]", lines},
		{"array, indented", "[\n" + pretty("a", "  ") + ",\n" + pretty("b", "  ") + "\n]\n", "a\nb\n"},
		{"arrays", "[" + list(",", "a", "b") + "]\n[" + call("c") + "]", lines},
		{"answers", `{"page_size":2,"data":[` + list(",", "a", "b") + `],"next":null}` + "\n" + `{"data":[` + call("c") + `]}`, lines},
		{"an answer without any", `{"data":[` + call("a") + `]}` + "\n" + `{"error":"gone"}` + "\n" + `{"data":[]}`,
			"a\npassed 2/103 an object without what leads to documents passed over\n"},
		{"a text sequence", "\x1e" + call("a") + "\n\x1e" + call("b") + "\n", "a\nb\n"},
		{"an answer with one", `{"data":` + call("a") + `,"status":"success"}`, "a\n"},
		{"database", `{"total_rows":2,"rows":[` + "\n" + `{"id":"a","key":"a","doc":` + call("a") + "},\n" + `{"id":"b","key":"b","doc":` + call("b") + "}\n]}", "a\nb\n"},
		{"a search", `{"took":1,"hits":{"total":{"value":1},"hits":[{"_index":"i","_id":"1","_source":` + call("a") + `}]}}`, "a\n"},
		{"a broken line", list("\n", "a", "b") + "\n" + broken + "\n" + call("c"),
			"a\nb\nrejected 3/154 broken JSON at 3:16: found '\"', wanted a comma or }: " + broken + "\nc\n"},
		{"an open line", call("a") + "\n" + `{"call_id":"x","end_time":1` + "\n" + call("b"),
			"a\nrejected 2/77 broken JSON at 3:1: found '{', wanted a comma or }: {\"call_id\":\"x\",\"end_time\":1\nb\n"},
		{"lines that are none", call("a") + "\noops\n17\n" + call("b"),
			"a\nrejected 2/77 broken JSON at 2:1: found 'o', wanted a value: oops\nrejected 3/82 found a number, wanted a document in { }: 17\nb\n"},
		{"a broken one in a list", "[\n" + call("a") + ",\n" + broken + ",\n" + call("b") + "\n]",
			"a\nrejected 3/80 broken JSON at 3:16: found '\"', wanted a comma or }: " + broken + "\nb\n"},
		{"a broken one at the end of a list", "[\n" + call("a") + ",\n" + broken + "\n]\n[" + call("b") + "]",
			"a\nrejected 3/80 broken JSON at 3:16: found '\"', wanted a comma or }: " + broken + "\nb\n"},
		{"a broken one, indented", "[\n" + pretty("a", "  ") + ",\n  {\n    \"a\": {\n      \"b\": oops\n    }\n  },\n" + pretty("b", "  ") + "\n]\n",
			"a\nrejected 7/102 broken JSON at 9:12: found 'o', wanted a value: {\n    \"a\": {\n      \"b\": oops\n    }\n  }\nb\n"},
		{"a broken separator", "[\n" + pretty("a", "  ") + "{\n" + pretty("b", "  ") + "\n]",
			"a\nrejected 6/98 broken JSON at 7:3: found '{', wanted a key in double quotes: {\nb\n"},
		{"cut off", call("a") + "\n" + `{"call_id":"x","end`, "a\nrejected 2/77 the document is cut off: the text ends within it: {\"call_id\":\"x\",\"end\n"},
		{"cut off in a list", "[" + call("a") + `,{"call_id":"x"`, "a\nrejected 1/78 the document is cut off: the text ends within it: {\"call_id\":\"x\"\n"},
		{"a list cut off", "[" + list(",", "a", "b"), "a\nb\npassed 1/154 the text ends before its list is closed, perhaps it is cut off\n"},
		{"a key twice", call("a") + "\n" + `{"call_id":"x","end_time":1,"call_id":"y"}`,
			"a\nrejected 2/77 the key is there twice with different values: {\"call_id\":\"x\",\"end_time\":1,\"call_id\":\"y\"}\n"},
	} {
		for _, how := range []io.Reader{strings.NewReader(c.text), iotest.OneByteReader(strings.NewReader(c.text))} {
			rows, err := translated(c.text, how)
			if got := strings.Join(rows, "\n") + "\n"; got != c.want || err != nil {
				t.Errorf("%s: %v\ngot  %q\nwant %q", c.name, err, got, c.want)
			}
		}
	}
}

func TestNoDocuments(t *testing.T) {
	for text, want := range map[string]string{
		`{hello}`:                 "x.json:1:2: broken JSON: found 'h', wanted a key in double quotes",
		"[\n1,\n2]":               "x.json: found JSON without a document, wanted CDRs",
		`{}`:                      "x.json: found JSON documents with nothing, wanted those of calls",
		`{"name":"x","colour":1}`: "x.json: found JSON documents with name, colour, wanted those of calls",
		`{"rows":[{"id":"a","key":"a","value":{"rev":"1-a"}}]}`: "x.json: found JSON documents with rev, wanted those of calls",
	} {
		_, err := Recognise("x.json", []byte(text), true, &dialect.Options{})
		if err == nil || err.Error() != want || !errors.Is(err, dialect.ErrUnknown) {
			t.Errorf("%s: got %v, want %s", text, err, want)
		}
	}
	for _, text := range []string{"", "  ", "call_id,end_time\n", `"a","b"`} {
		if src, err := Recognise("x", []byte(text), true, &dialect.Options{}); src != nil || err != nil {
			t.Errorf("%q: %v, %v", text, src, err)
		}
	}
}

// A list without lines has no place to go on at: the error says where it broke.
func TestBrokenListEnds(t *testing.T) {
	text := "[" + call("a") + `,{"call_id":"x" "end_time":1},` + call("b") + "]"
	rows, err := translated(text, strings.NewReader(text))
	if len(rows) != 1 || err == nil || err.Error() != `x.json:1:94: found '"', wanted a comma or }` {
		t.Errorf("%q, %v", rows, err)
	}
}

// A place is told by all of its line, of which blocks hold parts.
func TestPlaceInLongLine(t *testing.T) {
	good := "[" + strings.Repeat(call("a")+",", 50_000)
	text := good + `{"call_id" "x"},` + call("b") + "]"
	rows, err := translated(text, strings.NewReader(text))
	if want := fmt.Sprintf(`x.json:1:%d: found '"', wanted a colon after the key`, len(good)+12); len(rows) != 50_000 || err == nil || err.Error() != want {
		t.Errorf("%d, %v, want %s", len(rows), err, want)
	}
}

// What is broken in a long text without lines is told as what it is.
func TestBrokenLongList(t *testing.T) {
	text := `[{"call_id":"x" "end_time":1},` + strings.Repeat(call("a")+",", maxDocumentBytes/60) + call("b") + "]"
	src, err := Recognise("x.json", []byte("["+call("a")), false, &dialect.Options{})
	if err != nil {
		t.Fatal(err)
	}
	tr := src.Open(strings.NewReader(text), 0)
	for err == nil {
		err = tr.Translate(new(translate.Block))
	}
	if err == nil || err.Error() != `x.json:1:17: found '"', wanted a comma or }` {
		t.Error(err)
	}
}

// Documents that do not fit a block, and more than fit one, are read whole; one
// that is too long ends the reading.
func TestLongDocuments(t *testing.T) {
	long := func(id string, n int) string {
		return strings.Replace(call(id), "{", `{"sdp":"`+strings.Repeat("x", n)+`",`, 1)
	}
	text := call("a") + "\n" + long("b", 3*translate.BlockBytes) + "\n" + strings.Repeat(call("c")+"\n", 30_000) + long("d", translate.BlockBytes/2)
	rows, err := translated(text, strings.NewReader(text))
	if err != nil || len(rows) != 30_003 || rows[1] != "b" || rows[30_002] != "d" {
		t.Error(len(rows), err)
	}
	text = call("a") + "\n" + long("b", maxDocumentBytes+1)
	rows, err = translated(text, strings.NewReader(text))
	if len(rows) != 1 || err == nil || err.Error() != "x.json:2:1: a document of more than 16 MiB, wanted at most that" {
		t.Error(len(rows), err)
	}
}

// Blocks are the same however a text comes, and hold a record for each leg.
func checkTranslate(t *testing.T, data []byte) {
	src, err := Recognise("x.json", data, true, &dialect.Options{})
	if err != nil || src == nil {
		return
	}
	whole, byBytes := src.Open(bytes.NewReader(data), 0), src.Open(iotest.HalfReader(bytes.NewReader(data)), 0)
	end := int64(0)
	for {
		var b, c translate.Block
		err, other := whole.Translate(&b), byBytes.Translate(&c)
		if fmt.Sprint(err) != fmt.Sprint(other) || !bytes.Equal(b.Text, c.Text) || len(b.Rows) != len(c.Rows) {
			t.Fatalf("%v, %v: %d and %d rows", err, other, len(b.Rows), len(c.Rows))
		}
		legs := 0
		for _, r := range b.Rows {
			if r.Verdict == translate.Leg {
				legs++
			}
			if r.Byte < end || r.Verdict != translate.Passed && !bytes.HasPrefix(data[r.Byte:], r.Raw) {
				t.Fatalf("row at %d after %d", r.Byte, end)
			}
			end = r.Byte + int64(len(r.Raw))
		}
		l, err2 := dialect.Translated("x.json", src, b.Text, &dialect.Options{Want: cdr.FieldsOf(cdr.CallID, cdr.EndTime)})
		if err2 == nil && l.HeaderRecords() != 0 {
			t.Fatal("a header")
		}
		if records := bytes.Count(b.Text, []byte{translate.Separator, '\n'}); records < legs {
			t.Fatalf("%d records of %d legs", records, legs)
		}
		if err != nil {
			return
		}
	}
}

func FuzzTranslate(f *testing.F) {
	f.Add([]byte(call("a") + "\n" + call("b")))
	f.Add([]byte("[\n" + pretty("a", " ") + ",\n" + pretty("b", " ") + "\n]"))
	f.Add([]byte(`{"rows":[{"id":"a","doc":` + call("a") + `},{"id":"b","doc":null}]}`))
	f.Add([]byte(call("a") + "\n{\"a\" 1}\n[\n" + call("b")))
	f.Add([]byte(`{"":"","doc":{"":""}}""{"key":""}`))
	for _, data := range golden.Files(f, testFiles) {
		f.Add(data)
	}
	f.Fuzz(checkTranslate)
}

func TestRandomDamage(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	text := []byte("[\n" + pretty("a", " ") + ",\n" + pretty("b", " ") + ",\n" + pretty("c", " ") + "\n]\n" + call("d"))
	for range 2000 {
		damaged := bytes.Clone(text)
		for range 1 + r.IntN(3) {
			damaged[r.IntN(len(damaged))] = "{}[]\",:x\n"[r.IntN(9)]
		}
		checkTranslate(t, damaged)
	}
}
