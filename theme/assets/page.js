/* What runs before the page is painted: the colour scheme, the menu by keyboard, and tables that stay tables on a phone. */
(function () {
  "use strict";

  const KEY = "portal-scheme";
  const device = window.matchMedia("(prefers-color-scheme: dark)");
  document.documentElement.classList.add("portal-js");
  // In a page of another site, the header and the navigation of this one have no place.
  if (window.self !== window.top) document.documentElement.classList.add("portal-embedded");

  function remembered() {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null; // storage can be refused; the device's setting is used then
    }
  }

  function wantsDark() {
    const choice = remembered();
    return choice ? choice === "dark" : device.matches;
  }

  function apply() {
    const dark = wantsDark();
    document.body.setAttribute("data-md-color-scheme", dark ? "slate" : "default");
    document.documentElement.style.colorScheme = dark ? "dark" : "light";
    const button = document.querySelector("[data-scheme]");
    if (button) button.setAttribute("aria-pressed", String(dark));
  }

  function choose() {
    const dark = !wantsDark();
    try {
      // Only a choice that differs from the device is worth remembering.
      if (dark === device.matches) localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, dark ? "dark" : "light");
    } catch {
      document.body.setAttribute("data-md-color-scheme", dark ? "slate" : "default");
      return;
    }
    apply();
  }

  /* The menu on a narrow screen is a checkbox of the theme's, which works without scripts. A button works it here. */
  function menu() {
    const box = document.getElementById("__drawer");
    const button = document.querySelector("[data-menu]");
    const nav = document.getElementById("portal-nav");
    if (!box || !button || !nav) return;
    box.checked = false; // some browsers remember that it was open

    const set = (open) => {
      box.checked = open;
      box.dispatchEvent(new Event("change"));
    };
    box.addEventListener("change", () => button.setAttribute("aria-expanded", String(box.checked)));
    button.addEventListener("click", () => {
      set(!box.checked);
      const first = nav.querySelector("a");
      if (box.checked && first) first.focus();
    });
    nav.addEventListener("click", (event) => {
      if (event.target.closest("a")) set(false);
    });
    nav.querySelector("[data-menu-close]").addEventListener("click", () => {
      set(false);
      button.focus();
    });
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !box.checked) return;
      set(false);
      button.focus();
    });
    nav.addEventListener("focusout", (event) => {
      if (box.checked && event.relatedTarget && !nav.contains(event.relatedTarget)) set(false);
    });
  }

  /* Tables are laid out as cards on a phone; some browsers then forget that they are tables. Say it again. */
  function tables() {
    const roles = [
      ["table.data", "table"],
      ["table.data thead, table.data tbody, table.data tfoot", "rowgroup"],
      ["table.data tr", "row"],
      ["table.data td", "cell"],
      ["table.data thead th", "columnheader"],
      ["table.data th[scope=row]", "rowheader"],
    ];
    for (const [selector, role] of roles) {
      for (const element of document.querySelectorAll(selector)) element.setAttribute("role", role);
    }
  }

  /* An address may name what is folded away; not every browser unfolds it. */
  function unfold() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    let folded = target && target.closest("details:not([open])");
    if (!folded) return;
    for (; folded; folded = folded.parentElement.closest("details:not([open])")) folded.open = true;
    target.scrollIntoView();
  }

  // As soon as the parser begins the body, and so before any of it is painted.
  new MutationObserver((_, parser) => {
    if (!document.body) return;
    parser.disconnect();
    apply();
  }).observe(document.documentElement, { childList: true });
  device.addEventListener("change", apply);
  window.addEventListener("hashchange", unfold);
  document.addEventListener("DOMContentLoaded", () => {
    apply();
    const button = document.querySelector("[data-scheme]");
    if (button) button.addEventListener("click", choose);
    menu();
    tables();
  });
  // Where things stand is known only once the style sheets are there.
  window.addEventListener("load", unfold);

  // A table folded away is still part of the page on paper.
  window.addEventListener("beforeprint", () => {
    for (const details of document.querySelectorAll(".portal-page details:not([open])")) {
      details.open = true;
      details.dataset.openedToPrint = "";
    }
  });
  window.addEventListener("afterprint", () => {
    for (const details of document.querySelectorAll("[data-opened-to-print]")) {
      details.open = false;
      delete details.dataset.openedToPrint;
    }
  });
})();
