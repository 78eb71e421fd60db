package count

import "github.com/cdrlab/cdrlab/replay/cdr"

// Meta is what a file of saved counts says of itself beside its groups.
type Meta struct {
	// LeftOut are the causes whose legs were counted as ignored only, sorted.
	LeftOut []string `json:"left_out"`
	// Totals are those of the Set.
	Totals Totals `json:"totals"`
	// Sources is the accounting of the files counted, in order.
	Sources []Source `json:"sources"`
	// Flagged counts the accepted legs that carry each cdr.Flags, by its bit.
	Flagged [cdr.NumFlags]uint64 `json:"flagged"`
	// Accounts is how many accounts the legs name, whatever their causes.
	Accounts int `json:"accounts"`
	// Since and Until are the period asked for, in Unix seconds; 0 is unbounded.
	Since int64 `json:"since"`
	Until int64 `json:"until"`
}

// Source is the accounting of one file that was counted.
type Source struct {
	Name       string `json:"name"`
	Dialect    string `json:"dialect"`
	Rows       uint64 `json:"rows"`
	Accepted   uint64 `json:"accepted"`
	Rejected   uint64 `json:"rejected"`
	Duplicates uint64 `json:"duplicates"`
	// Joined are those of the accepted rows that are part of the leg of another
	// row, and so none of their own.
	Joined uint64 `json:"joined,omitempty"`
}
