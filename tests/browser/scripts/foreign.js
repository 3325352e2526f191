// What a label could have put on a page if it had been taken for more than text.
() => {
  const wrong = [];
  if (window.hit) wrong.push('ran: ' + window.hit);
  for (const e of document.querySelectorAll('*')) {
    for (const a of e.attributes) {
      if (a.name.startsWith('on')) wrong.push(a.name + ' on ' + e.tagName);
      if (/^(href|src|action|xlink:href)$/.test(a.name) && /^\s*(javascript|data):/i.test(a.value) && !a.value.startsWith('data:image/svg'))
        wrong.push(a.name + ': ' + a.value.slice(0, 60));
    }
  }
  const strange = 'iframe, base, meta[http-equiv], math, main link, main style, script:not([src]):not([type="application/json"])';
  for (const e of document.querySelectorAll(strange)) wrong.push(e.outerHTML.slice(0, 90));
  return wrong;
}
