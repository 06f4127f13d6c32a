// Bringing documents in and taking them out, with the administrator's token, which stays in this tab.

const KEY = "cls-admin-token";
const EVERY = 900; // ms between two looks at a job
const UNREACHABLE = "Le service ne répond pas. Vérifiez votre connexion, puis réessayez.";

const root = document.getElementById("administration");
const WORDS = JSON.parse(root.dataset.words);
const KINDS = { upload: "Lecture de documents", removal: "Retrait", reindex: "Réindexation" };
const STATES = { waiting: "en attente", running: "en cours", done: "terminé", failed: "interrompu" };
const ENDED = new Set(["done", "failed"]);

const byId = (id) => document.getElementById(id);
const watched = new Set();
let token = sessionStorage.getItem(KEY) ?? "";

function element(tag, properties = {}, ...children) {
  const one = Object.assign(document.createElement(tag), properties);
  one.append(...children);
  return one;
}

/** A header holds bytes: the token's letters go as UTF-8. */
function authorization() {
  return `Bearer ${String.fromCharCode(...new TextEncoder().encode(token))}`;
}

async function call(method, path) {
  let response;
  try {
    response = await fetch(path, { method, headers: { Authorization: authorization(), Accept: "application/json" } });
  } catch {
    throw new Error(UNREACHABLE);
  }
  const body = await response.json().catch(() => ({}));
  if (response.status === 401) forget();
  if (!response.ok) throw new Error(body.detail ?? UNREACHABLE);
  return body;
}

// --- the token ---

async function enter(shown, { quiet = false } = {}) {
  token = shown;
  try {
    const jobs = await call("GET", "/api/jobs");
    sessionStorage.setItem(KEY, token);
    byId("token-wrong").textContent = "";
    open(true);
    for (const job of jobs.reverse()) follow(job);
    if (!quiet) byId("files").focus();
  } catch (error) {
    forget();
    if (!quiet) byId("token-wrong").textContent = error.message;
  }
}

function forget() {
  token = "";
  sessionStorage.removeItem(KEY);
  open(false);
}

function open(isOpen) {
  byId("token-form").hidden = isOpen;
  byId("tools").hidden = !isOpen;
  for (const part of document.querySelectorAll(".admin-only")) part.hidden = !isOpen;
}

byId("token-form").addEventListener("submit", (event) => {
  event.preventDefault();
  enter(byId("token").value.trim());
  byId("token").value = "";
});
byId("forget").addEventListener("click", () => {
  forget();
  byId("token").focus();
});

// --- jobs ---

const say = (words) => (byId("job-status").textContent = words);

/** Shows a job, and looks at it again until it has ended. */
async function follow(job) {
  show(job);
  if (ENDED.has(job.state) || watched.has(job.id)) return;
  watched.add(job.id);
  while (!ENDED.has(job.state)) {
    await new Promise((resolve) => setTimeout(resolve, EVERY));
    try {
      job = await call("GET", `/api/jobs/${encodeURIComponent(job.id)}`);
    } catch (error) {
      say(error.message);
      return;
    }
    show(job);
  }
  ended(job);
}

function show(job) {
  const list = byId("jobs");
  list.querySelector(":scope > li:not([id])")?.remove();
  const item = element("li", { id: `job-${job.id}` });
  item.append(element("span", { className: "strong" }, KINDS[job.kind] ?? job.kind), ` – ${STATES[job.state] ?? job.state} `);
  if (!ENDED.has(job.state)) {
    const bar = element("progress", { max: Math.max(1, job.total) });
    if (job.state === "running") bar.value = job.done;
    bar.setAttribute("aria-label", "Avancement");
    item.append(bar, element("span", { className: "soft small" }, ` ${job.done} sur ${job.total} ${job.current}`));
  }
  if (job.message) item.append(element("p", { className: "care small" }, job.message));
  if (job.outcomes.length) item.append(element("ul", {}, ...job.outcomes.map(outcome)));
  const shown = byId(item.id);
  if (shown) shown.replaceWith(item);
  else list.prepend(item);
}

function outcome(one) {
  const refused = one.change === "rejected";
  const badge = element("span", { className: `badge ${refused ? "bad" : one.state === "partial" ? "warn" : "good"}` });
  badge.textContent = refused ? WORDS.states[one.state] : WORDS.changes[one.change];
  const counts = one.pages ? `, ${one.pages}\u00a0page${one.pages > 1 ? "s" : ""}` : "";
  const item = element("li", {}, element("span", {}, one.file_name), " ", badge, counts);
  for (const text of [one.message, ...one.warnings]) {
    if (text) item.append(element("div", { className: "small soft" }, text));
  }
  return item;
}

function ended(job) {
  const refused = job.outcomes.filter((one) => one.change === "rejected").length;
  const taken = job.outcomes.length - refused;
  const words = [`${KINDS[job.kind]} : ${STATES[job.state]}.`];
  if (taken) words.push(`${taken} document${taken > 1 ? "s" : ""}.`);
  if (refused) words.push(`${refused} fichier${refused > 1 ? "s refusés" : " refusé"}, voyez pourquoi dans la liste des travaux.`);
  say(words.join(" "));
  if (job.kind === "removal") {
    for (const one of job.outcomes) takeAway(document.querySelector(`.shelved[data-id="${CSS.escape(one.document_id)}"]`));
    return;
  }
  listAnew();
}

/** The keyboard does not fall out of the page with what is taken away: it goes to what says so. */
function takeAway(item) {
  if (item?.contains(document.activeElement)) byId("job-status").focus();
  item?.remove();
}

/** Puts the list of documents as it is now in the place of ours; where it does not come, a button loads the page. */
function listAnew() {
  const asked = new XMLHttpRequest();
  const offer = () => {
    const again = element("button", { className: "button light", type: "button" }, "Actualiser la liste");
    again.addEventListener("click", () => location.reload());
    byId("job-status").append(" ", again);
  };
  asked.open("GET", location.href);
  asked.responseType = "document"; // the browser parses, and runs no script of what it parsed
  asked.setRequestHeader("Accept", "text/html");
  asked.addEventListener("load", () => {
    const fresh = asked.status === 200 && asked.response?.getElementById("shelf");
    if (!fresh) return offer();
    byId("shelf").replaceChildren(...fresh.childNodes);
    document.querySelector(".page-head .lead").textContent = asked.response.querySelector(".page-head .lead").textContent;
    open(Boolean(token));
  });
  asked.addEventListener("error", offer);
  asked.send();
}

// --- files ---

const drop = byId("drop");

/** A request that tells how much of the files has left, which `fetch` does not. */
function send(files) {
  byId("upload-wrong").textContent = "";
  const form = new FormData();
  for (const file of files) form.append("files", file);
  const request = new XMLHttpRequest();
  request.open("POST", "/api/documents");
  request.setRequestHeader("Authorization", authorization());
  request.setRequestHeader("Accept", "application/json");
  request.responseType = "json";
  request.upload.addEventListener("progress", (event) => {
    if (event.lengthComputable) say(`Envoi : ${Math.round((100 * event.loaded) / event.total)} %`);
  });
  request.addEventListener("load", () => {
    if (request.status === 202) {
      say("Fichiers reçus, lecture en cours…");
      follow(request.response);
      return;
    }
    say("");
    byId("upload-wrong").textContent = request.response?.detail ?? UNREACHABLE;
    if (request.status === 401) forget();
  });
  request.addEventListener("error", () => {
    say("");
    byId("upload-wrong").textContent = UNREACHABLE;
  });
  request.send(form);
}

byId("files").addEventListener("change", (event) => {
  if (event.target.files.length) send([...event.target.files]);
  event.target.value = "";
});
for (const name of ["dragenter", "dragover"]) {
  drop.addEventListener(name, (event) => {
    event.preventDefault();
    drop.classList.add("over");
  });
}
for (const name of ["dragleave", "drop"]) drop.addEventListener(name, () => drop.classList.remove("over"));
drop.addEventListener("drop", (event) => {
  event.preventDefault();
  if (event.dataTransfer.files.length) send([...event.dataTransfer.files]);
});

// --- what asks for a yes ---

function confirmed(title, text, yes) {
  const dialog = byId("confirm");
  byId("confirm-title").textContent = title;
  byId("confirm-text").textContent = text;
  byId("confirm-yes").textContent = yes;
  dialog.returnValue = "no";
  dialog.showModal();
  return new Promise((resolve) =>
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true }),
  );
}

async function start(method, path) {
  try {
    const job = await call(method, path);
    await follow(job);
    if (ENDED.has(job.state)) ended(job);
  } catch (error) {
    byId("upload-wrong").textContent = error.message;
  }
}

byId("shelf").addEventListener("click", async (event) => {
  const button = event.target.closest("[data-does=remove]");
  if (!button) return;
  const title = `Retirer « ${button.dataset.title} » ?`;
  const text = "Plus aucune réponse n'en viendra. Sa copie est effacée ; le fichier d'origine n'est pas touché.";
  if (await confirmed(title, text, "Retirer")) {
    await start("DELETE", `/api/documents/${encodeURIComponent(button.closest("[data-id]").dataset.id)}`);
    byId("job-status").scrollIntoView({ block: "center" });
  }
});
byId("reindex").addEventListener("click", async () => {
  const text = "Tout est relu à partir des copies des fichiers ; les réponses continuent pendant ce temps.";
  if (await confirmed("Réindexer tous les documents ?", text, "Réindexer")) await start("POST", "/api/reindex");
});

root.hidden = false;
if (token) enter(token, { quiet: true });
