package count

import "github.com/cdrlab/cdrlab/replay/cdr"

// Builder counts the batches of one worker. It is a cdrfmt.Sink.
type Builder struct {
	filter  cdr.Filter
	ignore  map[string]bool
	gateway bool
	// ...
}

// NewBuilder counts the legs that the filter keeps; causes in ignore are only
// totalled. withGateway keeps gateways apart where the batches have them.
func NewBuilder(filter cdr.Filter, ignore []string, withGateway bool) *Builder {
	b := &Builder{filter: filter, ignore: map[string]bool{}, gateway: withGateway}
	for _, c := range ignore {
		b.ignore[c] = true
	}
	return b
}

// Add counts a batch with the columns end_time and, where the source has
// them, hangup_cause, account_id, resource_id and direction.
func (b *Builder) Add(batch *cdr.Batch) error { panic("being written") }

// Set is what was counted so far; the Builder must not be used afterwards.
func (b *Builder) Set() *Set { panic("being written") }
