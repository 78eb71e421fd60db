package replay

import (
	"cmp"
	"slices"

	"github.com/cdrlab/cdrlab/replay/alert"
	"github.com/cdrlab/cdrlab/replay/meter"
)

// Engine is one node of KAZOO's hangups application: meters that events bring
// to life, and a check over them. The caller owns time and must not let it run
// backwards: same calls, same answers. Checks fall where the caller makes
// them; the application makes one every CheckSec seconds from its start.
//
// Run gives the same decisions, meter by meter and in parallel; the Engine is
// the plain form, for stepping through.
type Engine struct {
	cfg           *alert.Config
	checked       map[string]bool
	checkAccounts bool
	meters        map[meterKey]*engineMeter
	order         []*engineMeter // by name
}

type engineMeter struct {
	key                meterKey
	name               string
	checked            bool
	thresholds, limits meter.Values
	born               int64
	clocked
}

// NewEngine starts the application. With checkAccounts it also checks the
// meters of accounts, which KAZOO does not.
func NewEngine(cfg *alert.Config, checkAccounts bool) *Engine {
	e := &Engine{cfg: cfg, checked: map[string]bool{}, checkAccounts: checkAccounts}
	for _, cause := range cfg.Checked() {
		e.checked[cause] = true
	}
	e.Restart()
	return e
}

// Restart forgets every meter.
func (e *Engine) Restart() {
	e.meters = map[meterKey]*engineMeter{}
	e.order = nil
}

// Mark counts n legs of a cause and an account that ended in a second, on the
// global meter and on the account's (hangups_channel_destroy:handle_req/2).
// Causes that are ignored must not be marked.
func (e *Engine) Mark(second Second, cause, account string, n uint64) {
	e.mark(meterKey{cause, ""}, int64(second), n)
	e.mark(meterKey{cause, account}, int64(second), n)
}

func (e *Engine) mark(key meterKey, second int64, n uint64) {
	m, ok := e.meters[key]
	if !ok {
		m = e.birth(key, second)
	}
	m.clocked.mark(second, n)
}

func (e *Engine) birth(key meterKey, second int64) *engineMeter {
	m := &engineMeter{key: key, name: "hangups." + key.cause, clocked: bornAt(second), born: second}
	if key.account == "" {
		m.checked = e.checked[key.cause]
		m.thresholds, m.limits = e.cfg.Limits(key.cause)
	} else {
		m.name += "." + key.account
		m.checked = e.checkAccounts && e.checked[key.cause]
		m.thresholds, m.limits = e.cfg.AccountLimits(key.account, key.cause)
	}
	e.meters[key] = m
	at, _ := slices.BinarySearchFunc(e.order, m.name, func(o *engineMeter, name string) int {
		return cmp.Compare(o.name, name)
	})
	e.order = slices.Insert(e.order, at, m)
	return m
}

// Check is the application's check at a second: for each checked meter, or
// with all for every meter, its state and what it exceeds, by meter name. A
// meter born in that second does not exist yet. Equal is not exceeded
// (hangups_monitoring:is_exceeded).
func (e *Engine) Check(second Second, all bool, visit func(row *TraceRow, alert *Alert) error) error {
	for _, m := range e.order {
		if !(m.checked || all) || m.born >= int64(second) {
			continue
		}
		m.advance(int64(second))
		r := m.Rates
		row := &TraceRow{
			Time: second, Meter: m.name, Count: m.Count,
			One: r[meter.One], Five: r[meter.Five], Fifteen: r[meter.Fifteen], Day: r[meter.Day],
			Exceeded: []string{},
		}
		var a *Alert
		if m.checked {
			if a = m.alert(second); a != nil {
				row.Exceeded = a.metricNames()
			}
		}
		if err := visit(row, a); err != nil {
			return err
		}
	}
	return nil
}

func (m *engineMeter) alert(second Second) *Alert {
	mask := exceeded(&m.Rates, &m.limits)
	if mask == 0 {
		return nil
	}
	a := newAlert(second, m.key, mask, &m.Rates, &m.thresholds, &m.limits)
	return &a
}
