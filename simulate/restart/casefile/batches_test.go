package casefile_test

import (
	"bytes"
	"encoding/json"
	"math"
	"strings"
	"testing"

	"github.com/cdrlab/cdrlab/simulate/restart/casefile"
)

// hitsOf runs a batch as a file of one line.
func hitsOf(t *testing.T, line []byte) (h struct {
	Hits, Calls      int
	HitsAnyCopy      int            `json:"hits_any_copy"`
	NeverHit         int            `json:"never_hit"`
	HitByCopy        map[string]int `json:"hit_by_copy"`
	ExpectedHits     *float64       `json:"expected_hits"`
	ExpectedAny      *float64       `json:"expected_hits_any_copy"`
	StandardErrorOne *float64       `json:"standard_error_hits"`
}) {
	t.Helper()
	var out bytes.Buffer
	err := casefile.Batches("batch.jsonl", bytes.NewReader(line), func(b casefile.Batch) error {
		return casefile.WriteHits(&out, b.ID, b.Batch.Run())
	})
	if err != nil {
		t.Fatalf("%.200s: %v", line, err)
	}
	if err := json.Unmarshal(out.Bytes(), &h); err != nil {
		t.Fatal(err)
	}
	return h
}

// swapped counts the turns out of their place, in the order of all turns or in
// that of the calls: with two workers two neighbours are captured in the other
// order now and then.
func swapped(row object) int {
	gateways := int(row["gateways"].(float64))
	turns, _ := row["turns_after_restart"].([]any)
	var ofCancels []byte
	inTurns, inCalls := 0, 0
	for i, turn := range turns {
		text := turn.(string)
		if place := byte('1' + i%gateways); text[len(text)-1] != place {
			inTurns++
		}
		if strings.HasPrefix(text, "CANCEL") {
			ofCancels = append(ofCancels, byte('1'+i%gateways))
		}
	}
	calls, _ := row["sequence"].([]any)
	for i, call := range calls {
		if sent := call.([]any)[1].(string); i < len(ofCancels) && sent[2] != ofCancels[i] {
			inCalls++
		}
	}
	return max(inTurns, inCalls)
}

// TestMeasuredHitRates gives the measured rows as they are. Without a draw the
// hits are exact, but for calls whose turns two workers swapped. Where an order
// or the instants of copies were not recorded, round robin is as good as a draw.
func TestMeasuredHitRates(t *testing.T) {
	var file struct{ Rows []json.RawMessage }
	readVectors(t, "hit_rates", &file)
	if len(file.Rows) != 31 {
		t.Fatalf("%d rows found", len(file.Rows))
	}
	exact := 0
	for _, line := range file.Rows {
		var row object
		if err := json.Unmarshal(line, &row); err != nil {
			t.Fatal(err)
		}
		h := hitsOf(t, line)
		id, calls := row["id"], row["calls"].(float64)
		first, anyCopy := row["first_copy_hits"].(float64), row["hits_any_copy"].(float64)
		within := func(what string, measured, expected float64) {
			p := expected / calls
			if math.Abs(measured-expected) > 3*math.Sqrt(calls*p*(1-p))+1e-9 {
				t.Errorf("%v: %s: %v measured, %v expected", id, what, measured, expected)
			}
		}
		switch {
		case row["algorithm"] == 6.0:
			within("hits", first, *h.ExpectedHits)
			within("hits, drawn", float64(h.Hits), *h.ExpectedHits)
			within("hits of any copy", anyCopy, *h.ExpectedAny)
			within("hits of any copy, drawn", float64(h.HitsAnyCopy), *h.ExpectedAny)
		case row["algorithm"] == 4.0 && (row["sequence"] == nil || row["unknown_cancel"] == "silent"):
			within("hits", first, calls/row["gateways"].(float64))
			within("hits, predicted", float64(h.Hits), calls/row["gateways"].(float64))
		default:
			exact++
			slack := float64(swapped(row))
			if math.Abs(first-float64(h.Hits)) > slack || math.Abs(anyCopy-float64(h.HitsAnyCopy)) > slack {
				t.Errorf("%v: %v, any copy %v measured; %d, any copy %d predicted", id, first, anyCopy, h.Hits, h.HitsAnyCopy)
			}
		}
		if h.HitsAnyCopy+h.NeverHit != h.Calls {
			t.Errorf("%v: %+v does not add up", id, h)
		}
	}
	if exact != 17 {
		t.Errorf("%d rows compared exactly", exact)
	}
}

// TestRoundRobinLocks has an even number of callers repeat in step through two
// silent gateways: those that miss once miss with every copy.
func TestRoundRobinLocks(t *testing.T) {
	h := hitsOf(t, []byte(`{"algorithm":"round-robin","earlier_calls_before":1,"calls":4,"unknown_cancel":"silent","interval_s":0.001,`+
		`"hop_by_hop_ack_routed_too":false}`))
	if h.NeverHit != 4 {
		t.Errorf("%d of 4 calls never hit, all wanted", h.NeverHit)
	}
}
