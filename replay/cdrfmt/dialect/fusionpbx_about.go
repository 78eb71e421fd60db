package dialect

// fusionpbxAbout tells of FusionPBX's export.
var fusionpbxAbout = []About{{
	Name:   fusionpbx,
	Writer: "FusionPBX: the CSV export of its call detail records, or of the table v_xml_cdr",
	ToldBy: "a header with hangup_cause, start_epoch or start_stamp, and three columns of its own such as xml_cdr_uuid, missed_call, caller_destination",
	Clock:  "start_epoch in UTC, else start_stamp; the end is start + duration where there is no end_epoch or end_stamp",
	Causes: "by name",
	Lacks:  "gateway; the end of the calls, which follows from the start and the duration",
	Example: `"domain_uuid","extension","start_stamp","start_epoch","hangup_cause","duration","billmsec","missed_call","xml_cdr_uuid","direction","billsec","caller_id_name","caller_id_number","caller_destination","destination_number","leg","accountcode","answer_stamp","sip_hangup_disposition","pdd_ms","rtp_audio_in_mos","tta","domain_name"
"5d1c0000-0001","1001","2026-03-01 12:00:00+00","1772366400","NORMAL_CLEARING","42","37120","false","3c9a1b7e-0001","outbound","37","Front Desk","1001","2025550102","2025550102","a","acme","2026-03-01 12:00:05+00","send_bye","1240","4.50","5","acme.example.com"
`,
}}
