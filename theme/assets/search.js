/*
 * Search, by pagefind: a dialog opened by the button in the header, by Ctrl+K (or Command+K) and by "/".
 * The index is loaded on first use, from the folder pagefind/ beside the front page, wherever the site is published.
 */
(function () {
  "use strict";

  const opener = document.querySelector("[data-search]");
  if (!opener || typeof HTMLDialogElement === "undefined") return;

  const ROOT = new URL(".", new URL(opener.dataset.root, location.href));
  const ALL_PAGES = new URL(opener.dataset.allPages, location.href).href;
  const STEP = 10;
  const SLASH = "portal-slash";

  let dialog, input, list, more, state;
  let index = null;
  let latest = 0;

  function make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes ?? {})) element.setAttribute(name, value);
    element.append(...children);
    return element;
  }

  function stored(value) {
    try {
      if (value !== undefined) localStorage.setItem(SLASH, value);
      return localStorage.getItem(SLASH);
    } catch {
      return null;
    }
  }

  function build() {
    input = make("input", {
      type: "search", id: "search-input", autocomplete: "off", autocapitalize: "off", spellcheck: "false", enterkeyhint: "search",
      "aria-describedby": "search-hint", "aria-controls": "search-results",
    });
    state = make("p", { class: "search__state", role: "status" });
    list = make("ol", { class: "search__results", id: "search-results" });
    more = make("button", { type: "button", class: "search__more", hidden: "" }, "Show more results");
    const slash = make("input", { type: "checkbox", id: "search-slash" });
    slash.checked = stored() !== "off";
    slash.addEventListener("change", () => stored(slash.checked ? "on" : "off"));
    const close = make("button", { type: "button", class: "search__close" }, "Close");
    close.addEventListener("click", () => dialog.close());

    dialog = make(
      "dialog", { class: "search", "aria-labelledby": "search-title" },
      make("div", { class: "search__head" }, make("h2", { id: "search-title" }, "Search this site"), close),
      make("div", { class: "search__field", role: "search" }, make("label", { for: "search-input" }, "Words, a name or a reference number"), input),
      state,
      list,
      more,
      make(
        "div", { class: "search__foot" },
        make("p", { id: "search-hint" }, "Up and down arrows move through the results, Escape closes."),
        make("label", { class: "search__option", for: "search-slash" }, slash, " Open search with the / key"),
      ),
    );
    document.body.append(dialog);

    input.addEventListener("input", () => search(input.value));
    dialog.addEventListener("keydown", keys);
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog) dialog.close(); // outside the box
      else if (event.target.closest("a")) dialog.close(); // an anchor on this page
    });
  }

  function open() {
    if (!dialog) build();
    if (!dialog.open) dialog.showModal();
    input.focus();
    input.select();
    if (location.protocol === "file:") refuse("Search needs a web server, and this page was opened from a folder.");
    else load().catch(() => refuse("Search could not be loaded."));
  }

  function refuse(sentence) {
    state.replaceChildren(`${sentence} `, make("a", { href: ALL_PAGES }, "Look through the list of all pages"), ".");
  }

  function load() {
    index ??= import(new URL("pagefind/pagefind.js", ROOT).href).then(async (pagefind) => {
      await pagefind.options({ baseUrl: ROOT.pathname, excerptLength: 22 });
      await pagefind.init();
      return pagefind;
    });
    index.catch(() => (index = null));
    return index;
  }

  async function search(text) {
    const turn = ++latest;
    const term = text.trim();
    if (location.protocol === "file:") return;
    if (!term) {
      list.replaceChildren();
      more.hidden = true;
      state.textContent = "";
      return;
    }
    try {
      const pagefind = await load();
      const found = await pagefind.debouncedSearch(term, {}, 180);
      if (found === null || turn !== latest) return; // something else has been typed since
      const count = found.results.length;
      list.replaceChildren();
      if (count) {
        await add(found.results, 0, turn);
      } else {
        more.hidden = true;
      }
      if (turn !== latest) return;
      state.textContent = count === 0 ? `Nothing found for “${term}”. Try fewer or other words.` : count === 1 ? "1 page found" : `${count.toLocaleString("en-GB")} pages found`;
    } catch (error) {
      console.warn("search", error);
      refuse("Search could not be loaded.");
    }
  }

  async function add(results, from, turn) {
    const pages = await Promise.all(results.slice(from, from + STEP).map((result) => result.data()));
    if (turn !== latest) return null;
    const rows = pages.map(row);
    list.append(...rows);
    const next = from + STEP;
    more.hidden = next >= results.length;
    more.onclick = async () => {
      const added = await add(results, next, turn);
      if (added) added[0].querySelector("a").focus();
    };
    return rows;
  }

  function row(page) {
    const facts = ["kind", "status", "publisher", "period"].map((name) => page.meta[name]).filter(Boolean);
    const item = make("li", {}, make("a", { href: page.url, class: "search__title" }, page.meta.title ?? page.url));
    if (facts.length) item.append(make("p", { class: "search__facts" }, facts.join(" · ")));
    item.append(make("p", { class: "search__excerpt" }, ...excerpt(page.excerpt)));
    const parts = (page.sub_results ?? []).filter((part) => part.anchor && part.anchor.element !== "h1").slice(0, 2);
    if (parts.length) {
      item.append(make("ul", { class: "search__parts" }, ...parts.map((part) => make("li", {}, make("a", { href: part.url }, part.title)))));
    }
    return item;
  }

  /* The excerpt comes as HTML. Only its text and its <mark> elements are taken over. */
  function excerpt(html) {
    const parsed = new DOMParser().parseFromString(html, "text/html");
    return [...parsed.body.childNodes].map((node) => (node.nodeName === "MARK" ? make("mark", {}, node.textContent) : node.textContent));
  }

  function keys(event) {
    if (event.key === "Escape") {
      event.preventDefault(); // a search field would only empty itself
      dialog.close();
    }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const stops = [input, ...list.querySelectorAll("a")];
    const here = stops.indexOf(document.activeElement);
    if (here === -1) return;
    const there = here + (event.key === "ArrowDown" ? 1 : -1);
    event.preventDefault();
    if (stops[there]) stops[there].focus();
  }

  function typing(element) {
    return element && (element.isContentEditable || /^(input|textarea|select)$/i.test(element.tagName));
  }

  opener.addEventListener("click", open);
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey) {
      event.preventDefault();
      open();
    } else if (event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !typing(event.target) && stored() !== "off") {
      event.preventDefault();
      open();
    }
  });
})();
