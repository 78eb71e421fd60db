package restart

// hiddenTopology is the stock configuration with the topos module: the Via,
// Route and Contact headers it took out are in a store outside of the process,
// so replies and requests in dialogs find their way after a restart. A CANCEL
// has no dialog, and its guard looks for a transaction as before. (From the
// module's documentation; not measured.)
type hiddenTopology struct{ guarded }

func (hiddenTopology) Name() string { return "topos" }

func (hiddenTopology) Meaning() string {
	return "as t_check_trans, with topology hiding whose store survives"
}
