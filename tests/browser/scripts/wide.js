// What stands out over the right edge and scrolls the page, the innermost first; boxes that scroll must be reachable.
() => {
  if (document.documentElement.scrollWidth > innerWidth) {
    const box = e => e.closest('[role=region][tabindex="0"], .scroll, .picture');
    const out = [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !box(e));
    return ['page is ' + document.documentElement.scrollWidth, ...out.slice(-5).map(e => e.outerHTML.slice(0, 120))];
  }
  return [...document.querySelectorAll('main *, nav *')]
    .filter(e => /auto|scroll/.test(getComputedStyle(e).overflowX) && e.scrollWidth > e.clientWidth + 1)
    .filter(e => e.tabIndex !== 0 && !e.closest('.CodeMirror') && !/^(SELECT|TEXTAREA|INPUT)$/.test(e.tagName))
    .map(e => 'not reachable: ' + e.outerHTML.slice(0, 120));
}
