package registrar

import "github.com/cdrlab/cdrlab/simulate/failover"

// Table is ecallmgr's registration table in its plain form, for stepping
// through: its caller owns time, which may not go back.
type Table struct {
	// DeviationSec is expires_deviation_time: how many seconds longer than it
	// asked for a phone stays registered.
	DeviationSec int64
	until        map[failover.Address]int64
}

// Register is a successful REGISTER at a second; expiresSec 0 un-registers.
func (t *Table) Register(a failover.Address, atSec, expiresSec int64) {
	if expiresSec == 0 {
		t.Flush(a)
		return
	}
	if t.until == nil {
		t.until = map[failover.Address]int64{}
	}
	t.until[a] = atSec + expiresSec + t.DeviationSec
}

// Flush removes a registration by hand.
func (t *Table) Flush(a failover.Address) { delete(t.until, a) }

// Registered tells whether a bridge finds the address at a second; the last
// second of a registration counts.
func (t *Table) Registered(a failover.Address, atSec int64) bool {
	until, ok := t.until[a]
	return ok && atSec <= until
}
