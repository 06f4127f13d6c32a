// Taking an answer away: as text with its sources, as a link, on paper.

const NOTICE = "Réponse composée automatiquement à partir des documents cités, qui seuls font foi.";

/** The answer of a turn as text, from what the page shows. */
export function asText(article) {
  const text = (node) => withAddresses(node)?.textContent.replace(/[ \t]*\n[ \t]*/g, "\n").trim() ?? "";
  const lines = [text(article.querySelector('[data-part="question"]')), ""];
  for (const block of article.querySelector(".answer-text").children) {
    if (block.tagName === "UL") lines.push(...[...block.children].map((item) => `- ${text(item)}`));
    else lines.push(text(block));
  }
  const sources = [...article.querySelectorAll(".sources li")];
  if (sources.length) lines.push("", "Sources :");
  for (const source of sources) {
    const number = text(source.querySelector(".where .marker"));
    const link = source.querySelector(".source-link");
    const where = text(link).replace(/^Source \d+\s*:\s*/, "");
    lines.push(`[${number}] ${where}`, `    ${text(source.querySelector("blockquote")).replace(/\n/g, "\n    ")}`, `    ${link.href}`);
  }
  return [...lines, "", NOTICE].join("\n");
}

/** The node, its links to pages of this site told by their address: on paper "télécharger" leads nowhere. */
function withAddresses(node) {
  if (!node?.querySelector?.('a[href^="/"]:not(.source-link)')) return node;
  const copied = node.cloneNode(true);
  for (const link of copied.querySelectorAll('a[href^="/"]:not(.source-link)')) link.textContent = link.href;
  return copied;
}

/** Puts text on the clipboard; a page served without HTTPS has only the old way. */
export async function copy(text) {
  if (navigator.clipboard && isSecureContext) {
    await navigator.clipboard.writeText(text);
    return;
  }
  const field = document.createElement("textarea");
  field.value = text;
  field.className = "hidden-text";
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  if (!done) throw new Error("copy refused");
}

/** Makes the buttons of every turn under `root` work, now and later; `say` announces what was done. */
export function share(root, say) {
  root.addEventListener("click", async (event) => {
    const control = event.target.closest("[data-does]");
    if (!control || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const article = control.closest("article");
    if (control.dataset.does === "print") {
      print();
      return;
    }
    event.preventDefault();
    const isLink = control.dataset.does === "link";
    try {
      await copy(isLink ? control.href : asText(article));
      told(control, isLink ? "Lien copié" : "Copié", say);
    } catch {
      if (isLink) location.assign(control.href);
      else told(control, "Copie refusée par le navigateur", say);
    }
  });
}

function told(control, words, say) {
  const label = control.lastChild.nodeType === Node.TEXT_NODE ? control.lastChild : control.lastElementChild;
  const before = label.textContent;
  if (before === words) return;
  label.textContent = words;
  say(words);
  setTimeout(() => (label.textContent = before), 2500);
}
