/**
 * The script of the page, where scripts run: its table of steps can be searched, filtered by how steps ended, and sorted.
 * It is plain JavaScript in a text, since it belongs to the page and to no module of ours.
 */
export const SCRIPT = `
(() => {
  'use strict';
  const table = document.getElementById('steps');
  const tools = document.getElementById('tools');
  if (!table || !tools) return;
  const body = table.tBodies[0];
  const rows = Array.from(body.rows);
  const texts = rows.map((row) => row.textContent.toLowerCase());
  const endings = rows.map((row) => row.cells[1].textContent);
  const search = tools.querySelector('input');
  const ended = tools.querySelector('select');
  const count = tools.querySelector('output');
  for (const name of Array.from(new Set(endings)).sort()) ended.add(new Option(name, name));
  const filter = () => {
    const wanted = search.value.toLowerCase();
    let shown = 0;
    rows.forEach((row, at) => {
      row.hidden = !texts[at].includes(wanted) || (ended.value !== '' && endings[at] !== ended.value);
      if (!row.hidden) shown += 1;
    });
    count.textContent = shown + ' of ' + rows.length + ' steps shown';
  };
  search.addEventListener('input', filter);
  ended.addEventListener('change', filter);
  const valueOf = (row, at) => {
    const cell = row.cells[at];
    const value = cell.dataset.value;
    if (value === undefined) return cell.classList.contains('n') ? -1 : cell.textContent;
    return value !== '' && !Number.isNaN(Number(value)) ? Number(value) : value;
  };
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
      const sorted = rows.map((row) => [valueOf(row, at), row]);
      sorted.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0) * (down ? -1 : 1));
      body.append(...sorted.map(([, row]) => row));
    });
  });
  tools.hidden = false;
  filter();
})();
`;
