/*
 * Search, by pagefind: a dialog opened by the button in the header, by Ctrl+K (or Command+K) and by "/".
 *
 * The index is loaded on first use (search-index.js), wherever the site is published; what results can be narrowed by, when
 * a reader first asks for it. What is sought stands in the address (?q=…), so that a search can be shared, and comes back on
 * reload and on Back.
 */
document.addEventListener("DOMContentLoaded", () => {
  "use strict";

  const opener = document.querySelector("[data-search]");
  if (!opener || typeof HTMLDialogElement === "undefined") return;

  const ROOT = new URL(".", new URL(opener.dataset.root, location.href));
  const ALL_PAGES = new URL(opener.dataset.allPages, location.href).href;
  const STEP = 8;
  const PAUSE = 180; // milliseconds without a key before a search
  const SLASH = "portal-slash";
  const FACETS = { kind: "Kind of page", publisher: "Publisher", status: "Status", period: "Quarter" };
  let dialog, input, list, more, state, narrow;
  const selects = {};
  let asking = null; // search-index.js, once it is loaded
  let latest = 0;
  let pause = 0;

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

  function button(name, text, act) {
    const made = make("button", { type: "button", class: name }, text);
    made.addEventListener("click", act);
    return made;
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
    const fields = Object.entries(FACETS).map(([facet, name]) => {
      selects[facet] = make("select", { id: `search-${facet}` }, new Option("Any", ""));
      selects[facet].addEventListener("change", search);
      return make("div", { class: "search__facet", hidden: "" }, make("label", { for: `search-${facet}` }, name), selects[facet]);
    });
    narrow = make("details", { class: "search__narrow" }, make("summary", {}, "Narrow the results"), make("div", { class: "search__facets" }, ...fields));
    narrow.addEventListener("toggle", () => narrow.open && search());

    dialog = make(
      "dialog", { class: "search", "aria-labelledby": "search-title" },
      make("div", { class: "search__head" }, make("h2", { id: "search-title" }, "Search this site"), button("search__close", "Close", () => dialog.close())),
      make("div", { class: "search__field", role: "search" }, make("label", { for: "search-input" }, "Words, a name or a reference number"), input, narrow),
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

    input.addEventListener("input", () => {
      clearTimeout(pause);
      pause = setTimeout(search, input.value.trim() ? PAUSE : 0);
    });
    dialog.addEventListener("keydown", keys);
    dialog.addEventListener("close", () => {
      clearTimeout(pause);
      latest++; // what is still being looked for is wanted no more
      address("", {});
    });
    dialog.addEventListener("click", (event) => {
      const link = event.target.closest("a");
      if (event.target === dialog) dialog.close(); // outside the box
      else if (link && link.pathname === location.pathname) dialog.close(); // an anchor on this page
    });
  }

  function open() {
    if (!dialog) build();
    if (!dialog.open) dialog.showModal();
    input.focus();
    input.select();
    if (location.protocol === "file:") refuse("Search needs a web server, and this page was opened from a folder.");
    else if (input.value.trim() || narrow.open) search();
    else load().then((asked) => asked.load(ROOT)).catch(() => refuse("Search could not be loaded."));
  }

  function refuse(sentence) {
    state.replaceChildren(`${sentence} `, allPages(), ".");
  }

  function allPages() {
    return make("a", { href: ALL_PAGES }, "Look through the list of all pages");
  }

  function load() {
    asking ??= import(new URL("assets/portal/search-index.js", ROOT).href);
    asking.catch(() => (asking = null));
    return asking;
  }

  /* The address holds what is sought beside what a page's own table keeps there, and nothing of it once search is closed. */
  function address(term, chosen) {
    const query = new URLSearchParams(location.search);
    for (const [name, value] of [["q", term], ...Object.keys(FACETS).map((facet) => [`q-${facet}`, chosen[facet]])]) {
      if (value) query.set(name, value);
      else query.delete(name);
    }
    const wanted = `${location.pathname}${query.size ? `?${query}` : ""}${location.hash}`;
    if (wanted === `${location.pathname}${location.search}${location.hash}`) return;
    try {
      history.replaceState(history.state, "", wanted);
    } catch {
      // A browser may refuse this to fast typing: the search goes on all the same.
    }
  }

  async function search() {
    const turn = ++latest;
    const term = input.value.trim();
    const chosen = Object.fromEntries(Object.entries(selects).filter(([, select]) => select.value).map(([facet, select]) => [facet, select.value]));
    if (location.protocol === "file:") return;
    const narrowed = Object.keys(chosen).length > 0;
    const counting = narrowed || narrow.open;
    address(term, chosen);
    list.ariaBusy = "true";
    try {
      const { results, counts } = await (await load()).find(ROOT, term, chosen, counting);
      if (turn !== latest) return; // something else has been typed since
      if (counting) offer(counts, chosen);
      list.replaceChildren();
      more.hidden = true;
      if (!term && !narrowed) {
        state.textContent = "";
      } else {
        await add(results, 0, turn);
        if (turn === latest) tell(results.length, term, narrowed);
      }
    } catch (error) {
      console.warn("search", error);
      load().then((asked) => asked.forget(), () => {});
      if (turn === latest) refuse("Search could not be loaded.");
    }
    if (turn === latest) list.ariaBusy = "false";
  }

  function offer(counts, chosen) {
    const number = Object.keys(chosen).length;
    narrow.querySelector("summary").textContent = `Narrow the results${number ? ` (${number} chosen)` : ""}`;
    for (const [facet, select] of Object.entries(selects)) {
      const found = Object.entries(counts[facet] ?? {}).filter(([value, count]) => count || value === chosen[facet]);
      if (facet === "period") found.sort(([one], [other]) => newest(other).localeCompare(newest(one), "en-GB"));
      const options = found.map(([value, count]) => new Option(`${value} (${count.toLocaleString("en-GB")})`, value));
      select.replaceChildren(new Option("Any", ""), ...options);
      select.value = chosen[facet] ?? "";
      // One that has the focus stays, that nobody falls out of the dialog.
      select.parentElement.hidden = found.length < 2 && !chosen[facet] && document.activeElement !== select;
    }
  }

  /* "Quarter 2, 2009/10" in an order of time. */
  function newest(period) {
    return period.split(", ").reverse().join(" ");
  }

  function tell(count, term, narrowed) {
    if (count) {
      state.textContent = `${count.toLocaleString("en-GB")} ${count === 1 ? "page" : "pages"} found`;
      return;
    }
    const widen = button("search__more", "Search without narrowing", () => {
      for (const select of Object.values(selects)) select.value = "";
      input.focus();
      search();
    });
    const sought = term ? ` for “${term}”` : "";
    const advice = narrowed ? [" with what you chose. ", widen, " "] : [". Try fewer or other words, or a reference such as NI 192. "];
    state.replaceChildren(`Nothing found${sought}`, ...advice, allPages(), ".");
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
    const { kind, status, publisher, period, title } = page.meta;
    const facts = [kind, publisher, status && badge(status), period].filter(Boolean).map((fact) => make("li", {}, fact));
    const item = make("li", {}, make("a", { href: page.url, class: "search__title" }, title ?? page.url));
    if (facts.length) item.append(make("ul", { class: "search__facts" }, ...facts));
    item.append(make("p", { class: "search__excerpt" }, ...excerpt(page.excerpt)));
    const parts = (page.sub_results ?? []).filter((part) => part.anchor && part.anchor.element !== "h1").slice(0, 2);
    if (parts.length) {
      item.append(make("ul", { class: "search__parts" }, ...parts.map((part) => make("li", {}, make("a", { href: part.url }, part.title)))));
    }
    return item;
  }

  /* The word with its shape, as pages show it (tokens.css). */
  function badge(status) {
    return make("span", { class: `status status-${status.toLowerCase().replaceAll(" ", "-")}` }, make("span", { class: "search__shape", "aria-hidden": "true" }), status);
  }

  /* Pagefind marks the words found, and writes the text's own < and > as entities and nothing else: it is read back as text. */
  function excerpt(marked) {
    const texts = marked.split(/<\/?mark>/).map((text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">"));
    return texts.map((text, place) => (place % 2 ? make("mark", {}, text) : text));
  }

  function keys(event) {
    if (event.key === "Escape" && event.target === input) {
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

  /* Who opens an address with ?q= has come for what is found. */
  function arrive() {
    const query = new URLSearchParams(location.search);
    const chosen = Object.keys(FACETS).filter((facet) => query.get(`q-${facet}`));
    if (!query.get("q") && !chosen.length) return;
    build();
    input.value = query.get("q") ?? "";
    for (const facet of chosen) {
      const value = query.get(`q-${facet}`);
      selects[facet].append(new Option(value, value, true, true));
    }
    narrow.open = chosen.length > 0;
    open();
  }

  /* Where there is no page, its address often says what was wanted: "/items/tree-planting/". */
  function offerAddress() {
    const place = document.querySelector("[data-search-address]");
    const parts = location.pathname.split("/").map((part) => part.replace(/\.html?$/, "").replace(/[^\p{L}\p{N}]+/gu, " ").trim());
    const words = parts.findLast((part) => part && part !== "index");
    if (!place || !words || location.protocol === "file:") return;
    const front = new URL("index.html", ROOT);
    front.searchParams.set("q", words);
    place.append(make("a", { href: front.href }, `Search for “${words}”`));
    place.hidden = false;
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
  arrive();
  offerAddress();
});
