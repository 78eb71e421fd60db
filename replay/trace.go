package replay

import (
	"cmp"
	"context"
	"slices"

	"github.com/cdrlab/cdrlab/replay/alert"
	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/count"
)

// Trace steps an Engine through counted traffic and emits a row for each
// check of each checked meter, or with all of every meter, in the order of
// time, then of the meter's name, then of the node. It needs opt.AppStart.
func Trace(ctx context.Context, set *count.Set, cfg *alert.Config, opt Options, all bool, emit func(*TraceRow) error) error {
	if opt.AppStart == nil {
		return &cdr.UsageError{Problem: "a trace needs an app start: without it the check clock is not known"}
	}
	if err := opt.validate(); err != nil {
		return err
	}
	sets := deal(set, &opt)
	nodes := make([]tracedNode, len(sets))
	for i := range sets {
		nodes[i] = tracedNode{Engine: NewEngine(cfg, opt.CheckAccounts), set: sets[i]}
	}
	var rows []*TraceRow
	for _, sp := range opt.spans() {
		for i := range nodes {
			nodes[i].Restart()
			nodes[i].events = between(nodes[i].set.Groups, sp.start, sp.end)
		}
		for t := sp.start + CheckSec; t < sp.end; t += CheckSec {
			if err := ctx.Err(); err != nil {
				return err
			}
			rows = rows[:0]
			for i := range nodes {
				nodes[i].feed(t)
				nodes[i].Check(Second(t), all, func(row *TraceRow, _ *Alert) error {
					if len(nodes) > 1 {
						row.Node = i + 1
					}
					rows = append(rows, row)
					return nil
				})
			}
			slices.SortStableFunc(rows, func(a, b *TraceRow) int {
				return cmp.Or(cmp.Compare(a.Meter, b.Meter), cmp.Compare(a.Node, b.Node))
			})
			for _, row := range rows {
				if err := emit(row); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// tracedNode is one hangups node and the events it has still to see.
type tracedNode struct {
	*Engine
	set    *count.Set
	events []count.Group
}

// feed marks the events before a second.
func (n *tracedNode) feed(second int64) {
	for len(n.events) > 0 && int64(n.events[0].Second) < second {
		g := n.events[0]
		n.Mark(Second(g.Second), n.set.Causes[g.Cause], n.set.Accounts[g.Account], g.N)
		n.events = n.events[1:]
	}
}
