package alert

import (
	"bytes"
	"encoding/json"
)

// json writes what POST /system_config/_bulk_docs takes: the document of the
// application and one for each cause, values in section default. Documents of
// accounts live in the accounts' own databases and are left out.
func (e *emission) json(c *Config) {
	e.printf("{\"docs\": [\n{\"_id\": %s, \"default\": {\"hangups_to_monitor\": %s, \"ignore_hangup_causes\": %s}}",
		jsonString(appID), e.jsonList(c.Monitor), e.jsonList(c.Ignore))
	for _, cause := range e.causes(c.Causes) {
		e.printf(",\n{\"_id\": %s, \"default\": {", jsonString(appID+"."+cause))
		for i, s := range c.Causes[cause].settings() {
			if i > 0 {
				e.printf(", ")
			}
			e.printf("%q: %s", s.metric, Number(s.value))
		}
		e.printf("}}")
	}
	e.printf("\n]}\n")
	for _, account := range e.accounts(c) {
		e.skip("thresholds of account %s: their documents belong to the account's own database", account)
	}
}

func (e *emission) jsonList(causes []string) string {
	var b bytes.Buffer
	b.WriteByte('[')
	for _, cause := range e.listed(causes) {
		if b.Len() > 1 {
			b.WriteString(", ")
		}
		b.WriteString(jsonString(cause))
	}
	b.WriteByte(']')
	return b.String()
}

// listed are the causes of a list that have a name every form reads back.
func (e *emission) listed(causes []string) []string {
	list := []string{}
	for _, cause := range causes {
		if !writable(cause) {
			e.skip("%q in a list of causes: no name of a cause", cause)
			continue
		}
		list = append(list, cause)
	}
	return list
}

// jsonString is a name as a JSON string, without the escapes for HTML.
func jsonString(s string) string {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(s) // a string can always be written
	return string(bytes.TrimSuffix(b.Bytes(), []byte("\n")))
}
