// Numbers every stop of the page: what a keyboard must reach. A group of radio buttons is one stop, a closed part none.
() => {
  const wanted = 'a[href], button, input, select, textarea, summary, iframe, [tabindex], [contenteditable="true"]';
  const groups = new Set();
  let number = 0;
  for (const e of document.querySelectorAll(wanted)) {
    if (e.disabled || e.tabIndex < 0 || e.type === 'hidden') continue;
    if (!e.checkVisibility({ visibilityProperty: true })) continue;
    if (e.type === 'radio') {
      const name = (e.form?.id ?? '') + '/' + e.name;
      if (groups.has(name)) continue;
      groups.add(name);
    }
    e.dataset.stop = number++;
  }
  return number;
}
