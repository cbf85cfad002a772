"use strict";
// Comfort only: the page can be read without it. Links lead from cards to words and back by
// themselves; this lights up all the words of a card, follows clicks anywhere on a card or on
// words, and shows one kind of record at a time.
for (const page of document.querySelectorAll(".dragoman .document")) {
  const prefix = page.id.slice(0, -"top".length);
  const wordsOf = (key) => page.querySelectorAll("." + CSS.escape(key));
  const keysOf = (words) => [...words.classList].filter((name) => /[A-Z]\d+(-\d+)?$/.test(name));
  const isShown = (key) => document.getElementById(key)?.offsetParent != null;

  const light = () => {
    page.querySelectorAll(".lit").forEach((lit) => lit.classList.remove("lit"));
    const id = decodeURIComponent(location.hash.slice(1));
    if (!id.startsWith(prefix)) return;
    const key = prefix + id.slice(prefix.length).replace(/^w-/, "");
    wordsOf(key).forEach((words) => words.classList.add("lit"));
    document.getElementById(key)?.closest(".card")?.classList.add("lit");
  };

  const filter = (chip) => {
    const letter = chip && chip.getAttribute("aria-pressed") !== "true" ? chip.dataset.kind : "";
    for (const other of page.querySelectorAll(".chips a"))
      other.setAttribute("aria-pressed", String(other.dataset.kind === letter));
    for (const kind of page.querySelectorAll(".kind"))
      kind.hidden = letter !== "" && kind.id !== chip.hash.slice(1);
    const own = new RegExp("^" + prefix + letter + "\\d");
    for (const words of page.querySelectorAll(".text a, .text span"))
      words.classList.toggle("mute", letter !== "" && !keysOf(words).some((key) => own.test(key)));
  };

  const toCard = (words) => {
    const keys = keysOf(words);
    const first = words.hash ? [words.hash.slice(1)] : [];
    const all = [...new Set([...first, ...keys.reverse()])];
    const next = all[(all.indexOf(location.hash.slice(1)) + 1) % all.length];
    if (!next) return;
    if (!isShown(next)) filter(null);
    location.hash = next;
  };

  const selects = () => String(getSelection()) !== "";
  page.addEventListener("click", (event) => {
    const chip = event.target.closest(".chips a");
    const words = event.target.closest(".text a:not(.mark), .text span");
    const card = event.target.closest(".card");
    if (chip) filter(chip);
    else if (words && !selects()) toCard(words);
    else if (card && !event.target.closest("a, details") && !selects()) {
      location.hash = card.querySelector(".label").hash;
      return;
    } else return;
    event.preventDefault();
  });
  for (const card of page.querySelectorAll(".card")) {
    const near = (is) => () => wordsOf(card.id).forEach((words) => words.classList.toggle("near", is));
    card.addEventListener("mouseenter", near(true));
    card.addEventListener("mouseleave", near(false));
  }
  for (const chip of page.querySelectorAll(".chips a")) {
    chip.setAttribute("role", "button");
    chip.setAttribute("aria-pressed", "false");
    chip.addEventListener("keydown", (event) => event.key === " " && (event.preventDefault(), filter(chip)));
  }
  addEventListener("hashchange", light);
  light();
}
addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((d) => (d.open = true)));
