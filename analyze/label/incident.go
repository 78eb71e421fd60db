package label

import "github.com/cdrlab/cdrlab/replay"

// Incident is one labelled incident.
type Incident struct {
	// Name is unique among the incidents of one source.
	Name string
	// Start and End bound it, [Start, End), never empty.
	Start, End replay.Second
	// Cause is the hangup cause it is about; empty means every cause.
	Cause string
	// Account is the account it is about; empty means every account.
	Account string
	// Place is where it was read, "file:line".
	Place string
}

// Window is when a firing still counts for the incident: [Start, end), where
// end is the incident's end and so many seconds of grace.
func (in *Incident) Window(graceSec int64) (start, end replay.Second) {
	return in.Start, in.End + replay.Second(graceSec)
}

// Concerns tells whether the incident is about a meter: of its cause, and of
// its account. A global meter (account nil) has the events of every account,
// so that an incident of one account concerns it too.
func (in *Incident) Concerns(cause string, account *string) bool {
	return (in.Cause == "" || in.Cause == cause) &&
		(in.Account == "" || account == nil || in.Account == *account)
}

// meets tells whether [start, end) and [from, to) have a second in common.
func meets(start, end, from, to replay.Second) bool { return start < to && from < end }
