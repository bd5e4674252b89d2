/* What a script makes quicker; without it every page does the same. */

for (const form of document.querySelectorAll("form[method=post]")) {
  form.addEventListener("submit", (event) => {
    // A second click is not a second question: the first one is on its way.
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
  });
}
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});
document.querySelector("[data-focus]")?.focus();
for (const region of document.querySelectorAll(".scroll")) {
  // A drawing that is wider than the screen begins at where the dossier stands.
  const here = region.querySelector(".box.here")?.getBoundingClientRect();
  const frame = region.getBoundingClientRect();
  if (here) region.scrollLeft += here.left + here.width / 2 - frame.left - frame.width / 2;
}
