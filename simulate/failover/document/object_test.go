package document

import (
	"bytes"
	"encoding/json"
	"errors"
	"reflect"
	"testing"
)

func object(t *testing.T, text string) (o Object) {
	t.Helper()
	if err := json.Unmarshal([]byte(text), &o); err != nil {
		t.Fatal(err)
	}
	return o
}

func TestKeysKeepTheirOrder(t *testing.T) {
	o := object(t, `{"b":1,"a":{"z":true,"y":null},"b":2}`)
	var keys string
	for _, f := range o.Fields() {
		keys += f.Key
	}
	if keys != "bab" || o.Text("b") != "1" || !o.True("a", "z") || o.Has("a", "y") || o.Has("a", "z", "x") {
		t.Errorf("%+v", o)
	}
}

// TestValues: what counts as true, as text, as a number.
func TestValues(t *testing.T) {
	o := object(t, `{"t":true,"T":"true","f":false,"F":"false","n":null,"i":15551110001,"s":" 12 ","d":"12.6","e":1e3,"x":1e300,"l":[{},1,{"a":1}],"o":{}}`)
	for _, key := range []string{"t", "T", "f", "F", "n", "i", "s", "o", "none"} {
		if got, want := o.True(key), key == "t" || key == "T"; got != want {
			t.Errorf("true %s: %v", key, got)
		}
		if got, want := o.False(key), key == "f" || key == "F"; got != want {
			t.Errorf("false %s: %v", key, got)
		}
	}
	if o.Text("i") != "15551110001" || o.Text("t") != "" || o.Text("none") != "" {
		t.Errorf("text %q %q", o.Text("i"), o.Text("t"))
	}
	for key, want := range map[string]int{"i": 15551110001, "s": 7, "d": 13, "e": 1000, "x": 7, "n": 7, "o": 7} {
		if got := o.Int(7, key); got != want {
			t.Errorf("int %s: %d, want %d", key, got, want)
		}
	}
	if n := len(o.Objects("l")); n != 2 {
		t.Errorf("%d objects", n)
	}
}

func TestUnmarshalRefusesWhatIsNoObject(t *testing.T) {
	var line struct{ Data Object }
	for text, want := range map[string]string{
		`{"data":[]}`:   "array",
		`{"data":"a"}`:  "string",
		`{"data":null}`: "",
	} {
		err := json.Unmarshal([]byte(text), &line)
		var kind *json.UnmarshalTypeError
		if (err == nil) != (want == "") || err != nil && (!errors.As(err, &kind) || kind.Value != want) {
			t.Errorf("%s: %v, want %s", text, err, want)
		}
	}
}

// plain is a value without the order of its keys, as encoding/json has it; of
// a repeated key the last counts.
func plain(v any) any {
	switch v := v.(type) {
	case Object:
		m := map[string]any{}
		for _, f := range v.Fields() {
			m[f.Key] = plain(f.Value)
		}
		return m
	case []any:
		list := []any{}
		for _, e := range v {
			list = append(list, plain(e))
		}
		return list
	}
	return v
}

// FuzzRead: what encoding/json reads, Parse reads alike; and no export makes
// Read panic, or hold documents without _id.
func FuzzRead(f *testing.F) {
	f.Add([]byte(`{"_id":"a","b":[1,2.5e3,"x",null,true,{"c":{}}]}`))
	f.Add([]byte("{\"total_rows\":1,\"rows\":[\n{\"id\":\"a\",\"doc\":{\"_id\":\"a\"}},\n]}"))
	f.Add([]byte("{\"_id\":\"a\"},\n{\"_id\":\"_design/b\"}]}\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		var want any
		dec := json.NewDecoder(bytes.NewReader(text))
		dec.UseNumber()
		wantErr := dec.Decode(&want)
		if wantErr == nil {
			_, err := dec.Token()
			if err == nil || err.Error() != "EOF" {
				wantErr = json.Unmarshal(text, new(any))
			}
		}
		got, err := Parse(text)
		if wantErr == nil && err == nil && !reflect.DeepEqual(plain(got), want) {
			t.Errorf("%v, want %v", plain(got), want)
		}
		if (err == nil) != (wantErr == nil) && !bytes.Contains(text, bytes.Repeat([]byte("["), 100)) {
			t.Errorf("error %v, want %v", err, wantErr)
		}
		var e Export
		err = e.Read("docs", text)
		for _, d := range e.Documents {
			if d.ID == "" {
				t.Errorf("%+v", d)
			}
		}
		if err == nil && len(e.Documents) == 0 && e.Tally == (Tally{}) {
			t.Error("nothing read, and no error")
		}
	})
}
