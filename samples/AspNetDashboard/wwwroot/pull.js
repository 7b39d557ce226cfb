import { element } from './dom.js';
import { problems, send } from './server.js';

const $ = id => document.getElementById(id);

/** Reads an event stream that answers a POST, which EventSource cannot. */
async function* events(response) {
  let rest = '';
  for await (const piece of response.body.pipeThrough(new TextDecoderStream())) {
    const parts = (rest + piece).split('\n\n');
    rest = parts.pop();
    for (const part of parts) {
      const data = part.split('\n').filter(line => line.startsWith('data:')).map(line => line.slice(5).trimStart()).join('\n');
      if (data) { yield JSON.parse(data); }
    }
  }
}

function drawLayer(list, layer) {
  let row = list.querySelector(`[data-layer="${CSS.escape(layer.id)}"]`);
  if (!row) {
    row = element('li', { 'data-layer': layer.id }, element('span', {}, layer.id), element('span', {}), element('progress', { max: 1, 'aria-label': `Layer ${layer.id}` }));
    list.append(row);
  }
  row.children[1].textContent = layer.status;
  row.children[2].value = layer.fraction;
}

function draw(step) {
  $('pull-overall').value = step.overall;
  $('pull-text').textContent = step.digest ? `${step.text} (${step.digest})` : step.text;
  for (const layer of step.layers) { drawLayer($('pull-layers'), layer); }
}

async function pull(engine, reference, signal) {
  $('pull-layers').replaceChildren();
  $('pull-overall').value = 0;
  $('pull-text').textContent = `Pulling ${reference} …`;
  $('pull-progress').hidden = false;
  const response = await send('POST', `/api/${encodeURIComponent(engine)}/pull`, { reference }, signal);
  let finished = false;
  for await (const step of events(response)) {
    if (step.problem) { throw step.problem; }
    draw(step);
    finished = step.overall === 1;
  }
  if (!finished) { throw { what: `The pull of ${reference} was cut off.`, remedy: 'Pull again: what is there stays there.' }; }
}

export function offerPull(engineNow) {
  $('pull').addEventListener('submit', async event => {
    event.preventDefault();
    const [button, stop, cancel] = [event.target.querySelector('button'), $('pull-cancel'), new AbortController()];
    button.disabled = true;
    stop.hidden = false;
    stop.onclick = () => cancel.abort();
    try {
      problems.clear();
      await pull(await engineNow(), $('reference').value.trim(), cancel.signal);
    } catch (problem) {
      if (cancel.signal.aborted) {
        $('pull-text').textContent = 'Cancelled.';
      } else {
        $('pull-progress').hidden = true;
        problems.show(problem);
      }
    } finally {
      button.disabled = false;
      stop.hidden = true;
    }
  });
}
