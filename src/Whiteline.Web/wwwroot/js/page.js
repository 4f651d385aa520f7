// What needs no server: the theme's switch and copying of command lines.
document.addEventListener("click", event => {
  const act = event.target.closest("[data-act]");
  if (act?.dataset.act === "theme") window.whitelineTheme.toggle();
  if (act?.dataset.act === "copy") navigator.clipboard?.writeText(act.previousElementSibling.textContent);
});
