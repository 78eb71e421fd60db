package replay

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"
)

// InParallel calls do for 0 to n-1, each once, in any order and by that many
// goroutines at once (0 is one a core). What do makes of i must go to a place
// of i's own, so that the number of workers never shows. The error is that of
// ctx, which ends the work between two calls.
func InParallel(ctx context.Context, workers, n int, do func(i int)) error {
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(workers, n) {
		wg.Go(func() {
			for ctx.Err() == nil {
				i := int(next.Add(1) - 1)
				if i >= n {
					return
				}
				do(i)
			}
		})
	}
	wg.Wait()
	return ctx.Err()
}
