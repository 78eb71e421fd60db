package study

import (
	"context"
	"runtime"
	"sync"

	"github.com/cdrlab/cdrlab/simulate/failover"
	"github.com/cdrlab/cdrlab/simulate/failover/callflow"
	"github.com/cdrlab/cdrlab/simulate/failover/directory"
	"github.com/cdrlab/cdrlab/simulate/failover/record"
)

// Options say under which rules calls are decided.
type Options struct {
	Release failover.Release
	Registrations
	// RecordedOn is the flag as it was when the calls were made.
	RecordedOn bool
	// Workers bounds the goroutines; 0 is one a core.
	Workers int
}

// Study decides the calls of a record.
type Study struct {
	opt      Options
	traffic  *record.Traffic
	accounts map[string]*account
}

// account is what a call needs of one account.
type account struct {
	*directory.Account
	plan *callflow.Plan
	// owners are the users of each device; names are what people call users.
	owners map[string][]string
	names  map[string]string
}

// New prepares a study.
func New(traffic *record.Traffic, dir *directory.Directory, opt Options) *Study {
	s := &Study{opt: opt, traffic: traffic, accounts: map[string]*account{}}
	for _, a := range dir.Accounts() {
		s.accounts[a.ID] = newAccount(a)
	}
	return s
}

func newAccount(a *directory.Account) *account {
	own := &account{Account: a, plan: callflow.NewPlan(a), owners: map[string][]string{}, names: map[string]string{}}
	for _, doc := range a.Documents("device") {
		own.owners[doc.ID] = directory.UsersOf(doc)
	}
	for _, doc := range a.Documents("user") {
		own.names[doc.ID] = callflow.Name(doc)
	}
	return own
}

// Flawed are the callflows with a pattern or a zone that is none, by id.
func (s *Study) Flawed() (ids []string) {
	for _, id := range sortedKeys(s.accounts) {
		ids = append(ids, s.accounts[id].plan.Flawed...)
	}
	return ids
}

// wave is how many calls are decided before their outcomes are handed on.
const wave = 1 << 14

// Each decides all calls and hands on the outcomes in order. An Outcome is
// used again when f has returned. The error is f's or that of ctx.
func (s *Study) Each(ctx context.Context, f func(*Outcome) error) error {
	workers := s.opt.Workers
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	outcomes := make([]Outcome, min(wave, s.traffic.Calls()))
	for from := 0; from < s.traffic.Calls(); from += wave {
		n := min(wave, s.traffic.Calls()-from)
		var done sync.WaitGroup
		for w := range workers {
			done.Go(func() {
				for i := w; i < n; i += workers {
					s.decide(from+i, &outcomes[i])
				}
			})
		}
		done.Wait()
		for i := range n {
			if err := f(&outcomes[i]); err != nil {
				return err
			}
		}
		if err := ctx.Err(); err != nil {
			return err
		}
	}
	return nil
}
