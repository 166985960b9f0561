/*
 * Asking pagefind's index: what search.js imports when a reader first searches.
 *
 * The index lies in the folder pagefind/ beside the front page; the counts of what results can be narrowed by are loaded when
 * they are first wanted.
 */

const SMALL_WORDS = new Set("a about an and are at be by did do does for from has have how i in is it many much me mean means my of on or our that the their there they this to was we were what when where which who why will with you your".split(" "));

/* Words of a page's title count most, then the other words for it; by its codes alone a reference is found (pages/search_words.py). */
const RANKING = { metaWeights: { title: 5, also: 3, codes: 20 } };

let index = null;
let edition = ""; // of the index that is loaded
let counted = false;

/* Loads the search itself. `root` is the address of the front page's folder. */
export function load(root) {
  index ??= import(new URL("pagefind/pagefind.js", root).href).then(async (pagefind) => {
    edition = await latestEdition(root);
    // The list of the index's parts is asked for anew, so that what a browser kept of an older index is not mixed in.
    await pagefind.options({ baseUrl: root.pathname, excerptLength: 22, noWorker: true, ranking: RANKING, metaCacheTag: String(Date.now()) });
    await pagefind.init();
    return pagefind;
  });
  index.catch(() => (index = null));
  return index;
}

/* Pagefind names here the parts of the index that belong together, by what is in them. */
async function latestEdition(root) {
  const answer = await fetch(new URL("pagefind/pagefind-entry.json", root), { cache: "no-store" });
  if (!answer.ok) throw new Error(`${answer.status} for ${answer.url}`);
  return answer.text();
}

/* The next search starts afresh. */
export async function forget() {
  const before = index;
  index = null;
  counted = false;
  (await before?.catch(() => null))?.destroy();
}

/*
 * What is found for `term`, the best first, and with `counting` how many there are of each value of each facet. `chosen` holds
 * a value by facet.
 *
 * Pagefind finds nothing where a part of its index is gone, as when the site was published anew while the page was open. So
 * before nothing is said to be found, the index is looked at again.
 */
export async function find(root, term, chosen, counting) {
  const found = await ask(await load(root), term, chosen, counting);
  if (found.results.length || !(term || counting) || (await latestEdition(root)) === edition) return found;
  await forget();
  return ask(await load(root), term, chosen, counting);
}

async function ask(pagefind, term, chosen, counting) {
  if (counting && !counted) {
    await pagefind.filters();
    counted = true;
  }
  const { code, words } = asReference(term) ?? { words: withoutSmallWords(term) };
  if (!words && !counting) return { results: [], counts: {} };
  const found = await pagefind.search(words || null, { filters: chosen });
  const results = code ? foremost(await pagefind.search(code, { filters: chosen }), found) : found.results;
  return { results, counts: counting ? await countsOf(pagefind, words, chosen, found) : {} };
}

/* The pages that carry the reference themselves come before those that mention it. Where they mention it too, that is shown. */
function foremost(coded, found) {
  const mentions = new Map(found.results.map((result) => [result.id, result]));
  const exact = coded.results.filter((result) => result.matchedMetaFields?.includes("codes"));
  const first = new Map(exact.map((result) => [result.id, mentions.get(result.id) ?? result]));
  return [...first.values(), ...found.results.filter((result) => !first.has(result.id))];
}

/* Where a value is chosen, the counts are those of what could be chosen instead, with everything else as it is. */
async function countsOf(pagefind, words, chosen, found) {
  const counts = { ...found.filters };
  for (const facet of Object.keys(chosen)) {
    const { [facet]: _, ...others } = chosen;
    counts[facet] = (await pagefind.search(words || null, { filters: others })).filters[facet];
  }
  return counts;
}

/* "NI 192", "ni-192" and "NI192" are one reference; so is "DSP-CEX-AP-011", with spaces too. Null for what is none. */
function asReference(term) {
  const simple = /^([a-z]{1,5})[\s./-]*(\d{1,4}[a-z]{0,2})$/i.exec(term);
  if (simple) return { code: `${simple[1]}${simple[2]}`, words: `${simple[1]} ${simple[2]}` };
  const long = /^[a-z][a-z\d]{0,5}(?:[\s./-]+[a-z\d]{1,4})+$/i.test(term) && /\d/.test(term);
  return long ? { code: term.replace(/[^a-z\d]/gi, ""), words: term } : null;
}

/* Every word has to be on the page: "how many bins are missed" asks for bins and missed. IT in capitals is no small word. */
function withoutSmallWords(term) {
  const isSmall = (word) => SMALL_WORDS.has(word.toLowerCase().replace(/\W+$/, "")) && !(word.length > 1 && word === word.toUpperCase());
  return term.split(/\s+/).filter((word) => !isSmall(word)).join(" ") || term;
}
