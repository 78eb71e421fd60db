package document

import (
	"bytes"
	"encoding/json"
	"math"
	"slices"
	"strconv"
)

// Object is a JSON object in the order of its keys. Its values are Object,
// []any, string, json.Number, bool or nil.
type Object struct {
	fields []Field
}

// Field is one key of an object and its value.
type Field struct {
	Key   string
	Value any
}

// Fields are the fields in their order, for reading only. Of a repeated key
// all are there.
func (o Object) Fields() []Field { return o.fields }

// Get is the value at a path of keys, nil if there is none. Of a repeated key
// the first counts, as in kz_json.
func (o Object) Get(path ...string) any {
	var value any = o
	for _, key := range path {
		object, ok := value.(Object)
		if !ok {
			return nil
		}
		value = nil
		for i := range object.fields {
			if object.fields[i].Key == key {
				value = object.fields[i].Value
				break
			}
		}
	}
	return value
}

// Has tells whether there is a value other than null at a path.
func (o Object) Has(path ...string) bool { return o.Get(path...) != nil }

// Text is the text at a path, "" if there is none. A number is its digits, as
// in kz_json:get_ne_binary_value.
func (o Object) Text(path ...string) string {
	switch v := o.Get(path...).(type) {
	case string:
		return v
	case json.Number:
		return v.String()
	}
	return ""
}

// True tells whether the value at a path is true or "true" (kz_term:is_true).
func (o Object) True(path ...string) bool {
	v := o.Get(path...)
	return v == true || v == "true"
}

// False tells whether the value at a path is false or "false"; what is not
// there is neither (kz_term:is_false).
func (o Object) False(path ...string) bool {
	v := o.Get(path...)
	return v == false || v == "false"
}

// Number is the number at a path, or one written as text.
func (o Object) Number(path ...string) (x float64, ok bool) {
	text := o.Text(path...)
	if text == "" {
		return 0, false // the usual case, and an error of strconv costs
	}
	x, err := strconv.ParseFloat(text, 64)
	return x, err == nil && !math.IsNaN(x) && !math.IsInf(x, 0)
}

// Int is the whole number at a path, otherwise if there is none.
func (o Object) Int(otherwise int, path ...string) int {
	x, ok := o.Number(path...)
	if !ok || math.Abs(x) > math.MaxInt32*1e6 {
		return otherwise
	}
	return int(math.Round(x))
}

// Object is the object at a path, an empty one if there is none.
func (o Object) Object(path ...string) Object {
	object, _ := o.Get(path...).(Object)
	return object
}

// Objects are the objects of the list at a path; what is none is left out.
func (o Object) Objects(path ...string) []Object {
	list, _ := o.Get(path...).([]any)
	var objects []Object
	for _, v := range list {
		if object, ok := v.(Object); ok {
			objects = append(objects, object)
		}
	}
	return objects
}

// UnmarshalJSON reads an object; null is an empty one.
func (o *Object) UnmarshalJSON(text []byte) error {
	value, err := Parse(text)
	if err != nil {
		return err
	}
	switch v := value.(type) {
	case Object:
		*o = v
	case nil:
		*o = Object{}
	default:
		return &json.UnmarshalTypeError{Value: kind(v), Type: objectType}
	}
	return nil
}

// With is the object with one key set, in its place or at the end.
func (o Object) With(key string, value any) Object {
	fields := slices.Clone(o.fields)
	for i := range fields {
		if fields[i].Key == key {
			fields[i].Value = value
			return Object{fields}
		}
	}
	return Object{append(fields, Field{key, value})}
}

// MarshalJSON writes the object with its keys in order.
func (o Object) MarshalJSON() ([]byte, error) {
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	out.WriteByte('{')
	for i, f := range o.fields {
		if i > 0 {
			out.WriteByte(',')
		}
		if err := enc.Encode(f.Key); err != nil {
			return nil, err
		}
		out.WriteByte(':')
		if err := enc.Encode(f.Value); err != nil {
			return nil, err
		}
	}
	out.WriteByte('}')
	return out.Bytes(), nil
}
