package alert

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// document is a JSON document of CouchDB.
type document struct {
	id     string
	fields map[string]json.RawMessage
}

// export is a source of KAZOO documents being read: one document, an array,
// JSON lines, or the answer of CouchDB (rows, docs) or of KAZOO's API (data).
type export struct {
	name string
	d    *draft
	// skipped counts documents without thresholds by what they are.
	skipped [numSkips]int
}

// skip is why a document has no part in the configuration.
type skip uint8

const (
	skipOther skip = iota
	skipDesign
	skipDeleted
	skipBodiless

	numSkips = iota
)

var skipNames = [numSkips]string{"of other kinds", "design", "deleted", "without body (export with include_docs=true)"}

func (d *draft) readDocuments(name string, data []byte) error {
	e := &export{name: name, d: d}
	if d.sections == nil {
		d.sections = map[string]bool{}
	}
	dec := json.NewDecoder(bytes.NewReader(data))
	for {
		var value json.RawMessage
		err := dec.Decode(&value)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return e.syntax(data, err)
		}
		if err := e.value(value); err != nil {
			return err
		}
	}
	e.remarkSkipped()
	return nil
}

// value reads a top-level value.
func (e *export) value(value json.RawMessage) error {
	if list, ok := jsonArray(value); ok {
		return e.each(list)
	}
	fields := jsonObject(value)
	if _, isDocument := fields["_id"]; !isDocument {
		for _, wrapper := range []string{"rows", "docs", "data"} {
			if list, ok := jsonArray(fields[wrapper]); ok {
				return e.each(list)
			}
		}
		if inner := jsonObject(fields["data"]); inner != nil {
			fields = inner
		}
	}
	return e.fields(fields)
}

func (e *export) each(list []json.RawMessage) error {
	for _, value := range list {
		if err := e.fields(jsonObject(value)); err != nil {
			return err
		}
	}
	return nil
}

// fields reads one document, or one row of a view around it.
func (e *export) fields(fields map[string]json.RawMessage) error {
	doc := document{id: jsonText(fields["_id"]), fields: fields}
	if doc.id == "" {
		doc.id = jsonText(fields["id"])
		if _, isRow := fields["key"]; isRow || fields["doc"] != nil {
			doc.fields = jsonObject(fields["doc"])
			switch {
			case string(jsonObject(fields["value"])["deleted"]) == "true":
				e.skipped[skipDeleted]++
				return nil
			case strings.HasPrefix(doc.id, "_design/"):
				e.skipped[skipDesign]++
				return nil
			case doc.fields == nil:
				e.skipped[skipBodiless]++
				return nil
			}
			if id := jsonText(doc.fields["_id"]); id != "" {
				doc.id = id
			}
		}
	}
	switch {
	case strings.HasPrefix(doc.id, "_design/"):
		e.skipped[skipDesign]++
	case string(doc.fields["_deleted"]) == "true", string(doc.fields["pvt_deleted"]) == "true":
		e.skipped[skipDeleted]++
	default:
		known, err := e.document(doc)
		if !known {
			e.skipped[skipOther]++
		}
		return err
	}
	return nil
}

func (e *export) remarkSkipped() {
	var parts []string
	total := 0
	for why, n := range e.skipped {
		if n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, skipNames[why]))
			total += n
		}
	}
	if total > 0 {
		e.d.tell(Note, CodeDocumentsSkipped, e.name, "documents left out: %d (%s)", total, strings.Join(parts, ", "))
	}
}

// syntax places a JSON error by line and column.
func (e *export) syntax(data []byte, err error) error {
	at := len(data)
	var broken *json.SyntaxError
	if errors.As(err, &broken) && broken.Offset > 0 {
		at = min(int(broken.Offset)-1, len(data))
	}
	before := data[:at]
	line := 1 + bytes.Count(before, []byte("\n"))
	column := at - bytes.LastIndexByte(before, '\n')
	return cdr.ErrorAt(e.name, line, column, "wanted a document, an array, or one document a line, as CouchDB exports them",
		"%s", strings.TrimPrefix(err.Error(), "json: "))
}

// jsonArray is the elements of a JSON array.
func jsonArray(raw json.RawMessage) ([]json.RawMessage, bool) {
	var list []json.RawMessage
	err := json.Unmarshal(raw, &list)
	return list, err == nil && list != nil
}

// jsonObject is the fields of a JSON object, nil if it is none.
func jsonObject(raw json.RawMessage) map[string]json.RawMessage {
	var fields map[string]json.RawMessage
	if json.Unmarshal(raw, &fields) != nil {
		return nil
	}
	return fields
}

// jsonText is a JSON string, "" if it is none.
func jsonText(raw json.RawMessage) string {
	var s string
	if json.Unmarshal(raw, &s) != nil {
		return ""
	}
	return s
}
