package document

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// Export is what was read of one or more exports.
type Export struct {
	// Documents are in the order of reading, those of unknown types included.
	Documents []Document
	// Tally counts what became no document.
	Tally Tally
}

// Tally counts the parts of an export that are no documents.
type Tally struct {
	// Design are design documents, Tombstones rows of documents deleted in
	// CouchDB, Bare rows exported without include_docs=true.
	Design, Tombstones, Bare int
	// Damaged are lines or values that could not be read.
	Damaged int
	// FirstDamaged says where the first of them is and what is wrong with it.
	FirstDamaged string
}

// Remarks say in a line each what a tally holds that a person should know.
func (t Tally) Remarks() []string {
	var list []string
	if t.Damaged > 0 {
		list = append(list, fmt.Sprintf("%d damaged lines left out, the first %s", t.Damaged, t.FirstDamaged))
	}
	if t.Bare > 0 {
		list = append(list, fmt.Sprintf("%d rows hold no document; export them with _all_docs?include_docs=true", t.Bare))
	}
	return list
}

// Read adds an export. The error, a *cdr.DataError, is that it holds nothing
// of one.
func (e *Export) Read(name string, data []byte) error {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	before := *e
	if err := e.readStream(name, data); err != nil {
		*e = before
		e.readLines(name, data)
	}
	if e.parts() == before.parts() {
		return &cdr.DataError{
			Place: name, Problem: "no KAZOO documents found" + e.Tally.because(),
			Hint: "curl 'COUCHDB/DATABASE/_all_docs?include_docs=true' > docs.json",
		}
	}
	return nil
}

// parts counts what was recognised as part of an export.
func (e *Export) parts() int {
	return len(e.Documents) + e.Tally.Design + e.Tally.Tombstones + e.Tally.Bare
}

// because is the first damage, for an error.
func (t Tally) because() string {
	if t.FirstDamaged == "" {
		return ""
	}
	return ": " + t.FirstDamaged
}

// readStream reads JSON values one after the other, however they are broken
// into lines; any damage is an error.
func (e *Export) readStream(name string, data []byte) error {
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.UseNumber()
	line, start := 1, 0
	for {
		for ; start < len(data) && isSpace(data[start]); start++ {
			if data[start] == '\n' {
				line++
			}
		}
		value, err := next(dec, 0)
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		e.add(value, name, line)
		end := int(dec.InputOffset())
		line, start = line+bytes.Count(data[start:end], []byte("\n")), end
	}
}

func isSpace(b byte) bool { return b == ' ' || b == '\t' || b == '\r' || b == '\n' }

// readLines reads what is on a line of its own: rows of an _all_docs answer
// that was cut, or lines of which some are damaged.
func (e *Export) readLines(name string, data []byte) {
	n := 0
	for text := range bytes.Lines(data) {
		n++
		text = bytes.TrimRight(bytes.TrimSpace(text), ", \t")
		text = bytes.TrimLeft(text, ", \t")
		if len(text) == 0 || frame(text) {
			continue
		}
		value, err := Parse(text)
		if err != nil {
			// The last row of an answer may be followed by its end.
			value, err = Parse(bytes.TrimSuffix(text, []byte("]}")))
		}
		if err != nil {
			e.damaged(name, n, err.Error())
			continue
		}
		e.add(value, name, n)
	}
}

// frame tells a line that only opens or closes a list of rows.
func frame(text []byte) bool {
	switch string(text) {
	case "[", "]", "]}", "}", "{":
		return true
	}
	return text[0] == '{' && bytes.HasSuffix(text, []byte("[")) && bytes.Contains(text, []byte(`"rows"`))
}

// add takes a value of the outermost level apart.
func (e *Export) add(value any, name string, line int) {
	switch v := value.(type) {
	case []any:
		for _, inner := range v {
			e.add(inner, name, line)
		}
	case Object:
		for _, list := range []string{"rows", "docs"} {
			if rows, ok := v.Get(list).([]any); ok && !v.Has("_id") {
				e.add(rows, name, line)
				return
			}
		}
		e.addRow(v, name, line)
	default:
		e.damaged(name, line, "a JSON "+kind(v)+" found, a document wanted")
	}
}

// addRow takes a document, or a row of _all_docs.
func (e *Export) addRow(o Object, name string, line int) {
	doc := o
	if !o.Has("_id") {
		switch inner, ok := o.Get("doc").(Object); {
		case ok:
			doc = inner
		case o.True("value", "deleted"):
			e.Tally.Tombstones++
			return
		case o.Has("id") && o.Has("value"):
			e.Tally.Bare++
			return
		}
	}
	d := New(doc, "", fmt.Sprintf("%s:%d", name, line))
	switch {
	case d.ID == "":
		e.damaged(name, line, "an object without _id")
	case strings.HasPrefix(d.ID, "_design/"):
		e.Tally.Design++
	case doc.True("_deleted"):
		e.Tally.Tombstones++
	default:
		e.Documents = append(e.Documents, d)
	}
}

func (e *Export) damaged(name string, line int, problem string) {
	if e.Tally.Damaged++; e.Tally.FirstDamaged == "" {
		e.Tally.FirstDamaged = fmt.Sprintf("%s:%d: %s", name, line, problem)
	}
}
