// Answers in place of a page reload; without this module the form and the links work by themselves.
// Text from documents only ever becomes text nodes.

const STATES = {
  answered: "Réponse",
  partial: "Réponse partielle",
  not_found: "Non trouvé dans les documents lus",
  out_of_scope: "Hors du champ des contrats",
  unreadable: "Page illisible",
};
const UNREACHABLE = "Le service ne répond pas. Vérifiez votre connexion, puis réessayez.";

const form = document.getElementById("ask");
const box = document.getElementById("question");
const wrong = document.getElementById("wrong");
const shown = document.getElementById("answer");
const button = form.querySelector("button");
let current = null;

function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

function segments(line, numbers) {
  return line.split(/(\[\d{1,3}\])/).map((part) => {
    const number = /^\[\d+\]$/.test(part) ? Number(part.slice(1, -1)) : 0;
    if (!numbers.has(number)) return part;
    const link = element("a", { className: "marker", href: `#source-${number}` }, part);
    link.setAttribute("aria-label", `source ${number}`);
    return link;
  });
}

function answerText(text, numbers) {
  const whole = element("div", { className: "answer-text" });
  for (const line of text.split(/\r?\n/).filter((one) => one.trim())) {
    if (!line.startsWith("- ")) {
      whole.append(element("p", {}, ...segments(line, numbers)));
      continue;
    }
    if (whole.lastElementChild?.tagName !== "UL") whole.append(element("ul"));
    whole.lastElementChild.append(element("li", {}, ...segments(line.slice(2), numbers)));
  }
  return whole;
}

function aside(key, text) {
  return element("p", { className: "aside" }, element("span", { className: "key" }, key), ` ${text}`);
}

function source(citation) {
  const query = new URLSearchParams({ page: citation.page, start: citation.start, end: citation.end });
  const href = `/documents/${encodeURIComponent(citation.document_id)}?${query}#extrait`;
  const label = `${citation.document_title}, page ${citation.page}`;
  const item = element("li", { id: `source-${citation.number}`, value: citation.number });
  item.append(element("p", { className: "where" }, element("a", { href }, label)));
  if (citation.section) item.append(element("p", { className: "section" }, citation.section));
  item.append(element("blockquote", {}, `«\u00a0${citation.quote}\u00a0»`));
  return item;
}

function suggestion(question) {
  return element("li", {}, element("a", { href: `/?${new URLSearchParams({ q: question })}` }, question));
}

function show(answer, question) {
  const numbers = new Set(answer.citations.map((citation) => citation.number));
  const parts = [element("h2", { className: `state state-${answer.status}` }, STATES[answer.status] ?? "Réponse")];
  if (answer.understood && answer.understood !== question) {
    parts.push(aside("Question comprise :", answer.understood));
  }
  parts.push(answerText(answer.answer, numbers));
  const labels = answer.scope.contracts.map((contract) => contract.label).join(", ");
  const scope = [labels, answer.scope.note].filter(Boolean).join(" — ");
  if (scope) parts.push(aside("Portée :", scope));
  if (answer.citations.length) {
    parts.push(element("h3", {}, "Sources"));
    parts.push(element("ol", { className: "sources" }, ...answer.citations.map(source)));
  }
  if (answer.suggestions.length) {
    parts.push(element("h3", {}, "À demander aussi"));
    parts.push(element("ul", { className: "questions" }, ...answer.suggestions.map(suggestion)));
  }
  shown.replaceChildren(...parts);
}

function complain(sentence) {
  wrong.textContent = sentence;
  if (sentence) box.setAttribute("aria-invalid", "true");
  else box.removeAttribute("aria-invalid");
  shown.hidden = shown.querySelector("h2") === null;
}

function wait(waiting) {
  shown.setAttribute("aria-busy", String(waiting));
  button.setAttribute("aria-disabled", String(waiting));
  button.textContent = waiting ? "Recherche…" : "Demander";
}

async function ask(question) {
  current?.abort();
  const request = (current = new AbortController());
  complain("");
  wait(true);
  // A live region must be there before its words come, or they are not read out.
  shown.hidden = false;
  try {
    const response = await fetch("/api/ask", {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json" },
      body: JSON.stringify({ question }),
      signal: request.signal,
    });
    const received = await response.json();
    if (response.ok) show(received, question);
    else complain(received.detail ?? UNREACHABLE);
  } catch {
    if (!request.signal.aborted) complain(UNREACHABLE);
  } finally {
    if (current === request) wait(false);
  }
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  ask(box.value.trim());
});

// A question is one line to most people: Enter asks, Shift+Enter makes a line.
box.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    form.requestSubmit();
  }
});

// Example and suggested questions are links to an answer: ask them in place.
document.addEventListener("click", (event) => {
  const link = event.target.closest(".questions a");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  box.value = new URL(link.href).searchParams.get("q");
  form.scrollIntoView({ block: "start" });
  box.focus({ preventScroll: true });
  ask(box.value);
});
