package alert

// The codes of findings.
const (
	CodeUnknownCause     = "unknown-cause"
	CodeCauseCase        = "cause-case"
	CodeNotMonitored     = "not-monitored"
	CodeIgnored          = "ignored"
	CodeUnreadable       = "unreadable"
	CodeUnchecked        = "unchecked"
	CodeScaledTwice      = "scaled-twice"
	CodeSetsNothing      = "sets-nothing"
	CodeNeverReached     = "never-reached"
	CodeAlwaysFires      = "always-fires"
	CodeShadowed         = "shadowed"
	CodeOneEvent         = "one-event"
	CodeAccountThreshold = "account-threshold"
	CodeMean             = "mean"
	CodeOtherKey         = "other-key"
	CodeHidden           = "hidden"
	CodeSectionMissing   = "section-missing"
	CodeSectionUnread    = "section-unread"
	CodeOverridden       = "overridden"
	CodeMonitoredTwice   = "monitored-twice"
	CodeActivate         = "activate"
	CodeDocumentsSkipped = "documents-skipped"
	CodeEmpty            = "empty"
	CodeNoThreshold      = "no-threshold"
)

// Code is a kind of finding. Its name stays what it is.
type Code struct {
	Name string
	// Severities are those it comes with.
	Severities string
	Meaning    string
}

// Codes are all kinds of findings.
func Codes() []Code {
	return []Code{
		{CodeUnknownCause, "error", "no leg has a cause of this name, so it is never checked"},
		{CodeCauseCase, "error", "the cause is known in other letters; KAZOO compares exactly"},
		{CodeNotMonitored, "error", "the cause is not in hangups_to_monitor, so it is never checked, whatever set_threshold prints"},
		{CodeIgnored, "error", "the cause is monitored and ignored: it has no meter"},
		{CodeUnreadable, "error, warn", "KAZOO cannot read the stored value as a number, and its check ends there; a warning for an account, which nobody reads"},
		{CodeUnchecked, "error", "the check ends at an unreadable value before it reaches this cause"},
		{CodeScaledTwice, "error", "stored times the minutes of its average, by which the check multiplies again"},
		{CodeSetsNothing, "error", "KAZOO refuses the command"},
		{CodeNeverReached, "error, note", "no check of the data exceeds it; an error if the limit is over 100 times the highest average"},
		{CodeAlwaysFires, "warn", "more than half of all checks of the data exceed it"},
		{CodeShadowed, "warn", "each check that exceeds it exceeds another threshold of the cause, too"},
		{CodeOneEvent, "warn", "one event after a restart of the application exceeds it"},
		{CodeAccountThreshold, "warn", "thresholds of accounts are stored and never checked"},
		{CodeMean, "warn", "mean is stored and never checked"},
		{CodeOtherKey, "warn", "a key that is no metric, never read"},
		{CodeHidden, "warn", "a value of a node or zone hides the default, which is what sup writes"},
		{CodeSectionMissing, "warn", "no document has the section of --node or --zone"},
		{CodeSectionUnread, "note", "sections of other nodes or zones are not read"},
		{CodeOverridden, "warn, note", "a later setting of the same file replaces it; a note if of a later file"},
		{CodeMonitoredTwice, "warn", "KAZOO alerts twice for the cause"},
		{CodeActivate, "warn", "activate_monitors and activate_monitor do not do what they are named for"},
		{CodeDocumentsSkipped, "note", "documents that hold no thresholds"},
		{CodeEmpty, "note", "the file sets nothing"},
		{CodeNoThreshold, "note", "no threshold is in force, so nothing can alert"},
	}
}
