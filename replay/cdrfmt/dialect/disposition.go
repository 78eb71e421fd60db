package dialect

import "strings"

// dispositionCauses guess the cause behind Asterisk's disposition. Asterisk
// folds many causes into one word, and FAILED and NO ANSWER are mixtures
// (cdr.c, main/channel.c), so what comes of it says cause_source disposition.
var dispositionCauses = map[string]int{
	"ANSWERED": 16, "BUSY": 17, "NO ANSWER": 19, "CANCEL": 487, "CONGESTION": 34, "FAILED": 41,
	// Of no Asterisk: the other side turned the call down.
	"REJECTED": 21,
	// Of DIALSTATUS: there was no channel to the device or the trunk.
	"CHANUNAVAIL": 44,
}

// dispositionWords are what other systems write in its place: Asterisk's
// DIALSTATUS, 3CX, Vonage, Zoom, RingCentral, Yeastar and interfaces in the
// manner of Twilio's. Words that some use for calls that were answered and
// others for calls that were not are none of them.
var dispositionWords = map[string]string{
	"ANSWER": "ANSWERED", "ANSWERED CALL": "ANSWERED", "CALL ANSWERED": "ANSWERED",
	"CONNECTED": "ANSWERED", "CALL CONNECTED": "ANSWERED", "ACCEPTED": "ANSWERED",
	// The mailbox answered and took the call.
	"VOICEMAIL": "ANSWERED", "VOICE MAIL": "ANSWERED",

	"NOANSWER": "NO ANSWER", "UNANSWERED": "NO ANSWER", "NOT ANSWERED": "NO ANSWER", "UNANSWERED CALL": "NO ANSWER",
	"MISSED": "NO ANSWER", "MISSED CALL": "NO ANSWER", "CALL MISSED": "NO ANSWER", "TIMEOUT": "NO ANSWER", "RING TIMEOUT": "NO ANSWER",

	"LINE BUSY": "BUSY", "BUSY LINE": "BUSY", "USER BUSY": "BUSY",
	"CANCELED": "CANCEL", "CANCELLED": "CANCEL", "CALL CANCELED": "CANCEL", "CALL CANCELLED": "CANCEL", "CALL CANCEL": "CANCEL",
	"ABANDONED": "CANCEL", "ABANDON": "CANCEL", "ABANDONED CALL": "CANCEL",
	"REJECT": "REJECTED", "DECLINED": "REJECTED", "DECLINE": "REJECTED", "BLOCKED": "REJECTED", "DENIED": "REJECTED", "CALL REJECTED": "REJECTED",
	"FAILURE": "FAILED", "FAIL": "FAILED", "CALL FAILED": "FAILED", "CALL FAILURE": "FAILED",
}

// completed is what interfaces in the manner of Twilio's call a call that was
// answered and is over, in small letters; reports mean all sorts of ends by it.
const completed = "completed"

// codeOfDisposition is the number of the cause that a disposition stands for,
// in any spelling.
func codeOfDisposition(word string) (int, bool) {
	if word == completed {
		word = "ANSWERED"
	}
	word = plainDisposition.Replace(strings.ToUpper(word))
	if said, ok := spokenDispositions[word]; ok {
		word = said
	}
	if meant, ok := dispositionWords[word]; ok {
		word = meant
	}
	code, ok := dispositionCauses[word]
	return code, ok
}

// plainDisposition is a disposition in Asterisk's spelling, where others write
// "no_answer" or "No-Answer".
var plainDisposition = strings.NewReplacer("_", " ", "-", " ")

// spokenDispositions are those of reports in the languages of tongues.
var spokenDispositions = func() map[string]string {
	m := map[string]string{}
	for disposition, foreign := range map[string]string{
		"ANSWERED": "contestada,contestado,atendida,atendido,respondida,respondido,risposta,risposto,con risposta," +
			"répondu,répondue,décroché,beantwortet,angenommen,отвечен,отвечено,отвечённый,принят",
		"NO ANSWER": "no contestada,no contestado,sin respuesta,sin contestar,perdida,não atendida,nao atendida,não atendido,nao atendido," +
			"sem resposta,senza risposta,non risposta,non risposto,persa,sans réponse,non répondu,manqué,manquée," +
			"nicht beantwortet,unbeantwortet,keine antwort,verpasst,entgangen,без ответа,не отвечен,пропущен,пропущенный,нет ответа",
		"BUSY":     "ocupado,ocupada,occupato,occupé,besetzt,занято,занят",
		"CANCEL":   "cancelada,cancelado,annullata,annulé,annulée,abgebrochen,отменен,отменён",
		"FAILED":   "fallida,fallido,falló,fallo,falhou,falha,fallita,fallito,échoué,échec,fehlgeschlagen,ошибка,неуспешно,неудачный",
		"REJECTED": "rechazada,rechazado,rejeitada,rejeitado,rifiutata,rifiutato,rejeté,rejetée,refusé,abgelehnt,abgewiesen,отклонен,отклонён",
	} {
		for _, word := range strings.Split(foreign, ",") {
			m[strings.ToUpper(word)] = disposition
		}
	}
	return m
}()
