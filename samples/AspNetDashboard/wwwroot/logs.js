import { element } from './dom.js';

const $ = id => document.getElementById(id);
const MOST_LINES = 5000;

/** Shows what a container wrote and writes, until the dialog is closed. */
export function showLogs(engine, container) {
  const lines = $('log-lines');
  const dialog = $('logs');
  $('logs-title').textContent = `Logs of ${container.name}`;
  $('logs-state').textContent = 'following …';
  lines.replaceChildren();
  const source = new EventSource(`/api/${encodeURIComponent(engine)}/containers/${container.id}/logs`);
  const end = text => {
    source.close();
    $('logs-state').textContent = text;
  };
  source.onmessage = message => {
    const { text, isError } = JSON.parse(message.data);
    const atEnd = lines.scrollHeight - lines.scrollTop - lines.clientHeight < 40;
    lines.append(element('div', { class: isError ? 'error' : undefined }, text || ' '));
    if (lines.childElementCount > MOST_LINES) { lines.firstElementChild.remove(); }
    if (atEnd) { lines.scrollTop = lines.scrollHeight; }
  };
  source.addEventListener('end', () => end('The container has ended.'));
  source.addEventListener('problem', message => {
    const { what, remedy } = JSON.parse(message.data);
    end(remedy ? `${what} ${remedy}` : what);
  });
  source.onerror = () => end('The connection to the dashboard is lost. Close this and open it again.');
  dialog.addEventListener('close', () => source.close(), { once: true });
  dialog.showModal();
}
