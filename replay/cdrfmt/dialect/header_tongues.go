package dialect

import "strings"

// tongues are names of columns in other languages, as Issabel, 3CX and billing
// systems translate their reports, and what they are called in English: in
// Spanish, Portuguese, Italian, French, German and Russian.
var tongues = func() map[string]string {
	m := map[string]string{}
	for english, foreign := range map[string]string{
		"date": "fecha fecha_y_hora fecha_hora fecha_de_llamada data_hora data_e_hora data_e_ora data_da_chamada datum" +
			" datum_uhrzeit date_et_heure дата дата_и_время",
		"time":                "hora ora heure uhrzeit время",
		"start":               "inicio início inizio début beginn начало",
		"end":                 "fin fim ende конец окончание",
		"source":              "origen origem origine quelle источник",
		"caller":              "llamante chamador chiamante appelant anrufer звонящий",
		"destination":         "destino destinazione ziel назначение",
		"called_number":       "número_marcado numero_marcado appelé numéro_appelé angerufener gewählte_nummer",
		"duration":            "duración duracion duração duracao durata durée duree dauer gesprächsdauer длительность продолжительность",
		"status":              "estado situação stato statut состояние статус",
		"account_code":        "código_de_cuenta codigo_de_cuenta código_da_conta codice_account code_de_compte",
		"destination_channel": "canal_destino canal_de_destino canale_destinazione canal_de_destination",
		"trunk":               "troncal tronco транк",
		"hangup_cause":        "causa_de_colgado causa_de_desligamento",
	} {
		for _, name := range strings.Fields(foreign) {
			m[name] = english
		}
	}
	return m
}()

// foreignRank puts a name in another language behind all English ones.
const foreignRank = 1000

// english is what a normal name is called in English.
func english(name string) string {
	if known, ok := tongues[name]; ok {
		return known
	}
	return name
}
