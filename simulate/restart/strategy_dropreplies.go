package restart

// dropReplies also drops replies whose transaction is not known, as
// configurations do that check every reply with t_check_trans().
type dropReplies struct{ guarded }

func (dropReplies) Name() string { return "drop-replies" }

func (dropReplies) Meaning() string {
	return "as t_check_trans, and a reply without its transaction is dropped too"
}

func (dropReplies) RelaysStrayReplies() bool { return false }
