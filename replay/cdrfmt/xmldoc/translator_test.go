package xmldoc

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/dialect"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/translate"
	"github.com/cdrlab/cdrlab/replay/internal/golden"
	"github.com/cdrlab/cdrlab/replay/internal/goldendoc"
)

// leg is a document of a leg.
func leg(id string) string {
	return `<cdr core-uuid="x"><variables><uuid>` + id + `</uuid><end_uepoch>1772366442250000</end_uepoch></variables></cdr>`
}

const declaration = `<?xml version="1.0"?>`

// translated is what a translator makes of a text, in short: the call of each
// leg, and of other rows the verdict, the place and the reason.
func translated(text string, r io.Reader) (rows []string, err error) {
	src, err := Recognise("x.xml", []byte(text)[:min(len(text), 1<<20)], len(text) <= 1<<20, &dialect.Options{})
	if err != nil || src == nil {
		return nil, err
	}
	return goldendoc.Rows(src.Open(r, 0), text)
}

func TestTranslator(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"one", leg("a"), "a\n"},
		{"declared", declaration + "\n" + leg("a") + "\n", "a\n"},
		{"declared each", declaration + leg("a") + declaration + leg("b") + "\r\n" + declaration + "\r\n" + leg("c"), "a\nb\nc\n"},
		{"byte order marks", "\ufeff" + leg("a") + "\ufeff" + declaration + leg("b"), "a\nb\n"},
		{"below a root", "<cdrs>\n" + leg("a") + leg("b") + "</cdrs>\n", "a\nb\n"},
		{"below roots", declaration + "<a b='c'><d>\n" + leg("a") + "</d><d>" + leg("b") + "</d></a><e>" + leg("c") + "</e>", "a\nb\nc\n"},
		{"files put below a root", "<cdrs>" + declaration + leg("a") + declaration + leg("b") + "</cdrs>", "a\nb\n"},
		{"comments and instructions", "<!-- <cdr> -->" + leg("a") + "<?x <cdr> ?><!-- - -- -->" + leg("b"), "a\nb\n"},
		{"a document type", "<!DOCTYPE cdr [<!ENTITY a '>]'><!-- ]> ' -->]>" + leg("a"), "a\n"},
		{"a root that is not closed", "<cdrs>" + leg("a") + "\n", "a\npassed 2/110 the text ends before </cdrs>, perhaps it is cut off\n"},
		{"a value beside documents", "<cdrs><total>1</total>" + leg("a") + "<page/></cdrs>",
			"passed 1/6 the element <total> passed over\na\npassed 1/125 the element <page> passed over\n"},
		{"another document", leg("a") + "\n<html><p>x</p></html>\n" + leg("b"), "a\nrejected 2/104 found <html>, wanted <cdr>: <html><p>x</p></html>\nb\n"},
		{"another empty document", leg("a") + "<x/>", "a\nrejected 1/103 found <x>, wanted <cdr>: <x/>\n"},
		{"text", leg("a") + "\nhello\nthere\n" + leg("b"), "a\nrejected 2/104 broken XML at 2:1: found \"hello\", wanted <cdr>: hello\nthere\nb\n"},
		{"an end", leg("a") + "</cdrs>" + leg("b"), "a\nrejected 1/103 broken XML at 1:104: found </cdrs>, wanted <cdr>: </cdrs>\nb\n"},
		{"the end of another", "<a>" + leg("a") + "</b>" + leg("b") + "</a>",
			"a\nrejected 1/106 broken XML at 1:107: found </b>, wanted </a>: </b>\nb\n"},
		{"a tail", "</variables></cdr>" + leg("a"), "rejected 1/0 broken XML at 1:1: found </variables>, wanted <cdr>: </variables></cdr>\na\n"},
		{"broken", "<cdr><variables>\n<uuid>x</uid>\n</variables></cdr>\n" + leg("b"),
			"rejected 1/0 broken XML at 3:1: found </variables>, wanted </uuid>: <cdr><variables>\n<uuid>x</uid>\n</variables></cdr>\nb\n"},
		{"cut off", leg("a") + "\n<cdr core-uuid=\"x\"><variables><uuid>x</uu", "a\nrejected 2/104 the document is cut off: the text ends within it: <cdr core-uuid=\"x\"><variables><uuid>x</uu\n"},
		{"cut off in a tag", leg("a") + "<cd", "a\nrejected 1/103 the document is cut off: the text ends within it: <cd\n"},
		{"cut off in its name", leg("a") + "<cdr", "a\nrejected 1/103 the document is cut off: the text ends within it: <cdr\n"},
		{"cut off in a declaration", leg("a") + "<?xml vers", "a\nrejected 1/103 the document is cut off: the text ends within it: <?xml vers\n"},
		{"cut off in a comment", leg("a") + "<!-", "a\nrejected 1/103 the document is cut off: the text ends within it: <!-\n"},
		{"cut off below a root", "<cdrs>" + leg("a") + "<cdr><variables><a></cdrs>\n<cdrs>" + leg("b") + "</cdrs>",
			"a\nrejected 1/109 broken XML at 2:7: found the start of a document, wanted </a>: <cdr><variables><a>\nb\n"},
		{"cut off, another behind", "<cdr core-uuid=\"" + declaration + leg("a") + "<cdr><variables><uuid>x" + leg("b") + "<cdr><variables><uuid>x</uuid>" + leg("c") +
			"<cdr><callflow>" + leg("d"), strings.Join([]string{
			`rejected 1/0 broken XML at 1:17: found the start of a document, wanted the end of an attribute: <cdr core-uuid="`, "a",
			`rejected 1/140 broken XML at 1:164: found the start of a document, wanted </uuid>: <cdr><variables><uuid>x`, "b",
			`rejected 1/266 broken XML at 1:297: found another <cdr>, wanted the end of the one before: <cdr><variables><uuid>x</uuid>`, "c",
			`rejected 1/399 broken XML at 1:415: found another <cdr>, wanted the end of the one before: <cdr><callflow>`, "d\n"}, "\n")},
		{"posted as it is", "cdr=" + leg("a") + "\ncdr=" + declaration + leg("b"), "a\nb\n"},
		{"posted", "cdr=%3Ccdr%20core-uuid=%22x%22%3E%3Cvariables%3E%3Cuuid%3Ea%3C/uuid%3E%3C/variables%3E%3C/cdr%3E\ncdr=%3Ccdr%3E\n" + leg("b"),
			"a\nrejected 2/97 the document is cut off: the text ends within it: cdr=%3Ccdr%3E\nb\n"},
		{"broken, posted ones behind", leg("a") + "<cdr><a\ncdr=PGNkci8+\ncdr=" + leg("b"),
			"a\nrejected 1/103 broken XML at 2:5: found 'P', wanted a quote: <cdr><a\n\nb\n"},
		{"a legs' own variable", `<cdr core-uuid="x"><variables><cdr>1</cdr><uuid>a</uuid></variables></cdr>`, "a\n"},
		{"names that are none", `<cdr core-uuid="x"><variables><a b>1</a b><1/><x/y>2</x/y><uuid>a</uuid></variables></cdr>`, "a\n"},
		{"a value twice", `<cdr core-uuid="x" switchname="a" switchname="b"></cdr>`, "rejected 1/0 it is there twice with different values: " + `<cdr core-uuid="x" switchname="a" switchname="b"></cdr>` + "\n"},
	} {
		for _, how := range []io.Reader{strings.NewReader(c.text), iotest.OneByteReader(strings.NewReader(c.text))} {
			rows, err := translated(c.text, how)
			if got := strings.Join(rows, "\n") + "\n"; got != c.want || err != nil {
				t.Errorf("%s: %v\ngot  %q\nwant %q", c.name, err, got, c.want)
			}
		}
	}
}

func TestNotFreeSWITCH(t *testing.T) {
	for text, want := range map[string]string{
		"<!-- -->":                       "x.xml: found XML without an element",
		"<a><b/></a>":                    "x.xml: found XML with the root <a>",
		"<a x='<'>\n<b></a>":             "x.xml: found XML with the root <a>",
		"<cdr/>":                         "x.xml: found XML documents <cdr> that hold nothing that can be read",
		"<cdrs><cdr><a>1</a></cdr>":      "x.xml: found XML documents <cdr> with a",
		"<cdr><variable>1</variable":     "x.xml: found XML documents <cdr> that hold nothing that can be read",
		"<x><cdr><b c='1'/></cdr></x>":   "x.xml: found XML documents <cdr> with b.c, b",
		"<x><variables/><callflow/></x>": "x.xml: found XML with the root <x>",
		"cdr=%3Ccdr%3E%3C/cdr%3E":        "x.xml: found XML documents <cdr> that hold nothing that can be read",
	} {
		_, err := Recognise("x.xml", []byte(text), true, &dialect.Options{})
		want += ", wanted <cdr> with variables, channel_data or callflow, as FreeSWITCH's mod_xml_cdr writes it"
		if err == nil || err.Error() != want || !errors.Is(err, dialect.ErrUnknown) {
			t.Errorf("%s: got %v, want %s", text, err, want)
		}
	}
	for _, text := range []string{"", "  ", "<", "<134>Mar 10 14:00:00 pbx", "cdr=", "cdr=1", "cdr", "a,b\n", "%3C", "PD94"} {
		if src, err := Recognise("x", []byte(text), true, &dialect.Options{}); src != nil || err != nil {
			t.Errorf("%q: %v, %v", text, src, err)
		}
	}
	if _, err := Recognise("x", []byte("<a/>"), true, &dialect.Options{Dialect: "freeswitch:xml"}); err == nil || err.Error() != "x: not freeswitch:xml: found XML with the root <a>" {
		t.Error(err)
	}
	if src, err := Recognise("x", []byte(leg("a")), true, &dialect.Options{Dialect: "kazoo"}); src != nil || err != nil {
		t.Error(src, err)
	}
}

// What is wrong within a document is told by its place.
func TestFaults(t *testing.T) {
	for text, want := range map[string]string{
		`<cdr a>`:               `6: found '>', wanted = behind the name of an attribute`,
		`<cdr a=1>`:             `7: found '1', wanted a quote`,
		`<cdr "a">`:             `5: found '"', wanted an attribute or >`,
		`<cdr =>`:               `5: found '=', wanted an attribute or >`,
		`<cdr a="x""b>`:         `10: found '"', wanted an attribute or >`,
		`<cdr a="<uuid>x">`:     `8: found '<', wanted the end of an attribute`,
		`<cdr><a></b></cdr>`:    `8: found </b>, wanted </a>`,
		`<cdr><a></a x></cdr>`:  `12: found 'x', wanted >`,
		`<cdr><a<b></cdr>`:      `7: found '<', wanted > at the end of the tag`,
		`<cdr>< a></cdr>`:       `6: found ' ', wanted the name of an element`,
		`<cdr></></cdr>`:        `7: found '>', wanted the name of an element`,
		`<cdr><!DOCTYPE></cdr>`: `5: found <!, wanted </cdr>`,
		`<cdr><a><?xml version="1.0"?></a></cdr>`: `8: found an XML declaration, wanted </a>`,
		`<cdr><variables>< ></variables>`:         `17: found ' ', wanted the name of a variable`,
		`<cdr><variables><uuid>&boom;</uuid>`:     `22: found &boom;, wanted one of &amp; &lt; &gt; &quot; &apos; or the number of a character`,
		`<cdr><variables><uuid>a&#0;</uuid>`:      `23: found &#0;, wanted the number of a character`,
		`<cdr><variables><uuid>&#xd800;</uuid>`:   `22: found &#xd800;, wanted the number of a character`,
		`<cdr switchname="&x;"/>`:                 `17: found &x;, wanted one of &amp; &lt; &gt; &quot; &apos; or the number of a character`,
		"<cdr>" + strings.Repeat("<a>", maxDepth): `302: elements nested deeper than 100`,
		"<cdr><\xff\xfe\x00>x</cdr>":              "11: found </cdr>, wanted </\ufffd\ufffd?>",
	} {
		w := known()
		s := &scanner{text: []byte(text), whole: true, want: w}
		end := s.document(0)
		if got := fmt.Sprintf("%d: %s", s.at, s.fault); end >= 0 || got != want {
			t.Errorf("%q: end %d, got %s, want %s", text, end, got, want)
		}
	}
}

// Documents that do not fit a block, and more than fit one, are read whole; one
// that is too long ends the reading, as a text does in which no document begins.
func TestLongDocuments(t *testing.T) {
	long := func(id string, n int) string {
		return strings.Replace(leg(id), "</uuid>", "</uuid><sdp>"+strings.Repeat("x", n)+"</sdp>", 1)
	}
	text := leg("a") + "\n" + long("b", 3*translate.BlockBytes) + "\n" + strings.Repeat(leg("c")+"\n", 30_000) + long("d", translate.BlockBytes/2)
	rows, err := translated(text, strings.NewReader(text))
	if err != nil || len(rows) != 30_003 || rows[1] != "b" || rows[30_002] != "d" {
		t.Error(len(rows), err)
	}
	const tooLong = "a document of more than 16 MiB, wanted at most that"
	for what, want := range map[string]string{
		long("b", maxDocumentBytes+1):                                  tooLong,
		"<cdr><variables><" + strings.Repeat("x", 34<<20):              tooLong,
		"<cdr " + strings.Repeat("x", 34<<20):                          tooLong,
		"<cdr a=\"" + strings.Repeat("x", 34<<20):                      tooLong,
		"<cdr>" + strings.Repeat("x", 34<<20):                          tooLong,
		"<!--" + strings.Repeat("x", 34<<20):                           tooLong,
		"<other>" + strings.Repeat("<a/>", 9<<20):                      tooLong,
		"cdr=%3Ccdr" + strings.Repeat("x", 34<<20):                     tooLong,
		"<cdr></b>" + strings.Repeat("<variables></variables>", 2<<20): "found </b>, wanted </cdr>",
	} {
		text := leg("a") + "\n" + what + leg("c")
		reads := &countedReads{r: strings.NewReader(text)}
		src, err := Recognise("x.xml", []byte(leg("a")), false, &dialect.Options{})
		if err != nil {
			t.Fatal(err)
		}
		tr := src.Open(reads, 0)
		legs := 0
		for err == nil {
			var b translate.Block
			err = tr.Translate(&b)
			legs += len(b.Rows)
		}
		if place := "x.xml:2:"; legs != 1 || !strings.HasPrefix(err.Error(), place) || !strings.HasSuffix(err.Error(), want) || reads.n > 2*maxDocumentBytes+2*translate.BlockBytes {
			t.Errorf("%.20q: %d rows, %v, %d bytes read", what, legs, err, reads.n)
		}
	}
}

// What is opened and never closed, again and again, is not searched for its end
// each time, nor what is broken read again from each place on.
func TestManyBroken(t *testing.T) {
	for _, part := range []string{
		"<cdr><!--", "<cdr><![CDATA[", "<cdr><?x ", "<cdr><variables><a><!--", "<cdr><variables><a><![CDATA[", "<cdr a=\"", "<cdr a=\"'><x b='",
		"<cdr><variables><", "<cdr><variables><a></", "<cdr><variables><cdr>", "<cdr><variables><cdr a=", "<x><cdr>", "<!x [<cdr>", "<!x '<cdr>",
		"<cdr><a><cdr/>", "</x>", "<cdr></", "\ncdr=%3Ccdr", "<x><y>", "<cdrs><a/><cdr/>",
	} {
		text := leg("a") + strings.Repeat(part, (1<<20)/len(part)) + leg("b")
		src, err := Recognise("x.xml", []byte(leg("a")), true, &dialect.Options{})
		if err != nil {
			t.Fatal(err)
		}
		tr := src.Open(strings.NewReader(text), 0)
		rows := 0
		for err == nil {
			var b translate.Block
			err = tr.Translate(&b)
			rows += len(b.Rows)
		}
		if err != io.EOF || rows < 2 {
			t.Errorf("%q: %d rows, %v", part, rows, err)
		}
	}
}

// countedReads counts what is read.
type countedReads struct {
	r io.Reader
	n int
}

func (c *countedReads) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += n
	return n, err
}

// A place is told by all of its line, of which blocks hold parts.
func TestPlaceInLongLine(t *testing.T) {
	good := "<cdrs>" + strings.Repeat(leg("a"), 30_000)
	text := good + "<cdr><variables></cdr>" + leg("b") + "</cdrs>"
	rows, err := translated(text, strings.NewReader(text))
	want := fmt.Sprintf("rejected 1/%d broken XML at 1:%d: found </cdr>, wanted </variables>: <cdr><variables></cdr>", len(good), len(good)+17)
	if err != nil || len(rows) != 30_002 || rows[30_000] != want || rows[30_001] != "b" {
		t.Error(len(rows), err, rows[max(0, len(rows)-2):])
	}
}

// A person's paths: whole, or the end of one, case aside.
func TestNamedPaths(t *testing.T) {
	text := `<cdr core-uuid="x"><variables><uuid>a</uuid><Tenant>north%20east</Tenant></variables>` +
		`<callflow profile_index="7"><caller_profile><ani>5</ani></caller_profile><times><ani>6</ani></times></callflow></cdr>`
	for name, want := range map[string]string{
		"tenant": "north east", "variables.tenant": "north east", "uuid": "a", "profile_index": "7", "core-uuid": "x", "caller_profile.ani": "5", "absent": "", "variables.absent": "",
	} {
		src, err := Recognise("x.xml", []byte(text), true, &dialect.Options{Columns: []dialect.ColumnMap{{Field: cdr.AccountID, Name: name}}})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if absent := len(src.Remarks) == 1 && strings.HasSuffix(src.Remarks[0], "has it"); absent != (want == "") {
			t.Errorf("%s: %q", name, src.Remarks)
		}
		var b translate.Block
		if err := src.Open(strings.NewReader(text), 0).Translate(&b); err != io.EOF {
			t.Fatal(err)
		}
		cells := bytes.Split(b.Text, []byte{translate.Separator})
		got := ""
		for i, c := range src.Columns {
			if c == name {
				got = string(cells[i])
			}
		}
		if got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
	for _, m := range []dialect.ColumnMap{{Field: cdr.AccountID, Index: 3}, {Field: cdr.AccountID, Name: "ani"}} {
		if _, err := Recognise("x.xml", []byte(text), true, &dialect.Options{Columns: []dialect.ColumnMap{m}}); err == nil {
			t.Errorf("%v is taken", m)
		}
	}
}

// between is what may stand between documents, declarations and comments aside:
// a tag, a byte order mark, the name of a posted document.
var between = regexp.MustCompile(`<[^<> \t\r\n]+([^<>"']|"[^"]*"|'[^']*')*>|\x{feff}|cdr=`)

// Blocks are the same however a text comes, and hold a record for each leg.
func checkTranslate(t *testing.T, data []byte) {
	src, err := Recognise("x.xml", data, true, &dialect.Options{})
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
			if r.Byte < end || r.Verdict != translate.Passed && (len(r.Raw) == 0 || !bytes.HasPrefix(data[r.Byte:], r.Raw)) {
				t.Fatalf("row at %d after %d", r.Byte, end)
			}
			// Between rows stand the tags of what holds documents, and what tells nothing.
			gap := data[end:r.Byte]
			if rest := bytes.TrimSpace(between.ReplaceAll(gap, nil)); len(rest) > 0 && !bytes.ContainsAny(gap, "!?") {
				t.Fatalf("%q passed over, with %q in it", gap, rest)
			}
			end = r.Byte + int64(len(r.Raw))
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
	f.Add([]byte(leg("a") + "\n" + declaration + leg("b")))
	f.Add([]byte("<cdrs><a>1</a>" + leg("a") + "<b><c/></b></cdrs>" + leg("b")))
	f.Add([]byte(leg("a") + "<cdr><variables><uuid>x" + leg("b") + "<!-- <![CDATA["))
	f.Add([]byte("cdr=%3Ccdr%3E%3Cvariables/%3E%3C/cdr%3E&a=b\ncdr=PGNkcj48dmFyaWFibGVzLz48L2Nkcj4="))
	for _, data := range golden.Files(f, testFiles) {
		f.Add(data)
	}
	f.Fuzz(checkTranslate)
}

func TestRandomDamage(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	text := []byte("<cdrs>\n" + leg("a") + "\n" + declaration + leg("b") + "\n<n>1</n>" + leg("c") + "</cdrs>\n<!-- -->" + leg("d"))
	for range 2000 {
		damaged := bytes.Clone(text)
		for range 1 + r.IntN(3) {
			damaged[r.IntN(len(damaged))] = "<>/?!-\"= cdr\n"[r.IntN(13)]
		}
		checkTranslate(t, damaged)
	}
}
