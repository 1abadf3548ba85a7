'use strict';
(() => {
  const of = (table) => Array.from(table.tBodies[0].rows);

  // Filtering: each row's text is read once; rows have to hold every word.
  const filter = (table, words, hideIdle, output) => {
    table.texts ??= new Map(of(table).map((row) => [row, row.textContent.toLowerCase()]));
    let shown = 0;
    for (const [row, text] of table.texts) {
      const hide = (hideIdle && row.className === 'idle') || !words.every((word) => text.includes(word));
      if (row.hidden !== hide) row.hidden = hide;
      if (!hide) shown += 1;
    }
    output.textContent = `${shown.toLocaleString('en')} / ${table.texts.size.toLocaleString('en')} ${table.dataset.shown}`;
  };
  for (const tools of document.querySelectorAll('.tools')) {
    const search = tools.querySelector('[type=search]');
    const idle = tools.querySelector('[type=checkbox]');
    const output = tools.querySelector('output');
    const table = document.getElementById(search.dataset.rows);
    let asked = 0;
    const again = () => {
      cancelAnimationFrame(asked);
      asked = requestAnimationFrame(() => {
        filter(table, search.value.toLowerCase().split(/\s+/), idle !== null && idle.checked, output);
      });
    };
    search.addEventListener('input', again);
    if (idle !== null) idle.addEventListener('change', again);
    tools.hidden = false;
    again();
  }

  // Sorting: numbers by size, the rest as people count; blanks stay last, equal rows in their order.
  const people = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const sort = (table, column, numbers, sign) => {
    const keyed = of(table).map((row) => {
      const text = row.cells[column].textContent.trim();
      return { row, blank: text === '', key: numbers ? parseFloat(text.replace(/,/g, '')) : text };
    });
    const order = numbers ? (one, other) => one.key - other.key : (one, other) => people.compare(one.key, other.key);
    keyed.sort((one, other) => one.blank - other.blank || (one.blank ? 0 : sign * order(one, other)));
    table.tBodies[0].append(...keyed.map(({ row }) => row));
  };
  for (const table of document.querySelectorAll('table.sorts')) {
    const headings = Array.from(table.tHead.rows[0].cells);
    headings.forEach((heading, column) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.append(...heading.childNodes);
      heading.append(button);
      heading.setAttribute('aria-sort', 'none');
      const numbers = heading.classList.contains('n');
      button.addEventListener('click', () => {
        const before = heading.getAttribute('aria-sort');
        const first = numbers ? 'descending' : 'ascending';
        const next = before === 'none' ? first : before === 'ascending' ? 'descending' : 'ascending';
        for (const other of headings) other.setAttribute('aria-sort', 'none');
        heading.setAttribute('aria-sort', next);
        sort(table, column, numbers, next === 'ascending' ? 1 : -1);
      });
    });
  }
})();
