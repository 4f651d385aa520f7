// What needs no server: the theme's switch, copying of command lines, and an act that the server never took.
document.addEventListener("click", event => {
  const act = event.target.closest("[data-act]");
  if (act?.dataset.act === "theme") window.whitelineTheme.toggle();
  if (act?.dataset.act === "copy") navigator.clipboard?.writeText(act.previousElementSibling.textContent);
});

// Blazor can lose an event that was sent before the page had been drawn anew. A form would then show a choice that the server
// does not have, and train something else than it shows: the page is loaded again, and shows what the server holds.
addEventListener("unhandledrejection", event => {
  if (String(event.reason?.message ?? event.reason).includes("DispatchEventAsync")) location.reload();
});
