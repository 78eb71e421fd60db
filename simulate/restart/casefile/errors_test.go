package casefile_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/simulate/restart/casefile"
)

// TestBadLines wants the place, what was found and what was wanted.
func TestBadLines(t *testing.T) {
	read := map[string]func(string) error{
		"case": func(s string) error {
			return casefile.Cases("f", strings.NewReader(s), func(casefile.Case) error { return nil })
		},
		"batch": func(s string) error {
			return casefile.Batches("f", strings.NewReader(s), func(casefile.Batch) error { return nil })
		},
		"delays": func(s string) error {
			return casefile.Delays("f", strings.NewReader(s), func(casefile.Delay) error { return nil })
		},
	}
	for _, c := range []struct{ kind, text, want string }{
		{"case", "{\"strategy\":\"hash\"}\n\n{\"strategi\":\"hash\"}", `f:3: unknown field "strategi"; did you mean strategy?`},
		{"case", `{}`, "f:1: strategy: none found, one of the strategies wanted"},
		{"case", `[]`, "f:1: array found, an object wanted"},
		{"case", `{"strategy":"hash"} 1`, "f:1: more than one JSON value found, an object a line wanted"},
		{"case", `{"strategy":"hash","alg":"hsh"}`, `f:1: algorithm "hsh" found, hash (0), round-robin (4), random (6) or first (8) wanted; did you mean hash?`},
		{"case", `{"strategy":"hash","caller":{"cancel_at":"soon"}}`, `f:1: caller.cancel_at: "soon" found, seconds wanted`},
		{"case", `{"strategy":"hash","other_turns_at":[1,"x"]}`, `f:1: "x" found, seconds wanted`},
		{"case", `{"strategy":"hash","restart":{"signal":1e99,"bound":2}}`, `f:1: restart.signal: "1e99" found, seconds wanted`},
		{"case", `{"strategy":"hash","gateways":0}`, "f:1: gateways: 0 found, 1 to 10000 wanted"},
		{"case", `{"strategy":"hash","turns_before":-1}`, "f:1: turns_before: -1 found, 0 or more wanted"},
		{"case", `{"strategy":"hash","restart":{"signal":3}}`, "f:1: restart: signal and bound wanted, in seconds"},
		{"case", `{"strategy":"hash","restart":{"signal":3,"bound":4,"kind":"carsh"}}`,
			`f:1: restart.kind: "carsh" found, crash or orderly wanted`},
		{"case", `{"strategy":"hash","callee":{"final":"99","final_at":1}}`, `f:1: callee.final: "99" found, a SIP status or none wanted`},
		{"case", `{"strategy":"hash","callee":{"final":"100","final_at":1}}`, "f:1: callee.final: 100 found, 200 to 699 or none wanted"},
		{"case", `{"strategy":"hash","callee":{"final":"200"}}`, "f:1: callee.final_at: never found beside final 200, an instant wanted"},
		{"case", `{"strategy":"hash","gateway":{"first_refuses":{"code":503,"at":null}}}`,
			"f:1: gateway.first_refuses.at: never found beside a code, an instant wanted"},
		{"case", `{"strategy":"hash","caller":{"cancel_at":-0.5}}`, "f:1: caller.cancel_at: -500ms found, 0 or more wanted"},
		{"case", `{"strategy":"hash","gateway_disabled_before_restart":3}`, "f:1: gateway_disabled_before_restart: 3 found, the number of a gateway wanted"},
		{"batch", `{"calls":3}`, "f:1: strategy or algorithm wanted, none found"},
		{"batch", `{"alg":4,"calls":3,"new_calls_interleaved":true}`, "f:1: new_calls_interleaved: their turns decide, turns_after_restart wanted"},
		{"batch", `{"alg":4,"calls":3,"cancel_order":"sam"}`, `f:1: cancel_order: "sam" found, random or same wanted; did you mean same?`},
		{"batch", `{"alg":4,"sequence":[["gw3"]]}`, "f:1: call 1: gateway gw3 found, there are 2"},
		{"batch", `{"alg":4,"sequence":[["gw"]]}`, `f:1: sequence: call 1: "gw" found, gw1 to gw2 wanted`},
		{"batch", `{"alg":4,"sequence":[["gw1"]],"turns_after_restart":["CANCL gw1"]}`,
			`f:1: turns_after_restart: "CANCL gw1" found, CANCEL, INVITE or ACK wanted; did you mean CANCEL?`},
		{"batch", `{"alg":4,"sequence":[["gw1"]],"turns_after_restart":[]}`, "f:1: turns_after_restart: 0 CANCELs found, 1 wanted"},
		{"batch", `{"alg":4,"calls":3,"interval_s":0}`, "f:1: interval_s: more than 0 and at most 3600 wanted"},
		{"delays", `{"kind":"bye"}`, "f:1: phase_s or calls_seen wanted, one of them"},
		{"delays", `{"kind":"bye","phase_s":1}`, "f:1: downtime_s or restart wanted, one of them"},
		{"delays", `{"kind":"bye","phase_s":1,"downtime_s":-1}`, "f:1: downtime: -1 s found, 0 or more wanted"},
		{"delays", `{"kind":"bye","calls_seen":[[]],"downtime_s":1}`, "f:1: calls_seen: call 1: its phase wanted"},
	} {
		err := read[c.kind](c.text)
		var data *cdr.DataError
		if !errors.As(err, &data) || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%s %s: %v, want %s", c.kind, c.text, err, c.want)
		}
	}
}
