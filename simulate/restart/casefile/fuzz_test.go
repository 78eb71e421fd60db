package casefile_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/simulate/restart"
	"github.com/cdrlab/cdrlab/simulate/restart/casefile"
)

// answered wants of an error that it has its place, and of an answer that it
// is one JSON object a line.
func answered(t *testing.T, err error, out []byte) {
	t.Helper()
	var data *cdr.DataError
	if err != nil && (!errors.As(err, &data) || !strings.HasPrefix(data.Place, "fuzz:")) {
		t.Errorf("no place: %v", err)
	}
	for line := range bytes.Lines(out) {
		if !json.Valid(line) {
			t.Errorf("%q", line)
		}
	}
}

func FuzzCases(f *testing.F) {
	f.Add([]byte(`{"id":"a","strategy":"hash","alg":8,"restart":{"signal":2,"bound":3,"kind":"crash"},"caller":{"cancel_at":5}}`))
	f.Add([]byte(`{"strategy":"map-saved","callee":{"final":200,"final_at":6},"proxy":{"failover":true,"ring_timeout_s":4,"map_saves":false},` +
		`"gateway":{"first_refuses":{"code":"503","at":1},"unknown_cancel":"silent"},"other_turns_at":[1,2],"observe_until":30}`))
	f.Add([]byte("{\"strategy\":\"hsh\"}\n\n{"))
	f.Fuzz(func(t *testing.T, text []byte) {
		var out bytes.Buffer
		err := casefile.Cases("fuzz", bytes.NewReader(text), func(c casefile.Case) error {
			if c.Call.Gateways > 100 || c.Call.GatewaysAfter > 100 {
				return nil
			}
			return casefile.WriteOutcome(&out, c.ID, restart.Simulate(c.Call))
		})
		answered(t, err, out.Bytes())
	})
}

func FuzzBatches(f *testing.F) {
	f.Add([]byte(`{"algorithm":4,"calls":4,"earlier_calls_before":1,"unknown_cancel":"silent"}`))
	f.Add([]byte(`{"alg":"random","gateways":4,"gateways_after_restart":2,"calls":9,"cancel_order":"random","cancel_relay":"t_relay","seed":7}`))
	f.Add([]byte(`{"algorithm":0,"sequence":[["gw1","gw2","id"],["gw2"]],"turns_after_restart":["CANCEL gw1","ACK gw2","CANCEL gw1"]}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		var out bytes.Buffer
		err := casefile.Batches("fuzz", bytes.NewReader(text), func(b casefile.Batch) error {
			if len(b.Batch.Members) > 20 || b.Batch.Gateways > 100 || b.Batch.GatewaysAfter > 100 {
				return nil
			}
			return casefile.WriteHits(&out, b.ID, b.Batch.Run())
		})
		answered(t, err, out.Bytes())
	})
}

func FuzzDelays(f *testing.F) {
	f.Add([]byte(`{"id":1,"kind":"invite","phase_s":0.1,"downtime_s":2}`))
	f.Add([]byte(`{"kind":"bye_delay","restart":{"signal":0,"bound":4,"ready":4.1},"calls_seen":[[-0.1,0,1],[4]]}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		var out bytes.Buffer
		err := casefile.Delays("fuzz", bytes.NewReader(text), func(d casefile.Delay) error { return d.Write(&out) })
		answered(t, err, out.Bytes())
	})
}

// TestWritersErrorsStayTheirOwn: a full disk is not the file's fault.
func TestWritersErrorsStayTheirOwn(t *testing.T) {
	err := casefile.Cases("file", strings.NewReader(`{"strategy":"hash"}`), func(casefile.Case) error { return io.ErrShortWrite })
	if err != io.ErrShortWrite {
		t.Errorf("%v", err)
	}
}
