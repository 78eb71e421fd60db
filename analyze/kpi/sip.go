package kpi

import "github.com/cdrlab/cdrlab/replay/cdr"

// sipReplies counts seizures by the final status of their INVITE, as RFC 6076
// groups them. Rows without a status count nowhere.
type sipReplies struct{ groups []sipCounts }

type sipCounts struct {
	invites     uint64
	redirected  uint64 // 3xx
	established uint64 // 200
	refused     uint64 // 480, 486, 600, 603: the called side's doing
	ineffective uint64 // 408, 500, 503, 504
}

func (m *sipReplies) grow(n int) { m.groups = grown(m.groups, n) }

func (m *sipReplies) add(r *rows) {
	status := r.batch.Column(cdr.SIPCode)
	if status == nil {
		return
	}
	for k, i := range r.seized.rows {
		if status.IsNull(int(i)) {
			continue
		}
		s := &m.groups[r.seized.groups[k]]
		s.invites++
		switch code := status.Ints[i]; code {
		case 200:
			s.established++
		case 480, 486, 600, 603:
			s.refused++
		case 408, 500, 503, 504:
			s.ineffective++
		default:
			if code >= 300 && code < 400 {
				s.redirected++
			}
		}
	}
}

func (m *sipReplies) merge(from measure, to []uint32) {
	for g, s := range from.(*sipReplies).groups {
		t := &m.groups[to[g]]
		t.invites += s.invites
		t.redirected += s.redirected
		t.established += s.established
		t.refused += s.refused
		t.ineffective += s.ineffective
	}
}

func (m *sipReplies) finish() {}
