// The page of a document where a quote stands, over the page that cites it: nothing of a conversation is lost.

let dialog = null;
let shown = { id: "", page: 0, last: 1 };

function element(tag, properties = {}, ...children) {
  const one = Object.assign(document.createElement(tag), properties);
  one.append(...children);
  return one;
}

/** Opens the page that the address names, its span marked; throws when it cannot be read. */
export async function openViewer(href) {
  const address = new URL(href, location.href);
  const query = address.searchParams;
  const id = decodeURIComponent(address.pathname.split("/").pop());
  const about = await json(`/api/documents/${encodeURIComponent(id)}`);
  dialog ??= make();
  const number = Number(query.get("page") ?? 1);
  await showPage(about, number, Number(query.get("start") ?? 0), Number(query.get("end") ?? 0));
  if (!dialog.open) dialog.showModal();
  // The quote is what one came for: it is read first, and arrow keys move the text around it.
  const mark = dialog.querySelector("mark");
  mark?.focus({ preventScroll: true });
  mark?.scrollIntoView({ block: "center" });
}

async function json(path) {
  const response = await fetch(path, { headers: { Accept: "application/json" } });
  if (!response.ok) throw new Error(String(response.status));
  return response.json();
}

const part = (name) => dialog.querySelector(`[data-part="${name}"]`);

function make() {
  const close = element("button", { className: "button light", type: "button" }, "Fermer");
  const title = element("h2", { id: "viewer-title" });
  title.dataset.part = "title";
  const step = (name, words) => {
    const button = element("button", { className: "button light", type: "button" }, words);
    button.dataset.part = name;
    return button;
  };
  const full = element("a", { className: "button light", target: "_blank", rel: "noopener" }, "Ouvrir dans un onglet");
  full.dataset.part = "full";
  const place = element("p", { className: "soft small" });
  place.dataset.part = "place";
  place.setAttribute("role", "status"); // another page is told as it comes
  const picture = element("div", { className: "viewer-picture" });
  picture.dataset.part = "picture";
  const text = element("div", { className: "page-text", tabIndex: 0 });
  text.dataset.part = "text";
  text.setAttribute("role", "region");
  text.setAttribute("aria-label", "Texte de la page");
  const made = element(
    "dialog",
    { className: "viewer" },
    element("header", {}, element("div", {}, title, place), close),
    element("div", { className: "viewer-body" }, picture, text),
    element("footer", { className: "buttons" }, step("previous", "Page précédente"), step("next", "Page suivante"), full),
  );
  made.setAttribute("aria-labelledby", "viewer-title");
  close.addEventListener("click", () => made.close());
  made.addEventListener("click", (event) => {
    if (event.target === made) made.close(); // the backdrop
  });
  document.body.append(made);
  return made;
}

async function showPage(about, number, start, end) {
  const page = await json(`/api/documents/${encodeURIComponent(about.id)}/pages/${number}`);
  shown = { id: about.id, page: number, last: about.pages };
  const marked = end > start;
  part("title").textContent = about.title;
  part("place").textContent = `Page ${number} sur ${about.pages}${marked ? " – le passage cité est surligné" : ""}`;
  const words = marked
    ? [page.text.slice(0, start), element("mark", { tabIndex: -1 }, page.text.slice(start, end)), page.text.slice(end)]
    : [page.text || "Cette page est une image sans texte : elle n'a pas pu être lue."];
  part("text").replaceChildren(...words);
  part("text").scrollTop = 0;
  part("full").href = addressOf(number, start, end);
  showPicture(about, number, marked ? `?start=${start}&end=${end}` : "", marked ? start / page.text.length : 0);
  for (const [name, other] of [["previous", number - 1], ["next", number + 1]]) {
    const isThere = other >= 1 && other <= about.pages;
    // Not `disabled`, which would throw the keyboard out of the button that turned the last page.
    part(name).setAttribute("aria-disabled", String(!isThere));
    part(name).onclick = () => isThere && showPage(about, other, 0, 0).catch(() => location.assign(addressOf(other, 0, 0)));
  }
}

function addressOf(number, start, end) {
  const query = new URLSearchParams({ page: number, ...(end > start ? { start, end } : {}) });
  return `/documents/${encodeURIComponent(shown.id)}?${query}#extrait`;
}

/** `share` is how far down the text the span stands: about where it is in print. */
function showPicture(about, number, query, share) {
  const holder = part("picture");
  holder.hidden = !about.file_name.toLowerCase().endsWith(".pdf");
  holder.replaceChildren();
  if (holder.hidden) return;
  const image = element("img", { alt: `Page ${number} telle qu'elle est imprimée ; son texte est à côté` });
  image.onerror = () => (holder.hidden = true);
  image.onload = () => (holder.scrollTop = share * holder.scrollHeight - holder.clientHeight / 2);
  image.src = `/api/documents/${encodeURIComponent(about.id)}/pages/${number}.png${query}`;
  holder.append(image);
}
