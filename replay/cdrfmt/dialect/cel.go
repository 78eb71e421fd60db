package dialect

import (
	"bytes"
	"slices"
	"strings"
	"sync"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
)

// Asterisk's channel event log (CEL) has a row an event. cel_custom writes the
// columns that its configuration lists, without a header; tables of databases
// are exported with theirs.

const asteriskCEL = "asterisk:cel"

// celColumns are where the columns stand; -1 is none.
type celColumns struct {
	id, event, eventTime, unique, linked, channel, context, exten, app, appData, peer, extra int
	number, name, account                                                                    int
}

// celNames are the columns by the names that tables and configurations use.
func celNames(at map[string]int) celColumns {
	index := func(names string) int { return firstOf(at, names) }
	return celColumns{
		id: index("id"), event: index("eventtype eventenum event_type"), eventTime: index("eventtime event_time"),
		unique: index("uniqueid unique_id"), linked: index("linkedid linked_id"),
		channel: index("channame channel chan_name"), context: index("context"), exten: index("exten extension"),
		app: index("appname app"), appData: index("appdata"), peer: index("peer bridgepeer"), extra: index("extra eventextra"),
		number: index("cid_num cidnum"), name: index("cid_name cidname"), account: index("accountcode acctcode"),
	}
}

// celOrders are the columns of files without a header: of the samples of
// cel_custom.conf by release, and then of what it lists as known fields.
var celOrders = []string{
	"eventtype eventtime cid_name cid_num cid_ani cid_rdnis cid_dnid exten context channame appname appdata amaflags accountcode uniqueid linkedid peer userfield userdeftype eventextra",
	"eventtype eventtime cid_name cid_num cid_ani cid_rdnis cid_dnid exten context channame appname appdata amaflags accountcode uniqueid linkedid peer userfield userdeftype",
	"eventtype eventtime cid_name cid_num cid_ani cid_rdnis cid_dnid exten context channame appname appdata amaflags accountcode uniqueid linkedid peer userfield",
	"eventtype literal eventtime cid_name cid_num cid_ani cid_rdnis cid_dnid exten context channame appname appdata amaflags accountcode uniqueid linkedid peer userfield userdeftype eventextra",
	"eventtype eventenum literal eventtime usereventname cid_name cid_num exten context channame appname appdata amaflags accountcode uniqueid userfield cid_ani cid_rdnis cid_dnid peer linkedid peeracct extra tenantid",
	"eventtype eventenum literal eventtime usereventname cid_name cid_num exten context channame appname appdata amaflags accountcode uniqueid userfield cid_ani cid_rdnis cid_dnid peer linkedid peeracct extra",
}

// celTables are the places of the columns in each of these orders.
var celTables = sync.OnceValue(func() (list []map[string]int) {
	for _, order := range celOrders {
		at := map[string]int{}
		for i, name := range strings.Fields(order) {
			at[name] = i
		}
		list = append(list, at)
	}
	return list
})

// celEvents are the events that Asterisk has (include/asterisk/cel.h). A site
// may have others of its own.
var celEvents = strings.Fields("CHAN_START CHAN_END HANGUP ANSWER APP_START APP_END BRIDGE_ENTER BRIDGE_EXIT PARK_START PARK_END" +
	" BLINDTRANSFER ATTENDEDTRANSFER USER_DEFINED LINKEDID_END PICKUP FORWARD LOCAL_OPTIMIZE LOCAL_OPTIMIZE_BEGIN STREAM_BEGIN STREAM_END DTMF" +
	" BRIDGE_START BRIDGE_END BRIDGE_UPDATE CONF_START CONF_END CONF_ENTER CONF_EXIT TRANSFER HOOKFLASH 3WAY_START 3WAY_END")

func isCELEvent(b []byte) bool { return isWord(bytes.TrimSpace(b), celEvents) }

// matchCEL lays out channel events, each as if it were a leg; what is made of
// them together is the business of events.
func matchCEL(s sample, _ string, _ *Options) (l *Layout, why string) {
	l, at := tableOf(s, asteriskCEL)
	if l == nil {
		return nil, "no rows"
	}
	c := celNames(at)
	if c.event < 0 || c.eventTime < 0 || c.unique < 0 {
		if l, c, at = bareCEL(s); l == nil {
			return nil, "found " + s.listFirst() + "; wanted rows of channel events, or a header with eventtype, eventtime and uniqueid"
		}
	}
	l.events = &events{kind: channelEvents, cel: c, order: namesByPlace(at, l.width)}
	l.add(cdr.EndTime, column{index: c.eventTime, name: l.heading(c.eventTime)})
	for f, i := range map[cdr.Field]int{cdr.CallID: c.unique, cdr.InteractionID: c.linked, cdr.AccountID: c.account} {
		if i >= 0 {
			l.add(f, column{index: i, name: l.heading(i)})
		}
	}
	if c.extra < 0 {
		l.remark("no column of what HANGUP adds (extra): no hangup cause, every leg counts as unknown")
	}
	return l, ""
}

// bareCEL finds the columns of rows without a header: in one of the known
// orders, or else those that are told by what they look like.
func bareCEL(s sample) (*Layout, celColumns, map[string]int) {
	rows := s.rows()
	l := &Layout{name: asteriskCEL, leading: s.leading, width: rows[0].Len()}
	for _, at := range celTables() {
		if !mostRows(rows, func(r *lex.Record) bool { return r.Len() == len(at) }) {
			continue
		}
		c := celNames(at)
		if mostRows(rows, func(r *lex.Record) bool { return r.Len() == len(at) && c.fits(r) }) {
			l.width = len(at)
			return l, c, at
		}
	}
	c, ok := guessCEL(rows)
	if !ok || !mostRows(rows, c.fits) {
		return nil, c, nil
	}
	l.remark("the columns are no sample's of cel_custom.conf: numbers, names and accounts are not read (--column)")
	return l, c, nil
}

// fits tells whether a row has an event, a time, a channel and its ids where
// they should be.
func (c *celColumns) fits(r *lex.Record) bool {
	is := func(i int, is func([]byte) bool) bool {
		return i < 0 || i < r.Len() && is(bytes.TrimSpace(r.Field(i)))
	}
	return is(c.event, isCELEvent) && is(c.eventTime, isStamp) && is(c.unique, isChannelID) && is(c.linked, isChannelID) &&
		is(c.channel, func(b []byte) bool { return bytes.IndexByte(b, '/') > 0 })
}

// isChannelID tells Asterisk's ids of channels, seconds and a counter behind a
// point, perhaps with the name of the system before them.
func isChannelID(b []byte) bool {
	if i := bytes.LastIndexByte(b, '-'); i >= 0 {
		b = b[i+1:]
	}
	sec, counter, found := bytes.Cut(b, []byte{'.'})
	return found && len(sec) >= 9 && len(sec) <= 10 && isDigits(sec) && isDigits(counter)
}

// guessCEL finds columns by what stands in them. A channel's own id is taken to
// stand before the one it shares, as in all samples.
func guessCEL(rows []*lex.Record) (c celColumns, ok bool) {
	mostOf := func(i int, is func([]byte) bool) bool {
		return mostRows(rows, func(r *lex.Record) bool { return i < r.Len() && is(bytes.TrimSpace(r.Field(i))) })
	}
	c = celColumns{id: -1, event: -1, eventTime: -1, unique: -1, linked: -1, channel: -1, context: -1, exten: -1, app: -1, appData: -1, peer: -1, extra: -1, number: -1, name: -1, account: -1}
	for i := 0; i < rows[0].Len() && c.event < 0; i++ {
		if mostOf(i, isCELEvent) {
			c.event = i
		}
	}
	if c.event < 0 {
		return c, false
	}
	for i := range rows[0].Len() {
		most := func(is func([]byte) bool) bool { return mostOf(i, is) }
		switch {
		case i == c.event:
		case c.eventTime < 0 && most(isStamp):
			c.eventTime = i
		case c.channel < 0 && most(isChannel):
			c.channel = i
		case c.unique < 0 && most(isChannelID):
			c.unique = i
		case c.linked < 0 && most(isChannelID):
			c.linked = i
		case slices.ContainsFunc(rows, func(r *lex.Record) bool {
			return i < r.Len() && bytes.Contains(r.Field(i), []byte(`"hangupcause"`))
		}):
			c.extra = i
		}
	}
	return c, c.event >= 0 && c.eventTime >= 0 && c.unique >= 0 && c.channel >= 0
}
