package dialect

import (
	"errors"
	"slices"
	"time"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// ErrUnknown is wrapped by the error of Recognise if the text is no CDR file
// of a known dialect.
var ErrUnknown = errors.New("not a known kind of CDR file")

// Layout is a recognised dialect of one file: where each field stands in its
// records and how they are read. It does not change once made, so that any
// number of decoders may use it at once.
type Layout struct {
	name   string // of the dialect
	source string // of the file
	sep    byte

	leading   int      // records before the first row
	headings  []string // the header's cells; nil without a header
	headerRaw []byte   // the header as written, to know it again
	width     int      // columns of a row
	byRows    bool     // width is that of the rows, not of the header
	shape     shape
	dayless   string   // the column of an end's time of day without a day; "" is none
	join      joints   // where fields are joined again, of shapes that repair
	forms     *formSet // of shapeForms
	// apart and sequenceAt are the columns, from 1, that tell rows of one call
	// apart, see Decoder.Apart; 0 is none.
	apart      [numApart]int
	sequenceAt int
	// derivesTimes: of start and end, the one that a row lacks is derived from
	// the other and the duration.
	derivesTimes bool
	form         string       // how the text is laid out, if it is not delimited itself
	talkEnds     bool         // an end that no column holds is the answer, or else the start, plus billsec
	types        []recordType // of shapeTyped
	// events, if set: several rows make one leg.
	events *events
	// made is how many columns joining put before those of the table.
	made int
	// flagged: the first cell of a row holds the flags that it already has, as
	// a number, or nothing.
	flagged bool
	// canonical: the file has the canonical schema's own columns; exact: it is
	// read to the letter.
	canonical, exact bool
	// skips, if set, tells records between the rows that are none, as written.
	skips func(raw []byte) bool
	// aside, if set, tells records of something else than a call, or of one that
	// another record tells of, as written: it gives their number in asides, -1
	// for a row.
	aside  func(raw []byte) int
	asides []string // what they are, for people

	// columns are those that may hold a field, best first: the first that is
	// not null in a row gives its value.
	columns  [cdr.NumFields][]column
	constant [cdr.NumFields]string // of a field that no column holds; "" is none
	zone     *time.Location

	need, fields cdr.FieldSet
	soft         cdr.FieldSet // no reason to reject a row
	lenient      cdr.FieldSet // of these, those of which a loss is flagged
	quiet        cdr.FieldSet // of these, those that no row is flagged for
	// fills are derived in rows that lack them, spare the fields that only these
	// rows are looked at for.
	fills, spare cdr.FieldSet
	signs        cdr.FieldSet // durations of which only the sign is looked at
	flags        cdr.Flags    // of every row
	remarks      []string
}

// Name is the dialect, such as "kazoo", "freeswitch:example" or "header".
func (l *Layout) Name() string { return l.name }

// named tells that the columns were understood by their names alone.
func (l *Layout) named() bool { return l.name == header || l.name == generic }

// Told is the layout when its file was read: no more than is told of it.
func (l *Layout) Told() *Layout {
	return &Layout{name: l.name, remarks: l.remarks, asides: l.asides}
}

// Separator stands between fields.
func (l *Layout) Separator() byte { return l.sep }

// HeaderRecords is how many records at the start are no rows.
func (l *Layout) HeaderRecords() int { return l.leading }

// Fields are those of the options that the rows yield, and RowFlags.
// Durations that are only glanced at are not among them.
func (l *Layout) Fields() cdr.FieldSet { return l.fields }

// Remarks are assumptions that a person should know of, one line each.
func (l *Layout) Remarks() []string { return slices.Clone(l.remarks) }

// Asides are what the records that Decode puts aside are, by the number it
// gives them. There are at most MaxAsides.
func (l *Layout) Asides() []string { return slices.Clone(l.asides) }

// MaxAsides bounds the kinds of records that a layout puts aside.
const MaxAsides = 2

func (l *Layout) remark(s string) { l.remarks = append(l.remarks, s) }

// add appends columns to those that may hold a field.
func (l *Layout) add(f cdr.Field, c ...column) { l.columns[f] = append(l.columns[f], c...) }
