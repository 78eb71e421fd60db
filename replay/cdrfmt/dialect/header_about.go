package dialect

// headerAbout tells of any table whose columns have names.
var headerAbout = []About{{
	Name:   header,
	Writer: "anything that names its columns: billing systems, database exports, spreadsheets",
	ToldBy: "a header with the names of fields, canonical or usual ones, also Spanish, Portuguese, Italian, French, German or Russian, or columns named by --column",
	Clock:  "by what is written: an offset, a number of seconds, ms or us since 1970 or year 0, else --tz",
	Causes: "by name or number, or in words: 16 - Normal call clearing; else by a SIP status, else guessed from an outcome: ANSWERED, busy, no-answer",
	Lacks:  "what has no column",
	Example: `call_id,account_id,start_time,end_time,duration_ms,hangup_cause
3c9a1b7e-0001,acme,2026-03-01T12:00:00Z,2026-03-01T12:00:42Z,42000,NORMAL_CLEARING
`,
}}
