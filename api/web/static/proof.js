// The quote behind a proof: shown on hover and on keyboard focus, and in its page on a click (`viewer.js`).
// Without this module the browser's title shows the quote and the link opens the page.

const WAIT = 160; // ms: long enough to reach the quote with the pointer, short enough not to linger

const box = document.createElement("div");
box.className = "peek";
box.setAttribute("role", "tooltip");
box.popover = "manual";
document.querySelector("main").append(box); // inside a landmark; as a popover it is drawn over everything

let shownFor = null;
let closing = 0;

/** Where and what a proof says: of a marker from the source it points to, else from its title. */
function saidBy(link) {
  const source = sourceOf(link);
  if (source) {
    const about = source.querySelector(".source-link").textContent.replace(/^Source \d+\s*: /, "");
    return [about, source.querySelector("blockquote").textContent];
  }
  if (link.title) {
    // The title leaves the element while ours is shown, or the browser would show both.
    link.dataset.quote = link.title;
    link.removeAttribute("title");
    link.setAttribute("aria-description", link.dataset.quote);
  }
  const said = link.dataset.quote ?? "";
  const at = said.indexOf(" : «");
  return at < 0 ? ["", said] : [`${said.slice(0, at)}, ${link.textContent.trim()}`, said.slice(at + 3)];
}

function sourceOf(link) {
  return link.matches("a.marker") ? document.getElementById(link.hash.slice(1)) : null;
}

function place(link) {
  const at = link.getBoundingClientRect();
  const own = box.getBoundingClientRect();
  const below = at.bottom + 6;
  const above = at.top - own.height - 6;
  box.style.left = `${Math.max(8, Math.min(at.left, innerWidth - own.width - 8))}px`;
  box.style.top = `${below + own.height > innerHeight && above > 0 ? above : below}px`;
}

function show(link) {
  clearTimeout(closing);
  if (shownFor === link) return;
  hide();
  const [about, quote] = saidBy(link);
  if (!quote) return;
  const where = document.createElement("p");
  where.textContent = about;
  const words = document.createElement("blockquote");
  words.textContent = quote;
  box.replaceChildren(...(about ? [where] : []), words);
  shownFor = link;
  point(sourceOf(link));
  box.showPopover?.();
  place(link);
}

/** Brings the source into view in its margin, and never moves the page itself. */
function point(source) {
  if (!source) return;
  source.classList.add("pointed");
  const margin = source.closest(".sources");
  if (getComputedStyle(margin).overflowY !== "auto" || !source.closest("details").open) return;
  const [one, all] = [source.getBoundingClientRect(), margin.getBoundingClientRect()];
  if (one.top < all.top || one.bottom > all.bottom) margin.scrollTop += one.top - all.top - 24;
}

function hide() {
  clearTimeout(closing);
  if (!shownFor) return;
  sourceOf(shownFor)?.classList.remove("pointed");
  shownFor = null;
  box.hidePopover?.();
}

/** Behind the page that opens over them, the sources are open at the one that was asked for. */
function unfold(source) {
  source.closest("details").open = true;
  for (const other of source.parentElement.children) other.classList.toggle("opened", other === source);
}

const proofOf = (node) => (node instanceof Element ? node.closest("a.proof, a.marker") : null);

document.addEventListener("pointerover", (event) => {
  const link = proofOf(event.target);
  if (link) show(link);
  else if (box.contains(event.target)) clearTimeout(closing);
  else if (shownFor && shownFor !== document.activeElement) {
    clearTimeout(closing);
    closing = setTimeout(hide, WAIT);
  }
});
document.addEventListener("focusin", (event) => {
  const link = proofOf(event.target);
  if (link?.matches(":focus-visible")) show(link);
  else hide();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") hide();
});
// A proof scrolls into view as the keyboard or a pointer reaches it, and the event may come after its quote is shown:
// the quote goes with the proof as long as it is still the one that is meant.
const meant = (link) => link === document.activeElement || link.matches(":hover");
addEventListener("scroll", () => (shownFor && meant(shownFor) ? place(shownFor) : hide()), { passive: true });

document.addEventListener("click", async (event) => {
  if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const link = event.target instanceof Element ? event.target.closest("a.proof, a.marker, a.source-link") : null;
  if (!link || link.closest("dialog")) return;
  const source = sourceOf(link);
  const href = source?.querySelector(".source-link").href ?? link.href;
  event.preventDefault();
  hide();
  if (source) unfold(source);
  try {
    const { openViewer } = await import("./viewer.js");
    await openViewer(href);
  } catch {
    location.assign(href);
  }
});

// Paper cannot be unfolded. Where the sheet for it (`print.css`) cannot open what is folded, this does.
const opened = [];
if (!CSS.supports("selector(::details-content)")) {
  addEventListener("beforeprint", () => {
    opened.push(...document.querySelectorAll("details:not([open])"));
    for (const one of opened) one.open = true;
  });
  addEventListener("afterprint", () => {
    for (const one of opened.splice(0)) one.open = false;
  });
}
