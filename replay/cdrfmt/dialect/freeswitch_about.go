package dialect

// freeswitchAbout tells of mod_cdr_csv and its templates.
var freeswitchAbout = func() []About {
	examples := map[string]string{
		"example":     `"Front Desk","1001","2025550102","default","2026-03-01 12:00:00","2026-03-01 12:00:05","2026-03-01 12:00:42","42","37","NORMAL_CLEARING","3c9a1b7e-0001","3c9a1b7e-0002","acme","PCMU","PCMU"`,
		"snom":        `"Front Desk","1001","2025550102","default","2026-03-01 12:00:00","2026-03-01 12:00:05","2026-03-01 12:00:42","42","37","NORMAL_CLEARING","3c9a1b7e-0001","3c9a1b7e-0002", "acme","PCMU","PCMU","snom870","","","",""`,
		"linksys":     `"Front Desk","1001","2025550102","default","2026-03-01 12:00:00","2026-03-01 12:00:05","2026-03-01 12:00:42","42","37","NORMAL_CLEARING","3c9a1b7e-0001","3c9a1b7e-0002","acme","PCMU","PCMU","Linksys/SPA942",""`,
		"asterisk":    `"acme","1001","2025550102","default",""Front Desk" <1001>","sofia/internal/1001@192.0.2.7","sofia/gateway/carrier/2025550102","bridge","sofia/gateway/carrier/2025550102","2026-03-01 12:00:00","2026-03-01 12:00:05","2026-03-01 12:00:42","42","37","NORMAL_CLEARING","DOCUMENTATION","3c9a1b7e-0001",""`,
		"opencdrrate": `"3c9a1b7e-0001","3c9a1b7e-0002","outbound","1001","2025550102","2026-03-01 12:00:05","2026-03-01 12:00:42","37","acme","","192.0.2.7","true","carrier"`,
		"sql":         `INSERT INTO cdr VALUES ("Front Desk","1001","2025550102","default","2026-03-01 12:00:00","2026-03-01 12:00:05","2026-03-01 12:00:42","42","37","NORMAL_CLEARING","3c9a1b7e-0001","3c9a1b7e-0002", "acme");`,
		"pg_csv":      `'192.0.2.7','Front Desk','1001','2025550102','default','2026-03-01 12:00:00','2026-03-01 12:00:05','2026-03-01 12:00:42',42,37,'NORMAL_CLEARING','3c9a1b7e-0001','3c9a1b7e-0002','acme',null,null`,
		"built-in":    `"Front Desk","1001","2025550102","default","2026-03-01 12:00:00","2026-03-01 12:00:05","2026-03-01 12:00:42","42","37","NORMAL_CLEARING","3c9a1b7e-0001","3c9a1b7e-0002", "acme";`,
		custom:        `"Front Desk","1001","2025550102","default","2026-03-01 12:00:00","2026-03-01 12:00:05","2026-03-01 12:00:42","42","37","NORMAL_CLEARING","3c9a1b7e-0001","3c9a1b7e-0002","acme","PCMU","PCMU","one more"`,
	}
	var all []About
	for _, variant := range freeswitchVariants() {
		a := About{
			Name:    freeswitch + ":" + variant,
			Writer:  "FreeSWITCH's mod_cdr_csv with the template " + variant,
			ToldBy:  "no header, or one that does not contradict; times, a hangup cause and numbers where the template has them",
			Clock:   "the switch's local zone, without an offset: say which with --tz",
			Causes:  "by name",
			Lacks:   "gateway, post-dial delay",
			Example: examples[variant] + "\n",
		}
		switch variant {
		case "opencdrrate":
			a.Causes, a.Lacks = "none: every leg counts as unknown", "hangup cause, start of the call"
		case custom:
			a.Writer = "FreeSWITCH's mod_cdr_csv with a site's own template: the columns of example up to accountcode, then any"
		case "sql":
			a.Writer = "FreeSWITCH's mod_cdr_csv with the template sql, the SQL spool of mod_cdr_pg_csv, or a dump of mod_cdr_sqlite's table"
			a.ToldBy = "rows of INSERT INTO ... VALUES; columns that they name, else those of mod_cdr_csv's template"
		case "pg_csv":
			a.Writer = "the CSV spool of FreeSWITCH's mod_cdr_pg_csv, with the schema it comes with"
			a.ToldBy = "no header; local_ip_v4, then the columns of example, in single quotes with null"
		case "built-in":
			a.Writer = "FreeSWITCH's mod_cdr_csv when the template that is configured does not exist"
		}
		all = append(all, a)
	}
	return all
}()
