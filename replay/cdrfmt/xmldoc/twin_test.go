package xmldoc

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/cdrlab/cdrlab/replay/cdrfmt/dialect"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/jsondoc"
	"github.com/cdrlab/cdrlab/replay/internal/goldendoc"
)

// encodeURL encodes a value as FreeSWITCH does: no slash, and no percent sign
// that is an escape already.
func encodeURL(text string) string {
	var out strings.Builder
	for i := range len(text) {
		c := text[i]
		escape := c == '%' && i+2 < len(text) && strings.IndexByte("0123456789ABCDEF", text[i+1]) >= 0 && strings.IndexByte("0123456789ABCDEF", text[i+2]) >= 0
		if !escape && (c < ' ' || c > '~' || strings.IndexByte("\r\n #%&+:;<=>?@[\\]^`{|}\"", c) >= 0) {
			fmt.Fprintf(&out, "%%%02X", c)
			continue
		}
		out.WriteByte(c)
	}
	return out.String()
}

// spokenLeg is what FreeSWITCH knows of a leg: the values of its documents by
// path. Lists have several.
type spokenLeg map[string][]string

// randomLeg is a leg with some of all values that are read, and others.
func randomLeg(r *rand.Rand) spokenLeg {
	start := 1772366400 + int64(r.IntN(100_000))
	answer, end := start+int64(r.IntN(20)), start+int64(20+r.IntN(600))
	if r.IntN(2) == 0 {
		answer = 0
	}
	texts := []string{"", "acme", "acme & co", "a/b c", "Zoë <1001>", "50% off", "\"Desk\" 'x'", "+4930123", "a%20b", "two\nlines", "carrier-1"}
	l := spokenLeg{"core-uuid": {"c0"}, "variables.nolocal:x": {"1"}, "variables.sip_full_from": {`"Bob" <sip:1@192.0.2.1>`}}
	for _, path := range dialect.DocumentPaths(freeswitchXML) {
		name := path[strings.LastIndexByte(path, '.')+1:]
		var value string
		when := start
		switch {
		case strings.Contains(name, "answer"):
			when = answer
		case strings.Contains(name, "end_") || strings.Contains(name, "hangup_t"):
			when = end
		case strings.Contains(name, "progress"):
			when = []int64{0, start + 1}[r.IntN(2)]
		}
		switch {
		case strings.HasSuffix(name, "_uepoch"), strings.HasSuffix(name, "_time"):
			value = strconv.FormatInt(when*1_000_000, 10)
		case strings.HasSuffix(name, "_epoch"):
			value = strconv.FormatInt(when, 10)
		case strings.HasSuffix(name, "_stamp"):
			value = fmt.Sprintf("2026-03-01 12:%02d:00", r.IntN(60))
		case strings.HasSuffix(name, "msec"), name == "mduration":
			value = strconv.FormatInt((end-start)*1000, 10)
		case name == "duration" || name == "billsec":
			value = strconv.FormatInt(end-start, 10)
		case name == "hangup_cause":
			value = []string{"NORMAL_CLEARING", "USER_BUSY", "NO_ANSWER"}[r.IntN(3)]
		case name == "hangup_cause_q850":
			value = "17"
		case strings.Contains(name, "status"):
			value = "486"
		case name == "proto_specific_hangup_cause":
			value = "sip:486"
		case name == "direction":
			value = []string{"inbound", "outbound"}[r.IntN(2)]
		case name == "rtp_audio_in_mos":
			value = "4.41"
		default:
			value = texts[r.IntN(len(texts))]
		}
		if r.IntN(4) > 0 {
			l[path] = []string{value}
		}
	}
	if r.IntN(8) == 0 {
		l["variables.accountcode"] = []string{"one", "two"}
	}
	return l
}

// tree is the values of a leg by the keys of its document. Variables are encoded,
// as both modules do.
func (l spokenLeg) tree() map[string]any {
	all := map[string]any{"variables": map[string]any{}, "callflow": []any{}}
	for _, path := range slices.Sorted(maps.Keys(l)) {
		values := slices.Clone(l[path])
		keys := strings.Split(path, ".")
		if keys[0] == "variables" {
			for i := range values {
				values[i] = encodeURL(values[i])
			}
		}
		at := all
		if keys[0] == "callflow" {
			if len(all["callflow"].([]any)) == 0 {
				all["callflow"] = []any{map[string]any{}, map[string]any{"times": map[string]any{"created_time": "1", "hangup_time": "1"}}}
			}
			at, keys = all["callflow"].([]any)[0].(map[string]any), keys[2:]
		}
		for ; len(keys) > 1; keys = keys[1:] {
			if at[keys[0]] == nil {
				at[keys[0]] = map[string]any{}
			}
			at = at[keys[0]].(map[string]any)
		}
		if at[keys[0]] = any(values[0]); len(values) > 1 {
			at[keys[0]] = values
		}
	}
	return all
}

// xmlOf writes the document of a leg as mod_xml_cdr does, or in another way that
// means the same.
func xmlOf(l spokenLeg, r *rand.Rand) string {
	var b strings.Builder
	escape := func(text string) string {
		if r.IntN(8) == 0 && !strings.Contains(text, "]]>") {
			return "<![CDATA[" + text + "]]>"
		}
		text = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "\n", "&#xA;").Replace(text)
		if n := len(text); n > 1 && r.IntN(8) == 0 && text[0] < 0x80 && text[0] != '&' {
			return fmt.Sprintf("&#%d;<!-- a comment -->%s", text[0], text[1:])
		}
		return text
	}
	pretty := r.IntN(2) == 0
	line := func(depth int) {
		if pretty {
			b.WriteString("\n" + strings.Repeat("  ", depth))
		}
	}
	var write func(name string, v any, depth int)
	write = func(name string, v any, depth int) {
		switch v := v.(type) {
		case []any:
			for _, one := range v {
				write(name, one, depth)
			}
		case []string:
			for _, one := range v {
				write(name, one, depth)
			}
		case map[string]any:
			line(depth)
			b.WriteString("<" + name + ">")
			for _, key := range slices.Sorted(maps.Keys(v)) {
				write(key, v[key], depth+1)
			}
			line(depth)
			b.WriteString("</" + name + ">")
		case string:
			line(depth)
			if v == "" && r.IntN(2) == 0 {
				b.WriteString("<" + name + "/>")
				return
			}
			b.WriteString("<" + name + ">" + escape(v) + "</" + name + ">")
		}
	}
	if r.IntN(2) == 0 {
		b.WriteString("<?xml version=\"1.0\"?>\n")
	}
	b.WriteString("<cdr")
	for _, name := range []string{"core-uuid", "switchname"} {
		if v, ok := l[name]; ok {
			text := strings.NewReplacer("&", "&amp;", "<", "&lt;", `"`, "&quot;", "\n", "&#xA;").Replace(v[0])
			b.WriteString(" " + name + `="` + text + `"`)
		}
	}
	b.WriteString(">")
	tree := l.tree()
	for _, key := range slices.Sorted(maps.Keys(tree)) {
		if key != "core-uuid" && key != "switchname" {
			write(key, tree[key], 1)
		}
	}
	b.WriteString("\n</cdr>")
	return b.String()
}

// The same legs written as XML and as JSON give the same rows.
func TestXMLSaysWhatJSONSays(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	accounts := 0
	for range 300 {
		var asXML, asJSON strings.Builder
		for range 1 + r.IntN(5) {
			l := randomLeg(r)
			asXML.WriteString(xmlOf(l, r) + "<!-- -->\n")
			if _, err := xml.NewDecoder(strings.NewReader(xmlOf(l, r))).Token(); err != nil {
				t.Fatal(err)
			}
			text, err := json.Marshal(l.tree())
			if err != nil {
				t.Fatal(err)
			}
			asJSON.WriteString(string(text) + "\n")
		}
		// What comes before the rows, and where they stand, is of the form.
		rows := func(text string) string {
			_, text, _ = strings.Cut(text, "\n\n")
			var out []string
			for _, line := range strings.Split(text, "\n") {
				if rest, ok := strings.CutPrefix(line, "line "); ok {
					_, line, _ = strings.Cut(rest, " ")
				}
				if !strings.HasPrefix(line, "  note: ") {
					out = append(out, line)
				}
			}
			return strings.Join(out, "\n")
		}
		got, want := rows(goldendoc.Describe("x", []byte(asXML.String()), Recognise)), rows(goldendoc.Describe("x", []byte(asJSON.String()), jsondoc.Recognise))
		if got != want || want == "" {
			t.Fatalf("%s\n%s\ngot:\n%s\nwant:\n%s", asXML.String(), asJSON.String(), got, want)
		}
		accounts += strings.Count(want, "account_id: ")
	}
	if accounts < 100 {
		t.Errorf("%d accounts: a poor example", accounts)
	}
}

// flatten reads a document as encoding/xml does, the slow way: each value by its
// path, of an element the text it holds if it holds no other.
func flatten(t *testing.T, text string) map[string]string {
	t.Helper()
	flat := map[string]string{}
	d := xml.NewDecoder(strings.NewReader(text))
	type level struct {
		path, text string
		elements   bool
	}
	var open []level
	flows := 0
	for {
		token, err := d.RawToken()
		if err == io.EOF {
			return flat
		}
		if err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		full := func(n xml.Name) string {
			if n.Space != "" {
				return n.Space + ":" + n.Local
			}
			return n.Local
		}
		switch e := token.(type) {
		case xml.StartElement:
			path := ""
			if len(open) > 0 {
				open[len(open)-1].elements = true
				if path = full(e.Name); len(open) == 1 && path == "callflow" {
					path = fmt.Sprintf("callflow.%d", flows)
					flows++
				}
				path = strings.TrimPrefix(open[len(open)-1].path+"."+path, ".")
			}
			for _, a := range e.Attr {
				flat[strings.TrimPrefix(path+"."+full(a.Name), ".")] = a.Value
			}
			open = append(open, level{path: path})
		case xml.EndElement:
			l := open[len(open)-1]
			if open = open[:len(open)-1]; !l.elements && l.path != "" {
				v := value{[]byte(l.text)}
				flat[l.path] = string(v.trimmed())
			}
		case xml.CharData:
			if len(open) > 0 {
				open[len(open)-1].text += string(e)
			}
		}
	}
}

// randomElement writes an element of distinct names, with what XML allows.
func randomElement(r *rand.Rand, name string, depth int) string {
	pick := func(list ...string) string { return list[r.IntN(len(list))] }
	space := func() string { return pick("", "", " ", "\n", "\t ") }
	var b strings.Builder
	b.WriteString("<" + name)
	for i := range r.IntN(3) {
		b.WriteString(pick(" ", "\n", "\t ") + fmt.Sprintf("b%d", i) + space() + "=" + space())
		b.WriteString(pick(`""`, `''`, `"a"`, `"it's"`, `'"x"'`, `"&lt;&#x41;&amp;"`, `"> / &gt;"`, `'é'`))
	}
	b.WriteString(space())
	if r.IntN(6) == 0 {
		return b.String() + "/>"
	}
	b.WriteString(">")
	for i := range r.IntN(5) {
		switch {
		case depth > 0 && r.IntN(2) == 0:
			b.WriteString(randomElement(r, pick("e", "a.b", "nolocal:x", "variables", "callflow")+strconv.Itoa(i), depth-1))
		default:
			b.WriteString(pick("a", "é", " ", "\n  ", "&amp;", "&#65;&#x1F600;", "]]", "/>", "<!-- <x> - -->", "<![CDATA[<a>&amp;]] >]]>", "<?pi <a> ?>", "'\""))
		}
	}
	return b.String() + "</" + name + pick("", " ", "\n") + ">"
}

// A scanner reads the values that its twin reads, and tells every part of a
// document as one that is cut off.
func TestScannerReadsWhatItsTwinReads(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	values := 0
	for range 1000 {
		text := randomElement(r, root, 3)
		want := flatten(t, text)
		w := &wanted{at: map[string]int{}}
		for path := range want {
			w.add(path, path)
		}
		s := &scanner{text: []byte(text), whole: true, want: w}
		end := s.document(0)
		got := map[string]string{}
		for i, path := range w.columns {
			if end > 0 && s.seen[i] {
				got[path] = string(s.cells[i])
			}
		}
		if end != len(text) || !maps.Equal(got, want) {
			t.Fatalf("%s\nend %d of %d, %s\ngot  %q\nwant %q", text, end, len(text), s.fault, got, want)
		}
		values += len(want)
		for cut := range text {
			part := &scanner{text: []byte(text[:cut]), whole: true, want: w}
			if cut < len("<cdr") {
				continue
			}
			if end := part.document(0); end >= 0 || !part.cut {
				t.Fatalf("%q, cut: end %d, cut %v, %s", text[:cut], end, part.cut, part.fault)
			}
		}
	}
	if values < 2000 {
		t.Errorf("%d values: a poor example", values)
	}
}

// FuzzScanner takes anything for a document: what encoding/xml reads as one, the
// scanner reads to the same end, but for what is no leg's.
func FuzzScanner(f *testing.F) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 20 {
		f.Add(randomElement(r, root, 3))
	}
	for range 5 {
		f.Add(xmlOf(randomLeg(r), r))
	}
	f.Fuzz(func(t *testing.T, text string) {
		w := known()
		s := &scanner{text: []byte(text), whole: true, want: w}
		if !s.isLeg(0) {
			return
		}
		end := s.document(0)
		if end < 0 && s.fault == "" || s.at > len(text) {
			t.Fatal("no reason, or no place")
		}
		if end < 0 || strings.Contains(text, "<variables") || strings.Contains(text, "<!") || strings.Contains(text, "<?") {
			return
		}
		d := xml.NewDecoder(strings.NewReader(text))
		for depth := 0; ; {
			token, err := d.RawToken()
			if err != nil {
				return // of names and characters the scanner lets pass more
			}
			switch token.(type) {
			case xml.StartElement:
				depth++
			case xml.EndElement:
				depth--
			}
			if depth == 0 {
				if int(d.InputOffset()) != end {
					t.Fatalf("%q: end %d, want %d", text, end, d.InputOffset())
				}
				return
			}
		}
	})
}
