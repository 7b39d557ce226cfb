/**
 * Makes an element. What is shown goes in as text only, so no name and no log line can be markup.
 * A last argument that is an object holds listeners.
 */
export function element(tag, attributes, ...content) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) { made.setAttribute(name, ''); } else if (value !== undefined && value !== false) { made.setAttribute(name, value); }
  }
  for (const part of content) {
    if (part instanceof Node || typeof part === 'string') {
      made.append(part);
    } else if (part) {
      for (const [event, listener] of Object.entries(part)) { made.addEventListener(event, listener); }
    }
  }
  return made;
}

/** Puts rows into a table and leaves the focus in its place: the same button of the same row, or of the row that moved up. */
export function fill(body, rows, columns, whenEmpty) {
  const focused = body.contains(document.activeElement) ? document.activeElement : null;
  const row = focused?.closest('tr');
  const place = row && { row: [...body.children].indexOf(row), key: row.dataset.key, button: [...row.querySelectorAll('button')].indexOf(focused) };
  body.replaceChildren(...(rows.length ? rows : [element('tr', {}, element('td', { colspan: columns, class: 'empty' }, whenEmpty))]));
  if (place) {
    const again = rows.find(one => one.dataset.key === place.key) ?? rows[Math.min(place.row, rows.length - 1)];
    again?.querySelectorAll('button')[place.button]?.focus();
  }
}
