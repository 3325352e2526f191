// What a reader of any page relies on. Gives a list of what does not hold.
language => {
  const wrong = [];
  const all = selector => [...document.querySelectorAll(selector)];
  if (document.documentElement.lang !== language) wrong.push('lang is ' + document.documentElement.lang);
  if (all('h1').length !== 1) wrong.push(all('h1').length + ' h1');
  let before = 0;
  for (const h of all('h1, h2, h3, h4, h5, h6')) {
    if (!before && h.matches('[role=alert] h2')) continue; // what is wrong may stand before the name of the page
    const level = Number(h.tagName[1]);
    if (level > before + 1) wrong.push(h.tagName + ' after H' + before + ': ' + h.textContent.trim());
    if (!h.textContent.trim()) wrong.push('empty ' + h.tagName);
    before = level;
  }
  const ids = all('[id]').map(e => e.id);
  const twice = ids.filter((id, n) => ids.indexOf(id) !== n);
  if (twice.length) wrong.push('ids twice: ' + [...new Set(twice)]);
  for (const a of all('a[href]')) {
    const name = (a.ariaLabel || a.textContent || '').trim();
    if (!name && !a.querySelector('img[alt]:not([alt=""]), svg [role=img]')) wrong.push('no name: ' + a.outerHTML.slice(0, 90));
    if (/^(her|læs mere|klik her|mere|here|read more|click here|more|link)$/i.test(name)) wrong.push('link text: ' + name);
  }
  for (const e of all('[style]')) if (!e.closest('svg, .CodeMirror')) wrong.push('style: ' + e.outerHTML.slice(0, 90));
  for (const s of all('script:not([src])')) if (s.type !== 'application/json') wrong.push('script in the page');
  if (all('main').length !== 1) wrong.push(all('main').length + ' main');
  if (!document.title.includes('aftalegraf')) wrong.push('title: ' + document.title);
  if (!document.body.textContent.includes(language === 'da' ? 'Uofficielt værktøj' : 'Unofficial tool')) wrong.push('not called unofficial');
  return wrong;
}
