package cdr

import "testing"

func TestFlagsString(t *testing.T) {
	for f, want := range map[Flags]string{
		0: "", FlagIDMade: "id_made", FlagRepaired | FlagNoCauses: "repaired no_causes",
		FlagNoAnswers | FlagNoAccounts | 1<<31 | 1<<7: "no_answers no_accounts 0x80000080",
	} {
		if got := f.String(); got != want {
			t.Errorf("%#x: %q, want %q", uint32(f), got, want)
		}
	}
}

// What a batch has no column for is told by columns, what a row says by its flags.
func TestUntold(t *testing.T) {
	b := &Batch{Rows: 2}
	if got, want := b.Untold(), FlagNoAnswers|FlagNoCauses|FlagNoAccounts; got != want {
		t.Errorf("nothing: %s, want %s", got, want)
	}
	b.SetColumn(BillsecMs, NewColumn(BillsecMs))
	b.SetColumn(HangupCause, NewColumn(HangupCause))
	if got := b.Untold(); got != FlagNoAccounts {
		t.Errorf("billsec and cause: %s", got)
	}
	if got := b.FlagsAt(1); got != 0 {
		t.Errorf("no flags: %s", got)
	}
	flags := NewColumn(RowFlags)
	flags.AppendNull(Int)
	flags.AppendInt(int64(FlagIDMade))
	b.SetColumn(RowFlags, flags)
	if got := [2]Flags{b.FlagsAt(0), b.FlagsAt(1)}; got != [2]Flags{0, FlagIDMade} {
		t.Errorf("flags %s", got)
	}
}
