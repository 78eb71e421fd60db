package cdrfmt

import (
	"fmt"
	"strings"
)

var tongues = []tongue{
	{dialect: "header", files: lines("call_id;account;start;end;cause\n", func(c *spokenCall) string {
		return fmt.Sprintf("%s;%s;%s;%s;%s\n", c.id, c.account, stampOf(c.startSec), stampOf(c.endSec), c.cause)
	})},
	{dialect: "freeswitch:example", files: lines("", func(c *spokenCall) string {
		cells := []string{"Desk", c.caller, c.callee, "default", stampOf(c.startSec), stampOf(c.answerSec), stampOf(c.endSec),
			fmt.Sprint(c.duration()), fmt.Sprint(c.billsec()), c.cause, c.id, "", c.account, "PCMU", "PCMU"}
		return `"` + strings.Join(cells, `","`) + "\"\n"
	})},
	{dialect: "kazoo", files: kazooFiles},
}

// kazooFiles are a download an account.
func kazooFiles(calls []spokenCall) map[string]string {
	files := map[string]string{}
	for _, c := range calls {
		name := c.account + ".csv"
		if files[name] == "" {
			files[name] = "ID,call_id,duration_seconds,billing_seconds,timestamp,hangup_cause,direction,unix_timestamp,unix_timestamp_micro\n"
		}
		files[name] += fmt.Sprintf("\"202603-%s\",\"%s\",\"%d\",\"%d\",\"%d\",\"%s\",\"inbound\",\"%d\",\"%d.000000\"\n",
			c.id, c.id, c.duration(), c.billsec(), c.startSec+62167219200, c.cause, c.startSec, c.startSec)
	}
	return files
}
