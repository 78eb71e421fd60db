// Writes legs.csv: 150 legs, seeded. Its columns have canonical names; times are
// whole milliseconds, so that every unit but seconds holds them.
import { writeFileSync } from 'node:fs';

let state = 20260310;
const below = (n) => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return Math.floor((state / 2 ** 32) * n);
};
const oneOf = (list) => list[below(list.length)];

const causes = [['NORMAL_CLEARING', 16, 200], ['NORMAL_CLEARING', 16, 200], ['USER_BUSY', 17, 486], ['NO_ANSWER', 19, 480],
  ['CALL_REJECTED', 21, 603], ['PROGRESS_TIMEOUT', '', ''], ['ORIGINATOR_CANCEL', '', 487]];
const names = ['', 'Zoë Müller', '名前 🙂', 'Ann', 'Bob B., Jr'];
const first = Date.UTC(2026, 2, 10, 10);
const lines = ['call_id,account_id,direction,caller_id_name,resource_id,start_time,answer_time,end_time,duration_ms,billsec_ms,' +
  'progress_ms,hangup_cause,hangup_cause_code,sip_code,last_attempt,mos,owner_id'];
for (let i = 0; i < 150; i++) {
  const [cause, code, sip] = oneOf(causes);
  const start = first + i * 1700 + below(1700);
  const delay = 200 + below(5800);
  const answered = cause === 'NORMAL_CLEARING' && below(10) > 0;
  const billed = answered ? 1000 + below(90000) : 0;
  const end = start + delay + billed;
  const name = oneOf(names);
  lines.push([`leg-${i}`, below(10) ? `acct${below(7)}` : '', oneOf(['inbound', 'outbound']), name.includes(',') ? `"${name}"` : name,
    i < 60 ? '' : `carrier-${1 + below(3)}`, // whole pages of nulls
    new Date(start).toISOString(), answered ? new Date(end - billed).toISOString() : '', new Date(end).toISOString(),
    delay + billed, billed, below(5) ? delay : '', cause, code, sip, oneOf(['true', 'false', '']),
    answered && i > 70 ? (8 + below(28)) / 8 : '', ''].join(','));
}
writeFileSync('legs.csv', lines.join('\n') + '\n');
