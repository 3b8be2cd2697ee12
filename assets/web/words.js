// The words of the live page in both languages, and how numbers and times are said.
const words = {
  zh: {
    visitors: '今日到访人数', visits: '体验人次', waiting: '正在排队', inside: '在场体验', median: '等待中位数',
    perVisitor: n => `人均 ${n} 个体验区`, parties: n => `${n} 组`, people: '人', of: (n, part) => `占用 ${part}%`,
    minutes: '分钟', p90: n => `九成在 ${n} 分钟内`, none: '—',
    busy: '拥挤', fair: '适中', quick: '顺畅', now: '不用等', batch: t => `${t} 场`,
    paused: '暂停', closed: '关闭', withdrawn: '已撤销的体验区', later: t => t ? `${t} 开放` : '未开放', full: '约满',
    online: n => `${n} 台自助机在线`, noKiosk: '还没有自助机。运行 kaimen-station enrol --name 名称 来添加。',
    isOnline: '在线', offline: '离线', never: '未联系', retired: '停用', revoked: '已吊销',
    paperLow: '缺纸', paperOut: '无纸', printer: '打印机故障', camera: '摄像头故障', disk: '磁盘将满',
    just: '刚刚', seconds: n => `${n} 秒`, ago: n => `${n} 分钟`, hours: n => `${n} 小时`, unsent: n => `${n} 条待传`,
    age: t => `数据 ${t}前`, fresh: '数据实时', lost: t => `与中心站断开，数据停在 ${t}前`,
    stale: t => `数字停在 ${t}前`, silent: '没有消息', clock: '时钟不准', offset: s => s > 0 ? `快 ${s} 秒` : `慢 ${-s} 秒`,
    partly: (name, t) => `${name}的数字停在 ${t}前`, allWell: '一切正常。',
    advice: zones => `${zones} 等得不久，可以请来访者先过去。`, and: '、',
    people_by_hour: '每小时入场人次', running: '浅色：这一小时还没有过完',
    long: (z, n, a, b, limit) => `${z}：排队 ${n} 人，预计 ${a}–${b} 分钟，超过上限 ${limit} 分钟`, comma: '，',
    doubles: n => `${n} 次重复入场`, rehearsal: '演练', noVisitors: '今天还没有人入场。',
    week: ['星期日', '星期一', '星期二', '星期三', '星期四', '星期五', '星期六'],
    date: (m, d, w) => `${m}月${d}日 ${w}`,
    unit: { booked: '已约', waiting: '排队', wait: '等待', inside: '在场', admitted: '入场' },
  },
  en: {
    visitors: 'Visitors today', visits: 'Visits', waiting: 'Waiting now', inside: 'Inside', median: 'Median wait',
    perVisitor: n => `${n} zones each`, parties: n => n === 1 ? '1 party' : `${n} parties`, people: '', of: (n, part) => `${part} % taken`,
    minutes: 'min', p90: n => `nine of ten within ${n} min`, none: '—',
    busy: 'Busy', fair: 'Fair', quick: 'Quick', now: 'No wait', batch: t => `${t} session`,
    paused: 'Paused', closed: 'Closed', withdrawn: 'Withdrawn zone', later: t => t ? `Opens ${t}` : 'Not open', full: 'Full',
    online: n => n === 1 ? '1 kiosk online' : `${n} kiosks online`, noKiosk: 'No kiosk yet. Run kaimen-station enrol --name NAME to add one.',
    isOnline: 'Online', offline: 'Offline', never: 'Not heard', retired: 'Retired', revoked: 'Revoked',
    paperLow: 'Paper low', paperOut: 'No paper', printer: 'Printer fault', camera: 'Camera fault', disk: 'Disk nearly full',
    just: 'now', seconds: n => `${n} s`, ago: n => `${n} min`, hours: n => `${n} h`, unsent: n => `${n} to send`,
    age: t => `data ${t} old`, fresh: 'live data', lost: t => `Lost the station; data is ${t} old`,
    stale: t => `figures ${t} old`, silent: 'Silent', clock: 'Clock off', offset: s => s > 0 ? `${s} s fast` : `${-s} s slow`,
    partly: (name, t) => `figures of ${name} are ${t} old`, allWell: 'All is well.',
    advice: zones => `Short waits at ${zones}: visitors could go there first.`, and: ', ',
    people_by_hour: 'People admitted in each hour', running: 'Pale: this hour is not over yet',
    long: (z, n, a, b, limit) => `${z}: ${n === 1 ? '1 person' : `${n} people`} waiting, ${a}–${b} minutes, over the limit of ${limit}`, comma: ', ',
    doubles: n => n === 1 ? '1 double admission' : `${n} double admissions`, rehearsal: 'Rehearsal', noVisitors: 'Nobody was admitted today yet.',
    week: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
    date: (m, d, w) => `${w}, ${d}/${m}`,
    unit: { booked: 'Booked', waiting: 'Waiting', wait: 'Wait', inside: 'Inside', admitted: 'Admitted' },
  },
};

// A browser may keep nothing for us (private windows, frames): then the choice lasts as long as the page.
function remembered() {
  try { return localStorage.getItem('lang'); } catch { return null; }
}

// What the visitor chose, else what the browser asks for first of the two, else Chinese.
const asked = [new URLSearchParams(location.search).get('lang'), remembered(), ...(navigator.languages || [navigator.language])];
let lang = asked.map(tag => (tag || '').slice(0, 2).toLowerCase()).find(tag => tag === 'zh' || tag === 'en') || 'zh';

export const say = () => words[lang];
export const isEnglish = () => lang === 'en';
export const text = (object, key) => isEnglish() ? object[key + '_en'] : object[key];
export const number = n => n.toLocaleString('en-US');

export function toggle() {
  lang = isEnglish() ? 'zh' : 'en';
  try { localStorage.setItem('lang', lang); } catch { /* see above */ }
}

// How long ago, in milliseconds, as people say it.
export function span(ms) {
  const w = say(), s = Math.max(0, Math.round(ms / 1000));
  if (s < 60) return w.seconds(s);
  return s < 3600 ? w.ago(Math.floor(s / 60)) : w.hours(Math.floor(s / 3600));
}
