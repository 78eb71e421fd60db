package dialect

// kazooDocumentAbout tells of KAZOO's documents.
var kazooDocumentAbout = []About{{
	Name:   kazooJSON,
	Writer: "KAZOO: cdr documents of its CouchDB (_all_docs, _find, one or many), listings of its API, messages of its bus, channel_destroy webhooks",
	ToldBy: "JSON with call_id (or Call-ID), one of hangup_cause, duration_seconds, timestamp, and custom_channel_vars, pvt_type, call_direction or the like",
	Clock:  "UTC; channel_created_time is the start; whether timestamp is the start or the end is told document by document: by channel_created_time, interaction_id or pvt_created and duration_seconds; what the API lists is the start",
	Causes: "by name; hangup_code is the SIP status",
	Lacks:  "answer time, post-dial delay; in listings of the API also account (taken from the name of the file) and gateway",
	Example: `{"_id":"202603-a1b2c3d4","call_id":"a1b2c3d4","call_direction":"outbound","caller_id_number":"+12025550101","channel_created_time":1772366400250000,"duration_seconds":42,"billing_seconds":37,"timestamp":63939585643,"hangup_cause":"NORMAL_CLEARING","hangup_code":"sip:200","custom_channel_vars":{"account_id":"0123456789abcdef0123456789abcdef","resource_id":"carrier"},"interaction_id":"63939585600-1f2e3d4c","pvt_type":"cdr"}
`,
}}

// freeswitchDocumentAbout tells of mod_json_cdr and mod_xml_cdr.
var freeswitchDocumentAbout = []About{{
	Name:   freeswitchJSON,
	Writer: "FreeSWITCH's mod_json_cdr: a file a leg, or many of them in one",
	ToldBy: "JSON with variables, and core-uuid, channel_data or callflow",
	Clock:  "UTC; the *_uepoch variables, the times of the call flow, the *_epoch variables, else the stamps in the zone of the switch (--tz)",
	Causes: "by name; sip_term_status is the SIP status",
	Example: `{"core-uuid":"7d3e5a10-0001","switchname":"fs1","channel_data":{"state":"CS_REPORTING","direction":"inbound"},"variables":{"uuid":"3c9a1b7e-0001","accountcode":"acme","start_stamp":"2026-03-01%2012%3A00%3A00","start_uepoch":"1772366400250000","answer_uepoch":"1772366405250000","end_uepoch":"1772366442250000","mduration":"42000","billmsec":"37000","hangup_cause":"NORMAL_CLEARING","sip_hangup_disposition":"send_bye"},"callflow":[{"caller_profile":{"caller_id_number":"1001","destination_number":"2025550102"},"times":{"created_time":"1772366400250000","hangup_time":"1772366442250000"}}]}
`,
}, {
	Name:   freeswitchXML,
	Writer: "FreeSWITCH's mod_xml_cdr: a file a leg, many of them in one, below a root or not, or as they are posted (cdr=..., encoded as in a URL or in base64)",
	ToldBy: "XML documents <cdr> with variables, channel_data or callflow",
	Clock:  "UTC; the *_uepoch variables, the times of the call flow, the *_epoch variables, else the stamps in the zone of the switch (--tz)",
	Causes: "by name; sip_term_status is the SIP status",
	Example: `<?xml version="1.0"?><cdr core-uuid="7d3e5a10-0001" switchname="fs1"><channel_data><state>CS_REPORTING</state><direction>inbound</direction></channel_data><variables><uuid>3c9a1b7e-0001</uuid><accountcode>acme</accountcode><start_stamp>2026-03-01%2012%3A00%3A00</start_stamp><start_uepoch>1772366400250000</start_uepoch><answer_uepoch>1772366405250000</answer_uepoch><end_uepoch>1772366442250000</end_uepoch><mduration>42000</mduration><billmsec>37000</billmsec><hangup_cause>NORMAL_CLEARING</hangup_cause><sip_hangup_disposition>send_bye</sip_hangup_disposition></variables><callflow><caller_profile><caller_id_number>1001</caller_id_number><destination_number>2025550102</destination_number></caller_profile><times><created_time>1772366400250000</created_time><hangup_time>1772366442250000</hangup_time></times></callflow></cdr>
`,
}}

// documentsAbout tells of any documents whose values have names.
var documentsAbout = []About{{
	Name:   generic,
	Writer: "anything that writes JSON: billing systems, log collectors, exports of databases, interfaces",
	ToldBy: "JSON objects, one a line, one after the other, in an array, or under rows, docs, data and the like, whose values have the names of fields; nested keys are joined by dots, and the last ones may make the name",
	Clock:  "by what is written: an offset, a number of seconds, ms or us since 1970 or year 0, else --tz",
	Causes: "by name or number, or in words: 16 - Normal call clearing; else by a SIP status, else guessed from an outcome: ANSWERED, busy, no-answer",
	Lacks:  "what has no value",
	Example: `{"call":{"id":"3c9a1b7e-0001","start_time":"2026-03-01T12:00:00Z","end_time":"2026-03-01T12:00:42Z","duration_ms":42000},"account":"acme","hangup_cause":"NORMAL_CLEARING"}
`,
}}
