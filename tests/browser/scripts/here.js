// What has the focus: its number (of its group for a radio button), and whether a reader can see that it has.
() => {
  const e = document.activeElement;
  if (!e || e === document.body || e === document.documentElement) return [-1, true, ''];
  let stop = e.dataset.stop;
  if (stop === undefined && e.type === 'radio') {
    const same = [...document.querySelectorAll('input[type=radio][data-stop]')];
    stop = same.find(o => o.name === e.name && o.form === e.form)?.dataset.stop;
  }
  const shown = one => {
    if (!one) return false;
    const looks = [getComputedStyle(one), getComputedStyle(one, '::before'), getComputedStyle(one, '::after')];
    if (one.tagName === 'rect' && parseFloat(looks[0].strokeWidth) >= 3) return true; // a box of a picture: its frame
    return looks.some(s => (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0) || s.boxShadow !== 'none');
  };
  const near = [e, ...(e.labels ?? []), e.closest('.CodeMirror, .yasqe'), e.querySelector(':scope > rect')];
  const box = e.getBoundingClientRect();
  const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  const name = e.tagName.toLowerCase() + ' ' + (e.textContent || e.name || e.id).trim().slice(0, 40);
  return [stop === undefined ? -2 : Number(stop), near.some(shown) && inside, name];
}
