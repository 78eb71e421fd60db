package dialect

const (
	asteriskClock  = "the switch's local time, or UTC with usegmtime=yes; without an offset, so read in --tz; a uniqueid that says otherwise is remarked on"
	asteriskCauses = "the disposition (ANSWERED 16, BUSY 17, NO ANSWER 19, CANCEL 487, CONGESTION 34, FAILED 41): a guess, as Asterisk folds causes into it"
	asteriskLacks  = "direction, leg, ringing and SIP status; the gateway is the peer in dstchannel, a trunk's as well as a phone's, and none of a Local channel"
)

// aboutAsterisk is for people; all numbers and names are made up.
var aboutAsterisk = []About{
	{
		Name:    asterisk,
		Writer:  "Asterisk's cdr_csv (Master.csv and one file for each accountcode, with the same rows), 16 to 21 columns by loguniqueid, loguserfield and newcdrcolumns, which may change within a file",
		ToldBy:  "no header: start, answer, end, two numbers and a disposition from column 10 on",
		Clock:   asteriskClock,
		Causes:  asteriskCauses,
		Lacks:   asteriskLacks,
		Example: `"acme","2025550101","2025550142","internal","""Ann"" <2025550101>","PJSIP/ann-00000010","PJSIP/trunk-00000011","Dial","PJSIP/2025550142@trunk,30","2026-03-10 14:00:00",,"2026-03-10 14:00:09",9,0,"BUSY","DOCUMENTATION","1773151200.16",""` + "\n",
	},
	{
		Name:    asteriskCustom,
		Writer:  "Asterisk's cdr_custom: the mapping that cdr_custom.conf comes with (18 or 19 columns, or cut behind the disposition), and other mappings, or rows of a table without its header, as far as their cells tell the columns",
		ToldBy:  "no header: start, answer, end, two numbers and a disposition from column 9 on; else times, a duration that is the time between them, and a disposition",
		Clock:   asteriskClock,
		Causes:  asteriskCauses,
		Lacks:   asteriskLacks + "; of other mappings the account and the number dialled",
		Example: `"""Ann"" <2025550101>","2025550101","2025550142","internal","PJSIP/ann-00000010","PJSIP/trunk-00000011","Dial","PJSIP/2025550142@trunk,30","2026-03-10 14:00:00","","2026-03-10 14:00:09","9","0","BUSY","DOCUMENTATION","acme","1773151200.16","",12` + "\n",
	},
	{
		Name:   asteriskFreePBX,
		Writer: "FreePBX's export of its reports: Asterisk's cdr table with columns of its own, newest row first; older releases have fewer",
		ToldBy: "the header: disposition, two columns of Asterisk's table, and did, cnum, cnam or another of FreePBX's",
		Clock:  "calldate is the start, end is start and duration; " + asteriskClock,
		Causes: asteriskCauses,
		Lacks:  asteriskLacks + "; the time of the answer",
		Example: "calldate,clid,src,dst,dcontext,channel,dstchannel,lastapp,lastdata,duration,billsec,disposition,amaflags,accountcode,uniqueid,userfield,did,cnum,cnam,outbound_cnum,outbound_cnam,dst_cnam,recordingfile,linkedid,peeraccount,sequence\r\n" +
			`2026-03-10 14:00:00,"""Ann"" <2025550101>",2025550101,2025550142,from-internal,PJSIP/101-00000010,PJSIP/trunk-00000011,Dial,"PJSIP/2025550142@trunk,300",9,0,BUSY,3,acme,1773151200.16,,,2025550101,Ann,,,,,1773151200.16,,12` + "\r\n",
	},
	{
		Name:   asteriskTable,
		Writer: "an export of the cdr table of a database that Asterisk writes (cdr_mysql, cdr_pgsql, cdr_odbc, cdr_adaptive_odbc), in any order and with columns of a site's own",
		ToldBy: "the header: disposition and two of calldate, clid, dcontext, channel, dstchannel, lastapp, lastdata, amaflags, peeraccount, linkedid",
		Clock:  "calldate or start; end, or start and duration; " + asteriskClock,
		Causes: "a column named for a hangup cause, where the site added one; else " + asteriskCauses,
		Lacks:  asteriskLacks,
		Example: "calldate,clid,src,dst,dcontext,channel,dstchannel,lastapp,lastdata,duration,billsec,disposition,amaflags,accountcode,uniqueid,userfield\n" +
			`2026-03-10 14:00:00,"""Ann"" <2025550101>",2025550101,2025550142,internal,PJSIP/ann-00000010,PJSIP/trunk-00000011,Dial,"PJSIP/2025550142@trunk,30",9,0,BUSY,3,acme,1773151200.16,` + "\n",
	},
}
