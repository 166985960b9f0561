"""Packs: from the HTML of each meeting's pack to a PDF that is kept until what goes into it changes.

Chromium prints them (`chromium`), because one engine then does everything: it draws the charts with the site's own
script, lays out the pages, and writes tags, outline and language. WeasyPrint 70 was tried beside it. It takes page
numbers from CSS in one go and claims PDF/UA, but runs no JavaScript, so each chart would need a second engine; its
document of 22 pages took 1.8 s against 0.4 s; and it needs system libraries of its own, where the tests have Chromium
already. What Chromium leaves undone, `finish` does with pikepdf: dates that are the release's, words about the
document, marks on what is not content, and a quarter of the size (74 KB for 268 KB; pypdf, which writes no compressed
objects, left 275 KB). `store` keeps what is made.

A build that makes no packs imports neither playwright nor pikepdf.
"""
