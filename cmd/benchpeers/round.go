package main

import (
	"context"
	"fmt"
)

// result is what one contender's runs on one question came to.
type result struct {
	name string
	// costs are in the order of the rounds; empty if reason says why.
	costs []cost
	// reason is why there are no costs; a failed contender did run, and its
	// answer was wrong or it broke off.
	reason string
	failed bool
}

// contest lets the contenders answer a question in rounds, in turn within
// each: what else the machine does strikes all alike, and costs of the same
// round can be compared. A first round, not counted, warms the page cache.
// Whoever fails once is out.
func contest(ctx context.Context, q question, field []*contender, rounds int, progress func(string)) ([]result, error) {
	var results []result
	var running []*contender
	for _, c := range field {
		if c.takes(q) {
			running = append(running, c)
			results = append(results, result{name: c.name, reason: c.refusal(q)})
		}
	}
	for round := range rounds + 1 {
		progress(fmt.Sprintf("%s, %s: round %d of %d", q.job, q.format, round, rounds))
		for i, c := range running {
			r := &results[i]
			if r.reason != "" {
				continue
			}
			spent, err := c.run(ctx, q)
			switch {
			case ctx.Err() != nil:
				return nil, ctx.Err()
			case err != nil:
				*r = result{name: c.name, reason: err.Error(), failed: true}
			case round > 0:
				r.costs = append(r.costs, spent)
			}
		}
	}
	return results, nil
}

// find is the result of a contender that has costs, or nil.
func find(results []result, name string) *result {
	for i := range results {
		if results[i].name == name && len(results[i].costs) > 0 {
			return &results[i]
		}
	}
	return nil
}
