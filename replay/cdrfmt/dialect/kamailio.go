package dialect

import (
	"strings"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
)

// SIP proxies write tables of their module acc: acc and missed_calls, a row a
// transaction (kamailioacc.go), and such as are made of it, a row a call. The
// columns are those of Kamailio's and OpenSIPS's own schemas.

const (
	kamailioAcc     = kamailio + ":acc"
	kamailioAccCDRs = kamailio + ":acc_cdrs"
	kamailioCDRs    = kamailio + ":cdrs"
)

func kamailioVariants() []string { return []string{"acc", "acc_cdrs", "cdrs"} }

// matchKamailio lays out one of Kamailio's tables, or says why it is none.
func matchKamailio(s sample, forced string, opt *Options) (l *Layout, why string) {
	var found []string
	for _, try := range []struct {
		name  string
		match func(s sample, forced string, opt *Options) (*Layout, string)
	}{
		{kamailioAcc, matchAcc},
		{kamailioAccCDRs, matchAccCDRs},
		{kamailioCDRs, matchCDRs},
	} {
		if strings.Contains(forced, ":") && forced != try.name {
			continue
		}
		l, why := try.match(s, forced, opt)
		if l != nil {
			return l, ""
		}
		found = append(found, why)
	}
	return nil, strings.Join(found, "; ")
}

// tableOf begins the layout of a table with a header, whose columns it gives by
// name; nil if there are no rows.
func tableOf(s sample, name string) (l *Layout, at map[string]int) {
	if len(s.rows()) == 0 {
		return nil, nil
	}
	l = headed(name, s)
	return l, s.columns()
}

// firstOf finds the first of some names among the columns; -1 if none is there.
func firstOf(at map[string]int, names string) int {
	for _, name := range strings.Fields(names) {
		if i, ok := at[name]; ok {
			return i
		}
	}
	return -1
}

// proxyFields are the columns that sites add to acc under the names that the
// modules' manuals and default configurations use.
var proxyFields = []struct {
	field cdr.Field
	names string
}{
	{cdr.CallerIDNumber, "src_user src_username caller caller_id from_user from_uri src_uri"},
	{cdr.CallerIDName, "from_name caller_name"},
	{cdr.DestinationNumber, "dst_ouser dst_ousername dst_user dst_username callee callee_id to_user ruri_user dst_uri to_uri"},
	{cdr.CalleeIDNumber, "dst_user dst_username"},
	{cdr.AccountID, "account_id accountcode account tenant"},
	{cdr.ResourceID, "gateway gw trunk_id trunk carrier resource_id dst_gwgroupid"},
}

// addProxyFields adds the columns of extra attributes that are known.
func (l *Layout) addProxyFields(at map[string]int) {
	for _, p := range proxyFields {
		for _, name := range strings.Fields(p.names) {
			if i, ok := at[name]; ok {
				l.add(p.field, column{index: i, name: l.headings[i]})
			}
		}
	}
}

// addIDs adds the column of the Call-ID, which is all that names a call.
func (l *Layout) addIDs(i int) {
	if i < 0 {
		return
	}
	for _, f := range []cdr.Field{cdr.CallID, cdr.SIPCallID, cdr.InteractionID} {
		l.add(f, column{index: i, name: l.heading(i)})
	}
}

// methods are the SIP methods that are accounted for.
var methods = strings.Fields("INVITE ACK BYE CANCEL MESSAGE REGISTER SUBSCRIBE NOTIFY OPTIONS INFO UPDATE REFER PRACK PUBLISH")

func isMethod(b []byte) bool { return isWord(b, methods) }

// isWord tells whether a cell is one of some words, case aside.
func isWord(b []byte, words []string) bool {
	for _, word := range words {
		if len(b) == len(word) && b[0]&^0x20 == word[0]&^0x20 && strings.EqualFold(string(b), word) {
			return true
		}
	}
	return false
}

// mostRows tells whether more than half of some rows are something.
func mostRows(rows []*lex.Record, is func(r *lex.Record) bool) bool {
	n := 0
	for i, r := range rows {
		if is(r) {
			n++
		}
		if n*2 > len(rows) || (n+len(rows)-i-1)*2 <= len(rows) { // the others change nothing
			break
		}
	}
	return n*2 > len(rows)
}
