package restart

import "time"

// Timers are those of RFC 3261 section 17 and of Kamailio's tm module.
type Timers struct {
	// T1 is the first gap between two copies of a message over UDP.
	T1 time.Duration
	// T2 is the longest gap between copies of anything but an INVITE that a
	// phone sends.
	T2 time.Duration
	// Transaction ends a transaction without a final reply, and the repeating
	// of a final reply without its ACK: 64*T1 (timers B, F and H).
	Transaction time.Duration
	// ProxyFirst is the proxy's own first gap, a little below T1 since its timer
	// ticks coarsely; those that follow are 2*T1, 4*T1 and so on to T2.
	ProxyFirst time.Duration
	// ProxyReply is how long the proxy waits for a first reply to what it has
	// relayed with state (fr_timer).
	ProxyReply time.Duration
}

// DefaultTimers are those of RFC 3261 (table 4), and Kamailio's: fr_timer by
// default, the first gap as measured (0.45 to 0.47 s).
func DefaultTimers() Timers {
	const t1 = 500 * time.Millisecond
	return Timers{T1: t1, T2: 4 * time.Second, Transaction: 64 * t1, ProxyFirst: 450 * time.Millisecond, ProxyReply: 30 * time.Second}
}

// pace says how the gaps between the copies of a message grow.
type pace bool

const (
	// doubling without end is that of a phone's INVITE (17.1.1.2, timer A).
	doubling pace = false
	// capped at T2 is that of every other request and of final replies
	// (17.1.2.2, timer E; 17.2.1, timer G; 13.3.1.4).
	capped pace = true
)

// gap is how long after copy n (from 1) the next copy follows.
func (t Timers) gap(n int, p pace) time.Duration {
	d := t.T1
	for ; n > 1 && d < t.Transaction; n-- {
		if d *= 2; p == capped && d > t.T2 {
			return t.T2
		}
	}
	return d
}

// proxyGap is how long after its own copy n the proxy sends the next.
func (t Timers) proxyGap(n int) time.Duration {
	if n == 1 {
		return t.ProxyFirst
	}
	return t.gap(n, capped)
}

// copies are the instants at which a message is sent, after its first copy,
// for as long as nobody answers.
func (t Timers) copies(p pace) []time.Duration {
	var list []time.Duration
	for at, n := time.Duration(0), 1; at < t.Transaction; n++ {
		list = append(list, at)
		at += t.gap(n, p)
	}
	return list
}
