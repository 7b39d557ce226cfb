import { element, fill } from './dom.js';
import { showLogs } from './logs.js';
import { offerPull } from './pull.js';
import { ask, problems, send } from './server.js';

const $ = id => document.getElementById(id);
let engine = '';
let live = null;

/** What is being done. Its buttons stay in reach of the keyboard, which would lose its place with a disabled one. */
const busy = new Set();

async function act(key, method, path, body) {
  if (busy.has(key)) { return; }
  busy.add(key);
  draw();
  try {
    await send(method, `/api/${encodeURIComponent(engine)}${path}`, body);
    problems.clear();
  } catch (problem) {
    problems.show(problem);
  } finally {
    busy.delete(key);
    draw();
  }
}

function confirmed(text) {
  $('confirm-text').textContent = text;
  const dialog = $('confirm');
  dialog.returnValue = 'no';
  dialog.showModal();
  return new Promise(done => dialog.addEventListener('close', () => done(dialog.returnValue === 'yes'), { once: true }));
}

async function remove(container) {
  const running = container.state === 'Running' || container.state === 'Paused' || container.state === 'Restarting';
  const text = running ? `${container.name} is running. Kill and remove it?` : `Remove ${container.name}? What it wrote is lost.`;
  if (await confirmed(text)) {
    await act(container.id, 'DELETE', `/containers/${container.id}${running ? '?force=true' : ''}`);
  }
}

async function removeImage(image) {
  if (await confirmed(`Remove the image ${image.name}?`)) {
    await act(image.name, 'DELETE', `/images?name=${encodeURIComponent(image.name)}`);
  }
}

async function run(image) {
  $('run-title').textContent = `Run ${image.name}`;
  $('run-name').value = '';
  const dialog = $('run');
  dialog.returnValue = 'no';
  dialog.showModal();
  $('run-name').focus();
  await new Promise(done => dialog.addEventListener('close', done, { once: true }));
  if (dialog.returnValue === 'yes') {
    await act(image.name, 'POST', '/containers', { image: image.name, name: $('run-name').value });
  }
}

/** Names the row too: "Stop" alone says nothing to who hears the page. */
function button(text, of, key, press, kind) {
  return element('button', { type: 'button', class: kind, 'aria-label': `${text} ${of}`, 'data-key': key, 'aria-disabled': busy.has(key) && 'true' }, text, { click: press });
}

function containerRow(container) {
  const { id, name, state } = container;
  const up = state === 'Running' || state === 'Restarting';
  return element('tr', { 'data-key': id },
    element('td', { class: 'name' }, name, element('small', {}, container.shortId)),
    element('td', { class: 'image' }, container.image, element('small', {}, container.command)),
    element('td', {}, element('span', { class: `state ${state.toLowerCase()}` }, container.status || state)),
    element('td', {}, container.ports),
    element('td', {},
      button('Logs', name, id, () => showLogs(engine, container)),
      up ? button('Stop', name, id, () => act(id, 'POST', `/containers/${id}/stop`)) : button('Start', name, id, () => act(id, 'POST', `/containers/${id}/start`)),
      button('Restart', name, id, () => act(id, 'POST', `/containers/${id}/restart`)),
      button('Remove', name, id, () => remove(container), 'danger')));
}

function imageRow(image) {
  const name = image.repository ? `${image.repository}:${image.tag ?? '<none>'}` : '<none>';
  return element('tr', { 'data-key': image.name },
    element('td', { class: 'name' }, name),
    element('td', {}, element('small', {}, image.shortId)),
    element('td', {}, image.size),
    element('td', {}, image.created),
    element('td', {}, button('Run', image.name, image.name, () => run(image)), button('Remove', image.name, image.name, () => removeImage(image), 'danger')));
}

let snapshot = null;

function draw() {
  if (!snapshot) { return; }
  fill($('containers'), snapshot.containers.map(containerRow), 5, 'No containers. Pull an image, then run it.');
  fill($('images'), snapshot.images.map(imageRow), 5, 'No images. Pull one above.');
  $('containers-count').textContent = snapshot.containers.length || '';
  $('images-count').textContent = snapshot.images.length || '';
}

function watch(name, version) {
  engine = name;
  live?.close();
  live = new EventSource(`/api/${encodeURIComponent(name)}/live`);
  live.onmessage = message => {
    const now = JSON.parse(message.data);
    problems.showStanding(now.problem);
    $('engine-state').textContent = now.problem ? 'not reachable' : version ? `engine ${version}` : 'connected';
    if (!now.problem) {
      snapshot = now;
      draw();
    }
  };
  live.onerror = () => { $('engine-state').textContent = 'no connection to the dashboard; trying again …'; };
}

async function begin() {
  const engines = await ask('/api/engines');
  const choose = chosen => {
    for (const tab of $('engines').children) { tab.setAttribute('aria-current', tab.textContent === chosen.name); }
    snapshot = { containers: [], images: [] };
    draw();
    problems.clear();
    watch(chosen.name, chosen.version);
  };
  $('engines').replaceChildren(...engines.map(one => element('button', { type: 'button' }, one.name, { click: () => choose(one) })));
  choose(engines[0]);
}

const ready = begin();
offerPull(() => ready.then(() => engine)); // at once: a form that nobody listens to reloads the page
ready.catch(problems.show);
