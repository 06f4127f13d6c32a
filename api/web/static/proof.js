// The quote behind a proof, shown on hover and on keyboard focus; without this module the browser's title shows it.

const WAIT = 120; // ms: long enough to reach the quote with the pointer, short enough not to linger

const box = document.createElement("div");
box.className = "peek";
box.id = "peek";
box.setAttribute("role", "tooltip");
box.popover = "manual";
document.body.append(box);

let shownFor = null;
let closing = 0;

/** The title leaves the element while ours is shown, or the browser would show both. */
function quoteOf(link) {
  if (link.title) {
    link.dataset.quote = link.title;
    link.removeAttribute("title");
    link.setAttribute("aria-description", link.dataset.quote);
  }
  return link.dataset.quote ?? "";
}

function place(link) {
  const at = link.getBoundingClientRect();
  const own = box.getBoundingClientRect();
  const left = Math.min(Math.max(8, at.left), innerWidth - own.width - 8);
  const below = at.bottom + 6;
  const top = below + own.height > innerHeight && at.top - own.height - 6 > 0 ? at.top - own.height - 6 : below;
  box.style.left = `${Math.max(8, left)}px`;
  box.style.top = `${top}px`;
}

function show(link) {
  clearTimeout(closing);
  const text = quoteOf(link);
  if (!text || shownFor === link) return;
  const [, about, quote] = /^(.*?) : («[\s\S]*)$/.exec(text) ?? [null, "", text];
  const where = document.createElement("p");
  where.textContent = about ? `${about}, ${link.dataset.where ?? link.textContent.trim()}` : "";
  const words = document.createElement("blockquote");
  words.textContent = quote;
  box.replaceChildren(...(about ? [where] : []), words);
  shownFor = link;
  box.showPopover?.();
  place(link);
}

function hide() {
  clearTimeout(closing);
  if (!shownFor) return;
  shownFor = null;
  box.hidePopover?.();
}

const proofOf = (event) => (event.target instanceof Element ? event.target.closest(".proof, .marker") : null);

document.addEventListener("pointerover", (event) => {
  const link = proofOf(event);
  if (link) show(link);
  else if (box.contains(event.target)) clearTimeout(closing);
  else if (shownFor && shownFor !== document.activeElement) {
    clearTimeout(closing);
    closing = setTimeout(hide, WAIT);
  }
});
document.addEventListener("focusin", (event) => {
  const link = proofOf(event);
  if (link?.matches(":focus-visible")) show(link);
  else hide();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && shownFor) hide();
});
document.addEventListener("scroll", () => hide(), { passive: true });
