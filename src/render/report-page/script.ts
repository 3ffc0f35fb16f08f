/** The rows to show at once: a browser lays out a thousand in half a second, and again for each letter of a search. */
export const ROWS_SHOWN = 200;

/**
 * The page's script, which makes the table of steps searchable, sortable and filterable by status. It is plain JavaScript in a
 * string, since it runs only in the page.
 */
export const SCRIPT = `
document.documentElement.className = 'reading';
addEventListener('DOMContentLoaded', () => {
  'use strict';
  const table = document.getElementById('steps');
  const tools = document.getElementById('tools');
  if (!table || !tools) return;
  const body = table.tBodies[0];
  let most = ${ROWS_SHOWN};
  /* A step: its row, once there is one, its text, how it ended, and a value for each column. */
  const steps = Array.from(body.rows, (row) => ({
    row,
    text: row.textContent.toLowerCase(),
    ending: row.cells[1].textContent,
    values: Array.from(row.cells, (cell) => {
      const value = cell.dataset.value ?? (cell.classList.contains('n') ? '-1' : cell.textContent);
      return value !== '' && !Number.isNaN(Number(value)) ? Number(value) : value;
    }),
  }));
  const search = tools.querySelector('input');
  const ended = tools.querySelector('select');
  const count = tools.querySelector('output');
  const rest = tools.querySelector('button');
  const offer = () => {
    const known = new Set(Array.from(ended.options, ({value}) => value));
    const names = new Set(steps.map(({ending}) => ending));
    for (const name of Array.from(names).sort()) if (!known.has(name)) ended.add(new Option(name, name));
  };
  const rowOf = (step) => {
    if (step.row) return step.row;
    step.row = document.createElement('tr');
    step.cells.forEach((text, at) => {
      const cell = document.createElement(at === 0 ? 'th' : 'td');
      if (at === 0) cell.scope = 'row';
      if (at > 4 && at < 8) cell.className = 'n';
      cell.textContent = text;
      step.row.append(cell);
    });
    return step.row;
  };
  const filter = () => {
    const wanted = search.value.toLowerCase();
    const found = steps.filter(({text, ending}) => text.includes(wanted) && (ended.value === '' || ending === ended.value));
    body.replaceChildren(...found.slice(0, most).map(rowOf));
    const only = found.length > most ? 'the first ' + most + ' of ' : '';
    const of = found.length < steps.length ? ' of ' + steps.length : '';
    count.textContent = only + found.length + of + ' steps shown';
    rest.hidden = only === '';
  };
  search.addEventListener('input', filter);
  ended.addEventListener('change', filter);
  rest.addEventListener('click', () => {
    most += 1000;
    filter();
  });
  const earlier = document.getElementById('earlier');
  const more = document.getElementById('more');
  const open = async () => {
    const bytes = Uint8Array.from(atob(earlier.textContent), (char) => char.charCodeAt(0));
    const stream = new Response(bytes).body.pipeThrough(new DecompressionStream('gzip'));
    const {ids, labels, texts, values} = JSON.parse(await new Response(stream).text());
    /* These columns are stored as differences from the row before. */
    for (const column of [ids, values[3]]) column.forEach((more, at) => { column[at] = more + (column[at - 1] ?? 0); });
    const labelled = new Map(labels);
    ids.forEach((id, at) => {
      const label = labelled.get(at) ?? id;
      const figures = values.map((column) => column[at] ?? -1);
      const began = new Date(figures[3]).toISOString().slice(0, 16).replace('T', ' ') + ' UTC';
      const cells = [String(label), ...texts.map(({words, column}) => words[column[at]]), began];
      const sorted = [label, ...cells.slice(1, 5), ...figures];
      steps.push({row: null, cells, text: cells.join(' ').toLowerCase(), ending: cells[1], values: sorted});
    });
    steps.sort((a, b) => b.values[8] - a.values[8]);
    more.remove();
    offer();
    filter();
  };
  if (earlier && more && 'DecompressionStream' in window) {
    more.hidden = false;
    more.querySelector('button').addEventListener('click', open, {once: true});
  }
  const heads = Array.from(table.tHead.rows[0].cells);
  heads.forEach((head, at) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = head.textContent;
    head.replaceChildren(button);
    button.addEventListener('click', () => {
      const down = head.getAttribute('aria-sort') === 'ascending';
      for (const other of heads) other.removeAttribute('aria-sort');
      head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
      steps.sort(({values: {[at]: a}}, {values: {[at]: b}}) => (a < b ? -1 : a > b ? 1 : 0) * (down ? -1 : 1));
      filter();
    });
  });
  tools.hidden = false;
  offer();
  filter();
  document.documentElement.className = '';
});
`;
