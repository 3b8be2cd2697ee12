// The live page. The station pushes two events: `overview` whenever a number changed, `kiosks` every
// few seconds; everything is drawn from the last of each, at first from what /api/v1/first.js brought.
// Text goes in as text, never as markup.
import { say, text, number, span, toggle, isEnglish } from '/assets/words.js';

let overview = null, kiosks = null, heardAt = 0, clockOffset = 0, isConnected = false;
const $ = id => document.getElementById(id);

// A new element: el('td', 'n', 'text' | child…)
function el(tag, className, ...children) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  node.append(...children.filter(child => child !== null));
  return node;
}

function chip(look, shape, label) {
  const mark = el('i', '', shape);
  mark.setAttribute('aria-hidden', 'true');
  return el('span', `chip ${look}`, mark, label);
}

const stationNow = () => Date.now() + clockOffset;

// ---- zones ----

// The middle of the range: its end alone would call a zone busy because a kiosk is silent.
const wait = zone => (zone.wait_min + zone.wait_max) / 2;

const nameOf = zone => `${zone.code} ${text(zone, 'title') || say().withdrawn}`;

function zoneChip(zone) {
  const w = say();
  if (zone.state === 'paused') return chip('off', '‖', w.paused);
  if (zone.state === 'closed') return chip('off', '✕', w.closed);
  if (zone.state === 'full') return chip('long', '▲', w.full);
  if (zone.state === 'later') return chip('off', '◷', w.later(zone.opens));
  if (zone.next_session !== undefined) return chip('short', '✓', zone.next_session ? w.batch(zone.next_session) : w.now);
  if (wait(zone) > overview.wait_limit) return chip('long', '▲', w.busy);
  if (wait(zone) > overview.wait_limit / 2) return chip('mid', '●', w.fair);
  return chip('short', '✓', zone.waiting === 0 ? w.now : w.quick);
}

function waitText(zone) {
  if (zone.state !== 'open' || zone.wait_max < 0) return say().none;
  return zone.wait_max === zone.wait_min ? `${zone.wait_min}` : `${zone.wait_min}–${zone.wait_max}`;
}

function cell(kind, value) {
  return el('td', 'n', el('span', 'unit', say().unit[kind]), value);
}

function zoneRow(zone) {
  const name = el('td', 'name', el('b', '', zone.code), text(zone, 'title') || say().withdrawn, el('small', '', text(zone, 'place')));
  const hasSeats = zone.seats !== undefined;
  const waiting = hasSeats
    ? cell('booked', el('span', '', el('span', 'wide', `${say().unit.booked} `), `${zone.booked} / ${zone.seats}`))
    : cell('waiting', number(zone.waiting_people));
  return el('tr', '', name, el('td', 'state', zoneChip(zone)), waiting, cell('wait', waitText(zone)),
    cell('inside', `${zone.inside} / ${zone.capacity}`), cell('admitted', number(zone.admitted_people)));
}

// The longest waits first: that is where somebody is needed. What is shut comes last.
function byNeed(a, b) {
  const rank = zone => ['open', 'full'].includes(zone.state) ? 0 : 1;
  return rank(a) - rank(b) || wait(b) - wait(a) || b.waiting_people - a.waiting_people || a.code.localeCompare(b.code);
}

// ---- totals ----

function total(label, value, unit, sub) {
  const list = el('dl', 'card', el('dt', '', label));
  list.append(el('dd', 'k', value, unit ? el('small', '', ` ${unit}`) : null), el('dd', 'sub', sub));
  return list;
}

function drawTotals() {
  const w = say(), t = overview.totals;
  const each = t.visitors > 0 ? (t.visits / t.visitors).toFixed(1) : '';
  const taken = t.capacity > 0 ? w.of(t.inside, Math.round(100 * t.inside / t.capacity)) : '';
  $('totals').replaceChildren(
    total(w.visitors, number(t.visitors), '', t.visitor_parties > 0 ? w.parties(number(t.visitor_parties)) : ''),
    total(w.visits, number(t.visits), '', each ? w.perVisitor(each) : ''),
    total(w.waiting, number(t.waiting_people), w.people, w.parties(number(t.waiting))),
    total(w.inside, `${number(t.inside)} / ${number(t.capacity)}`, '', taken),
    total(w.median, t.wait_median < 0 ? w.none : number(t.wait_median), t.wait_median < 0 ? '' : w.minutes,
      t.wait_p90 < 0 ? '' : w.p90(t.wait_p90)));
}

function drawAlert() {
  const w = say(), open = overview.zones.filter(zone => zone.state === 'open' && zone.wait_max >= 0);
  const long = open.filter(zone => wait(zone) > overview.wait_limit && zone.waiting > 0).sort(byNeed);
  const free = open.filter(zone => wait(zone) <= overview.wait_limit / 2).sort(byNeed).reverse().slice(0, 3);
  $('alert').hidden = long.length === 0;
  $('alert').replaceChildren(
    ...long.map(zone => el('b', '', w.long(nameOf(zone), zone.waiting_people, zone.wait_min, zone.wait_max, overview.wait_limit))),
    long.length > 0 && free.length > 0 ? el('span', '', w.advice(free.map(nameOf).join(w.and))) : '');
}

// ---- what is not as it should be ----

function irregular() {
  const w = say();
  const rows = overview.zones.filter(zone => zone.doubles > 0)
    .map(zone => [nameOf(zone), chip('mid', '●', w.doubles(zone.doubles)), '']);
  for (const kiosk of kiosks || []) {
    if (kiosk.state !== 'enrolled' || kiosk.heard === 0) continue;
    if (!kiosk.online) rows.push([kiosk.name, chip('long', '▲', w.silent), w.stale(span(stationNow() - kiosk.heard))]);
    if (Math.abs(kiosk.offset_ms) > 2000) {
      rows.push([kiosk.name, chip('mid', '●', w.clock), w.offset(Math.round(kiosk.offset_ms / 1000))]);
    }
  }
  return rows;
}

function drawIrregular() {
  const rows = irregular().map(([name, mark, note]) => el('tr', '', el('td', 'name', name, el('small', '', note)), el('td', 'n', mark)));
  $('irregular').replaceChildren(...(rows.length > 0 ? rows : [el('tr', '', el('td', 'empty', say().allWell))]));
}

// ---- the day, hour by hour ----

function svg(tag, attributes, content) {
  const node = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  if (content !== undefined) node.textContent = content;
  return node;
}

// A round number of people for the scale's end, in three steps.
function scaleOf(most) {
  const size = 10 ** Math.floor(Math.log10(Math.max(3, most) / 3));
  return 3 * size * [1, 2, 3, 5, 10].find(step => 3 * size * step >= most);
}

function drawHours() {
  const hours = overview.hours, used = hours.map((people, hour) => people > 0 ? hour : -1).filter(hour => hour >= 0);
  if (used.length === 0) {
    $('hours').replaceChildren(el('p', 'empty', say().noVisitors));
    return;
  }
  let from = used[0], to = used[used.length - 1];
  while (to - from < 7) [from, to] = to < 17 || from === 0 ? [from, Math.min(23, to + 1)] : [from - 1, to];
  const end = scaleOf(Math.max(...hours)), step = 372 / (to - from + 1), top = 20, height = 280;
  const every = Math.ceil((to - from + 1) / 8);
  const now = Math.floor((stationNow() + overview.offset_minutes * 60000) / 3600000) % 24;
  const chart = svg('svg', { viewBox: '0 0 420 334', role: 'img', 'aria-label': say().people_by_hour });
  for (let i = 0; i <= 3; i++) {
    const y = top + height - height * i / 3;
    chart.append(svg('line', { x1: 40, x2: 414, y1: y, y2: y, class: 'grid' }));
    chart.append(svg('text', { x: 34, y: y + 4, class: 'scale' }, number(end * i / 3)));
  }
  for (let hour = from; hour <= to; hour++) {
    const x = 42 + (hour - from) * step, h = height * hours[hour] / end;
    chart.append(svg('rect', { x: x + step * 0.14, width: step * 0.72, y: top + height - h, height: h, rx: 3,
      class: hour === now ? 'running' : '' }));
    if (hours[hour] > 0 && every < 3) chart.append(svg('text', { x: x + step / 2, y: top + height - h - 5, class: 'value' }, number(hours[hour])));
    if ((hour - from) % every === 0) chart.append(svg('text', { x: x + step / 2, y: top + height + 20 }, `${hour}:00`));
  }
  $('hours').replaceChildren(chart, el('p', 'muted', hours[now] > 0 ? say().running : ''));
}

function drawVisitors() {
  const most = Math.max(1, ...overview.categories.map(category => category.people));
  const isEmpty = overview.categories.every(category => category.people === 0);
  const bars = overview.categories.map(category => {
    const bar = el('i', '');
    bar.style.width = `${100 * category.people / most * 0.8}%`;
    return el('div', 'bar', el('span', '', text(category, 'title')), el('div', '', bar, el('span', 'n', number(category.people))));
  });
  $('visitors').replaceChildren(...(isEmpty ? [el('p', 'empty', say().noVisitors)] : bars));
}

// ---- kiosks ----

function kioskChip(kiosk) {
  const w = say();
  if (kiosk.state === 'revoked') return chip('off', '✕', w.revoked);
  if (kiosk.state === 'retired') return chip('off', '✕', w.retired);
  if (kiosk.heard === 0) return chip('off', '◷', w.never);
  if (!kiosk.online) return chip('long', '▲', w.offline);
  if (kiosk.paper === 'failed') return chip('long', '▲', w.paperOut);
  if (kiosk.camera === 'failed') return chip('long', '▲', w.camera);
  if (kiosk.printer === 'failed') return chip('long', '▲', w.printer);
  if (kiosk.paper === 'low') return chip('mid', '●', w.paperLow);
  if (kiosk.version !== '' && kiosk.disk_free_mb < 200 && kiosk.disk_free_mb > 0) return chip('mid', '●', w.disk);
  return chip('short', '✓', w.isOnline);
}

function kioskAge(kiosk) {
  const w = say(), age = stationNow() - kiosk.heard;
  if (kiosk.heard === 0) return '';
  const said = kiosk.online && age < 30000 ? w.just : span(age);
  return kiosk.unsent > 0 ? `${said}${w.comma}${w.unsent(kiosk.unsent)}` : said;
}

function drawKiosks() {
  const w = say();
  if (kiosks === null) return;
  const rows = kiosks.map(kiosk => el('tr', '', el('td', 'name', el('span', 'num', kiosk.number), kiosk.name),
    el('td', '', kioskChip(kiosk)), el('td', 'muted', kioskAge(kiosk))));
  drawIrregular();
  $('kiosks').replaceChildren(...(rows.length > 0 ? rows : [el('tr', '', el('td', 'empty', w.noKiosk))]));
  $('online').textContent = w.online(kiosks.filter(kiosk => kiosk.online).length);
}

// ---- the head, and what the clock moves ----

function drawClock() {
  if (overview === null) return;
  const w = say(), local = new Date(stationNow() + overview.offset_minutes * 60000);
  const day = overview.rehearsal ? new Date(overview.day) : local;
  const time = local.toISOString().slice(11, 16);
  $('when').textContent = `${w.date(day.getUTCMonth() + 1, day.getUTCDate(), w.week[day.getUTCDay()])}　${time}`;
  const isStale = overview.oldest !== null && overview.age_min > 0;
  $('age').textContent = !isConnected ? w.lost(span(Date.now() - heardAt))
    : isStale ? w.partly(overview.oldest, w.ago(overview.age_min)) : w.fresh;
  $('age').className = isConnected && !isStale ? '' : 'lost';
}

function draw() {
  document.documentElement.lang = isEnglish() ? 'en' : 'zh';
  for (const node of document.querySelectorAll('[data-zh]')) node.textContent = isEnglish() ? node.dataset.en : node.dataset.zh;
  $('lang').textContent = isEnglish() ? '中文' : 'English';
  if (overview === null) return;
  const title = text(overview, 'theme') || text(overview, 'title');
  document.title = `${title} · Kaimen`;
  document.documentElement.style.setProperty('--accent', `#${overview.accent.toString(16).padStart(6, '0')}`);
  $('title').textContent = title;
  $('host').textContent = `${text(overview, 'host')} · ${text(overview, 'title')}`;
  $('rehearsal').hidden = !overview.rehearsal;
  $('rehearsal').textContent = `● ${say().rehearsal}`;
  drawAlert();
  drawTotals();
  $('zones').replaceChildren(...[...overview.zones].sort(byNeed).map(zoneRow));
  drawHours();
  drawVisitors();
  drawKiosks();
  drawClock();
}

function heard() {
  heardAt = Date.now();
  isConnected = true;
}

function takeKiosks(said) {
  kiosks = said.kiosks;
  clockOffset = said.now - Date.now();
}

if (window.first && window.first.overview.zones) {
  overview = window.first.overview;
  takeKiosks(window.first.kiosks);
  heard();
}

const events = new EventSource('/api/v1/live?page=1');
events.addEventListener('overview', event => { overview = JSON.parse(event.data); heard(); draw(); });
events.addEventListener('kiosks', event => {
  takeKiosks(JSON.parse(event.data));
  heard();
  drawKiosks();
  drawClock();
});
events.addEventListener('error', () => { isConnected = false; drawClock(); });
setInterval(() => { drawClock(); drawKiosks(); }, 1000);
$('lang').addEventListener('click', () => { toggle(); draw(); });
draw();
