import { element } from './dom.js';

let token = null;

async function answerOf(response) {
  if (response.ok) { return response; }
  let problem;
  try {
    problem = await response.json();
  } catch {
    problem = { what: `The dashboard answered ${response.status}.` };
  }
  throw problem;
}

async function reach(path, options) {
  try {
    return await fetch(path, options);
  } catch (error) {
    if (error.name === 'AbortError') { throw error; }
    throw { what: 'The dashboard does not answer.', remedy: 'Look whether its program still runs.' };
  }
}

export async function ask(path) {
  return (await answerOf(await reach(path))).json();
}

/** Sends something that changes things. */
export async function send(method, path, body, signal) {
  token ??= (await ask('/api/token')).value;
  const headers = { 'X-Antiforgery': token };
  if (body) { headers['Content-Type'] = 'application/json'; }
  try {
    return await answerOf(await reach(path, { method, headers, body: body && JSON.stringify(body), signal }));
  } catch (problem) {
    token = null; // a server that was started anew wants a new one
    throw problem;
  }
}

const place = document.getElementById('problem');

function put(problem, closable) {
  const close = element('button', { type: 'button', class: 'quiet' }, 'Dismiss', { click: () => problems.clear() });
  place.replaceChildren(...[
    closable ? close : '',
    element('p', {}, element('strong', {}, problem.what ?? String(problem))),
    problem.remedy ? element('p', {}, problem.remedy) : '',
    problem.command ? element('p', {}, element('code', {}, `${problem.command}${problem.engine ? `   (engine: ${problem.engine})` : ''}`)) : '',
  ]);
  place.hidden = false;
}

let standing = null;

/** One place for what went wrong: an action's failure until the next one, and an engine that is away for as long as it is. */
export const problems = {
  show(problem) { put(problem, true); },
  showStanding(problem) {
    if (problem) { put(problem, false); } else if (standing) { place.hidden = true; }
    standing = problem;
  },
  clear() { if (!standing) { place.hidden = true; } },
};
