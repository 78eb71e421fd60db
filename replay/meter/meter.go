package meter

import "math"

// TickSec is the seconds from one tick of a meter to the next.
const TickSec = 5

// alpha = 1 - exp(-5/60/minutes), by its bits as folsom 0.8.2 computes it, so
// that no platform's exp can change it.
var alpha = [NumMetrics]float64{
	math.Float64frombits(0x3fb477f8204cb218),
	math.Float64frombits(0x3f90ecdbf52574e0),
	math.Float64frombits(0x3f76b1453a243300),
	math.Float64frombits(0x3f0e570140528000),
}

// Alpha is the weight the metric's average gives to the newest tick.
func Alpha(m Metric) float64 { return alpha[m] }

// Meter holds the four load averages of one stream of events, in events per
// second: folsom_metrics_meter with its four folsom_ewma, bit for bit. The
// zero Meter is newly born. It knows no time: its owner calls Tick every
// TickSec seconds of the meter's own clock.
type Meter struct {
	Rates   Values
	Instant float64 // events per second in the last tick
	Count   uint64  // events since birth
	pending uint64  // events since the last tick
	started bool    // the first tick has set the averages
}

// Born returns a meter whose averages start at 0 and are moved by its first
// tick like by any later one: what the meter would be had it lived, silent,
// for ever before its first event.
func Born() Meter { return Meter{started: true} }

// Mark adds n events to the current tick.
func (m *Meter) Mark(n uint64) {
	m.Count += n
	m.pending += n
}

// Tick ends the current tick and moves the averages. The first tick of a
// newly born meter sets all four to its rate (folsom_ewma:tick/1).
func (m *Meter) Tick() {
	instant := float64(m.pending) / TickSec
	m.Instant = instant
	m.pending = 0
	if !m.started {
		m.started = true
		m.Rates = Values{instant, instant, instant, instant}
		return
	}
	r := &m.Rates
	r[0] = step(r[0], instant, alpha[0])
	r[1] = step(r[1], instant, alpha[1])
	r[2] = step(r[2], instant, alpha[2])
	r[3] = step(r[3], instant, alpha[3])
}

// Ticks is Tick n times, for n of 0 or more.
func (m *Meter) Ticks(n int64) {
	if n == 0 {
		return
	}
	m.Tick()
	if n == 1 {
		return
	}
	// Without an event to come the averages stay in registers.
	m.Instant = 0
	one, five, fifteen, day := m.Rates[0], m.Rates[1], m.Rates[2], m.Rates[3]
	for range n - 1 {
		one = fall(one, alpha[0])
		five = fall(five, alpha[1])
		fifteen = fall(fifteen, alpha[2])
		day = fall(day, alpha[3])
	}
	m.Rates = Values{one, five, fifteen, day}
}

// step moves one average towards instant. The conversion keeps the product's
// own rounding: without it a compiler may fuse the multiplication and the
// addition (arm64 does, and amd64 with GOAMD64=v3), and a third of all values
// would differ from folsom's in the last bit.
func step(rate, instant, alpha float64) float64 {
	return rate + float64(alpha*(instant-rate))
}

// fall is step towards 0, bit for bit, in two operations that wait for each
// other instead of three: rounding does not depend on the sign.
func fall(rate, alpha float64) float64 { return rate - float64(alpha*rate) }

// Accelerations are folsom's differences between the averages, in events per
// second, per second.
type Accelerations struct {
	OneToFive, FiveToFifteen, OneToFifteen float64
}

// Accelerations is how fast the rate is changing now.
func (m *Meter) Accelerations() Accelerations {
	r := &m.Rates
	return Accelerations{
		OneToFive:     (r[One] - r[Five]) / 300,
		FiveToFifteen: (r[Five] - r[Fifteen]) / 600,
		OneToFifteen:  (r[One] - r[Fifteen]) / 900,
	}
}
