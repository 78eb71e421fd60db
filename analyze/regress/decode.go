package regress

import (
	"errors"
	"fmt"
	"math"
	"reflect"
	"strconv"
	"strings"
	"time"

	"github.com/cdrlab/cdrlab/replay"
	"github.com/cdrlab/cdrlab/replay/cdr"
)

// decoder holds nodes against Go types. Fields are named by their json tags;
// those without omitempty must be there.
type decoder struct {
	file, hint string
	// instant and duration read a time and a length of time as written; field
	// is what it is, for the message of the error.
	instant  func(field, text string) (replay.Second, error)
	duration func(field, text string) (time.Duration, error)
	// loose takes an unquoted number or bool for a text, as people write YAML.
	loose bool
}

// own is a type that reads itself from a node.
type own interface {
	decode(d *decoder, n *node, path string) error
}

var (
	secondType   = reflect.TypeFor[replay.Second]()
	durationType = reflect.TypeFor[time.Duration]()
	cutType      = reflect.TypeFor[replay.Cut]()
)

// value reads n into v; path is its name in messages.
func (d *decoder) value(v reflect.Value, n *node, path string) error {
	if reader, ok := v.Addr().Interface().(own); ok {
		return reader.decode(d, n, path)
	}
	switch {
	case v.Type() == cutType && n.kind == kindNull:
		return nil
	case v.Type() == secondType:
		return readText(d, v, n, path, "a time", d.instant)
	case v.Type() == durationType:
		return readText(d, v, n, path, "a length of time", d.duration)
	}
	switch v.Kind() {
	case reflect.Pointer:
		if n.kind == kindNull {
			return nil
		}
		v.Set(reflect.New(v.Type().Elem()))
		return d.value(v.Elem(), n, path)
	case reflect.Struct:
		return d.object(v, n, path)
	case reflect.Map:
		return d.keyed(v, n, path)
	case reflect.Slice:
		return d.list(v, n, path)
	}
	return d.scalar(v, n, path)
}

// scalar reads a text, a bool or a number.
func (d *decoder) scalar(v reflect.Value, n *node, path string) error {
	var err error
	wanted := ""
	switch v.Kind() {
	case reflect.String:
		if wanted = "a text"; n.kind == kindText || d.loose && (n.kind == kindNumber || n.kind == kindBool) {
			v.SetString(n.text)
			return nil
		}
	case reflect.Bool:
		if wanted = "true or false"; n.kind == kindBool {
			v.SetBool(n.text == "true")
			return nil
		}
	case reflect.Float64:
		if wanted = "a number"; n.kind == kindNumber {
			var x float64
			if x, err = strconv.ParseFloat(n.text, 64); err == nil && !math.IsInf(x, 0) {
				v.SetFloat(x)
				return nil
			}
		}
	case reflect.Uint64:
		if wanted = "a whole number from 0"; n.kind == kindNumber {
			var x uint64
			if x, err = strconv.ParseUint(n.text, 10, 64); err == nil {
				v.SetUint(x)
				return nil
			}
		}
	default: // int, int64
		if wanted = "a whole number"; n.kind == kindNumber {
			var x int64
			if x, err = strconv.ParseInt(n.text, 10, 64); err == nil {
				v.SetInt(x)
				return nil
			}
		}
	}
	return d.found(n, path, wanted)
}

// readText reads what is written as a text of its own form.
func readText[T ~int64](d *decoder, v reflect.Value, n *node, path, wanted string, read func(field, text string) (T, error)) error {
	if n.kind != kindText && !(d.loose && n.kind == kindNumber) {
		return d.found(n, path, wanted)
	}
	x, err := read(path, n.text)
	if err != nil {
		return d.refused(n, err)
	}
	v.SetInt(int64(x))
	return nil
}

// refused places the error of a reader of texts, with its own hint if it has
// one.
func (d *decoder) refused(n *node, err error) error {
	hint := d.hint
	var usage *cdr.UsageError
	if errors.As(err, &usage) && usage.Hint != "" {
		hint = usage.Hint
	}
	return cdr.ErrorAt(d.file, n.line, n.column, hint, "%s", err.Error())
}

// object reads the fields of a struct.
func (d *decoder) object(v reflect.Value, n *node, path string) error {
	if n.kind != kindObject {
		return d.found(n, path, "an object")
	}
	known, needed := fieldsOf(v.Type())
	seen := map[string]*node{}
	for i, key := range n.keys {
		index, ok := known[key.text]
		if !ok {
			return d.unknown(key, path, known)
		}
		if first := seen[key.text]; first != nil {
			return d.wrong(key, "%s is there twice, first on line %d", inside(path, key.text), first.line)
		}
		seen[key.text] = key
		if err := d.value(v.Field(index), n.items[i], inside(path, key.text)); err != nil {
			return err
		}
	}
	for _, name := range needed {
		if seen[name] == nil {
			return d.wrong(n, "%s is missing", inside(path, name))
		}
	}
	return nil
}

// keyed reads a map by name.
func (d *decoder) keyed(v reflect.Value, n *node, path string) error {
	if n.kind != kindObject {
		return d.found(n, path, "an object")
	}
	v.Set(reflect.MakeMap(v.Type()))
	for i, key := range n.keys {
		name := reflect.ValueOf(key.text)
		if v.MapIndex(name).IsValid() {
			return d.wrong(key, "%s is there twice", inside(path, key.text))
		}
		item := reflect.New(v.Type().Elem()).Elem()
		if err := d.value(item, n.items[i], inside(path, key.text)); err != nil {
			return err
		}
		v.SetMapIndex(name, item)
	}
	return nil
}

// list reads a list; null is none, as the encoder writes a nil slice.
func (d *decoder) list(v reflect.Value, n *node, path string) error {
	if n.kind == kindNull {
		return nil
	}
	if n.kind != kindList {
		return d.found(n, path, "a list")
	}
	v.Set(reflect.MakeSlice(v.Type(), len(n.items), len(n.items)))
	for i, item := range n.items {
		if err := d.value(v.Index(i), item, fmt.Sprintf("%s[%d]", path, i)); err != nil {
			return err
		}
	}
	return nil
}

// fieldsOf maps the names of a struct's fields to their indexes, and lists
// those that must be there.
func fieldsOf(t reflect.Type) (known map[string]int, needed []string) {
	known = map[string]int{}
	for i := range t.NumField() {
		name, option, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
		if name == "-" {
			continue
		}
		known[name] = i
		if option != "omitempty" {
			needed = append(needed, name)
		}
	}
	return known, needed
}

// inside is the name of a key of what path names.
func inside(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}

func (d *decoder) wrong(n *node, format string, args ...any) error {
	return cdr.ErrorAt(d.file, n.line, n.column, d.hint, format, args...)
}

// found is the error for a value of another kind than wanted.
func (d *decoder) found(n *node, path, wanted string) error {
	what := n.describe() + " found, " + wanted + " wanted"
	if path != "" {
		what = path + ": " + what
	}
	return d.wrong(n, "%s", what)
}

// unknown is the error for a key that is none, with the nearest name.
func (d *decoder) unknown(key *node, path string, known map[string]int) error {
	problem := fmt.Sprintf("unknown key %q", brief(key.text))
	if path != "" {
		problem += " in " + path
	}
	if near := cdr.Nearest(key.text, sortedKeys(known)); near != "" {
		problem += ", did you mean " + near + "?"
	}
	return d.wrong(key, "%s", problem)
}
