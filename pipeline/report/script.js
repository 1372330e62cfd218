"use strict";
/* Filters, search, language and colours of the page. What is filtered stands in the address after #, so that it can be
   shared; a link to one row (#pair-…) shows this row, whatever the filters say. */
(() => {
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const store = {
    get theme() { try { return localStorage.getItem("theme"); } catch { return null; } },
    set theme(name) { try { localStorage.setItem("theme", name); } catch { /* a page without storage forgets */ } },
  };
  const theme = () => store.theme || (dark.matches ? "dark" : "light");
  root.dataset.theme = theme(); // before anything is painted

  // Vietnamese letters without their marks: what is typed without finds what is written with.
  const folded = (text) =>
    text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d").replace(/\s+/g, " ").trim();

  document.addEventListener("DOMContentLoaded", () => {
    const words = JSON.parse(document.getElementById("words").textContent);
    const form = document.querySelector("form");
    const boxes = [...form.querySelectorAll("[name=relation]")];
    const shown = document.getElementById("shown");
    const none = document.getElementById("none");
    const toggle = document.getElementById("theme");
    const first = root.lang;
    const sections = [...document.querySelectorAll("section.domain")].map((element) => ({
      element,
      domain: element.dataset.domain,
      rows: [...element.querySelectorAll("article")].map((row) => ({
        element: row,
        relation: row.className,
        powers: row.dataset.powers.split(" "),
      })),
    }));
    const count = sections.reduce((sum, section) => sum + section.rows.length, 0);

    const say = (key, values = []) =>
      words[key][root.lang].replace(/\{(\d)\}/g, (_, place) => {
        const value = String(values[place]);
        return value.startsWith("@") && value.slice(1) in words ? say(value.slice(1)) : value;
      });

    /* What is looked through in a row: the texts of its own duties, their units and paths; made when first asked for. */
    const text = (row) =>
      (row.folded ??= folded(
        [...row.element.querySelectorAll("[lang=vi], .path")]
          .filter((element) => !element.closest(".nearest"))
          .map((element) => element.textContent)
          .join(" "),
      ));

    const chosen = () => ({
      q: form.q.value.trim(),
      domain: form.domain.value,
      power: form.power.value,
      relation: boxes.filter((box) => box.checked).map((box) => box.value),
    });

    function filter() {
      const { q, domain, power, relation } = chosen();
      const terms = folded(q).split(" ").filter(Boolean);
      let left = 0;
      for (const section of sections) {
        let here = 0;
        for (const row of section.rows) {
          const fits =
            (!domain || domain === section.domain) &&
            relation.includes(row.relation) &&
            (!power || row.powers.includes(power)) &&
            terms.every((term) => text(row).includes(term));
          row.element.hidden = !fits;
          here += fits;
        }
        section.element.hidden = !here;
        left += here;
      }
      shown.textContent = say("shown", [left, count]);
      none.hidden = left > 0;
    }

    function address() {
      const { q, domain, power, relation } = chosen();
      const parts = new URLSearchParams();
      if (q) parts.set("q", q);
      if (domain) parts.set("domain", domain);
      if (power) parts.set("power", power);
      if (relation.length < boxes.length) parts.set("relation", relation.join(","));
      if (root.lang !== first) parts.set("lang", root.lang);
      history.replaceState(null, "", `#${parts}`);
    }

    function fill(parts) {
      form.q.value = parts.get("q") || "";
      form.domain.value = parts.get("domain") || "";
      form.power.value = parts.get("power") || "";
      if (form.domain.selectedIndex < 0) form.domain.value = "";
      if (form.power.selectedIndex < 0) form.power.value = "";
      const relations = parts.has("relation") ? parts.get("relation").split(",") : null;
      for (const box of boxes) box.checked = !relations || relations.includes(box.value);
    }

    function translate(lang) {
      if (lang === root.lang) return;
      root.lang = lang;
      for (const element of document.querySelectorAll("[data-t]"))
        element.textContent = say(element.dataset.t, element.dataset.a && JSON.parse(element.dataset.a));
      for (const element of document.querySelectorAll("[data-t-label]"))
        element.setAttribute("aria-label", say(element.dataset.tLabel));
      for (const button of document.querySelectorAll("[data-lang]"))
        button.setAttribute("aria-pressed", String(button.dataset.lang === lang));
      paint();
      filter();
    }

    function paint() {
      root.dataset.theme = theme();
      toggle.dataset.t = root.dataset.theme === "dark" ? "light" : "dark";
      toggle.textContent = say(toggle.dataset.t);
    }

    /* The address as it was opened or followed: a row to show, or filters. */
    function follow() {
      const target = document.getElementById(location.hash.slice(1));
      if (target) {
        if (target.closest("[hidden]") || target.hidden) {
          fill(new URLSearchParams());
          filter();
        }
        if (target.matches("article, section.domain")) {
          target.scrollIntoView();
          target.focus({ preventScroll: true });
        }
        return;
      }
      const parts = new URLSearchParams(location.hash.slice(1));
      if (parts.get("lang") in words.title) translate(parts.get("lang"));
      fill(parts);
      filter();
      if (parts.size) document.getElementById("duties").scrollIntoView();
    }

    let waiting;
    const changed = () => { filter(); address(); };
    form.addEventListener("input", (event) => {
      clearTimeout(waiting);
      waiting = setTimeout(changed, event.target === form.q ? 150 : 0);
    });
    form.addEventListener("reset", () => { waiting = setTimeout(changed); });
    form.addEventListener("submit", (event) => event.preventDefault());
    for (const button of document.querySelectorAll("[data-lang]"))
      button.addEventListener("click", () => { translate(button.dataset.lang); address(); });
    toggle.addEventListener("click", () => {
      store.theme = root.dataset.theme === "dark" ? "light" : "dark";
      paint();
    });
    dark.addEventListener("change", paint);
    addEventListener("hashchange", follow);
    paint();
    follow();
  });
})();
