package dialect

// kazooAbout tells of KAZOO's downloads.
var kazooAbout = []About{{
	Name:   kazoo,
	Writer: "KAZOO 3.22 to master: a download of an account's /cdrs or /cdrs/interaction, or the task billing/dump",
	ToldBy: "a header with call_id, duration_seconds, hangup_cause and one of unix_timestamp_micro, unix_timestamp, timestamp",
	Clock:  "UTC; the start of the call, or the end in 3.22 and 4.0; datetime is not read, it moves with the zone of the request",
	Causes: "by name",
	Lacks:  "account (taken from the name of the file), gateway, answer time, post-dial delay",
	Example: `id,call_id,caller_id_number,caller_id_name,callee_id_number,callee_id_name,duration_seconds,billing_seconds,timestamp,hangup_cause,other_leg_call_id,direction,dialed_number,datetime,unix_timestamp,unix_timestamp_micro,media_server,interaction_id
"202603-a1b2c3d4","a1b2c3d4","+12025550101","Front Desk","+12025550102","","42","37","63940550400","NORMAL_CLEARING","e5f6a7b8","inbound","+12025550102","2026-03-01_12:00:00","1773331200","1773331200.250000","fs1.example.com","63940550400-1f2e3d4c"
`,
}}
