// Package hugepages makes large slices cheap to fill: with the usual pages
// every 4 KB that are written for the first time cost a page fault, about as
// much as filling them.
package hugepages
