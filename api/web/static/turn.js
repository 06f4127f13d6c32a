// One question and its answer, filled into the skeleton that the server made. Text only ever becomes text nodes.

const template = document.getElementById("turn");
const WORDS = JSON.parse(template.dataset.words);
const SHOWS_READ = new Set(["partial", "not_found", "unreadable"]);
const MOST_CHIPS = 6;
const MOST_OPEN = Number(template.dataset.mostOpen);
/** Where the sources stand beside the answer, in a margin of their own (`ask.css`): there they are in nobody's way. */
export const BESIDE = matchMedia("(min-width: 60rem)");
let made = 0;

function element(tag, properties = {}, ...children) {
  const one = Object.assign(document.createElement(tag), properties);
  one.append(...children);
  return one;
}

/** A turn of the page: the one that the server rendered, or a new one from the template. */
export function newTurn(question) {
  const number = `j${++made}`;
  const article = template.content.querySelector("article").cloneNode(true);
  article.id = `tour-${number}`;
  article.setAttribute("aria-labelledby", `question-${number}`);
  article.setAttribute("aria-busy", "true");
  const turn = { article, number, part: (name) => article.querySelector(`[data-part="${name}"]`) };
  turn.part("question").id = `question-${number}`;
  turn.part("question").textContent = question;
  turn.part("tone").querySelector("span").textContent = "Recherche dans les documents…";
  for (const name of ["understood", "meaning", "scope", "read", "suggestions", "actions", "sources"]) {
    if (turn.part(name)) turn.part(name).hidden = true;
  }
  return turn;
}

/** The answer so far; markers become links once their sources are there. */
export function showText(turn, text, citations, figures) {
  const numbers = new Set(citations.map((citation) => citation.number));
  const cut = cutter(turn.number, numbers, figures);
  const blocks = [];
  for (const line of text.split(/\r?\n/).filter((one) => one.trim())) {
    if (!line.startsWith("- ")) blocks.push(element("p", {}, ...cut(line)));
    else {
      if (blocks.at(-1)?.tagName !== "UL") blocks.push(element("ul"));
      blocks.at(-1).append(element("li", {}, ...cut(line.slice(2))));
    }
  }
  turn.part("text").replaceChildren(...blocks);
}

/** The spaces that French typography does not break; the server does the same (`unbroken`). */
const unbroken = (text) => text.replace(/(?<=«) |(?<=\d) (?=\d{3}(?!\d))| (?=[?!:;»%€])/g, "\u00a0");

/** Where answers send their reader: pages and tables of this site, and nothing else; the server has the same. */
const ADDRESS = /((?:^|(?<= ))\/(?:api\/funding|api\/compare|financement|comparer|engagements)(?:\?[\w=&%.-]+)?)(?![\w/])/;

const leading = (address) =>
  element("a", { href: address }, address.startsWith("/api/") ? "télécharger" : "ouvrir la page");

function cutter(turnNumber, numbers, figures) {
  const texts = [...new Set(figures.map((figure) => unbroken(figure.text)))].filter(Boolean).sort((a, b) => b.length - a.length);
  const escaped = texts.map((text) => text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&"));
  const figure = texts.length ? new RegExp(`(?<![\\d,.])(${escaped.join("|")})(?!\\d)`) : null;
  const words = (raw) =>
    figure
      ? unbroken(raw).split(figure).map((part, at) => (at % 2 ? element("strong", { className: "figure-said" }, part) : part))
      : [unbroken(raw)];
  const plain = (raw) =>
    raw.split(ADDRESS).flatMap((part, at) => (at % 2 ? [leading(part)] : words(part)));
  return (line) =>
    line.split(/(\[\d{1,3}\])/).flatMap((part) => {
      const number = /^\[\d+\]$/.test(part) ? Number(part.slice(1, -1)) : 0;
      return numbers.has(number) ? [marker(turnNumber, number, part)] : plain(part);
    });
}

function marker(turnNumber, number, text) {
  const link = element("a", { className: "marker", href: `#source-${turnNumber}-${number}` }, text);
  link.dataset.source = number;
  link.setAttribute("aria-describedby", `quote-${turnNumber}-${number}`);
  link.setAttribute("aria-label", `source ${number}`);
  return link;
}

export function showSource(turn, citation) {
  const sources = turn.part("sources");
  if (sources.hidden) {
    sources.hidden = false;
    sources.querySelector("h3").id = `sources-${turn.number}`;
    sources.setAttribute("aria-labelledby", `sources-${turn.number}`);
  }
  const list = sources.querySelector("ol");
  list.append(source(turn.number, citation, list.lastElementChild?.dataset.document === citation.document_id));
  const count = list.childElementCount;
  const what = count > 1 ? `les ${count} sources` : "la source";
  sources.querySelector(".to-open").textContent = `Afficher ${what}`;
  sources.querySelector(".to-close").textContent = `Masquer ${what}`;
  // Folded as one too many comes, and never again: who opens them meanwhile wants them open.
  if (count === MOST_OPEN + 1 && !BESIDE.matches) sources.querySelector(".fold").open = false;
}

/** `again`: the source before is of the same document, whose title needs not be shown twice. */
function source(turnNumber, citation, again) {
  const query = new URLSearchParams({ page: citation.page, start: citation.start, end: citation.end });
  const href = `/documents/${encodeURIComponent(citation.document_id)}?${query}#extrait`;
  const badge = element("span", { className: "marker" }, String(citation.number));
  badge.setAttribute("aria-hidden", "true");
  const hidden = element("span", { className: "hidden-text" }, `Source ${citation.number}\u00a0: `);
  const title = element("span", again ? { className: "hidden-text" } : {}, `${citation.document_title}, `);
  const item = element("li", { id: `source-${turnNumber}-${citation.number}`, tabIndex: -1 });
  item.dataset.document = citation.document_id;
  item.append(
    element("p", { className: "where" }, badge, " ", element("a", { className: "source-link", href }, hidden, title, `page\u00a0${citation.page}`)),
  );
  if (citation.section) item.append(element("p", { className: "section" }, citation.section));
  const quote = element("blockquote", {}, `«\u00a0${citation.quote.trim().replace(/\s*\n\s*/g, "\n")}\u00a0»`);
  quote.id = `quote-${turnNumber}-${citation.number}`;
  item.append(quote);
  return item;
}

/** A question without what changes nothing of it; the server has the same. */
const bare = (text) => text.toLowerCase().replace(/[\s?]+/g, " ").trim();

/** The whole answer, with what stands around it. `known` holds the contracts that are indexed. */
export function finish(turn, asked, answer, known) {
  const [heading, meaning, family] = WORDS[answer.status] ?? WORDS.answered;
  turn.article.dataset.family = family;
  turn.part("tone").querySelector("span").textContent = heading;
  show(turn, "meaning", meaning, (part) => (part.textContent = meaning));
  const understood = bare(answer.understood) !== bare(asked.question) ? answer.understood : "";
  show(turn, "understood", understood, (part) => (part.querySelector("span").textContent = understood));
  showText(turn, answer.answer, answer.citations, answer.figures);
  const chips = chipsOf(answer, asked.contracts, known);
  show(turn, "scope", chips.length || answer.scope.note, () => fillScope(turn, answer, chips));
  const read = SHOWS_READ.has(answer.status) ? documentsOf(answer, known) : [];
  show(turn, "read", read.length, (part) => part.querySelector("ul").replaceChildren(...read.map(readItem)));
  show(turn, "suggestions", answer.suggestions.length, (part) => fillSuggestions(part, answer));
  show(turn, "sources", answer.citations.length, (part) => (part.querySelector("h3").textContent = counted(answer.citations)));
  show(turn, "actions", true, (part) => fillActions(part, asked, answer));
  turn.article.setAttribute("aria-busy", "false");
}

const counted = (citations) => (citations.length > 1 ? `Sources (${citations.length})` : "Source");

function show(turn, name, content, fill) {
  const part = turn.part(name);
  if (!content) {
    part.remove();
    return;
  }
  part.hidden = false;
  fill(part);
}

function chipsOf(answer, narrowed, known) {
  const scope = new Set(answer.scope.contracts.map((contract) => contract.id));
  const shown = known.length && known.length <= MOST_CHIPS ? known : answer.scope.contracts.slice(0, MOST_CHIPS);
  const chips = shown.map(({ id, label }) => ({ id, label, current: scope.has(id) }));
  if (answer.status === "out_of_scope" || known.length < 2) return chips.filter((chip) => chip.current);
  return narrowed.length ? [...chips, { id: "", label: "Tous les contrats", current: false }] : chips;
}

function fillScope(turn, answer, chips) {
  turn.part("asked").textContent = answer.scope.contracts.length > 1 ? "Contrats interrogés" : "Contrat interrogé";
  if (answer.scope.note) {
    turn.part("note").append("\u00a0: ", element("span", { className: "soft" }, answer.scope.note));
  }
  turn.part("chips").replaceChildren(
    ...chips.map((chip) => {
      const button = element("button", { className: "chip", name: "contract", value: chip.id }, chip.label);
      if (chip.current) button.setAttribute("aria-pressed", "true");
      else if (chip.id) button.title = "Reposer la question à ce contrat";
      return element("li", {}, button);
    }),
  );
}

function documentsOf(answer, known) {
  const scope = new Set(answer.scope.contracts.map((contract) => contract.id));
  return answer.scope.contracts.flatMap(({ id }) => known.find((one) => one.id === id && scope.has(id))?.documents ?? []);
}

function readItem(one) {
  const pages = `${one.pages}\u00a0page${one.pages > 1 ? "s" : ""}`;
  const link = element("a", { href: `/documents/${encodeURIComponent(one.id)}` }, one.title);
  return element("li", {}, link, " ", element("span", { className: "soft small" }, pages));
}

function fillSuggestions(part, answer) {
  part.querySelector("h4").textContent = answer.citations.length ? "À demander aussi" : "Vous pouvez demander";
  part.querySelector("ul").replaceChildren(
    ...answer.suggestions.map((text) => {
      const button = element("button", { className: "button suggestion", name: "q", value: text }, unbroken(text));
      return element("li", {}, button);
    }),
  );
}

function fillActions(part, asked, answer) {
  const alone = asked.history.length ? answer.understood || asked.question : asked.question;
  const query = new URLSearchParams([["q", alone], ...asked.contracts.map((id) => ["contract", id])]);
  part.querySelector('[data-does="link"]').href = `/?${query}`;
  const form = part.querySelector("form");
  const hold = (name, value) => form.prepend(element("input", { type: "hidden", name, value }));
  for (const id of asked.contracts) hold("contract", id);
  for (const turn of [...asked.history].reverse()) {
    hold("history_answer", turn.answer);
    hold("history_question", turn.question);
  }
  hold("q", asked.question);
}
