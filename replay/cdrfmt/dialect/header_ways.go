package dialect

import (
	"slices"
	"strings"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
)

// ways are the names under which reports write the direction of a call, or
// some other kind of it, so that the cells decide.
var ways = strings.Fields("call_type calltype type communication_type interaction_type call_kind traffic_type call_way tipo typ art тип тип_звонка tipo_de_llamada tipo_llamada")

// addWays takes the direction from such a column, where there is no better one.
func (l *Layout) addWays(rows []*lex.Record) {
	if len(l.columns[cdr.Direction]) > 0 {
		return
	}
	rows = rows[:min(len(rows), maxGuessed)]
	for i, name := range l.headings {
		if slices.Contains(ways, lastName(name)) && anyCell(rows, i, isWay) && nearlyAll(rows, i, func(b []byte) bool { return isWay(b) || isInside(b) }) {
			l.add(cdr.Direction, column{index: i, name: name})
			return
		}
	}
}

// isWay tells a word for a direction; a number or a letter may mean anything here.
func isWay(b []byte) bool { return len(b) > 1 && directionOf(string(b)) != "unknown" }

// isInside tells a word for a call that is neither, or a call of which a log
// does not say it.
func isInside(b []byte) bool {
	switch normalName(string(b)) {
	case "internal", "local", "transfer", "forward", "forwarded", "conference", "missed", "unknown", "interna", "interno", "intern", "interne", "внутренний":
		return true
	}
	return false
}
