package dialect

// kamailioAbout tells of Kamailio's tables.
var kamailioAbout = []About{
	{
		Name:   kamailioAcc,
		Writer: "Kamailio's module acc: exports of the tables acc and missed_calls (also OpenSIPS's without durations)",
		ToldBy: "a header with method, from_tag, to_tag, callid, sip_code and time, or rows in this order with a method, a SIP status and a time",
		Clock:  "when a transaction ended, in the database's zone (--tz); time_attr, time_exten and time_hires are finer, where they are there",
		Causes: "by the SIP status of the INVITE; a call that was answered and ended by a BYE is NORMAL_CLEARING",
		Lacks:  "time of the INVITE (legs start with the final reply), account, gateway, post-dial delay; INVITE and BYE are joined over all inputs, a call without its BYE gives no leg",
		Example: `id,method,from_tag,to_tag,callid,sip_code,sip_reason,time,src_user,src_domain,src_ip,dst_ouser,dst_user,dst_domain
1,INVITE,f1a0,t1a0,a84b4c76@192.0.2.7,200,OK,2026-03-01 12:00:05,1001,example.com,192.0.2.7,2025550102,2025550102,example.net
2,BYE,t1a0,f1a0,a84b4c76@192.0.2.7,200,OK,2026-03-01 12:00:42,1001,example.com,192.0.2.8,1001,1001,example.com
3,INVITE,f2b0,t2b0,b95c5d87@192.0.2.7,486,Busy Here,2026-03-01 12:00:50,1001,example.com,192.0.2.7,2025550103,2025550103,example.net
`,
	},
	{
		Name:   kamailioAccCDRs,
		Writer: "Kamailio's module acc with cdr_enable: an export of the table acc_cdrs",
		ToldBy: "a header with start_time, end_time and duration, no hangup cause, and nothing else but id or extras such as src_user, src_ip",
		Clock:  "the database's zone (--tz), UTC with time_mode 4; the start is the dialog's, or with cdr_start_on_confirmed the answer",
		Causes: "none, unless cdr_extra adds sip_code",
		Lacks:  "hangup cause, answer time, account, gateway, post-dial delay; calls lost to expiry are not written",
		Example: `id,start_time,end_time,duration,src_user,dst_user
1,2026-03-01 12:00:00,2026-03-01 12:00:42,42.318,1001,2025550102
`,
	},
	{
		Name:   kamailioCDRs,
		Writer: "kamcli, Siremis, dSIPRouter, the control panel of OpenSIPS: an export of the table cdrs that they fill from acc",
		ToldBy: "a header with call_start_time, duration and sip_call_id",
		Clock:  "the answer, in the database's zone (--tz); end_time = call_start_time + duration",
		Causes: "NORMAL_CLEARING: the table has calls that were answered and ended by a BYE, and no others",
		Lacks:  "calls that failed, time of the INVITE, post-dial delay",
		Example: `cdr_id,src_username,src_domain,dst_username,dst_domain,dst_ousername,call_start_time,duration,sip_call_id,sip_from_tag,sip_to_tag,src_ip,cost,rated,created
1,1001,example.com,2025550102,example.net,2025550102,2026-03-01 12:00:05,37,a84b4c76@192.0.2.7,f1a0,t1a0,192.0.2.7,0,0,2026-03-01 12:05:00
`,
	},
}

// opensipsAbout tells of OpenSIPS's tables.
var opensipsAbout = []About{{
	Name:   opensips,
	Writer: "OpenSIPS's module acc: exports of the tables acc and missed_calls, with do_accounting's cdr or without",
	ToldBy: "as kamailio:acc, and duration, setuptime or created",
	Clock:  "time is the final reply (the answer), created the INVITE, in the database's zone (--tz); end_time = time + duration where created is set, else the BYE's",
	Causes: "by the SIP status of the INVITE; a call that was answered and ended is NORMAL_CLEARING",
	Lacks:  "account, gateway, post-dial delay; without cdr, INVITE and BYE are joined over all inputs, a call without its BYE gives no leg",
	Example: `id,method,from_tag,to_tag,callid,sip_code,sip_reason,time,duration,ms_duration,setuptime,created
1,INVITE,f1a0,t1a0,a84b4c76@192.0.2.7,200,OK,2026-03-01 12:00:05,37,37250,5,2026-03-01 12:00:00
`,
}}

// celAbout tells of Asterisk's channel event log.
var celAbout = []About{{
	Name:   asteriskCEL,
	Writer: "Asterisk's channel event log: cel_custom in the order of a sample of its configuration, or an export of the table cel",
	ToldBy: "rows that begin with a channel event such as CHAN_START, or a header with eventtype, eventtime and uniqueid",
	Clock:  "seconds since 1970 with a fraction, or what dateformat says, then in the switch's zone (--tz)",
	Causes: "by the Q.850 number in HANGUP's hangupcause, else by its dialstatus",
	Lacks:  "post-dial delay; a channel that was originated counts as inbound; one without HANGUP or CHAN_END in the inputs gives no leg",
	Example: `"CHAN_START","1772366400.100000","Front Desk","1001","1001","","","2025550102","default","PJSIP/1001-00000001","","","3","acme","1772366400.1","1772366400.1","","","",""
"HANGUP","1772366442.300000","Front Desk","1001","1001","","2025550102","2025550102","default","PJSIP/1001-00000001","Dial","PJSIP/2025550102@carrier","3","acme","1772366400.1","1772366400.1","","","","{""hangupcause"":17,""hangupsource"":""PJSIP/carrier-00000002"",""dialstatus"":""BUSY""}"
"CHAN_END","1772366442.300000","Front Desk","1001","1001","","2025550102","2025550102","default","PJSIP/1001-00000001","Dial","PJSIP/2025550102@carrier","3","acme","1772366400.1","1772366400.1","","","",""
`,
}}
