package replay

import "cmp"

// meterKey names a meter; the global meter of a cause has no account.
type meterKey struct{ cause, account string }

func (k meterKey) accountOrNil() *string {
	if k.account == "" {
		return nil
	}
	return &k.account
}

// compareKeys orders meters by cause, account (the global one first) and node.
func compareKeys(a, b meterKey, nodeA, nodeB int) int {
	return cmp.Or(cmp.Compare(a.cause, b.cause), cmp.Compare(a.account, b.account), cmp.Compare(nodeA, nodeB))
}

func (f *Firing) key() meterKey { return meterKey{f.Cause, orEmpty(f.Account)} }
func (a *Alert) key() meterKey  { return meterKey{a.Cause, orEmpty(a.Account)} }

func orEmpty(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
