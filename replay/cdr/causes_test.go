package cdr

import (
	"slices"
	"strings"
	"testing"
)

func TestCausePairsRoundTrip(t *testing.T) {
	if len(causeCodes) != len(causeNames) {
		t.Fatalf("%d names for %d numbers: a name stands twice", len(causeCodes), len(causeNames))
	}
	for code, want := range causeNames {
		name, ok := CauseName(code)
		if !ok || name != want {
			t.Errorf("CauseName(%d) = %q, %v", code, name, ok)
		}
		for _, spelling := range []string{name, strings.ToLower(name)} {
			if back, ok := CauseCode(spelling); !ok || back != code {
				t.Errorf("CauseCode(%q) = %d, %v, want %d", spelling, back, ok, code)
			}
		}
	}
}

func TestCausesByHand(t *testing.T) {
	for _, c := range []struct {
		code int
		name string
	}{
		{16, "NORMAL_CLEARING"}, {21, "CALL_REJECTED"}, {45, "PRE_EMPTED"}, {102, "RECOVERY_ON_TIMER_EXPIRE"},
		{487, "ORIGINATOR_CANCEL"}, {702, "LOSE_RACE"}, {807, "PROGRESS_TIMEOUT"}, {825, "REJECT_ALL"},
	} {
		if got, _ := CauseName(c.code); got != c.name {
			t.Errorf("CauseName(%d) = %q, want %q", c.code, got, c.name)
		}
	}
	if name, ok := CauseName(8); ok { // Asterisk's PRE_EMPTED
		t.Errorf("CauseName(8) = %q, want none", name)
	}
	if code, ok := CauseCode("CALL_REJECT"); ok { // a name that no leg has
		t.Errorf("CauseCode(CALL_REJECT) = %d, want none", code)
	}
}

func TestCauseNames(t *testing.T) {
	names := CauseNames()
	if len(names) != 82 || !slices.IsSorted(names) {
		t.Errorf("%d names, sorted %v; want 82, sorted", len(names), slices.IsSorted(names))
	}
}

func TestCauseOfSIP(t *testing.T) {
	for _, c := range []struct {
		status int
		want   string
	}{
		{100, ""}, {183, ""}, {0, ""}, {700, ""}, {-1, ""},
		{200, "NORMAL_CLEARING"}, {302, "NORMAL_UNSPECIFIED"},
		{403, "CALL_REJECTED"}, {404, "UNALLOCATED_NUMBER"}, {408, "RECOVERY_ON_TIMER_EXPIRE"},
		{480, "NO_USER_RESPONSE"}, {486, "USER_BUSY"}, {487, "ORIGINATOR_CANCEL"}, {488, "INCOMPATIBLE_DESTINATION"},
		{503, "NORMAL_TEMPORARY_FAILURE"}, {607, "UNWANTED"}, {604, "NO_ROUTE_DESTINATION"}, {699, "NORMAL_UNSPECIFIED"},
	} {
		if got := CauseOfSIP(c.status); got != c.want {
			t.Errorf("CauseOfSIP(%d) = %q, want %q", c.status, got, c.want)
		}
	}
	for status, code := range sipCauses {
		if _, ok := CauseName(code); !ok {
			t.Errorf("status %d maps to %d, which has no name", status, code)
		}
	}
}
