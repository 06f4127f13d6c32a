// A conversation kept in this page and nowhere else; without this module the forms and links work by themselves.

import { Refused, answerEvents } from "./stream.js";
import { BESIDE, finish, newTurn, showSource, showText } from "./turn.js";
import { share } from "./share.js";

const MOST_TURNS = 20; // what the interface admits
const LATE = 12_000; // ms: an answer takes less than one second, or a few where a language model words it
const TARDY = "La réponse tarde. Attendez-la, ou demandez à nouveau.";
const MOST_BYTES = 48_000; // of earlier turns as a form writes them: with the question they stay under the limit

const hero = document.getElementById("hero");
const form = document.getElementById("ask");
const box = document.getElementById("question");
const wrong = document.getElementById("wrong");
const thread = document.getElementById("thread");
const announce = document.getElementById("announce");
const choices = document.getElementById("choices");
const button = form.querySelector("button[type=submit]");
const label = form.querySelector("label");
const hint = document.getElementById("ask-hint");
const start = { label: label.textContent, hint: [...hint.childNodes] };

let current = null;
// The turn whose answer is still to come.
let pending = null;
let contracts = null;
const history = startingHistory();

/** What the server's rendering brings along of the conversation so far. */
function startingHistory() {
  const values = (name) => [...document.querySelectorAll(`#history [name=${name}]`)].map((field) => field.value);
  const answers = values("history_answer");
  return values("history_question").map((question, at) => ({ question, answer: answers[at] ?? "" }));
}

/** The last turns that a request can carry. */
function recent() {
  let size = 0;
  const kept = [];
  for (const turn of history.slice(-MOST_TURNS).reverse()) {
    size += `${new URLSearchParams(turn)}`.length;
    if (size > MOST_BYTES) break;
    kept.unshift(turn);
  }
  return kept;
}

/** The contracts that are indexed, with their documents; asked for once. */
function known() {
  contracts ??= fetch("/api/contracts", { headers: { Accept: "application/json" } })
    .then((response) => (response.ok ? response.json() : []))
    .catch(() => []);
  return contracts;
}

const chosen = () => [...form.querySelectorAll("[name=contract]:is(:checked, [type=hidden])")].map((field) => field.value);

function say(words) {
  announce.textContent = words;
}

function complain(sentence) {
  wrong.textContent = sentence;
  if (sentence) box.setAttribute("aria-invalid", "true");
  else box.removeAttribute("aria-invalid");
}

function wait(waiting) {
  button.setAttribute("aria-disabled", String(waiting));
  button.querySelector("span").textContent = waiting ? "Recherche…" : "Demander";
}

/** Asks, and shows the answer above the earlier ones; `before` is what the question follows. */
async function ask(question, { narrowed = chosen(), before = recent(), takesFocus = false } = {}) {
  current?.abort();
  // It goes at once: what its own request does on being given up comes later, beside the new turn.
  pending?.remove();
  const request = (current = new AbortController());
  complain("");
  wait(true);
  say("Recherche dans les documents…");
  const turn = newTurn(question);
  thread.prepend(turn.article);
  pending = turn.article;
  enter();
  if (takesFocus) turn.part("question").focus({ preventScroll: true });
  const asked = { question, history: before, contracts: narrowed };
  const late = setTimeout(() => {
    tell(turn, TARDY);
    say(TARDY);
    wait(false);
  }, LATE);
  try {
    await receive(turn, asked, request.signal);
    if (box.value.trim() === question) box.value = "";
  } catch (error) {
    turn.article.remove();
    if (request.signal.aborted) return;
    if (!(error instanceof Refused)) throw error;
    leave();
    box.value ||= question;
    complain(error.message);
    say("");
    if (takesFocus) box.focus();
  } finally {
    clearTimeout(late);
    if (current === request) {
      pending = null;
      wait(false);
    }
  }
}

/** What the turn is doing, where its heading will be. */
function tell(turn, words) {
  turn.part("tone").querySelector("span").textContent = words;
}

async function receive(turn, asked, signal) {
  const citations = [];
  let text = "";
  for await (const [event, data] of answerEvents(asked, signal)) {
    if (event === "citation") {
      if (!citations.length) tell(turn, "Passages trouvés, la réponse suit…");
      citations.push(data);
      showSource(turn, data);
    } else if (event === "delta") {
      text += data.text;
      showText(turn, text, citations, []);
    } else if (event === "done") {
      finish(turn, asked, data, await known());
      enable(turn.article);
      remember(asked);
      history.push({ question: asked.question, answer: data.answer });
      const sources = data.citations.length;
      const counted = sources ? ` ${sources} source${sources > 1 ? "s" : ""}.` : "";
      say(`${turn.part("tone").textContent.trim()}. ${data.answer.replace(/\s*\[\d+\]/g, "")}${counted}`);
    }
  }
}

/** Kept with this entry of the tab's history, out of the address: reloading, or coming back, asks again. */
function remember(asked) {
  window.history.replaceState({ asked }, "");
}

/** From the start page to a conversation: the box is for what follows. */
function enter() {
  hero.classList.add("asked");
  document.getElementById("welcome")?.setAttribute("hidden", "");
  if (choices) choices.open = false;
  label.textContent = "Votre question suivante";
  const again = Object.assign(document.createElement("a"), { href: "/", textContent: "Nouvelle conversation" });
  const words = document.createElement("span");
  words.textContent = "La suite tient compte de ce qui précède.";
  hint.replaceChildren(words, " ", again);
  hero.scrollIntoView({ block: "start" });
}

/** Back to the start page when the first question got no answer. */
function leave() {
  if (thread.childElementCount) return;
  hero.classList.remove("asked");
  document.getElementById("welcome")?.removeAttribute("hidden");
  label.textContent = start.label;
  hint.replaceChildren(...start.hint);
}

/** Buttons that only work with this module are hidden until it is there. */
function enable(root) {
  for (const control of root.querySelectorAll("button[data-does][hidden]")) control.hidden = false;
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const question = box.value.trim();
  if (question) ask(question);
});

// A question is one line to most people: Enter asks, Shift+Enter makes a line.
box.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    form.requestSubmit();
  }
});

// A chip asks the same question again of that contract, a suggestion asks it as a new one.
thread.addEventListener("submit", (event) => {
  const pressed = event.submitter;
  if (pressed?.name === "q") {
    event.preventDefault();
    ask(pressed.value, { takesFocus: true });
  } else if (pressed?.name === "contract") {
    event.preventDefault();
    narrow(event.target.closest("article"), pressed.value);
  }
});

function narrow(article, contract) {
  const question = article.querySelector('[data-part="question"]').textContent.trim();
  // What stood before that turn, not what came after it.
  const fields = (name) => [...article.querySelectorAll(`[data-part=export] [name=${name}]`)].map((field) => field.value);
  const answers = fields("history_answer");
  const before = fields("history_question").map((one, at) => ({ question: one, answer: answers[at] ?? "" }));
  choose(contract ? [contract] : []);
  ask(question, { narrowed: contract ? [contract] : [], before, takesFocus: true });
}

// Example questions are links to an answer: asked in place.
document.getElementById("welcome")?.addEventListener("click", (event) => {
  const link = event.target.closest(".questions a");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  ask(new URL(link.href).searchParams.get("q"), { takesFocus: true });
});

choices?.addEventListener("change", tellChosen);

/** The contracts to which the next question goes too, as the label of the box says. */
function choose(contracts) {
  for (const field of choices?.querySelectorAll("[name=contract]") ?? []) field.checked = contracts.includes(field.value);
  if (choices) tellChosen();
}

function tellChosen() {
  const labels = [...choices.querySelectorAll(":checked")].map((field) => field.nextElementSibling.firstChild.textContent.trim());
  document.getElementById("chosen").textContent = labels.length > 2 ? `${labels.length}` : labels.join(", ") || "tous";
}

// The server cannot know that there is a margin for the sources, where they need no fold.
if (BESIDE.matches) for (const fold of thread.querySelectorAll(".fold")) fold.open = true;

enable(document);
share(thread, say);

// A link to the page that one is on keeps the entry of the history, and would ask again.
document.addEventListener("click", (event) => {
  if (event.target.closest('a[href="/"]')) window.history.replaceState(null, "");
});

// What was asked last on this page, above the answer that its address has.
const left = window.history.state?.asked;
if (left) {
  choose(left.contracts);
  ask(left.question, { narrowed: left.contracts, before: left.history });
}
