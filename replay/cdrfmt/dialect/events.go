package dialect

// events is what a layout knows of a table of which several rows make one leg.
// Such a layout is that of the rows; the time of a row stands as its end. The
// legs are laid out by Joined.
type events struct {
	kind eventKind
	acc  accColumns
	cel  celColumns
	// order names the columns of rows without a header.
	order []string
}

// eventKind is what the rows of a table tell of.
type eventKind uint8

const (
	// transactions of a SIP proxy, see joining.Transactions.
	transactions eventKind = iota
	// channelEvents of Asterisk, see joining.Channels.
	channelEvents
)

// Joins tells whether several rows make one leg. Their text is read by
// NewEventReader then, and what package joining makes of them is laid out by
// Joined.
func (l *Layout) Joins() bool { return l.events != nil }
