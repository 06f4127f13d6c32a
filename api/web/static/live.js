// A form that filters as one types: the server renders the page, its live parts take the place of ours.
// Its button, and a browser without this module, load the page as ever.

const WAIT = 250; // ms after the last key: typing a word asks once

let running = null;
let waiting = 0;

function addressOf(form) {
  const query = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (value) query.append(name, value);
  return `${form.action.split("?")[0]}?${query}`;
}

function swap(page) {
  for (const part of document.querySelectorAll("[data-live-part]")) {
    const fresh = page.getElementById(part.id);
    if (!fresh) continue;
    if (part.getAttribute("role") === "status") part.textContent = fresh.textContent;
    else if (!part.contains(document.activeElement)) part.replaceWith(fresh);
  }
  document.title = page.title;
}

function refresh(form) {
  running?.abort();
  const address = addressOf(form);
  const asked = new XMLHttpRequest();
  running = asked;
  form.setAttribute("aria-busy", "true");
  asked.open("GET", address);
  asked.responseType = "document"; // the browser parses, and runs no script of what it parsed
  asked.setRequestHeader("Accept", "text/html");
  asked.addEventListener("load", () => {
    if (asked.status !== 200 || !asked.response) return location.assign(address); // the server says what is wrong
    swap(asked.response);
    history.replaceState(null, "", address);
    form.removeAttribute("aria-busy");
  });
  asked.addEventListener("error", () => location.assign(address));
  asked.send();
}

for (const form of document.querySelectorAll("form[data-live]")) {
  const ask = (wait) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => refresh(form), wait);
  };
  form.addEventListener("input", (event) => ask(event.target.matches("input[type=search]") ? WAIT : 0));
}
