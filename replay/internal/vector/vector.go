// Package vector reads the golden load-average files in testdata/vectors for
// the tests of the packages that must reproduce them.
package vector

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// Float is a float64 by its bits.
type Float float64

// UnmarshalJSON reads ["16 hex digits", decimal]; the bits decide.
func (f *Float) UnmarshalJSON(b []byte) error {
	var pair []json.RawMessage
	if err := json.Unmarshal(b, &pair); err != nil {
		return err
	}
	bits, err := strconv.ParseUint(strings.Trim(string(pair[0]), `"`), 16, 64)
	*f = Float(math.Float64frombits(bits))
	return err
}

// Values is the state of the meter right after a tick.
type Values struct {
	Tick, Count             int64
	Instant                 Float
	One, Five, Fifteen, Day Float
	OneToFive               Float `json:"one_to_five"`
	FiveToFifteen           Float `json:"five_to_fifteen"`
	OneToFifteen            Float `json:"one_to_fifteen"`
}

// Set is a named set of thresholds and the checks at which something was
// exceeded: metrics by tick, in the order one, five, fifteen, day.
type Set struct {
	Name                    string `json:"set"`
	One, Five, Fifteen, Day Float
	Exceeded                map[int64][]string
}

// File is one golden file.
type File struct {
	Name            string
	Ticks           int64
	StartsWithEvent bool `json:"starts_with_event"`
	Accelerations   bool
	Check           struct {
		First int64 `json:"first_tick"`
		Every int64 `json:"every_ticks"`
		Last  int64 `json:"last_tick"`
	} `json:"check_schedule"`

	Counts map[int64]uint64 // events by tick, from 1
	Sets   []*Set
	Values []Values
}

// Load reads every file of a folder, in order of name.
func Load(dir string) ([]*File, error) {
	paths, err := filepath.Glob(filepath.Join(dir, "*.jsonl.gz"))
	if err != nil {
		return nil, err
	}
	if len(paths) == 0 {
		return nil, fmt.Errorf("%s: no vectors", dir)
	}
	var files []*File
	for _, p := range paths {
		f, err := read(p)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", p, err)
		}
		files = append(files, f)
	}
	return files, nil
}

func read(path string) (*File, error) {
	in, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	z, err := gzip.NewReader(in)
	if err != nil {
		return nil, err
	}
	f := &File{Counts: map[int64]uint64{}}
	lines := bufio.NewScanner(z)
	lines.Buffer(nil, 64<<20)
	for lines.Scan() {
		if err := f.line(lines.Bytes()); err != nil {
			return nil, err
		}
	}
	return f, lines.Err()
}

func (f *File) line(b []byte) error {
	var kind struct{ Record string }
	if err := json.Unmarshal(b, &kind); err != nil {
		return err
	}
	switch kind.Record {
	case "header":
		return json.Unmarshal(b, f)
	case "counts":
		var c struct{ Pairs [][2]int64 }
		if err := json.Unmarshal(b, &c); err != nil {
			return err
		}
		for _, p := range c.Pairs {
			f.Counts[p[0]] = uint64(p[1])
		}
	case "thresholds":
		s := &Set{Exceeded: map[int64][]string{}}
		f.Sets = append(f.Sets, s)
		return json.Unmarshal(b, s)
	case "checks":
		var c struct {
			Set      string
			Exceeded [][2]json.RawMessage
		}
		if err := json.Unmarshal(b, &c); err != nil {
			return err
		}
		return f.exceeded(c.Set, c.Exceeded)
	case "values":
		var v Values
		if err := json.Unmarshal(b, &v); err != nil {
			return err
		}
		f.Values = append(f.Values, v)
	default:
		return fmt.Errorf("unknown record %q", kind.Record)
	}
	return nil
}

func (f *File) exceeded(name string, list [][2]json.RawMessage) error {
	for _, s := range f.Sets {
		if s.Name != name {
			continue
		}
		for _, e := range list {
			var tick int64
			var metrics []string
			if err := json.Unmarshal(e[0], &tick); err != nil {
				return err
			}
			if err := json.Unmarshal(e[1], &metrics); err != nil {
				return err
			}
			s.Exceeded[tick] = metrics
		}
		return nil
	}
	return fmt.Errorf("checks of unknown set %q", name)
}
