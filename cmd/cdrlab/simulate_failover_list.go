package main

import (
	"maps"
	"slices"

	"github.com/cdrlab/cdrlab/simulate/failover/study"
)

// callKinds are what --list takes, and which calls each are.
var callKinds = map[string]func(*study.Outcome) bool{
	"all":        func(*study.Outcome) bool { return true },
	"decided":    func(o *study.Outcome) bool { return o.Status == study.Decided },
	"undecided":  func(o *study.Outcome) bool { return o.Status == study.Undecided },
	"no-phone":   func(o *study.Outcome) bool { return o.Status == study.NoPhone },
	"same":       decidedAs(func(o *study.Outcome) bool { return o.Change == study.Same }),
	"better-on":  decidedAs(func(o *study.Outcome) bool { return o.Change.Better() }),
	"worse-on":   decidedAs(func(o *study.Outcome) bool { return o.Change.Worse() }),
	"own-phone":  decidedAs(func(o *study.Outcome) bool { return o.Change == study.OwnPhone }),
	"duplicate":  decidedAs(func(o *study.Outcome) bool { return o.Change == study.Duplicate }),
	"gained":     decidedAs(func(o *study.Outcome) bool { return o.Change == study.Gained }),
	"trap":       decidedAs(func(o *study.Outcome) bool { return o.Change == study.Trap }),
	"exception":  decidedAs(func(o *study.Outcome) bool { return o.Change == study.Exception }),
	"answered":   decidedAs(func(o *study.Outcome) bool { return len(o.Answered) > 0 }),
	"nothing":    decidedAs(func(o *study.Outcome) bool { return len(o.Off.Dial) == 0 || len(o.On.Dial) == 0 }),
	"disagree":   decidedAs(func(o *study.Outcome) bool { return o.Agreement.Verdict == study.Disagrees }),
	"kept-alive": decidedAs(func(o *study.Outcome) bool { return o.KeptAlive }),
}

func decidedAs(is func(*study.Outcome) bool) func(*study.Outcome) bool {
	return func(o *study.Outcome) bool { return o.Status == study.Decided && is(o) }
}

// listKinds are the words for --list.
func listKinds() []string { return slices.Sorted(maps.Keys(callKinds)) }

// listed tells whether a call is one of those asked for.
func (run *failoverRun) listed(o *study.Outcome) bool {
	return run.list == "" || callKinds[run.list](o)
}
