package simulate

// scenario is what all calls of a traffic are made from.
type scenario struct {
	exp                  *exponential
	accounts, carriers   weights
	kinds, offnet, onnet weights
	gateways             int
	effects              []effect
	legs                 []leg // of the call being made
}

func newScenario(opt *TrafficOptions) *scenario {
	s := &scenario{
		exp:      newExponential(),
		gateways: opt.gateways(),
		accounts: zipf(opt.accounts(), 1),
		carriers: zipf(opt.gateways(), 4),
		kinds:    newWeights(int(numKinds), func(i int) uint32 { return kindWeights[i] }),
		offnet:   newWeights(len(causes), func(i int) uint32 { return causes[i].offnet }),
		onnet:    newWeights(len(causes), func(i int) uint32 { return causes[i].onnet }),
	}
	for i := range opt.Incidents {
		s.effects = append(s.effects, newEffect(&opt.Incidents[i], opt.Start.UnixMilli()))
	}
	return s
}

// call makes the legs of a call that starts at ms, the A leg last. A call that
// an incident brings (by, else nil) goes where the incident is. The legs are
// valid until the next call.
func (s *scenario) call(seed uint64, ms int64, by *effect) []leg {
	r := random(derive(seed, saltOutcome))
	to := place{account: s.accounts.pick(&r), carrier: -1}
	kind := callKind(s.kinds.pick(&r))
	carrier := s.carriers.pick(&r)
	if by != nil {
		kind = outgoing
		if by.account >= 0 {
			to.account = by.account
		}
		if by.carrier >= 0 {
			carrier = by.carrier
		}
	}
	s.legs = s.legs[:0]
	tryMs := ms + 15 + int64(r.below(120))
	if kind == outgoing {
		s.tryCarriers(&r, seed, to, carrier, tryMs)
	} else {
		s.tryPhones(&r, seed, to, tryMs, kind)
	}
	s.addCaller(&r, to.account, ms, kind)
	for i := range s.legs {
		l := &s.legs[i]
		l.call, l.callMs, l.kind = seed, ms, kind
	}
	return s.legs
}

// outcome is how a B leg ends: as the ordinary weights say, unless an
// incident takes it.
func (s *scenario) outcome(r *random, seed uint64, to place, ms int64) int {
	table := &s.onnet
	if to.carrier >= 0 {
		table = &s.offnet
	}
	c := table.pick(r)
	for i := range s.effects {
		draw := derive(seed, saltIncident+uint64(i)<<16+uint64(len(s.legs))<<8)
		if e := &s.effects[i]; e.takes(to.account, to.carrier, ms, draw) {
			return e.cause
		}
	}
	return c
}
