package casefile

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// maxLine is the longest line that is read.
const maxLine = 16 << 20

// lines calls each with every line that is not blank. An error of each that
// has no place yet gets the file and the line.
func lines(name string, r io.Reader, each func(line []byte) error) error {
	in := bufio.NewScanner(r)
	in.Buffer(make([]byte, 0, 1<<16), maxLine)
	n := 0
	for in.Scan() {
		n++
		line := in.Bytes()
		if n == 1 {
			line = bytes.TrimPrefix(line, []byte("\ufeff"))
		}
		line = bytes.TrimSpace(line)
		if len(line) == 0 {
			continue
		}
		if err := each(line); err != nil {
			return placed(name, n, err)
		}
	}
	if err := in.Err(); err != nil {
		if errors.Is(err, bufio.ErrTooLong) {
			err = fmt.Errorf("more than %d MiB found in one line, an object a line wanted", maxLine>>20)
		}
		return placed(name, n+1, err)
	}
	return nil
}

func placed(name string, line int, err error) error {
	var written *writeError
	if errors.As(err, &written) {
		return written.err
	}
	data := &cdr.DataError{Place: fmt.Sprintf("%s:%d", name, line), Problem: err.Error(), Err: err}
	var known *fieldError
	if errors.As(err, &known) {
		data.Hint = known.hint
	}
	return data
}

// writeError is a failure of whoever takes the results: not the file's fault.
type writeError struct{ err error }

func (e *writeError) Error() string { return e.err.Error() }

// fieldError is a field that nobody knows.
type fieldError struct{ problem, hint string }

func (e *fieldError) Error() string { return e.problem }

// decode reads one object into a struct, whose fields hold the defaults.
func decode(line []byte, into any) error {
	d := json.NewDecoder(bytes.NewReader(line))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		return explain(err, line, into)
	}
	if _, err := d.Token(); err != io.EOF {
		return fmt.Errorf("more than one JSON value found, an object a line wanted")
	}
	return nil
}

// explain puts errors of package json into our words.
func explain(err error, line []byte, into any) error {
	var kind *json.UnmarshalTypeError
	var syntax *json.SyntaxError
	if field, ok := strings.CutPrefix(err.Error(), "json: unknown field "); ok {
		known := fields(reflect.TypeOf(into).Elem(), nil)
		e := &fieldError{problem: "unknown field " + field, hint: "one of: " + strings.Join(known, ", ")}
		if near := suggestion(strings.Trim(field, `"`), known...); near != "" {
			e.problem += near
			e.hint = ""
		}
		return e
	}
	var value *valueError
	switch {
	case errors.As(err, &value):
		if at := place(line, value.text); at != "" {
			return fmt.Errorf("%s: %w", at, err)
		}
	case errors.As(err, &kind) && kind.Field == "":
		return fmt.Errorf("%s found, an object wanted", kind.Value)
	case errors.As(err, &kind):
		return fmt.Errorf("%s: %s found, %s wanted", kind.Field, kind.Value, wanted(kind.Type))
	case errors.As(err, &syntax), errors.Is(err, io.ErrUnexpectedEOF):
		return fmt.Errorf("no JSON object: %s", strings.TrimPrefix(err.Error(), "json: "))
	}
	return err
}

// place is the path of the first field, by name, that has a value.
func place(object []byte, text string) string {
	var in map[string]json.RawMessage
	if json.Unmarshal(object, &in) != nil {
		return ""
	}
	for _, name := range slices.Sorted(maps.Keys(in)) {
		if string(in[name]) == text {
			return name
		}
		if within := place(in[name], text); within != "" {
			return name + "." + within
		}
	}
	return ""
}

// suggestion is how a message about an unknown word ends: with the nearest
// known one, if one is near.
func suggestion(word string, known ...string) string {
	if near := cdr.Nearest(word, known); near != "" {
		return fmt.Sprintf("; did you mean %s?", near)
	}
	return ""
}

// wanted is a Go type in the words of JSON.
func wanted(t reflect.Type) string {
	switch t.Kind() {
	case reflect.Struct, reflect.Map:
		return "an object"
	case reflect.Slice, reflect.Array:
		return "a list"
	case reflect.Bool:
		return "true or false"
	case reflect.String:
		return "a text"
	}
	return "a whole number"
}

// fields are the names a struct and those within it have in JSON.
func fields(t reflect.Type, list []string) []string {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct {
		return list
	}
	for i := range t.NumField() {
		if t.Field(i).Type == reflect.TypeFor[anything]() {
			continue
		}
		if name, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ","); name != "" {
			list = append(list, name)
		}
		list = fields(t.Field(i).Type, list)
	}
	return list
}
