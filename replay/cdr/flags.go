package cdr

import (
	"fmt"
	"slices"
	"strings"
)

// Flags mark what a reader had to do to a row to understand it (column "flags"),
// and what its source could not tell.
type Flags uint32

const (
	// FlagClockGuessed: a local time fell in a repeated or missing hour.
	FlagClockGuessed Flags = 1 << iota
	// FlagEndDerived: end_time is start_time + duration.
	FlagEndDerived
	// FlagRepaired: the row was mended where its writer is known to break it,
	// or its text was not UTF-8 and was read as Latin-1.
	FlagRepaired
	// FlagNegativeClamped: a negative duration was read as 0.
	FlagNegativeClamped
	// FlagDuplicate: the row repeats another one.
	FlagDuplicate
	// FlagUnreadable: a value that the row can do without was not understood
	// and is null.
	FlagUnreadable
	// FlagIDMade: the source has no call_id; it is made of src_file and
	// src_line.
	FlagIDMade

	NumFlags = iota
)

var flagNames = [NumFlags]string{"clock_guessed", "end_derived", "repaired", "negative_clamped", "duplicate", "unreadable", "id_made"}

// FlagName is the name of the flag with bit i.
func FlagName(i int) string { return flagNames[i] }

// What the source of a row has no column for, where that is another thing than
// a null: a leg without an answer was not answered, but of a source without
// answers nobody knows. In canonical files, which have all columns, it is told by
// these bits, of rows that have no value in the fields; of other files the columns
// tell it. They stand apart from the flags above, since nothing was done to the row.
const (
	// FlagNoAnswers: neither answer_time nor billsec_ms.
	FlagNoAnswers Flags = 1 << (16 + iota)
	// FlagNoCauses: no hangup_cause.
	FlagNoCauses
	// FlagNoAccounts: no account_id.
	FlagNoAccounts
)

// Untold are these bits with the fields of each: the source has no column for any
// of them.
var Untold = [...]struct {
	Flag   Flags
	Name   string
	Fields []Field
}{
	{FlagNoAnswers, "no_answers", []Field{AnswerTime, BillsecMs}},
	{FlagNoCauses, "no_causes", []Field{HangupCause}},
	{FlagNoAccounts, "no_accounts", []Field{AccountID}},
}

// String lists the names of the flags, and in hexadecimal what has none.
func (f Flags) String() string {
	var names []string
	for i := range NumFlags {
		if f>>i&1 == 1 {
			names = append(names, FlagName(i))
			f &^= 1 << i
		}
	}
	for _, u := range Untold {
		if f&u.Flag != 0 {
			names = append(names, u.Name)
			f &^= u.Flag
		}
	}
	if f != 0 {
		names = append(names, fmt.Sprintf("%#x", uint32(f)))
	}
	return strings.Join(names, " ")
}

// Untold are the bits of what the batch has no column for.
func (b *Batch) Untold() (flags Flags) {
	for _, u := range Untold {
		if !slices.ContainsFunc(u.Fields, func(f Field) bool { return b.columns[f] != nil }) {
			flags |= u.Flag
		}
	}
	return flags
}

// FlagsAt are the flags of row i, 0 in a batch without them.
func (b *Batch) FlagsAt(i int) Flags {
	c := b.columns[RowFlags]
	if c == nil || c.IsNull(i) {
		return 0
	}
	return Flags(c.Ints[i])
}
