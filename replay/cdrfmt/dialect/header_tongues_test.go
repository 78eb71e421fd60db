package dialect

import (
	"strings"
	"testing"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// Each name in another language is spelled as it is looked up, and means
// something in English.
func TestTongues(t *testing.T) {
	for name, meant := range tongues {
		if normalName(name) != name {
			t.Errorf("%s is never met", name)
		}
		_, known := fieldOfHeader(meant)
		_, _, vague := vagueStart(meant)
		if !known && !vague && lastName(meant) != "status" && columnName(meant) != "dstchannel" {
			t.Errorf("%s: %s means nothing", name, meant)
		}
	}
}

// The same report comes out of every language.
func TestReportInTongues(t *testing.T) {
	const rows = "2026-03-10 14:00:00,101,2025550142,37,NO ANSWER,PJSIP/trunk-00000002\n"
	for _, head := range []string{
		"Date,Source,Destination,Duration,Status,Dst. Channel",
		"Fecha,Origen,Destino,Duración,Estado,Canal Destino",
		"Data e Hora,Origem,Destino,Duração,Status,Canal Destino",
		"Data e ora,Origine,Destinazione,Durata,Stato,Canale destinazione",
		"Date et heure,Appelant,Destination,Durée,Statut,Canal de destination",
		"Datum/Uhrzeit,Anrufer,Ziel,Dauer,Status,Destination channel",
		"Дата,Источник,Назначение,Длительность,Состояние,dstchannel",
	} {
		opt := replayOptions()
		opt.Want |= cdr.FieldsOf(cdr.CallerIDNumber, cdr.DestinationNumber, cdr.ResourceID)
		var got []string
		for _, f := range []cdr.Field{cdr.EndTime, cdr.CallerIDNumber, cdr.DestinationNumber, cdr.HangupCause, cdr.ResourceID} {
			got = append(got, decodeAll(t, head+"\n"+rows, f, opt)...)
		}
		if text := strings.Join(got, " "); text != "2026-03-10T14:00:37Z 101 2025550142 NO_ANSWER trunk" {
			t.Errorf("%s: got %s", head, text)
		}
	}
	// An English name is the better one.
	const both = "Fecha,Source,Origen,Destino,Duración,Estado\n2026-03-10 14:00:00,101,x,2025550142,37,BUSY\n"
	opt := replayOptions()
	opt.Want |= cdr.FieldsOf(cdr.CallerIDNumber)
	if got := decodeAll(t, both, cdr.CallerIDNumber, opt)[0]; got != "101" {
		t.Errorf("got %s", got)
	}
}
