package label

import (
	"strings"
	"testing"
)

func TestReview(t *testing.T) {
	incidents := []Incident{
		{Name: "early", Start: 10, End: 100},
		{Name: "cut", Start: 50, End: 150, Cause: "A_CAUSE"},
		{Name: "fine", Start: 200, End: 300, Cause: "CALL_REJECTED"},
		{Name: "other account", Start: 250, End: 300, Cause: "CALL_REJECTED", Account: "acme"},
		{Name: "typo", Start: 260, End: 270, Cause: "CALL_REJECT"},
		{Name: "off", Start: 260, End: 270, Cause: "NO_ANSWER"},
		{Name: "all", Start: 265, End: 280},
		{Name: "late", Start: 1000, End: 1001},
	}
	got := strings.Join(Review(incidents, Scope{Since: 100, Until: 1000, Checked: []string{"CALL_REJECTED", "PROGRESS_TIMEOUT"}}), "\n")
	const want = `1 incident of cause A_CAUSE, no known hangup cause: never detected (cut)
1 incident of cause CALL_REJECT, no known hangup cause (nearest: CALL_REJECTED): never detected (typo)
1 incident of cause NO_ANSWER, not monitored: never detected (off)
2 incidents outside the data: left out of recall (early, late)
1 incident partly outside the data (cut)
3 incidents overlapping an earlier one of the same cause (cut, other account, all)`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got := Review(incidents[2:3], Scope{Since: 100, Until: 1000, Checked: []string{"CALL_REJECTED"}}); got != nil {
		t.Errorf("remarks %q", got)
	}
}
