// Package count turns legs into the small, mergeable summary on which the
// alert engine and everything after it works: how many legs ended in each
// second, by hangup cause, account and gateway.
//
// The way through it:
//
//  1. One Builder a worker takes cdr.Batch after cdr.Batch: it drops what the
//     filter leaves out, totals the causes that reach no meter, and counts the
//     rest in a hash table keyed by second, cause, account and gateway, small
//     enough for a core's cache; when it is full it is emptied into a block.
//  2. Collect puts the blocks of all workers in order, once, and the names, so that
//     neither the order of reading nor the number of workers can be seen.
//  3. Merge joins the sets of many files or machines.
//
// A Set costs 24 bytes a group and a group only exists where legs ended: a
// quiet second, or a meter without events, costs nothing.
package count
