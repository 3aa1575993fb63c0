"""The only script that runs in the preview, in a world the page cannot see."""

SCRIPT = r"""
globalThis.preview = (() => {
  const holder = () => document.querySelector('[data-blocks]');
  const blocks = () => { const box = holder(); return box ? box.children : []; };
  const height = () => document.documentElement.clientHeight;
  let here = -1;

  function firstVisible(list) {
    let low = 0, high = list.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (list[middle].getBoundingClientRect().bottom > 0) high = middle; else low = middle + 1;
    }
    return low;
  }

  function keepingPlace(change, moved) {
    const before = blocks();
    const index = before.length ? firstVisible(before) : -1;
    const anchor = index >= 0 ? before[index] : null;
    const top = anchor ? anchor.getBoundingClientRect().top : 0;
    const scroll = window.scrollY;
    change();
    if (scroll === 0) return;
    const after = blocks();
    const now = anchor && after[Math.min(moved(index), after.length - 1)];
    if (now) window.scrollBy(0, now.getBoundingClientRect().top - top);
    else window.scrollTo(0, scroll);
  }

  // A block that stays with other words keeps its element: one that comes or goes among its siblings makes
  // Chromium match every rule with a + or a :last-child anew, for some style sheets in the whole page.
  function replace(box, first, removed, added) {
    const old = Array.prototype.slice.call(box.children, first, first + removed);
    const at = (old.length ? old[old.length - 1].nextSibling : box.children[first]) || null;
    added.forEach((html, n) => {
      const block = old[n] || document.createElement('div');
      if (!old[n]) {
        block.className = 'block';
        box.insertBefore(block, at);
      }
      block.innerHTML = html;
    });
    for (const block of old.slice(added.length)) block.remove();
  }

  function reveal(element, slack) {
    const box = element.getBoundingClientRect(), view = height();
    if (box.top >= 0 && box.bottom <= view) return;
    if (box.height > view - 2 * slack) {
      if (box.bottom > view / 4 && box.top < view * 3 / 4) return;
      window.scrollBy(0, box.top - slack);
    } else if (box.top < 0) window.scrollBy(0, box.top - slack);
    else window.scrollBy(0, box.bottom - view + slack);
  }

  function style() {
    let sheet = document.getElementById('preview-marks');
    if (!sheet) {
      sheet = document.createElement('style');
      sheet.id = 'preview-marks';
      document.head.append(sheet);
    }
    return sheet;
  }

  function mark(index) {
    const old = document.querySelector('[data-here]');
    here = index;
    const now = blocks()[index];
    if (old === (now || null)) return now;
    if (old) old.removeAttribute('data-here');
    if (now) now.setAttribute('data-here', '');
    return now;
  }

  return {
    patch(first, removed, added, caret) {
      const box = holder();
      if (!box) return false;
      const behind = first + removed, last = first + Math.max(0, added.length - 1);
      const moved = index => index >= behind ? index + added.length - removed
        : index < first ? index : Math.min(index, last);
      keepingPlace(() => { replace(box, first, removed, added); mark(caret); }, moved);
      const now = blocks()[caret];
      if (now) reveal(now, 24);
      return true;
    },
    swap(html, caret, color) {
      const parsed = new DOMParser().parseFromString(html, 'text/html');
      const scroll = window.scrollY;
      const root = document.documentElement;
      const change = () => {
        for (const name of root.getAttributeNames()) root.removeAttribute(name);
        for (const item of parsed.documentElement.attributes) root.setAttribute(item.name, item.value);
        root.replaceChild(document.adoptNode(parsed.head), document.head);
        root.replaceChild(document.adoptNode(parsed.body), document.body);
        this.dress(color);
      };
      keepingPlace(change, index => index);
      if (!holder()) window.scrollTo(0, scroll);
      mark(caret);
      return true;
    },
    dress(color) {
      style().textContent = 'html{overflow-anchor:none}::-webkit-scrollbar{width:10px;height:10px;' +
        'background:transparent}::-webkit-scrollbar-button,::-webkit-scrollbar-corner{display:none}' +
        `::-webkit-scrollbar-thumb{background:${color}66;border-radius:5px;border:2px solid transparent;` +
        'background-clip:padding-box}body{overflow-wrap:break-word}[data-here]{position:relative}' +
        "[data-here]::before{content:'';position:absolute;left:-13px;top:3px;bottom:3px;width:3px;" +
        `border-radius:2px;background:${color}}`;
    },
    caret(index) { const now = mark(index); if (now) reveal(now, 24); return !!now; },
    top() { window.scrollTo(0, 0); },
    follow(index, part, end) {
      if (end) { window.scrollTo(0, document.documentElement.scrollHeight); return; }
      const block = blocks()[index];
      if (!block) return;
      const box = block.getBoundingClientRect();
      window.scrollBy(0, index === 0 && part === 0 ? -window.scrollY : box.top + box.height * part);
    },
    part(value) {
      const room = document.documentElement.scrollHeight - height();
      window.scrollTo(0, room * value);
    },
    at(x, y) {
      const element = document.elementFromPoint(x, y);
      if (!element) return '';
      const link = element.closest('a[href]');
      if (link && link.getAttribute('href').startsWith('#')) {
        const target = document.getElementById(link.getAttribute('href').slice(1));
        if (target) target.scrollIntoView();
        return '';
      }
      if (link || String(getSelection())) return '';
      const box = holder();
      let block = element;
      while (block && block.parentElement !== box) block = block.parentElement;
      if (!box || !block) return '';
      const spot = document.caretRangeFromPoint(x, y);
      let before = '', after = '';
      if (spot && block.contains(spot.startContainer) && spot.startContainer.nodeType === 3) {
        const range = document.createRange();
        range.selectNodeContents(block);
        range.setEnd(spot.startContainer, spot.startOffset);
        before = range.toString();
        after = spot.startContainer.data.slice(spot.startOffset, spot.startOffset + 40);
      }
      return JSON.stringify({index: [...box.children].indexOf(block), before, after});
    },
    ground() {
      const seen = element => getComputedStyle(element).backgroundColor;
      return [document.body, document.documentElement].map(seen).find(c => !/^rgba\(.*, 0\)$/.test(c)) || '';
    },
    text() { const box = holder(); return (box || document.body).innerText; },
    scroll() { return window.scrollY; },
  };
})();
"""
