package registrar

import (
	"encoding/json"
	"fmt"
	"math"
	"strconv"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/simulate/failover"
	"github.com/cdrlab/cdrlab/simulate/failover/document"
)

// Answer steps a Table through the steps of a line and gives the line back with
// "registered" on each query. A step has t (seconds, ascending), op (register,
// flush or query), username, realm, and to register expires. The error is a
// *cdr.DataError at place.
func Answer(place string, line document.Object) (document.Object, error) {
	deviation := line.Int(failover.DefaultExpiresDeviationSec, "expires_deviation_time")
	list, ok := line.Get("steps").([]any)
	if !ok || deviation < 0 {
		return document.Object{}, &cdr.DataError{
			Place: place, Problem: "no steps found, or a negative expires_deviation_time",
			Hint: `{"id","expires_deviation_time":180,"steps":[{"t","op","username","realm","expires"}]}`,
		}
	}
	table := Table{DeviationSec: int64(deviation)}
	steps := make([]any, 0, len(list))
	before := int64(math.MinInt64)
	for i, v := range list {
		s, err := stepOf(v, before)
		if err == nil && s.op == "register" && s.expiresSec < 0 {
			err = fmt.Errorf("expires: %q found, seconds wanted", s.object.Text("expires"))
		}
		if err != nil {
			return document.Object{}, &cdr.DataError{Place: place, Problem: fmt.Sprintf("steps[%d].%v", i, err), Hint: "one JSON object a line", Err: err}
		}
		before = s.atSec
		switch s.op {
		case "register":
			table.Register(s.address, s.atSec, s.expiresSec)
		case "flush":
			table.Flush(s.address)
		default:
			s.object = s.object.With("registered", table.Registered(s.address, s.atSec))
		}
		steps = append(steps, s.object)
	}
	return line.With("steps", steps), nil
}

// step is one step of a line; expiresSec is -1 if it says nothing readable.
type step struct {
	object            document.Object
	op                string
	address           failover.Address
	atSec, expiresSec int64
}

func stepOf(v any, before int64) (s step, err error) {
	s.object, _ = v.(document.Object)
	number, _ := s.object.Get("t").(json.Number)
	if s.atSec, err = strconv.ParseInt(number.String(), 10, 64); err != nil || s.atSec > math.MaxInt64/2 || s.atSec < math.MinInt64/2 {
		return s, fmt.Errorf("t: %q found, whole seconds wanted", s.object.Text("t"))
	}
	if s.atSec < before {
		return s, fmt.Errorf("t: %d found, at least the %d of the step before wanted", s.atSec, before)
	}
	switch s.op = s.object.Text("op"); s.op {
	case "register", "flush", "query":
	default:
		return s, fmt.Errorf("op: %q found, register, flush or query wanted", s.op)
	}
	s.address = failover.NewAddress(s.object.Text("username"), s.object.Text("realm"))
	if s.address.User == "" || s.address.Realm == "" {
		return s, fmt.Errorf("username: %q of realm %q found, both wanted", s.object.Text("username"), s.object.Text("realm"))
	}
	expires, ok := expiresOf(s.object.Text("expires"))
	if s.expiresSec = expires; !ok {
		s.expiresSec = -1
	}
	return s, nil
}
