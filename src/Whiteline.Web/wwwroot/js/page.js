// What needs no server: the theme's switch, the way to the content, copying of command lines, and an act that the server never took.
document.addEventListener("click", event => {
  const act = event.target.closest("[data-act]");
  if (act?.dataset.act === "theme") window.whitelineTheme.toggle();
  if (act?.dataset.act === "copy") copy(act);
  if (act?.dataset.act === "skip") {
    // Blazor would take the link for a page and leave the focus where it is.
    event.preventDefault();
    document.getElementById("main").focus();
  }
});

async function copy(button) {
  const text = button.previousElementSibling;
  try {
    await navigator.clipboard.writeText(text.textContent);
    button.textContent = "copied";
  } catch {
    // Browsers give the clipboard to pages of their own machine and of https alone.
    getSelection().selectAllChildren(text);
    button.textContent = "press Ctrl+C";
  }
  setTimeout(() => { button.textContent = "copy"; }, 2000);
}

// Blazor can lose an event that was sent before the page had been drawn anew. A form would then show a choice that the server
// does not have, and train something else than it shows: the page is loaded again, and shows what the server holds.
addEventListener("unhandledrejection", event => {
  if (String(event.reason?.message ?? event.reason).includes("DispatchEventAsync")) location.reload();
});

// A server that was started anew knows nothing of this page: it is loaded again. For one that does not answer it waits.
const waiting = document.getElementById("components-reconnect-modal");
waiting.addEventListener("components-reconnect-state-changed", event => {
  if (["rejected", "resume-failed"].includes(event.detail.state)) location.reload();
});

// An attempt of Blazor's that met a server just ending can hang for good. Where the server has answered for a while and the page
// still waits, it is loaded again too.
let answered = 0;
setInterval(async () => {
  if (getComputedStyle(waiting).display === "none") {
    answered = 0;
    return;
  }
  try {
    await fetch("/app.css", { method: "HEAD", cache: "no-store", signal: AbortSignal.timeout(1500) });
    answered++;
  } catch {
    answered = 0;
  }
  if (answered >= 4) location.reload();
}, 2000);

// Of text that is no number, such as "1e", a page is told that the field is empty, while the browser goes on to show it.
for (const moment of ["change", "focusout"])
  document.addEventListener(moment, event => { if (event.target.validity?.badInput) event.target.value = ""; }, true);

// A tab that is duplicated takes the name along. Whoever holds the lock on it keeps it; one that is loaded again waits until its old page has let go.
async function isMine(name) {
  if (!navigator.locks) return true;
  for (let attempt = 0; attempt < 6; attempt++) {
    if (await new Promise(answer => navigator.locks.request(name, { ifAvailable: true }, lock => {
      answer(!!lock);
      return lock && new Promise(() => { });
    }))) return true;
    await new Promise(wait => setTimeout(wait, 50));
  }
  return false;
}

// What this tab is called, for as long as it is open: by that the server knows it when it is loaded again.
window.whitelineTab = async () => {
  const key = "whiteline-tab";
  try {
    let name = sessionStorage.getItem(key);
    if (!name || !await isMine(name)) {
      name = Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, "0")).join("");
      sessionStorage.setItem(key, name);
      await isMine(name);
    }
    return name;
  } catch {
    // A browser that is told to keep nothing: every page is that of a new tab.
    return "";
  }
};
