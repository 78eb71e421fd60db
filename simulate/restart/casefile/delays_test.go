package casefile_test

import (
	"bytes"
	"encoding/json"
	"math"
	"testing"

	"github.com/cdrlab/cdrlab/simulate/restart/casefile"
)

// TestMeasuredDelays gives the measured rows as they are and wants the delay
// and the number of copies of every call, but where a copy was sent within
// 20 ms of the socket's closing or opening.
func TestMeasuredDelays(t *testing.T) {
	var file struct{ Rows []json.RawMessage }
	readVectors(t, "delays", &file)
	compared := 0
	for _, line := range file.Rows {
		var out bytes.Buffer
		err := casefile.Delays("delays.jsonl", bytes.NewReader(line), func(d casefile.Delay) error { return d.Write(&out) })
		if err != nil {
			t.Fatal(err)
		}
		type calls struct {
			ID        string
			Restart   struct{ Bound float64 }
			CallsSeen [][3]float64 `json:"calls_seen"`
		}
		var measured, predicted calls
		if err := json.Unmarshal(line, &measured); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(out.Bytes(), &predicted); err != nil {
			t.Fatal(err)
		}
		for i, m := range measured.CallsSeen {
			p := predicted.CallsSeen[i]
			if atEdge(m, measured.Restart.Bound) {
				continue
			}
			compared++
			tolerance := 0.03
			if m[2] > 1 { // after a series of copies
				tolerance = 0.1
			}
			if m[2] != p[2] || math.Abs(m[1]-p[1]) > tolerance {
				t.Errorf("%s: phase %v: delay %v, %v copies measured; %v, %v predicted", measured.ID, m[0], m[1], m[2], p[1], p[2])
			}
		}
	}
	if compared < 580 {
		t.Errorf("only %d calls compared", compared)
	}
}

func atEdge(call [3]float64, bound float64) bool {
	at := call[0]
	for _, gap := range []float64{0, 0.5, 1, 2, 4} {
		at += gap
		if math.Abs(at) <= 0.02 || math.Abs(at-bound) <= 0.02 {
			return true
		}
	}
	return false
}
