package document

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
)

// maxDepth bounds how deep values may lie in each other. Callflows are the
// deepest documents: each element lies two levels below the one before it.
const maxDepth = 1000

var objectType = reflect.TypeFor[Object]()

// Parse reads one JSON value; numbers keep their digits.
func Parse(text []byte) (any, error) {
	dec := json.NewDecoder(bytes.NewReader(text))
	dec.UseNumber()
	value, err := next(dec, 0)
	if err != nil {
		return nil, whole(err)
	}
	if _, err := dec.Token(); err != io.EOF {
		return nil, errors.New("more than one JSON value found")
	}
	return value, nil
}

// whole turns the end of a text within a value into words.
func whole(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return errors.New("cut off within a JSON value")
	}
	return err
}

// next reads the value that comes next.
func next(dec *json.Decoder, depth int) (any, error) {
	token, err := dec.Token()
	if err != nil {
		return nil, err
	}
	delim, nested := token.(json.Delim)
	switch {
	case !nested:
		return token, nil
	case depth >= maxDepth:
		return nil, fmt.Errorf("values lie more than %d deep in each other", maxDepth)
	case delim == '{':
		return nextObject(dec, depth+1)
	}
	list := []any{}
	for dec.More() {
		value, err := next(dec, depth+1)
		if err != nil {
			return nil, err
		}
		list = append(list, value)
	}
	_, err = dec.Token()
	return list, err
}

// nextObject reads the rest of an object.
func nextObject(dec *json.Decoder, depth int) (any, error) {
	var o Object
	for dec.More() {
		key, err := dec.Token()
		if err != nil {
			return nil, err
		}
		value, err := next(dec, depth)
		if err != nil {
			return nil, err
		}
		o.fields = append(o.fields, Field{Key: key.(string), Value: value})
	}
	_, err := dec.Token()
	return o, err
}

// kind names the JSON kind of a value.
func kind(v any) string {
	switch v.(type) {
	case nil:
		return "null"
	case bool:
		return "boolean"
	case string:
		return "string"
	case json.Number:
		return "number"
	case []any:
		return "array"
	}
	return "object"
}
