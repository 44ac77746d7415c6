// Small additions to pages that work without them: copying an address, the current part of a profile.

for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) break;
  button.hidden = false;
  const words = button.textContent;
  const status = document.createElement("span");
  status.className = "z-hidden";
  status.setAttribute("role", "status");
  button.after(status);
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.textContent = button.dataset.copied;
    status.textContent = button.dataset.copied;
    setTimeout(() => { button.textContent = words; status.textContent = ""; }, 2500);
  });
}

// Menus close when one clicks elsewhere or presses Escape.
const menus = document.querySelectorAll("details.z-drop, details.z-menu");
document.addEventListener("click", (event) => {
  for (const menu of menus) if (menu.open && !menu.contains(event.target)) menu.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of menus) {
    if (!menu.open) continue;
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

// The evidence of a ranked row is fetched when the row is opened; its link leads to the same evidence without this.
for (const row of document.querySelectorAll("details[data-evidence]")) {
  row.addEventListener("toggle", async () => {
    if (!row.open || row.dataset.loaded) return;
    row.dataset.loaded = "yes";
    const place = row.querySelector(".z-evidence-place");
    const answer = await fetch(row.dataset.evidence, { headers: { Accept: "text/html" } }).catch(() => null);
    if (!answer || !answer.ok) {
      delete row.dataset.loaded;
      return;
    }
    const parsed = new DOMParser().parseFromString(await answer.text(), "text/html");
    place.replaceChildren(...parsed.body.childNodes);
  });
}

// The entry of the profile's own navigation that is being read is underlined.
const anchors = [...document.querySelectorAll(".z-anchors a")];
const parts = anchors.map((link) => document.querySelector(link.hash)).filter(Boolean);
if (parts.length > 1 && "IntersectionObserver" in window) {
  const seen = new Set();
  const observer = new IntersectionObserver((entries) => {
    for (const entry of entries) entry.isIntersecting ? seen.add(entry.target) : seen.delete(entry.target);
    const first = parts.find((part) => seen.has(part)) ?? parts[0];
    for (const link of anchors) {
      if (link.hash === `#${first.id}`) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  }, { rootMargin: "-10% 0px -60% 0px" });
  for (const part of parts) observer.observe(part);
}
