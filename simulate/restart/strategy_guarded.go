package restart

// guarded is the stock configuration: CANCEL is relayed only if
// t_check_trans() finds its INVITE, and the ACK likewise. It is also what the
// other strategies are built on.
type guarded struct{}

func (guarded) Name() string { return "t_check_trans" }

func (guarded) Meaning() string { return "a CANCEL without its INVITE's transaction is dropped" }

func (guarded) Algorithm() Algorithm { return ByCallIDHash }

func (guarded) StrayCancel(*Desk) Verdict { return Verdict{Action: Drop} }

func (guarded) StrayAck(*Desk) Verdict { return Verdict{Action: Drop} }

func (guarded) RelaysStrayReplies() bool { return true }

func (guarded) Survives(Stop) State { return 0 }
